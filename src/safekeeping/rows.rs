//! Everything a person wrote, as rows: what a copy is compared by, and a damaged file is saved as.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, Row};
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

/// How many entries a stretch has at most.
const STRETCH: i64 = 1024;

/// What is to be done of what makes one diary another: what goes must go everywhere before anything
/// comes, as an entry may have gone elsewhere with its name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sweep {
    Goes,
    Comes,
}

/// Goes through the changes that make the rows of one file those of another, in an order that keeps
/// every reference. However long both are, little of them is in memory at once.
pub(super) fn each_difference<E: From<rusqlite::Error>>(
    now: &Connection,
    then: &Connection,
    mut take: impl FnMut(Change) -> Result<(), E>,
) -> Result<(), E> {
    let (_now, _then) = (one_state(now)?, one_state(then)?);
    for sweep in [Sweep::Goes, Sweep::Comes] {
        let mut first = Some(ALL.0);
        while let Some(from) = first {
            let next = [next_stretch(now, from)?, next_stretch(then, from)?];
            first = next.into_iter().flatten().min();
            let numbers = (from, first.map_or(ALL.1, |next| next - 1));
            let (old, new) = (Rows::of(now, numbers)?, Rows::of(then, numbers)?);
            old.changes_to(&new, sweep)
                .into_iter()
                .try_for_each(&mut take)?;
        }
    }
    let settings = |db| {
        let settings = settings(db)?;
        Ok::<_, rusqlite::Error>(Rows {
            settings,
            ..Rows::default()
        })
    };
    let changes = settings(now)?.changes_to(&settings(then)?, Sweep::Comes);
    changes.into_iter().try_for_each(take)
}

/// The number that a stretch from another one does not reach; `None` where there is no more.
fn next_stretch(db: &Connection, from: i64) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached("SELECT id FROM entry WHERE id >= ?1 ORDER BY id LIMIT 1 OFFSET ?2")?
        .query_row([from, STRETCH], |row| row.get(0))
        .optional()
}

impl Rows {
    /// Reads those of some entries, and no settings.
    fn of(db: &Connection, numbers: Numbers) -> rusqlite::Result<Self> {
        Ok(Self {
            entries: entries(db, numbers)?.into_iter().collect(),
            answers: answers(db, numbers)?.into_iter().collect(),
            settings: BTreeMap::new(),
        })
    }

    /// What goes, or what comes, when these rows become others. An entry is its lasting name: where
    /// another has its number, it goes with all its answers.
    pub(super) fn changes_to(&self, then: &Self, sweep: Sweep) -> Vec<Change> {
        let mut changes = Vec::new();
        let stays = |id: i64| {
            let (before, after) = (self.entries.get(&id), then.entries.get(&id));
            before.map(|row| &row.uid) == after.map(|row| &row.uid)
        };
        if sweep == Sweep::Goes {
            for (place, before) in &self.answers {
                if !stays(place.0) || !then.answers.contains_key(place) {
                    let (entry, item) = place.clone();
                    changes.push(Change::Answer(entry, item, Some(before.clone()), None));
                }
            }
            for (id, before) in &self.entries {
                if !stays(*id) {
                    changes.push(Change::Entry(*id, Some(before.clone()), None));
                }
            }
            return changes;
        }
        for (id, after) in &then.entries {
            let before = self.entries.get(id).filter(|_| stays(*id));
            if before != Some(after) {
                changes.push(Change::Entry(*id, before.cloned(), Some(after.clone())));
            }
        }
        for (place, after) in &then.answers {
            let before = self.answers.get(place).filter(|_| stays(place.0));
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
