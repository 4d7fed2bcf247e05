//! Diaries that share a folder: what goes through it, what can be wrong with it, and that nothing is
//! lost.

#![cfg(feature = "encryption")]

#[cfg(target_os = "linux")]
mod each_write;
mod faults;
mod joining;
mod killed;
mod rounds;
mod support;
