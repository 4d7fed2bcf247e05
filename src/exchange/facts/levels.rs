//! Words for how much, as programs have them, on a scale of 0 to 10.

use std::ops::RangeInclusive;

/// A word, the score that is written for it, and the scores a diary may have that agree: the middle of
/// the band and the band, by the diary's own bands of pain.
const LEVELS: [(&str, u8, RangeInclusive<u8>); 6] = [
    ("absent", 0, 0..=0),
    ("mild", 2, 1..=3),
    ("moderate", 5, 4..=6),
    ("severe", 8, 7..=10),
    ("unbearable", 10, 7..=10),
    // A box that is ticked.
    ("present", 5, 1..=10),
];

/// The word for what a program calls it, if it is one that is known.
pub(in crate::exchange) fn named(word: &str) -> Option<&'static str> {
    match word.trim().to_lowercase().as_str() {
        "none" | "absent" => Some("absent"),
        "mild" | "little" | "a little" | "low" => Some("mild"),
        "moderate" | "medium" => Some("moderate"),
        "severe" | "a lot" | "high" => Some("severe"),
        "unbearable" => Some("unbearable"),
        _ => None,
    }
}

/// The score of a word, and those that agree with it.
pub(super) fn level(word: &str) -> Option<(u8, RangeInclusive<u8>)> {
    let known = LEVELS.iter().find(|(name, ..)| *name == word);
    known.map(|(_, score, alike)| (*score, alike.clone()))
}
