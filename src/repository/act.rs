//! Acts: edits become changes of rows.

use std::collections::BTreeSet;
use std::mem::discriminant;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use rusqlite::Connection;
use smol_str::SmolStr;

use super::change::{Change, EntryRow};
use super::error::{RepositoryError, Result};
use super::imported;
use super::read;
use super::recorder::Recorder;
use super::settings::{self, Settings};
use super::taken;
use super::value::{self, Cell};
use crate::diary::{
    Answer, AnswerError, Catalogue, DateRange, Diary, Edit, EntryId, EntryKindId, Imported, Item,
    ItemId, ItemOverride, ItemSpec, NewEntry, Profile,
};

/// Writes an act, an edit at a time.
pub(crate) struct ActWriter<'r, 'db> {
    rows: &'r mut Recorder<'db>,
    /// `None` while items have changed since it was last asked for.
    catalogue: Option<Arc<Catalogue>>,
    /// What stands beside the entries, once an edit has asked: read from the file once an act.
    settings: Option<Settings>,
    /// The entry answered last: a long act answers an entry many times in a row.
    latest: Option<(EntryId, EntryKindId)>,
}

impl<'r, 'db> ActWriter<'r, 'db> {
    pub(super) fn new(rows: &'r mut Recorder<'db>, catalogue: &Arc<Catalogue>) -> Self {
        Self {
            rows,
            catalogue: Some(Arc::clone(catalogue)),
            settings: None,
            latest: None,
        }
    }

    /// Carries out one edit.
    pub(crate) fn edit(&mut self, edit: &Edit) -> Result<()> {
        match edit {
            Edit::Answer {
                target,
                item,
                answer: Some(answer),
            } => self.answer(target.id(), item, answer),
            Edit::Answer {
                target,
                item,
                answer: None,
            } => self.clear(target.id(), item),
            Edit::Add(entry) => self.add(entry),
            Edit::Imported { date, answers } => self.note_imported(*date, answers),
            Edit::Remove(id) => self.remove(*id),
            Edit::Move { entry, date, time } => self.relocate(*entry, *date, *time),
            Edit::OwnItem { id, spec } => self.own_item(id, spec),
            Edit::Override { item, change } => self.change_item(item, change.as_ref()),
            Edit::Profile(profile) => self.profile(profile),
        }
    }

    /// Everything recorded in a range, with what the act did there.
    pub(crate) fn read(&mut self, range: DateRange) -> Result<Diary> {
        let catalogue = self.catalogue()?;
        read::range(self.rows.db, &catalogue, range)
    }

    /// Counts lines of a day, by their marks, with those that were counted before.
    pub(crate) fn count(&mut self, date: NaiveDate, lines: &BTreeSet<String>) -> Result<()> {
        let mut marks = taken::read(self.rows.db, date)?;
        marks.extend(lines.iter().cloned());
        self.set(taken::row(date, &marks))
    }

    /// The number of the entry that has a lasting name.
    pub(crate) fn named(&self, uid: &str) -> Result<Option<EntryId>> {
        Ok(read::named(self.rows.db, uid)?)
    }

    fn make(&mut self, change: Change) -> Result<()> {
        Ok(self.rows.make(change)?)
    }

    /// The catalogue with all changes of the act. An act that changes many items makes it anew only
    /// where an edit in between asks for it.
    fn catalogue(&mut self) -> Result<Arc<Catalogue>> {
        if let Some(catalogue) = &self.catalogue {
            return Ok(Arc::clone(catalogue));
        }
        let Settings { own, overrides, .. } = self.settings()?;
        let catalogue = settings::catalogue(own, overrides)?;
        Ok(Arc::clone(self.catalogue.insert(catalogue)))
    }

    /// What stands beside the entries, with all changes of the act to items.
    fn settings(&mut self) -> Result<&mut Settings> {
        Ok(match &mut self.settings {
            Some(settings) => settings,
            unread => unread.insert(Settings::read(self.rows.db)?),
        })
    }

    fn answer(&mut self, id: EntryId, item: &ItemId, answer: &Answer) -> Result<()> {
        let kind = self.kind_of(id)?;
        let cell = self.checked(&kind, item, answer)?;
        let before = self.rows.answer(id.raw(), item.as_str())?;
        self.make(Change::Answer(id.raw(), item.clone(), before, Some(cell)))?;
        self.forget_imported(id, item)
    }

    /// Notes where answers of a check-in came from.
    fn note_imported(&mut self, date: NaiveDate, answers: &Imported) -> Result<()> {
        in_calendar(date)?;
        Ok(self.rows.note_imported(date, answers)?)
    }

    /// Forgets where an answer came from: from here on it is the person's.
    fn forget_imported(&mut self, id: EntryId, item: &ItemId) -> Result<()> {
        if id.is_check_in() {
            self.rows.forget_imported(id.date(), item)?;
        }
        Ok(())
    }

    /// The kind of an entry; the check-in of a day is made when it is not there yet.
    fn kind_of(&mut self, id: EntryId) -> Result<EntryKindId> {
        if let Some((latest, kind)) = &self.latest
            && *latest == id
        {
            return Ok(kind.clone());
        }
        let kind = match self.rows.entry(id.raw())? {
            Some(row) => EntryKindId::new(row.kind),
            None if id.is_check_in() => {
                in_calendar(id.date())?;
                let row = Some(EntryRow::check_in());
                self.make(Change::Entry(id.raw(), None, row))?;
                EntryKindId::DAY
            }
            None => return Err(RepositoryError::NoEntry(id)),
        };
        self.latest = Some((id, kind.clone()));
        Ok(kind)
    }

    fn checked(&mut self, kind: &EntryKindId, id: &ItemId, answer: &Answer) -> Result<Cell> {
        let catalogue = self.catalogue()?;
        let item = catalogue
            .item(id.as_str())
            .ok_or_else(|| RepositoryError::NoItem(id.clone()))?;
        if !catalogue.kinds_of(item).contains(kind) {
            return Err(RepositoryError::WrongKind {
                item: id.clone(),
                kind: kind.clone(),
            });
        }
        Ok(answer
            .clone()
            .checked(item)?
            .to_cell()
            .map_err(AnswerError::of(item))?)
    }

    /// Takes an answer back. A check-in without answers is no check-in.
    fn clear(&mut self, id: EntryId, item: &ItemId) -> Result<()> {
        let Some(row) = self.rows.entry(id.raw())? else {
            return if id.is_check_in() {
                Ok(())
            } else {
                Err(RepositoryError::NoEntry(id))
            };
        };
        let before = self.rows.answer(id.raw(), item.as_str())?;
        self.make(Change::Answer(id.raw(), item.clone(), before, None))?;
        self.forget_imported(id, item)?;
        if id.is_check_in() && self.rows.answers(id.raw())?.is_empty() {
            self.latest = None;
            self.make(Change::Entry(id.raw(), Some(row), None))?;
        }
        Ok(())
    }

    fn add(&mut self, new: &NewEntry) -> Result<()> {
        if new.kind.is_day() || self.catalogue()?.entry_kind(&new.kind).is_none() {
            return Err(RepositoryError::NoKind(new.kind.clone()));
        }
        let id = free_place(self.rows.db, new.date)?;
        let uid = match &new.uid {
            Some(uid) if self.named(uid)?.is_some() => {
                return Err(RepositoryError::UidTaken(uid.clone()));
            }
            Some(uid) => uid.clone(),
            None => self.new_uid()?,
        };
        let row = EntryRow {
            kind: SmolStr::new(new.kind.as_str()),
            time: new.time.map(written),
            uid: Some(uid),
            source: new.source.clone(),
        };
        self.make(Change::Entry(id.raw(), None, Some(row)))?;
        for (item, answer) in &new.answers {
            let cell = self.checked(&new.kind, item, answer)?;
            self.make(Change::Answer(id.raw(), item.clone(), None, Some(cell)))?;
        }
        Ok(())
    }

    fn remove(&mut self, id: EntryId) -> Result<()> {
        let Some(row) = self.rows.entry(id.raw())? else {
            return Err(RepositoryError::NoEntry(id));
        };
        self.latest = None;
        if id.is_check_in() {
            self.rows.set(imported::row(id.date(), &[]))?;
        }
        Ok(self.rows.remove_entry(id.raw(), row)?)
    }

    fn relocate(&mut self, id: EntryId, date: NaiveDate, time: Option<NaiveTime>) -> Result<()> {
        if id.is_check_in() {
            return Err(RepositoryError::CheckIn(id.date()));
        }
        let before = self.rows.entry(id.raw())?;
        let before = before.ok_or(RepositoryError::NoEntry(id))?;
        let after = EntryRow {
            time: time.map(written),
            ..before.clone()
        };
        // Another date means another number.
        let place = match date == id.date() {
            true => id,
            false => free_place(self.rows.db, date)?,
        };
        self.latest = None;
        Ok(self.rows.move_entry(id.raw(), before, place.raw(), after)?)
    }

    fn own_item(&mut self, id: &ItemId, spec: &ItemSpec) -> Result<()> {
        let item = Catalogue::built_in().own_item(id, spec)?;
        let before = self.settings()?.own.insert(id.clone(), spec.clone());
        if let Some(before) = before {
            let same_kind = discriminant(&before.kind) == discriminant(&spec.kind);
            self.check_answers(&item, same_kind)?;
        }
        self.set(settings::own_row(id, spec))?;
        self.catalogue = None;
        Ok(())
    }

    /// Whether every answer to an item is one that it can have when it has changed so; another
    /// kind of item would give another meaning to all of them.
    fn check_answers(&self, item: &Item, same_kind: bool) -> Result<()> {
        let kinds = Catalogue::built_in().kinds_of(item);
        let mut rows = self.rows.db.prepare_cached(
            "SELECT DISTINCT value, kind FROM answer JOIN entry ON entry.id = answer.entry
             WHERE item = ?1",
        )?;
        let mut rows = rows.query([item.id.as_str()])?;
        while let Some(row) = rows.next()? {
            let kind = EntryKindId::new(row.get_ref(1)?.as_str()?);
            let fits = same_kind
                && kinds.contains(&kind)
                && value::decode(item, row.get_ref(0)?)?
                    .is_some_and(|answer| answer.checked(item).is_ok());
            if !fits {
                return Err(RepositoryError::InUse {
                    item: item.id.clone(),
                    value: row.get::<_, Cell>(0)?.to_string(),
                });
            }
        }
        Ok(())
    }

    fn change_item(&mut self, item: &ItemId, change: Option<&ItemOverride>) -> Result<()> {
        let standing = self.settings()?;
        if !standing.own.contains_key(item) && Catalogue::built_in().item(item.as_str()).is_none() {
            return Err(RepositoryError::NoItem(item.clone()));
        }
        match change {
            Some(change) => standing.overrides.insert(item.clone(), change.clone()),
            None => standing.overrides.remove(item),
        };
        self.set(settings::override_row(item, change))?;
        self.catalogue = None;
        Ok(())
    }

    fn profile(&mut self, profile: &Profile) -> Result<()> {
        // Only what differs from what stands: a field a newer program wrote may mean more.
        let standing = settings::profile_rows(&Settings::read(self.rows.db)?.profile);
        for (row, before) in settings::profile_rows(profile).into_iter().zip(standing) {
            if row != before {
                self.set(row)?;
            }
        }
        Ok(())
    }

    fn set(&mut self, row: (SmolStr, Option<String>)) -> Result<()> {
        Ok(self.rows.set(row)?)
    }

    fn new_uid(&self) -> Result<SmolStr> {
        let uid: String = self
            .rows
            .db
            .prepare_cached("SELECT lower(hex(randomblob(8)))")?
            .query_row([], |row| row.get(0))?;
        Ok(uid.into())
    }
}

fn written(time: NaiveTime) -> SmolStr {
    time.format("%H:%M").to_string().into()
}

/// A free number of a date: the one behind its entries or, where that is the last, the first between
/// them.
pub(crate) fn free_place(db: &Connection, date: NaiveDate) -> Result<EntryId> {
    in_calendar(date)?;
    let last: Option<i64> = db
        .prepare_cached("SELECT max(id) FROM entry WHERE id BETWEEN ?1 AND ?2")?
        .query_row(bounds(date), |row| row.get(0))?;
    let n = last.map_or(0, |last| last % EntryId::PER_DAY);
    let place = match EntryId::behind(date, n) {
        None => place_between(db, date)?,
        behind => behind,
    };
    place.ok_or(RepositoryError::DayFull(date))
}

/// The first free number between the entries of a date.
fn place_between(db: &Connection, date: NaiveDate) -> Result<Option<EntryId>> {
    let before: i64 = db
        .prepare_cached(
            "SELECT min(id) FROM
               (SELECT ?1 AS id UNION ALL SELECT id FROM entry WHERE id BETWEEN ?1 AND ?2) AS taken
             WHERE NOT EXISTS (SELECT 1 FROM entry WHERE entry.id = taken.id + 1)",
        )?
        .query_row(bounds(date), |row| row.get(0))?;
    Ok(EntryId::behind(date, before % EntryId::PER_DAY))
}

/// The first number of a date and the last.
fn bounds(date: NaiveDate) -> [i64; 2] {
    [EntryId::check_in(date), EntryId::last_of(date)].map(EntryId::raw)
}

fn in_calendar(date: NaiveDate) -> Result<()> {
    if DateRange::CALENDAR.contains(date) {
        Ok(())
    } else {
        Err(RepositoryError::Date(date))
    }
}
