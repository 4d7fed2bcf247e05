//! Undoing and redoing acts: a row at a time, and only what still stands as it was left. What was
//! changed since, on another computer or by other means, stays.

use std::collections::BTreeSet;

use chrono::Local;
use rusqlite::Connection;
use smol_str::SmolStr;

use super::error::Result;
use super::operation::{self, Operation, OperationState};
use super::record::{Way, keep_that_stay};
use super::recorder::Recorder;
use super::touched::{Outcome, Row, each_touched};
use super::{Repository, Written, finish};
use crate::diary::Summary;

/// What stays of an act that was undone or redone, because it was changed since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stays {
    /// How many of its rows stay: answers, entries and settings.
    pub rows: usize,
    /// Of how many.
    pub of: usize,
    /// The computers that changed them, by name; none where they were changed by other means.
    pub origins: BTreeSet<SmolStr>,
}

impl Stays {
    /// Whether nothing was undone or redone.
    pub fn is_all(&self) -> bool {
        self.rows == self.of
    }
}

impl Repository {
    /// Undoes the latest act of this computer that stands; `None` when there is none. One of which
    /// nothing is as it left it counts as undone, so that the next is the one before.
    ///
    /// # Errors
    /// [`RepositoryError`](super::RepositoryError) when the file cannot be written; then nothing is
    /// undone.
    pub fn undo(&mut self) -> Result<Option<Written>> {
        self.write_act(|db, _| match operation::latest_done(db)? {
            Some(operation) => turn(db, operation, Way::Back).map(Some),
            None => Ok(None),
        })
    }

    /// Redoes the act undone last; `None` when there is none or something was done since.
    ///
    /// # Errors
    /// [`RepositoryError`](super::RepositoryError) when the file cannot be written; then nothing is
    /// redone.
    pub fn redo(&mut self) -> Result<Option<Written>> {
        self.write_act(|db, _| match operation::first_undone(db)? {
            Some(operation) => turn(db, operation, Way::On).map(Some),
            None => Ok(None),
        })
    }

    /// Takes back what came from another computer, as a new act, which can be undone itself; `None`
    /// when the operation of that number did not come from one. Where nothing of it is as it left it,
    /// there is no new act, and what is handed back is what came.
    ///
    /// # Errors
    /// [`RepositoryError`](super::RepositoryError) when the file cannot be written; then nothing is
    /// taken back.
    pub fn undo_arrival(&mut self, id: i64) -> Result<Option<Written>> {
        self.write_act(|db, _| {
            let Some(arrival) = operation::arrival(db, id)? else {
                return Ok(None);
            };
            let mut rows = Recorder::new(db);
            let outcome = go_through(&mut rows, id, Way::Back)?;
            let stays = stays(db, id, &outcome)?;
            let (record, settings) = finish(rows)?;
            let operation = match record {
                Some(record) => {
                    let summary = Summary::TakenBack(Box::new(arrival.summary));
                    operation::record(db, Local::now(), None, &summary, record)?
                }
                None => arrival,
            };
            Ok(Some(Written {
                operation,
                settings,
                stays,
            }))
        })
    }

    /// The latest operations, newest first.
    pub fn history(&self, limit: usize) -> Result<Vec<Operation>> {
        self.ask(|db| operation::history(db, limit))
    }
}

/// Undoes or redoes an operation. What stays does not belong to it any more, so that it is neither
/// redone nor undone without having been undone or redone.
fn turn(db: &Connection, operation: Operation, way: Way) -> Result<Written> {
    let mut rows = Recorder::again(db);
    let outcome = go_through(&mut rows, operation.id, way)?;
    keep_that_stay(db, &outcome.spots)?;
    let stays = stays(db, operation.id, &outcome)?;
    let (_, settings) = finish(rows)?;
    let state = match way {
        _ if stays.as_ref().is_some_and(Stays::is_all) => OperationState::Abandoned,
        Way::Back => OperationState::Undone,
        Way::On => OperationState::Done,
    };
    let operation = operation::mark(db, operation, state)?;
    Ok(Written {
        operation: operation.also_at(outcome.entries),
        settings,
        stays,
    })
}

fn go_through(rows: &mut Recorder<'_>, act: i64, way: Way) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    each_touched(rows.db, act, way, |touched| {
        touched.settle(rows, &mut outcome)
    })?;
    Ok(outcome)
}

fn stays(db: &Connection, act: i64, outcome: &Outcome) -> Result<Option<Stays>> {
    let rows = outcome.stay.len();
    if rows == 0 {
        return Ok(None);
    }
    Ok(Some(Stays {
        rows,
        of: rows + outcome.made,
        origins: origins(db, act, outcome.stay.clone())?,
    }))
}

/// The computers that rows were changed on last since an act.
fn origins(db: &Connection, act: i64, mut of: BTreeSet<Row>) -> Result<BTreeSet<SmolStr>> {
    let mut origins = BTreeSet::new();
    for (id, origin) in operation::arrivals_after(db, act)? {
        if of.is_empty() {
            break;
        }
        each_touched(db, id, Way::On, |touched| {
            for row in touched.rows() {
                if of.remove(&row) {
                    origins.insert(origin.clone());
                }
            }
            Ok(())
        })?;
    }
    Ok(origins)
}
