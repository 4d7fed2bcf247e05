//! What can go wrong with the file.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::Connection;
use rusqlite::ffi::{self, ErrorCode};
use rusqlite::types::FromSqlError;

use super::file::{FileKind, Loss, folder_of, sniff};
use super::passphrase::Passphrase;
use super::problem::Problem;
use crate::diary::{AnswerError, CatalogueError, EntryId, EntryKindId, ItemId, Uid};

pub(crate) type Result<T> = std::result::Result<T, RepositoryError>;

/// What went wrong with the diary, to which file, and what to do next.
#[derive(Debug, thiserror::Error)]
pub enum RepositoryError {
    /// There is no file.
    #[error("there is no diary at {0}")]
    Missing(PathBuf),
    /// The path is a folder.
    #[error("{0} is a folder, not a diary")]
    Folder(PathBuf),
    /// A pipe, a device or a socket: opening it could wait for ever.
    #[error("{0} is a pipe, a device or a socket, not a file")]
    NotAFile(PathBuf),
    /// The file has more than one name, each of which would have a log of its own.
    #[error("{path} is one of {names} names of the same file")]
    ManyNames {
        /// The name.
        path: PathBuf,
        /// How many it has.
        names: u64,
    },
    /// What was open is not what has its name now. Nothing was written.
    #[error("{path} is not the file that was open: {loss:?}")]
    Lost {
        /// The diary.
        path: PathBuf,
        /// What happened to it.
        loss: Loss,
    },
    /// A log of another file lies beside the diary, and cannot be put aside.
    #[error("the log beside {0} is that of another file")]
    OtherLog(PathBuf),
    /// A text, a picture, or another program's database.
    #[error("{0} is not a diary")]
    NotADiary(PathBuf),
    /// It is encrypted, and no passphrase was given.
    #[error("{0} is locked with a passphrase")]
    Locked(PathBuf),
    /// It was shut, and not opened again yet.
    #[error("the diary is shut")]
    Shut,
    /// It is encrypted with another passphrase.
    #[error("that is not the passphrase of {0}")]
    WrongPassphrase(PathBuf),
    /// A passphrase was given for a diary that has none.
    #[error("{0} has no passphrase, but one was given")]
    NoPassphrase(PathBuf),
    /// The program was compiled without SQLCipher.
    #[error("this twinge was built without encryption and cannot use a passphrase for {0}")]
    Unencrypted(PathBuf),
    /// A later version of the program wrote it. It was not touched.
    #[error("{path} was written by a newer twinge (form {found}; this one knows {known})")]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version of its schema.
        found: i64,
        /// The latest version this program knows.
        known: i64,
    },
    /// Part of the file is not what was written.
    #[error("{path} is damaged: {detail}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        detail: Box<Problem>,
        /// What SQLite said, where it was SQLite that found it.
        source: Option<rusqlite::Error>,
    },
    /// Nothing stands in the file, though it has copies in which something does.
    #[error("{path} is empty, though it has copies")]
    Emptied {
        /// The file.
        path: PathBuf,
        /// Its latest copy.
        copy: PathBuf,
    },
    /// The file or its folder may not be written to.
    #[error("{0} cannot be written to: it, its folder or its disk is read-only")]
    ReadOnly(PathBuf),
    /// The file or its folder may not be read.
    #[error("{0} cannot be opened: you do not have permission")]
    Permission(PathBuf),
    /// There is a write-ahead log that cannot be read where it is.
    #[error("{0} was not closed properly, and its folder is read-only")]
    Unfinished(PathBuf),
    /// There is a write-ahead log, where the file is to be read as it stands.
    #[error("{0} is open elsewhere, or was not closed: its last changes are not in the file yet")]
    Unwritten(PathBuf),
    /// There is no folder to make a file in.
    #[error("there is no folder {0}")]
    NoFolder(PathBuf),
    /// No room is left.
    #[error("the disk of {0} is full")]
    Full(PathBuf),
    /// The same, for a change of the diary.
    #[error("the disk of {0} is full; the last change was not saved")]
    Unsaved(PathBuf),
    /// Another program has been writing for too long.
    #[error("another program is writing to {0}")]
    Busy(PathBuf),
    /// The disk or the system refused.
    #[error("{path} could not be read or written: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system or SQLite said.
        source: Box<dyn Error + Send + Sync>,
    },
    /// A copy must not replace what is there.
    #[error("{0} exists already and was left as it is")]
    Exists(PathBuf),
    /// A copy was made, but is not the same.
    #[error("the copy {path} is not sound and was removed: {detail}")]
    Copy {
        /// The copy.
        path: PathBuf,
        /// What was found.
        detail: Box<Problem>,
    },
    /// No item has that name.
    #[error("there is no item \"{0}\"")]
    NoItem(ItemId),
    /// The entry is not there, or not any more.
    #[error("there is no entry {0}; it may have been removed elsewhere")]
    NoEntry(EntryId),
    /// The item does not belong to that kind of entry.
    #[error("\"{item}\" does not belong in a {kind} entry")]
    WrongKind {
        /// The item.
        item: ItemId,
        /// The kind of the entry.
        kind: EntryKindId,
    },
    /// No kind of timed entry has that name.
    #[error("there is no kind of timed entry \"{0}\"")]
    NoKind(EntryKindId),
    /// A check-in has no other date or time.
    #[error("the check-in of {0} cannot be moved: answer the other day, and clear this one")]
    CheckIn(NaiveDate),
    /// A date holds only so many entries.
    #[error("{0} holds as many entries as a day can ({max})", max = EntryId::PER_DAY)]
    DayFull(NaiveDate),
    /// The date lies outside the calendar of the file.
    #[error("{0} lies outside the years a diary can hold")]
    Date(NaiveDate),
    /// Another entry has that lasting name.
    #[error("there is another entry with the name \"{0}\"")]
    UidTaken(Uid),
    /// The answer is not one the item can have.
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// The person's items do not make a catalogue.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// An own item can only change in ways that keep its answers.
    #[error("\"{item}\" is answered with \"{value}\", which would not fit any more")]
    InUse {
        /// The item.
        item: ItemId,
        /// An answer that would be lost.
        value: String,
    },
    /// What the file holds is not what was written, before it is known which file it is.
    #[error("the diary is damaged: {0}")]
    Unsound(Box<Problem>),
    /// Anything SQLite reports before it is known which file it is about.
    #[error("the diary could not be read or written: {0}")]
    Sqlite(#[from] rusqlite::Error),
}

impl From<FromSqlError> for RepositoryError {
    fn from(error: FromSqlError) -> Self {
        Self::Sqlite(error.into())
    }
}

impl RepositoryError {
    /// Whether what was asked for is at fault, and not the file.
    pub fn is_about_the_request(&self) -> bool {
        matches!(
            self,
            Self::NoItem(_)
                | Self::NoEntry(_)
                | Self::WrongKind { .. }
                | Self::NoKind(_)
                | Self::CheckIn(_)
                | Self::DayFull(_)
                | Self::Date(_)
                | Self::UidTaken(_)
                | Self::Answer(_)
                | Self::Catalogue(_)
                | Self::InUse { .. }
                | Self::Exists(_)
        )
    }

    /// Whether the diary cannot be read for want of its passphrase.
    pub fn is_about_the_passphrase(&self) -> bool {
        matches!(self, Self::Locked(_) | Self::WrongPassphrase(_))
    }

    /// What the system refused, about a file.
    pub(crate) fn io(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::NotFound => Self::Missing(path),
            ErrorKind::PermissionDenied => Self::Permission(path),
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnly(path),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::Full(path)
            }
            _ => Self::Io {
                path,
                source: error.into(),
            },
        }
    }

    /// The same with better words for a file that could not be deciphered, or was taken for one.
    pub(crate) fn at_opening(self, path: &Path, key: Option<&Passphrase>) -> Self {
        let Self::Sqlite(error) = &self else {
            return self;
        };
        if error.sqlite_error_code() != Some(ErrorCode::NotADatabase) {
            return self.at(path);
        }
        let path = path.to_owned();
        match (sniff(&path), key) {
            (FileKind::Encrypted, _) if !cfg!(feature = "encryption") => Self::Unencrypted(path),
            (FileKind::Encrypted, None) => Self::Locked(path),
            // Its beginning is garbled.
            (_, Some(key)) if key.deciphers(&path) => Self::Damaged {
                path,
                detail: Problem::NotAsWritten.into(),
                source: None,
            },
            (FileKind::Encrypted, Some(_)) => Self::WrongPassphrase(path),
            (FileKind::Plain, Some(_)) => Self::NoPassphrase(path),
            _ => Self::NotADiary(path),
        }
    }

    /// The same where a disk without room, or a limit on the size of files, shows itself to SQLite as
    /// a failed write: of those the system told it more than it hands on.
    pub(crate) fn seen_by(self, db: &Connection, path: &Path) -> Self {
        let Self::Sqlite(error) = &self else {
            return self;
        };
        let failed_write = matches!(
            error.sqlite_error().map(|error| error.extended_code),
            Some(
                ffi::SQLITE_IOERR_WRITE
                    | ffi::SQLITE_IOERR_FSYNC
                    | ffi::SQLITE_IOERR_TRUNCATE
                    | ffi::SQLITE_IOERR_SHMSIZE
            )
        );
        // SAFETY: the handle is open while `db` is borrowed.
        let said = unsafe { ffi::sqlite3_system_errno(db.handle()) };
        match Self::io(path, io::Error::from_raw_os_error(said)) {
            full @ Self::Full(_) if failed_write => full,
            _ => self,
        }
    }

    /// The same, about a file that was to be made.
    pub(crate) fn making(path: &Path, error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::NoFolder(folder_of(path).to_owned()),
            _ => Self::io(path, error),
        }
    }

    /// The same for a change that was being written.
    pub(super) fn at_change(self) -> Self {
        match self {
            Self::Full(path) => Self::Unsaved(path),
            error => error,
        }
    }

    /// The same for a diary that was open: what is no database now is a damaged one.
    pub(super) fn at_diary(self, path: &Path) -> Self {
        match self.at(path) {
            Self::NotADiary(path) => Self::Damaged {
                path,
                detail: Problem::NotAsWritten.into(),
                source: None,
            },
            error => error,
        }
    }

    /// The same with better words for what SQLite says, now that the file is known.
    pub(crate) fn at(self, path: &Path) -> Self {
        let error = match self {
            Self::Unsound(problem) => {
                return Self::Damaged {
                    path: path.to_owned(),
                    detail: problem,
                    source: None,
                };
            }
            Self::Sqlite(error) => error,
            error => return error,
        };
        let path = path.to_owned();
        let damaged = |path, error: rusqlite::Error| Self::Damaged {
            path,
            detail: Problem::Sqlite(error.to_string()).into(),
            source: Some(error),
        };
        if matches!(
            error,
            rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::InvalidColumnType(..)
        ) {
            return damaged(path, error);
        }
        match error.sqlite_error().map(|e| (e.code, e.extended_code)) {
            Some((ErrorCode::NotADatabase, _)) => Self::NotADiary(path),
            Some((ErrorCode::DatabaseCorrupt, _)) => damaged(path, error),
            Some((ErrorCode::ReadOnly, _)) => Self::ReadOnly(path),
            Some((ErrorCode::PermissionDenied, _)) => Self::Permission(path),
            Some((ErrorCode::DiskFull, _)) => Self::Full(path),
            Some((ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _)) => Self::Busy(path),
            // A table is missing or of another version, though the file says that it is a diary.
            Some((ErrorCode::Unknown, _)) => damaged(path, error),
            _ => Self::Io {
                path,
                source: error.into(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_and_sqlite_said_stays_behind_the_words() {
        let path = Path::new("diary.db");
        let system = RepositoryError::io(path, io::Error::other("the cable is out"));
        assert!(system.to_string().contains("the cable is out"));
        let cause = system.source().and_then(|cause| cause.downcast_ref());
        assert_eq!(cause.map(io::Error::kind), Some(ErrorKind::Other));

        for code in [ffi::SQLITE_CORRUPT, ffi::SQLITE_IOERR_READ] {
            let said = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            let error = RepositoryError::from(said).at(path);
            let cause = error.source().and_then(|cause| cause.downcast_ref());
            let cause = cause.and_then(rusqlite::Error::sqlite_error);
            assert_eq!(
                cause.map(|cause| cause.extended_code),
                Some(code),
                "{error}"
            );
        }
    }

    /// Only where the system said so: a broken disk fails to write as a full one does.
    #[test]
    fn a_failed_write_alone_is_no_full_disk() {
        let db = Connection::open_in_memory().unwrap();
        let path = Path::new("diary.db");
        for code in [ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_IOERR_FSYNC] {
            let said = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            let error = RepositoryError::from(said).seen_by(&db, path).at(path);
            assert!(matches!(error, RepositoryError::Io { .. }), "{error}");
        }
    }
}
