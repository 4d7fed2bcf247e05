//! Small things that panes are made of.

pub mod body_map;
pub mod panel;
pub mod picture;
pub mod prose;
pub mod text;
