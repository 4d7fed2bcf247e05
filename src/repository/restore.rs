//! Bringing a diary to what a copy of it holds: the difference of their rows, as one act.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::Connection;
use smol_str::SmolStr;

use super::change::{Change, EntryRow};
use super::settings::STAMP;
use super::value::Cell;
use crate::diary::{EntryId, ItemId};

/// What a restore changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// Entries only the copy has.
    pub back: BTreeSet<EntryId>,
    /// Entries that are otherwise in the copy.
    pub changed: BTreeSet<EntryId>,
    /// Entries the copy does not have.
    pub gone: BTreeSet<EntryId>,
    /// How many settings are otherwise in the copy.
    pub settings: usize,
}

impl Difference {
    /// The dates it touches.
    pub fn dates(&self) -> BTreeSet<NaiveDate> {
        let entries = self.back.iter().chain(&self.changed).chain(&self.gone);
        entries.map(|entry| entry.date()).collect()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub(super) fn of(changes: &[Change]) -> Self {
        let mut difference = Self::default();
        for change in changes {
            let Some(id) = change.entry() else {
                difference.settings += 1;
                continue;
            };
            match change {
                Change::Entry(_, None, _) => difference.back.insert(id),
                Change::Entry(_, _, None) => difference.gone.insert(id),
                _ => difference.changed.insert(id),
            };
        }
        for id in difference.back.iter().chain(&difference.gone) {
            difference.changed.remove(id);
        }
        difference
    }
}

/// Everything a person wrote.
struct Rows {
    entries: BTreeMap<i64, EntryRow>,
    answers: BTreeMap<(i64, ItemId), Cell>,
    settings: BTreeMap<SmolStr, String>,
}

impl Rows {
    fn read(db: &Connection) -> rusqlite::Result<Self> {
        // One state of the file for all tables; a transaction of the caller's serves too.
        let _state = db
            .is_autocommit()
            .then(|| db.unchecked_transaction())
            .transpose()?;
        let text = |row: &rusqlite::Row<'_>, at| {
            let text = row.get_ref(at)?.as_str_or_null()?;
            Ok::<_, rusqlite::Error>(text.map(SmolStr::new))
        };
        let entries = db
            .prepare("SELECT id, kind, time, uid, source FROM entry")?
            .query_map([], |row| {
                let entry = EntryRow {
                    kind: SmolStr::new(row.get_ref(1)?.as_str()?),
                    time: text(row, 2)?,
                    uid: text(row, 3)?,
                    source: text(row, 4)?,
                };
                Ok((row.get(0)?, entry))
            })?
            .collect::<rusqlite::Result<_>>()?;
        let answers = db
            .prepare("SELECT entry, item, value FROM answer")?
            .query_map([], |row| {
                let item = ItemId::new(row.get_ref(1)?.as_str()?);
                Ok(((row.get(0)?, item), row.get(2)?))
            })?
            .collect::<rusqlite::Result<_>>()?;
        let settings = db
            .prepare("SELECT key, value FROM setting WHERE key <> ?1")?
            .query_map([STAMP], |row| {
                Ok((SmolStr::new(row.get_ref(0)?.as_str()?), row.get(1)?))
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Self {
            entries,
            answers,
            settings,
        })
    }
}

/// The changes that make one file hold what another holds, in an order that keeps every reference.
pub(super) fn difference(now: &Connection, then: &Connection) -> rusqlite::Result<Vec<Change>> {
    let (now, then) = (Rows::read(now)?, Rows::read(then)?);
    let mut changes = Vec::new();
    for ((entry, item), before) in &now.answers {
        if !then.answers.contains_key(&(*entry, item.clone())) {
            changes.push(Change::Answer(
                *entry,
                item.clone(),
                Some(before.clone()),
                None,
            ));
        }
    }
    for (id, before) in &now.entries {
        if !then.entries.contains_key(id) {
            changes.push(Change::Entry(*id, Some(before.clone()), None));
        }
    }
    for (id, after) in &then.entries {
        let before = now.entries.get(id);
        if before != Some(after) {
            changes.push(Change::Entry(*id, before.cloned(), Some(after.clone())));
        }
    }
    for ((entry, item), after) in &then.answers {
        let before = now.answers.get(&(*entry, item.clone()));
        if before != Some(after) {
            let (before, after) = (before.cloned(), Some(after.clone()));
            changes.push(Change::Answer(*entry, item.clone(), before, after));
        }
    }
    let keys: BTreeSet<_> = now.settings.keys().chain(then.settings.keys()).collect();
    for key in keys {
        let (before, after) = (now.settings.get(key), then.settings.get(key));
        if before != after {
            changes.push(Change::Setting(
                key.clone(),
                before.cloned(),
                after.cloned(),
            ));
        }
    }
    Ok(changes)
}

/// Whether a file is a copy of another, of any time: their logs of acts have an act in common, or
/// one has none yet.
pub(super) fn is_copy(one: &Connection, other: &Connection) -> rusqlite::Result<bool> {
    let log = |db: &Connection| -> rusqlite::Result<BTreeSet<(i64, String)>> {
        db.prepare("SELECT id, at FROM operation")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect()
    };
    let (one, other) = (log(one)?, log(other)?);
    Ok(one.is_empty() || other.is_empty() || !one.is_disjoint(&other))
}
