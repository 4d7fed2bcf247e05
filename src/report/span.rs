//! The days the page is of, and those it is compared with.

use chrono::NaiveDate;
use serde::Serialize;

use super::kept::Kept;
use crate::diary::DateRange;

/// With fewer recorded days the page says that it rests on little: two weeks.
const LITTLE: usize = 14;

/// More days are not drawn side by side: half a year, a bar a millimetre wide.
const DRAWN: u64 = 182;

/// A stretch of days and the one of the same length before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Span {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
    /// How many days it has.
    pub days: usize,
    /// On how many of them something is recorded.
    pub recorded: usize,
    /// The first day of the span before.
    pub before_first: NaiveDate,
    /// The last day of the span before.
    pub before_last: NaiveDate,
    /// On how many days of the span before something is recorded.
    pub before_recorded: usize,
}

impl Span {
    pub(super) fn of(kept: &Kept, now: DateRange) -> Self {
        let before = before(now);
        Self {
            first: now.first,
            last: now.last,
            days: now.len(),
            recorded: kept.days(now).count(),
            before_first: before.first,
            before_last: before.last,
            before_recorded: kept.days(before).count(),
        }
    }

    /// The span before.
    pub(super) fn before(&self) -> DateRange {
        DateRange::new(self.before_first, self.before_last)
    }

    /// The days that are drawn side by side: the last of the span.
    pub(super) fn drawn(&self) -> DateRange {
        let now = DateRange::new(self.first, self.last);
        DateRange::ending(self.last, DRAWN.min(now.len() as u64))
    }

    /// Whether it rests on little.
    pub fn is_little(&self) -> bool {
        self.recorded < LITTLE
    }
}

/// As many days, right before.
pub(super) fn before(now: DateRange) -> DateRange {
    let last = now.first.pred_opt().unwrap_or(now.first);
    DateRange::ending(last, now.len() as u64)
}
