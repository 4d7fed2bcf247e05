//! Writing beneath the acts, for who exchanges the diary with other computers.

use std::sync::Arc;

use chrono::Local;
use rusqlite::Connection;

use super::error::Result;
use super::open::wait_for_the_disk;
use super::recorder::Recorder;
use super::{Repository, Written, finish, operation};
use crate::diary::{Catalogue, Summary};

/// What came of writing beneath the acts.
pub(crate) enum Beneath {
    /// Nothing that is to stay: everything is left as it was.
    Nothing,
    /// What is to stay and is no act.
    Kept,
    /// Changes that came from other computers, of those names.
    Arrived(String, Summary),
}

impl Repository {
    /// Writes beneath the acts in one transaction, and makes changes that came from other computers.
    ///
    /// # Errors
    /// As [`Repository::perform`].
    pub(crate) fn exchange(
        &mut self,
        work: impl FnOnce(&mut Recorder<'_>, &Arc<Catalogue>) -> Result<Beneath>,
    ) -> Result<Option<Written>> {
        let kept = self.write(
            |db, catalogue| {
                let mut rows = Recorder::new(db);
                let (origin, summary) = match work(&mut rows, catalogue)? {
                    Beneath::Nothing => return Ok(None),
                    Beneath::Kept => return Ok(Some(None)),
                    Beneath::Arrived(origin, summary) => (origin, summary),
                };
                let (Some(record), settings) = finish(rows)? else {
                    return Ok(Some(None));
                };
                let operation =
                    operation::record(db, Local::now(), Some(&origin), &summary, record)?;
                Ok(Some(Some(Written {
                    operation,
                    settings,
                    stays: None,
                })))
            },
            |written| written.as_ref().is_some_and(|written| written.settings),
        )?;
        Ok(kept.flatten())
    }

    /// Writes what is found out again where a power cut takes it away: it does not wait for the disk.
    ///
    /// # Errors
    /// As [`Repository::perform`].
    pub(crate) fn note(
        &mut self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<()>,
    ) -> Result<()> {
        self.ask(|db| wait_for_the_disk(db, false))?;
        let noted = self.write(|db, _| Ok(Some(work(db)?)), |()| false);
        self.held(|db| wait_for_the_disk(db, true))?;
        noted.map(drop)
    }
}
