//! The options of an answer: a drawing of the body to mark places on, or a list.

pub mod state;
pub mod update;
pub mod view;
