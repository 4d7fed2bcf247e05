//! The panes: each draws plain view data into a rectangle and says where things are.

pub mod calendar;
pub mod chart;
pub mod day_card;
pub mod form;
pub mod heat;
