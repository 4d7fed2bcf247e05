//! `which`: what the diary shows for and against each reading of a day.

use std::io::Write;

use clap::Args;

use super::{Context, Error, Output, When, text};
use crate::diary::{Catalogue, DateRange};
use crate::guide::Readings;
use crate::insight::Guide;
use crate::words::guide as telling;
use crate::words::shell::looking as say;

/// Which is it? Lay out what your diary shows for and against each reading of a day
///
/// The readings stand side by side, warning signs first: ovulation, implantation, period, after
/// orgasm, strain, urinary. There is no score and no verdict, and it is no diagnosis.
#[derive(Debug, Args)]
pub(super) struct Which {
    #[command(flatten)]
    day: When,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

impl Which {
    /// Writes the readings of the day, of today when none is named.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let today = context.today();
        let date = self.day.day(today)?.unwrap_or(today);
        let repository = context.open_read_only()?;
        let (rules, unread) = context.rules(&repository)?;
        let guide = Guide::over(&repository, rules, DateRange::day(date), today)?;
        let readings = guide.which(&repository, date)?;
        if self.json {
            out.json(telling::readings_to_json(&readings))?;
        } else {
            write(&readings, &guide, repository.catalogue(), out)?;
        }
        unread.end()
    }
}

fn write(
    readings: &Readings,
    guide: &Guide,
    catalogue: &Catalogue,
    out: &mut Output,
) -> Result<(), Error> {
    writeln!(out, "{}", text::long_date(readings.date))?;
    let urgency = telling::which_urgency(readings.urgent);
    writeln!(out, "{urgency} {}", telling::which_intro())?;
    for words in telling::which_notes(readings) {
        writeln!(out, "{words}")?;
    }
    if !readings.flags.is_empty() {
        writeln!(out)?;
        super::red_flags::write(&readings.flags, &guide.rules, catalogue, out)?;
    }
    for of in &readings.readings {
        let indent = if of.under.is_some() { "  " } else { "" };
        if of.under.is_none() {
            writeln!(out)?;
        }
        let timing = telling::said(&of.timing);
        writeln!(out, "{indent}{}: {timing}", of.title)?;
        for (label, lines) in [
            (say::speaks_for(), &of.speaks_for),
            (say::speaks_against(), &of.speaks_against),
            (say::speaks_neither(), &of.neither),
            (say::would_settle(), &of.settle),
        ] {
            if !lines.is_empty() {
                let lines: Vec<String> = lines.iter().map(telling::said).collect();
                writeln!(out, "{indent}  {label}: {}", lines.join("; "))?;
            }
        }
    }
    Ok(())
}
