//! A file, before it is imported: what it would bring, what it says otherwise, and what is left out.

pub mod state;
pub mod table;
mod told;
pub mod update;
pub mod view;
