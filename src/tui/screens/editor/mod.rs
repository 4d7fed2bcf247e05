//! A line or a page to type.

pub mod drafts;
pub mod pasted;
pub mod state;
pub mod update;
pub mod view;
