//! Giving a diary a passphrase, another one, or none.
//!
//! The diary is written to a new file in the same folder, compared with what stands, synced, and
//! renamed over it. Killed at any moment, the file of the diary's name is whole: the old one or the
//! new one. What is left of an unfinished one goes when the diary is next opened.
//!
//! A first passphrase is the diary's before it is its copies': what is left plain beside it is known
//! for that, and encrypted by whoever writes next. Another one, or none, is the diary's last: as long as
//! it is not, the diary opens as it did, and the same conversion again does the rest.

use std::fs::{File, OpenOptions};
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::beside::{Kind, Made, made};
use super::plain::is_plain;
use crate::repository::raw::{
    CONVERTING, Result, beside, private_file, read_only, read_write, restamp, schema_version,
    sync_folder, verify,
};
use crate::repository::{Passphrase, Problem, RepositoryError};

/// The diary's name, and everything a person wrote; the rest follows from it and from the catalogue.
/// A copy of an earlier version need not have all of them.
const TABLES: [&str; 7] = [
    "diary",
    "entry",
    "answer",
    "setting",
    "operation",
    "change",
    "draft",
];

/// Rewrites the diary under another passphrase, or none, and its copies, and files that were set
/// aside. Nothing may have it open. Hands back those that stayed as they were.
///
/// # Errors
/// [`RepositoryError`] when it cannot be opened with the passphrase it has, or not be written;
/// [`RepositoryError::Busy`] when another program has it open. Then the diary is as it was.
pub fn convert(
    path: &Path,
    from: Option<&Passphrase>,
    to: Option<&Passphrase>,
) -> Result<Vec<PathBuf>> {
    if !cfg!(feature = "encryption") {
        return Err(RepositoryError::Unencrypted(path.to_owned()));
    }
    std::fs::metadata(path).map_err(|e| RepositoryError::io(path, e))?;
    // Which copies there are is known before anything is changed.
    let (made, refused) = made(path);
    if let Some(error) = refused.into_iter().next() {
        return Err(error);
    }
    let refused = |error: RepositoryError| error.at_opening(path, from);
    let diary = Anew::of(path, from, to).map_err(refused)?;
    let convert_made = || {
        let left = made
            .into_iter()
            .filter(|made| !is_converted(made, from, to));
        left.map(|made| made.path).collect()
    };
    if from.is_none() {
        diary.put().map_err(refused)?;
        return Ok(convert_made());
    }
    let left = convert_made();
    diary.put().map_err(refused)?;
    Ok(left)
}

/// Rewrites a file beside the diary, or removes it where it is half made; whether nothing of it is left
/// to do.
fn is_converted(made: &Made, from: Option<&Passphrase>, to: Option<&Passphrase>) -> bool {
    let is_whole = matches!(made.kind, Kind::Copy | Kind::Aside);
    match from {
        // What holds nothing to read needs no passphrase.
        None if is_plain(made).is_ok_and(|plain| !plain) => true,
        None if made.kind == Kind::HalfMade => erase(&made.path).is_ok(),
        // One that was cut off, or another program, may have done it.
        _ if is_whole => {
            convert_file(&made.path, from, to).is_ok() || read_only(&made.path, to).is_ok()
        }
        // A log goes with the file it belongs to.
        None => is_plain(made).is_ok_and(|plain| !plain),
        Some(_) => true,
    }
}

/// Rewrites a file under another passphrase, or none, and puts it in place of the old one.
pub(super) fn convert_file(
    path: &Path,
    from: Option<&Passphrase>,
    to: Option<&Passphrase>,
) -> Result<()> {
    Anew::of(path, from, to)?.put()
}

/// A file that was written under another passphrase, or none, and is not in its place yet. Until then
/// all other programs are locked out of the old one; when it is dropped instead, nothing is left of it.
struct Anew {
    path: PathBuf,
    new: PathBuf,
    was_plain: bool,
    old: Connection,
}

impl Anew {
    fn of(path: &Path, from: Option<&Passphrase>, to: Option<&Passphrase>) -> Result<Self> {
        // A link stays a link.
        let path = path
            .canonicalize()
            .map_err(|e| RepositoryError::io(path, e))?;
        let old = read_write(&path, from)?;
        if schema_version(&old, &path)? == 0 {
            return Err(RepositoryError::NotADiary(path));
        }
        alone(&old)?;
        let anew = Self {
            new: beside(&path, CONVERTING),
            path,
            was_plain: from.is_none(),
            old,
        };
        write(&anew.old, &anew.new, to)
            .and_then(|()| verify(&anew.new, to))
            .map_err(|error| error.at(&anew.path))?;
        Ok(anew)
    }

    fn put(self) -> Result<()> {
        let refused = |error| RepositoryError::io(&self.path, error);
        let old = OpenOptions::new().write(true).open(&self.path);
        let old = old.map_err(refused)?;
        std::fs::rename(&self.new, &self.path).map_err(refused)?;
        sync_folder(&self.path).map_err(refused)?;
        if self.was_plain {
            // On disks that write elsewhere this reaches nothing; on others nothing is left.
            let _ = overwrite(old);
        }
        Ok(())
    }
}

impl Drop for Anew {
    fn drop(&mut self) {
        // In its place it has this name no more.
        let _ = std::fs::remove_file(&self.new);
    }
}

/// Locks all other programs out, and brings the last changes from the log into the file.
fn alone(db: &Connection) -> Result<()> {
    db.execute_batch("PRAGMA main.locking_mode = EXCLUSIVE")?;
    db.query_row("PRAGMA main.journal_mode = DELETE", [], |_| Ok(()))?;
    // In this mode a lock once taken is kept.
    Ok(db.execute_batch("BEGIN EXCLUSIVE; COMMIT")?)
}

fn write(db: &Connection, new: &Path, to: Option<&Passphrase>) -> Result<()> {
    let _ = std::fs::remove_file(new);
    private_file(new).map_err(|e| RepositoryError::io(new, e))?;
    let name = new.to_str().ok_or_else(|| RepositoryError::Io {
        path: new.to_owned(),
        source: "its name is not UTF-8".into(),
    })?;
    db.execute("ATTACH ?1 AS converted KEY ''", [name])?;
    if let Some(to) = to {
        to.unlock(db, c"converted")?;
    }
    // If anything goes wrong, the new file is thrown away: it needs no journal.
    db.execute_batch("PRAGMA converted.journal_mode = OFF; PRAGMA converted.synchronous = OFF;")?;
    db.query_row("SELECT sqlcipher_export('converted')", [], |_| Ok(()))
        .map_err(|error| exporting(error, new))?;
    for pragma in ["application_id", "user_version"] {
        let number: i64 = db.pragma_query_value(None, pragma, |row| row.get(0))?;
        db.pragma_update(Some("converted"), pragma, number)?;
    }
    for table in TABLES {
        if !db.table_exists(Some("main"), table)? {
            continue;
        }
        let differ: bool = db.query_row(
            &format!(
                "SELECT (SELECT count(*) FROM main.{table})
                     <> (SELECT count(*) FROM converted.{table})
                     OR EXISTS (SELECT * FROM main.{table} EXCEPT SELECT * FROM converted.{table})"
            ),
            [],
            |row| row.get(0),
        )?;
        if differ {
            return Err(RepositoryError::Copy {
                path: new.to_owned(),
                detail: Problem::OtherTable(table.to_string()).into(),
            });
        }
    }
    restamp(db, "converted")?;
    db.execute_batch("DETACH converted")?;
    let synced = File::open(new).and_then(|file| file.sync_all());
    synced.map_err(|e| RepositoryError::io(new, e))
}

/// What went wrong in an export, of which SQLCipher hands on SQLite's words but not their number.
fn exporting(error: rusqlite::Error, new: &Path) -> RepositoryError {
    let path = new.to_owned();
    match error.to_string().as_str() {
        "database or disk is full" => RepositoryError::Full(path),
        "disk I/O error" => RepositoryError::Io {
            path,
            source: error.into(),
        },
        _ => error.into(),
    }
}

/// Removes a file, and overwrites what it held.
pub(super) fn erase(path: &Path) -> std::io::Result<()> {
    let file = OpenOptions::new().write(true).open(path)?;
    std::fs::remove_file(path)?;
    let _ = overwrite(file);
    Ok(())
}

/// Overwrites a file that has no name any more. Under another name it may be somebody's own copy.
fn overwrite(mut file: File) -> std::io::Result<()> {
    let found = file.metadata()?;
    #[cfg(unix)]
    if std::os::unix::fs::MetadataExt::nlink(&found) > 0 {
        return Ok(());
    }
    let zeros = [0; 1 << 16];
    let mut left = found.len();
    file.rewind()?;
    while left > 0 {
        let part = left.min(zeros.len() as u64);
        file.write_all(&zeros[..part as usize])?;
        left -= part;
    }
    file.sync_all()
}
