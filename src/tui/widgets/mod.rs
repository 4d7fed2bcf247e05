//! Small things that panes are made of.

pub mod blank;
pub mod body_map;
pub mod panel;
pub mod parts;
pub mod picture;
pub mod popup;
pub mod prose;
pub mod sheet;
pub mod sides;
pub mod text;
pub mod typing;
