//! `cycles`: what happened in every cycle.

use std::io::Write;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use serde_json::json;

use super::{Context, Error, Output};
use crate::cycle::{Cycle, Cycles, Settings, json};
use crate::diary::SecondSign;
use crate::diary::parse::date;
use crate::insight::CycleInsight;
use crate::repository::Repository;
use crate::words::cycle as words;
use crate::words::shell::looking as say;

/// List your cycles, newest first: start, length, period, ovulation and what it rests on
///
/// Ovulation is estimated or confirmed, never certain; nothing of this is contraception.
#[derive(Debug, Args)]
pub(super) struct CyclesVerb {
    #[command(flatten)]
    as_of: AsOf,

    /// The sign that confirms ovulation beside the temperature [default: as in the profile]
    #[arg(long, value_enum, value_name = "SIGN")]
    sign: Option<Sign>,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Sign {
    /// Cervical mucus
    Mucus,
    /// The cervix itself
    Cervix,
}

/// The day as on which a question is answered.
#[derive(Debug, Args)]
pub(super) struct AsOf {
    /// Answer as on that day, knowing nothing later: 2026-03-01, "12 mar", -10
    #[arg(long = "as-of", value_name = "DATE", allow_hyphen_values = true)]
    date: Option<String>,
}

impl AsOf {
    /// The day; today when none is named.
    pub(super) fn day(&self, today: NaiveDate) -> Result<NaiveDate, Error> {
        match &self.date {
            Some(words) => date(words, today).map_err(Error::from),
            None => Ok(today),
        }
    }
}

/// The cycles of a diary, as they were known on a day; `None` when the profile leaves them out.
pub(super) fn known(
    repository: &Repository,
    settings: Settings,
    as_of: NaiveDate,
) -> Result<Option<Cycles>, Error> {
    let insight = CycleInsight::with(repository, settings, as_of)?;
    Ok(insight.map(|of| of.cycles))
}

impl CyclesVerb {
    /// Writes the cycles.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let as_of = self.as_of.day(context.today())?;
        let repository = context.open_read_only()?;
        let profile = repository.profile();
        let mut settings = Settings::from(profile);
        settings.sign = match self.sign {
            Some(Sign::Mucus) => SecondSign::Mucus,
            Some(Sign::Cervix) => SecondSign::Cervix,
            None => settings.sign,
        };
        let known = known(&repository, settings, as_of)?;
        if self.json {
            let cycles = known.as_ref().map_or(vec![], json::cycles);
            return Ok(out.json(json!(cycles))?);
        }
        let Some(cycles) = known else {
            return Ok(writeln!(out, "{}", words::left_out(profile))?);
        };
        if cycles.cycles().is_empty() {
            let why = cycles.steering().map_or(say::no_period(), words::steered);
            return Ok(writeln!(out, "{why}")?);
        }
        table(&cycles, profile.tells_fertility(), out)?;
        if let Some(steering) = cycles.steering() {
            writeln!(out, "{}", words::steered(steering))?;
        }
        Ok(())
    }
}

/// The cycles line by line, the latest first.
fn table(cycles: &Cycles, fertility: bool, out: &mut Output) -> Result<(), Error> {
    // Without periods no luteal phase has an end, and what a bleed is stands below.
    let luteal = fertility && cycles.steering().is_none();
    let head = match cycles.steering() {
        Some(_) => say::cycles_head_bleeds(),
        None if fertility => say::cycles_head_fertility(),
        None => say::cycles_head(),
    };
    writeln!(out, "{head}")?;
    for cycle in cycles.cycles().iter().rev() {
        let length = words::length(cycle, cycles.today());
        let period = say::days_short(cycle.menses_days);
        let mut line = format!("{}  {length:>6}  {period:>6}", cycle.start());
        if luteal {
            let luteal = words::luteal(cycle);
            let luteal = luteal.map_or("-".into(), say::days_short);
            line += &format!("  {luteal:>6}  {}", words::ovulation_day(cycle));
        } else if fertility && cycle.ovulation.is_some() {
            let told = words::ovulation_day(cycle);
            line += &format!("  {}", say::ovulation_seen(told));
        }
        for note in notes(cycle, fertility) {
            line += &format!("; {note}");
        }
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// What else is to be told of a cycle; what [`words::ovulation_day`] says is not said twice.
fn notes(cycle: &Cycle, fertility: bool) -> impl Iterator<Item = String> {
    let told = words::ovulation_day(cycle);
    let notes = words::notes(cycle, fertility).into_iter();
    notes.filter(move |note| *note != told)
}
