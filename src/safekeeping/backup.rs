//! Copies of the diary: made when asked for, and found again.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::repository::raw::{BEFORE_STEP, Result, beside, copy};
use crate::repository::{Repository, RepositoryError};

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
/// [`RepositoryError`] when a folder of them is there and cannot be looked into.
pub fn backups(diary: &Path) -> Result<Vec<(NaiveDate, PathBuf)>> {
    let mut copies = Vec::new();
    for folder in folders(diary) {
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
pub(super) fn folder(diary: &Path) -> PathBuf {
    let file = diary.canonicalize();
    beside(&file.unwrap_or_else(|_| diary.to_owned()), ".backups")
}

/// That folder, and the one beside a link: there they are from before the diary was moved.
pub(super) fn folders(diary: &Path) -> BTreeSet<PathBuf> {
    let beside_link = beside(diary, ".backups");
    let beside_link = beside_link.canonicalize().unwrap_or(beside_link);
    BTreeSet::from([folder(diary), beside_link])
}

/// The copies that were made before a diary's schema took a step.
pub(super) fn before_steps(diary: &Path) -> Result<Vec<PathBuf>> {
    let file = diary.canonicalize().unwrap_or_else(|_| diary.to_owned());
    let mut copies = BTreeSet::new();
    for diary in [diary, &file] {
        let beginning = beside(diary, BEFORE_STEP);
        let beginning = beginning.file_name().unwrap_or_default().as_encoded_bytes();
        let folder = diary
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let files = files_of(folder.unwrap_or(Path::new(".")))?.into_iter();
        copies.extend(files.filter(|file| {
            let name = file.file_name().unwrap_or_default();
            name.as_encoded_bytes().starts_with(beginning)
        }));
    }
    Ok(copies.into_iter().collect())
}

/// The files of a folder; none where it is not there.
pub(super) fn files_of(folder: &Path) -> Result<Vec<PathBuf>> {
    let refused = |error| RepositoryError::io(folder, error);
    match std::fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        files => files
            .map_err(refused)?
            .map(|file| file.map(|file| file.path()).map_err(refused))
            .collect(),
    }
}
