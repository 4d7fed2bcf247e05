//! A verified copy of the file, made while it is in use.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::Backup;

use super::error::{RepositoryError, Result};
use super::file::{beside, private_file, sync_folder};
use super::open;
use super::passphrase::Passphrase;
use super::problem::Problem;

/// Writes a copy to a path that does not exist yet, and verifies it.
///
/// The copy is made under another name and renamed when it is whole, so that a file of that name
/// is always a sound one.
pub(crate) fn copy(db: &Connection, key: Option<&Passphrase>, to: &Path) -> Result<()> {
    if to.symlink_metadata().is_ok() {
        return Err(RepositoryError::Exists(to.to_owned()));
    }
    let partial = beside(to, ".partial");
    // Left over from a copy that was interrupted.
    let _ = std::fs::remove_file(&partial);
    // What is said against it is said of the copy.
    private_file(&partial).map_err(|e| RepositoryError::making(to, e))?;
    let made = write(db, key, &partial)
        .map_err(|error| error.at(to))
        .and_then(|()| {
            std::fs::rename(&partial, to)
                .and_then(|()| sync_folder(to))
                .map_err(|e| RepositoryError::io(to, e))
        });
    if made.is_err() {
        let _ = std::fs::remove_file(&partial);
    }
    made
}

/// Writes a copy beside the diary before its schema takes the step to another version.
pub(super) fn before_step(
    db: &Connection,
    key: Option<&Passphrase>,
    path: &Path,
    version: usize,
) -> Result<()> {
    let mut number = 1;
    loop {
        let again = match number {
            1 => String::new(),
            n => format!("-{n}"),
        };
        let name = format!("{BEFORE_STEP}{version}{again}.db");
        match copy(db, key, &beside(path, &name)) {
            // An older copy is of another time, and stays.
            Err(RepositoryError::Exists(_)) => number += 1,
            made => return made,
        }
    }
}

/// Stands in the names of the copies that [`before_step`] makes, behind the diary's.
pub(crate) const BEFORE_STEP: &str = ".before-v";

fn write(db: &Connection, key: Option<&Passphrase>, to: &Path) -> Result<()> {
    let mut copy = open::read_write(to, key)?;
    let copied = Backup::new(db, &mut copy)?
        .run_to_completion(1024, Duration::from_millis(5), None)
        .map_err(RepositoryError::from);
    copied.map_err(|error| error.seen_by(&copy, to))?;
    // One file that needs no other, wherever it is carried.
    copy.execute_batch("PRAGMA journal_mode = DELETE")?;
    drop(copy);
    verify(to, key)
}

/// Opens a copy as anybody would, and looks at all of it.
pub(crate) fn verify(copy: &Path, key: Option<&Passphrase>) -> Result<()> {
    let db = open::read_only(copy, key)?;
    match problems(&db, "PRAGMA integrity_check")?.into_iter().next() {
        None => Ok(()),
        Some(detail) => Err(RepositoryError::Copy {
            path: copy.to_owned(),
            detail: detail.into(),
        }),
    }
}

/// What one of SQLite's checks finds wrong with the file, and which references lead nowhere.
pub(crate) fn problems(db: &Connection, pragma: &str) -> Result<Vec<Problem>> {
    let found: Vec<String> = db
        .prepare(pragma)?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let found = found.into_iter().filter(|problem| problem != "ok");
    let mut problems: Vec<Problem> = found.map(Problem::Sqlite).collect();
    let mut broken = db.prepare("PRAGMA foreign_key_check")?;
    let mut broken = broken.query([])?;
    while let Some(row) = broken.next()? {
        let (table, missing): (String, String) = (row.get(0)?, row.get(2)?);
        problems.push(Problem::Reference { table, missing });
    }
    Ok(problems)
}
