//! The chart: one or two items over weeks, months or years, with strips below for what goes with them.

pub mod pane;
pub mod state;
pub mod update;
pub mod view;
