//! An entry as it was and as it is meant to be.

use chrono::{NaiveDate, NaiveTime};

use crate::diary::{
    Answer, AnswerChange, Answers, Catalogue, Edit, Entry, EntryChange, EntryHead, EntryId,
    EntryKindId, ItemId, NewEntry, Target,
};

/// An entry as it was and as it is meant to be.
#[derive(Clone)]
pub(super) struct DraftEntry {
    /// Its number, when it is in the diary.
    id: Option<EntryId>,
    pub kind: EntryKindId,
    pub time: Option<NaiveTime>,
    was: Answers,
    pub answers: Answers,
}

impl From<Entry> for DraftEntry {
    fn from(stored: Entry) -> Self {
        Self {
            id: Some(stored.id),
            kind: stored.kind,
            time: stored.time,
            was: stored.answers.clone(),
            answers: stored.answers,
        }
    }
}

impl DraftEntry {
    /// One that is not in the diary yet.
    pub(super) fn new(kind: EntryKindId, time: Option<NaiveTime>) -> Self {
        Self {
            id: None,
            kind,
            time,
            was: Answers::new(),
            answers: Answers::new(),
        }
    }

    /// Answers an item, or takes the answer back; says whether that changed anything.
    pub(super) fn say(&mut self, item: &ItemId, answer: Option<&Answer>) -> bool {
        let before = match answer {
            Some(answer) => self.answers.insert(item.clone(), answer.clone()),
            None => self.answers.remove(item),
        };
        before.as_ref() != answer
    }

    /// Whether it has to be added. A check-in comes by itself with its answers.
    fn is_new(&self) -> bool {
        self.id.is_none() && !self.kind.is_day()
    }

    /// Whether it is not what it was.
    pub(super) fn differs(&self) -> bool {
        self.is_new() || self.was != self.answers
    }

    /// The answers that differ.
    fn changes(&self) -> impl Iterator<Item = (&ItemId, Option<&Answer>)> {
        let gone = self
            .was
            .keys()
            .filter(|item| !self.answers.contains_key(*item));
        let given = self.answers.iter();
        given
            .filter(|(item, answer)| self.was.get(*item) != Some(answer))
            .map(|(item, answer)| (item, Some(answer)))
            .chain(gone.map(|item| (item, None)))
    }

    /// The edits that make it so.
    pub(super) fn edits(&self, date: NaiveDate) -> Vec<Edit> {
        if self.is_new() {
            return vec![Edit::Add(NewEntry {
                date,
                time: self.time,
                kind: self.kind.clone(),
                uid: None,
                source: None,
                answers: self.answers.clone(),
            })];
        }
        let target = self.id.map_or(Target::Day(date), Target::Entry);
        let edit = |(item, answer): (&ItemId, Option<&Answer>)| Edit::Answer {
            target,
            item: item.clone(),
            answer: answer.cloned(),
        };
        self.changes().map(edit).collect()
    }

    /// What differs, for the history.
    pub(super) fn change(&self, date: NaiveDate, catalogue: &Catalogue) -> EntryChange {
        let mut changes: Vec<_> = self.changes().collect();
        changes.sort_by_key(|(item, _)| catalogue.position(item.as_str()));
        let answers = changes
            .into_iter()
            .map(|(item, answer)| AnswerChange::new(item, answer, self.was.get(item)));
        EntryChange {
            entry: EntryHead {
                kind: self.kind.clone(),
                date,
                time: self.time,
            },
            answers: answers.collect(),
        }
    }
}
