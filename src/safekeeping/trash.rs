//! The trash: what was removed in the last days, read from the record of acts; and forgetting it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Local, TimeDelta};
use rusqlite::Connection;

use crate::diary::{
    Act, Answers, Catalogue, Edit, Entry, EntryId, EntryKindId, ItemId, NewEntry, Target,
};
use crate::repository::Repository;
use crate::repository::raw::{
    Cell, Change, EntryRow, Result, clock, first_since, forget_operations, read_day, removing,
};

/// How long what was removed can be brought back.
pub const TRASH_DAYS: TimeDelta = TimeDelta::days(30);

/// An entry that was removed, and can be brought back.
#[derive(Debug, Clone, PartialEq)]
pub struct Removed {
    /// When it was removed.
    pub at: DateTime<Local>,
    /// What it was; of a check-in, the answers that no other has taken the place of.
    pub entry: Entry,
}

impl Removed {
    /// Brings it back.
    pub fn back(&self) -> Act {
        let Entry {
            id,
            uid,
            time,
            kind,
            source,
            answers,
        } = self.entry.clone();
        let date = id.date();
        let (what, edits) = if id.is_check_in() {
            let answer = |(item, answer)| Edit::Answer {
                target: Target::Day(date),
                item,
                answer: Some(answer),
            };
            ("check-in", answers.into_iter().map(answer).collect())
        } else {
            let new = NewEntry {
                date,
                time,
                kind: kind.clone(),
                uid: Some(uid),
                source,
                answers,
            };
            (kind.as_str(), vec![Edit::Add(new)])
        };
        let description = format!("{what} of {date} brought back");
        Act { description, edits }
    }
}

/// What was removed since a moment and can be brought back, the latest first.
///
/// # Errors
/// [`RepositoryError`](crate::repository::RepositoryError) when the file cannot be read.
pub fn trash(diary: &Repository, since: DateTime<Local>) -> Result<Vec<Removed>> {
    diary.ask(|db| removed(db, diary.catalogue(), since))
}

/// Forgets what was removed before a moment, with the acts up to then: they cannot be undone any
/// more. Says how many were forgotten; none when nothing was removed then.
///
/// # Errors
/// As [`purge`].
pub fn empty_trash(diary: &mut Repository, before: DateTime<Local>) -> Result<usize> {
    diary.ask(|db| match due(db, before)? {
        Some(last) => forget(db, last),
        None => Ok(0),
    })
}

/// Forgets all acts, and with them what was removed: nothing can be undone any more. Then writes
/// the file again without a trace of it. Says how many were forgotten.
///
/// # Errors
/// [`RepositoryError`](crate::repository::RepositoryError) when the file cannot be written; then
/// nothing is forgotten, or all is and only traces stay.
pub fn purge(diary: &mut Repository) -> Result<usize> {
    diary.ask(|db| forget(db, i64::MAX))
}

/// Forgets acts up to one, and leaves no trace of them in the file.
fn forget(db: &Connection, last: i64) -> Result<usize> {
    let forgotten = forget_operations(db, last)?;
    db.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);")?;
    Ok(forgotten)
}

fn removed(db: &Connection, catalogue: &Catalogue, since: DateTime<Local>) -> Result<Vec<Removed>> {
    // One state of the file for the record and for what there is.
    let db = db.unchecked_transaction()?;
    let mut stands = db.prepare_cached("SELECT 1 FROM entry WHERE uid = ?1")?;
    let mut told = BTreeSet::new();
    let mut all = Vec::new();
    for (act, changes) in removing(&db)? {
        if act.at < since {
            continue;
        }
        for (id, (row, cells)) in gone(changes) {
            let mut answers = answers(catalogue, cells);
            // An entry is itself wherever it was moved; a check-in is its date.
            let uid = row.uid.unwrap_or_else(|| id.date().to_string().into());
            if id.is_check_in() {
                let day = read_day(&db, catalogue, id.date())?;
                answers.retain(|item, _| {
                    day.answer(item).is_none() && told.insert((uid.clone(), Some(item.clone())))
                });
                if answers.is_empty() {
                    continue;
                }
            } else if stands.exists([uid.as_str()])? || !told.insert((uid.clone(), None)) {
                continue;
            }
            all.push(Removed {
                at: act.at,
                entry: Entry {
                    id,
                    uid,
                    time: row.time.as_deref().and_then(clock),
                    kind: EntryKindId::new(row.kind),
                    source: row.source,
                    answers,
                },
            });
        }
    }
    Ok(all)
}

/// The answers that the catalogue knows.
fn answers(catalogue: &Catalogue, cells: BTreeMap<ItemId, Cell>) -> Answers {
    let known = |(id, cell): (ItemId, Cell)| {
        let answer = catalogue.item(id.as_str())?.kind.read_cell(cell)?;
        Some((id, answer))
    };
    cells.into_iter().filter_map(known).collect()
}

/// The number of the latest act that removed something before a moment, and stands. Where the clock
/// was set back, no act is due before all that are older are.
fn due(db: &Connection, before: DateTime<Local>) -> Result<Option<i64>> {
    let kept = first_since(db, before)?.unwrap_or(i64::MAX);
    let due = removing(db)?
        .into_iter()
        .filter(|(act, _)| act.id < kept)
        .find_map(|(act, changes)| (!gone(changes).is_empty()).then_some(act.id));
    Ok(due)
}

/// The entries that changes removed, as they were before; not those that were only moved.
fn gone(changes: Vec<Change>) -> BTreeMap<EntryId, (EntryRow, BTreeMap<ItemId, Cell>)> {
    let mut gone = BTreeMap::new();
    let mut cells: BTreeMap<EntryId, BTreeMap<ItemId, Cell>> = BTreeMap::new();
    let mut made = BTreeSet::new();
    for change in changes {
        let Some(id) = change.entry() else { continue };
        match change {
            Change::Entry(_, Some(row), None) => drop(gone.insert(id, row)),
            Change::Entry(_, _, Some(row)) => {
                gone.remove(&id);
                made.extend(row.uid);
            }
            Change::Answer(_, item, Some(before), _) => {
                cells.entry(id).or_default().entry(item).or_insert(before);
            }
            _ => {}
        }
    }
    gone.retain(|_, row| row.uid.as_ref().is_none_or(|uid| !made.contains(uid)));
    gone.into_iter()
        .map(|(id, row)| (id, (row, cells.remove(&id).unwrap_or_default())))
        .collect()
}
