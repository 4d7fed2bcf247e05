//! Words to read, a page at a time.

pub mod state;
pub mod update;
pub mod view;
