//! Words: every message can be said, and what is not yet a message is counted.

#[path = "../../assets/pack/words/mod.rs"]
#[allow(dead_code)]
mod pack;

#[path = "../../assets/pack/version.rs"]
#[allow(dead_code)]
mod version;

mod left;
#[cfg(debug_assertions)]
mod messages;
mod numbers;
mod packing;
mod releases;
#[cfg(debug_assertions)]
mod shell;
mod spelling;
mod steps;
