//! The words people use for dates.

use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::typed::{TYPED, begun, is_any};
use crate::diary::range::DateRange;

/// Why a date was not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateWordError {
    /// Well formed, but not in the calendar.
    #[error("there is no day \"{given}\" in the calendar")]
    NoSuchDay {
        /// What was typed.
        given: String,
    },
    /// In the calendar, but outside the days asked for.
    #[error("\"{given}\" lies outside the years {} to {}", span.first.year(), span.last.year())]
    TooFar {
        /// What was typed.
        given: String,
        /// The days asked for.
        span: DateRange,
    },
    /// Not the form of a date.
    #[error(
        "\"{given}\" is not a date: write 2026-03-12, \"12 mar\", \"yesterday\", \"tuesday\" or -10"
    )]
    NotADate {
        /// What was typed.
        given: String,
    },
}

/// What is wrong with a word for a date; the word itself is added outside.
enum Wrong {
    NoSuchDay,
    NotADate,
}

/// Understands a date: `2026-03-12`, `20260312`, `12 mar`, `mar 12 2025`, `12.3.`, `12.3.2026`,
/// `today`, `yesterday`, `tuesday`, `last tuesday`, `-10` (days before today), `+3`, `10 days ago`,
/// `2 weeks ago`.
///
/// Without a year it is the latest such date that is not after today; a weekday is the latest
/// one up to today, with `last` before today.
///
/// # Errors
/// [`DateWordError::NoSuchDay`] for a day that is not in the calendar, [`DateWordError::TooFar`] for
/// one outside [`DateRange::LIFETIME`]; [`DateWordError::NotADate`] for words that are no date.
pub fn date(text: &str, today: NaiveDate) -> Result<NaiveDate, DateWordError> {
    date_within(DateRange::LIFETIME, text, today)
}

/// Understands a date as [`date`] does, of a stretch of days: of days to look at a file can have
/// more than a lifetime.
///
/// # Errors
/// As [`date`].
pub fn date_within(
    span: DateRange,
    text: &str,
    today: NaiveDate,
) -> Result<NaiveDate, DateWordError> {
    let date = any_date(text, today)?;
    let given = || text.trim().to_owned();
    if span.contains(date) || date == today {
        Ok(date)
    } else if DateRange::CALENDAR.contains(date) {
        let given = given();
        Err(DateWordError::TooFar { given, span })
    } else {
        Err(DateWordError::NoSuchDay { given: given() })
    }
}

fn any_date(text: &str, today: NaiveDate) -> Result<NaiveDate, DateWordError> {
    let given = text.trim();
    understood(&given.to_lowercase(), today).map_err(|wrong| match wrong {
        Wrong::NoSuchDay => DateWordError::NoSuchDay {
            given: given.into(),
        },
        Wrong::NotADate => DateWordError::NotADate {
            given: given.into(),
        },
    })
}

fn understood(given: &str, today: NaiveDate) -> Result<NaiveDate, Wrong> {
    let known = &TYPED.dates;
    if is_any(&known.today, given) {
        return Ok(today);
    }
    if is_any(&known.yesterday, given) {
        return back(today, 1);
    }
    if is_any(&known.tomorrow, given) {
        return today.succ_opt().ok_or(Wrong::NoSuchDay);
    }
    if let Some(days) = given.strip_prefix('-').filter(|days| all_digits(days)) {
        return back(today, number(days)?);
    }
    if let Some(days) = given.strip_prefix('+').filter(|days| all_digits(days)) {
        let ahead = today.checked_add_days(Days::new(number(days)?));
        return ahead.ok_or(Wrong::NoSuchDay);
    }
    if given.len() == 8 && all_digits(given) {
        return full(&given[..4], &given[4..6], &given[6..]);
    }
    let spaced = given.replace([',', '/'], " ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    match words.as_slice() {
        [last, day] if is_any(&known.last, last) => {
            let day = weekday(day).ok_or(Wrong::NotADate)?;
            let yesterday = today.pred_opt().unwrap_or(today);
            back(today, u64::from(days_since(day, yesterday)) + 1)
        }
        [count, unit, ago] if is_any(&known.ago, ago) && all_digits(count) => {
            long_ago(today, number(count)?, unit)
        }
        [one] if one.contains('-') => hyphened(one),
        [one] if one.contains('.') => dotted(one, today),
        [one] => {
            let day = weekday(one).ok_or(Wrong::NotADate)?;
            back(today, days_since(day, today).into())
        }
        [a, b] => named(a, b, None, today),
        [a, b, year] => named(a, b, Some(year), today),
        _ => Err(Wrong::NotADate),
    }
}

/// Some days, weeks or months before today.
fn long_ago(today: NaiveDate, count: u64, unit: &str) -> Result<NaiveDate, Wrong> {
    let known = &TYPED.dates;
    if is_any(&known.day, unit) {
        back(today, count)
    } else if is_any(&known.week, unit) {
        back(today, count.saturating_mul(7))
    } else if is_any(&known.month, unit) {
        let months = u32::try_from(count).map_err(|_| Wrong::NoSuchDay)?;
        let then = today.checked_sub_months(Months::new(months));
        then.ok_or(Wrong::NoSuchDay)
    } else {
        Err(Wrong::NotADate)
    }
}

/// `2026-03-12`
fn hyphened(word: &str) -> Result<NaiveDate, Wrong> {
    let parts: Vec<&str> = word.split('-').collect();
    match parts.as_slice() {
        [y, m, d] if y.len() == 4 && parts.iter().all(|part| all_digits(part)) => full(y, m, d),
        _ => Err(Wrong::NotADate),
    }
}

/// `12.3.` and `12.3.2026`
fn dotted(word: &str, today: NaiveDate) -> Result<NaiveDate, Wrong> {
    let parts: Vec<&str> = word.trim_end_matches('.').split('.').collect();
    if !parts.iter().all(|part| all_digits(part)) {
        return Err(Wrong::NotADate);
    }
    match parts.as_slice() {
        [d, m] => latest(today, d, number(m)?),
        [d, m, y] if y.len() == 4 => full(y, m, d),
        _ => Err(Wrong::NotADate),
    }
}

/// `12 mar`, `mar 12 2025`
fn named(a: &str, b: &str, year: Option<&str>, today: NaiveDate) -> Result<NaiveDate, Wrong> {
    let (day, month) = day_and_month(a, b).ok_or(Wrong::NotADate)?;
    match year {
        None => latest(today, day, month),
        Some(year) if year.len() == 4 && all_digits(year) => {
            NaiveDate::from_ymd_opt(number(year)?, month, number(day)?).ok_or(Wrong::NoSuchDay)
        }
        Some(_) => Err(Wrong::NotADate),
    }
}

/// The day, in digits, and the month of `12 mar` and `mar 12`.
fn day_and_month<'a>(a: &'a str, b: &'a str) -> Option<(&'a str, u32)> {
    let (day, name) = match all_digits(ordinal(a)) {
        true => (a, b),
        false => (b, a),
    };
    let (day, month) = (ordinal(day), month(name)?);
    all_digits(day).then_some((day, month))
}

/// The first date from a day on that words without a year name: `12 mar`, `12.3.`.
pub(super) fn following(text: &str, from: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim().to_lowercase();
    let words: Vec<&str> = text.split([' ', ',', '/', '.']).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let [a, b] = words.as_slice() else {
        return None;
    };
    let (day, month) = match text.contains('.') && all_digits(a) && all_digits(b) {
        true => (*a, b.parse().ok()?),
        false => day_and_month(a, b)?,
    };
    let day = day.parse().ok()?;
    // Eight years on always hold a 29 February.
    (0..=8)
        .filter_map(|on| NaiveDate::from_ymd_opt(from.year() + on, month, day))
        .find(|date| *date >= from)
}

/// Digits as a number; too many of them are no day.
fn number<N: FromStr>(digits: &str) -> Result<N, Wrong> {
    digits.parse().map_err(|_| Wrong::NoSuchDay)
}

fn back(today: NaiveDate, days: u64) -> Result<NaiveDate, Wrong> {
    let then = today.checked_sub_days(Days::new(days));
    then.ok_or(Wrong::NoSuchDay)
}

fn full(year: &str, month: &str, day: &str) -> Result<NaiveDate, Wrong> {
    NaiveDate::from_ymd_opt(number(year)?, number(month)?, number(day)?).ok_or(Wrong::NoSuchDay)
}

/// The latest date with that day and month that is not after today.
fn latest(today: NaiveDate, day: &str, month: u32) -> Result<NaiveDate, Wrong> {
    let day = number(day)?;
    // Eight years back always hold a 29 February.
    (0..=8)
        .filter_map(|back| NaiveDate::from_ymd_opt(today.year() - back, month, day))
        .find(|date| *date <= today)
        .ok_or(Wrong::NoSuchDay)
}

pub(super) fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

pub(super) fn ordinal(day: &str) -> &str {
    let day = day.trim_end_matches('.');
    let ends = TYPED.dates.ordinal.iter();
    ends.filter_map(|end| day.strip_suffix(end.as_str()))
        .next()
        .unwrap_or(day)
}

fn month(name: &str) -> Option<u32> {
    let at = begun(&TYPED.dates.months, name.trim_end_matches('.'))?;
    u32::try_from(at + 1).ok()
}

fn weekday(name: &str) -> Option<Weekday> {
    let at = begun(&TYPED.dates.weekdays, name)?;
    Weekday::try_from(u8::try_from(at).ok()?).ok()
}

fn days_since(day: Weekday, today: NaiveDate) -> u32 {
    (7 + today.weekday().num_days_from_monday() - day.num_days_from_monday()) % 7
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
    fn dates_are_understood() {
        for (words, expected) in [
            ("today", today()),
            ("Yesterday", ymd(2026, 3, 16)),
            ("-10", ymd(2026, 3, 7)),
            ("+1", ymd(2026, 3, 18)),
            ("12 mar", ymd(2026, 3, 12)),
            ("mar 12", ymd(2026, 3, 12)),
            ("12th March", ymd(2026, 3, 12)),
            ("20 mar", ymd(2025, 3, 20)),
            ("29 feb", ymd(2024, 2, 29)),
            ("2 may 2024", ymd(2024, 5, 2)),
            ("12.3.", ymd(2026, 3, 12)),
            ("12.3.2025", ymd(2025, 3, 12)),
            ("2026-03-01", ymd(2026, 3, 1)),
            ("20260301", ymd(2026, 3, 1)),
            ("tue", today()),
            ("last tuesday", ymd(2026, 3, 10)),
            ("monday", ymd(2026, 3, 16)),
            ("thurs", ymd(2026, 3, 12)),
            ("2 weeks ago", ymd(2026, 3, 3)),
        ] {
            assert_eq!(date(words, today()), Ok(expected), "{words}");
        }
    }

    #[test]
    fn a_slip_of_the_finger_is_no_date_of_a_lifetime() {
        for words in ["0202-03-17", "1890-06-01", "1.1.2201", "-99999"] {
            let refused = date(words, today()).unwrap_err().to_string();
            let expected = format!("\"{words}\" lies outside the years 1900 to 2200");
            assert_eq!(refused, expected);
        }
        for words in ["1900-01-01", "31.12.2200"] {
            date(words, today()).unwrap();
        }
    }

    #[test]
    fn a_day_to_look_at_may_lie_beyond_a_lifetime() {
        let date = |words| date_within(DateRange::CALENDAR, words, today());
        assert_eq!(date("1890-06-01"), Ok(ymd(1890, 6, 1)));
        assert_eq!(date("1 june 2201"), Ok(ymd(2201, 6, 1)));
        assert!(matches!(
            date("0000-01-01"),
            Err(DateWordError::NoSuchDay { .. })
        ));
    }

    #[test]
    fn dates_that_do_not_exist_are_refused_by_name() {
        for words in [
            "31 feb",
            "2026-02-31",
            "30.2.2026",
            "20260231",
            "0000-01-01",
            "-99999999999",
        ] {
            let refused = date(words, today());
            assert_eq!(
                refused,
                Err(DateWordError::NoSuchDay {
                    given: words.into()
                })
            );
        }
        for words in [
            "", "soon", "2026-3", "12 foo", "1.2.3.4", "monkey", "٣ mar", "-",
        ] {
            assert!(
                matches!(date(words, today()), Err(DateWordError::NotADate { .. })),
                "{words}"
            );
        }
    }
}
