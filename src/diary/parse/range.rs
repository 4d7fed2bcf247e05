//! The words people use for stretches of days.

use chrono::{Days, Months, NaiveDate};

use super::all_digits;
use super::date::{DateWordError, date_within};
use crate::diary::range::DateRange;

impl DateRange {
    /// Understands `2026`, `2026-03`, `A..B` (in whichever order, and either end may be missing) and
    /// every word for a single date. It may name any day that a file can have.
    ///
    /// # Errors
    /// [`DateWordError`] as [`date`](super::date).
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
        let begins = |year, month| {
            NaiveDate::from_ymd_opt(year, month, 1).filter(|date| Self::CALENDAR.contains(*date))
        };
        let parts: Vec<&str> = text.split('-').collect();
        match parts.as_slice() {
            [year] if year.len() == 4 && all_digits(year) => {
                let year = year.parse().map_err(|_| no_such())?;
                let first = begins(year, 1).ok_or_else(no_such)?;
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
                begins(year, month).map(Self::month).ok_or_else(no_such)
            }
            _ => date_within(Self::CALENDAR, text, today).map(Self::day),
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
        assert_eq!(range("1890"), range("1890-01-01..1890-12-31"));
        assert_eq!(range("9999-12").last, DateRange::CALENDAR.last);
        assert!(DateRange::parse("0000", today()).is_err());
    }
}
