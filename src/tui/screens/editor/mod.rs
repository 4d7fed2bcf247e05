//! A line or a page to type.

pub mod update;
pub mod view;
