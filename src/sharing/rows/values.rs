//! What goes out, what comes in, and what became of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::diary::ItemId;
use crate::repository::Written;
use crate::sharing::{Computer, DeviceId, PartName};

/// A part as another computer knows it.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// Which part it is.
    pub part: PartName,
    /// Who wrote the file.
    pub from: Computer,
    /// The whole document.
    pub state: Vec<u8>,
}

/// A part as this computer knows it, for a file of its own.
#[derive(Debug, Clone)]
pub struct Outgoing {
    /// Which part it is.
    pub part: PartName,
    /// The name of its file, drawn once: 32 digits of hex.
    pub file: String,
    /// How often it changed. A file with a smaller number is behind.
    pub counter: i64,
    /// The whole document.
    pub state: Vec<u8>,
}

/// What came of merging what others wrote.
#[derive(Debug, Default)]
pub struct Arrival {
    /// Whose values were taken.
    pub from: BTreeSet<Computer>,
    /// How many answers of each item were changed here, taken back ones too.
    pub items: BTreeMap<ItemId, usize>,
    /// The days they are of.
    pub days: BTreeSet<NaiveDate>,
    /// How many settings were changed here.
    pub settings: usize,
    /// What a person should know of it.
    pub told: Vec<Told>,
    /// The act it was recorded as; none when nothing was changed.
    pub written: Option<Written>,
    /// States that could not be merged: no document, or one of a newer form.
    pub refused: Vec<PartName>,
}

impl Arrival {
    /// How many answers were changed here, taken back ones too.
    pub fn answers(&self) -> usize {
        self.items.values().sum()
    }
}

/// What a round would do.
#[derive(Debug, Default)]
pub struct Foreseen {
    /// What would come.
    pub arrival: Arrival,
    /// How many answers of each day would go out that no other computer has.
    pub going: BTreeMap<NaiveDate, usize>,
    /// The answers on which this computer would differ from others.
    pub differ: Vec<Conflict>,
}

/// What is told of a merge, beside how much came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// So many answers differ between computers that had not seen each other's; see `conflicts`.
    Differ(usize),
    /// Notes of both were put under each other.
    BothNotes(NaiveDate),
    /// It was taken back or removed on one computer, and changed on another: the change stands.
    ChangeStands(NaiveDate),
    /// A day has no number left for an entry that came: it waits among the files.
    DayFull(NaiveDate),
    /// A change of a clock that is ahead: its moment is yet to come.
    ClockAhead(Computer),
}

/// An answer that differs between computers that had not seen each other's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Which part it stands in.
    pub part: PartName,
    /// The register's name without its computer: `2026-03-17/pain`.
    pub register: String,
    /// The day it is of; none for a setting.
    pub date: Option<NaiveDate>,
    /// The item, or the name of the setting; empty where a timed entry was moved on both.
    pub item: String,
    /// What stands, as the file keeps it; none: taken back. Of a timed entry its date and time.
    pub stands: Option<String>,
    /// Who says so.
    pub by: DeviceId,
    /// What others say, with who says it and when, in milliseconds since 1970 (0: unknown).
    pub others: Vec<(DeviceId, Option<String>, i64)>,
}
