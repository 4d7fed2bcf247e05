//! `list`: days, one a line.

use clap::Args;

use super::{Context, Error, Output, When, text};
use crate::diary::DateRange;
use crate::exchange::json;

/// How many days are listed when none are named.
const USUAL_DAYS: u64 = 30;

/// List days, one a line, the last 30 when none are named
#[derive(Debug, Args)]
pub(super) struct List {
    #[command(flatten)]
    when: When,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

impl List {
    /// Writes the days that have anything recorded.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let today = context.today();
        let usual = DateRange::ending(today, USUAL_DAYS);
        let range = self.when.range(today)?.unwrap_or(usual);
        let repository = context.open_read_only()?;
        let person = (&**repository.catalogue(), repository.profile());
        let diary = repository.read(range)?;
        if self.json {
            let days = diary.days().map(|(date, day)| json::day(date, day));
            return Ok(out.json_array(days)?);
        }
        let theme = text::theme(context)?;
        for (date, day) in diary.days() {
            text::day_line(date, day, person, theme.as_ref(), out)?;
        }
        Ok(())
    }
}
