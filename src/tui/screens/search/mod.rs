//! The search: the days on which something was written or answered.

pub mod update;
