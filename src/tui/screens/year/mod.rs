//! The year: every day as one cell, so that bad and good weeks stand out.

pub mod heat;
pub mod view;
