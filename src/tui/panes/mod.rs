//! What fills the screen, a pane each.

pub mod calendar;
pub mod chart;
pub mod form;
