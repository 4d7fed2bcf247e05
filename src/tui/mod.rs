//! The terminal: panes over a model.

pub mod glyphs;
pub mod look;
pub mod marks;
pub mod panes;
#[cfg(test)]
pub(crate) mod testing;
pub mod theme;
pub mod widgets;
