//! Bringing a diary to what a copy of it holds: the difference of their rows, as one act.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::Connection;

use super::rows::Rows;
use crate::diary::EntryId;
use crate::repository::raw::{Change, Result, beside, copy, sync_folder};
use crate::repository::{Repository, RepositoryError, Written};

/// What a restore changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// Entries only the copy has.
    pub back: BTreeSet<EntryId>,
    /// Entries that are otherwise in the copy.
    pub changed: BTreeSet<EntryId>,
    /// Entries the copy does not have.
    pub gone: BTreeSet<EntryId>,
    /// How many settings are otherwise in the copy.
    pub settings: usize,
}

impl Difference {
    /// The dates it touches.
    pub fn dates(&self) -> BTreeSet<NaiveDate> {
        let entries = self.back.iter().chain(&self.changed).chain(&self.gone);
        entries.map(|entry| entry.date()).collect()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn of(changes: &[Change]) -> Self {
        let mut difference = Self::default();
        for change in changes {
            let Some(id) = change.entry() else {
                difference.settings += 1;
                continue;
            };
            match change {
                Change::Entry(_, None, _) => difference.back.insert(id),
                Change::Entry(_, _, None) => difference.gone.insert(id),
                _ => difference.changed.insert(id),
            };
        }
        for id in difference.back.iter().chain(&difference.gone) {
            difference.changed.remove(id);
        }
        difference
    }
}

/// What restoring a copy would change.
///
/// # Errors
/// [`RepositoryError`] when one of the two cannot be read.
pub fn difference(diary: &Repository, copy: &Repository) -> Result<Difference> {
    let (now, then) = (diary.ask(Rows::read)?, copy.ask(Rows::read)?);
    Ok(Difference::of(&now.changes_to(&then)))
}

/// Makes the diary hold what a copy holds, as one act; `None` when it does already.
///
/// # Errors
/// As [`Repository::perform`].
pub fn restore(
    diary: &mut Repository,
    copy: &Repository,
    description: &str,
) -> Result<Option<Written>> {
    let then = copy.ask(Rows::read)?;
    diary.record(description, |rows, catalogue| {
        for change in Rows::read(rows.db)?.changes_to(&then) {
            rows.make(change, catalogue)?;
        }
        Ok(())
    })
}

/// Whether a file is a copy of a diary, of any time: their logs of acts have an act in common, or
/// one has none yet.
///
/// # Errors
/// As [`difference`].
pub fn is_copy(diary: &Repository, copy: &Repository) -> Result<bool> {
    let log = |db: &Connection| -> rusqlite::Result<BTreeSet<(i64, String)>> {
        db.prepare("SELECT id, at FROM operation")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect()
    };
    let (one, other) = (diary.ask(log)?, copy.ask(log)?);
    Ok(one.is_empty() || other.is_empty() || !one.is_disjoint(&other))
}

/// Puts a copy in place of a diary that cannot be opened any more, which is kept, with its log,
/// under the name this hands back.
///
/// # Errors
/// As [`backup`](super::backup); then the file is where it was.
pub fn replace(broken: &Path, with: &Repository) -> Result<PathBuf> {
    let aside = (1..)
        .map(|n| beside(broken, &format!(".damaged-{n}")))
        .find(|aside| aside.symlink_metadata().is_err())
        .unwrap_or_default();
    let new = beside(broken, ".restored");
    let _ = std::fs::remove_file(&new);
    with.ask(|db| copy(db, with.key(), &new))?;
    let refused = |error| RepositoryError::io(broken, error);
    for ending in ["-wal", "-shm", ""] {
        match std::fs::rename(beside(broken, ending), beside(&aside, ending)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(refused(error));
            }
            _ => {}
        }
    }
    std::fs::rename(&new, broken)
        .and_then(|()| sync_folder(broken))
        .map_err(refused)?;
    Ok(aside)
}
