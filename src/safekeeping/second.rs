//! A second place for copies: a folder anywhere, such as on a disk that is not always there.
//!
//! What makes a folder a second place is a folder `twinge` in it, begun once: where that is missing,
//! the disk is not there, and what stands under its name is another, or nothing. Below it, each diary
//! has a folder of its lasting name, so that no two mix.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::backup::{backups, dated};
use super::beside::files_of;
use super::conversion::convert_file;
use super::plain::application;
use super::rotation::{Retention, keep_in};
use crate::repository::raw::{Result, lasting_name, private_folder};
use crate::repository::{Passphrase, Problem, Repository, RepositoryError};

/// The folder in the person's that makes it a second place.
const NAME: &str = "twinge";

/// How copies are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keeping {
    /// How many.
    pub retention: Retention,
    /// Where, beside the folder next to the diary.
    pub second: Option<SecondPlace>,
}

/// A folder for the copies of diaries, which need not be there at any time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondPlace(PathBuf);

/// Why the second place has no copy of today.
#[derive(Debug, thiserror::Error)]
pub enum Unkept {
    /// It is not there now.
    #[error("{0} is not there")]
    Away(PathBuf),
    /// It cannot be written to.
    #[error(transparent)]
    Refused(#[from] RepositoryError),
}

impl Keeping {
    /// Whether today's copy is missing where it can be made.
    pub fn is_due(&self, diary: &Repository, today: NaiveDate) -> bool {
        self.first_of_day(diary, today)
            || self.second.as_ref().is_some_and(|place| {
                // What keeps it from being looked for, making it will say.
                let there = place.backups(Some(diary)).unwrap_or_default();
                there.is_some_and(|copies| !has(&copies, today))
            })
    }

    /// Whether today's copy beside the diary is still to be made.
    fn first_of_day(&self, diary: &Repository, today: NaiveDate) -> bool {
        !has(&backups(diary.path()).unwrap_or_default(), today)
    }
}

fn has(copies: &[(NaiveDate, PathBuf)], day: NaiveDate) -> bool {
    copies.iter().any(|(date, _)| *date == day)
}

/// Makes today's copy in the second place, if there is one, as [`keep_backup`](super::keep_backup)
/// does beside the diary. What is against it is handed back once a day: until today's copy beside the
/// diary is made.
pub fn keep_second(diary: &Repository, today: NaiveDate, keeping: &Keeping) -> Option<Unkept> {
    let place = keeping.second.as_ref()?;
    if !keeping.retention.any() {
        return None;
    }
    let unkept = match place.keep(diary, today, keeping.retention).err()? {
        // It may be pulled out at any time.
        Unkept::Refused(_) if matches!(place.is_there(), Ok(false)) => {
            Unkept::Away(place.0.clone())
        }
        unkept => unkept,
    };
    keeping.first_of_day(diary, today).then_some(unkept)
}

impl SecondPlace {
    /// The one in a folder, which has to be [begun](Self::begin) once.
    pub fn in_folder(folder: &Path) -> Self {
        Self(folder.join(NAME))
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.0
    }

    /// Makes it, in a folder that is there.
    ///
    /// # Errors
    /// What the system has against it, such as that there is no such folder.
    pub fn begin(&self) -> std::io::Result<()> {
        if let Some(folder) = self.0.parent() {
            std::fs::metadata(folder)?;
        }
        private_folder(&self.0)
    }

    /// The copies of a diary there, with their dates, oldest first; those of all diaries where it is
    /// not known which it is. `None` when the place is not there now.
    ///
    /// # Errors
    /// [`RepositoryError`] when it is, and cannot be looked into.
    pub fn backups(&self, diary: Option<&Repository>) -> Result<Option<Vec<(NaiveDate, PathBuf)>>> {
        if !self.is_there()? {
            return Ok(None);
        }
        let folders = match diary {
            Some(diary) => vec![self.of(diary)?],
            None => files_of(&self.0)?,
        };
        let mut copies = Vec::new();
        for folder in folders.iter().filter(|folder| folder.is_dir()) {
            copies.extend(dated(folder)?);
        }
        copies.sort();
        Ok(Some(copies))
    }

    /// Gives the copies of a diary there the passphrase it has now. Hands back what stayed as it was:
    /// copies, or the place when it is not there now.
    pub fn convert(&self, diary: &Repository, from: Option<&Passphrase>) -> Vec<PathBuf> {
        let Ok(Some(copies)) = self.backups(Some(diary)) else {
            return vec![self.0.clone()];
        };
        let copies = copies.into_iter().map(|(_, copy)| copy);
        let left = copies.filter(|copy| convert_file(copy, from, diary.key()).is_err());
        left.collect()
    }

    /// Makes today's copy, and removes those that are no longer kept. Copies that were made before the
    /// diary had a passphrase get it, too: the place may not have been there then.
    fn keep(
        &self,
        diary: &Repository,
        today: NaiveDate,
        retention: Retention,
    ) -> std::result::Result<(), Unkept> {
        let Some(copies) = self.backups(Some(diary))? else {
            return Err(Unkept::Away(self.0.clone()));
        };
        if let Some(key) = diary.key() {
            for (_, copy) in copies {
                if application(&copy)?.is_some() {
                    convert_file(&copy, None, Some(key))?;
                }
            }
        }
        let folder = self.of(diary)?;
        keep_in(&folder, diary, today, retention, || {
            Ok(dated(&folder)?.collect())
        })?;
        Ok(())
    }

    /// Whether it is there now.
    fn is_there(&self) -> Result<bool> {
        match std::fs::metadata(&self.0) {
            Ok(found) => Ok(found.is_dir()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(RepositoryError::io(&self.0, error)),
        }
    }

    /// The folder of a diary there.
    fn of(&self, diary: &Repository) -> Result<PathBuf> {
        let name = diary.ask(lasting_name)?.unwrap_or_default();
        // The name stands in a file that anybody may have written: it must not lead elsewhere.
        let is_one = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_one {
            Ok(self.0.join(name))
        } else {
            Err(RepositoryError::Damaged {
                path: diary.path().to_owned(),
                detail: Problem::NotAsWritten.into(),
                source: None,
            })
        }
    }
}
