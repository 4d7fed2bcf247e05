//! What an import does, in words and for programs.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::Write;

use serde_json::json;

use crate::cli::text::shortened;
use crate::cli::{Error, Output};
use crate::diary::{Answer, parse};
use crate::exchange::{Census, Conflict, ImportPlan, Kept};
use crate::words::shell::files as say;
use crate::words::{errors, import as words};

/// How many conflicts and left-out parts are listed one by one.
pub(super) const SHOWN: usize = 20;

/// What an import adds, leaves and drops, or would, in words.
pub(super) fn tell(plan: &ImportPlan, is_rehearsal: bool, out: &mut Output) -> Result<(), Error> {
    // That there is nothing in it says all.
    if plan.is_of_no_use() && plan.is_hollow() {
        return Ok(());
    }
    if let Some(span) = plan.span {
        writeln!(out, "{}", words::spans(span.first, span.last))?;
    }
    if plan.is_empty() {
        writeln!(out, "{}", words::nothing_new())?;
    } else {
        let said = words::new_answers(plan.total(), counts(&plan.added));
        writeln!(out, "{said}")?;
        if !plan.entries.is_empty() {
            let all = plan.entries.values().sum::<usize>();
            writeln!(out, "{}", words::new_entries(all, counts(&plan.entries)))?;
        }
    }
    if plan.same > 0 {
        writeln!(out, "{}", words::there_already(plan.same))?;
    }
    let conflicts = plan.conflicts.iter().map(|conflict| {
        let (item, date) = (&conflict.item, conflict.date);
        let offered = shortened(&conflict.offered.word(), 60);
        let told = match &conflict.kept {
            Kept::Answer(kept) => words::conflict(item, date, shortened(&kept.word(), 60), offered),
            Kept::Removed(at) => {
                words::conflict_removed(item, date, words::was_removed(*at), offered)
            }
        };
        words::at(conflict.line, told)
    });
    listed(words::conflicts, conflicts, plan.more_conflicts, out)?;
    let is_removed = |of: &Conflict| matches!(of.kept, Kept::Removed(_));
    if plan.conflicts.iter().any(is_removed) {
        writeln!(out, "  {}", words::removed_stay())?;
    }
    let dropped = plan.dropped.iter();
    let dropped = dropped.map(|dropped| {
        let what = shortened(&dropped.what, 60);
        let told = words::dropped(what, errors::misfit(&dropped.why));
        words::at(dropped.line, told)
    });
    listed(words::left_out, dropped, plan.more_dropped, out)?;
    let census = plan.read_as();
    for remark in &census.remarks {
        writeln!(out, "{}", errors::remark(*remark))?;
    }
    writeln!(out, "{}", words::of_census(census))?;
    // What is told one by one needs no groups.
    if plan.census.is_some() || plan.more_dropped > 0 {
        tell_groups(census, out)?;
    }
    if is_rehearsal || plan.is_empty() {
        writeln!(out, "{}", say::nothing_written())?;
    }
    Ok(())
}

/// What is left out of a file, by what it is and why.
fn tell_groups(census: &Census, out: &mut Output) -> Result<(), Error> {
    for ((key, why), over) in &census.left_out {
        let key = shortened(&parse::sanitize(key), 60);
        let why = errors::left(*why);
        let said = match over.line {
            0 => words::left_over_unplaced(key, over.count, why),
            line => words::left_over(key, over.count, line, why),
        };
        writeln!(out, "  {said}")?;
    }
    Ok(())
}

/// The census for programs, and for whoever is to see what a file has: no values, no dates.
fn census_told(census: &Census) -> serde_json::Value {
    let left_out = census.left_out.iter().map(|((key, why), over)| {
        json!({ "key": key, "why": why, "count": over.count, "line": line(over.line) })
    });
    json!({
        "read": census.read,
        "answered": census.answered,
        "left-out": left_out.collect::<Vec<_>>(),
        "counted": census.counted,
        "remarks": census.remarks,
    })
}

/// What the diary answers; nothing where that was removed.
fn kept(conflict: &Conflict) -> Option<&Answer> {
    match &conflict.kept {
        Kept::Answer(kept) => Some(kept),
        Kept::Removed(_) => None,
    }
}

/// A line, where there is one to be looked up.
fn line(line: u64) -> Option<u64> {
    (line > 0).then_some(line)
}

fn counts<K: Display>(of: &BTreeMap<K, usize>) -> String {
    let counts: Vec<String> = of.iter().map(|(name, n)| format!("{name} {n}")).collect();
    match counts.len() {
        0 => String::new(),
        _ => format!(" ({})", counts.join(", ")),
    }
}

fn listed(
    heading: fn(usize) -> String,
    lines: impl ExactSizeIterator<Item = String>,
    more: usize,
    out: &mut Output,
) -> Result<(), Error> {
    let all = lines.len() + more;
    if all > 0 {
        writeln!(out, "{}", heading(all))?;
    }
    for line in lines {
        writeln!(out, "  {line}")?;
    }
    if more > 0 {
        writeln!(out, "  {}", say::and_more(more))?;
    }
    Ok(())
}

/// An import for programs. What one would do is told without a word the person wrote, so that it can be
/// shown to somebody who is to say why a file is not understood.
pub(super) fn told_to_programs(plan: &ImportPlan, is_rehearsal: bool) -> serde_json::Value {
    let conflicts: Vec<_> = plan
        .conflicts
        .iter()
        .map(|conflict| match is_rehearsal {
            true => json!({ "line": line(conflict.line), "item": conflict.item }),
            false => json!({
                "line": line(conflict.line),
                "date": conflict.date,
                "item": conflict.item,
                "kept": kept(conflict).map(Answer::to_json),
                "offered": conflict.offered.to_json(),
            }),
        })
        .collect();
    let dropped: Vec<_> = plan
        .dropped
        .iter()
        .map(|dropped| match is_rehearsal {
            true => json!({ "line": line(dropped.line) }),
            false => json!({
                "line": line(dropped.line),
                "what": dropped.what,
                "why": errors::misfit(&dropped.why),
            }),
        })
        .collect();
    json!({
        "first": plan.span.map(|span| span.first),
        "last": plan.span.map(|span| span.last),
        "answers": plan.added,
        "entries": plan.entries,
        "same": plan.same,
        "conflicts": conflicts,
        "dropped": dropped,
        "census": census_told(plan.read_as()),
    })
}
