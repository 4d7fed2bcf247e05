//! The cycles: a list of them, the chosen one with its signs, and cycles laid over each other.

pub mod axis;
pub mod list;
pub mod marks;
pub mod overlay;
pub mod state;
pub mod temperature;
pub mod update;
pub mod view;
