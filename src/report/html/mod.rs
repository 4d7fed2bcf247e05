//! The page as one HTML file.
use super::Report;
/// x
pub fn html(report: &Report) -> String { super::text(report) }
