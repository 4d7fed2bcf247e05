//! What can go wrong with the folder that a diary is shared through.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::repository::RepositoryError;

/// What is told apart of a name that no computer can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoName {
    /// It is empty.
    Empty,
    /// It is longer than a name in a list can be.
    TooLong {
        /// The most letters one can have.
        most: usize,
    },
    /// It holds what is not to be seen.
    Unseen,
}

/// What went wrong with sharing a diary, and with which file or folder. What was to be written was
/// not.
#[derive(Debug, thiserror::Error)]
pub enum SharingError {
    /// The program was compiled without SQLCipher.
    #[error("this twinge was built without encryption and cannot share a diary")]
    Unencrypted,
    /// The diary was never shared, or is not any more.
    #[error("{0} is not shared")]
    NotShared(PathBuf),
    /// The folder is not there now, or was never shared through.
    #[error("{0} is not there")]
    Away(PathBuf),
    /// The folder that a diary is to be shared through is not there.
    #[error("there is no folder {0}")]
    NoFolder(PathBuf),
    /// There is something of that name, and no folder.
    #[error("{0} is not a folder")]
    NotAFolder(PathBuf),
    /// There are files in the place of ours that are not ours.
    #[error("{0} holds files that are not twinge's")]
    Occupied(PathBuf),
    /// There are files of ours, but not their key: not carried over whole yet, perhaps.
    #[error("{0} has files of twinge, but not their key")]
    NoKey(PathBuf),
    /// The diary itself lies in the folder.
    #[error("the diary itself lies in {0}")]
    Within(PathBuf),
    /// It is another passphrase than the one the folder was begun with, or its key is damaged.
    #[error("that is not the passphrase of sharing of {0}")]
    WrongPassphrase(PathBuf),
    /// The folder has another diary, and so has this computer.
    #[error("{0} has the entries of another diary")]
    OtherDiary(PathBuf),
    /// Another computer gave the folder another key.
    #[error("{0} has another passphrase of sharing since")]
    Renewed(PathBuf),
    /// A later version of the program wrote it.
    #[error("{0} was written by a newer twinge")]
    Newer(PathBuf),
    /// No computer can have that name.
    #[error("no name for a computer: {0:?}")]
    Name(NoName),
    /// Another computer has it.
    #[error("another computer is called \"{0}\"")]
    NameTaken(String),
    /// It may not be read or written.
    #[error("{0} may not be read or written")]
    Refused(PathBuf),
    /// No room is left.
    #[error("the disk of {0} is full")]
    Full(PathBuf),
    /// The disk or the system refused.
    #[error("{path} could not be read or written: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system or SQLite said.
        source: Box<dyn Error + Send + Sync>,
    },
    /// The person called it off.
    #[error("it was called off")]
    CalledOff,
    /// The system has no bytes of chance to make a key of.
    #[error("the system gives no chance to make a key of: {0}")]
    NoChance(io::Error),
    /// The diary could not be read or written.
    #[error(transparent)]
    Diary(#[from] RepositoryError),
}

pub(super) type Result<T> = std::result::Result<T, SharingError>;

impl SharingError {
    /// What the system refused, about a file or folder of those shared.
    pub(super) fn io(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::NotFound => Self::Away(path),
            ErrorKind::NotADirectory => Self::NotAFolder(path),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::Refused(path),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::Full(path)
            }
            _ => Self::Io {
                path,
                source: error.into(),
            },
        }
    }

    /// What SQLite, or the system behind it, said about a file of those shared.
    pub(super) fn of_file(path: &Path, error: RepositoryError) -> Self {
        match error.at(path) {
            RepositoryError::Missing(path) => Self::Away(path),
            RepositoryError::ReadOnly(path) | RepositoryError::Permission(path) => {
                Self::Refused(path)
            }
            RepositoryError::Full(path) => Self::Full(path),
            error => Self::Io {
                path: path.to_owned(),
                source: error.into(),
            },
        }
    }
}
