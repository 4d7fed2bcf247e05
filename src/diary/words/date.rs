//! The words people use for dates.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

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

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

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
    let given = text.trim().to_lowercase();
    let not_a_date = || DateWordError::NotADate {
        given: text.trim().to_owned(),
    };
    let no_such = || DateWordError::NoSuchDay {
        given: text.trim().to_owned(),
    };
    let back = |days: u64| today.checked_sub_days(Days::new(days)).ok_or_else(no_such);

    match given.as_str() {
        "today" | "now" | "." => return Ok(today),
        "yesterday" | "y" => return back(1),
        "tomorrow" => return today.succ_opt().ok_or_else(no_such),
        _ => {}
    }
    if let Some(days) = given.strip_prefix('-').filter(|d| all_digits(d)) {
        return back(days.parse().map_err(|_| no_such())?);
    }
    if let Some(days) = given.strip_prefix('+').filter(|d| all_digits(d)) {
        let days = days.parse().map_err(|_| no_such())?;
        return today.checked_add_days(Days::new(days)).ok_or_else(no_such);
    }
    if given.len() == 8 && all_digits(&given) {
        let number = |at: std::ops::Range<usize>| given[at].parse::<u32>().ok();
        let ymd = (number(0..4), number(4..6), number(6..8));
        let (Some(y), Some(m), Some(d)) = ymd else {
            return Err(not_a_date());
        };
        return NaiveDate::from_ymd_opt(y as i32, m, d).ok_or_else(no_such);
    }

    let spaced = given.replace([',', '/'], " ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    match words.as_slice() {
        ["last", day] => {
            let day = weekday(day).ok_or_else(not_a_date)?;
            back(u64::from(days_since(day, today.pred_opt().unwrap_or(today))) + 1)
        }
        [count, unit, "ago"] if all_digits(count) => {
            let count: u64 = count.parse().map_err(|_| no_such())?;
            match *unit {
                "day" | "days" => back(count),
                "week" | "weeks" => back(count.saturating_mul(7)),
                "month" | "months" => {
                    let months = u32::try_from(count).map_err(|_| no_such())?;
                    today
                        .checked_sub_months(Months::new(months))
                        .ok_or_else(no_such)
                }
                _ => Err(not_a_date()),
            }
        }
        [one] if one.contains('-') => {
            let parts: Vec<&str> = one.split('-').collect();
            let [y, m, d] = parts.as_slice() else {
                return Err(not_a_date());
            };
            if y.len() != 4 || ![y, m, d].iter().all(|part| all_digits(part)) {
                return Err(not_a_date());
            }
            let ymd = (y.parse(), m.parse(), d.parse());
            let (Ok(y), Ok(m), Ok(d)) = ymd else {
                return Err(no_such());
            };
            NaiveDate::from_ymd_opt(y, m, d).ok_or_else(no_such)
        }
        [one] if one.contains('.') => {
            let parts: Vec<&str> = one.trim_end_matches('.').split('.').collect();
            if !parts.iter().all(|part| all_digits(part)) {
                return Err(not_a_date());
            }
            match parts.as_slice() {
                [d, m] => latest(today, d, m).ok_or_else(no_such),
                [d, m, y] if y.len() == 4 => full(y, m, d).ok_or_else(no_such),
                _ => Err(not_a_date()),
            }
        }
        [day] => weekday(day)
            .ok_or_else(not_a_date)
            .and_then(|d| back(days_since(d, today).into())),
        [a, b, rest @ ..] if rest.len() <= 1 => {
            let (day, name) = if all_digits(ordinal(a)) {
                (a, b)
            } else {
                (b, a)
            };
            let month = month(name).ok_or_else(not_a_date)?.to_string();
            let day = ordinal(day);
            if !all_digits(day) {
                return Err(not_a_date());
            }
            match rest {
                [] => latest(today, day, &month).ok_or_else(no_such),
                [year] if year.len() == 4 && all_digits(year) => {
                    full(year, &month, day).ok_or_else(no_such)
                }
                _ => Err(not_a_date()),
            }
        }
        _ => Err(not_a_date()),
    }
}

fn full(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// The latest date with that day and month that is not after today.
fn latest(today: NaiveDate, day: &str, month: &str) -> Option<NaiveDate> {
    let (day, month) = (day.parse().ok()?, month.parse().ok()?);
    // Eight years back always hold a 29 February.
    (0..=8)
        .filter_map(|back| NaiveDate::from_ymd_opt(today.year() - back, month, day))
        .find(|date| *date <= today)
}

pub(super) fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn ordinal(day: &str) -> &str {
    let day = day.trim_end_matches('.');
    ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| day.strip_suffix(end))
        .unwrap_or(day)
}

fn month(name: &str) -> Option<u32> {
    let name = name.trim_end_matches('.');
    let at = MONTHS
        .iter()
        .position(|month| name.len() >= 3 && month.starts_with(name))?;
    u32::try_from(at + 1).ok()
}

fn weekday(name: &str) -> Option<Weekday> {
    // chrono reads "mon" and "monday" but nothing between; "tues" and "thurs" are common.
    let short = name.get(..3)?;
    let day: Weekday = short.parse().ok()?;
    let full = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    full[day.num_days_from_monday() as usize]
        .starts_with(name)
        .then_some(day)
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
