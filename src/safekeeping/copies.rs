//! Whether the copies are sound, and open as the diary does.

use std::path::{Path, PathBuf};

use super::beside::{Kind, made};
use super::check::whole;
use super::plain::application;
use super::restore::is_copy;
use super::second::SecondPlace;
use crate::repository::raw::Result;
use crate::repository::{Problem, Repository, RepositoryError};

/// What reading all copies found.
#[derive(Debug, Default)]
pub struct CopiesRead {
    /// How many were read.
    pub count: usize,
    /// Those that would not bring the diary back, or would give it away; and why.
    pub faulty: Vec<(PathBuf, CopyFault)>,
    /// The second place, where it is not there now.
    pub away: Option<PathBuf>,
}

/// What is wrong with a copy.
#[derive(Debug)]
pub enum CopyFault {
    /// It is not as it was written.
    Damaged(Problem),
    /// Anybody can read it, though the diary has a passphrase.
    Plain,
    /// It has another passphrase than the diary.
    OtherPassphrase,
    /// It is of another diary.
    OtherDiary,
    /// It cannot be opened.
    Unopened(RepositoryError),
}

/// The copies beside a diary that do not open as it does: most were made when it had another passphrase.
pub fn locked_copies(diary: &Repository) -> Vec<PathBuf> {
    let beside = made(diary.path()).0.into_iter();
    let copies = beside.filter(|made| made.kind == Kind::Copy);
    let copies = copies.map(|made| made.path);
    let refused = |copy: &PathBuf| open(diary, copy).is_err_and(|e| e.is_about_the_passphrase());
    copies.filter(refused).collect()
}

/// Opens a copy with the passphrase of the diary, or with none where it has none.
fn open(diary: &Repository, copy: &Path) -> Result<Repository> {
    let key = diary.key().filter(|_| !is_plain(copy)).cloned();
    Repository::open_read_only_with(copy, key)
}

fn is_plain(copy: &Path) -> bool {
    matches!(application(copy), Ok(Some(_)))
}

/// Opens a copy, reads all of it, and says what shows that it is not as it was written.
pub(super) fn damage(diary: &Repository, copy: &Path) -> Result<Option<Problem>> {
    let opened = open(diary, copy)?;
    Ok(opened.ask(|db| whole(db, &opened))?.damage())
}

/// Opens every copy of a diary, beside it and in the second place, and reads all of it.
///
/// # Errors
/// [`RepositoryError`] when a folder of them is there and cannot be looked into.
pub fn read_copies(diary: &Repository, second: Option<&SecondPlace>) -> Result<CopiesRead> {
    let (made, refused) = made(diary.path());
    if let Some(error) = refused.into_iter().next() {
        return Err(error);
    }
    let mut read = CopiesRead::default();
    let beside = made.into_iter().filter(|made| made.kind == Kind::Copy);
    let mut copies: Vec<PathBuf> = beside.map(|made| made.path).collect();
    if let Some(place) = second {
        match place.backups(Some(diary))? {
            Some(there) => copies.extend(there.into_iter().map(|(_, copy)| copy)),
            None => read.away = Some(place.folder().to_owned()),
        }
    }
    for copy in copies {
        read.count += 1;
        if let Some(fault) = fault(diary, &copy) {
            read.faulty.push((copy, fault));
        }
    }
    Ok(read)
}

/// What is wrong with a copy, if anything is: what is worst comes first.
fn fault(diary: &Repository, copy: &Path) -> Option<CopyFault> {
    let is_bare = is_plain(copy) && diary.is_encrypted();
    match open(diary, copy) {
        Err(RepositoryError::Damaged { detail, .. }) => Some(CopyFault::Damaged(*detail)),
        Err(error) if error.is_about_the_passphrase() => Some(CopyFault::OtherPassphrase),
        Err(error) => Some(CopyFault::Unopened(error)),
        Ok(opened) => match opened.ask(|db| whole(db, &opened)) {
            Err(RepositoryError::Damaged { detail, .. }) => Some(CopyFault::Damaged(*detail)),
            Err(error) => Some(CopyFault::Unopened(error)),
            Ok(report) => match report.damage() {
                Some(problem) => Some(CopyFault::Damaged(problem)),
                None if is_bare => Some(CopyFault::Plain),
                // A diary that is damaged itself may not know its copies again.
                None => {
                    matches!(is_copy(diary, &opened), Ok(false)).then_some(CopyFault::OtherDiary)
                }
            },
        },
    }
}
