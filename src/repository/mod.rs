//! The SQLite file: opened, read, and written to by acts.
//!
//! A [`Repository`] reads stretches of the diary and performs [`Act`]s, each in one transaction
//! that is durable when [`Repository::perform`] returns, and each recorded as an [`Operation`]
//! that can be undone and redone, also after a restart and from another program.
//!
//! [`safekeeping`](crate::safekeeping), which guards the file, stands above this room. These two are
//! the only ones that know SQL, and `raw` is the door between them.

mod act;
mod change;
mod copy;
mod error;
mod file;
mod open;
mod operation;
mod passphrase;
mod problem;
mod read;
mod schema;
mod search;
mod settings;
mod value;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{Local, NaiveDate};
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::diary::query::Query;
use crate::diary::{
    Act, Catalogue, DateRange, Day, Diary, ItemId, ItemOverride, ItemSpec, Profile, Summary,
};
use act::ActWriter;
use change::{Change, Recorder};
use error::Result;
use settings::Settings;

pub use error::RepositoryError;
pub use operation::{Operation, OperationState};
pub use passphrase::{Passphrase, PassphraseError};
pub use problem::Problem;
pub use search::Hit;

/// The file and its rows, beneath the acts: for `safekeeping` alone.
pub(crate) mod raw {
    pub(crate) use super::change::{Change, EntryRow};
    pub(crate) use super::copy::{BEFORE_STEP, copy, problems, verify};
    pub(crate) use super::error::Result;
    pub(crate) use super::file::{
        CONVERTING, beside, identity, is_private as file_is_private, private_file, private_folder,
        sync_folder,
    };
    pub(crate) use super::open::{connect, read_only, read_write};
    pub(crate) use super::operation::{
        are_before, forget as forget_operations, moment, removing, removing_after, times_back,
    };
    pub(crate) use super::read::{day as read_day, no_time, one_state};
    pub(crate) use super::schema::{APPLICATION_ID, version as schema_version};
    pub(crate) use super::settings::{OWN, STAMP, catalogue_in, is_readable};
    pub(crate) use super::value::{Cell, clock};
}

/// An open diary.
pub struct Repository {
    db: Connection,
    path: PathBuf,
    /// What opens the file; `None` when it is not encrypted.
    key: Option<Passphrase>,
    settings: Settings,
    /// The state of the file, as SQLite counts other programs' commits, that the settings were
    /// read at.
    read_at: i64,
    /// The same that [`Repository::changed_elsewhere`] has reported.
    reported_at: i64,
}

impl fmt::Debug for Repository {
    /// The path and nothing else: what a person wrote has no place in a message.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Repository").field(&self.path).finish()
    }
}

/// What was written into the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The operation, as it stands now.
    pub operation: Operation,
    /// Whether it changed settings: the profile, own items, or how others are changed.
    pub settings: bool,
}

impl Repository {
    /// Begins what opening a diary needs, so that opening need not wait for it: SQLite and its
    /// cipher.
    pub fn begin() {
        open::begin();
    }

    /// Opens the diary at a path, creating it (file 0600, folder 0700) when there is none.
    ///
    /// A diary of an earlier version is brought to the present one, with a verified copy beside it.
    ///
    /// # Errors
    /// [`RepositoryError`] names the file. What is not a diary, or of a newer version, is not touched.
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_with(path, None)
    }

    /// Opens the diary at a path with its passphrase; a new one is encrypted with it.
    ///
    /// # Errors
    /// As [`Repository::open`]; also [`RepositoryError::Locked`], [`RepositoryError::NoPassphrase`]
    /// and [`RepositoryError::WrongPassphrase`].
    pub fn open_with(path: &Path, passphrase: Option<Passphrase>) -> Result<Self> {
        Self::settled(path, || {
            let key = passphrase.as_ref();
            let open = || {
                let db = open::read_write(path, key)?;
                let version = schema::version(&db, path)?;
                open::keep_safely(&db)?;
                schema::prepare(&db, key, path, version)?;
                let repository = Self::over(db, path, passphrase.clone())?;
                schema::follow_built_in(&repository.db, &repository.settings)?;
                Ok(repository)
            };
            let repository =
                open().map_err(|error: RepositoryError| error.at_opening(path, key))?;
            file::clear_unfinished(path);
            Ok(repository)
        })
    }

    /// Opens until the file that was opened is the one of that name: while another program gave the
    /// diary another passphrase, the name went over to another file.
    fn settled(path: &Path, open: impl Fn() -> Result<Self>) -> Result<Self> {
        loop {
            let before = file::identity(path);
            let opened = open();
            if before.is_none() || before == file::identity(path) {
                return opened;
            }
        }
    }

    /// Opens a diary that must exist, to look at it only. Works in a read-only folder.
    ///
    /// # Errors
    /// As [`Repository::open`]; also [`RepositoryError::Missing`], and
    /// [`RepositoryError::Unfinished`] when the last changes cannot be read where the file is.
    pub fn open_read_only(path: &Path) -> Result<Self> {
        Self::open_read_only_with(path, None)
    }

    /// Opens a diary that must exist with its passphrase, to look at it only.
    ///
    /// # Errors
    /// As [`Repository::open_read_only`] and [`Repository::open_with`].
    pub fn open_read_only_with(path: &Path, passphrase: Option<Passphrase>) -> Result<Self> {
        Self::settled(path, || {
            let key = passphrase.as_ref();
            let open = || {
                let db = open::read_only(path, key)?;
                match schema::version(&db, path)? {
                    0 => return Err(RepositoryError::NotADiary(path.to_owned())),
                    version => schema::see(&db, version)?,
                }
                Self::over(db, path, passphrase.clone())
            };
            open().map_err(|error: RepositoryError| error.at_opening(path, key))
        })
    }

    /// Opens the same diary a second time, to look at it only: for work beside the person's.
    ///
    /// # Errors
    /// As [`Repository::open_read_only`].
    pub fn reader(&self) -> Result<Self> {
        Self::open_read_only_with(&self.path, self.key.clone())
    }

    /// The same for another thread, which takes the time that deriving a key costs.
    pub fn opener(&self) -> impl FnOnce() -> Result<Self> + Send + use<> {
        let (path, key) = (self.path.clone(), self.key.clone());
        move || Self::open_read_only_with(&path, key)
    }

    /// The same, to write in it.
    pub fn writer(&self) -> impl FnOnce() -> Result<Self> + Send + use<> {
        let (path, key) = (self.path.clone(), self.key.clone());
        move || Self::open_with(&path, key)
    }

    /// Whether the file of that name cannot be read without a passphrase. A look from outside, for
    /// before anything of this process has it open.
    pub fn is_locked(path: &Path) -> bool {
        file::sniff(path) == file::FileKind::Encrypted
    }

    /// Whether the diary has a passphrase.
    pub fn is_encrypted(&self) -> bool {
        self.key.is_some()
    }

    /// Whether a passphrase is the diary's.
    pub fn has_passphrase(&self, passphrase: &Passphrase) -> bool {
        self.key.as_ref().is_some_and(|key| key.is(passphrase))
    }

    fn over(db: Connection, path: &Path, key: Option<Passphrase>) -> Result<Self> {
        let version = data_version(&db)?;
        Ok(Self {
            settings: Settings::read(&db)?,
            path: path.to_owned(),
            key,
            read_at: version,
            reported_at: version,
            db,
        })
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The catalogue with the person's own items and changes laid over it.
    pub fn catalogue(&self) -> &Arc<Catalogue> {
        &self.settings.catalogue
    }

    /// What the person said about themselves, and which areas they keep.
    pub fn profile(&self) -> &Profile {
        &self.settings.profile
    }

    /// The person's own items.
    pub fn own_items(&self) -> &BTreeMap<ItemId, ItemSpec> {
        &self.settings.own
    }

    /// How the person changed items.
    pub fn overrides(&self) -> &BTreeMap<ItemId, ItemOverride> {
        &self.settings.overrides
    }

    /// The day of a date; an empty one when nothing is recorded.
    pub fn day(&self, date: NaiveDate) -> Result<Day> {
        self.ask(|db| read::day(db, self.catalogue(), date))
    }

    /// Everything recorded in a range.
    pub fn read(&self, range: DateRange) -> Result<Diary> {
        self.ask(|db| read::range(db, self.catalogue(), range))
    }

    /// The answers to some items in a range; entries without any of them are left out.
    pub fn read_items(&self, items: &[ItemId], range: DateRange) -> Result<Diary> {
        self.ask(|db| read::items(db, self.catalogue(), items, range))
    }

    /// The first and last date with an entry.
    pub fn span(&self) -> Result<Option<DateRange>> {
        self.ask(read::span)
    }

    /// Performs an act in one transaction, durable when this returns. `None` when it changes
    /// nothing; then nothing is recorded either.
    ///
    /// # Errors
    /// [`RepositoryError`] when an edit is not possible or the file cannot be written; then none
    /// of the edits is made.
    pub fn perform(&mut self, act: &Act) -> Result<Option<Written>> {
        self.record(&act.summary, |rows, catalogue| {
            let mut writer = ActWriter::new(rows, catalogue);
            act.edits.iter().try_for_each(|edit| writer.edit(edit))
        })
    }

    /// Makes changes as one act, in one transaction; `None` when they change nothing.
    ///
    /// # Errors
    /// As [`Repository::perform`].
    pub(crate) fn record(
        &mut self,
        summary: &Summary,
        changes: impl FnOnce(&mut Recorder<'_>, &Arc<Catalogue>) -> Result<()>,
    ) -> Result<Option<Written>> {
        self.write(|db, catalogue| {
            let mut rows = Recorder::new(db);
            changes(&mut rows, catalogue)?;
            let (changes, settings) = finish(rows)?;
            if changes.is_empty() {
                return Ok(None);
            }
            let operation = operation::record(db, Local::now(), summary, &changes)?;
            Ok(Some(Written {
                operation,
                settings,
            }))
        })
    }

    /// Undoes the latest act that stands; `None` when there is none.
    ///
    /// # Errors
    /// [`RepositoryError`] when the file cannot be written; then nothing is undone.
    pub fn undo(&mut self) -> Result<Option<Written>> {
        self.write(|db, catalogue| {
            let Some((operation, changes)) = operation::latest_done(db)? else {
                return Ok(None);
            };
            let back = changes.into_iter().rev().map(Change::inverse);
            let settings = make(db, catalogue, back)?;
            let operation = operation::mark(db, operation, OperationState::Undone)?;
            Ok(Some(Written {
                operation,
                settings,
            }))
        })
    }

    /// Redoes the act undone last; `None` when there is none or something was done since.
    ///
    /// # Errors
    /// [`RepositoryError`] when the file cannot be written; then nothing is redone.
    pub fn redo(&mut self) -> Result<Option<Written>> {
        self.write(|db, catalogue| {
            let Some((operation, changes)) = operation::first_undone(db)? else {
                return Ok(None);
            };
            let settings = make(db, catalogue, changes)?;
            let operation = operation::mark(db, operation, OperationState::Done)?;
            Ok(Some(Written {
                operation,
                settings,
            }))
        })
    }

    /// The latest operations, newest first.
    pub fn history(&self, limit: usize) -> Result<Vec<Operation>> {
        self.ask(|db| operation::history(db, limit))
    }

    /// The days a query finds, newest first.
    pub fn search(&self, query: &Query, limit: usize) -> Result<Vec<Hit>> {
        self.ask(|db| search::search(db, self.catalogue(), query, limit))
    }

    /// Whether another program changed the file since this was last asked. Re-reads profile and
    /// catalogue when it did; otherwise it costs about as much as taking and releasing a lock.
    pub fn changed_elsewhere(&mut self) -> Result<bool> {
        let version = self.ask(data_version)?;
        if version != self.read_at {
            self.settings = self.ask(Settings::read)?;
            self.read_at = version;
        }
        Ok(std::mem::replace(&mut self.reported_at, version) != version)
    }

    /// Gives back the memory in which SQLite caches parts of the file.
    pub fn release_memory(&self) {
        // Where it cannot be had back, it stays.
        let _ = self.db.release_memory();
    }

    /// What opens the file; `None` when it is not encrypted.
    pub(crate) fn key(&self) -> Option<&Passphrase> {
        self.key.as_ref()
    }

    /// Asks the file itself; what it says against it is said with its name.
    pub(crate) fn ask<T, E: Into<RepositoryError>>(
        &self,
        ask: impl FnOnce(&Connection) -> std::result::Result<T, E>,
    ) -> Result<T> {
        ask(&self.db).map_err(|error| error.into().at_diary(&self.path))
    }

    /// Writes in one transaction, over the settings as they are in the file; `None` leaves
    /// everything as it was.
    fn write(
        &mut self,
        work: impl FnOnce(&Connection, &Arc<Catalogue>) -> Result<Option<Written>>,
    ) -> Result<Option<Written>> {
        self.write_unnamed(work)
            .map_err(|error| error.at_diary(&self.path))
    }

    fn write_unnamed(
        &mut self,
        work: impl FnOnce(&Connection, &Arc<Catalogue>) -> Result<Option<Written>>,
    ) -> Result<Option<Written>> {
        let begun = Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate)?;
        let version = data_version(&begun)?;
        if version != self.read_at {
            self.settings = Settings::read(&begun)?;
            self.read_at = version;
        }
        let Some(written) = work(&begun, &self.settings.catalogue)? else {
            return Ok(None);
        };
        let settings = written
            .settings
            .then(|| Settings::read(&begun))
            .transpose()?;
        begun.commit()?;
        if let Some(settings) = settings {
            self.settings = settings;
        }
        Ok(Some(written))
    }
}

/// Makes recorded changes again; says whether they changed settings.
fn make(
    db: &Connection,
    catalogue: &Catalogue,
    changes: impl IntoIterator<Item = Change>,
) -> Result<bool> {
    let mut rows = Recorder::new(db);
    for change in changes {
        rows.make(change, catalogue)?;
    }
    finish(rows).map(|(_, settings)| settings)
}

/// Brings what follows from the changed rows up to date; hands over the changes and whether they
/// changed settings.
fn finish(rows: Recorder<'_>) -> Result<(Vec<Change>, bool)> {
    let changes_settings = rows.changed_settings();
    if changes_settings {
        schema::follow(rows.db, &Settings::read(rows.db)?.catalogue)?;
    }
    Ok((rows.finish()?, changes_settings))
}

/// Changes when another connection commits, not when this one does.
fn data_version(db: &Connection) -> rusqlite::Result<i64> {
    db.prepare_cached("PRAGMA data_version")?
        .query_row([], |row| row.get(0))
}
