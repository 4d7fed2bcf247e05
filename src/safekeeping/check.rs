//! Whether the file is whole.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use rusqlite::Connection;
use rusqlite::types::FromSql;
use smol_str::SmolStr;

use super::{meaning, rows};
use crate::diary::{Catalogue, EntryId};
use crate::repository::raw::{
    Cell, Change, EntryRow, Result, Way, each_change, file_is_private, is_readable, moment,
    one_state, problems,
};
use crate::repository::{Problem, Repository, RepositoryError};
use crate::sharing::rows::disagreeing;

/// How an integrity check ended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckReport {
    /// What is wrong; empty when all is well.
    pub problems: Vec<Problem>,
    /// How many entries were looked at.
    pub entries: u64,
    /// How many answers were looked at.
    pub answers: u64,
}

impl CheckReport {
    /// What shows that the file is not as it was written, if anything does.
    pub fn damage(self) -> Option<Problem> {
        self.problems.into_iter().find(Problem::is_damage)
    }
}

/// Checks the file's pages, indexes and references, whether every row means something, and whether it
/// is as the last act left it.
///
/// # Errors
/// [`RepositoryError::Damaged`] when the file is so broken that it cannot be looked through.
pub fn check(diary: &Repository) -> Result<CheckReport> {
    diary.ask(|db| whole(db, diary))
}

/// Checks the file's pages and references only, in about the time of reading it once: it does not
/// compare tables with their indexes.
///
/// # Errors
/// As [`check`].
pub fn quick_check(diary: &Repository) -> Result<CheckReport> {
    diary.ask(|db| {
        Ok::<_, RepositoryError>(CheckReport {
            problems: problems(db, "PRAGMA quick_check")?,
            entries: count(db, "SELECT count(*) FROM entry")?,
            answers: count(db, "SELECT count(*) FROM answer")?,
        })
    })
}

/// Whether only its owner may read the file.
pub fn is_private(diary: &Repository) -> bool {
    file_is_private(diary.path())
}

/// As [`check`], of a file that is open already.
pub(super) fn whole(db: &Connection, diary: &Repository) -> Result<CheckReport> {
    let _state = one_state(db)?;
    let mut report = CheckReport {
        problems: problems(db, "PRAGMA integrity_check")?,
        ..CheckReport::default()
    };
    if let Err(error) = look(db, diary.catalogue(), &mut report) {
        match error.at(diary.path()) {
            RepositoryError::Damaged { detail, .. } => {
                report.problems.push(Problem::Rows(detail.to_string()));
            }
            // The pages are reported already, and how far the rows could be read is in the counts.
            error if !report.problems.is_empty() => {
                report.problems.push(Problem::Rows(error.to_string()));
            }
            error => return Err(error),
        }
    }
    Ok(report)
}

fn count(db: &Connection, sql: &str) -> Result<u64> {
    let count: i64 = db.query_row(sql, [], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

fn look(db: &Connection, catalogue: &Catalogue, report: &mut CheckReport) -> Result<()> {
    entries(db, catalogue, report)?;
    answers(db, catalogue, report)?;
    settings(db, report)?;
    operations(db, report)?;
    shared(db, report)
}

/// Looks whether what other computers are told is what stands.
fn shared(db: &Connection, report: &mut CheckReport) -> Result<()> {
    let other = disagreeing(db)?.into_iter().map(Problem::NotAsShared);
    report.problems.extend(other);
    Ok(())
}

fn entries(db: &Connection, catalogue: &Catalogue, report: &mut CheckReport) -> Result<()> {
    let mut rows = db.prepare(
        "SELECT id, kind, time, uid, source, EXISTS (SELECT 1 FROM answer WHERE entry = id)
         FROM entry",
    )?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        report.entries += 1;
        let (id, answered) = (row.get(0)?, row.get(5)?);
        let row = EntryRow::read(row, 1)?;
        let problem = meaning::of_entry(catalogue, id, &row, answered);
        report.problems.extend(problem);
    }
    Ok(())
}

fn answers(db: &Connection, catalogue: &Catalogue, report: &mut CheckReport) -> Result<()> {
    let mut rows = db.prepare(
        "SELECT entry, item, value, kind FROM answer LEFT JOIN entry ON entry.id = answer.entry",
    )?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        report.answers += 1;
        let (item, value) = (row.get_ref(1)?.as_str()?, row.get_ref(2)?);
        // Without an entry it is reported with the references.
        let kind = row.get_ref(3)?.as_str_or_null()?;
        let value = Cell::column_result(value).ok();
        let problem = meaning::of_answer(catalogue, kind, row.get(0)?, item, value);
        report.problems.extend(problem);
    }
    Ok(())
}

fn settings(db: &Connection, report: &mut CheckReport) -> Result<()> {
    let mut rows = db.prepare("SELECT key, value FROM setting")?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        let (key, value) = (row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?);
        if !is_readable(key, value) {
            report.problems.push(Problem::Setting(key.to_owned()));
        }
    }
    Ok(())
}

/// Looks whether each act can be read, and whether entries and settings are as the last act left them:
/// much of them stands in no index, so nothing else would show that it changed.
fn operations(db: &Connection, report: &mut CheckReport) -> Result<()> {
    // Of each entry its number, and one that tells its rows apart, which is shorter than the row. A
    // timed entry is known by its lasting name: undone and brought back, it may have another number.
    let mut entries: BTreeMap<u64, (i64, u64)> = BTreeMap::new();
    let mut settings: BTreeMap<SmolStr, Option<String>> = BTreeMap::new();
    // A check-in comes and goes with its answers. Where some came from other computers, no act of them
    // says by itself whether it is there.
    let is_shared = db
        .prepare("SELECT 1 FROM operation WHERE origin IS NOT NULL")?
        .exists([])?;
    let mut acts = db.prepare("SELECT id, at, state = 'done' FROM operation ORDER BY id")?;
    let mut acts = acts.query([])?;
    while let Some(row) = acts.next()? {
        let id = row.get(0)?;
        if row.get_ref(1)?.as_str().ok().and_then(moment).is_none() {
            report.problems.push(Problem::OperationTime(id));
        }
        let stands = row.get::<_, bool>(2)?;
        let read = each_change(db, id, Way::On, |change| {
            match change {
                _ if !stands => {}
                Change::Entry(id, ..) if is_shared && id % EntryId::PER_DAY == 0 => {}
                Change::Entry(id, before, after) => {
                    let who = known_as(id, before.as_ref().or(after.as_ref()));
                    entries.insert(who, (id, row_of(id, after.as_ref())));
                }
                Change::Setting(key, _, after) => drop(settings.insert(key, after)),
                // Answers stand in an index once more.
                Change::Answer(..) | Change::Stays(_) => {}
            }
            Ok::<_, rusqlite::Error>(())
        });
        match read {
            Err(rusqlite::Error::FromSqlConversionFailure(..)) => {
                report.problems.push(Problem::Operation(id));
            }
            read => read?,
        }
    }
    let nothing = row_of(0, None);
    let mut rows = db.prepare("SELECT id, kind, time, uid, source FROM entry")?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        let (id, row) = (row.get(0)?, EntryRow::read(row, 1)?);
        let stands = row_of(id, Some(&row));
        if let Some((_, done)) = entries.get_mut(&known_as(id, Some(&row))) {
            *done = if *done == stands { nothing } else { stands };
        }
    }
    let other = entries.values().filter(|(_, row)| *row != nothing);
    let other = other.filter_map(|(id, _)| EntryId::from_raw(*id));
    report.problems.extend(other.map(Problem::NotAsDone));
    let stands = rows::settings(db)?;
    let other = settings
        .iter()
        .filter(|(key, value)| stands.get(*key) != value.as_ref());
    let other = other.map(|(key, _)| Problem::SettingNotAsDone(key.to_string()));
    report.problems.extend(other);
    Ok(())
}

/// A timed entry's lasting name; the number of a check-in.
fn known_as(id: i64, row: Option<&EntryRow>) -> u64 {
    match row.and_then(|row| row.uid.as_ref()) {
        Some(uid) => told_apart(uid),
        None => told_apart(id),
    }
}

/// What a row says of an entry, with its day; none is told apart from all.
fn row_of(id: i64, row: Option<&EntryRow>) -> u64 {
    told_apart(row.map(|row| (id.div_euclid(EntryId::PER_DAY), row)))
}

fn told_apart(what: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}
