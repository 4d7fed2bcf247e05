//! `list`: days, one a line.

use std::io::Write;

use clap::Args;

use super::{Context, Error, show, text};
use crate::diary::DateRange;
use crate::exchange::json;

/// How many days are listed when none are named.
const USUAL_DAYS: u64 = 30;

/// List days, one a line
#[derive(Debug, Args)]
pub struct List {
    /// A day, month, year or range [default: the last 30 days]
    #[arg(value_name = "WHEN", allow_negative_numbers = true)]
    when: Vec<String>,

    /// Write JSON, a day a line
    #[arg(long)]
    json: bool,
}

impl List {
    /// Writes the days that have anything recorded.
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        let range = if self.when.is_empty() {
            DateRange::ending(context.today(), USUAL_DAYS)
        } else {
            show::when(&self.when, context)?
        };
        let repository = context.open_read_only()?;
        for (date, day) in repository.read(range)?.days() {
            if self.json {
                writeln!(out, "{}", json::day(date, day))?;
            } else {
                writeln!(out, "{}", text::day_line(date, day, repository.catalogue()))?;
            }
        }
        Ok(())
    }
}
