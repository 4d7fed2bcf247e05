//! What a person does to a diary: one act, one transaction, one step of undo.

use chrono::{NaiveDate, NaiveTime};

use super::catalogue::{ItemOverride, ItemSpec};
use super::entry::{EntryId, NewEntry};
use super::id::ItemId;
use super::item::Item;
use super::kind::Answer;
use super::profile::Profile;
use super::quantity::TemperatureUnit;

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

/// Something a person did: edits that are made together, undone together, and told in one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    /// What was done, for the log: "pain 4 on 2026-03-17".
    pub description: String,
    /// The edits, in order.
    pub edits: Vec<Edit>,
}

impl Act {
    /// An act of one edit.
    pub fn one(description: impl Into<String>, edit: Edit) -> Self {
        Self {
            description: description.into(),
            edits: vec![edit],
        }
    }

    /// Answers an item, or takes the answer back.
    pub fn answer(
        target: Target,
        item: &Item,
        answer: Option<Answer>,
        unit: TemperatureUnit,
    ) -> Self {
        let date = target.id().date();
        let label = &item.label;
        let description = match &answer {
            Some(Answer::Text(_)) => format!("{label} written, {date}"),
            Some(answer) => format!("{label}: {}, {date}", answer.describe(item, unit)),
            None => format!("{label}: not answered, {date}"),
        };
        let item = item.id.clone();
        Self::one(
            description,
            Edit::Answer {
                target,
                item,
                answer,
            },
        )
    }
}
