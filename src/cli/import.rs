//! `import`: what a file holds, into the diary.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::progress::Progress;
use super::red_flags::{Watch, latest};
use super::text::shortened;
use super::{Context, Error, Output};
use crate::confinement::Reach;
use crate::diary::{DateRange, Diary};
use crate::exchange::json::Settings;
use crate::exchange::{Format, ImportError, ImportPlan, ReadError, Source, begins, import};
use crate::repository::RepositoryError;
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

    /// Reads the file, adds what is new in it in one act, and tells what that was.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let repository = if self.dry_run {
            context.look_if_any()?
        } else {
            context.open_if_any()?
        };
        let place = self.file.display();
        let (format, mut input) = self.open()?;
        let progress = Progress::new(usize::try_from(input.size()?).unwrap_or_default());
        let mut input = progress.count(&mut input);
        // A program is told all of it.
        let shown = if self.json { usize::MAX } else { SHOWN };
        let refused = |error: &ReadError| Error::input(errors::read(error)).during(&place);
        let planned = |diary: &Diary, beside: &Settings, input: &mut dyn Source| {
            let plan = format.plan(diary, beside, input, shown);
            plan.map_err(|error| refused(&error))
        };
        let mut watch = None;
        let (plan, repository) = match repository {
            Some(repository) if self.dry_run => {
                let (diary, beside) = (repository.read(DateRange::ALL)?, Settings::of(&repository));
                (planned(&diary, &beside, &mut input)?, Some(repository))
            }
            None if self.dry_run || !begins(format, &mut input).map_err(|e| refused(&e))? => {
                let (diary, beside) = (Diary::default(), Settings::default());
                (planned(&diary, &beside, &mut input)?, None)
            }
            open => {
                let mut repository = open.map_or_else(|| context.open_or_begin(), Ok)?;
                let latest: Vec<_> = latest(context.today()).days().collect();
                watch = Watch::begin(context, &repository, &latest)?;
                let done = import(&mut repository, format, &mut input, shown);
                let done = done.map_err(|error| match error {
                    ImportError::Read(error) => refused(&error),
                    ImportError::Repository(error) => error.into(),
                })?;
                (done, Some(repository))
            }
        };
        drop(progress);
        if let Some(date) = plan.full {
            return Err(RepositoryError::DayFull(date).into());
        }
        if self.json {
            out.json(told_to_programs(&plan))?;
        } else {
            tell(&plan, out)?;
            if self.dry_run || plan.is_empty() {
                writeln!(out, "{}", say::nothing_written())?;
            }
            if let (Some(watch), Some(repository)) = (watch, &repository)
                && let Some((foremost, count)) = watch.sum_up(repository)?
            {
                writeln!(out, "{}", say::brings_up(count, foremost.title))?;
            }
        }
        match repository {
            Some(repository) if !self.dry_run => context.tidy(repository, out),
            _ => Ok(()),
        }
    }

    /// The file, and its format by how it begins. What comes but once is kept.
    fn open(&self) -> Result<(&'static Format, Input), Error> {
        let place = self.file.display();
        let failed = |error: io::Error| Error::input(error).during(&place);
        let mut input = Input::open(&self.file).map_err(failed)?;
        let mut beginning = Vec::new();
        let begins = input.by_ref().take(Format::BEGINNING);
        { begins }.read_to_end(&mut beginning).map_err(failed)?;
        input.rewind().map_err(failed)?;
        let format = Format::of(&beginning).ok_or_else(|| {
            Error::input(say::unknown_file())
                .during(&place)
                .hint(say::unknown_file_hint())
        })?;
        Ok((format, input))
    }
}

/// A file, or, of what comes but once, all of it.
enum Input {
    File(BufReader<File>),
    Kept(io::Cursor<Vec<u8>>),
}

impl Input {
    fn open(path: &Path) -> io::Result<Self> {
        let mut bytes = Vec::new();
        if path.as_os_str() == "-" {
            io::stdin().read_to_end(&mut bytes)?;
            return Ok(Self::Kept(io::Cursor::new(bytes)));
        }
        let mut file = File::open(path)?;
        if file.metadata()?.is_file() {
            return Ok(Self::File(BufReader::new(file)));
        }
        file.read_to_end(&mut bytes)?;
        Ok(Self::Kept(io::Cursor::new(bytes)))
    }

    /// How many bytes it has.
    fn size(&self) -> io::Result<u64> {
        match self {
            Self::File(file) => file.get_ref().metadata().map(|file| file.len()),
            Self::Kept(bytes) => Ok(bytes.get_ref().len() as u64),
        }
    }
}

impl Read for Input {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::Kept(bytes) => bytes.read(buffer),
        }
    }
}

impl Seek for Input {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::File(file) => file.seek(to),
            Self::Kept(bytes) => bytes.seek(to),
        }
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
    listed(say::conflicts, conflicts, plan.more_conflicts, out)?;
    let dropped = plan.dropped.iter();
    let dropped = dropped.map(|dropped| {
        say::dropped(
            dropped.line,
            shortened(&dropped.what, 60),
            errors::misfit(&dropped.why),
        )
    });
    listed(say::left_out, dropped, plan.more_dropped, out)
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
