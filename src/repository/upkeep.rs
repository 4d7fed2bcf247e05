//! The upkeep of the file: whether it is whole, its copies, its bin, and its passphrase.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Local, NaiveDate};
use rusqlite::Connection;

use super::bin::{self, Removed};
use super::change::Recorder;
use super::check::{self, CheckReport};
use super::restore::{self, Difference};
use super::rotation::{self, Kept};
use super::salvage::{self, Salvaged};
use super::{
    Operation, Passphrase, Repository, RepositoryError, Result, backup, conversion, finish, open,
    operation,
};
use crate::diary::Summary;

impl Repository {
    /// Writes the diary anew under another passphrase, or none, and then its copies. Nothing may
    /// have it open. Hands back the copies that stayed as they were.
    ///
    /// # Errors
    /// [`RepositoryError`] when it cannot be opened with the passphrase it has, or not be written;
    /// [`RepositoryError::Busy`] when another program has it open. Then it is as it was.
    pub fn convert(
        path: &Path,
        from: Option<&Passphrase>,
        to: Option<&Passphrase>,
    ) -> Result<Vec<PathBuf>> {
        if !cfg!(feature = "encryption") {
            return Err(RepositoryError::Unencrypted(path.to_owned()));
        }
        std::fs::metadata(path).map_err(|e| open::refused(path, &e))?;
        conversion::convert(path, from, to).map_err(|error| error.at_opening(path, from))?;
        let copies = rotation::copies(path).into_iter().map(|(_, copy)| copy);
        let copies = copies.chain(backup::before_steps(path));
        Ok(copies
            .filter(|copy| conversion::convert(copy, from, to).is_err())
            .collect())
    }

    /// Whether only its owner may read the file.
    pub fn is_private(&self) -> bool {
        open::is_private(self.path())
    }

    /// Checks the file's pages, indexes and references, and whether every row means something.
    ///
    /// # Errors
    /// [`RepositoryError::Damaged`] when the file is so broken that it cannot be looked through.
    pub fn check(&self) -> Result<CheckReport> {
        self.ask(|db| check::whole(db, self.catalogue()))
    }

    /// Checks the file's pages and references only, in about the time of reading it once.
    ///
    /// # Errors
    /// As [`Repository::check`].
    pub fn quick_check(&self) -> Result<CheckReport> {
        self.ask(check::quick)
    }

    /// Writes a copy to a path that does not exist yet, while the diary is in use, and verifies it.
    ///
    /// # Errors
    /// [`RepositoryError::Exists`] when there is something; otherwise as the file is refused.
    pub fn backup(&self, to: &Path) -> Result<()> {
        self.ask(|db| backup::copy(db, self.key.as_ref(), to))
    }

    /// Makes today's copy among those that are made of themselves, in a folder beside the diary,
    /// unless there is one, and removes those no longer kept. Says whether it made one.
    ///
    /// # Errors
    /// As [`Repository::backup`].
    pub fn keep_backup(&self, today: NaiveDate, kept: Kept) -> Result<bool> {
        self.ask(|db| rotation::keep(db, self.key.as_ref(), &self.path, today, kept))
    }

    /// What is to be done once a day: today's copy, and then the bin is emptied of what has lain in
    /// it for as long as it is [`KEPT`](super::KEPT).
    ///
    /// # Errors
    /// As [`Repository::keep_backup`] and [`Repository::purge`].
    pub fn tidy(&mut self, today: NaiveDate, kept: Kept) -> Result<()> {
        self.keep_backup(today, kept)?;
        self.empty_bin(Local::now() - bin::KEPT)?;
        Ok(())
    }

    /// The copies that were made of themselves, with their dates, oldest first.
    pub fn backups(path: &Path) -> Vec<(NaiveDate, PathBuf)> {
        rotation::copies(path)
    }

    /// What restoring a copy would change.
    ///
    /// # Errors
    /// [`RepositoryError`] when one of the two cannot be read.
    pub fn difference(&self, copy: &Self) -> Result<Difference> {
        let changes = self.ask(|db| restore::difference(db, &copy.db))?;
        Ok(Difference::of(&changes))
    }

    /// Whether another file is a copy of this diary, of any time.
    ///
    /// # Errors
    /// As [`Repository::difference`].
    pub fn is_copy(&self, copy: &Self) -> Result<bool> {
        self.ask(|db| restore::is_copy(db, &copy.db))
    }

    /// Makes the diary hold what a copy holds, as one act; `None` when it does already.
    ///
    /// # Errors
    /// As [`Repository::perform`].
    pub fn restore(&mut self, copy: &Self, summary: &Summary) -> Result<Option<Operation>> {
        self.write(|db, catalogue| {
            let mut rows = Recorder::new(db);
            for change in restore::difference(db, &copy.db)? {
                rows.make(change, catalogue)?;
            }
            let (changes, settings) = finish(rows)?;
            if changes.is_empty() {
                return Ok(None);
            }
            let operation = operation::record(db, Local::now(), summary, &changes)?;
            Ok(Some((operation, settings)))
        })
    }

    /// Writes whatever can be read of a damaged diary to a new one, with the same passphrase.
    ///
    /// # Errors
    /// [`RepositoryError::Exists`] when there is something at the new path, and
    /// [`RepositoryError::Damaged`] when nothing can be read.
    pub fn salvage(path: &Path, passphrase: Option<Passphrase>, to: &Path) -> Result<Salvaged> {
        if to.symlink_metadata().is_ok() {
            return Err(RepositoryError::Exists(to.to_owned()));
        }
        let key = passphrase.clone();
        let mut rows = salvage::read(path, key.as_ref())
            .map_err(|error| error.at_opening(path, key.as_ref()))?;
        salvage::refuse_nothing(&rows, path)?;
        let mut new = Self::open_with(to, passphrase)?;
        let summary = Summary::Salvaged {
            from: path.display().to_string(),
        };
        new.write(|db, catalogue| {
            let changes = salvage::write(db, catalogue, &mut rows)?;
            let operation = operation::record(db, Local::now(), &summary, &changes)?;
            Ok(Some((operation, true)))
        })?;
        Ok(rows.into())
    }

    /// What was removed since a moment and can be brought back, the latest first.
    ///
    /// # Errors
    /// [`RepositoryError`] when the file cannot be read.
    pub fn bin(&self, since: DateTime<Local>) -> Result<Vec<Removed>> {
        self.ask(|db| bin::removed(db, self.catalogue(), since))
    }

    /// Forgets what was removed before a moment, with the acts up to then: they cannot be undone
    /// any more. Says how many were forgotten; none when nothing was removed then.
    ///
    /// # Errors
    /// As [`Repository::purge`].
    pub fn empty_bin(&mut self, before: DateTime<Local>) -> Result<usize> {
        self.ask(|db| match bin::due(db, before)? {
            Some(last) => forget(db, last),
            None => Ok(0),
        })
    }

    /// Forgets all acts, and with them what was removed: nothing can be undone any more. Then
    /// writes the file anew without a trace of it. Says how many were forgotten.
    ///
    /// # Errors
    /// [`RepositoryError`] when the file cannot be written; then nothing is forgotten, or all is and
    /// only traces stay.
    pub fn purge(&mut self) -> Result<usize> {
        self.ask(|db| forget(db, i64::MAX))
    }

    /// Puts a copy of this file in place of one that cannot be opened any more, which is kept under
    /// the name this hands back.
    ///
    /// # Errors
    /// As [`Repository::backup`]; then the file is where it was.
    pub fn replace(&self, broken: &Path) -> Result<PathBuf> {
        self.ask(|db| backup::replace(db, self.key.as_ref(), broken))
    }
}

/// Forgets acts up to one, and leaves no trace of them in the file.
fn forget(db: &Connection, last: i64) -> Result<usize> {
    let forgotten = operation::forget(db, last)?;
    db.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);")?;
    Ok(forgotten)
}
