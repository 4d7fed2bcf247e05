//! Bringing a diary to what a copy of it holds: the difference of their rows, as one act.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::Connection;

use super::check::check;
use super::rows::each_difference;
use crate::diary::{EntryId, Summary};
use crate::repository::raw::{
    Change, Result, beside, copy, is_setting, lasting_name, private_folder, sync_folder,
};
use crate::repository::{Passphrase, Problem, Repository, RepositoryError, Written};

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

    fn add(&mut self, change: &Change) {
        let Some(id) = change.entry() else {
            match change {
                Change::Setting(key, ..) if !is_setting(key) => {}
                _ => self.settings += 1,
            }
            return;
        };
        match change {
            Change::Entry(_, None, _) => self.back.insert(id),
            Change::Entry(_, _, None) => self.gone.insert(id),
            _ => self.changed.insert(id),
        };
    }
}

/// What restoring a copy would change.
///
/// # Errors
/// [`RepositoryError`] when one of the two cannot be read.
pub fn difference(diary: &Repository, copy: &Repository) -> Result<Difference> {
    let mut difference = Difference::default();
    diary.ask(|now| {
        copy.ask(|then| {
            each_difference(now, then, |change| {
                difference.add(&change);
                Ok::<_, RepositoryError>(())
            })
        })
    })?;
    let Difference {
        back,
        changed,
        gone,
        ..
    } = &mut difference;
    changed.retain(|id| !back.contains(id) && !gone.contains(id));
    Ok(difference)
}

/// Makes the diary hold what a copy holds, as one act; `None` when it does already.
///
/// # Errors
/// As [`Repository::perform`].
pub fn restore(
    diary: &mut Repository,
    copy: &Repository,
    summary: &Summary,
) -> Result<Option<Written>> {
    diary.record(summary, |rows, _| {
        let now = rows.db;
        copy.ask(|then| {
            each_difference(now, then, |change| {
                rows.make(change).map_err(RepositoryError::from)
            })
        })
    })
}

/// How the file of a diary stands that a copy is to be restored to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It is as it was written.
    Whole,
    /// There is none.
    Missing,
    /// It is not as it was written.
    Damaged(Problem),
}

/// Looks at all of a diary's file, without writing to it.
///
/// # Errors
/// [`RepositoryError`] when it cannot be told: it is locked, or of a newer version, or the system
/// refuses it.
pub fn standing(path: &Path, passphrase: Option<Passphrase>) -> Result<Standing> {
    match std::fs::metadata(path) {
        // Behind a link that leads nowhere there may be a disk that is not there now.
        Err(e) if e.kind() == ErrorKind::NotFound && path.symlink_metadata().is_err() => {
            return Ok(Standing::Missing);
        }
        // SQLite takes it for a database that nothing was written to yet.
        Ok(found) if found.is_file() && found.len() == 0 => {
            return Ok(Standing::Damaged(Problem::Unreadable));
        }
        _ => {}
    }
    let looked = Repository::open_read_only_with(path, passphrase).and_then(|diary| check(&diary));
    match looked {
        Ok(report) => Ok(report.damage().map_or(Standing::Whole, Standing::Damaged)),
        Err(RepositoryError::Damaged { detail, .. }) => Ok(Standing::Damaged(*detail)),
        Err(RepositoryError::NotADiary(_)) => Ok(Standing::Damaged(Problem::NotAsWritten)),
        Err(error) => Err(error),
    }
}

/// Whether a file shows itself to be a copy of a diary, of any time: it has the same name for life.
/// Where it does not, as it is older than such names, they share an act, a timed entry or a note. A
/// diary without any of these has nothing to lose, and a copy without them cannot be told.
///
/// # Errors
/// As [`difference`].
pub fn is_copy(diary: &Repository, copy: &Repository) -> Result<bool> {
    let marks = |db: &Connection| -> rusqlite::Result<BTreeSet<String>> {
        // Other programs' entries are named alike in everybody's diary.
        db.prepare(
            "SELECT 'act ' || id || ' ' || at FROM operation
             UNION ALL SELECT 'entry ' || uid FROM entry WHERE source IS NULL AND uid IS NOT NULL
             UNION ALL SELECT 'note ' || entry || ' ' || text FROM note",
        )?
        .query_map([], |row| row.get(0))?
        .collect()
    };
    let (here, there) = (diary.ask(lasting_name)?, copy.ask(lasting_name)?);
    if here.is_some() && here == there {
        return Ok(true);
    }
    let (one, other) = (diary.ask(marks)?, copy.ask(marks)?);
    let cannot_tell = other.is_empty() && there.is_none();
    Ok(one.is_empty() || cannot_tell || !one.is_disjoint(&other))
}

/// Beside a file these are read with it, and would be with another of its name.
const LOGS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Puts a copy in place of a diary, which is kept, with its log, under the name this hands back. At
/// any moment there is a file of the diary's name.
///
/// # Errors
/// As [`backup`](super::backup); then the file is where it was.
pub fn replace(diary: &Path, with: &Repository) -> Result<PathBuf> {
    // A link stays a link.
    let diary = &diary
        .canonicalize()
        .map_err(|error| RepositoryError::io(diary, error))?;
    let aside = free_name(diary);
    with.ask(|db| copy(db, with.key(), &aside))?;
    let put = move_logs(diary, &aside).and_then(|()| {
        exchange(diary, &aside).inspect_err(|_| {
            let _ = move_logs(&aside, diary);
        })
    });
    if let Err(error) = put {
        let _ = std::fs::remove_file(&aside);
        return Err(RepositoryError::io(diary, error));
    }
    sync_folder(diary).map_err(|error| RepositoryError::io(diary, error))?;
    Ok(aside)
}

/// Puts a copy where there is no diary. The log of one that was there is kept under another name.
///
/// # Errors
/// As [`backup`](super::backup).
pub fn put(diary: &Path, copied: &Repository) -> Result<()> {
    let refused = |error| RepositoryError::io(diary, error);
    if let Some(folder) = diary.parent() {
        private_folder(folder).map_err(refused)?;
    }
    move_logs(diary, &free_name(diary)).map_err(refused)?;
    copied.ask(|db| copy(db, copied.key(), diary))
}

/// A name for a file that is set aside.
fn free_name(diary: &Path) -> PathBuf {
    let is_free = |name: &PathBuf| {
        let taken = |ending: &str| beside(name, ending).symlink_metadata().is_ok();
        !["", ".partial"]
            .iter()
            .chain(&LOGS)
            .any(|ending| taken(ending))
    };
    let names = (1..).map(|n| beside(diary, &format!(".damaged-{n}")));
    names.into_iter().find(is_free).unwrap_or_default()
}

fn move_logs(from: &Path, to: &Path) -> std::io::Result<()> {
    for ending in LOGS {
        match std::fs::rename(beside(from, ending), beside(to, ending)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Lets two files of a folder have each other's names.
fn exchange(one: &Path, other: &Path) -> std::io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok() {
            return Ok(());
        }
    }
    // Some disks cannot do it in one step.
    let between = beside(other, ".partial");
    std::fs::rename(one, &between)?;
    std::fs::rename(other, one).inspect_err(|_| {
        let _ = std::fs::rename(&between, one);
    })?;
    std::fs::rename(&between, other)
}
