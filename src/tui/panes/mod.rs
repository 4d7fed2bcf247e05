//! The panes: each draws plain view data into a rectangle and says where things are.

pub mod calendar;
pub mod chart;
pub mod cycles;
pub mod day_card;
mod days;
pub mod form;
pub mod heat;
pub mod overlay;
pub mod temperature;
