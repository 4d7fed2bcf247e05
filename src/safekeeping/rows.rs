//! Everything a person wrote, as rows: what a copy is compared by, and a damaged file is saved as.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Row};
use smol_str::SmolStr;

use crate::diary::ItemId;
use crate::repository::raw::{Cell, Change, EntryRow, STAMP, STAND, one_state};

/// The first and the last number of entries.
pub(super) type Numbers = (i64, i64);

/// Those of all entries.
pub(super) const ALL: Numbers = (i64::MIN, i64::MAX);

/// An answer's place: the number of its entry, and its item.
pub(super) type Place = (i64, ItemId);

/// The rows of the tables `entry`, `answer` and `setting`.
#[derive(Default)]
pub(super) struct Rows {
    pub entries: BTreeMap<i64, EntryRow>,
    pub answers: BTreeMap<Place, Cell>,
    pub settings: BTreeMap<SmolStr, String>,
}

impl Rows {
    /// Reads them all, in one state of the file.
    pub(super) fn read(db: &Connection) -> rusqlite::Result<Self> {
        let _state = one_state(db)?;
        Ok(Self {
            entries: entries(db, ALL)?.into_iter().collect(),
            answers: answers(db, ALL)?.into_iter().collect(),
            settings: settings(db)?,
        })
    }

    /// The changes that make these rows become others, in an order that keeps every reference.
    pub(super) fn changes_to(&self, then: &Self) -> Vec<Change> {
        let mut changes = Vec::new();
        for (place, before) in &self.answers {
            if !then.answers.contains_key(place) {
                let (entry, item) = place.clone();
                changes.push(Change::Answer(entry, item, Some(before.clone()), None));
            }
        }
        for (id, before) in &self.entries {
            if !then.entries.contains_key(id) {
                changes.push(Change::Entry(*id, Some(before.clone()), None));
            }
        }
        for (id, after) in &then.entries {
            let before = self.entries.get(id);
            if before != Some(after) {
                changes.push(Change::Entry(*id, before.cloned(), Some(after.clone())));
            }
        }
        for (place, after) in &then.answers {
            let before = self.answers.get(place);
            if before != Some(after) {
                let (entry, item) = place.clone();
                let (before, after) = (before.cloned(), Some(after.clone()));
                changes.push(Change::Answer(entry, item, before, after));
            }
        }
        let keys: BTreeSet<_> = self.settings.keys().chain(then.settings.keys()).collect();
        for key in keys {
            let (before, after) = (self.settings.get(key), then.settings.get(key));
            if before != after {
                changes.push(Change::Setting(
                    key.clone(),
                    before.cloned(),
                    after.cloned(),
                ));
            }
        }
        changes
    }
}

/// The entries of some numbers, without their answers.
pub(super) fn entries(
    db: &Connection,
    (first, last): Numbers,
) -> rusqlite::Result<Vec<(i64, EntryRow)>> {
    db.prepare_cached("SELECT id, kind, time, uid, source FROM entry WHERE id BETWEEN ?1 AND ?2")?
        .query_map([first, last], |row| {
            Ok((row.get(0)?, EntryRow::read(row, 1)?))
        })?
        .collect()
}

/// The answers of some entries.
pub(super) fn answers(
    db: &Connection,
    (first, last): Numbers,
) -> rusqlite::Result<Vec<(Place, Cell)>> {
    db.prepare_cached("SELECT entry, item, value FROM answer WHERE entry BETWEEN ?1 AND ?2")?
        .query_map([first, last], answer)?
        .collect()
}

/// An answer, from `entry, item, value`.
pub(super) fn answer(row: &Row<'_>) -> rusqlite::Result<(Place, Cell)> {
    let item = ItemId::new(row.get_ref(1)?.as_str()?);
    Ok(((row.get(0)?, item), row.get(2)?))
}

/// What the person said and changed; not which catalogue was copied into the file, nor where the
/// file stands.
pub(super) fn settings(db: &Connection) -> rusqlite::Result<BTreeMap<SmolStr, String>> {
    db.prepare("SELECT key, value FROM setting WHERE key NOT IN (?1, ?2)")?
        .query_map([STAMP, STAND], |row| {
            Ok((SmolStr::new(row.get_ref(0)?.as_str()?), row.get(1)?))
        })?
        .collect()
}
