//! How figures and names are written in reports.

use crate::words::figures::{apart, points, signed};

/// A score, another beside it, and how they differ.
pub(super) fn beside(score: f64, other: f64) -> String {
    let difference = signed(apart(score, other, 1), 1);
    format!("{}, {}  {difference}", points(score), points(other))
}

/// With a capital, for the beginning of a line.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}
