//! The record of what was done: the table `operation`.

use std::collections::BTreeSet;

use chrono::{DateTime, Local, NaiveDate, SecondsFormat};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::change::Change;
use super::error::RepositoryError;
use super::stand::Stand;
use crate::diary::{EntryId, Summary};

/// An act as it was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Its number, from 1; later ones are larger. Lower numbers that are missing are forgotten.
    pub id: i64,
    /// When it was done.
    pub at: DateTime<Local>,
    /// What was done.
    pub summary: Summary,
    /// Whether it stands.
    pub state: OperationState,
    /// The dates it touched, in order.
    pub dates: Vec<NaiveDate>,
    /// The entries it touched, in order: also those it added or removed.
    pub entries: Vec<EntryId>,
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

/// Writes an operation down. What was undone before can no longer be redone.
pub(super) fn record(
    db: &Connection,
    at: DateTime<Local>,
    summary: &Summary,
    changes: &[Change],
) -> Result<Operation, RepositoryError> {
    let entries: BTreeSet<EntryId> = changes.iter().filter_map(Change::entry).collect();
    let numbers: Vec<i64> = entries.iter().map(|id| id.raw()).collect();
    db.prepare_cached("UPDATE operation SET state = 'abandoned' WHERE state = 'undone'")?
        .execute([])?;
    db.prepare_cached(
        "INSERT INTO operation (at, summary, state, entries, changes)
         VALUES (?1, ?2, 'done', ?3, ?4)",
    )?
    .execute(params![
        at.to_rfc3339_opts(SecondsFormat::Millis, false),
        json(summary)?,
        json(&numbers)?,
        json(changes)?,
    ])?;
    Ok(Operation {
        id: db.last_insert_rowid(),
        at,
        summary: summary.clone(),
        state: OperationState::Done,
        dates: dates(&entries),
        entries: entries.into_iter().collect(),
    })
}

/// The operation to undo next, and what it changed.
pub(super) fn latest_done(db: &Connection) -> rusqlite::Result<Option<(Operation, Vec<Change>)>> {
    db.prepare_cached(
        "SELECT id, at, summary, state, entries, changes FROM operation
         WHERE state = 'done' ORDER BY id DESC LIMIT 1",
    )?
    .query_row([], read_with_changes)
    .optional()
}

/// The operation to redo next, and what it changed.
pub(super) fn first_undone(db: &Connection) -> rusqlite::Result<Option<(Operation, Vec<Change>)>> {
    db.prepare_cached(
        "SELECT id, at, summary, state, entries, changes FROM operation
         WHERE state = 'undone' ORDER BY id LIMIT 1",
    )?
    .query_row([], read_with_changes)
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
        "SELECT id, at, summary, state, entries FROM operation ORDER BY id DESC LIMIT ?1",
    )?
    .query_map([i64::try_from(limit).unwrap_or(i64::MAX)], read)?
    .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Operation> {
    let at = row.get_ref(1)?.as_str()?.parse::<DateTime<Local>>();
    let numbers: Vec<i64> =
        serde_json::from_str(row.get_ref(4)?.as_str()?).map_err(|e| unreadable(4, e))?;
    let entries: BTreeSet<EntryId> = numbers.into_iter().filter_map(EntryId::from_raw).collect();
    Ok(Operation {
        id: row.get(0)?,
        at: at.map_err(|e| unreadable(1, e))?,
        summary: summary(row.get_ref(2)?.as_str()?),
        state: row.get(3)?,
        dates: dates(&entries),
        entries: entries.into_iter().collect(),
    })
}

/// What a later version keeps of an act is shown as it stands: the act can be undone all the same.
fn summary(json: &str) -> Summary {
    serde_json::from_str(json).unwrap_or_else(|_| json.into())
}

fn read_with_changes(row: &Row<'_>) -> rusqlite::Result<(Operation, Vec<Change>)> {
    let changes = serde_json::from_str(row.get_ref(5)?.as_str()?);
    Ok((read(row)?, changes.map_err(|e| unreadable(5, e))?))
}

fn dates(entries: &BTreeSet<EntryId>) -> Vec<NaiveDate> {
    let mut dates: Vec<NaiveDate> = entries.iter().map(|id| id.date()).collect();
    dates.dedup();
    dates
}

fn json<T: serde::Serialize + ?Sized>(value: &T) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))
}

fn unreadable(
    column: usize,
    error: impl std::error::Error + Send + Sync + 'static,
) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
}

/// The operations that stand and may have removed an entry, newest first, and what they changed.
pub(crate) fn removing(db: &Connection) -> rusqlite::Result<Vec<(Operation, Vec<Change>)>> {
    // A row of an entry that is none any more; words in quotation marks may look alike.
    db.prepare_cached(
        "SELECT id, at, summary, state, entries, changes FROM operation
         WHERE state = 'done' AND changes LIKE '%},null]}%' ORDER BY id DESC",
    )?
    .query_map([], read_with_changes)?
    .collect()
}

/// The number of the first operation since a moment.
pub(crate) fn first_since(
    db: &Connection,
    moment: DateTime<Local>,
) -> rusqlite::Result<Option<i64>> {
    // Times are written with the offset of their place: compared as moments, not as words.
    db.query_row(
        "SELECT min(id) FROM operation WHERE julianday(at) >= julianday(?1)",
        [moment.to_rfc3339_opts(SecondsFormat::Millis, false)],
        |row| row.get(0),
    )
}

/// Forgets an operation and all before it: what is undone is undone in order.
pub(crate) fn forget(db: &Connection, last: i64) -> rusqlite::Result<usize> {
    let (begun, _) = Stand::begin(db)?;
    let forgotten = begun.execute("DELETE FROM operation WHERE id <= ?1", [last])?;
    begun.commit()?;
    Ok(forgotten)
}
