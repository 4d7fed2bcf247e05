//! `check`: whether the file is whole.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::{Context, Error, Output, about, editor};
use crate::confinement::{InForce, Reach};
use crate::repository::Repository;
use crate::safekeeping::{self, CheckReport, CopiesRead};
use crate::sharing;
use crate::words::errors;
use crate::words::shell::{looking as say, note};

/// Check that the diary's file is whole
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Look at the pages and references only, which is quicker
    #[arg(long)]
    quick: bool,

    /// Also open every copy, beside the diary and in the second place, and read all of it
    #[arg(long)]
    read_copies: bool,

    /// Say instead what a report of a fault in twinge needs, and nothing of what you wrote
    #[arg(long, conflicts_with_all = ["quick", "read_copies"])]
    about: bool,

    /// Write JSON
    #[arg(long)]
    json: bool,

    /// The notes that an editor was opened on and nobody has any more.
    #[arg(skip)]
    notes: Vec<PathBuf>,
}

fn protection(encrypted: bool) -> &'static str {
    if encrypted {
        say::encrypted()
    } else if cfg!(feature = "encryption") {
        say::no_passphrase()
    } else {
        say::no_encryption()
    }
}

impl Check {
    /// What else it reads.
    pub(super) fn reach(&self, reach: &mut Reach) {
        if self.about {
            about::reach(reach);
        }
    }

    /// Looks for notes where a program that has confined itself may not.
    pub(super) fn prepare(&mut self, context: &Context) -> Result<(), Error> {
        if !self.about {
            self.notes = editor::left(&context.diary_path()?);
        }
        Ok(())
    }

    /// Looks at every page, entry and answer.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        if self.about {
            return about::tell(context, self.json, out);
        }
        let repository = context.open_read_only()?;
        let report = if self.quick {
            safekeeping::quick_check(&repository)?
        } else {
            safekeeping::check(&repository)?
        };
        let place = context.second_place()?;
        let copies = self
            .read_copies
            .then(|| safekeeping::read_copies(&repository, place.as_ref()));
        let copies = copies.transpose()?;
        let problems: Vec<String> = report.problems.iter().map(errors::problem).collect();
        let mut remains = safekeeping::remains(&repository);
        remains.extend(safekeeping::own_copies(&repository));
        let remains: Vec<String> = remains.iter().map(errors::remains).collect();
        // With the copies read, each of these is told there.
        let notes = self.notes.iter().map(|file| note::left(file.display()));
        let notes: Vec<String> = notes.collect();
        let locked = match self.quick || self.read_copies {
            true => Vec::new(),
            false => safekeeping::locked_copies(&repository),
        };
        let locked: Vec<String> = locked
            .iter()
            .map(|copy| copy.display().to_string())
            .collect();
        let conflicts = safekeeping::conflict_copies(&repository).into_iter();
        let conflicts: Vec<String> = conflicts.map(|copy| copy.display().to_string()).collect();
        if self.json {
            let locked = locked.iter().map(say::locked_copy);
            let of_sync = conflicts.iter().map(say::conflict_copy);
            let all = problems.iter().chain(&remains).chain(&notes).cloned();
            let all: Vec<String> = all.chain(locked).chain(of_sync).collect();
            let found = json(&repository, &report, &all, copies.as_ref());
            out.json(found)?;
        } else {
            if problems.is_empty() {
                writeln!(out, "{}", say::whole(report.entries, report.answers))?;
            }
            if let Some(copies) = &copies {
                tell_copies(copies, out)?;
            }
            for copy in safekeeping::unfinished(&repository) {
                writeln!(out, "{}", say::unfinished(copy.display()))?;
            }
            tell_protection(&repository, context, out)?;
        }
        let mut amiss: Vec<(String, Option<String>)> = Vec::new();
        if !problems.is_empty() {
            let path = context.diary_path()?;
            let damaged = say::damaged(path.display(), listed(&problems));
            amiss.push((damaged, Some(say::damaged_hint().into())));
        }
        if !conflicts.is_empty() {
            let hint = say::in_synced_folder_hint().to_owned();
            amiss.push((say::in_synced_folder(listed(&conflicts)), Some(hint)));
        }
        if !remains.is_empty() {
            amiss.push((say::not_all_encrypted(listed(&remains)), None));
        }
        if !locked.is_empty() {
            let encrypted = repository.is_encrypted();
            let hint = say::locked_copies_hint(encrypted);
            let told = say::locked_copies(encrypted, listed(&locked));
            amiss.push((told, Some(hint)));
        }
        amiss.extend(notes.into_iter().map(|left| (left, None)));
        if let Some(copies) = copies {
            amiss.extend(amiss_of(&copies));
        }
        told_at_once(amiss).map_or(Ok(()), Err)
    }
}

/// What is amiss with the copies.
fn amiss_of(copies: &CopiesRead) -> Vec<(String, Option<String>)> {
    let mut amiss = Vec::new();
    if !copies.faulty.is_empty() {
        let faulty = say::copies_faulty(copies.faulty.len(), copies.count);
        amiss.push((faulty, Some(say::copies_faulty_hint().into())));
    }
    // Whoever asks for them to be read shall not take them for sound.
    if let Some(place) = &copies.away {
        let hint = say::copies_away_hint().to_owned();
        amiss.push((say::copies_away(place.display()), Some(hint)));
    }
    amiss
}

/// One a line.
fn listed(of: &[String]) -> String {
    of.join("\n  ")
}

/// All that is amiss, each with what to do next; what is worst comes first.
fn told_at_once(amiss: Vec<(String, Option<String>)>) -> Option<Error> {
    let mut amiss = amiss.into_iter();
    let (worst, hint) = amiss.next()?;
    let others = amiss.flat_map(|(words, hint)| [Some(words), hint]);
    let hints = [hint].into_iter().chain(others).flatten();
    Some(hints.fold(Error::diary(worst), Error::hint))
}

fn json(
    diary: &Repository,
    report: &CheckReport,
    problems: &[String],
    copies: Option<&CopiesRead>,
) -> Value {
    let denied = InForce::try_all();
    let unfinished = safekeeping::unfinished(diary).into_iter();
    let unfinished: Vec<String> = unfinished.map(|copy| copy.display().to_string()).collect();
    let mut found = json!({
        "problems": problems,
        "entries": report.entries,
        "answers": report.answers,
        "encrypted": diary.is_encrypted(),
        "private": safekeeping::is_private(diary),
        "shared": sharing::me(diary).is_ok_and(|me| me.is_some()),
        "unfinished": unfinished,
        "denied": {
            "network": denied.network,
            "programs": denied.programs,
            "files": denied.files,
            "memory": denied.memory,
        },
    });
    if let Some(copies) = copies {
        let faulty = copies.faulty.iter().map(|(copy, fault)| {
            json!({"path": copy.display().to_string(), "problem": errors::copy_fault(fault)})
        });
        found["copies"] = json!({
            "read": copies.count,
            "faulty": faulty.collect::<Vec<_>>(),
            "not-there": copies.away.as_ref().map(|place| place.display().to_string()),
        });
    }
    found
}

/// What is wrong with the copies, each named.
fn tell_copies(copies: &CopiesRead, out: &mut Output) -> Result<(), Error> {
    for (copy, fault) in &copies.faulty {
        writeln!(out, "{}: {}", copy.display(), errors::copy_fault(fault))?;
    }
    if copies.faulty.is_empty() {
        writeln!(out, "{}", say::copies_sound(copies.count))?;
    }
    Ok(())
}

/// Who else could read the diary, and what the program denies itself.
fn tell_protection(diary: &Repository, context: &Context, out: &mut Output) -> Result<(), Error> {
    writeln!(out, "{}", protection(diary.is_encrypted()))?;
    if sharing::me(diary)?.is_some() {
        writeln!(out, "{}", say::is_shared())?;
    }
    if !safekeeping::is_private(diary) {
        let path = context.diary_path()?;
        writeln!(out, "{}", say::not_private(path.display()))?;
    }
    let denied = InForce::try_all();
    for (what, is) in [
        (say::network(), denied.network),
        (say::programs(), denied.programs),
        (say::other_files(), denied.files),
        (say::memory(), denied.memory),
    ] {
        let says = if is { say::denied() } else { say::not_denied() };
        writeln!(out, "  {what}: {says}")?;
    }
    Ok(())
}
