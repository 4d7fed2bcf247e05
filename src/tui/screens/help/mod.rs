//! Every key and what it does, to read.

pub mod update;
