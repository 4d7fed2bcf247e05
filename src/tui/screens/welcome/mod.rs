//! The first run: what the person would like to keep.

pub mod state;
pub mod update;
pub mod view;
