//! What an open diary holds whose file has lost its name.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use crate::repository::raw::{Result, beside, copy, sync_folder};
use crate::repository::{Loss, Repository, RepositoryError};

/// Writes what an open diary holds to a path that does not exist yet, whatever has the diary's name by
/// now.
///
/// # Errors
/// As [`backup`](super::backup); also [`RepositoryError::Lost`] when another file was written over it.
pub fn save_held(diary: &Repository, to: &Path) -> Result<()> {
    if diary.is_overwritten() {
        let (path, loss) = (diary.path().to_owned(), Loss::Overwritten);
        return Err(RepositoryError::Lost { path, loss });
    }
    diary.held(|db| copy(db, diary.key(), to))
}

/// The same beside the diary, under a name with the moment in it, which this hands back.
///
/// # Errors
/// As [`save_held`].
pub fn save_held_beside(diary: &Repository, now: NaiveDateTime) -> Result<PathBuf> {
    // A link leads to where there may be written.
    let path = diary.path();
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let moment = now.format("%Y-%m-%d-%H%M%S");
    for number in 1.. {
        let again = match number {
            1 => String::new(),
            number => format!("-{number}"),
        };
        let to = beside(&path, &format!(".kept-{moment}{again}.db"));
        match save_held(diary, &to) {
            Err(RepositoryError::Exists(_)) => {}
            saved => return saved.map(|()| to),
        }
    }
    Err(RepositoryError::Exists(path))
}

/// Gives what was saved beside a diary another name, the diary's own or that of a copy, where nothing
/// has it.
///
/// # Errors
/// [`RepositoryError::Exists`] when something has it by now; then nothing is done.
pub fn put_back(saved: &Path, name: &Path) -> Result<()> {
    // Unlike a rename, another name for it cannot fall upon a file that comes just then.
    let put = match std::fs::hard_link(saved, name) {
        Ok(()) => std::fs::remove_file(saved),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(RepositoryError::Exists(name.to_owned()));
        }
        // Not every disk knows more than one name for a file.
        Err(_) => std::fs::rename(saved, name),
    };
    put.and_then(|()| sync_folder(name))
        .map_err(|error| RepositoryError::io(name, error))
}
