//! Small things that panes are made of.

pub mod panel;
pub mod text;
