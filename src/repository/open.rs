//! Opening: the file, who may read it, and how SQLite keeps it.

use std::collections::BTreeSet;
use std::fs::{DirBuilder, File, Metadata, OpenOptions};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{Passphrase, RepositoryError, Result};

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
        // SAFETY: it may be called at any time. Opening calls it too, and tells if it failed.
        unsafe { rusqlite::ffi::sqlite3_initialize() };
    });
}

/// Opens a file to read and write, and creates it when there is none.
pub(super) fn read_write(path: &Path, passphrase: Option<&Passphrase>) -> Result<Connection> {
    usable(passphrase, path)?;
    create(path)?;
    make_private(path);
    let db = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, passphrase)?;
    if db.is_readonly("main")? {
        return Err(RepositoryError::ReadOnly(path.to_owned()));
    }
    Ok(db)
}

/// Opens a file to look at it only.
pub(super) fn read_only(path: &Path, passphrase: Option<&Passphrase>) -> Result<Connection> {
    usable(passphrase, path)?;
    match std::fs::metadata(path) {
        Err(e) => return Err(refused(path, &e)),
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

/// A file beside another, of the same name with an ending.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}

/// Refuses what SQLite would take for an empty database: a file of less than a page.
fn could_be_a_diary(path: &Path, found: &Metadata) -> Result<()> {
    match found.len() {
        _ if found.is_dir() => Err(RepositoryError::Folder(path.to_owned())),
        1..512 => Err(RepositoryError::NotADiary(path.to_owned())),
        _ => Ok(()),
    }
}

fn connect(path: &Path, access: OpenFlags, key: Option<&Passphrase>) -> Result<Connection> {
    // An absolute path is never one of SQLite's special names, as ":memory:" or "file:…" are.
    let file = std::path::absolute(path).map_err(|e| refused(path, &e))?;
    open_with(&file, access, key).map_err(|error| {
        // SQLite says only that it cannot; the system says why.
        let why = File::open(path).err();
        why.map_or(error.into(), |why| refused(path, &why))
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

fn immutable(path: &Path, key: Option<&Passphrase>) -> Result<Connection> {
    let absolute = std::path::absolute(path).map_err(|e| refused(path, &e))?;
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

/// What a file of that name looks like from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    /// Like anybody's database.
    Plain,
    /// Like a diary with a passphrase.
    Encrypted,
    /// Like nothing of ours, or it is not there.
    Other,
}

/// Looks at a file from outside. Closing it lets go of the locks that this process has on it, so
/// not while the diary is open.
pub(super) fn look(path: &Path) -> Looks {
    const PAGE: usize = 4096;
    /// Of 4096 bytes at random nearly all 256 values occur; of words and pictures' beginnings few.
    const DIFFERENT: usize = 200;
    let mut page = Vec::with_capacity(PAGE);
    let read = File::open(path).and_then(|file| {
        let whole = file.metadata()?.len() % PAGE as u64 == 0;
        file.take(PAGE as u64).read_to_end(&mut page)?;
        Ok(whole)
    });
    let whole = read.unwrap_or(false);
    let different = || page.iter().collect::<BTreeSet<_>>().len();
    if page.starts_with(b"SQLite format 3\0") {
        Looks::Plain
    } else if whole && different() >= DIFFERENT {
        Looks::Encrypted
    } else {
        Looks::Other
    }
}

/// Which file a name stands for now.
pub(super) fn identity(path: &Path) -> Option<(u64, u64)> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let found = std::fs::metadata(path).ok()?;
        Some((found.dev(), found.ino()))
    }
    #[cfg(not(unix))]
    None
}

/// Makes an empty file that only its owner may read, before SQLite sees it; the files SQLite puts
/// beside it take over its permissions.
fn create(path: &Path) -> Result<()> {
    match std::fs::metadata(path) {
        Ok(found) => return could_be_a_diary(path, &found),
        Err(e) if e.kind() == ErrorKind::NotFound => {}
        Err(e) => return Err(refused(path, &e)),
    }
    let mut folder = DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    if let Some(parent) = path.parent() {
        folder.create(parent).map_err(|e| refused(path, &e))?;
    }
    match private_file(path) {
        Err(e) if e.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(e) => Err(refused(path, &e)),
        Ok(()) => Ok(()),
    }
}

/// Who else may do what with a file, of the system's permissions.
#[cfg(unix)]
const OTHERS: u32 = 0o077;

/// Whether only its owner may read a file, as far as the system tells.
pub(super) fn is_private(path: &Path) -> bool {
    #[cfg(unix)]
    return std::fs::metadata(path).is_ok_and(|found| {
        std::os::unix::fs::PermissionsExt::mode(&found.permissions()) & OTHERS == 0
    });
    #[cfg(not(unix))]
    true
}

/// Takes from others what they may do with a diary that was copied or made by other means, and with
/// the files beside it. Whether that was possible, [`is_private`] tells.
fn make_private(path: &Path) {
    #[cfg(unix)]
    for file in ["", "-wal", "-shm"].map(|ending| beside(path, ending)) {
        use std::os::unix::fs::PermissionsExt;
        let Ok(found) = std::fs::metadata(&file) else {
            continue;
        };
        let mut permissions = found.permissions();
        if permissions.mode() & OTHERS != 0 {
            permissions.set_mode(permissions.mode() & !OTHERS);
            let _ = std::fs::set_permissions(&file, permissions);
        }
    }
}

/// Makes an empty file, where there is none, that only its owner may read.
pub(super) fn private_file(path: &Path) -> std::io::Result<()> {
    let mut file = OpenOptions::new();
    file.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
    file.open(path).map(|_| ())
}

/// What the system refused, as an error about a file.
pub(super) fn refused(path: &Path, error: &std::io::Error) -> RepositoryError {
    let path = path.to_owned();
    match error.kind() {
        ErrorKind::NotFound => RepositoryError::Missing(path),
        ErrorKind::PermissionDenied => RepositoryError::Permission(path),
        ErrorKind::ReadOnlyFilesystem => RepositoryError::ReadOnly(path),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            RepositoryError::Full(path)
        }
        _ => RepositoryError::Io {
            path,
            detail: error.to_string(),
        },
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
