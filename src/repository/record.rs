//! What acts changed, as it is kept: the table `change`. A long act has many rows, so that of an act
//! of any length one row is in memory.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, params};

use super::change::Change;
use crate::diary::EntryId;

/// How many numbers the rows of an act can have; how an act is found by its number, and in the file.
const NUMBERS: i64 = 1 << 24;

/// A row that is as long as this, in bytes, is full.
const FULL: usize = 16 << 10;

/// The first number of a row of an act, and the last.
fn numbers(act: i64) -> (i64, i64) {
    let first = act.saturating_mul(NUMBERS);
    (first, first.saturating_add(NUMBERS - 1))
}

/// Keeps what an act changes, while it does.
#[derive(Default)]
pub(super) struct Record {
    /// The number of the act, and how many rows are written.
    written: Option<(i64, i64)>,
    /// The changes of the next row, as JSON without an end.
    row: Vec<u8>,
    /// Of each day that was touched an entry: all entries would be as many as the act is long.
    days: BTreeMap<NaiveDate, EntryId>,
    latest: Option<NaiveDate>,
}

/// An act whose changes are kept, and that has no row yet itself.
pub(super) struct Recorded {
    /// Its number.
    pub act: i64,
    /// Of each day it touched an entry.
    pub entries: Vec<EntryId>,
}

impl Record {
    pub(super) fn add(&mut self, db: &Connection, change: &Change) -> rusqlite::Result<()> {
        if let Some(entry) = change.entry()
            && self.latest != Some(entry.date())
        {
            self.days.entry(entry.date()).or_insert(entry);
            self.latest = Some(entry.date());
        }
        self.row.push(if self.row.is_empty() { b'[' } else { b',' });
        serde_json::to_writer(&mut self.row, change)
            .map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))?;
        if self.row.len() >= FULL {
            self.write(db)?;
        }
        Ok(())
    }

    /// Writes the row that has begun.
    fn write(&mut self, db: &Connection) -> rusqlite::Result<()> {
        let (act, rows) = match self.written {
            Some(written) => written,
            // As SQLite numbers the row of the act when it comes.
            None => db
                .prepare_cached("SELECT ifnull(max(id), 0) + 1, 0 FROM operation")?
                .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?,
        };
        self.row.push(b']');
        let text = str::from_utf8(&self.row)?;
        let (first, last) = numbers(act);
        if first + rows > last {
            return Err(rusqlite::Error::IntegralValueOutOfRange(0, rows));
        }
        db.prepare_cached("INSERT INTO change (id, changes) VALUES (?1, ?2)")?
            .execute(params![first + rows, text])?;
        self.row.clear();
        self.written = Some((act, rows + 1));
        Ok(())
    }

    /// Writes what is left; `None` when nothing was changed.
    pub(super) fn finish(mut self, db: &Connection) -> rusqlite::Result<Option<Recorded>> {
        if !self.row.is_empty() {
            self.write(db)?;
        }
        let entries = self.days.into_values().collect();
        Ok(self.written.map(|(act, _)| Recorded { act, entries }))
    }
}

/// In which order the changes of an act are gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// As they were made.
    On,
    /// The last first, each turned round.
    Back,
}

/// Where in the record a change stands: the number of the row, and which one of it.
pub(super) type Spot = (i64, usize);

/// Goes through what an act changed, and what still belongs to it.
///
/// # Errors
/// Also when it cannot be read, or not all of it is there.
pub(crate) fn each_change<E: From<rusqlite::Error>>(
    db: &Connection,
    act: i64,
    way: Way,
    mut take: impl FnMut(Change) -> Result<(), E>,
) -> Result<(), E> {
    each_kept(db, act, way, |_, change| match change.is_idle() {
        true => Ok(()),
        false => take(change),
    })
}

/// Goes through all that is kept of an act, as [`each_change`] does: entries that are named, and what
/// stays, too.
pub(super) fn each_kept<E: From<rusqlite::Error>>(
    db: &Connection,
    act: i64,
    way: Way,
    mut take: impl FnMut(Spot, Change) -> Result<(), E>,
) -> Result<(), E> {
    let order = match way {
        Way::On => "",
        Way::Back => "DESC",
    };
    let mut rows = db.prepare_cached(&format!(
        "SELECT id, changes FROM change WHERE id BETWEEN ?1 AND ?2 ORDER BY id {order}"
    ))?;
    let (first, last) = numbers(act);
    let mut rows = rows.query([first, last])?;
    let mut expected = (way == Way::On).then_some(first);
    let mut latest = None;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        if expected.is_some_and(|expected| expected != id) {
            return Err(incomplete().into());
        }
        let changes = parsed(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?)?;
        let mut changes = changes.into_iter().enumerate();
        match way {
            Way::On => changes.try_for_each(|(at, change)| take((id, at), change))?,
            Way::Back => changes
                .rev()
                .try_for_each(|(at, change)| take((id, at), change.inverse()))?,
        }
        expected = Some(if way == Way::On { id + 1 } else { id - 1 });
        latest = Some(id);
    }
    match (latest, way) {
        (None, _) => Err(incomplete().into()),
        (Some(id), Way::Back) if id != first => Err(incomplete().into()),
        _ => Ok(()),
    }
}

/// Goes through the rows of an act that may remove an entry, and no others.
pub(crate) fn each_removing(
    db: &Connection,
    act: i64,
    mut take: impl FnMut(Change),
) -> rusqlite::Result<()> {
    // As the index change_removing has it.
    let mut rows = db.prepare_cached(
        "SELECT changes FROM change
         WHERE id BETWEEN ?1 AND ?2 AND instr(changes, '},null]}') ORDER BY id",
    )?;
    let (first, last) = numbers(act);
    let mut rows = rows.query([first, last])?;
    while let Some(row) = rows.next()? {
        parsed(row.get_ref(0)?.as_str()?)?
            .into_iter()
            .filter(|change| !change.is_idle())
            .for_each(&mut take);
    }
    Ok(())
}

/// Keeps of an act that some of its changes stay.
pub(super) fn keep_that_stay(db: &Connection, spots: &BTreeSet<Spot>) -> rusqlite::Result<()> {
    let rows: BTreeSet<i64> = spots.iter().map(|(row, _)| *row).collect();
    for row in rows {
        let text: String = db
            .prepare_cached("SELECT changes FROM change WHERE id = ?1")?
            .query_row([row], |found| found.get(0))?;
        let changes = parsed(&text)?.into_iter().enumerate();
        let changes: Vec<Change> = changes
            .map(|(at, change)| match spots.contains(&(row, at)) {
                true => change.that_stays(),
                false => change,
            })
            .collect();
        let text = serde_json::to_string(&changes)
            .map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))?;
        db.prepare_cached("UPDATE change SET changes = ?2 WHERE id = ?1")?
            .execute(params![row, text])?;
    }
    Ok(())
}

/// The acts that may have taken an answer away, the latest first. All are looked at: only an import asks.
pub(super) fn clearing(db: &Connection) -> rusqlite::Result<Vec<i64>> {
    acts(
        db,
        "SELECT id >> 24 FROM change WHERE instr(changes, ',null]}') ORDER BY id DESC",
    )
}

/// The acts that may have removed an entry, the latest first.
pub(super) fn removing(db: &Connection) -> rusqlite::Result<Vec<i64>> {
    acts(
        db,
        "SELECT id >> 24 FROM change WHERE instr(changes, '},null]}') ORDER BY id DESC",
    )
}

/// The acts that rows belong to, each once.
fn acts(db: &Connection, of_rows: &str) -> rusqlite::Result<Vec<i64>> {
    let mut acts: Vec<i64> = db
        .prepare_cached(of_rows)?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    acts.dedup();
    Ok(acts)
}

/// The first of these after an act.
pub(super) fn removing_after(db: &Connection, act: i64) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached(
        "SELECT id >> 24 FROM change WHERE id > ?1 AND instr(changes, '},null]}')
         ORDER BY id LIMIT 1",
    )?
    .query_row([numbers(act).1], |row| row.get(0))
    .optional()
}

fn parsed(text: &str) -> rusqlite::Result<Vec<Change>> {
    serde_json::from_str(text)
        .map_err(|e| rusqlite::Error::FromSqlConversionFailure(1, Type::Text, e.into()))
}

fn incomplete() -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(1, Type::Null, "incomplete".into())
}

/// Forgets what an act changed, and all acts before it.
pub(super) fn forget(db: &Connection, last: i64) -> rusqlite::Result<()> {
    db.execute("DELETE FROM change WHERE id <= ?1", [numbers(last).1])
        .map(drop)
}
