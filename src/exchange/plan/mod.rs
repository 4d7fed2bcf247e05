//! What an import would do, worked out before anything is done.
//!
//! Three rules hold for every format. An answer the person gave is never overwritten: where the file
//! says otherwise the answer stays and the [`Conflict`] is told. Importing a file twice adds nothing:
//! a day is known by its date, anything else by its lasting name. And all that is added is one
//! [`Act`]: one transaction, one step of undo.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{NaiveDate, NaiveTime};
use smol_str::SmolStr;

use super::Misfit;
use super::incoming::{Dropped, Incoming, Origin, Piece, Place, ReadError};
use crate::diary::{
    Act, Answer, Answers, DateRange, Diary, Edit, Entry, EntryId, EntryKindId, ItemId, NewEntry,
    Summary, Target, Uid,
};

/// An answer in a file that differs from the one in the diary, which stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The line of the file, from 1.
    pub line: u64,
    /// The date it is about.
    pub date: NaiveDate,
    /// The item it is about.
    pub item: ItemId,
    /// What the diary, or an earlier line of the file, says.
    pub kept: Answer,
    /// What this line says.
    pub offered: Answer,
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
    /// Answers that differ from the person's, which stay.
    pub conflicts: Vec<Conflict>,
    /// What the diary cannot hold, with the reason.
    pub dropped: Vec<Dropped>,
    /// The first and last date the file speaks of.
    pub span: Option<DateRange>,
    /// The first date that would hold more entries than a date can: then nothing can be imported.
    pub full: Option<NaiveDate>,
}

impl ImportPlan {
    /// Whether the import would change nothing.
    pub fn is_empty(&self) -> bool {
        self.act.edits.is_empty()
    }

    /// How many answers are new.
    pub fn total(&self) -> usize {
        self.added.values().sum()
    }
}

/// Works out what importing the pieces of a file would do to a diary.
///
/// `existing` has to hold every day of which the file may speak; a timed entry the person moved is
/// known again only where it now stands, so the whole diary is the safe choice. `format` names the
/// file's format, for provenance and the summary of the act.
///
/// # Errors
/// The first [`ReadError`] among the pieces; then nothing is to be imported.
pub fn plan(
    existing: &Diary,
    format: &str,
    pieces: impl IntoIterator<Item = Result<Piece, ReadError>>,
) -> Result<ImportPlan, ReadError> {
    let mut planner = Planner::new(existing, format);
    for piece in pieces {
        planner.take(piece?);
    }
    Ok(planner.finish())
}

/// Takes the pieces of a file one by one. What it keeps in memory grows with what is new to the
/// diary, not with the file.
#[derive(Debug)]
pub struct Planner<'d> {
    existing: &'d Diary,
    /// The timed entries of the diary by their lasting names.
    known: HashMap<Uid, EntryId>,
    /// Entries the person made that are one of the file's.
    claimed: HashSet<EntryId>,
    format: SmolStr,
    /// Edits that concern no answer.
    edits: Vec<Edit>,
    /// New answers for entries that exist, check-ins among them.
    answers: BTreeMap<(EntryId, ItemId), Answer>,
    /// Entries that do not exist yet, by their lasting names.
    fresh: BTreeMap<(NaiveDate, Uid), NewEntry>,
    /// The date under which the file first spoke of a new entry.
    dates: HashMap<Uid, NaiveDate>,
    same: usize,
    conflicts: Vec<Conflict>,
    dropped: Vec<Dropped>,
    span: Option<DateRange>,
}

impl<'d> Planner<'d> {
    /// A planner for a diary and a file of a format; see [`plan()`] for both.
    pub fn new(existing: &'d Diary, format: &str) -> Self {
        let known = existing
            .days()
            .flat_map(|(_, day)| day.timed())
            .map(|entry| (entry.uid.clone(), entry.id))
            .collect();
        Self {
            existing,
            known,
            claimed: HashSet::new(),
            format: SmolStr::new(format),
            edits: Vec::new(),
            answers: BTreeMap::new(),
            fresh: BTreeMap::new(),
            dates: HashMap::new(),
            same: 0,
            conflicts: Vec::new(),
            dropped: Vec::new(),
            span: None,
        }
    }

    /// An edit that concerns no answer, such as an own item the file brings; made before the rest.
    /// Whether the diary has it already is for the caller to know.
    pub fn also(&mut self, edit: Edit) {
        self.edits.push(edit);
    }

    /// The next piece of the file.
    pub fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Entry(incoming) => self.meet(incoming),
            Piece::Dropped(dropped) => self.dropped.push(dropped),
        }
    }

    fn meet(&mut self, incoming: Incoming) {
        let date = incoming.place.date();
        if let Some(why) = self.refused(&incoming.place) {
            self.dropped.push(Dropped {
                line: incoming.line,
                what: match &incoming.place {
                    Place::Day(date) => date.to_string(),
                    Place::Timed { kind, .. } => format!("{kind} of {date}"),
                },
                why,
            });
            return;
        }
        let here = DateRange::day(date);
        self.span = Some(self.span.map_or(here, |span| span.hull(here)));
        match &incoming.place {
            Place::Day(date) => {
                let entry = self.existing.day(*date).and_then(|day| day.check_in());
                self.meet_entry(EntryId::check_in(*date), entry, &incoming);
            }
            Place::Timed {
                date,
                time,
                kind,
                uid,
            } => match self.recognise(*date, *time, kind, uid, &incoming) {
                Some(entry) => self.meet_entry(entry.id, Some(entry), &incoming),
                None => {
                    let date = *self.dates.entry(uid.clone()).or_insert(*date);
                    let key = (date, uid.clone());
                    let mut new = self.fresh.remove(&key).unwrap_or_else(|| NewEntry {
                        date,
                        time: *time,
                        kind: kind.clone(),
                        uid: Some(uid.clone()),
                        source: match &incoming.origin {
                            Origin::File => Some(self.format.clone()),
                            Origin::Told(source) => source.clone(),
                        },
                        answers: Answers::with_capacity(incoming.answers.len()),
                    });
                    for item in incoming.answers.keys() {
                        let said = new.answers.get(item);
                        if let Some(answer) = self.meet_answer(date, None, said, item, &incoming) {
                            new.answers.insert(item.clone(), answer);
                        }
                    }
                    self.fresh.insert(key, new);
                }
            },
        }
    }

    /// Why a place is none that the diary can have, or keep what it has.
    fn refused(&self, place: &Place) -> Option<Misfit> {
        if !DateRange::CALENDAR.contains(place.date()) {
            return Some(Misfit::Years);
        }
        let Place::Timed { kind, uid, .. } = place else {
            return None;
        };
        let known = self.known.get(uid).and_then(|id| self.entry(*id));
        let fresh = || {
            let date = *self.dates.get(uid)?;
            self.fresh.get(&(date, uid.clone()))
        };
        let stands = known.map(|entry| &entry.kind);
        stands
            .or_else(|| fresh().map(|new| &new.kind))
            .filter(|stands| *stands != kind)
            .map(|stands| Misfit::UidTaken(stands.clone()))
    }

    /// The entry of the diary that a timed entry of the file is: the one of its lasting name, or
    /// else one of its date that the person made themselves and that says all the file says.
    fn recognise(
        &mut self,
        date: NaiveDate,
        time: Option<NaiveTime>,
        kind: &EntryKindId,
        uid: &Uid,
        incoming: &Incoming,
    ) -> Option<&'d Entry> {
        if let Some(id) = self.known.get(uid) {
            return self.entry(*id);
        }
        if self.dates.contains_key(uid) || incoming.answers.is_empty() {
            return None;
        }
        let entry = self.existing.day(date)?.timed().find(|entry| {
            let agrees = |item| {
                let given = entry.answer(item);
                given.is_some_and(|given| incoming.agrees(item, given))
            };
            entry.kind == *kind
                && !self.claimed.contains(&entry.id)
                && (time.is_none() || entry.time == time)
                && incoming.answers.keys().all(agrees)
        })?;
        self.known.insert(uid.clone(), entry.id);
        self.claimed.insert(entry.id);
        Some(entry)
    }

    fn entry(&self, id: EntryId) -> Option<&'d Entry> {
        let day = self.existing.day(id.date())?;
        day.entries.iter().find(|entry| entry.id == id)
    }

    /// Meets answers with those of an entry that exists, or of a check-in that will.
    fn meet_entry(&mut self, id: EntryId, entry: Option<&Entry>, incoming: &Incoming) {
        for item in incoming.answers.keys() {
            let key = (id, item.clone());
            let said = self.answers.remove(&key);
            let given = entry.and_then(|entry| entry.answer(item));
            let answer = self.meet_answer(id.date(), given, said.as_ref(), item, incoming);
            if let Some(answer) = answer.or(said) {
                self.answers.insert(key, answer);
            }
        }
    }

    /// What is to be answered to an item, given what the diary holds and what the file said
    /// before; `None` when what there is stays.
    fn meet_answer(
        &mut self,
        date: NaiveDate,
        given: Option<&Answer>,
        said: Option<&Answer>,
        item: &ItemId,
        incoming: &Incoming,
    ) -> Option<Answer> {
        let offered = incoming.answers.get(item)?;
        let Some(kept) = given.or(said) else {
            return Some(offered.clone());
        };
        if incoming.agrees(item, kept) {
            self.same += 1;
            return None;
        }
        if given.is_none()
            && let (Answer::Many(said), Answer::Many(more)) = (kept, offered)
            && !said.is_empty()
            && !more.is_empty()
        {
            return Some(Answer::Many(said | more));
        }
        self.conflicts.push(Conflict {
            line: incoming.line,
            date,
            item: item.clone(),
            kept: kept.clone(),
            offered: offered.clone(),
        });
        None
    }

    /// The plan.
    pub fn finish(self) -> ImportPlan {
        // What tells new entries from old ones has done its work.
        drop((self.known, self.claimed, self.dates));
        let mut edits = self.edits;
        edits.reserve_exact(self.answers.len() + self.fresh.len());
        let mut added: BTreeMap<ItemId, usize> = BTreeMap::new();
        let mut entries: BTreeMap<EntryKindId, usize> = BTreeMap::new();
        for ((id, item), answer) in self.answers {
            *added.entry(item.clone()).or_default() += 1;
            let target = if id.is_check_in() {
                Target::Day(id.date())
            } else {
                Target::Entry(id)
            };
            edits.push(Edit::Answer {
                target,
                item,
                answer: Some(answer),
            });
        }
        let full = first_full(self.existing, &self.fresh);
        for new in self.fresh.into_values() {
            *entries.entry(new.kind.clone()).or_default() += 1;
            for item in new.answers.keys() {
                *added.entry(item.clone()).or_default() += 1;
            }
            edits.push(Edit::Add(new));
        }
        let summary = Summary::Imported {
            source: self.format.to_string(),
            span: self.span.map(|DateRange { first, last }| (first, last)),
        };
        ImportPlan {
            act: Act { summary, edits },
            added,
            entries,
            same: self.same,
            conflicts: self.conflicts,
            dropped: self.dropped,
            span: self.span,
            full,
        }
    }
}

/// The first date on which new entries do not find a number behind those that are there.
fn first_full(existing: &Diary, fresh: &BTreeMap<(NaiveDate, Uid), NewEntry>) -> Option<NaiveDate> {
    let mut new: BTreeMap<NaiveDate, i64> = BTreeMap::new();
    for (date, _) in fresh.keys() {
        *new.entry(*date).or_default() += 1;
    }
    let is_full = |(date, new): &(NaiveDate, i64)| {
        let entries = existing.day(*date).map_or(&[][..], |day| &day.entries);
        let last = entries.iter().map(|entry| entry.id.n()).max();
        EntryId::new(*date, last.unwrap_or(0) + new).is_none()
    };
    new.into_iter().find(is_full).map(|(date, _)| date)
}

#[cfg(test)]
mod tests;
