//! The guard of an open diary's file: whether it still is the one that was opened, and that it is all of the
//! diary while nobody writes.

use std::time::Duration;

use super::error::{RepositoryError, Result};
use super::{Loss, Repository, connection};

impl Drop for Repository {
    /// Others may have it open; what was written here shall not wait for them. A file that it does not go
    /// on from is kept from it, also by SQLite, which would write it back at the end.
    fn drop(&mut self) {
        if let Err(RepositoryError::Lost { loss, .. }) = self.check()
            && matches!(loss, Loss::Overwritten | Loss::Log)
        {
            let _ = connection::leave_log(&self.db, true);
        }
        self.write_back();
    }
}

impl Repository {
    /// Writes what is in the log into the file, which then is all of the diary. Where somebody is
    /// reading or writing just then, whoever comes next does it.
    pub fn write_back(&self) {
        if self.check().is_err() || self.content.log_is_empty() {
            return;
        }
        // Nothing depends on it: what is in the log is as safe as what is in the file.
        let _ = self.db.busy_timeout(Duration::ZERO);
        let _ = self
            .db
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        let _ = self.db.busy_timeout(connection::PATIENCE);
    }

    /// Whether the file that is open is not the one of its name any more.
    pub fn is_lost(&self) -> bool {
        matches!(self.check(), Err(RepositoryError::Lost { .. }))
    }

    /// Whether another file was written over the one that is open: then nobody can say any more what it
    /// held.
    pub fn is_overwritten(&self) -> bool {
        let loss = Loss::Overwritten;
        matches!(self.check(), Err(RepositoryError::Lost { loss: found, .. }) if found == loss)
    }

    /// What was said against the file, unless it was lost meanwhile: then that is why.
    pub(super) fn or_lost(&self, error: RepositoryError) -> RepositoryError {
        match self.check() {
            Err(lost @ RepositoryError::Lost { .. }) => lost,
            _ => error,
        }
    }

    /// Refuses to go on when the file is not the one that was opened any more.
    pub(super) fn check(&self) -> Result<()> {
        self.footing.check()?;
        let is_ours = self.content.is_ours(&self.db, self.key.as_ref());
        match is_ours.map_err(|error| self.named(error))? {
            true => Ok(()),
            false => Err(self.footing.lost(Loss::Overwritten)),
        }
    }
}
