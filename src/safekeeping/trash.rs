//! The trash: what was removed in the last days, read from the record of acts; and forgetting it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Local, TimeDelta};
use rusqlite::Connection;

use crate::diary::acts::entries;
use crate::diary::{Act, Answers, Catalogue, Entry, EntryId, EntryKindId, ItemId, Uid};
use crate::repository::Repository;
use crate::repository::raw::{
    self, Cell, Change, EntryRow, Owner, Result, Way, are_before, clock, each_change,
    each_removing, forget_operations, read_day, removing, removing_after, times_back,
};
use crate::sharing::rows;

/// How long what was removed can be brought back.
pub const TRASH_DAYS: TimeDelta = TimeDelta::days(30);

/// So much of the time between two acts counts as time gone by, when the trash is emptied unasked:
/// one act by a clock that was ahead brings nothing near its end.
const MOST_BETWEEN: TimeDelta = TimeDelta::days(7);

/// An entry that was removed, and can be brought back.
#[derive(Debug, Clone, PartialEq)]
pub struct Removed {
    /// When it was removed; `None` where the file does not say so any more.
    pub at: Option<DateTime<Local>>,
    /// What it was; of a check-in, the answers that no other has taken the place of.
    pub entry: Entry,
}

impl Removed {
    /// Brings it back.
    pub fn back(&self) -> Act {
        entries::bring_back(&self.entry)
    }
}

/// What was removed since a moment and can be brought back, the latest first.
///
/// # Errors
/// [`RepositoryError`](crate::repository::RepositoryError) when the file cannot be read.
pub fn trash(diary: &Repository, since: DateTime<Local>) -> Result<Vec<Removed>> {
    diary.ask(|db| removed(db, diary.catalogue(), since))
}

/// The answers that were taken away, one by one or with their entries, as long as the record of acts goes
/// back.
#[derive(Debug, Clone, Default)]
pub struct Cleared(raw::Cleared);

impl Cleared {
    /// When an answer of a check-in, or of the timed entry of a lasting name, was last taken away, if it
    /// was: `Some(None)` where the file does not say when.
    pub fn at(
        &self,
        id: EntryId,
        name: Option<&Uid>,
        item: &ItemId,
    ) -> Option<Option<DateTime<Local>>> {
        match self.0.is_empty() {
            true => None,
            false => self.0.get(&(Owner::of(id, name), item.clone())).copied(),
        }
    }
}

/// What answers were taken away; whether others took their places since is not looked at.
///
/// # Errors
/// When the file cannot be read.
pub fn cleared(diary: &Repository) -> Result<Cleared> {
    diary.ask(raw::cleared).map(Cleared)
}

/// Forgets what was removed before a moment, with the acts up to then: they cannot be undone any
/// more. Says how many were forgotten; none when nothing was removed then.
///
/// # Errors
/// As [`purge`].
pub fn empty_trash(diary: &mut Repository, before: DateTime<Local>) -> Result<usize> {
    diary.ask(|db| match due(db, before, i64::MAX)? {
        Some(last) => forget(db, last),
        None => Ok(0),
    })
}

/// Forgets what was removed [`TRASH_DAYS`] ago, as [`empty_trash`] does, where the acts since bear
/// out that so much time went by. The clock alone may be wrong, and what is forgotten is gone.
///
/// # Errors
/// As [`purge`].
pub(super) fn empty_what_is_due(diary: &mut Repository, now: DateTime<Local>) -> Result<usize> {
    diary.ask(|db| {
        let before = now - TRASH_DAYS;
        // Nearly always nothing is due, and the acts need not be looked at.
        if due(db, before, i64::MAX)?.is_none() {
            return Ok(0);
        }
        let last = borne_out(db, now)?.map(|last| due(db, before, last));
        match last.transpose()?.flatten() {
            Some(last) => forget(db, last),
            None => Ok(0),
        }
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

/// Forgets acts up to one, and leaves no trace of them in the file, nor in what is shared of it.
fn forget(db: &Connection, last: i64) -> Result<usize> {
    let forgotten = forget_operations(db, last)?;
    rows::forget(db)?;
    db.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);")?;
    Ok(forgotten)
}

fn removed(db: &Connection, catalogue: &Catalogue, since: DateTime<Local>) -> Result<Vec<Removed>> {
    // One state of the file for the record and for what there is.
    let db = db.unchecked_transaction()?;
    let mut stands = db.prepare_cached("SELECT 1 FROM entry WHERE uid = ?1")?;
    let mut told = BTreeSet::new();
    let mut all = Vec::new();
    for act in removing(&db)? {
        if act.at.is_some_and(|at| at < since) {
            continue;
        }
        for (id, (row, cells)) in gone(&db, act.id)? {
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
fn answers(catalogue: &Catalogue, cells: Cells) -> Answers {
    let known = |(id, cell): (ItemId, Cell)| {
        let answer = catalogue.item(id.as_str())?.kind.read_cell(cell)?;
        Some((id, answer))
    };
    cells.into_iter().filter_map(known).collect()
}

/// The number of the latest act, up to one, that removed something before a moment, and stands.
/// Where the clock was set back, no act is due before all that are older are.
fn due(db: &Connection, before: DateTime<Local>, most: i64) -> Result<Option<i64>> {
    let now = before + TRASH_DAYS;
    let (mut due, mut seen) = (None, 0);
    while let Some(act) = removing_after(db, seen)? {
        if act.id > most || !are_before(db, (seen + 1, act.id), before, now)? {
            break;
        }
        seen = act.id;
        if !gone(db, seen)?.is_empty() {
            due = Some(seen);
        }
    }
    Ok(due)
}

/// The number of the latest act that the acts since show to be [`TRASH_DAYS`] old.
fn borne_out(db: &Connection, now: DateTime<Local>) -> Result<Option<i64>> {
    let (mut later, mut gone_by, mut last) = (now, TimeDelta::zero(), None);
    times_back(db, |id, at| {
        gone_by += (later - at).clamp(TimeDelta::zero(), MOST_BETWEEN);
        later = at;
        last = (gone_by >= TRASH_DAYS).then_some(id);
        last.is_none()
    })?;
    Ok(last)
}

/// The answers of an entry.
type Cells = BTreeMap<ItemId, Cell>;

/// The entries that an act removed, as they were before; not those that were only moved.
fn gone(db: &Connection, act: i64) -> Result<BTreeMap<EntryId, (EntryRow, Cells)>> {
    // A long act may have removed little: only of that more is kept.
    let (mut removed, mut names) = (BTreeSet::new(), BTreeSet::new());
    each_removing(db, act, |change| {
        if let Change::Entry(id, Some(row), None) = change {
            removed.extend(EntryId::from_raw(id));
            names.extend(row.uid);
        }
    })?;
    let mut gone = BTreeMap::new();
    if removed.is_empty() {
        return Ok(gone);
    }
    let mut cells: BTreeMap<EntryId, Cells> = BTreeMap::new();
    let mut made = BTreeSet::new();
    each_change(db, act, Way::On, |change| {
        let Some(id) = change.entry() else {
            return Ok(());
        };
        match change {
            Change::Entry(_, Some(row), None) => drop(gone.insert(id, (row, Cells::new()))),
            Change::Entry(_, _, Some(row)) => {
                gone.remove(&id);
                made.extend(row.uid.filter(|uid| names.contains(uid)));
            }
            Change::Answer(_, item, Some(before), _) if removed.contains(&id) => {
                cells.entry(id).or_default().entry(item).or_insert(before);
            }
            _ => {}
        }
        Ok::<_, rusqlite::Error>(())
    })?;
    gone.retain(|_, (row, _)| row.uid.as_ref().is_none_or(|uid| !made.contains(uid)));
    for (id, (_, answers)) in &mut gone {
        *answers = cells.remove(id).unwrap_or_default();
    }
    Ok(gone)
}
