//! Stretches of days.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::parse::{DateWordError, all_digits, checked_ymd, date};

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

    /// The years 1 to 9999: what a diary can hold, being the calendar of its file.
    pub const CALENDAR: Self = Self {
        first: NaiveDate::from_ymd_opt(1, 1, 1).unwrap(),
        last: NaiveDate::from_ymd_opt(9999, 12, 31).unwrap(),
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

    /// Understands `2026`, `2026-03`, `A..B` (in whichever order, and either end may be missing) and
    /// every word for a single date.
    ///
    /// # Errors
    /// [`DateWordError`] as [`date`].
    pub fn parse(text: &str, today: NaiveDate) -> Result<Self, DateWordError> {
        let text = text.trim();
        if let Some((from, to)) = text.split_once("..") {
            let end = |word: &str, missing| match word.trim() {
                "" => Ok(missing),
                word => Self::parse(word, today),
            };
            let (from, to) = (end(from, Self::ALL)?, end(to, Self::ALL)?);
            let (from, to) = if to.last < from.first {
                (to, from)
            } else {
                (from, to)
            };
            return Ok(Self {
                first: from.first,
                last: to.last,
            });
        }
        let no_such = || DateWordError::NoSuchDay {
            given: text.to_owned(),
        };
        let parts: Vec<&str> = text.split('-').collect();
        match parts.as_slice() {
            [year] if year.len() == 4 && all_digits(year) => {
                let year = year.parse().map_err(|_| no_such())?;
                let first = checked_ymd(year, 1, 1).ok_or_else(no_such)?;
                Ok(Self {
                    first,
                    last: first + Months::new(12) - Days::new(1),
                })
            }
            [year, month] if year.len() == 4 && all_digits(year) && all_digits(month) => {
                let (year, month) = (year.parse(), month.parse());
                let (Ok(year), Ok(month)) = (year, month) else {
                    return Err(no_such());
                };
                checked_ymd(year, month, 1)
                    .map(Self::month)
                    .ok_or_else(no_such)
            }
            _ => date(text, today).map(|date| Self {
                first: date,
                last: date,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    /// Tuesday.
    fn today() -> NaiveDate {
        ymd(2026, 3, 17)
    }

    #[test]
    fn ranges_are_understood() {
        let range = |text| DateRange::parse(text, today()).unwrap();
        assert_eq!(
            range("2026-02"),
            DateRange::new(ymd(2026, 2, 1), ymd(2026, 2, 28))
        );
        assert_eq!(
            range("2024"),
            DateRange::new(ymd(2024, 1, 1), ymd(2024, 12, 31))
        );
        assert_eq!(
            range("2025-12..2026-01"),
            DateRange::new(ymd(2025, 12, 1), ymd(2026, 1, 31))
        );
        assert_eq!(range("-6..today").len(), 7);
        assert_eq!(range("2026-01..2025-12"), range("2025-12..2026-01"));
        assert_eq!(range("today..-6"), range("-6..today"));
        assert_eq!(range("..today").first, NaiveDate::MIN);
        assert!(DateRange::parse("2026-13", today()).is_err());
    }
}
