//! What the person removed, as far as the bin still has it: it does not come back by itself.

use std::collections::HashMap;

use chrono::{DateTime, Local, NaiveDate};

use crate::diary::{EntryId, ItemId, Uid};
use crate::repository::{Repository, RepositoryError};
use crate::safekeeping::trash;

/// When something was removed; `None` where the file does not say so any more.
type When = Option<DateTime<Local>>;

/// What lies in the bin of a diary.
#[derive(Debug, Clone, Default)]
pub(in crate::exchange) struct Bin {
    entries: HashMap<Uid, When>,
    answers: HashMap<(NaiveDate, ItemId), When>,
}

impl Bin {
    /// That of a diary. What was removed before the bin forgot it is not known any more, and comes as
    /// anything else does.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(in crate::exchange) fn of(diary: &Repository) -> Result<Self, RepositoryError> {
        let mut bin = Self::default();
        for removed in trash(diary, DateTime::<Local>::default())? {
            let (at, entry) = (removed.at, removed.entry);
            if entry.id.is_check_in() {
                let date = entry.date();
                let items = entry.answers.keys();
                bin.answers
                    .extend(items.map(|item| ((date, item.clone()), at)));
            } else {
                bin.entries.insert(entry.uid, at);
            }
        }
        Ok(bin)
    }

    /// When the timed entry of a lasting name was removed, if it was.
    pub(super) fn entry(&self, uid: &Uid) -> Option<When> {
        self.entries.get(uid).copied()
    }

    /// When the answer of a check-in was removed, if it was.
    pub(super) fn answer(&self, id: EntryId, item: &ItemId) -> Option<When> {
        if self.answers.is_empty() {
            return None;
        }
        self.answers.get(&(id.date(), item.clone())).copied()
    }
}
