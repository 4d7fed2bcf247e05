//! What a person does to a diary: one act, one transaction, one step of undo.

use chrono::{NaiveDate, NaiveTime};

use super::catalogue::{ItemOverride, ItemSpec};
use super::entry::{EntryId, NewEntry};
use super::id::ItemId;
use super::imported::Imported;
use super::kind::Answer;
use super::profile::Profile;
use super::summary::Summary;

/// Which entry an edit is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// The check-in of a date, made when it does not exist.
    Day(NaiveDate),
    /// An entry that exists.
    Entry(EntryId),
}

impl Target {
    /// The number of the entry.
    pub fn id(self) -> EntryId {
        match self {
            Self::Day(date) => EntryId::check_in(date),
            Self::Entry(id) => id,
        }
    }
}

/// One change to a diary.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Answers an item, or takes the answer back with `None`.
    Answer {
        /// The entry.
        target: Target,
        /// The item.
        item: ItemId,
        /// What it is answered with.
        answer: Option<Answer>,
    },
    /// Adds a timed entry.
    Add(NewEntry),
    /// Removes an entry with its answers.
    Remove(EntryId),
    /// Gives a timed entry another date or time.
    Move {
        /// The entry.
        entry: EntryId,
        /// The date it shall have.
        date: NaiveDate,
        /// The time it shall have.
        time: Option<NaiveTime>,
    },
    /// Notes where answers of a check-in came from, until they are answered anew.
    Imported {
        /// The date.
        date: NaiveDate,
        /// Which answers, and where from.
        answers: Imported,
    },
    /// Makes an item of the person's own, or changes its words and options.
    OwnItem {
        /// Its stable name.
        id: ItemId,
        /// What it is.
        spec: ItemSpec,
    },
    /// Renames, hides or moves an item; `None` puts it back as it was made.
    Override {
        /// The item.
        item: ItemId,
        /// What is different.
        change: Option<ItemOverride>,
    },
    /// Changes what the person told about themselves and what they keep.
    Profile(Box<Profile>),
}

/// Something a person did: edits that are made together and undone together.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    /// What was done, for the history.
    pub summary: Summary,
    /// The edits, in order.
    pub edits: Vec<Edit>,
}

impl Act {
    /// An act of one edit.
    pub fn one(summary: impl Into<Summary>, edit: Edit) -> Self {
        Self {
            summary: summary.into(),
            edits: vec![edit],
        }
    }

    /// The days whose entries it changes.
    pub fn dates(&self) -> Vec<NaiveDate> {
        let mut dates: Vec<NaiveDate> = self
            .edits
            .iter()
            .flat_map(|edit| match edit {
                Edit::Answer { target, .. } => vec![target.id().date()],
                Edit::Add(new) => vec![new.date],
                Edit::Imported { date, .. } => vec![*date],
                Edit::Remove(entry) => vec![entry.date()],
                Edit::Move { entry, date, .. } => vec![entry.date(), *date],
                Edit::OwnItem { .. } | Edit::Override { .. } | Edit::Profile(_) => vec![],
            })
            .collect();
        dates.sort_unstable();
        dates.dedup();
        dates
    }
}
