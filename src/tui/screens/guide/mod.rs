//! The guide: warnings, what helped, scores, and articles to read.

pub mod report;
pub mod state;
pub mod update;
pub mod view;
