//! Whether the copies are sound: each is opened and read whole.

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
    let is_plain = matches!(application(copy), Ok(Some(_)));
    // Without a passphrase it can be read whatever the diary's is.
    let key = diary.key().filter(|_| !is_plain).cloned();
    let is_bare = is_plain && diary.is_encrypted();
    match Repository::open_read_only_with(copy, key) {
        Err(RepositoryError::Damaged { detail, .. }) => Some(CopyFault::Damaged(*detail)),
        Err(RepositoryError::WrongPassphrase(_) | RepositoryError::Locked(_)) => {
            Some(CopyFault::OtherPassphrase)
        }
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
