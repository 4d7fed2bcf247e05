//! Carrying out changes.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::{CachedStatement, Connection, OptionalExtension, params};
use smol_str::SmolStr;

use super::change::{Change, EntryRow};
use super::imported;
use super::record::{Record, Recorded};
use super::setting_row;
use super::settings::is_setting;
use super::value::Cell;
use crate::diary::{Imported, ItemId};

/// Carries out changes within a transaction and remembers them.
pub(crate) struct Recorder<'a> {
    pub db: &'a Connection,
    /// `None` for changes that are remembered already.
    record: Option<Record>,
    settings: bool,
    /// The entry that the record named last.
    named: Option<i64>,
    /// The entry that was made last.
    made: Option<Made>,
    /// The day that was found last to have no imported answers.
    unimported: Option<NaiveDate>,
    /// What puts new answers into the file, once there was one: to look it up each time takes long.
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
            named: None,
            made: None,
            unimported: None,
            put: None,
        }
    }

    /// Carries a change out, unless it changes nothing.
    pub(crate) fn make(&mut self, change: Change) -> rusqlite::Result<()> {
        if change.is_idle() {
            return Ok(());
        }
        if let Change::Entry(_, Some(before), Some(after)) = &change {
            // None takes another's place: its answers would become the other's without a word of it.
            debug_assert_eq!(before.uid, after.uid);
        }
        self.name(&change)?;
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
            Change::Answer(entry, item, None, Some(value)) => {
                let put = match &mut self.put {
                    Some(put) => put,
                    // What may take another's place costs SQLite a table and a journal each time.
                    none => none.insert(self.db.prepare_cached(
                        "INSERT INTO answer (entry, item, value) VALUES (?1, ?2, ?3)",
                    )?),
                };
                put.execute(params![entry, item.as_str(), value]).map(drop)
            }
            // Whatever stood there, what is written down as answered is in the file.
            Change::Answer(entry, item, Some(_), Some(value)) => self.run(
                "INSERT OR REPLACE INTO answer (entry, item, value) VALUES (?1, ?2, ?3)",
                params![entry, item.as_str(), value],
            ),
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
            Change::Stays(_) => Ok(()),
        }?;
        if let Change::Setting(key, ..) = &change {
            self.settings |= is_setting(key);
            self.unimported = None;
        }
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

    /// Keeps before the answers of a timed entry which one it is: its number may be another's by the
    /// time they are undone.
    fn name(&mut self, change: &Change) -> rusqlite::Result<()> {
        let (Change::Entry(number, ..) | Change::Answer(number, ..)) = change else {
            return Ok(());
        };
        if self.named.replace(*number) == Some(*number) || !matches!(change, Change::Answer(..)) {
            return Ok(());
        }
        let timed = change.entry().is_some_and(|entry| !entry.is_check_in());
        let row = if timed && self.record.is_some() {
            self.entry(*number)?
        } else {
            None
        };
        match (&mut self.record, row) {
            (Some(record), Some(row)) => {
                let named = Change::Entry(*number, Some(row.clone()), Some(row));
                record.add(self.db, &named)
            }
            _ => Ok(()),
        }
    }

    /// Hands over what was kept; `None` when nothing was changed, or when it is remembered already.
    pub(super) fn finish(self) -> rusqlite::Result<Option<Recorded>> {
        let kept = self.record.map(|record| record.finish(self.db));
        Ok(kept.transpose()?.flatten())
    }

    /// Gives a setting another value; none takes it out.
    pub(super) fn set(&mut self, (key, value): (SmolStr, Option<String>)) -> rusqlite::Result<()> {
        let before = setting_row::value(self.db, &key)?;
        self.make(Change::Setting(key, before, value))
    }

    /// Notes where answers of a check-in came from.
    pub(super) fn note_imported(
        &mut self,
        date: NaiveDate,
        answers: &Imported,
    ) -> rusqlite::Result<()> {
        let mut imported = imported::read(self.db, date)?;
        for item in &answers.items {
            Imported::note(&mut imported, &answers.source, answers.on, item);
        }
        self.set(imported::row(date, &imported))
    }

    /// Forgets where the answer of a check-in to an item came from, which is answered anew or taken back.
    pub(crate) fn forget_imported(
        &mut self,
        date: NaiveDate,
        item: &ItemId,
    ) -> rusqlite::Result<()> {
        if self.unimported == Some(date) {
            return Ok(());
        }
        let mut imported = imported::read(self.db, date)?;
        if imported.is_empty() {
            self.unimported = Some(date);
            return Ok(());
        }
        Imported::forget(&mut imported, item);
        self.set(imported::row(date, &imported))
    }

    /// Gives an entry another row; one of another number goes there with all its answers.
    pub(crate) fn move_entry(
        &mut self,
        from: i64,
        before: EntryRow,
        to: i64,
        after: EntryRow,
    ) -> rusqlite::Result<()> {
        if from == to {
            return self.make(Change::Entry(from, Some(before), Some(after)));
        }
        let answers = self.answers(from)?;
        self.remove_entry(from, before)?;
        self.make(Change::Entry(to, None, Some(after)))?;
        for (item, cell) in answers {
            self.make(Change::Answer(to, item, None, Some(cell)))?;
        }
        Ok(())
    }

    /// Removes an entry with all its answers.
    pub(crate) fn remove_entry(&mut self, number: i64, row: EntryRow) -> rusqlite::Result<()> {
        for (item, cell) in self.answers(number)? {
            self.make(Change::Answer(number, item, Some(cell), None))?;
        }
        self.make(Change::Entry(number, Some(row), None))
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
