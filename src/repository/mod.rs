//! The SQLite file: opened, read, and written to by acts.
//!
//! A [`Repository`] reads stretches of the diary and performs [`Act`]s, each in one transaction
//! that is durable when [`Repository::perform`] returns, and each recorded as an [`Operation`]
//! that can be undone and redone, also after a restart and from another program.
//!
//! What lies beside the file is settled before it is opened (`leftover`, by where both say they
//! `stand`), and before each act and each look it is made sure that it still is the file of its name
//! (`footing`), and holds what was written into it (`content`).
//!
//! [`safekeeping`](crate::safekeeping), which guards the file, and [`sharing`](crate::sharing), which
//! exchanges it with other computers, stand above this room. These three are the only ones that know
//! SQL, and `raw` is the door between them.

mod act;
mod beneath;
mod change;
mod connection;
mod content;
mod copy;
mod drafts;
mod error;
mod file;
mod footing;
mod guard;
mod hash;
mod imported;
mod leftover;
mod open;
mod opening;
mod operation;
mod passphrase;
mod problem;
mod read;
mod record;
mod recorder;
mod schema;
mod search;
mod setting_row;
mod settings;
mod stand;
mod taken;
mod touched;
mod undo;
mod value;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{Local, NaiveDate};
use rusqlite::Connection;

use crate::diary::query::Query;
use crate::diary::{
    Act, Catalogue, DateRange, Day, Diary, EntryId, ItemId, ItemOverride, ItemSpec, Profile,
    Summary,
};
use connection::data_version;
use content::Content;
use error::Result;
use footing::Footing;
use record::Recorded;
use recorder::Recorder;
use settings::Settings;
use stand::Stand;

pub(crate) use act::ActWriter;
pub use drafts::{Draft, Drafts};
pub use error::RepositoryError;
pub use file::Loss;
pub(crate) use file::MAGIC;
pub use operation::{Operation, OperationState};
pub use passphrase::{Passphrase, PassphraseError};
pub use problem::Problem;
pub(crate) use schema::is_diary;
pub use search::Hit;
pub use undo::Stays;

/// The file and its rows, beneath the acts: for `safekeeping` and `sharing` alone.
pub(crate) mod raw {
    pub(crate) use super::act::free_place;
    pub(crate) use super::beneath::Beneath;
    pub(crate) use super::change::{Change, EntryRow};
    pub(crate) use super::connection::{connect, immutable};
    pub(crate) use super::copy::{BEFORE_STEP, copy, problems, verify};
    pub(crate) use super::drafts::read as read_drafts;
    pub(crate) use super::error::Result;
    pub(crate) use super::file::{
        CONVERTING, MAGIC, beside, identity, is_private as file_is_private, private_file,
        private_folder, sync_folder,
    };
    pub(crate) use super::hash::{START as HASH_START, hashed};
    pub(crate) use super::open::{read_only, read_write};
    pub(crate) use super::operation::{
        Cleared, are_before, cleared, forget as forget_operations, moment, removing,
        removing_after, times_back,
    };
    pub(crate) use super::read::{day as read_day, lasting_name, no_time, one_state};
    pub(crate) use super::record::{Way, each_change, each_removing};
    pub(crate) use super::recorder::Recorder;
    pub(crate) use super::schema::{APPLICATION_ID, application, version as schema_version};
    pub(crate) use super::settings::{
        OWN, STAMP, catalogue_in, is_of_this_file, is_readable, is_setting,
    };
    pub(crate) use super::stand::{STAND, begin_to_write, restamp};
    pub(crate) use super::touched::Owner;
    pub(crate) use super::value::{Cell, clock};
}

/// An open diary.
pub struct Repository {
    db: Connection,
    path: PathBuf,
    /// The files that are open.
    footing: Footing,
    /// What they hold.
    content: Content,
    /// What opens the file; `None` when it is not encrypted.
    key: Option<Passphrase>,
    /// Where a log is kept that lay beside the file and was another's.
    put_aside: Option<PathBuf>,
    settings: Settings,
    /// The state of the file, as SQLite counts other programs' commits, that the settings were
    /// read at.
    read_at: i64,
    /// The same that [`Repository::changed_elsewhere`] has reported.
    reported_at: i64,
    /// The state that was reported, with what was written here since.
    stands_at: u64,
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
    /// What stays of an act that was undone or redone; none where all of it was.
    pub stays: Option<Stays>,
}

impl Repository {
    /// Whether the file of that name cannot be read without a passphrase. A look from outside, for
    /// before anything of this process has it open.
    pub fn is_locked(path: &Path) -> bool {
        file::sniff(path) == file::FileKind::Encrypted
    }

    /// Whether the diary has a passphrase.
    pub fn is_encrypted(&self) -> bool {
        self.key.is_some()
    }

    /// How many steps the schema of the file has taken.
    ///
    /// # Errors
    /// [`RepositoryError`] when the file cannot be read.
    pub fn schema(&self) -> Result<usize> {
        schema::version(&self.db, &self.path)
    }

    /// A number by which others tell what comes from this diary, the same for life: made of its name,
    /// which it does not give away. `None` for a diary of before it had one.
    ///
    /// # Errors
    /// [`RepositoryError`] when the file cannot be read.
    pub fn number(&self) -> Result<Option<u64>> {
        let name = self.ask(read::lasting_name)?;
        Ok(name.map(|name| hash::hashed(hash::START, &name)))
    }

    /// Whether a passphrase is the diary's.
    pub fn has_passphrase(&self, passphrase: &Passphrase) -> bool {
        self.key.as_ref().is_some_and(|key| key.is(passphrase))
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

    /// The number of the entry that has a lasting name.
    pub fn entry_named(&self, uid: &str) -> Result<Option<EntryId>> {
        self.ask(|db| read::named(db, uid))
    }

    /// The marks of the lines of a day that were counted.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn taken(&self, date: NaiveDate) -> Result<BTreeSet<String>> {
        self.ask(|db| taken::read(db, date))
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

    /// Performs an act whose edits are made by and by, in one transaction, as [`Repository::perform`]
    /// does. Without a summary everything is left as it was.
    ///
    /// # Errors
    /// As [`Repository::perform`].
    pub(crate) fn perform_by_and_by(
        &mut self,
        edits: impl FnOnce(&mut ActWriter<'_, '_>) -> Result<Option<Summary>>,
    ) -> Result<Option<Written>> {
        self.record_what(None, |rows, catalogue| {
            edits(&mut ActWriter::new(rows, catalogue))
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
        self.record_what(None, |rows, catalogue| {
            changes(rows, catalogue)?;
            Ok(Some(summary.clone()))
        })
    }

    /// Performs an act that was done on another computer, of that name, as [`Repository::perform`]
    /// does. It is not undone with the acts of this one.
    ///
    /// # Errors
    /// As [`Repository::perform`].
    pub fn perform_from(&mut self, origin: &str, act: &Act) -> Result<Option<Written>> {
        self.record_from(origin, &act.summary, |rows, catalogue| {
            let mut writer = ActWriter::new(rows, catalogue);
            act.edits.iter().try_for_each(|edit| writer.edit(edit))
        })
    }

    /// Makes changes that came from another computer, of that name, as [`Repository::record`] does.
    ///
    /// # Errors
    /// As [`Repository::perform`].
    pub(crate) fn record_from(
        &mut self,
        origin: &str,
        summary: &Summary,
        changes: impl FnOnce(&mut Recorder<'_>, &Arc<Catalogue>) -> Result<()>,
    ) -> Result<Option<Written>> {
        self.record_what(Some(origin), |rows, catalogue| {
            changes(rows, catalogue)?;
            Ok(Some(summary.clone()))
        })
    }

    fn record_what(
        &mut self,
        origin: Option<&str>,
        changes: impl FnOnce(&mut Recorder<'_>, &Arc<Catalogue>) -> Result<Option<Summary>>,
    ) -> Result<Option<Written>> {
        self.write_act(|db, catalogue| {
            let mut rows = Recorder::new(db);
            let Some(summary) = changes(&mut rows, catalogue)? else {
                return Ok(None);
            };
            let (Some(record), settings) = finish(rows)? else {
                return Ok(None);
            };
            let operation = operation::record(db, Local::now(), origin, &summary, record)?;
            Ok(Some(Written {
                operation,
                settings,
                stays: None,
            }))
        })
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
        if std::mem::replace(&mut self.reported_at, version) == version {
            return Ok(false);
        }
        // To SQLite it is a change, too, when the log is written back, which then is empty.
        let stands_at = self.ask(Stand::read)?.now;
        let stood_at = std::mem::replace(&mut self.stands_at, stands_at);
        Ok(stood_at != stands_at || !self.content.log_is_empty())
    }

    /// Where a log is kept that lay beside the file and was another's.
    pub fn put_aside(&self) -> Option<&Path> {
        self.put_aside.as_deref()
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
        self.check()?;
        let told = self.held(ask).map_err(|error| self.or_lost(error))?;
        // Some ask and write, beneath the acts.
        self.held(|db| self.content.written(db))?;
        Ok(told)
    }

    /// The same of the file that is open, whatever has its name by now.
    pub(crate) fn held<T, E: Into<RepositoryError>>(
        &self,
        ask: impl FnOnce(&Connection) -> std::result::Result<T, E>,
    ) -> Result<T> {
        ask(&self.db).map_err(|error| self.named(error.into()))
    }

    /// What was said against the file, with its name.
    fn named(&self, error: RepositoryError) -> RepositoryError {
        error.seen_by(&self.db, &self.path).at_diary(&self.path)
    }

    /// Writes an act, undone or redone too; `None` leaves everything as it was.
    fn write_act(
        &mut self,
        work: impl FnOnce(&Connection, &Arc<Catalogue>) -> Result<Option<Written>>,
    ) -> Result<Option<Written>> {
        self.write(work, |written| written.settings)
    }

    /// Writes in one transaction, over the settings as they are in the file; `None` leaves
    /// everything as it was. Settings that were changed are read again.
    pub(crate) fn write<T>(
        &mut self,
        work: impl FnOnce(&Connection, &Arc<Catalogue>) -> Result<Option<T>>,
        changed_settings: impl FnOnce(&T) -> bool,
    ) -> Result<Option<T>> {
        self.write_unnamed(work, changed_settings)
            .map_err(|error| self.or_lost(self.named(error).at_change()))
    }

    fn write_unnamed<T>(
        &mut self,
        work: impl FnOnce(&Connection, &Arc<Catalogue>) -> Result<Option<T>>,
        changed_settings: impl FnOnce(&T) -> bool,
    ) -> Result<Option<T>> {
        // As late as can be, and before anything is in the log.
        let (begun, moved) = loop {
            self.check()?;
            let begun = Stand::begin(&self.db)?;
            if self.content.stands_still() {
                break begun;
            }
        };
        self.footing.check()?;
        self.footing.check_alone()?;
        let version = data_version(&begun)?;
        if version != self.read_at {
            self.settings = Settings::read(&begun)?;
            self.read_at = version;
        }
        let Some(written) = work(&begun, &self.settings.catalogue)? else {
            return Ok(None);
        };
        let settings = changed_settings(&written)
            .then(|| Settings::read(&begun))
            .transpose()?;
        if !self.content.is_still_ours(&moved.from, self.key.as_ref()) {
            return Err(self.footing.lost(Loss::Overwritten));
        }
        begun.commit()?;
        self.content.written(&self.db)?;
        if self.stands_at == moved.from.now {
            self.stands_at = moved.to;
        }
        if let Some(settings) = settings {
            self.settings = settings;
        }
        if self.content.log_is_long() {
            self.write_back();
        }
        Ok(Some(written))
    }
}

/// Brings what follows from the changed rows up to date; hands over what is to be remembered and
/// whether settings were changed.
fn finish(rows: Recorder<'_>) -> Result<(Option<Recorded>, bool)> {
    let changes_settings = rows.changed_settings();
    if changes_settings {
        schema::follow(rows.db, &Settings::read(rows.db)?.catalogue)?;
    }
    Ok((rows.finish()?, changes_settings))
}
