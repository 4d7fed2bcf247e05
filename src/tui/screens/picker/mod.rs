//! A list to choose from by typing.

pub mod state;
pub mod update;
pub mod view;
