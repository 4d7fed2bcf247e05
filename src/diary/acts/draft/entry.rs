//! An entry as it was and as it is meant to be.

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveTime};

use crate::diary::{
    Answer, AnswerChange, Answers, Catalogue, Edit, Entry, EntryChange, EntryHead, EntryId,
    EntryKindId, ItemId, NewEntry, Target, Uid,
};

/// An entry as it was and as it is meant to be.
#[derive(Clone)]
pub(super) struct DraftEntry {
    /// Its number, when it is in the diary.
    id: Option<EntryId>,
    /// Its lasting name, where it has or is to have a certain one.
    pub uid: Option<Uid>,
    pub kind: EntryKindId,
    pub time: Option<NaiveTime>,
    was: Answers,
    pub answers: Answers,
    /// The lines of a note, once words were added to it: a page can bring many.
    noted: Option<(ItemId, HashSet<String>)>,
}

impl From<Entry> for DraftEntry {
    fn from(stored: Entry) -> Self {
        Self {
            id: Some(stored.id),
            uid: Some(stored.uid),
            kind: stored.kind,
            time: stored.time,
            was: stored.answers.clone(),
            answers: stored.answers,
            noted: None,
        }
    }
}

impl DraftEntry {
    /// One that is not in the diary yet.
    pub(super) fn new(kind: EntryKindId, time: Option<NaiveTime>) -> Self {
        Self {
            id: None,
            uid: None,
            kind,
            time,
            was: Answers::new(),
            answers: Answers::new(),
            noted: None,
        }
    }

    /// Answers an item, or takes the answer back; says whether that changed anything.
    pub(super) fn say(&mut self, item: &ItemId, answer: Option<&Answer>) -> bool {
        self.noted.take_if(|(noted, _)| noted == item);
        let before = match answer {
            Some(answer) => self.answers.insert(item.clone(), answer.clone()),
            None => self.answers.remove(item),
        };
        before.as_ref() != answer
    }

    /// Adds words to a note, each line said once; says whether that changed anything.
    pub(super) fn note(&mut self, item: &ItemId, words: &str) -> bool {
        let words = words.trim();
        let (_, lines) = self.noted.get_or_insert_with(|| {
            let lines = match self.answers.get(item) {
                Some(Answer::Text(note)) => note.lines().map(str::to_owned).collect(),
                _ => HashSet::new(),
            };
            (item.clone(), lines)
        });
        if lines.contains(words) {
            return false;
        }
        lines.extend(words.lines().map(str::to_owned));
        match self.answers.get_mut(item) {
            Some(Answer::Text(note)) => note.extend(["\n", words]),
            _ => drop(
                self.answers
                    .insert(item.clone(), Answer::Text(words.to_owned())),
            ),
        }
        true
    }

    /// Whether it has to be added. A check-in comes by itself with its answers.
    pub(super) fn is_new(&self) -> bool {
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
                uid: self.uid.clone(),
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

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    fn note(lines: usize) -> (DraftEntry, Duration) {
        let mut entry = DraftEntry::new(EntryKindId::DAY, None);
        let began = Instant::now();
        for line in 0..lines {
            assert!(entry.note(&"note".into(), &format!("line {line}")));
        }
        (entry, began.elapsed())
    }

    #[test]
    fn each_line_of_a_note_is_said_once_whatever_it_was_before() {
        let (mut entry, _) = note(3);
        let item = ItemId::from("note");
        assert!(!entry.note(&item, " line 1 "));
        assert!(entry.note(&item, "line 1\nand 2"));
        assert!(!entry.note(&item, "and 2"));
        let told = Answer::Text("line 0\nline 1\nline 2\nline 1\nand 2".into());
        assert_eq!(entry.answers.get(&item), Some(&told));
        entry.say(&item, Some(&Answer::Text("anew".into())));
        assert!(entry.note(&item, "line 1"));
        entry.say(&item, None);
        assert!(entry.note(&item, "line 1"));
        assert_eq!(
            entry.answers.get(&item),
            Some(&Answer::Text("line 1".into()))
        );
    }

    #[test]
    fn many_lines_of_a_note_take_as_long_as_each_of_them() {
        let (_, few) = note(4_000);
        let (_, many) = note(64_000);
        // Gone through for each line it would be some 256 times as long.
        assert!(many < few * 64, "{few:?}, {many:?}");
    }
}
