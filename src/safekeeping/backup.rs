//! Copies of the diary: made when asked for, and found again.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::beside::{files_of, folders};
use crate::repository::Repository;
use crate::repository::raw::{Result, beside, copy};

/// Writes a copy to a path that does not exist yet, while the diary is in use, and verifies it.
///
/// # Errors
/// [`RepositoryError::Exists`](crate::repository::RepositoryError::Exists) when there is something;
/// otherwise as the file is refused.
pub fn backup(diary: &Repository, to: &Path) -> Result<()> {
    diary.ask(|db| copy(db, diary.key(), to))
}

/// The copies that were made of themselves, with their dates, oldest first.
///
/// # Errors
/// [`RepositoryError`](crate::repository::RepositoryError) when a folder of them is there and cannot be looked into.
pub fn backups(diary: &Path) -> Result<Vec<(NaiveDate, PathBuf)>> {
    let mut copies = Vec::new();
    for folder in folders(diary)? {
        copies.extend(dated(&folder)?);
    }
    copies.sort();
    Ok(copies)
}

/// The copies in a folder that are named by their dates.
pub(super) fn dated(folder: &Path) -> Result<impl Iterator<Item = (NaiveDate, PathBuf)>> {
    Ok(files_of(folder)?.into_iter().filter_map(|file| {
        let name = file.file_name()?.to_str()?;
        Some((name.strip_suffix(".db")?.parse().ok()?, file))
    }))
}

/// The folder in which copies are made: beside the file itself, wherever a link to it lies.
pub fn backup_folder(diary: &Path) -> PathBuf {
    let file = diary.canonicalize();
    beside(&file.unwrap_or_else(|_| diary.to_owned()), ".backups")
}
