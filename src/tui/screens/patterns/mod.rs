//! The patterns: what the pain goes with, as a report whose lines lead on to more.

pub mod composed;
pub mod report;
pub mod route;
pub mod state;
pub mod update;
pub mod view;
