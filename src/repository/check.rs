//! Whether the file is whole.

use rusqlite::Connection;

use super::{CheckReport, Result};
use crate::diary::Catalogue;

/// What SQLite finds wrong with its pages, indexes and references.
pub(super) fn pages(db: &Connection) -> Result<Vec<String>> {
    let mut problems: Vec<String> = db
        .prepare("PRAGMA integrity_check")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    problems.retain(|problem| problem != "ok");
    Ok(problems)
}

/// Checks the whole file.
pub(super) fn check(db: &Connection, _catalogue: &Catalogue) -> Result<CheckReport> {
    Ok(CheckReport {
        problems: pages(db)?,
        ..CheckReport::default()
    })
}
