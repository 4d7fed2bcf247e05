//! What was done and what was removed, to read and to bring back.

pub mod update;
