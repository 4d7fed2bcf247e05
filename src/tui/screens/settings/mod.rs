//! The settings of the diary: what is kept, and how it is shown.

pub mod update;
pub mod view;
