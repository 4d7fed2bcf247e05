//! Whether the file is whole.

use rusqlite::types::FromSql;
use rusqlite::{Connection, ErrorCode};

use super::change::Change;
use super::value::{self, Cell};
use super::{RepositoryError, Result, settings};
use crate::diary::{Catalogue, EntryId, EntryKindId};

/// How an integrity check ended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckReport {
    /// What is wrong, in words; empty when all is well.
    pub problems: Vec<String>,
    /// How many entries were looked at.
    pub entries: u64,
    /// How many answers were looked at.
    pub answers: u64,
}

/// What SQLite finds wrong with its pages, indexes, constraints and references.
pub(super) fn pages(db: &Connection) -> Result<Vec<String>> {
    look(db, "PRAGMA integrity_check")
}

/// The same without comparing tables with their indexes.
pub(super) fn quick(db: &Connection) -> Result<CheckReport> {
    Ok(CheckReport {
        problems: look(db, "PRAGMA quick_check")?,
        entries: count(db, "SELECT count(*) FROM entry")?,
        answers: count(db, "SELECT count(*) FROM answer")?,
    })
}

/// Checks everything: pages, indexes, references, and whether each row means something.
pub(super) fn whole(db: &Connection, catalogue: &Catalogue) -> Result<CheckReport> {
    let mut report = CheckReport {
        problems: pages(db)?,
        ..CheckReport::default()
    };
    match rows(db, catalogue, &mut report) {
        // The pages have been told of already, and how far the rows could be read is in the counts.
        Err(RepositoryError::Sqlite(error)) if !report.problems.is_empty() => {
            report
                .problems
                .push(format!("not all rows can be read: {error}"));
        }
        outcome => outcome?,
    }
    Ok(report)
}

fn look(db: &Connection, pragma: &str) -> Result<Vec<String>> {
    let mut problems: Vec<String> = db
        .prepare(pragma)?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    problems.retain(|problem| problem != "ok");
    let mut broken = db.prepare("PRAGMA foreign_key_check")?;
    let mut broken = broken.query([])?;
    while let Some(row) = broken.next()? {
        let (table, missing): (String, String) = (row.get(0)?, row.get(2)?);
        problems.push(format!(
            "a row of {table} belongs to a row of {missing} that is not there"
        ));
    }
    Ok(problems)
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
            None => format!("entry {id} has no date"),
            Some(id) if catalogue.entry_kind(&EntryKindId::new(&kind)).is_none() => {
                format!("entry {id} is of a kind this twinge does not know: {kind}")
            }
            Some(id) if id.is_check_in() && !answered => format!("the check-in {id} is empty"),
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
            None => format!("{entry} answers \"{item}\", which this twinge does not know"),
            Some(known) => match value::decode(known, value).map(|answer| answer.checked(known)) {
                None => {
                    let value =
                        Cell::column_result(value).map_or_else(|_| "?".into(), |v| v.to_string());
                    format!("{entry} answers {item} with \"{value}\", which it cannot be")
                }
                Some(Err(error)) => format!("{entry}: {error}"),
                Some(Ok(_)) => match row.get_ref(3)?.as_str() {
                    Ok(kind) if !catalogue.kinds_of(known).contains(&kind.into()) => {
                        format!("{entry} answers {item}, which does not belong in a {kind} entry")
                    }
                    // Without an entry it was told of with the references.
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
        if !settings::is_readable(key, value) {
            report
                .problems
                .push(format!("the setting {key} cannot be read"));
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
            report.problems.push(format!(
                "operation {id} cannot be undone: its changes cannot be read"
            ));
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
            let problem = "the index of words differs from the notes: a search may miss some";
            report.problems.push(problem.into());
            Ok(())
        }
        compared => Ok(compared.map(|_| ())?),
    }
}
