//! The items: renamed, hidden, moved, and added by the person.

pub mod update;
pub mod view;
