//! `show`: days in words.

use std::io::Write;

use clap::Args;

use super::{Context, Error, text};
use crate::diary::DateRange;
use crate::exchange::json;

/// Show everything of a day or several
#[derive(Debug, Args)]
pub struct Show {
    /// A day, month, year or range: yesterday, 2026-03, 2026-03-01..today [default: today]
    #[arg(value_name = "WHEN", allow_negative_numbers = true)]
    when: Vec<String>,

    /// Write JSON, a day a line
    #[arg(long)]
    json: bool,
}

impl Show {
    /// Writes the days that have anything recorded.
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        let range = when(&self.when, context)?;
        let repository = context.open_read_only()?;
        let diary = repository.read(range)?;
        if self.json {
            return diary.days().try_for_each(|(date, day)| {
                Ok(writeln!(out, "{}", json::day(date, day))?)
            });
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

/// The range that words name; today when there are none.
pub fn when(words: &[String], context: &Context) -> Result<DateRange, Error> {
    let today = context.today();
    if words.is_empty() {
        return Ok(DateRange::new(today, today));
    }
    DateRange::parse(&words.join(" "), today).map_err(Error::usage)
}
