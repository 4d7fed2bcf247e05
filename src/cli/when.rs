//! Which days a verb is about.

use chrono::{NaiveDate, NaiveDateTime};
use clap::Args;

use super::Error;
use crate::diary::acts::has_been;
use crate::diary::profile::DayEnd;
use crate::diary::{DateRange, parse};
use crate::words::dates;
use crate::words::shell::everywhere as say;

/// A day or several, as words of the command line.
#[derive(Debug, Default, Args)]
pub(super) struct When {
    /// A day, month, year or range: yesterday, "12 mar", -10, 2026-03, 2026-03-01..today, -30..
    // A value of its own may begin with a minus and still have options behind it.
    #[arg(value_name = "WHEN", allow_hyphen_values = true)]
    first: Option<String>,

    #[arg(hide = true)]
    more: Vec<String>,
}

impl When {
    /// The range, if any is named.
    pub(super) fn range(&self, today: NaiveDate) -> Result<Option<DateRange>, Error> {
        self.words()
            .map(|words| DateRange::parse(&words, today))
            .transpose()
            .map_err(Error::from)
    }

    /// The day, which has to be a single one that has been, if any is named.
    pub(super) fn day(&self, today: NaiveDate) -> Result<Option<NaiveDate>, Error> {
        let day = self
            .words()
            .map(|words| parse::date(&words, today))
            .transpose()?;
        if let Some(day) = day {
            has_been(day, today)?;
        }
        Ok(day)
    }

    fn words(&self) -> Option<String> {
        let first = self.first.clone()?;
        Some(
            self.more
                .iter()
                .fold(first, |words, word| words + " " + word),
        )
    }
}

/// What is told after midnight where a verb writes and names no day: for which it was, and how the day
/// before, which has not ended, is written to.
pub(super) fn after_midnight(ends: DayEnd, now: NaiveDateTime) -> Option<String> {
    let before = dates::weekday(ends.still(now)?);
    let today = dates::weekday(now.date());
    Some(say::after_midnight(today, before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn until_the_day_ends_it_is_said_which_day_was_written_to() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 17).unwrap();
        let told = |ends, hour, minute| {
            let now = today.and_hms_opt(hour, minute, 0).unwrap();
            after_midnight(ends, now)
        };
        let still = told(DayEnd::Four, 0, 40).unwrap();
        assert!(still.contains("this is for Tuesday; for Monday"), "{still}");
        assert_eq!(told(DayEnd::Four, 4, 0), None);
        assert_eq!(told(DayEnd::Midnight, 0, 40), None);
    }
}
