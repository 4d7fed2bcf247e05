//! The log that a program left beside a diary when it could not close it: written into the diary it
//! goes on from, and kept from every other.

use std::fs::metadata;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};

use super::connection::{immutable, leave_log, length, open_with};
use super::error::{RepositoryError, Result};
use super::file::{Looked, beside, identity, look_steadily};
use super::passphrase::Passphrase;
use super::stand::{Stand, salts};

/// Two programs that open a diary at once may each keep the other from being alone with it: how
/// often to try again, and how long to wait at most.
const TRIES: u32 = 6;
const PAUSE: Duration = Duration::from_millis(16);

/// What lies beside a diary that is about to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Leftover {
    /// Nothing that is not its own.
    None,
    /// Others have the file open, and their log beside it.
    InUse,
    /// A log of another file lay there, which is kept under this name.
    PutAside(PathBuf),
    /// A log that nothing can be said of: the file cannot be read with this passphrase, or is
    /// damaged. SQLite shall not write it back by closing.
    Unknown,
}

/// Settles what lies beside a diary before it is opened. Whoever has it open has done so; whoever
/// is alone with it writes the log back, or puts one of another file aside, and throws the
/// index away: it may be shared with a program that still has that other file open.
pub(super) fn settle(path: &Path, key: Option<&Passphrase>) -> Result<Leftover> {
    // A link leads to where the log is.
    let Ok(path) = path.canonicalize() else {
        return Ok(Leftover::None);
    };
    let [log, index] = ["-wal", "-shm"].map(|ending| beside(&path, ending));
    if identity(&log).is_none() && identity(&index).is_none() {
        return Ok(Leftover::None);
    }
    let written = salts(&log) != 0;
    for again in 1.. {
        if written && metadata(&path).is_ok_and(|diary| diary.len() == 0) {
            // Whoever writes a file over it empties it first.
            if again < TRIES {
                std::thread::sleep(PAUSE);
                continue;
            }
            // SQLite would remove the log of an empty file.
            return put_aside(&path, &log, &index);
        }
        let alone = match alone(&path, key)? {
            Alone::Yes(alone) => alone,
            Alone::Others if written && again < TRIES => {
                std::thread::sleep(PAUSE.mul_f64(fastrand::f64()));
                continue;
            }
            Alone::Others => return Ok(Leftover::InUse),
            Alone::Refused => break,
        };
        return match whose(&alone, &path, &log, key) {
            Whose::Ours => {
                // Closing writes it back and removes it.
                leave_log(&alone, false)?;
                let _ = std::fs::remove_file(index);
                Ok(Leftover::None)
            }
            Whose::AnotherFile => put_aside(&path, &log, &index),
            Whose::Unknown => Ok(Leftover::Unknown),
        };
    }
    Ok(if written {
        Leftover::Unknown
    } else {
        Leftover::None
    })
}

/// Whether another file was written over one that others have open: what they have in their log, or how
/// long it was when that was empty, does not fit what lies there.
pub(super) fn is_overwritten(db: &Connection, path: &Path, key: Option<&Passphrase>) -> bool {
    let Ok(path) = path.canonicalize() else {
        return false;
    };
    let log = beside(&path, "-wal");
    let fits = || match salts(&log) {
        0 => match length(db) {
            Ok(length) => metadata(&path).is_ok_and(|found| found.len() == length),
            // By itself it can be read.
            Err(_) => !immutable(&path, key).is_ok_and(|file| seen(&file).is_read()),
        },
        _ => !matches!(whose(db, &path, &log, key), Whose::AnotherFile),
    };
    matches!(
        look_steadily([&path, &log], || fits().then_some(())),
        Looked::Not
    )
}

enum Alone {
    /// All others are locked out until it is closed, which writes nothing back.
    Yes(Connection),
    /// Others have the file open.
    Others,
    /// It cannot be locked, being read-only or no database.
    Refused,
}

fn alone(path: &Path, key: Option<&Passphrase>) -> Result<Alone> {
    /// SQLite's number of the lock that keeps all others out.
    const EXCLUSIVE: i32 = 4;
    let Ok(db) = open_with(path, OpenFlags::SQLITE_OPEN_READ_WRITE, key, true) else {
        return Ok(Alone::Refused);
    };
    db.busy_timeout(Duration::ZERO)?;
    // In this mode SQLite locks the file before it looks at the log, and has an index of its own.
    db.execute_batch("PRAGMA main.locking_mode = EXCLUSIVE")?;
    let looked = db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
    if let Err(Some(ErrorCode::DatabaseBusy)) = looked.map_err(|e| e.sqlite_error_code()) {
        return Ok(Alone::Others);
    }
    let mut lock = 0_i32;
    // SAFETY: the handle is open, and SQLite writes one number.
    let told = unsafe {
        ffi::sqlite3_file_control(
            db.handle(),
            c"main".as_ptr(),
            ffi::SQLITE_FCNTL_LOCKSTATE,
            (&raw mut lock).cast(),
        )
    };
    Ok(if told == ffi::SQLITE_OK && lock == EXCLUSIVE {
        Alone::Yes(db)
    } else {
        Alone::Refused
    })
}

enum Whose {
    Ours,
    AnotherFile,
    Unknown,
}

/// Whose a log is that a connection reads with the file; nobody writes meanwhile.
fn whose(db: &Connection, path: &Path, log: &Path, key: Option<&Passphrase>) -> Whose {
    let salts = salts(log);
    if salts == 0 {
        return Whose::Ours;
    }
    let end = seen(db);
    let file = immutable(path, key).map_or(Seen::Unreadable, |file| seen(&file));
    match (file, end) {
        (Seen::Diary(file), Seen::Diary(end)) if end.goes_on_from(&file, salts) => Whose::Ours,
        // Whatever it is, it is not ours to judge.
        (Seen::Other, Seen::Other) => Whose::Ours,
        // The writing back was cut off in the middle.
        (Seen::Unreadable, Seen::Diary(_) | Seen::Other) => Whose::Ours,
        (Seen::Unreadable, Seen::Unreadable) => Whose::Unknown,
        (Seen::Diary(_) | Seen::Other, _) => Whose::AnotherFile,
    }
}

/// What a file looks like, with or without its log.
enum Seen {
    /// A diary, or one that is about to be made.
    Diary(Stand),
    /// A database of another program.
    Other,
    /// It is damaged, or is read with the wrong passphrase, or the log is another file's.
    Unreadable,
}

impl Seen {
    fn is_read(&self) -> bool {
        !matches!(self, Self::Unreadable)
    }
}

fn seen(db: &Connection) -> Seen {
    let tables = db.query_row(
        "SELECT count(*), count(*) FILTER (WHERE name = 'setting') FROM sqlite_schema",
        [],
        |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)),
    );
    match tables {
        Ok((0, _)) => Seen::Diary(Stand::default()),
        Ok((_, 0)) => Seen::Other,
        Ok(_) => match Stand::find(db) {
            Ok(Some(stand)) => Seen::Diary(stand),
            // Half of it was written when the power failed.
            Ok(None) | Err(_) => Seen::Unreadable,
        },
        Err(_) => Seen::Unreadable,
    }
}

/// Gives a log another name, where SQLite does not find it; it may be the last there is of a file.
fn put_aside(path: &Path, log: &Path, index: &Path) -> Result<Leftover> {
    let refused = |_| RepositoryError::OtherLog(path.to_owned());
    // Without its index the log is still known for what it is, without the log the index is not.
    match std::fs::remove_file(index) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(refused(error)),
        _ => {}
    }
    let aside = (1..)
        .map(|n| beside(path, &format!(".log-{n}")))
        .find(|aside| aside.symlink_metadata().is_err())
        .unwrap_or_default();
    std::fs::rename(log, &aside).map_err(refused)?;
    Ok(Leftover::PutAside(aside))
}
