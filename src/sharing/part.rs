//! The parts of a diary that are exchanged, a document each.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

/// A part of a diary. It is as long as what is written in a month, so that a document never grows
/// for life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartName {
    /// The profile, own items and changes to others.
    Settings,
    /// What was recorded in a month: a timed entry stays in that of the month it was first shared in.
    Month {
        /// The year.
        year: i32,
        /// 1 to 12.
        month: u32,
    },
}

impl PartName {
    /// The month of a date.
    pub fn of(date: NaiveDate) -> Self {
        Self::Month {
            year: date.year(),
            month: date.month(),
        }
    }
}

impl fmt::Display for PartName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Settings => f.write_str("settings"),
            Self::Month { year, month } => write!(f, "{year:04}-{month:02}"),
        }
    }
}

/// Why words are no name of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a part of a diary: a month as 2026-03, or settings")]
pub struct NoPart;

impl FromStr for PartName {
    type Err = NoPart;

    fn from_str(name: &str) -> Result<Self, NoPart> {
        if name == "settings" {
            return Ok(Self::Settings);
        }
        let first: NaiveDate = format!("{name}-01").parse().map_err(|_| NoPart)?;
        let part = Self::of(first);
        if part.to_string() == name {
            Ok(part)
        } else {
            Err(NoPart)
        }
    }
}
