//! How this process holds its memory, where the system's library can be told (GNU's can).

/// Gives threads that begin from now on no heap of their own, which would hold on to what it once
/// needed. Those that work at the same time would wait for each other: not for the start.
pub fn share_heaps() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: it sets a number of the allocator's.
    unsafe {
        libc::mallopt(libc::M_ARENA_MAX, 1);
    }
}

/// Hands back to the system what is free.
pub fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: it touches only memory that nobody has.
    unsafe {
        libc::malloc_trim(0);
    }
}
