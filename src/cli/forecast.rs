//! `forecast`: the next periods, and the days before them.

use std::io::Write;

use clap::Args;
use serde_json::json;

use super::cycles::{AsOf, known};
use super::{Context, Error, Output};
use crate::cycle::{Settings, json};
use crate::diary::Tristate;
use crate::words::cycle as words;

/// Say when the next periods may come, as ranges that hold four times in five
///
/// It is an estimate from your own cycles, and nothing of it is contraception.
#[derive(Debug, Args)]
pub(super) struct ForecastVerb {
    #[command(flatten)]
    as_of: AsOf,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

impl ForecastVerb {
    /// Writes the forecast.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let as_of = self.as_of.day(context.today())?;
        let repository = context.open_read_only()?;
        let profile = repository.profile();
        let settings = Settings::from(profile);
        let known = known(&repository, settings, as_of)?;
        if self.json {
            let told = known.map_or_else(|| json::not_kept(as_of), |of| json::forecast(&of));
            return Ok(out.json(json!(told))?);
        }
        let Some(cycles) = known else {
            return Ok(writeln!(out, "{}", words::left_out(profile))?);
        };
        if let Some(day) = words::day(&cycles, as_of, profile.tells_fertility()) {
            writeln!(out, "{as_of}: {day}")?;
        }
        let possible = profile.pregnancy_possible != Tristate::No;
        for line in words::forecast(&cycles, possible) {
            writeln!(out, "{line}")?;
        }
        for line in words::windows(&cycles, profile) {
            writeln!(out, "{line}")?;
        }
        Ok(())
    }
}
