//! What a look into a folder of lines found, for persons and for programs.

use std::io::Write;

use serde_json::json;

use crate::cli::text::shortened;
use crate::cli::{Error, Output};
use crate::diary::Answer;
use crate::lines::look::{Look, Place};
use crate::words::shell::{inbox as say, log};

/// How many lines of each sort are told.
const SHOWN: usize = 20;

/// Tells a person.
pub(in crate::cli) fn tell(look: &Look, dry_run: bool, out: &mut Output) -> Result<(), Error> {
    match &look.act {
        Some(_) => {
            writeln!(out, "{}", look.summary)?;
            writeln!(out, "{}", say::new_lines(look.count_new()))?;
        }
        None => writeln!(out, "{}", say::nothing_new())?,
    }
    let counts = [
        (look.before, say::counted_before(look.before)),
        (look.same, say::same(look.same)),
        (
            look.left_alone.len(),
            say::left_alone(look.left_alone.len()),
        ),
    ];
    for (_, told) in counts.iter().filter(|(count, _)| *count > 0) {
        writeln!(out, "{told}")?;
    }
    for (place, kept) in look.conflicts.iter().take(SHOWN) {
        let offered = kept.offered.as_ref().map(Answer::word).unwrap_or_default();
        let [stands, offered] = [kept.stands.word(), offered].map(|word| shortened(&word, 60));
        let (date, item) = (kept.date, &kept.item);
        writeln!(out, "{}", say::conflict(date, item, stands, offered, place))?;
    }
    let more = look.conflicts.len().saturating_sub(SHOWN);
    if more > 0 {
        writeln!(out, "{}", log::and_more(more))?;
    }
    if dry_run && look.act.is_some() {
        writeln!(out, "{}", say::nothing_written())?;
    }
    Ok(())
}

/// Tells a program.
pub(in crate::cli) fn for_programs(look: &Look, written: bool) -> serde_json::Value {
    let at = |place: &Place| json!({"file": place.file, "line": place.line});
    let conflicts = look.conflicts.iter().map(|(place, kept)| {
        json!({
            "file": place.file,
            "line": place.line,
            "date": kept.date,
            "item": kept.item,
            "kept": kept.stands.to_json(),
            "offered": kept.offered.as_ref().map(Answer::to_json),
        })
    });
    let wrong = look
        .wrong
        .iter()
        .map(|(place, why)| json!({"file": place.file, "line": place.line, "why": why}));
    json!({
        "written": written,
        "new-lines": look.count_new(),
        "counted-before": look.before,
        "same": look.same,
        "conflicts": conflicts.collect::<Vec<_>>(),
        "not-understood": wrong.collect::<Vec<_>>(),
        "left-alone": look.left_alone.iter().map(at).collect::<Vec<_>>(),
    })
}

/// Refuses the files with lines that were not understood, whose other lines were not written either.
pub(in crate::cli) fn refused(look: &Look) -> Result<(), Error> {
    if look.wrong.is_empty() {
        return Ok(());
    }
    let wrong = look.wrong.iter().take(SHOWN);
    let mut told: Vec<String> = wrong.map(|(place, why)| say::wrong(place, why)).collect();
    let more = look.wrong.len().saturating_sub(SHOWN);
    if more > 0 {
        told.push(log::and_more(more));
    }
    Err(Error::input(told.join("\n        ")).hint(say::wrong_hint()))
}
