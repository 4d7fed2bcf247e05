//! What a file says of a day.

use chrono::{NaiveDate, NaiveTime};

use super::Decimal;
use crate::diary::DateRange;

/// What a file says of a day.
#[derive(Debug, Clone, Default)]
pub(in crate::exchange) struct Fact {
    /// The line, from 1.
    pub(in crate::exchange) line: u64,
    /// The day; `None` where the file has none that can be read.
    pub(in crate::exchange) date: Option<NaiveDate>,
    /// The time of day, if it is told.
    pub(in crate::exchange) time: Option<NaiveTime>,
    /// What it is, as the program calls it: `pain/lower_back`.
    pub(in crate::exchange) key: String,
    /// What is said of it; empty where the key says all.
    pub(in crate::exchange) value: String,
    /// How numbers stand where it comes from; `None` where they are plain.
    pub(in crate::exchange) sign: Option<Decimal>,
    /// How much of it, where that is said apart.
    pub(in crate::exchange) amount: String,
    /// The name the file has for the record, where each record is an entry of its own.
    pub(in crate::exchange) id: Option<String>,
}

impl Fact {
    pub(in crate::exchange) fn new(
        line: u64,
        date: Option<NaiveDate>,
        key: impl Into<String>,
    ) -> Self {
        Self {
            line,
            date,
            key: key.into(),
            ..Self::default()
        }
    }

    pub(in crate::exchange) fn saying(self, value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            ..self
        }
    }

    /// What stands behind the last stroke of the key.
    pub(super) fn option(&self) -> &str {
        self.key.rsplit('/').next().unwrap_or_default()
    }
}

/// The day with which a date and time begins: `2025-02-03T00:00:00.000Z`, `2025-02-03 00:00:00.0`. What
/// the source calls local stays so.
pub(in crate::exchange) fn day(text: &str) -> Option<NaiveDate> {
    let date = NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()?;
    DateRange::LIFETIME.contains(date).then_some(date)
}
