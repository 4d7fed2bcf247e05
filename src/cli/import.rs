//! `import`: what a file holds, into the diary.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs::{self, File};
use std::io::{self, BufReader, Read, Write};
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::progress::Progress;
use super::text::shortened;
use super::{Context, Error, Output};
use crate::confinement::Reach;
use crate::diary::{DateRange, Diary};
use crate::exchange::json::Settings;
use crate::exchange::{Format, ImportPlan};
use crate::repository::{Repository, RepositoryError};
use crate::words::shell::files as say;
use crate::words::{errors, formats};

/// How many conflicts and left-out parts are listed one by one.
const SHOWN: usize = 20;

/// Add what a file holds to the diary
#[derive(Debug, Args)]
#[command(long_about = about())]
pub(super) struct Import {
    /// The file; - is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Say what would be added, and write nothing
    #[arg(long)]
    dry_run: bool,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

fn about() -> String {
    say::about_import(formats::readable())
}

impl Import {
    /// The file it is asked to read.
    pub(super) fn reach(&self, reach: &mut Reach) {
        reach.read(&self.file);
    }

    /// Whether it may begin a diary.
    pub(super) fn writes(&self) -> bool {
        !self.dry_run
    }

    /// Reads the file, tells what is new in it, and adds that in one act.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let repository = if self.dry_run {
            context.look_if_any()?
        } else {
            context.open_if_any()?
        };
        let plan = self.plan(repository.as_ref())?;
        if let Some(date) = plan.full {
            return Err(RepositoryError::DayFull(date).into());
        }
        if self.json {
            out.json(told_to_programs(&plan))?;
        } else {
            tell(&plan, out)?;
        }
        if self.dry_run || plan.is_empty() {
            if !self.json {
                writeln!(out, "{}", say::nothing_written())?;
            }
            return match repository {
                Some(repository) if !self.dry_run => context.tidy(repository, out),
                _ => Ok(()),
            };
        }
        let mut repository = repository.map_or_else(|| context.open_or_begin(), Ok)?;
        repository.perform(&plan.act)?;
        context.tidy(repository, out)
    }

    fn plan(&self, diary: Option<&Repository>) -> Result<ImportPlan, Error> {
        let place = self.file.display();
        let failed = |error: io::Error| Error::input(error).during(&place);
        let mut file: Box<dyn Read> = if self.file.as_os_str() == "-" {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(&self.file).map_err(failed)?)
        };
        let mut beginning = Vec::new();
        file.by_ref()
            .take(Format::BEGINNING)
            .read_to_end(&mut beginning)
            .map_err(failed)?;
        let format = Format::of(&beginning).ok_or_else(|| {
            Error::input(say::unknown_file())
                .during(&place)
                .hint(say::unknown_file_hint())
        })?;
        let (existing, settings) = match diary {
            Some(diary) => (diary.read(DateRange::ALL)?, Settings::of(diary)),
            None => (Diary::default(), Settings::default()),
        };
        let input = io::Cursor::new(beginning).chain(BufReader::new(file));
        let size = fs::metadata(&self.file).map_or(0, |file| file.len());
        let progress = Progress::new(usize::try_from(size).unwrap_or_default());
        let plan = format.plan(&existing, &settings, progress.count(input));
        plan.map_err(|error| Error::input(errors::read(&error)).during(&place))
    }
}

/// What an import adds, leaves and drops, in words.
fn tell(plan: &ImportPlan, out: &mut Output) -> Result<(), Error> {
    if let Some(span) = plan.span {
        writeln!(out, "{}", say::spans(span.first, span.last))?;
    }
    if plan.is_empty() {
        writeln!(out, "{}", say::nothing_new())?;
    } else {
        let said = say::new_answers(plan.total(), counts(&plan.added));
        writeln!(out, "{said}")?;
        if !plan.entries.is_empty() {
            let all = plan.entries.values().sum::<usize>();
            writeln!(out, "{}", say::new_entries(all, counts(&plan.entries)))?;
        }
    }
    if plan.same > 0 {
        writeln!(out, "{}", say::there_already(plan.same))?;
    }
    let conflicts = plan.conflicts.iter().map(|conflict| {
        let [kept, offered] = [&conflict.kept, &conflict.offered].map(|a| shortened(&a.word(), 60));
        say::conflict(conflict.line, &conflict.item, conflict.date, kept, offered)
    });
    listed(say::conflicts, conflicts, out)?;
    let dropped = plan.dropped.iter();
    let dropped = dropped.map(|dropped| {
        say::dropped(
            dropped.line,
            shortened(&dropped.what, 60),
            errors::misfit(&dropped.why),
        )
    });
    listed(say::left_out, dropped, out)
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
    out: &mut Output,
) -> Result<(), Error> {
    let all = lines.len();
    if all > 0 {
        writeln!(out, "{}", heading(all))?;
    }
    for line in lines.take(SHOWN) {
        writeln!(out, "  {line}")?;
    }
    if all > SHOWN {
        writeln!(out, "  {}", say::and_more(all - SHOWN))?;
    }
    Ok(())
}

fn told_to_programs(plan: &ImportPlan) -> serde_json::Value {
    let conflicts: Vec<_> = plan
        .conflicts
        .iter()
        .map(|conflict| {
            json!({
                "line": conflict.line,
                "date": conflict.date,
                "item": conflict.item,
                "kept": conflict.kept.to_json(),
                "offered": conflict.offered.to_json(),
            })
        })
        .collect();
    let dropped: Vec<_> = plan
        .dropped
        .iter()
        .map(|dropped| json!({ "line": dropped.line, "what": dropped.what, "why": errors::misfit(&dropped.why) }))
        .collect();
    json!({
        "first": plan.span.map(|span| span.first),
        "last": plan.span.map(|span| span.last),
        "answers": plan.added,
        "entries": plan.entries,
        "same": plan.same,
        "conflicts": conflicts,
        "dropped": dropped,
    })
}
