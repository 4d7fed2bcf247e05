//! The computers that share the diary, and the answers that differ between them.

pub mod state;
pub mod update;
pub mod view;
