//! What people type, turned into values: dates, times, numbers, yes and no, names. Pure.
//!
//! The words themselves are a table of the language (`typed`), so that another language is
//! another file.

mod amount;
mod clock;
mod date;
mod name;
mod plain;
mod range;
mod typed;

pub use amount::{UnitWord, amount};
pub use clock::{moment, time};
use date::all_digits;
pub use date::{DateWordError, date, date_within};
pub use name::{Unknown, slug, suggestion, within};
pub use plain::{harmless, label, plain, sanitize};

use typed::{TYPED, is_any};

/// Understands yes and no, as people write them.
pub fn yes_no(text: &str) -> Option<bool> {
    let word = text.trim().to_lowercase();
    match () {
        () if is_any(&TYPED.yes, &word) => Some(true),
        () if is_any(&TYPED.no, &word) => Some(false),
        () => None,
    }
}

/// Whether "none of them" is meant; nothing typed means it, too.
pub fn is_none(text: &str) -> bool {
    let word = text.trim().to_lowercase();
    word.is_empty() || is_any(&TYPED.none, &word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_no_and_none_are_understood() {
        for (words, meant) in [
            ("Yes", Some(true)),
            (" y ", Some(true)),
            ("on", Some(true)),
            ("0", Some(false)),
            ("NO", Some(false)),
            ("perhaps", None),
            ("", None),
        ] {
            assert_eq!(yes_no(words), meant, "{words}");
        }
        assert!(is_none("none") && is_none("None ") && is_none("-") && is_none(""));
        assert!(!is_none("nonet"));
    }
}
