//! What an import would do, found out by doing all of it but the writing.

use std::collections::hash_map::RandomState;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::BuildHasher;

use chrono::NaiveDate;

use super::import::{Ground, PIECES, read_runs, take_in};
use super::plan::{Bin, Theirs};
use super::{Format, ImportError, ImportPlan, Source, Standing, Told};
use crate::diary::{Answers, Diary, Edit, Entry, EntryId, EntryKindId, NewEntry, Target, Uid};
use crate::repository::{Repository, RepositoryError};

/// Says what importing a file would do to a diary, and refuses what an import would refuse; without a
/// diary, what it would do to a new one. What is kept in memory of a file grows by a few bytes for
/// each day and each timed entry it adds, and by what it says of a day in places far apart.
///
/// # Errors
/// As [`import()`](super::import()).
pub fn rehearse(
    repository: Option<&Repository>,
    format: &Format,
    input: &mut dyn Source,
    shown: usize,
    told: Told,
) -> Result<ImportPlan, ImportError> {
    rehearse_by(PIECES, repository, format, input, shown, told)
}

pub(super) fn rehearse_by(
    most: usize,
    repository: Option<&Repository>,
    format: &Format,
    input: &mut dyn Source,
    shown: usize,
    told: Told,
) -> Result<ImportPlan, ImportError> {
    let standing = Standing::of(repository, told);
    let bin = repository.map(Bin::of).transpose()?.unwrap_or_default();
    let mut kept = BTreeSet::new();
    loop {
        let mut stage = Stage {
            repository,
            kept,
            done: BTreeMap::new(),
            forgotten: BTreeSet::new(),
            missed: BTreeSet::new(),
            last: BTreeMap::new(),
            names: Names::default(),
        };
        let none = Theirs::new();
        let would = take_in(
            most,
            &mut stage,
            &standing,
            format,
            input,
            shown,
            (&bin, &none),
        );
        if stage.missed.is_empty() {
            return would;
        }
        // Files go by date as a rule. Of one that does not it is now known what has to be kept.
        kept = stage.kept;
        kept.extend(stage.missed);
    }
}

/// A diary that is only read, and beside it what would be done.
struct Stage<'r> {
    repository: Option<&'r Repository>,
    /// Days of which nothing that is done is forgotten.
    kept: BTreeSet<NaiveDate>,
    /// What is done on these, and on the days of the present stretch: new entries, and those that
    /// there are with their new answers.
    done: BTreeMap<EntryId, Entry>,
    /// Days of which what was done is forgotten.
    forgotten: BTreeSet<NaiveDate>,
    /// Those of them that the file comes back to.
    missed: BTreeSet<NaiveDate>,
    /// Of the days that were read the last number of their entries.
    last: BTreeMap<NaiveDate, i64>,
    names: Names,
}

impl Ground for Stage<'_> {
    fn read(&mut self, days: &BTreeSet<NaiveDate>) -> Result<Diary, RepositoryError> {
        self.missed.extend(days.intersection(&self.forgotten));
        let (kept, forgotten) = (&self.kept, &mut self.forgotten);
        self.done.retain(|id, _| {
            let stays = kept.contains(&id.date()) || days.contains(&id.date());
            if !stays {
                forgotten.insert(id.date());
            }
            stays
        });
        let mut diary = match self.repository {
            Some(repository) => read_runs(days, |range| repository.read(range))?,
            None => Diary::default(),
        };
        for date in days {
            let there = diary.day(*date).cloned().unwrap_or_default();
            let numbers = there.entries.iter().map(|entry| entry.id.n());
            let last = numbers.max().unwrap_or_default();
            self.last.entry(*date).or_insert(last);
            let bounds = EntryId::check_in(*date)..=EntryId::last_of(*date);
            let mut done = self.done.range(bounds).peekable();
            if done.peek().is_none() {
                continue;
            }
            diary.replace(*date, Default::default());
            let mut entries: BTreeMap<EntryId, Entry> = { there.entries }
                .into_iter()
                .map(|entry| (entry.id, entry))
                .collect();
            for (id, done) in done {
                match entries.get_mut(id) {
                    Some(entry) => entry.answers.extend(done.answers.clone()),
                    None => drop(entries.insert(*id, done.clone())),
                }
            }
            entries.into_values().for_each(|entry| diary.insert(entry));
        }
        Ok(diary)
    }

    fn named(&self, uid: &str) -> Result<Option<EntryId>, RepositoryError> {
        match (self.names.get(uid), self.repository) {
            (None, Some(repository)) => repository.entry_named(uid),
            (made, _) => Ok(made),
        }
    }

    fn edit(&mut self, edit: Edit) -> Result<(), RepositoryError> {
        match edit {
            Edit::Add(new) => self.add(new),
            Edit::Answer {
                target,
                item,
                answer: Some(answer),
            } => {
                self.of(target).insert(item, answer);
                Ok(())
            }
            // An import takes nothing away, and what stands beside the entries is not read again.
            _ => Ok(()),
        }
    }
}

impl Stage<'_> {
    fn add(&mut self, new: NewEntry) -> Result<(), RepositoryError> {
        let last = self.last.entry(new.date).or_default();
        let id = EntryId::behind(new.date, *last);
        let id = id.ok_or(RepositoryError::DayFull(new.date))?;
        *last = id.n();
        let uid = new.uid.unwrap_or_default();
        self.names.give(&uid, id);
        let entry = Entry {
            id,
            uid,
            time: new.time,
            kind: new.kind,
            source: new.source,
            answers: new.answers,
        };
        self.done.insert(id, entry);
        Ok(())
    }

    /// The answers an entry has or gets.
    fn of(&mut self, target: Target) -> &mut Answers {
        let id = target.id();
        // Of one that is there only the answers count.
        let entry = self.done.entry(id).or_insert_with(|| Entry {
            id,
            uid: id.date().to_string().into(),
            time: None,
            kind: EntryKindId::DAY,
            source: None,
            answers: Answers::new(),
        });
        &mut entry.answers
    }
}

/// The lasting names of entries that would be made, each as a number made of it: should two have the
/// same, a day is looked at in vain.
#[derive(Default)]
struct Names {
    hasher: RandomState,
    entries: HashMap<u64, EntryId>,
}

impl Names {
    fn get(&self, uid: &str) -> Option<EntryId> {
        self.entries.get(&self.hasher.hash_one(uid)).copied()
    }

    fn give(&mut self, uid: &Uid, id: EntryId) {
        self.entries.insert(self.hasher.hash_one(uid.as_str()), id);
    }
}
