//! Opening: the file, who may read it, and how SQLite keeps it.

use std::fs::{File, Metadata};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Once;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::error::{RepositoryError, Result};
use super::file::{beside, make_private, private_file, private_folder};
use super::passphrase::Passphrase;
use super::problem::Problem;

/// How long to wait for another program that is writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// How much of an encrypted diary is kept deciphered, in KiB: all of a long one, so that nothing is
/// deciphered twice.
const DECIPHERED: i64 = 64 << 10;

/// Makes SQLite and its cipher ready, once. SQLite lets other threads go on before its cipher is
/// ready, and what they opened would know of none: so they wait here.
pub(super) fn begin() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        // SAFETY: it may be called at any time. Opening calls it too, and reports a failure.
        unsafe { rusqlite::ffi::sqlite3_initialize() };
    });
}

/// Opens a file to read and write, and creates it when there is none.
pub(crate) fn read_write(path: &Path, passphrase: Option<&Passphrase>) -> Result<Connection> {
    usable(passphrase, path)?;
    create(path)?;
    make_private(path);
    let db = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, passphrase)?;
    if db.is_readonly("main")? {
        drop(db);
        return Err(not_written(path));
    }
    Ok(db)
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
    usable(passphrase, path)?;
    match std::fs::metadata(path) {
        Err(e) => return Err(RepositoryError::io(path, e)),
        Ok(found) => could_be_a_diary(path, &found)?,
    }
    let db = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY, passphrase)?;
    let looked = db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
    match looked.as_ref().map_err(rusqlite::Error::sqlite_error_code) {
        // In a folder that cannot be written to, SQLite cannot make the index of its write-ahead
        // log; without a log there is nothing to index and nobody who could write.
        Err(Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly)) => {
            let log = beside(path, "-wal");
            if std::fs::metadata(log).is_ok_and(|log| log.len() > 0) {
                return Err(RepositoryError::Unfinished(path.to_owned()));
            }
            immutable(path, passphrase)
        }
        _ => Ok(looked.map(|()| db)?),
    }
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

/// Refuses what SQLite would take for an empty database: a file of less than a page.
fn could_be_a_diary(path: &Path, found: &Metadata) -> Result<()> {
    match found.len() {
        _ if found.is_dir() => Err(RepositoryError::Folder(path.to_owned())),
        1..512 => Err(RepositoryError::NotADiary(path.to_owned())),
        _ => Ok(()),
    }
}

/// Connects to a file that is there.
pub(crate) fn connect(
    path: &Path,
    access: OpenFlags,
    key: Option<&Passphrase>,
) -> Result<Connection> {
    // An absolute path is never one of SQLite's special names, as ":memory:" or "file:…" are.
    let file = std::path::absolute(path).map_err(|e| RepositoryError::io(path, e))?;
    open_with(&file, access, key).map_err(|error| {
        // SQLite says only that it cannot; the system says why.
        let why = File::open(path).err();
        why.map_or(error.into(), |why| RepositoryError::io(path, why))
    })
}

fn open_with(
    file: &Path,
    access: OpenFlags,
    key: Option<&Passphrase>,
) -> rusqlite::Result<Connection> {
    begin();
    let db = Connection::open_with_flags(file, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    if let Some(key) = key {
        key.unlock(&db, c"main")?;
        db.pragma_update(None, "cache_size", -DECIPHERED)?;
    }
    db.busy_timeout(PATIENCE)?;
    db.set_prepared_statement_cache_capacity(64);
    Ok(db)
}

/// Connects to a file that nobody writes to, leaving its log out of sight.
pub(super) fn immutable(path: &Path, key: Option<&Passphrase>) -> Result<Connection> {
    let absolute = std::path::absolute(path).map_err(|e| RepositoryError::io(path, e))?;
    let mut uri = String::from("file:");
    for byte in absolute.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                uri.push(char::from(*byte));
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    let access = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    Ok(open_with(Path::new(&uri), access, key)?)
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

/// Sets how SQLite keeps the diary: a write-ahead log, synced with every act; deleted words are
/// overwritten.
pub(super) fn keep_safely(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON;",
    )
}
