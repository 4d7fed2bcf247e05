//! The diary's file was lost under the program: what became of it, and how to go on.

pub mod state;
pub mod update;
pub mod view;
