//! A diary's file in which nothing stands any more.

use std::path::Path;

use super::backup::backups;
use crate::repository::RepositoryError;
use crate::repository::raw::Result;

/// Whether there is a file in which nothing stands, so that a diary would be begun in it. A disk that
/// was full or a program that synchronises may have cut it: SQLite sees no difference.
///
/// # Errors
/// [`RepositoryError::Emptied`] when it has copies: those are to be brought back, not covered up.
pub fn is_emptied(diary: &Path) -> Result<bool> {
    let found = std::fs::metadata(diary);
    if !found.is_ok_and(|found| found.is_file() && found.len() == 0) {
        return Ok(false);
    }
    match backups(diary)?.pop() {
        None => Ok(true),
        Some((_, copy)) => Err(RepositoryError::Emptied {
            path: diary.to_owned(),
            copy,
        }),
    }
}
