//! How this process holds its memory, where the system's library can be told (GNU's can).

/// Keeps one heap for all threads: each of its own would hold on to what it once needed. For before
/// there are any.
pub fn keep_one_heap() {
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
