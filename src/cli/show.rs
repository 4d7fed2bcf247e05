//! `show`: days in words.

use std::io::Write;

use clap::Args;

use super::{Context, Error, Output, When, text};
use crate::diary::DateRange;
use crate::exchange::json;

/// Show everything of a day or several, of today when none is named
#[derive(Debug, Args)]
pub(super) struct Show {
    #[command(flatten)]
    when: When,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

impl Show {
    /// Writes the days that have anything recorded.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let today = context.today();
        let range = self.when.range(today)?.unwrap_or(DateRange::day(today));
        let repository = context.open_read_only()?;
        let diary = repository.read(range)?;
        if self.json {
            let days = diary.days().map(|(date, day)| json::day(date, day));
            return Ok(out.json_array(days)?);
        }
        let (catalogue, profile) = (repository.catalogue(), repository.profile());
        if range.first == range.last {
            let day = repository.day(range.first)?;
            writeln!(out, "{}", text::day(range.first, &day, catalogue, profile))?;
        } else {
            for (at, (date, day)) in diary.days().enumerate() {
                let gap = if at > 0 { "\n" } else { "" };
                writeln!(out, "{gap}{}", text::day(date, day, catalogue, profile))?;
            }
        }
        Ok(())
    }
}
