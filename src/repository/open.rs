//! Opening: the file, who may read it, and how SQLite keeps it.

use std::fs::{File, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::connection::{immutable, open_with};
use super::error::{RepositoryError, Result};
use super::file::{Loss, beside, make_private, private_file, private_folder};
use super::footing::one_name;
use super::leftover::{Leftover, is_overwritten, settle};
use super::passphrase::Passphrase;
use super::problem::Problem;

/// How much of an encrypted diary is kept deciphered, in KiB: all of a long one, so that nothing is
/// deciphered twice.
const DECIPHERED: i64 = 64 << 10;

/// A file that was opened.
pub(super) struct Opened {
    pub db: Connection,
    /// Where a log is kept that lay beside it and was another file's.
    pub put_aside: Option<PathBuf>,
}

/// Opens a file to read and write, and creates it when there is none.
pub(crate) fn read_write(path: &Path, passphrase: Option<&Passphrase>) -> Result<Connection> {
    to_write(path, passphrase).map(|opened| opened.db)
}

/// Why SQLite will not write to a file: the system lets nobody, or a garbled header says so.
fn not_written(path: &Path) -> RepositoryError {
    match File::options().write(true).open(path) {
        Err(_) => RepositoryError::ReadOnly(path.to_owned()),
        Ok(_) => RepositoryError::Damaged {
            path: path.to_owned(),
            detail: Problem::NotAsWritten.into(),
            source: None,
        },
    }
}

/// Opens a file to look at it only.
pub(crate) fn read_only(path: &Path, passphrase: Option<&Passphrase>) -> Result<Connection> {
    let opened = to_look(path, passphrase)?;
    look_only(&opened.db)?;
    Ok(opened.db)
}

/// Opens a file to read and write, and creates it when there is none.
pub(super) fn to_write(path: &Path, passphrase: Option<&Passphrase>) -> Result<Opened> {
    usable(passphrase, path)?;
    create(path)?;
    make_private(path);
    let opened = connect(path, passphrase)?;
    if opened.db.is_readonly("main")? {
        drop(opened);
        return Err(not_written(path));
    }
    Ok(opened)
}

/// Opens a file to look at it, which [`look_only`] then makes sure of: SQLite has it open to write
/// where it may, because whoever closes it last has to write its log back.
pub(super) fn to_look(path: &Path, passphrase: Option<&Passphrase>) -> Result<Opened> {
    usable(passphrase, path)?;
    match std::fs::metadata(path) {
        Err(e) => return Err(RepositoryError::io(path, e)),
        Ok(found) => could_be_a_diary(path, &found)?,
    }
    let mut opened = connect(path, passphrase)?;
    let tables = "SELECT count(*) FROM sqlite_schema";
    match opened.db.query_row(tables, [], |_| Ok(())) {
        // Without a log there is nothing to index and nobody who could write.
        Err(error) if has_no_index(&error) => {
            if has_log(path) {
                return Err(RepositoryError::Unfinished(path.to_owned()));
            }
            opened.db = immutable(path, passphrase)?;
        }
        looked => looked?,
    }
    Ok(opened)
}

/// Whether SQLite could not make the index of its write-ahead log: in a folder that cannot be written to, or
/// on a full disk.
fn has_no_index(error: &rusqlite::Error) -> bool {
    match error.sqlite_error() {
        Some(error) => match error.code {
            ErrorCode::CannotOpen | ErrorCode::ReadOnly => true,
            _ => error.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE,
        },
        None => false,
    }
}

/// Opens a file that stands alone, to read it as it stands: nothing is written, nor looked for beside it.
pub(super) fn untouched(path: &Path, passphrase: Option<&Passphrase>) -> Result<Opened> {
    usable(passphrase, path)?;
    let found = std::fs::metadata(path).map_err(|e| RepositoryError::io(path, e))?;
    could_be_a_diary(path, &found)?;
    if has_log(path) {
        return Err(RepositoryError::Unwritten(path.to_owned()));
    }
    Ok(Opened {
        db: immutable(path, passphrase)?,
        put_aside: None,
    })
}

/// Whether something waits in a log beside a file to be written into it.
fn has_log(path: &Path) -> bool {
    // A link leads to where the log is.
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    std::fs::metadata(beside(&real, "-wal")).is_ok_and(|log| log.len() > 0)
}

/// Has SQLite refuse to write by a connection.
pub(super) fn look_only(db: &Connection) -> rusqlite::Result<()> {
    db.pragma_update(None, "query_only", true)
}

/// Refuses a passphrase that this program was built to know nothing of.
fn usable(passphrase: Option<&Passphrase>, path: &Path) -> Result<()> {
    match passphrase {
        Some(_) if !cfg!(feature = "encryption") => {
            Err(RepositoryError::Unencrypted(path.to_owned()))
        }
        _ => Ok(()),
    }
}

/// Refuses what SQLite would take for an empty database, a file of less than a page; what is no file
/// at all, and could let it wait for ever; and a file with several names.
fn could_be_a_diary(path: &Path, found: &Metadata) -> Result<()> {
    match found.len() {
        _ if found.is_dir() => Err(RepositoryError::Folder(path.to_owned())),
        _ if !found.is_file() => Err(RepositoryError::NotAFile(path.to_owned())),
        1..512 => Err(RepositoryError::NotADiary(path.to_owned())),
        _ => one_name(path),
    }
}

/// Opens a file, to write where it may be written to.
fn connect(path: &Path, key: Option<&Passphrase>) -> Result<Opened> {
    let leftover = settle(path, key)?;
    // An absolute path is never one of SQLite's special names, as ":memory:" or "file:…" are.
    let file = std::path::absolute(path).map_err(|e| RepositoryError::io(path, e))?;
    let access = OpenFlags::SQLITE_OPEN_READ_WRITE;
    let leave = leftover == Leftover::Unknown;
    let opened = open_with(&file, access, key, leave).and_then(|db| {
        if key.is_some() {
            db.pragma_update(None, "cache_size", -DECIPHERED)?;
        }
        Ok(db)
    });
    let db = opened.map_err(|error| {
        // SQLite says only that it cannot; the system says why.
        let why = File::open(path).err();
        why.map_or(error.into(), |why| RepositoryError::io(path, why))
    })?;
    let put_aside = match leftover {
        Leftover::PutAside(file) => Some(file),
        Leftover::InUse if is_overwritten(&db, path, key) => {
            let (path, loss) = (path.to_owned(), Loss::Overwritten);
            return Err(RepositoryError::Lost { path, loss });
        }
        Leftover::None | Leftover::InUse | Leftover::Unknown => None,
    };
    Ok(Opened { db, put_aside })
}

/// Makes an empty file that only its owner may read, before SQLite sees it; the files SQLite puts
/// beside it take over its permissions.
fn create(path: &Path) -> Result<()> {
    match std::fs::metadata(path) {
        Ok(found) => return could_be_a_diary(path, &found),
        Err(e) if e.kind() == ErrorKind::NotFound => {}
        Err(e) => return Err(RepositoryError::io(path, e)),
    }
    if let Some(parent) = path.parent() {
        private_folder(parent).map_err(|e| RepositoryError::io(path, e))?;
    }
    match private_file(path) {
        Err(e) if e.kind() == ErrorKind::AlreadyExists => Ok(()),
        made => made.map_err(|e| RepositoryError::io(path, e)),
    }
}

/// Sets how SQLite keeps the diary: a write-ahead log, synced with every act, and written back only when it
/// is told to; deleted words are overwritten.
pub(super) fn keep_safely(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA wal_autocheckpoint = 0;
         PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON;",
    )?;
    wait_for_the_disk(db, true)
}

/// Whether what is written from now on waits until it is on the disk: otherwise a power cut may take the
/// last of it.
pub(super) fn wait_for_the_disk(db: &Connection, wait: bool) -> rusqlite::Result<()> {
    db.pragma_update(None, "synchronous", if wait { "FULL" } else { "NORMAL" })
}
