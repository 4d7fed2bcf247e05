//! Which days a verb is about.

use chrono::NaiveDate;
use clap::Args;

use super::Error;
use crate::diary::acts::has_been;
use crate::diary::{DateRange, parse};

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
