//! The record of what was done: the table `operation`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Local, NaiveDate, SecondsFormat};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, params};
use smol_str::SmolStr;

use super::drafts;
use super::error::RepositoryError;
use super::record::{self, Recorded, Way};
use super::stand::Stand;
use super::touched::{Owner, each_touched};
use crate::diary::{EntryId, ItemId, Summary};

/// An act as it was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Its number, from 1; later ones are larger. Lower numbers that are missing are forgotten.
    pub id: i64,
    /// When it was done, by the clock of then; `None` where the file does not say so any more.
    pub at: Option<DateTime<Local>>,
    /// What was done.
    pub summary: Summary,
    /// Whether it stands.
    pub state: OperationState,
    /// The dates it touched, in order.
    pub dates: Vec<NaiveDate>,
    /// Of each of these an entry it touched, be it added or removed.
    pub entries: Vec<EntryId>,
    /// The computer it came from, by name; none: this one.
    pub origin: Option<SmolStr>,
}

/// Whether an operation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperationState {
    /// It stands.
    Done,
    /// It was undone and can be redone.
    Undone,
    /// It was undone, and something else was done since.
    Abandoned,
}

impl OperationState {
    fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Undone => "undone",
            Self::Abandoned => "abandoned",
        }
    }
}

impl FromSql for OperationState {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        [Self::Done, Self::Undone, Self::Abandoned]
            .into_iter()
            .find(|state| value.as_str() == Ok(state.word()))
            .ok_or(FromSqlError::InvalidType)
    }
}

impl Operation {
    /// The same, that touched entries of other days, too.
    pub(super) fn also_at(mut self, entries: BTreeMap<NaiveDate, EntryId>) -> Self {
        let more = entries.into_iter();
        let more = more.filter(|(date, _)| !self.dates.contains(date));
        let more: Vec<EntryId> = more.map(|(_, entry)| entry).collect();
        self.entries.extend(more);
        self.entries.sort_unstable();
        self.dates = dates(self.entries.iter());
        self
    }
}

/// Writes an operation down, whose changes are kept already. What was undone before can no longer be
/// redone; after one that came from another computer, only where it did not touch the same rows.
pub(super) fn record(
    db: &Connection,
    at: DateTime<Local>,
    origin: Option<&str>,
    summary: &Summary,
    Recorded { act, entries }: Recorded,
) -> Result<Operation, RepositoryError> {
    let numbers: Vec<i64> = entries.iter().map(|id| id.raw()).collect();
    for undone in undone(db)? {
        if origin.is_none() || touch_the_same(db, undone, act)? {
            db.prepare_cached("UPDATE operation SET state = 'abandoned' WHERE id = ?1")?
                .execute([undone])?;
        }
    }
    db.prepare_cached(
        "INSERT INTO operation (id, at, summary, state, entries, origin)
         VALUES (?1, ?2, ?3, 'done', ?4, ?5)",
    )?
    .execute(params![
        act,
        written(at),
        json(summary)?,
        json(&numbers)?,
        origin
    ])?;
    Ok(Operation {
        id: act,
        at: Some(at),
        summary: summary.clone(),
        state: OperationState::Done,
        dates: dates(entries.iter()),
        entries,
        origin: origin.map(SmolStr::new),
    })
}

/// The operations that can be redone.
fn undone(db: &Connection) -> rusqlite::Result<Vec<i64>> {
    db.prepare_cached("SELECT id FROM operation WHERE state = 'undone'")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// Whether two acts changed a row both.
fn touch_the_same(db: &Connection, one: i64, other: i64) -> Result<bool, RepositoryError> {
    let mut rows = BTreeSet::new();
    each_touched(db, one, Way::On, |touched| {
        rows.extend(touched.rows());
        Ok(())
    })?;
    let mut same = false;
    each_touched(db, other, Way::On, |touched| {
        same |= touched.rows().iter().any(|row| rows.contains(row));
        Ok(())
    })?;
    Ok(same)
}

/// An operation that came from another computer.
pub(super) fn arrival(db: &Connection, id: i64) -> rusqlite::Result<Option<Operation>> {
    let operation = standing(db, id)?;
    Ok(operation.filter(|operation| operation.origin.is_some()))
}

/// What came from other computers after an operation, the latest first, with their names.
pub(super) fn arrivals_after(db: &Connection, id: i64) -> rusqlite::Result<Vec<(i64, SmolStr)>> {
    db.prepare_cached(
        "SELECT id, origin FROM operation WHERE id > ?1 AND origin IS NOT NULL ORDER BY id DESC",
    )?
    .query_map([id], |row| {
        let origin = row.get_ref(1)?.as_str()?;
        Ok((row.get(0)?, SmolStr::new(origin)))
    })?
    .collect()
}

/// The operation to undo next.
pub(super) fn latest_done(db: &Connection) -> rusqlite::Result<Option<Operation>> {
    db.prepare_cached(
        "SELECT id, at, summary, state, entries, origin FROM operation
         WHERE state = 'done' AND origin IS NULL ORDER BY id DESC LIMIT 1",
    )?
    .query_row([], read)
    .optional()
}

/// The operation to redo next.
pub(super) fn first_undone(db: &Connection) -> rusqlite::Result<Option<Operation>> {
    db.prepare_cached(
        "SELECT id, at, summary, state, entries, origin FROM operation
         WHERE state = 'undone' AND origin IS NULL ORDER BY id LIMIT 1",
    )?
    .query_row([], read)
    .optional()
}

/// Writes down whether an operation stands.
pub(super) fn mark(
    db: &Connection,
    operation: Operation,
    state: OperationState,
) -> rusqlite::Result<Operation> {
    db.prepare_cached("UPDATE operation SET state = ?2 WHERE id = ?1")?
        .execute(params![operation.id, state.word()])?;
    Ok(Operation { state, ..operation })
}

/// The latest operations, newest first.
pub(super) fn history(db: &Connection, limit: usize) -> rusqlite::Result<Vec<Operation>> {
    db.prepare_cached(
        "SELECT id, at, summary, state, entries, origin FROM operation ORDER BY id DESC LIMIT ?1",
    )?
    .query_map([i64::try_from(limit).unwrap_or(i64::MAX)], read)?
    .collect()
}

/// One act that says something unreadable of itself must not hide all others: what it says is left
/// out, and `check` tells of it.
fn read(row: &Row<'_>) -> rusqlite::Result<Operation> {
    let text = |at| {
        row.get_ref(at)
            .map(|cell| cell.as_str().unwrap_or_default())
    };
    let numbers: Vec<i64> = serde_json::from_str(text(4)?).unwrap_or_default();
    let entries: BTreeSet<EntryId> = numbers.into_iter().filter_map(EntryId::from_raw).collect();
    Ok(Operation {
        id: row.get(0)?,
        at: moment(text(1)?),
        summary: summary(text(2)?),
        // Neither undone nor redone.
        state: row.get(3).unwrap_or(OperationState::Abandoned),
        dates: dates(entries.iter()),
        entries: entries.into_iter().collect(),
        origin: row.get_ref(5)?.as_str_or_null()?.map(SmolStr::new),
    })
}

/// A time as an act has it.
pub(crate) fn moment(text: &str) -> Option<DateTime<Local>> {
    text.parse().ok()
}

/// What a later version keeps of an act is shown as it stands: the act can be undone all the same.
fn summary(json: &str) -> Summary {
    serde_json::from_str(json).unwrap_or_else(|_| json.into())
}

fn dates<'e>(entries: impl Iterator<Item = &'e EntryId>) -> Vec<NaiveDate> {
    let mut dates: Vec<NaiveDate> = entries.map(|id| id.date()).collect();
    dates.dedup();
    dates
}

fn json<T: serde::Serialize + ?Sized>(value: &T) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))
}

/// Answers that were taken away, each with when that was; `None` where the file does not say so any more.
pub(crate) type Cleared = HashMap<(Owner, ItemId), Option<DateTime<Local>>>;

/// The answers that operations which stand took away, and when that was last; whether something was answered
/// there since is not looked at.
pub(crate) fn cleared(db: &Connection) -> Result<Cleared, RepositoryError> {
    let mut cleared = Cleared::new();
    for act in record::clearing(db)? {
        let Some(operation) = standing(db, act)? else {
            continue;
        };
        each_touched(db, act, Way::On, |touched| {
            for answer in touched.cleared() {
                cleared.entry(answer).or_insert(operation.at);
            }
            Ok(())
        })?;
    }
    Ok(cleared)
}

/// The operations that stand and may have removed an entry, newest first.
pub(crate) fn removing(db: &Connection) -> rusqlite::Result<Vec<Operation>> {
    let acts = record::removing(db)?.into_iter();
    acts.filter_map(|act| standing(db, act).transpose())
        .collect()
}

/// The first of these after an operation.
pub(crate) fn removing_after(db: &Connection, id: i64) -> rusqlite::Result<Option<Operation>> {
    let mut next = record::removing_after(db, id)?;
    while let Some(act) = next {
        if let Some(operation) = standing(db, act)? {
            return Ok(Some(operation));
        }
        next = record::removing_after(db, act)?;
    }
    Ok(None)
}

/// An operation, if it stands.
fn standing(db: &Connection, id: i64) -> rusqlite::Result<Option<Operation>> {
    db.prepare_cached(
        "SELECT id, at, summary, state, entries, origin FROM operation WHERE id = ?1 AND state = 'done'",
    )?
    .query_row([id], read)
    .optional()
}

/// Whether all operations from one to another were done before a moment. Of one whose time cannot be
/// read, or is yet to come at `now`, it is known only that it was done before those that follow.
pub(crate) fn are_before(
    db: &Connection,
    (first, last): (i64, i64),
    moment: DateTime<Local>,
    now: DateTime<Local>,
) -> rusqlite::Result<bool> {
    let [moment, now] = [moment, now].map(written);
    // Times are written with the offset of their place: compared as moments, not as words.
    let one_is_younger = db
        .prepare_cached(
            "SELECT 1 FROM operation WHERE id BETWEEN ?1 AND ?2
             AND julianday(at) >= julianday(?3) AND julianday(at) <= julianday(?4) LIMIT 1",
        )?
        .exists(params![first, last, moment, now])?;
    if one_is_younger {
        return Ok(false);
    }
    let next: Option<bool> = db
        .prepare_cached(
            "SELECT julianday(at) < julianday(?2) FROM operation
             WHERE id >= ?1 AND julianday(at) <= julianday(?3) ORDER BY id LIMIT 1",
        )?
        .query_row(params![last, moment, now], |row| row.get(0))
        .optional()?;
    Ok(next == Some(true))
}

/// Goes through the times of the operations, the latest first, as long as it is told to; those that
/// cannot be read are left out.
pub(crate) fn times_back(
    db: &Connection,
    mut go_on: impl FnMut(i64, DateTime<Local>) -> bool,
) -> rusqlite::Result<()> {
    let mut rows = db.prepare_cached("SELECT id, at FROM operation ORDER BY id DESC")?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        let at = moment(row.get_ref(1)?.as_str().unwrap_or_default());
        if at.is_some_and(|at| row.get(0).is_ok_and(|id| !go_on(id, at))) {
            break;
        }
    }
    Ok(())
}

fn written(moment: DateTime<Local>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Millis, false)
}

/// Forgets an operation and all before it: what is undone is undone in order.
pub(crate) fn forget(db: &Connection, last: i64) -> rusqlite::Result<usize> {
    let (begun, _) = Stand::begin(db)?;
    let forgotten = begun.execute("DELETE FROM operation WHERE id <= ?1", [last])?;
    record::forget(&begun, last)?;
    drafts::forget_removed(&begun)?;
    begun.commit()?;
    Ok(forgotten)
}
