//! Counting days, without ever falling off the calendar.

use chrono::{Days, NaiveDate};

/// The date some days later, or earlier when negative; the calendar's last or first beyond its end.
pub fn shift(date: NaiveDate, days: i64) -> NaiveDate {
    let count = Days::new(days.unsigned_abs());
    if days < 0 {
        date.checked_sub_days(count).unwrap_or(NaiveDate::MIN)
    } else {
        date.checked_add_days(count).unwrap_or(NaiveDate::MAX)
    }
}

/// How many days after `from` a date is; negative when before.
pub fn days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    (to - from).num_days()
}
