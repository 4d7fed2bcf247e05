//! Why an answer does not fit an item.

use crate::diary::parse::{Unknown, suggestion};
use crate::diary::quantity::Unit;

/// What an answer looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Form {
    /// A score.
    #[error("a number from 0 to 10")]
    Score,
    /// Yes or no.
    #[error("yes or no")]
    YesNo,
    /// A number with its unit.
    #[error("a number{}", .0.behind())]
    Number(Unit),
    /// A time of day.
    #[error("a time such as 06:40")]
    Time,
}

/// Why an answer does not fit an item; the item's name goes before it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Not what an answer looks like.
    #[error("is {form}, not \"{given}\"")]
    Form {
        /// What an answer looks like.
        form: Form,
        /// What was typed.
        given: String,
    },
    /// Not one of the options.
    #[error("has no option \"{}\"{} It can be: {options}", unknown.word, stop(unknown))]
    Option {
        /// What was typed, and the option most like it.
        unknown: Unknown,
        /// The codes of all options.
        options: String,
    },
    /// A number that cannot be meant.
    #[error("can be from {min} to {max}{unit}, not {given}")]
    Range {
        /// The smallest.
        min: String,
        /// The largest.
        max: String,
        /// The unit, behind a space if there is one.
        unit: String,
        /// What was typed.
        given: String,
    },
    /// Nothing was written.
    #[error("needs a few words; to take an answer back, clear it")]
    Empty,
    /// Codes that could not be told apart when they are read back.
    #[error("cannot hold {given:?}, a word that is empty or has a comma")]
    Comma {
        /// The codes.
        given: String,
    },
    /// A value of another kind.
    #[error("cannot hold {given}")]
    Kind {
        /// The value.
        given: String,
    },
}

/// The suggestion, or a full stop where there is none.
fn stop(unknown: &Unknown) -> String {
    match unknown.nearest.as_deref() {
        None => ".".into(),
        nearest => suggestion(nearest),
    }
}
