//! What the person removed, as far as the record of acts still has it: it does not come back by itself.

use std::collections::HashMap;

use chrono::{DateTime, Local};

use crate::diary::{EntryId, ItemId, Uid};
use crate::repository::{Repository, RepositoryError};
use crate::safekeeping::{Cleared, cleared, trash};

/// When something was removed; `None` where the file does not say so any more.
type When = Option<DateTime<Local>>;

/// What was removed from a diary.
#[derive(Debug, Clone, Default)]
pub(in crate::exchange) struct Bin {
    entries: HashMap<Uid, When>,
    answers: Cleared,
}

impl Bin {
    /// That of a diary. What was removed before the bin forgot it is not known any more, and comes as
    /// anything else does.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(in crate::exchange) fn of(diary: &Repository) -> Result<Self, RepositoryError> {
        let removed = trash(diary, DateTime::<Local>::default())?.into_iter();
        let timed = removed.filter(|removed| !removed.entry.id.is_check_in());
        Ok(Self {
            entries: timed
                .map(|removed| (removed.entry.uid, removed.at))
                .collect(),
            answers: cleared(diary)?,
        })
    }

    /// When the timed entry of a lasting name was removed, if it was.
    pub(super) fn entry(&self, uid: &Uid) -> Option<When> {
        self.entries.get(uid).copied()
    }

    /// When an answer was taken from a check-in, or from the timed entry of a lasting name, if it was.
    pub(super) fn answer(&self, id: EntryId, uid: Option<&Uid>, item: &ItemId) -> Option<When> {
        self.answers.at(id, uid, item)
    }
}
