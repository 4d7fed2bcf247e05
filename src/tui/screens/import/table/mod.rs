//! A table that no rules know: its columns on the left, the items they answer on the right, and below
//! what that would bring.

pub mod state;
pub mod update;
pub mod view;
