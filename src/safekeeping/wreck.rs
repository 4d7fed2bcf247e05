//! A damaged file: what it still answers.
//!
//! Its days are read in ever smaller stretches around what cannot be read. The index of answers and
//! the log of acts hold much of it once more.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::Days;
use rusqlite::{Connection, OpenFlags, params};
use smol_str::SmolStr;

use super::rows::{self, Numbers, Place};
use crate::diary::{Catalogue, DateRange, EntryId};
use crate::repository::raw::{
    Cell, Change, EntryRow, OWN, Result, Way, connect, each_change, read_drafts, read_only,
};
use crate::repository::{Drafts, Passphrase};

/// Deriving the key again takes its time: after so many failures the rest is given up.
const MOST_FAILURES: usize = 400;
const MOST_FAILURES_ENCRYPTED: usize = 50;

/// A damaged file.
pub(super) struct Wreck<'a> {
    path: &'a Path,
    key: Option<&'a Passphrase>,
    db: Connection,
}

/// The days of which a damaged file has something.
pub(super) struct Span {
    /// From the first to the last day it names.
    pub days: DateRange,
    /// Before and behind them, where the file does not say that there is nothing.
    pub unknown: Vec<DateRange>,
}

/// What the log of acts says last about rows; `None` of those that are gone.
#[derive(Default)]
pub(super) struct Log {
    pub entries: BTreeMap<i64, Option<EntryRow>>,
    pub answers: BTreeMap<Place, Option<Cell>>,
    pub settings: BTreeMap<SmolStr, Option<String>>,
}

impl<'a> Wreck<'a> {
    pub(super) fn open(path: &'a Path, key: Option<&'a Passphrase>) -> Result<Self> {
        let db = open(path, key)?;
        Ok(Self { path, key, db })
    }

    /// An answer to one question. What failed once can fail all that follows, until the file is
    /// opened again.
    pub(super) fn ask<T>(
        &mut self,
        question: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<std::result::Result<T, rusqlite::Error>> {
        let answer = question(&self.db);
        if answer.is_err() {
            self.db = open(self.path, self.key)?;
        }
        Ok(answer)
    }

    /// The days it has entries on: as the entries have it; where an end of them cannot be read, as
    /// the answers, their index and at last the log have it.
    pub(super) fn span(&mut self, items: &BTreeSet<SmolStr>) -> Result<Span> {
        let first = self.end("min", items)?;
        let last = self.end("max", items)?;
        let known = match (first.day, last.day) {
            (Some(first), Some(last)) => Some(first.hull(last)),
            (one, other) => one.or(other),
        };
        let calendar = DateRange::CALENDAR;
        let Some(days) = known.map(|days| days.overlap(calendar)) else {
            // No day is named: there is none, or each may have something.
            let none = DateRange {
                first: calendar.last,
                last: calendar.first,
            };
            let is_empty = first.is_sure && last.is_sure;
            return Ok(Span {
                days: if is_empty { none } else { calendar },
                unknown: Vec::new(),
            });
        };
        let before = days.first.pred_opt().filter(|_| !first.is_sure);
        let behind = days.last.succ_opt().filter(|_| !last.is_sure);
        let before = before.map(|last| DateRange { last, ..calendar });
        let behind = behind.map(|first| DateRange { first, ..calendar });
        let unknown = before.into_iter().chain(behind);
        let unknown = unknown.filter(|days| !days.is_empty()).collect();
        Ok(Span { days, unknown })
    }

    /// The first (`min`) or last (`max`) day.
    fn end(&mut self, which: &str, items: &BTreeSet<SmolStr>) -> Result<End> {
        let day = |number: Option<i64>| {
            let id = number.and_then(EntryId::from_raw);
            id.map(|id| DateRange::day(id.date()))
        };
        let entries = format!("SELECT {which}(id) FROM entry");
        if let Ok(number) = self.ask(|db| db.query_row(&entries, [], |row| row.get(0)))? {
            let (day, is_sure) = (day(number), true);
            return Ok(End { day, is_sure });
        }
        let answers = format!("SELECT {which}(entry) FROM answer");
        let mut numbers: Vec<i64> = Vec::new();
        let number =
            self.ask(|db| db.query_row(&answers, [], |row| row.get::<_, Option<i64>>(0)))?;
        numbers.extend(number.ok().flatten());
        let indexed =
            format!("SELECT {which}(entry) FROM answer INDEXED BY answer_item WHERE item = ?1");
        for item in items {
            let number = self.ask(|db| {
                db.prepare_cached(&indexed)?
                    .query_row([item.as_str()], |row| row.get::<_, Option<i64>>(0))
            })?;
            match number {
                Ok(number) => numbers.extend(number),
                // What lies on the broken page of the index may be an end.
                Err(_) => break,
            }
        }
        if numbers.is_empty() {
            let log = self.log(|_| true)?;
            numbers.extend(log.entries.into_keys());
        }
        let number = match which {
            "min" => numbers.into_iter().min(),
            _ => numbers.into_iter().max(),
        };
        let (day, is_sure) = (day(number), false);
        Ok(End { day, is_sure })
    }

    /// Reads days in ever smaller stretches; hands back what was read, and the days that could not
    /// be.
    pub(super) fn read<T>(
        &mut self,
        days: DateRange,
        read: impl Fn(&Connection, Numbers) -> rusqlite::Result<Vec<T>>,
    ) -> Result<(Vec<T>, Vec<DateRange>)> {
        let most = match self.key {
            Some(_) => MOST_FAILURES_ENCRYPTED,
            None => MOST_FAILURES,
        };
        let (mut rows, mut lost, mut failures) = (Vec::new(), Vec::new(), 0);
        let mut todo = Vec::from_iter((!days.is_empty()).then_some(days));
        while let Some(days) = todo.pop() {
            if let Ok(read) = self.ask(|db| read(db, numbers(days)))? {
                rows.extend(read);
                continue;
            }
            failures += 1;
            let half = days.len() as u64 / 2;
            if half == 0 || failures > most {
                lost.push(days);
                continue;
            }
            let middle = days.first + Days::new(half);
            let (first, last) = (middle, middle - Days::new(1));
            todo.extend([DateRange { first, ..days }, DateRange { last, ..days }]);
        }
        Ok((rows, lost))
    }

    /// The answers of some days, from the index of answers, which holds each once more by its item.
    pub(super) fn index(
        &mut self,
        days: DateRange,
        items: &BTreeSet<SmolStr>,
    ) -> Result<Vec<(Place, Cell)>> {
        let mut answers = Vec::new();
        for item in items {
            let (found, _) = self.read(days, |db, (first, last)| {
                db.prepare_cached(
                    "SELECT entry, item, value FROM answer INDEXED BY answer_item
                     WHERE item = ?1 AND entry BETWEEN ?2 AND ?3",
                )?
                .query_map(params![item.as_str(), first, last], rows::answer)?
                .collect()
            })?;
            answers.extend(found);
        }
        Ok(answers)
    }

    /// What the log of acts says about settings, and about the entries that are asked for: it
    /// holds how rows became what they are.
    pub(super) fn log(&mut self, of: impl Fn(EntryId) -> bool) -> Result<Log> {
        let last =
            self.ask(|db| db.query_row("SELECT max(id) FROM operation", [], |row| row.get(0)));
        let last: i64 = last?.ok().flatten().unwrap_or(0);
        let mut log = Log::default();
        for id in 1..=last {
            let stands = self.ask(|db| {
                db.prepare_cached("SELECT 1 FROM operation WHERE id = ?1 AND state = 'done'")?
                    .exists([id])
            })?;
            if !stands.unwrap_or(false) {
                continue;
            }
            let mut changes: Vec<Change> = Vec::new();
            // What can be read of an act is better than nothing of it.
            let _ = self.ask(|db| {
                each_change(db, id, Way::On, |change| {
                    if change.entry().is_none_or(&of) {
                        changes.push(change);
                    }
                    Ok::<_, rusqlite::Error>(())
                })
            })?;
            for change in changes {
                match change {
                    Change::Entry(id, _, after) => drop(log.entries.insert(id, after)),
                    Change::Answer(entry, item, _, after) => {
                        drop(log.answers.insert((entry, item), after));
                    }
                    Change::Setting(key, _, after) => drop(log.settings.insert(key, after)),
                    Change::Stays(_) => {}
                }
            }
        }
        Ok(log)
    }

    /// What was being written; `None` where that cannot be read.
    pub(super) fn drafts(&mut self) -> Result<Option<Drafts>> {
        // A file of an earlier version has none.
        let drafts = self.ask(|db| match db.table_exists(Some("main"), "draft")? {
            true => read_drafts(db),
            false => Ok(Drafts::new()),
        });
        Ok(drafts?.ok())
    }

    /// The items that it can have answers to: those of this program, those of the file, and the
    /// person's own.
    pub(super) fn items<'s>(
        &mut self,
        settings: impl Iterator<Item = &'s SmolStr>,
    ) -> Result<BTreeSet<SmolStr>> {
        let built_in = Catalogue::built_in().items().iter();
        let mut items: BTreeSet<SmolStr> = built_in.map(|item| item.id.as_str().into()).collect();
        items.extend(settings.filter_map(|key| key.strip_prefix(OWN).map(SmolStr::new)));
        let copied: rusqlite::Result<Vec<String>> = self.ask(|db| {
            let mut query = db.prepare("SELECT id FROM item")?;
            query.query_map([], |row| row.get(0))?.collect()
        })?;
        items.extend(copied.into_iter().flatten().map(SmolStr::from));
        Ok(items)
    }
}

/// Opens a damaged file. Of a damaged schema the tables serve that can still be read of it.
fn open(path: &Path, key: Option<&Passphrase>) -> Result<Connection> {
    read_only(path, key).or_else(|error| {
        let lenient = || -> Result<Connection> {
            let db = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY, key)?;
            db.execute_batch("PRAGMA writable_schema = ON")?;
            db.prepare("SELECT id FROM entry")?;
            Ok(db)
        };
        lenient().map_err(|_| error)
    })
}

/// The first or last day, and whether the file is sure of it.
struct End {
    day: Option<DateRange>,
    is_sure: bool,
}

/// The numbers that entries of some days can have.
fn numbers(days: DateRange) -> Numbers {
    (
        EntryId::check_in(days.first).raw(),
        EntryId::last_of(days.last).raw(),
    )
}
