//! The shell: every verb, and everything that can go wrong, with the real binary.

mod asking;
mod changing;
#[cfg(unix)]
mod demo;
mod faults;
mod files;
mod logging;
mod looking;
mod private;
mod support;
