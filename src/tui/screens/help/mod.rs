//! Every key and what it does, to find and to do.

pub mod update;
