//! Stretches of days.

use chrono::{Datelike, Days, Months, NaiveDate};

/// A stretch of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateRange {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}

impl DateRange {
    /// Every date there can be.
    pub const ALL: Self = Self {
        first: NaiveDate::MIN,
        last: NaiveDate::MAX,
    };

    /// The years 1 to 9999: the calendar of a diary's file. What a file holds of them is read, shown,
    /// gone to, exported, imported again and salvaged.
    pub const CALENDAR: Self = Self {
        first: NaiveDate::from_ymd_opt(1, 1, 1).unwrap(),
        last: NaiveDate::from_ymd_opt(9999, 12, 31).unwrap(),
    };

    /// The years 1900 to 2200: one lifetime back and one ahead. What is typed, and what other
    /// programs' files say, lies within; anything else is a slip of the finger.
    pub const LIFETIME: Self = Self {
        first: NaiveDate::from_ymd_opt(1900, 1, 1).unwrap(),
        last: NaiveDate::from_ymd_opt(2200, 12, 31).unwrap(),
    };

    /// From one day to another, in whichever order they are given.
    pub fn new(a: NaiveDate, b: NaiveDate) -> Self {
        Self {
            first: a.min(b),
            last: a.max(b),
        }
    }

    /// The month of a date.
    pub fn month(date: NaiveDate) -> Self {
        let first = date.with_day(1).unwrap_or(date);
        let last = first + Months::new(1) - Days::new(1);
        Self { first, last }
    }

    /// The `days` days that end on a date.
    pub fn ending(last: NaiveDate, days: u64) -> Self {
        let first = last.checked_sub_days(Days::new(days.saturating_sub(1)));
        Self {
            first: first.unwrap_or(NaiveDate::MIN),
            last,
        }
    }

    /// The day itself.
    pub fn day(date: NaiveDate) -> Self {
        Self {
            first: date,
            last: date,
        }
    }

    /// The shortest stretch that holds this one and another.
    pub fn hull(self, other: Self) -> Self {
        Self {
            first: self.first.min(other.first),
            last: self.last.max(other.last),
        }
    }

    /// What lies in this stretch and in another, too; empty when there is no such day.
    pub fn overlap(self, other: Self) -> Self {
        Self {
            first: self.first.max(other.first),
            last: self.last.min(other.last),
        }
    }

    /// Whether all of another stretch lies within.
    pub fn covers(self, other: Self) -> bool {
        self.hull(other) == self
    }

    /// The whole months it lies in.
    pub fn months(self) -> Self {
        Self::month(self.first).hull(Self::month(self.last))
    }

    /// Whether a date lies within.
    pub fn contains(&self, date: NaiveDate) -> bool {
        (self.first..=self.last).contains(&date)
    }

    /// How many days it has.
    pub fn len(&self) -> usize {
        usize::try_from((self.last - self.first).num_days() + 1).unwrap_or(0)
    }

    /// Whether it has no day.
    pub fn is_empty(&self) -> bool {
        self.last < self.first
    }

    /// Its days in order.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> {
        self.first.iter_days().take(self.len())
    }
}
