//! What came of a round and how it stands, for persons and for programs.

use std::io::Write;
use std::path::Path;

use serde_json::{Value, json};

use crate::cli::{Error, Output};
use crate::sharing::{Arrival, Plan, Round, Skipped, Status, Told, Why};
use crate::words::shell::share as say;
use crate::words::{dates, errors, sharing as words};

/// How many files are named.
const SHOWN: usize = 20;

pub(super) fn round(round: &Round, out: &mut Output) -> Result<(), Error> {
    arrival(&round.arrival, false, out)?;
    if round.written > 0 {
        writeln!(out, "{}", say::written(round.written))?;
    }
    skipped(&round.skipped, out)
}

/// What came from others, or would.
pub(super) fn arrival(arrival: &Arrival, is_plan: bool, out: &mut Output) -> Result<(), Error> {
    writeln!(out, "{}", words::arrival(arrival, is_plan))?;
    for told in &arrival.told {
        writeln!(out, "{}", words::told(told))?;
        if matches!(told, Told::Differ(_)) && !is_plan {
            writeln!(out, "  {}", say::see_conflicts())?;
        }
    }
    Ok(())
}

/// The files that are left as they are.
pub(super) fn skipped(files: &[Skipped], out: &mut Output) -> Result<(), Error> {
    if files.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", words::files_left(files.len()))?;
    for file in files.iter().take(SHOWN) {
        writeln!(out, "  {}", words::left(file))?;
    }
    Ok(())
}

pub(super) fn not_shared(json: bool, out: &mut Output) -> Result<(), Error> {
    match json {
        true => Ok(out.json(json!({"shared": false}))?),
        false => Ok(writeln!(out, "{}", say::not_shared())?),
    }
}

pub(super) fn status(status: &Status, folder: &Path, out: &mut Output) -> Result<(), Error> {
    writeln!(out, "{}", say::shared(folder.display(), &status.me.name))?;
    if status.others.is_empty() {
        writeln!(out, "{}", say::nobody())?;
    }
    for other in &status.others {
        let wrote = dates::iso_moment_if_known(words::moment(other.wrote));
        writeln!(out, "{}", say::computer(&other.computer.name, wrote))?;
    }
    let parts = say::parts(status.parts, status.to_write, status.to_read);
    writeln!(out, "{parts}")?;
    if status.doubts > 0 {
        writeln!(out, "{}", words::differ(status.doubts))?;
        writeln!(out, "  {}", say::see_conflicts())?;
    }
    skipped(&status.skipped, out)?;
    match &status.waits {
        Some(why) => Ok(writeln!(out, "{}", errors::sharing(why))?),
        None => Ok(()),
    }
}

pub(super) fn round_for_programs(round: &Round) -> Value {
    let mut told = arrival_for_programs(&round.arrival);
    told["written"] = round.written.into();
    told["skipped"] = skipped_for_programs(&round.skipped);
    told["unwritten"] = round.unwritten.as_ref().map(errors::sharing).into();
    told
}

pub(super) fn plan_for_programs(plan: &Plan) -> Value {
    let mut told = arrival_for_programs(&plan.arrival);
    told["joins"] = plan.joins.into();
    told["other-diary"] = plan.other_diary.into();
    told["going"] = json!(plan.going);
    told["skipped"] = skipped_for_programs(&plan.skipped);
    told
}

fn arrival_for_programs(arrival: &Arrival) -> Value {
    let from = arrival.from.iter().map(|computer| computer.name.as_str());
    json!({
        "from": from.collect::<Vec<_>>(),
        "answers": arrival.answers(),
        "items": arrival.items,
        "days": arrival.days,
        "settings": arrival.settings,
        "told": arrival.told.iter().map(words::told).collect::<Vec<_>>(),
    })
}

fn skipped_for_programs(files: &[Skipped]) -> Value {
    let why = |why| match why {
        Why::Foreign => "foreign",
        Why::Undeciphered => "undeciphered",
        Why::Newer => "newer",
        Why::TooLarge => "too-large",
        Why::NoPart => "no-part",
        Why::Refused => "refused",
    };
    let files = { files.iter() }
        .map(|file| json!({"file": file.file.display().to_string(), "why": why(file.why)}));
    files.collect()
}

pub(super) fn status_for_programs(status: &Status, folder: &Path) -> Value {
    let others = status.others.iter().map(|other| {
        json!({
            "name": other.computer.name.as_str(),
            "device": other.computer.id.to_string(),
            "wrote": words::moment(other.wrote).map(|at| at.to_rfc3339()),
        })
    });
    json!({
        "shared": true,
        "folder": folder.display().to_string(),
        "name": status.me.name.as_str(),
        "device": status.me.id.to_string(),
        "computers": others.collect::<Vec<_>>(),
        "parts": status.parts,
        "to-write": status.to_write,
        "to-read": status.to_read,
        "differ": status.doubts,
        "skipped": skipped_for_programs(&status.skipped),
        "waits": status.waits.as_ref().map(errors::sharing),
    })
}
