//! `import`: what a file holds, into the diary.

mod input;

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{self, Read, Seek, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::json;

use self::input::{HELD, Input, Kept};
use super::progress::Progress;
use super::red_flags::{Watch, latest};
use super::text::shortened;
use super::{Context, Error, Output, unlock};
use crate::confinement::Reach;
use crate::diary::parse;
use crate::exchange::door::{Door, DoorError};
use crate::exchange::{
    Census, Format, ImportError, ImportPlan, Misfit, Named, Order, Told, import, rehearse,
};
use crate::repository::Passphrase;
use crate::words::shell::{everywhere, files as say};
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

    /// How dates stand where the file does not show it: 3/4/2026
    #[arg(long, value_name = "ORDER")]
    dates: Option<DateOrder>,

    /// Read the password of a zip from the first line of a file
    #[arg(long, value_name = "FILE")]
    zip_password_file: Option<PathBuf>,
}

/// How dates stand, as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum DateOrder {
    /// The day before the month
    DayFirst,
    /// The month before the day
    MonthFirst,
}

impl From<DateOrder> for Order {
    fn from(order: DateOrder) -> Self {
        match order {
            DateOrder::DayFirst => Self::DayFirst,
            DateOrder::MonthFirst => Self::MonthFirst,
        }
    }
}

fn about() -> String {
    say::about_import(formats::readable())
}

impl Import {
    /// The file it is asked to read.
    pub(super) fn reach(&self, reach: &mut Reach) {
        reach.read(&self.file);
        if let Some(file) = &self.zip_password_file {
            reach.read(file);
        }
    }

    /// Whether it may begin a diary.
    pub(super) fn writes(&self) -> bool {
        !self.dry_run
    }

    /// Reads the file, adds what is new in it in one act, and tells what that was.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let mut repository = if self.dry_run {
            context.look_if_any()?
        } else {
            context.open_if_any()?
        };
        let place = self.file.display();
        let told = Told {
            today: context.today(),
            order: self.dates.map(Order::from),
        };
        let mut input = self.input(&Kept::beside(context, repository.as_ref())?)?;
        let progress = Progress::new(usize::try_from(input.size()?).unwrap_or_default());
        let (format, mut input) = self.open(progress.count(&mut input))?;
        // A program is told all of it.
        let shown = if self.json { usize::MAX } else { SHOWN };
        let refused = |error| match error {
            ImportError::Read(error) => Error::input(errors::read(&error)).during(&place),
            ImportError::Repository(error) => error.into(),
        };
        let mut watch = None;
        // What is refused, or brings nothing, begins no diary.
        let would = if self.dry_run || repository.is_none() {
            Some(rehearse(repository.as_ref(), format, &mut input, shown, told).map_err(refused)?)
        } else {
            None
        };
        let plan = match would {
            Some(would) if self.dry_run || would.is_empty() => would,
            _ => {
                let diary = match &mut repository {
                    Some(diary) => diary,
                    none => none.insert(context.open_or_begin()?),
                };
                let latest: Vec<_> = latest(told.today).days().collect();
                watch = Watch::begin(context, diary, &latest)?;
                import(diary, format, &mut input, shown, told).map_err(refused)?
            }
        };
        drop(progress);
        if self.json {
            out.json(told_to_programs(&plan, self.dry_run))?;
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
        unreadable(&plan)?;
        match repository {
            Some(repository) if !self.dry_run => context.tidy(repository, out),
            _ => Ok(()),
        }
    }

    /// The file, as it lies there.
    fn input(&self, kept: &Kept) -> Result<Input, Error> {
        let place = self.file.display();
        let failed = |error: io::Error| Error::input(error).during(&place);
        let input = Input::open(&self.file, kept).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => {
                Error::input(everywhere::no_file(&place)).hint(say::no_source_hint())
            }
            _ => failed(error),
        })?;
        input.ok_or_else(|| {
            let most = HELD >> 20;
            let error = Error::input(say::too_much_to_hold(most)).during(&place);
            error.hint(say::too_much_to_hold_hint())
        })
    }

    /// What a file holds, and its format by how that begins.
    fn open<S: Read + Seek>(&self, file: S) -> Result<(&'static Format, Door<S>), Error> {
        let place = self.file.display();
        let mut failed = Ok(());
        let password = || {
            let asked = self.password();
            let words = asked.map_err(|error| failed = Err(error)).ok()??;
            Some(words.typed().as_bytes().to_vec().into())
        };
        let door = Door::open(file, Format::worth, password);
        failed?;
        let door = door.map_err(|error| match error {
            DoorError::Io(error) => Error::input(error).during(&place),
            error => {
                let (what, hint) = errors::door(&error);
                let error = Error::input(what).during(&place);
                match hint {
                    Some(hint) => error.hint(hint),
                    None => error,
                }
            }
        })?;
        let beginning = door.beginning();
        let format = Format::of(beginning).ok_or_else(|| {
            let (what, hint) = match Named::of(beginning) {
                Some(Named::Diary) if door.is_packed() => {
                    (say::packed_database(), say::packed_database_hint().into())
                }
                Some(Named::Diary) => (say::a_diary(), say::a_diary_hint(&place)),
                Some(Named::Table) => (say::own_table(), say::own_table_hint().into()),
                Some(Named::FloText) => (say::flo_text(), say::flo_text_hint().into()),
                Some(Named::DaylioBackup) => {
                    (say::daylio_backup(), say::daylio_backup_hint().into())
                }
                Some(Named::Realm) => (say::realm(), say::realm_hint().into()),
                None => (say::unknown_file(), say::unknown_file_hint().into()),
            };
            Error::input(what).during(&place).hint(hint)
        })?;
        Ok((format, door))
    }

    /// The password of a zip, if there is somebody who has it.
    fn password(&self) -> Result<Option<Passphrase>, Error> {
        match &self.zip_password_file {
            Some(file) => unlock::of_file(file).map(Some),
            None if unlock::can_ask() => unlock::ask(say::zip_password()),
            None => Ok(None),
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
    listed(say::left_out, dropped, plan.more_dropped, out)?;
    plan.census
        .as_ref()
        .map_or(Ok(()), |census| tell_census(census, out))
}

/// What became of the facts of a file.
fn tell_census(census: &Census, out: &mut Output) -> Result<(), Error> {
    for remark in &census.remarks {
        writeln!(out, "{}", errors::remark(*remark))?;
    }
    let (left, counted) = (census.all_left_out(), census.all_counted());
    let whole = say::census(census.read, census.answered, left, counted);
    writeln!(out, "{whole}")?;
    for ((key, why), over) in &census.left_out {
        let key = shortened(&parse::sanitize(key), 60);
        let said = say::left_over(key, over.count, over.line, errors::left(*why));
        writeln!(out, "  {said}")?;
    }
    Ok(())
}

/// The census for programs, and for whoever is to see what a file has: no values, no dates.
fn census_told(census: &Census) -> serde_json::Value {
    let left_out = census.left_out.iter().map(|((key, why), over)| {
        json!({ "key": key, "why": why, "count": over.count, "line": over.line })
    });
    json!({
        "read": census.read,
        "answered": census.answered,
        "left-out": left_out.collect::<Vec<_>>(),
        "counted": census.counted,
        "remarks": census.remarks,
    })
}

/// Refuses a file of which nothing could be used: everything in it was left out.
fn unreadable(plan: &ImportPlan) -> Result<(), Error> {
    let is_of_use = !plan.is_empty() || plan.same > 0 || !plan.conflicts.is_empty();
    // Of a program's whole export that gives nothing, "nothing new" would be a lie.
    let is_of_nothing = plan
        .census
        .as_ref()
        .is_some_and(|census| census.answered == 0);
    if is_of_use || plan.dropped.is_empty() && !is_of_nothing {
        return Ok(());
    }
    let error = Error::input(say::nothing_of_use());
    let is_date = |why: &Misfit| matches!(why, Misfit::Date(_));
    Err(match plan.dropped.iter().any(|of| is_date(&of.why)) {
        true => error.hint(say::nothing_of_use_hint()),
        false => error,
    })
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
fn told_to_programs(plan: &ImportPlan, is_rehearsal: bool) -> serde_json::Value {
    let conflicts: Vec<_> = plan
        .conflicts
        .iter()
        .map(|conflict| match is_rehearsal {
            true => json!({ "line": conflict.line, "item": conflict.item }),
            false => json!({
                "line": conflict.line,
                "date": conflict.date,
                "item": conflict.item,
                "kept": conflict.kept.to_json(),
                "offered": conflict.offered.to_json(),
            }),
        })
        .collect();
    let dropped: Vec<_> = plan
        .dropped
        .iter()
        .map(|dropped| match is_rehearsal {
            true => json!({ "line": dropped.line }),
            false => json!({
                "line": dropped.line,
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
        "census": plan.census.as_ref().map(census_told),
    })
}
