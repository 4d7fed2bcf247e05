//! The words people use for stretches of days.

use chrono::{Days, Months, NaiveDate};

use super::all_digits;
use super::date::{DateWordError, date_within, following, ordinal};
use super::typed::{TYPED, is_any};
use crate::diary::range::DateRange;

impl DateRange {
    /// Understands `2026`, `2026-03`, what [`between`](Self::between) does and every word for a
    /// single date. It may name any day that a file can have.
    ///
    /// # Errors
    /// [`DateWordError`] as [`date`](super::date).
    pub fn parse(text: &str, today: NaiveDate) -> Result<Self, DateWordError> {
        let text = text.trim();
        if let Some(between) = Self::between(text, today) {
            return between;
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

    /// Understands words with two ends: `A..B` (in whichever order, and either end may be missing),
    /// `A to B`, `12 to 16 march`; `None` for words that have none.
    ///
    /// # Errors
    /// [`DateWordError`] as [`date`](super::date).
    pub fn between(text: &str, today: NaiveDate) -> Option<Result<Self, DateWordError>> {
        let (from, to) = match text.split_once("..") {
            Some((from, to)) => (from.trim().to_owned(), to.trim().to_owned()),
            None => ends(text)?,
        };
        let end = |word: &str| match word {
            "" => Ok(Self::ALL),
            word => Self::parse(word, today),
        };
        Some(end(&to).and_then(|last| Ok(Self::joined(end(&from)?, last, &to))))
    }

    /// From one end to another, which some words name.
    fn joined(from: Self, to: Self, words: &str) -> Self {
        let joined = Self {
            first: from.first,
            last: to.last,
        };
        if !joined.is_empty() {
            return joined;
        }
        let turned = Self {
            first: to.first,
            last: from.last,
        };
        // Without a year, words name a day before today; an end that is to come is the nearer.
        let ahead = following(words, from.first).map(|last| Self { last, ..joined });
        ahead
            .filter(|ahead| ahead.len() < turned.len())
            .unwrap_or(turned)
    }
}

/// The words of the two ends with "to" between them. A month may be named once, behind both days.
fn ends(text: &str) -> Option<(String, String)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let to = |word: &&str| is_any(&TYPED.dates.to, &word.to_lowercase());
    let at = words.iter().position(to)?;
    let (from, to) = (&words[..at], &words[at + 1..]);
    let (first, rest) = (from.first()?, to.get(1..)?);
    let from = match from.len() == 1 && all_digits(ordinal(first)) && first.len() <= 4 {
        true => [&[*first], rest].concat().join(" "),
        false => from.join(" "),
    };
    Some((from, to.join(" ")))
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

    /// "20 mar" is that of last year, for who looks back from the 17th.
    #[test]
    fn an_end_that_is_to_come_is_no_day_of_the_year_before() {
        let coming = DateRange::new(ymd(2026, 3, 16), ymd(2026, 3, 20));
        for words in ["16 to 20 mar", "16 mar..20 mar", "16.3. to 20.3."] {
            assert_eq!(DateRange::parse(words, today()), Ok(coming), "{words}");
        }
        let turned = DateRange::new(ymd(2026, 2, 12), ymd(2026, 2, 16));
        assert_eq!(DateRange::parse("16 feb..12 feb", today()), Ok(turned));
        let winter = DateRange::new(ymd(2025, 12, 28), ymd(2026, 1, 3));
        assert_eq!(DateRange::parse("28 dec to 3 jan", today()), Ok(winter));
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
        let days = DateRange::new(ymd(2026, 3, 12), ymd(2026, 3, 16));
        for words in [
            "12 to 16 March",
            "12th until 16th march 2026",
            "12 mar to 16 mar",
            "2026-03-16 to 2026-03-12",
            "12 mar..16 mar",
            "thursday to yesterday",
        ] {
            assert_eq!(range(words), days, "{words}");
        }
        for words in ["to", "12 to", "to 16 march", "12 to soon"] {
            assert!(DateRange::parse(words, today()).is_err(), "{words}");
        }
        assert_eq!(range("1890"), range("1890-01-01..1890-12-31"));
        assert_eq!(range("9999-12").last, DateRange::CALENDAR.last);
        assert!(DateRange::parse("0000", today()).is_err());
    }
}
