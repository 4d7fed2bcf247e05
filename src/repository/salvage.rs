//! Whatever can still be read of a damaged diary.
//!
//! The days are read in ever smaller stretches around what cannot be read. What is missing then is
//! looked for in the index of answers and in the log of acts, which hold much of it once more.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use rusqlite::{Connection, params};
use smol_str::SmolStr;

use super::change::{Change, EntryRow, Recorder};
use super::settings::STAMP;
use super::value::Cell;
use super::{Passphrase, RepositoryError, Result, open};
use crate::diary::{Catalogue, EntryId, EntryKindId, ItemId};

/// What was read of a damaged diary.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Salvaged {
    /// How many entries.
    pub entries: usize,
    /// How many answers.
    pub answers: usize,
    /// How many of the answers were found in the index or the log of acts only.
    pub found_elsewhere: usize,
    /// What could not be read, in words.
    pub lost: Vec<String>,
}

/// Deciphering anew takes its time: after so many failures the rest is given up.
const MOST_FAILURES: usize = 400;
const MOST_FAILURES_ENCRYPTED: usize = 50;

/// Everything that was read.
#[derive(Default)]
pub(super) struct Rows {
    entries: BTreeMap<i64, EntryRow>,
    answers: BTreeMap<(i64, ItemId), Cell>,
    settings: BTreeMap<SmolStr, String>,
    pub told: Salvaged,
}

/// Reads what can be read.
pub(super) fn read(path: &Path, key: Option<&Passphrase>) -> Result<Rows> {
    let mut wreck = Wreck {
        path,
        key,
        db: open::read_only(path, key)?,
    };
    let mut rows = Rows::default();
    let years = NaiveDate::from_ymd_opt(1900, 1, 1).zip(NaiveDate::from_ymd_opt(2199, 12, 31));
    let (first, last) = years.unwrap_or_default();
    let all = (EntryId::check_in(first).raw(), EntryId::last_of(last).raw());

    let mut lost_days = BTreeSet::new();
    let entries = wreck.read(all, &mut |db, (first, last)| {
        db.prepare_cached(
            "SELECT id, kind, time, uid, source FROM entry WHERE id BETWEEN ?1 AND ?2",
        )?
        .query_map([first, last], |row| {
            let text = |at| {
                let text = row.get_ref(at)?.as_str_or_null()?;
                Ok::<_, rusqlite::Error>(text.map(SmolStr::new))
            };
            let entry = EntryRow {
                kind: SmolStr::new(row.get_ref(1)?.as_str()?),
                time: text(2)?,
                uid: text(3)?,
                source: text(4)?,
            };
            Ok((row.get(0)?, entry))
        })?
        .collect()
    })?;
    rows.entries = entries.0.into_iter().collect();
    lost_days.extend(entries.1);
    let answers = wreck.read(all, &mut |db, (first, last)| {
        db.prepare_cached("SELECT entry, item, value FROM answer WHERE entry BETWEEN ?1 AND ?2")?
            .query_map([first, last], answer)?
            .collect()
    })?;
    rows.answers = answers.0.into_iter().collect();
    lost_days.extend(answers.1);

    let before = rows.answers.len();
    wreck.look_in_index(&lost_days, &mut rows)?;
    wreck.look_in_log(&lost_days, &mut rows);
    wreck.settings(&mut rows);
    // The check-in of a day is all in its number.
    for (entry, _) in rows.answers.keys() {
        if EntryId::from_raw(*entry).is_some_and(EntryId::is_check_in) {
            rows.entries.entry(*entry).or_insert_with(|| EntryRow {
                kind: SmolStr::new(EntryKindId::DAY.as_str()),
                time: None,
                uid: None,
                source: None,
            });
        }
    }
    let entries = &rows.entries;
    rows.answers
        .retain(|(entry, _), _| entries.contains_key(entry));
    rows.told.found_elsewhere = rows.answers.len().saturating_sub(before);
    rows.told.entries = rows.entries.len();
    rows.told.answers = rows.answers.len();
    tell_days(&lost_days, &mut rows.told);
    Ok(rows)
}

/// Writes what was read as one act; what the catalogue or the file refuses is told of.
pub(super) fn write(
    db: &Connection,
    catalogue: &Catalogue,
    rows: &mut Rows,
) -> Result<Vec<Change>> {
    let mut recorder = Recorder::new(db);
    let settings = std::mem::take(&mut rows.settings).into_iter();
    let entries = std::mem::take(&mut rows.entries).into_iter();
    let answers = std::mem::take(&mut rows.answers).into_iter();
    let changes = settings
        .map(|(key, value)| Change::Setting(key, None, Some(value)))
        .chain(entries.map(|(id, row)| Change::Entry(id, None, Some(row))))
        .chain(answers.map(|((entry, item), cell)| Change::Answer(entry, item, None, Some(cell))));
    for change in changes {
        let what = change
            .entry()
            .map_or_else(|| "a setting".into(), |entry| entry.to_string());
        if let Err(error) = recorder.make(change, catalogue) {
            rows.told.lost.push(format!("{what}: {error}"));
        }
    }
    super::finish(recorder).map(|(changes, _)| changes)
}

/// Days one after the other are told of as a stretch.
fn tell_days(days: &BTreeSet<NaiveDate>, told: &mut Salvaged) {
    let mut stretches: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for day in days {
        match stretches.last_mut() {
            Some((_, last)) if last.succ_opt() == Some(*day) => *last = *day,
            _ => stretches.push((*day, *day)),
        }
    }
    for (first, last) in stretches {
        told.lost.push(if first == last {
            format!("not all of {first} could be read")
        } else {
            format!("not all of {first} to {last} could be read")
        });
    }
}

fn answer(row: &rusqlite::Row<'_>) -> rusqlite::Result<((i64, ItemId), Cell)> {
    let item = ItemId::new(row.get_ref(1)?.as_str()?);
    Ok(((row.get(0)?, item), row.get(2)?))
}

/// A damaged file.
struct Wreck<'a> {
    path: &'a Path,
    key: Option<&'a Passphrase>,
    db: Connection,
}

type Range = (i64, i64);

impl Wreck<'_> {
    /// Reads a range in ever smaller stretches; hands back what was read, and the days that could
    /// not be.
    fn read<T>(
        &mut self,
        range: Range,
        read: &mut impl FnMut(&Connection, Range) -> rusqlite::Result<Vec<T>>,
    ) -> Result<(Vec<T>, Vec<NaiveDate>)> {
        let (mut rows, mut lost, mut failures) = (Vec::new(), Vec::new(), 0);
        let mut todo = vec![range];
        while let Some((first, last)) = todo.pop() {
            let Err(_) = read(&self.db, (first, last)).map(|read| rows.extend(read)) else {
                continue;
            };
            failures += 1;
            // What failed once can fail all that follows, until the file is opened anew.
            self.db = open::read_only(self.path, self.key)?;
            let (day, last_day) = (first / EntryId::PER_DAY, last / EntryId::PER_DAY);
            let most = match self.key {
                Some(_) => MOST_FAILURES_ENCRYPTED,
                None => MOST_FAILURES,
            };
            if day == last_day || failures > most {
                let days =
                    (day..=last_day).filter_map(|day| EntryId::from_raw(day * EntryId::PER_DAY));
                lost.extend(days.map(EntryId::date));
            } else {
                let middle = day + (last_day - day) / 2;
                let end = middle * EntryId::PER_DAY + EntryId::PER_DAY - 1;
                todo.extend([(end + 1, last), (first, end)]);
            }
        }
        Ok((rows, lost))
    }

    /// The index of answers holds every answer once more, by item.
    fn look_in_index(&mut self, days: &BTreeSet<NaiveDate>, rows: &mut Rows) -> Result<()> {
        let bounds = days.first().zip(days.last());
        let Some((first, last)) = bounds else {
            return Ok(());
        };
        let range = (
            EntryId::check_in(*first).raw(),
            EntryId::last_of(*last).raw(),
        );
        for item in Catalogue::built_in().items() {
            let (found, _) = self.read(range, &mut |db, (first, last)| {
                db.prepare_cached(
                    "SELECT entry, item, value FROM answer INDEXED BY answer_item
                     WHERE item = ?1 AND entry BETWEEN ?2 AND ?3",
                )?
                .query_map(params![item.id.as_str(), first, last], answer)?
                .collect()
            })?;
            for (place, cell) in found {
                rows.answers.entry(place).or_insert(cell);
            }
        }
        Ok(())
    }

    /// The log of acts tells how rows became what they are.
    fn look_in_log(&mut self, days: &BTreeSet<NaiveDate>, rows: &mut Rows) {
        let last: i64 = self
            .db
            .query_row(
                "SELECT seq FROM (SELECT max(id) AS seq FROM operation)",
                [],
                |row| row.get(0),
            )
            .unwrap_or(0);
        let (mut entries, mut answers) = (BTreeMap::new(), BTreeMap::new());
        for id in 1..=last {
            let changes: rusqlite::Result<String> = self
                .db
                .prepare_cached("SELECT changes FROM operation WHERE id = ?1 AND state = 'done'")
                .and_then(|mut query| query.query_row([id], |row| row.get(0)));
            let changes = changes
                .ok()
                .and_then(|text| serde_json::from_str::<Vec<Change>>(&text).ok());
            for change in changes.into_iter().flatten() {
                if !change
                    .entry()
                    .is_some_and(|entry| days.contains(&entry.date()))
                {
                    continue;
                }
                match change {
                    Change::Entry(id, _, after) => drop(entries.insert(id, after)),
                    Change::Answer(entry, item, _, after) => {
                        drop(answers.insert((entry, item), after))
                    }
                    Change::Setting(..) => {}
                }
            }
        }
        for (id, row) in entries {
            if let Some(row) = row {
                rows.entries.entry(id).or_insert(row);
            }
        }
        for (place, cell) in answers {
            if let Some(cell) = cell {
                rows.answers.entry(place).or_insert(cell);
            }
        }
    }

    fn settings(&mut self, rows: &mut Rows) {
        let read: rusqlite::Result<BTreeMap<_, _>> = self
            .db
            .prepare("SELECT key, value FROM setting WHERE key <> ?1")
            .and_then(|mut query| {
                let read = query.query_map([STAMP], |row| {
                    Ok((SmolStr::new(row.get_ref(0)?.as_str()?), row.get(1)?))
                })?;
                read.collect()
            });
        match read {
            Ok(settings) => rows.settings = settings,
            Err(error) => rows
                .told
                .lost
                .push(format!("settings and own items: {error}")),
        }
    }
}

impl From<Rows> for Salvaged {
    fn from(rows: Rows) -> Self {
        rows.told
    }
}

/// Nothing of a file that is no database can be read.
pub(super) fn refuse_nothing(rows: &Rows, path: &Path) -> Result<()> {
    if rows.entries.is_empty() && !rows.told.lost.is_empty() {
        return Err(RepositoryError::Damaged {
            path: path.to_owned(),
            detail: "nothing of it can be read".into(),
        });
    }
    Ok(())
}
