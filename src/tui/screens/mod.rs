//! The screens: each is a folder with what it knows, what its keys do, and how it is drawn.
//!
//! A new screen is a folder here, and is named in these places outside it: this file; `keys.toml`
//! with the context and the actions of its keys in [`keymap`](super::keymap);
//! [`View`](super::model::View) and the model, which holds its state; the arrangement, which gives it
//! room; and the roots of update and view, which hand its keys and its room on. A context or an action
//! that is missing there does not compile.

pub mod chart;
pub mod cycles;
pub mod day;
pub mod editor;
pub mod guide;
pub mod help;
pub mod history;
pub mod items;
pub mod options;
pub mod patterns;
pub mod picker;
pub mod reader;
pub mod search;
pub mod settings;
pub mod welcome;
pub mod year;
