//! What an import has done by now, as far as what it does with the rest of its file depends on it.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::diary::{DateRange, Diary, EntryId, ItemId, Uid};

/// A day was looked at before the import came to it.
const SEEN: u16 = 1 << 15;
/// It had a check-in then. Below are the bits of the last number of its entries.
const CHECK_IN: u16 = 1 << 14;

/// What the stretches of a file before this one did. Of most it is enough to know how many entries a
/// day had before, which takes a few bytes a day however long the file is.
#[derive(Debug, Default)]
pub(in crate::exchange) struct Earlier {
    /// By the days of the calendar: what each had before the import.
    days: Vec<u16>,
    /// Answers to entries that were there before.
    given: HashSet<(EntryId, ItemId)>,
    /// Entries the person made that are one of the file's, by the name the file has for them.
    pub(super) recognised: HashMap<Uid, EntryId>,
    claimed: HashSet<EntryId>,
}

impl Earlier {
    /// Notes what days have to which the import comes for the first time.
    pub(in crate::exchange) fn see(
        &mut self,
        days: impl IntoIterator<Item = NaiveDate>,
        existing: &Diary,
    ) {
        if self.days.is_empty() {
            // Those that are never looked at take no memory.
            self.days = vec![0; DateRange::CALENDAR.len()];
        }
        for date in days {
            let Some(seen) = place(date).and_then(|at| self.days.get_mut(at)) else {
                continue;
            };
            if *seen == 0 {
                let entries = existing.day(date).map_or(&[][..], |day| &day.entries);
                let last = entries.iter().map(|entry| entry.id.n()).max().unwrap_or(0);
                *seen = SEEN | u16::try_from(last).unwrap_or_default();
                if entries.iter().any(|entry| entry.id.is_check_in()) {
                    *seen |= CHECK_IN;
                }
            }
        }
    }

    /// The entry that a name of the file stands for, where the person made it.
    pub(in crate::exchange) fn recognised(&self, uid: &Uid) -> Option<EntryId> {
        self.recognised.get(uid).copied()
    }

    /// Whether the import made an entry.
    fn made(&self, id: EntryId) -> bool {
        let seen = place(id.date()).and_then(|at| self.days.get(at));
        match seen {
            None | Some(0) => false,
            Some(seen) if id.is_check_in() => seen & CHECK_IN == 0,
            Some(seen) => id.n() > i64::from(seen & (CHECK_IN - 1)),
        }
    }

    /// Whether an answer that stands is one the import gave.
    pub(super) fn gave(&self, id: EntryId, item: &ItemId) -> bool {
        self.made(id) || !self.given.is_empty() && self.given.contains(&(id, item.clone()))
    }

    /// Notes an answer that is given.
    pub(super) fn give(&mut self, id: EntryId, item: &ItemId) {
        // Without a stretch that comes later nobody asks.
        if !self.days.is_empty() && !self.made(id) {
            self.given.insert((id, item.clone()));
        }
    }

    /// Whether an entry may be one of the file's under another name: one that the person made, and
    /// that is not one of the file's already.
    pub(super) fn may_be_claimed(&self, id: EntryId) -> bool {
        !self.claimed.contains(&id) && !self.made(id)
    }

    /// Notes that an entry is what the file has under a name.
    pub(super) fn claim(&mut self, uid: &Uid, id: EntryId) {
        self.recognised.insert(uid.clone(), id);
        self.claimed.insert(id);
    }
}

/// Where a day stands in the calendar.
fn place(date: NaiveDate) -> Option<usize> {
    usize::try_from((date - DateRange::CALENDAR.first).num_days()).ok()
}
