//! What an import would do, worked out before anything is done.
//!
//! Three rules hold for every format. An answer the person gave is never overwritten, but where they
//! choose so: where the file says otherwise the answer stays and the [`Conflict`] is told, and so does what
//! they removed stay removed, as long as the bin has it. Importing a file twice adds nothing:
//! a day is known by its date, anything else by its lasting name. And all that is added is one
//! [`Act`]: one transaction, one step of undo.
//!
//! A file that is imported stretch by stretch has a plan for each, and `Earlier` is what the plans
//! of its later stretches need to know of those before.

mod earlier;
mod planner;
mod removed;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Local, NaiveDate};

use super::Census;
use super::incoming::Dropped;
use crate::diary::{Act, Answer, DateRange, EntryId, EntryKindId, ItemId, Uid};

pub(super) use earlier::Earlier;
pub(super) use planner::Planner;
pub(super) use removed::Bin;

/// Whose an answer is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whose {
    /// An entry of the diary, or the check-in of a date.
    Entry(EntryId),
    /// A timed entry that was removed, by its lasting name.
    Removed(Uid),
}

/// An answer of the diary, or one that was removed: whose it is, and its item.
pub type Field = (Whose, ItemId);

/// What an answer of a file is met by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// Another answer.
    Answer(Answer),
    /// None, as it was removed, at that moment where the bin says so.
    Removed(Option<DateTime<Local>>),
}

/// Answers of the diary whose place what the file says is to take, as the person chose.
pub type Theirs = BTreeSet<Field>;

/// An answer in a file that differs from the one in the diary, which stays; or that was removed from the
/// diary, and stays so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The entry of the person's that it is about; `None` where an earlier line of the file said
    /// otherwise.
    pub entry: Option<Whose>,
    /// The line of the file, from 1; 0 where there is none to be looked up.
    pub line: u64,
    /// The date it is about.
    pub date: NaiveDate,
    /// The item it is about.
    pub item: ItemId,
    /// What the diary, or an earlier line of the file, says.
    pub kept: Kept,
    /// What this line says.
    pub offered: Answer,
}

impl Conflict {
    /// What a choice of it is about; `None` where there is nothing to choose.
    pub fn field(&self) -> Option<Field> {
        Some((self.entry.clone()?, self.item.clone()))
    }
}

/// What an import would do.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportPlan {
    /// The change to the diary; without edits when there is nothing new.
    pub act: Act,
    /// How many answers are new, per item.
    pub added: BTreeMap<ItemId, usize>,
    /// How many timed entries are new, per kind.
    pub entries: BTreeMap<EntryKindId, usize>,
    /// How many answers of the file the diary holds already.
    pub same: usize,
    /// Answers that differ from the person's, which stay: as many as are to be told one by one.
    pub conflicts: Vec<Conflict>,
    /// How many more there are.
    pub more_conflicts: usize,
    /// What the diary cannot hold, with the reason: as much as is to be told one by one.
    pub dropped: Vec<Dropped>,
    /// How much more there is.
    pub more_dropped: usize,
    /// How many edits it takes: those of the act, or, where it was done stretch by stretch, of all.
    pub edits: usize,
    /// The first and last date the file speaks of.
    pub span: Option<DateRange>,
    /// What became of the facts of the file, where it is read by facts.
    pub census: Option<Census>,
    /// What became of its answers, where it is read as it stands.
    pub answers: Census,
}

impl ImportPlan {
    /// Whether the import would change nothing.
    pub fn is_empty(&self) -> bool {
        self.edits == 0
    }

    /// Whether nothing of the file could be used: everything in it was left out.
    pub fn is_of_no_use(&self) -> bool {
        let is_of_use = !self.is_empty() || self.same > 0 || !self.conflicts.is_empty();
        // Of an export that gives nothing, "nothing new" would be a lie; an entry needs no answer.
        let is_of_nothing = self.read_as().answered == 0 && self.span.is_none();
        !is_of_use && (!self.dropped.is_empty() || is_of_nothing)
    }

    /// Whether there was nothing in the file: not even something to be left out.
    pub fn is_hollow(&self) -> bool {
        let is_left = self.read_as().all_left_out() > 0 || !self.dropped.is_empty();
        !is_left && self.read_as().answered == 0
    }

    /// What became of all that was read.
    pub fn read_as(&self) -> &Census {
        self.census.as_ref().unwrap_or(&self.answers)
    }

    /// How many answers are new.
    pub fn total(&self) -> usize {
        self.added.values().sum()
    }

    /// Takes in what the next stretch of the file does, but for its edits.
    pub(super) fn go_on(&mut self, next: Self, shown: usize) {
        self.act.summary = next.act.summary;
        for (item, count) in next.added {
            *self.added.entry(item).or_default() += count;
        }
        for (kind, count) in next.entries {
            *self.entries.entry(kind).or_default() += count;
        }
        self.same += next.same;
        self.more_conflicts +=
            next.more_conflicts + list(&mut self.conflicts, next.conflicts, shown);
        self.more_dropped += next.more_dropped + list(&mut self.dropped, next.dropped, shown);
        self.edits += next.edits;
        self.span = hull(self.span, next.span);
        self.census = self.census.take().or(next.census);
        self.answers.go_on(next.answers);
    }
}

/// Lists more, as long as there is room; says how many are left over.
fn list<T>(listed: &mut Vec<T>, more: impl IntoIterator<Item = T>, shown: usize) -> usize {
    let mut more = more.into_iter();
    listed.extend(more.by_ref().take(shown.saturating_sub(listed.len())));
    more.count()
}

fn hull(one: Option<DateRange>, other: Option<DateRange>) -> Option<DateRange> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.hull(other)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests;
