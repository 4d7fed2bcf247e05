//! Words: every message can be said, and what is not yet a message is counted.

#[path = "../../assets/pack/words/mod.rs"]
#[allow(dead_code)]
mod pack;

mod left;
#[cfg(debug_assertions)]
mod messages;
mod numbers;
mod packing;
#[cfg(debug_assertions)]
mod shell;
mod spelling;
