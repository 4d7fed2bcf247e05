//! Whether the file is whole.

use rusqlite::types::FromSql;
use rusqlite::{Connection, ErrorCode};

use crate::diary::{Catalogue, EntryId, EntryKindId};
use crate::repository::raw::{
    Cell, Change, Result, decode, file_is_private, is_readable, problems,
};
use crate::repository::{Problem, Repository, RepositoryError};

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

/// Checks the file's pages, indexes and references, and whether every row means something.
///
/// # Errors
/// [`RepositoryError::Damaged`] when the file is so broken that it cannot be looked through.
pub fn check(diary: &Repository) -> Result<CheckReport> {
    diary.ask(|db| whole(db, diary.catalogue()))
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

fn whole(db: &Connection, catalogue: &Catalogue) -> Result<CheckReport> {
    let mut report = CheckReport {
        problems: problems(db, "PRAGMA integrity_check")?,
        ..CheckReport::default()
    };
    match rows(db, catalogue, &mut report) {
        // The pages are reported already, and how far the rows could be read is in the counts.
        Err(RepositoryError::Sqlite(error)) if !report.problems.is_empty() => {
            report.problems.push(Problem::Rows(error.to_string()));
        }
        outcome => outcome?,
    }
    Ok(report)
}

fn count(db: &Connection, sql: &str) -> Result<u64> {
    let count: i64 = db.query_row(sql, [], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

fn rows(db: &Connection, catalogue: &Catalogue, report: &mut CheckReport) -> Result<()> {
    entries(db, catalogue, report)?;
    answers(db, catalogue, report)?;
    settings(db, report)?;
    operations(db, report)?;
    words(db, report)
}

fn entries(db: &Connection, catalogue: &Catalogue, report: &mut CheckReport) -> Result<()> {
    let mut rows =
        db.prepare("SELECT id, kind, EXISTS (SELECT 1 FROM answer WHERE entry = id) FROM entry")?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        report.entries += 1;
        let (id, kind, answered): (i64, String, bool) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let problem = match EntryId::from_raw(id) {
            None => Problem::NoDate(id),
            Some(entry) if catalogue.entry_kind(&EntryKindId::new(&kind)).is_none() => {
                Problem::UnknownKind { entry, kind }
            }
            Some(id) if id.is_check_in() && !answered => Problem::EmptyCheckIn(id),
            Some(_) => continue,
        };
        report.problems.push(problem);
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
        let (entry, item): (i64, String) = (row.get(0)?, row.get(1)?);
        let entry = EntryId::from_raw(entry).map_or_else(|| entry.to_string(), |id| id.to_string());
        let value = row.get_ref(2)?;
        let problem = match catalogue.item(&item) {
            None => Problem::UnknownItem { entry, item },
            Some(known) => match decode(known, value).map(|answer| answer.checked(known)) {
                None => {
                    let value =
                        Cell::column_result(value).map_or_else(|_| "?".into(), |v| v.to_string());
                    Problem::NoAnswer { entry, item, value }
                }
                Some(Err(why)) => Problem::Answer { entry, why },
                Some(Ok(_)) => match row.get_ref(3)?.as_str() {
                    Ok(kind) if !catalogue.kinds_of(known).contains(&kind.into()) => {
                        let kind = kind.to_owned();
                        Problem::WrongKind { entry, item, kind }
                    }
                    // Without an entry it is reported with the references.
                    _ => continue,
                },
            },
        };
        report.problems.push(problem);
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

fn operations(db: &Connection, report: &mut CheckReport) -> Result<()> {
    let mut rows = db.prepare("SELECT id, changes FROM operation")?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        if serde_json::from_str::<Vec<Change>>(row.get_ref(1)?.as_str()?).is_err() {
            let id: i64 = row.get(0)?;
            report.problems.push(Problem::Operation(id));
        }
    }
    Ok(())
}

/// SQLite compares the index with the notes as a form of writing, though nothing is written.
fn words(db: &Connection, report: &mut CheckReport) -> Result<()> {
    if db.is_readonly("main")? {
        return Ok(());
    }
    let compared = db.execute(
        "INSERT INTO words (words, rank) VALUES ('integrity-check', 1)",
        [],
    );
    match compared {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => {
            report.problems.push(Problem::Index);
            Ok(())
        }
        // Who only looks does not write this either.
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::ReadOnly) => Ok(()),
        compared => Ok(compared.map(|_| ())?),
    }
}
