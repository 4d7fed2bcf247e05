//! The screens: each is a folder with what it knows, what its keys do, and how it is drawn.
//!
//! A new screen is a folder here, with a line in this file and one in `words::screens` for its words.
//! What lies over the panes touches these four files beside them:
//! 1. `layer/mod.rs`: a variant of [`Layer`](super::layer::Layer) with its state, and the context of
//!    its keys;
//! 2. `layer/update.rs`, which hands its keys on;
//! 3. `layer/view.rs`, which draws it;
//! 4. `act.rs`, whose `open` opens it.
//!
//! What fills the screen has its name in [`View`](super::model::View) in place of a layer, and its
//! room in the arrangement. Keys of its own are lines of `assets/keys.toml`, with a context or an
//! action of a new name in [`keymap`](super::keymap). What a context or a variant needs elsewhere does
//! not compile until it is there; a key that nobody answers fails the tests.

pub mod chart;
pub mod cycles;
pub mod day;
pub mod editor;
pub mod guide;
pub mod help;
pub mod history;
pub mod import;
pub mod items;
pub mod joining;
pub mod look;
pub mod lost;
pub mod options;
pub mod patterns;
pub mod picker;
pub mod reader;
pub mod search;
pub mod settings;
pub mod shared;
pub mod visit;
pub mod welcome;
pub mod year;
