//! A value of the diary's file.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// An answer as it stands in the file: a whole number, a number or words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cell<'a> {
    /// A whole number.
    Integer(i64),
    /// A number with decimals.
    Real(f64),
    /// Words.
    Text(Cow<'a, str>),
}

impl Cell<'_> {
    /// The words, if it is words.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number, if it is one.
    pub fn integer(&self) -> Option<i64> {
        match self {
            Self::Integer(n) => Some(*n),
            _ => None,
        }
    }
}

impl fmt::Display for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(n) => n.fmt(f),
            Self::Real(x) => x.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}
