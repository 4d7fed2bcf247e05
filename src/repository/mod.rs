//! The SQLite file: the only room that knows SQL.
//!
//! A [`Repository`] reads stretches of the diary and performs [`Act`]s, each in one transaction
//! that is durable when [`Repository::perform`] returns, and each recorded as an [`Operation`]
//! that can be undone and redone, also after a restart and from another program.

mod error;
mod operation;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Local, NaiveDate};

use crate::diary::query::Query;
use crate::diary::{
    Act, Catalogue, DateRange, Day, Diary, ItemId, ItemOverride, ItemSpec, Profile,
};

pub use error::RepositoryError;
pub use operation::{Operation, OperationState};

/// An open diary.
#[derive(Debug)]
pub struct Repository {
    path: PathBuf,
    catalogue: Catalogue,
    profile: Profile,
}

/// What a search found on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The day.
    pub date: NaiveDate,
    /// The text in which the words stand; empty when only conditions were asked for.
    pub text: String,
    /// Where the words stand in `text`, as byte ranges.
    pub marks: Vec<std::ops::Range<usize>>,
}

/// How an integrity check ended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckReport {
    /// What is wrong, in words; empty when all is well.
    pub problems: Vec<String>,
    /// How many entries were looked at.
    pub entries: u64,
    /// How many answers were looked at.
    pub answers: u64,
}

type Result<T> = std::result::Result<T, RepositoryError>;

#[allow(unused_variables, clippy::todo)]
impl Repository {
    /// Opens the diary at a path, creating it (file 0600, folder 0700) when there is none.
    pub fn open(path: &Path) -> Result<Self> {
        todo!()
    }

    /// Opens a diary that must exist, to look at it only. Works in a read-only folder.
    pub fn open_read_only(path: &Path) -> Result<Self> {
        todo!()
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The catalogue with the person's own items and changes laid over it.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// What the person told about themselves and what they keep.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The person's own items.
    pub fn own_items(&self) -> Result<std::collections::BTreeMap<ItemId, ItemSpec>> {
        todo!()
    }

    /// How the person changed items.
    pub fn overrides(&self) -> Result<std::collections::BTreeMap<ItemId, ItemOverride>> {
        todo!()
    }

    /// The day of a date; an empty one when nothing is recorded.
    pub fn day(&self, date: NaiveDate) -> Result<Day> {
        todo!()
    }

    /// Everything recorded in a range.
    pub fn read(&self, range: DateRange) -> Result<Diary> {
        todo!()
    }

    /// The answers to some items in a range; entries without any of them are left out.
    pub fn read_items(&self, items: &[ItemId], range: DateRange) -> Result<Diary> {
        todo!()
    }

    /// The first and last date with an entry.
    pub fn span(&self) -> Result<Option<DateRange>> {
        todo!()
    }

    /// Performs an act in one transaction, durable when this returns.
    pub fn perform(&mut self, act: &Act) -> Result<Operation> {
        todo!()
    }

    /// Undoes the latest act that stands; `None` when there is none.
    pub fn undo(&mut self) -> Result<Option<Operation>> {
        todo!()
    }

    /// Redoes the act undone last; `None` when there is none or something was done since.
    pub fn redo(&mut self) -> Result<Option<Operation>> {
        todo!()
    }

    /// The latest operations, newest first.
    pub fn history(&self, limit: usize) -> Result<Vec<Operation>> {
        todo!()
    }

    /// The days a query finds, newest first.
    pub fn search(&self, query: &Query, limit: usize) -> Result<Vec<Hit>> {
        todo!()
    }

    /// Whether another program changed the file since this was last asked. Re-reads profile and
    /// catalogue when it did. Costs no system call when nothing changed.
    pub fn changed_elsewhere(&mut self) -> Result<bool> {
        todo!()
    }

    /// Checks the file's pages, references and answers.
    pub fn check(&self) -> Result<CheckReport> {
        todo!()
    }

    /// Writes a copy to a path that does not exist yet, while the diary is in use, and verifies it.
    pub fn backup(&self, to: &Path) -> Result<()> {
        todo!()
    }
}
