//! A list to choose from by typing.

pub mod update;
pub mod view;
