//! Carrying out changes.

use std::collections::BTreeSet;

use rusqlite::{CachedStatement, Connection, OptionalExtension, params};

use super::change::{Change, EntryRow};
use super::record::{Record, Recorded};
use super::value::Cell;
use crate::diary::ItemId;

/// Carries out changes within a transaction and remembers them.
pub(crate) struct Recorder<'a> {
    pub db: &'a Connection,
    /// `None` for changes that are remembered already.
    record: Option<Record>,
    settings: bool,
    /// The entry that was made last.
    made: Option<Made>,
    /// What puts answers into the file, once there was one: to look it up each time takes long.
    put: Option<CachedStatement<'a>>,
}

/// An entry that was made, and the items answered since.
struct Made {
    entry: i64,
    answered: BTreeSet<ItemId>,
}

impl<'a> Recorder<'a> {
    pub(crate) fn new(db: &'a Connection) -> Self {
        Self {
            record: Some(Record::default()),
            ..Self::again(db)
        }
    }

    /// For changes that an act remembers already.
    pub(super) fn again(db: &'a Connection) -> Self {
        Self {
            db,
            record: None,
            settings: false,
            made: None,
            put: None,
        }
    }

    /// Carries a change out, unless it changes nothing.
    pub(crate) fn make(&mut self, change: Change) -> rusqlite::Result<()> {
        if change.is_idle() {
            return Ok(());
        }
        match &change {
            Change::Entry(id, _, Some(row)) => self.run(
                "INSERT INTO entry (id, time, kind, uid, source) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (id) DO UPDATE SET time = excluded.time, kind = excluded.kind,
                     uid = excluded.uid, source = excluded.source",
                params![
                    id,
                    row.time.as_deref(),
                    row.kind.as_str(),
                    row.uid.as_deref(),
                    row.source.as_deref()
                ],
            ),
            Change::Entry(id, _, None) => self.run("DELETE FROM entry WHERE id = ?1", [id]),
            Change::Answer(entry, item, _, Some(value)) => {
                let put = match &mut self.put {
                    Some(put) => put,
                    // DO UPDATE would make a table for each of them, as the rows have no numbers.
                    none => none.insert(self.db.prepare_cached(
                        "INSERT OR REPLACE INTO answer (entry, item, value) VALUES (?1, ?2, ?3)",
                    )?),
                };
                put.execute(params![entry, item.as_str(), value]).map(drop)
            }
            Change::Answer(entry, item, _, None) => self.run(
                "DELETE FROM answer WHERE entry = ?1 AND item = ?2",
                params![entry, item.as_str()],
            ),
            Change::Setting(key, _, Some(value)) => self.run(
                "INSERT INTO setting (key, value) VALUES (?1, ?2)
                 ON CONFLICT DO UPDATE SET value = excluded.value",
                params![key.as_str(), value],
            ),
            Change::Setting(key, _, None) => {
                self.run("DELETE FROM setting WHERE key = ?1", [key.as_str()])
            }
        }?;
        self.settings |= matches!(change, Change::Setting(..));
        match (&change, &mut self.made) {
            (Change::Entry(entry, before, _), made) => {
                *made = before.is_none().then(|| Made {
                    entry: *entry,
                    answered: BTreeSet::new(),
                });
            }
            (Change::Answer(entry, item, ..), Some(made)) if made.entry == *entry => {
                made.answered.insert(item.clone());
            }
            _ => {}
        }
        match &mut self.record {
            Some(record) => record.add(self.db, &change),
            None => Ok(()),
        }
    }

    /// Hands over what was kept; `None` when nothing was changed, or when it is remembered already.
    pub(super) fn finish(self) -> rusqlite::Result<Option<Recorded>> {
        let kept = self.record.map(|record| record.finish(self.db));
        Ok(kept.transpose()?.flatten())
    }

    /// Whether the person's settings were changed.
    pub(crate) fn changed_settings(&self) -> bool {
        self.settings
    }

    /// The row of an entry.
    pub(crate) fn entry(&self, id: i64) -> rusqlite::Result<Option<EntryRow>> {
        self.db
            .prepare_cached("SELECT kind, time, uid, source FROM entry WHERE id = ?1")?
            .query_row([id], |row| EntryRow::read(row, 0))
            .optional()
    }

    /// The value of an answer.
    pub(crate) fn answer(&self, entry: i64, item: &str) -> rusqlite::Result<Option<Cell>> {
        let made = self.made.as_ref().filter(|made| made.entry == entry);
        if made.is_some_and(|made| !made.answered.contains(item)) {
            return Ok(None);
        }
        self.db
            .prepare_cached("SELECT value FROM answer WHERE entry = ?1 AND item = ?2")?
            .query_row(params![entry, item], |row| row.get(0))
            .optional()
    }

    /// All answers of an entry, those to items the catalogue does not know too.
    pub(crate) fn answers(&self, entry: i64) -> rusqlite::Result<Vec<(ItemId, Cell)>> {
        self.db
            .prepare_cached("SELECT item, value FROM answer WHERE entry = ?1")?
            .query_map([entry], |row| {
                Ok((ItemId::new(row.get_ref(0)?.as_str()?), row.get(1)?))
            })?
            .collect()
    }

    fn run(&self, sql: &str, params: impl rusqlite::Params) -> rusqlite::Result<()> {
        self.db.prepare_cached(sql)?.execute(params).map(|_| ())
    }
}
