//! The files under an open diary: whether they are still those of their names.
//!
//! Whoever has a file open goes on with it when its name goes over to another, or to none. SQLite does
//! not look; so it is looked here, before each act and each look.

use std::path::{Path, PathBuf};

use super::error::{RepositoryError, Result};
use super::file::{Identity, Loss, beside, identity, names};

/// The files that are open.
#[derive(Debug, Clone)]
pub(super) struct Footing {
    path: PathBuf,
    diary: Option<Identity>,
    /// The log and its index; none where SQLite made none.
    log: [(PathBuf, Option<Identity>); 2],
}

impl Footing {
    /// The files of that name, which were just opened.
    pub(super) fn of(path: &Path) -> Self {
        // A link leads to where the log is.
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let log = ["-wal", "-shm"].map(|ending| {
            let file = beside(&real, ending);
            let found = identity(&file);
            (file, found)
        });
        Self {
            path: path.to_owned(),
            diary: identity(path),
            log,
        }
    }

    /// Whether two have the same file open.
    pub(super) fn is_that_of(&self, other: &Self) -> bool {
        self.diary == other.diary
    }

    /// Whether the file that is open has that name, too, as far as the system tells files apart.
    pub(super) fn is_at(&self, path: &Path) -> bool {
        self.diary.is_some() && self.diary == identity(path)
    }

    /// Refuses to go on when they are others by now.
    pub(super) fn check(&self) -> Result<()> {
        self.loss().map_or(Ok(()), |loss| Err(self.lost(loss)))
    }

    /// That it was lost so.
    pub(super) fn lost(&self, loss: Loss) -> RepositoryError {
        let path = self.path.clone();
        RepositoryError::Lost { path, loss }
    }

    /// Refuses to write under one of several names: each would have its own log.
    pub(super) fn check_alone(&self) -> Result<()> {
        one_name(&self.path)
    }

    /// Removes them, the diary first: its log is nothing without it.
    pub(super) fn remove(&self) -> Result<()> {
        let real = self.path.canonicalize();
        real.and_then(std::fs::remove_file)
            .map_err(|error| RepositoryError::io(&self.path, error))?;
        for (file, found) in &self.log {
            if found.is_some() {
                // One that stays is empty.
                let _ = std::fs::remove_file(file);
            }
        }
        Ok(())
    }

    fn loss(&self) -> Option<Loss> {
        match identity(&self.path) {
            _ if self.diary.is_none() => None,
            None => Some(Loss::Gone),
            found if found != self.diary => Some(Loss::Replaced),
            _ => {
                let same = |(file, found): &(PathBuf, Option<Identity>)| {
                    found.is_none() || *found == identity(file)
                };
                (!self.log.iter().all(same)).then_some(Loss::Log)
            }
        }
    }
}

/// Refuses a file with several names.
pub(super) fn one_name(path: &Path) -> Result<()> {
    match names(path) {
        0 | 1 => Ok(()),
        names => Err(RepositoryError::ManyNames {
            path: path.to_owned(),
            names,
        }),
    }
}
