//! Copies of the diary: made when asked for, and found again.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::repository::Repository;
use crate::repository::raw::{BEFORE_STEP, Result, beside, copy};

/// Writes a copy to a path that does not exist yet, while the diary is in use, and verifies it.
///
/// # Errors
/// [`RepositoryError::Exists`](crate::repository::RepositoryError::Exists) when there is something;
/// otherwise as the file is refused.
pub fn backup(diary: &Repository, to: &Path) -> Result<()> {
    diary.ask(|db| copy(db, diary.key(), to))
}

/// The copies that were made of themselves, with their dates, oldest first.
pub fn backups(diary: &Path) -> Vec<(NaiveDate, PathBuf)> {
    let Ok(files) = std::fs::read_dir(folder(diary)) else {
        return Vec::new();
    };
    let mut copies: Vec<_> = files
        .flatten()
        .filter_map(|file| {
            let name = file.file_name().into_string().ok()?;
            Some((name.strip_suffix(".db")?.parse().ok()?, file.path()))
        })
        .collect();
    copies.sort();
    copies
}

/// The folder of the copies that were made of themselves.
pub(super) fn folder(diary: &Path) -> PathBuf {
    beside(diary, ".backups")
}

/// The copies that were made before a diary's schema took a step.
pub(super) fn before_steps(diary: &Path) -> Vec<PathBuf> {
    let name = diary.file_name().unwrap_or_default().to_string_lossy();
    let beginning = format!("{name}{BEFORE_STEP}");
    let folder = diary
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let files = std::fs::read_dir(folder.unwrap_or(Path::new(".")))
        .into_iter()
        .flatten();
    files
        .flatten()
        .filter(|file| file.file_name().to_string_lossy().starts_with(&beginning))
        .map(|file| file.path())
        .collect()
}
