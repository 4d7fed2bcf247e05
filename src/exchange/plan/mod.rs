//! What an import would do, worked out before anything is done.
//!
//! Three rules hold for every format. An answer the person gave is never overwritten: where the file
//! says otherwise the answer stays and the [`Conflict`] is told. Importing a file twice adds nothing:
//! a day is known by its date, anything else by its lasting name. And all that is added is one
//! [`Act`]: one transaction, one step of undo.
//!
//! A file that is imported stretch by stretch has a plan for each, and `Earlier` is what the plans
//! of its later stretches need to know of those before.

mod earlier;

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;

use chrono::{NaiveDate, NaiveTime};
use smol_str::SmolStr;

use super::incoming::{Dropped, Incoming, Origin, Piece, Place, Taker};
use super::{Census, Misfit};
use crate::diary::{
    Act, Answer, Answers, DateRange, Diary, Edit, Entry, EntryId, EntryKindId, ItemId, NewEntry,
    Summary, Target, Uid,
};

pub(super) use earlier::Earlier;

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
}

impl ImportPlan {
    /// Whether the import would change nothing.
    pub fn is_empty(&self) -> bool {
        self.edits == 0
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

/// Takes the pieces of a file one by one. What it keeps in memory grows with what is new to the
/// diary, not with the file.
#[derive(Debug)]
pub(super) struct Planner<'d> {
    existing: &'d Diary,
    /// The timed entries of the diary by their lasting names.
    known: HashMap<Uid, EntryId>,
    earlier: Earlier,
    format: SmolStr,
    /// How many conflicts, and how much of what is left out, is told one by one.
    shown: usize,
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
    more_conflicts: usize,
    dropped: Vec<Dropped>,
    more_dropped: usize,
    span: Option<DateRange>,
    census: Option<Census>,
}

impl Taker for Planner<'_> {
    fn also(&mut self, edit: Edit) -> ControlFlow<()> {
        self.edits.push(edit);
        ControlFlow::Continue(())
    }

    fn take(&mut self, piece: Piece) -> ControlFlow<()> {
        self.found(piece);
        ControlFlow::Continue(())
    }

    fn census(&mut self, census: Census) {
        self.census = Some(census);
    }
}

impl<'d> Planner<'d> {
    /// A planner for what a diary holds of the days a file may speak of, and for the name of the file's
    /// format, for provenance and the summary of the act. A timed entry the person moved is known again
    /// only where it now stands.
    pub(super) fn new(existing: &'d Diary, format: &str) -> Self {
        Self::going_on(existing, format, Earlier::default())
    }

    /// A planner for the next stretch of a file, and for what the diary now has of the days it speaks
    /// of.
    pub(super) fn going_on(existing: &'d Diary, format: &str, earlier: Earlier) -> Self {
        let mut known: HashMap<Uid, EntryId> = existing
            .days()
            .flat_map(|(_, day)| day.timed())
            .map(|entry| (entry.uid.clone(), entry.id))
            .collect();
        let recognised = earlier.recognised.iter();
        known.extend(recognised.map(|(uid, id)| (uid.clone(), *id)));
        Self {
            existing,
            known,
            earlier,
            format: SmolStr::new(format),
            shown: usize::MAX,
            edits: Vec::new(),
            answers: BTreeMap::new(),
            fresh: BTreeMap::new(),
            dates: HashMap::new(),
            same: 0,
            conflicts: Vec::new(),
            more_conflicts: 0,
            dropped: Vec::new(),
            more_dropped: 0,
            span: None,
            census: None,
        }
    }

    /// The same, to tell so many conflicts, and so much of what is left out, one by one.
    pub(super) fn showing(self, shown: usize) -> Self {
        Self { shown, ..self }
    }

    fn found(&mut self, piece: Piece) {
        match piece {
            Piece::Entry(incoming) => self.meet(incoming),
            Piece::Dropped(dropped) => self.leave(dropped),
        }
    }

    fn leave(&mut self, dropped: Dropped) {
        self.more_dropped += list(&mut self.dropped, [dropped], self.shown);
    }

    fn meet(&mut self, incoming: Incoming) {
        let date = incoming.place.date();
        if let Some(why) = self.refused(&incoming.place) {
            self.leave(Dropped {
                line: incoming.line,
                what: match &incoming.place {
                    Place::Day(date) => date.to_string(),
                    Place::Timed { kind, .. } => format!("{kind} of {date}"),
                },
                why,
            });
            return;
        }
        self.span = hull(self.span, Some(DateRange::day(date)));
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
                && self.earlier.may_be_claimed(entry.id)
                && (time.is_none() || entry.time == time)
                && incoming.answers.keys().all(agrees)
        })?;
        self.known.insert(uid.clone(), entry.id);
        self.earlier.claim(uid, entry.id);
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
            let stands = entry.and_then(|entry| entry.answer(item));
            // What an earlier stretch of the file said is no more the person's than what this one does.
            let (given, told) = match stands {
                Some(stands) if self.earlier.gave(id, item) => {
                    (None, said.as_ref().or(Some(stands)))
                }
                stands => (stands, said.as_ref()),
            };
            let answer = self.meet_answer(id.date(), given, told, item, incoming);
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
        let conflict = Conflict {
            line: incoming.line,
            date,
            item: item.clone(),
            kept: kept.clone(),
            offered: offered.clone(),
        };
        self.more_conflicts += list(&mut self.conflicts, [conflict], self.shown);
        None
    }

    /// The plan.
    pub(super) fn finish(self) -> ImportPlan {
        self.finish_stretch().0
    }

    /// The plan, and what is to be known when the file goes on.
    pub(super) fn finish_stretch(self) -> (ImportPlan, Earlier) {
        // What tells new entries from old ones has done its work.
        drop((self.known, self.dates));
        let mut earlier = self.earlier;
        let mut edits = self.edits;
        edits.reserve_exact(self.answers.len() + self.fresh.len());
        let mut added: BTreeMap<ItemId, usize> = BTreeMap::new();
        let mut entries: BTreeMap<EntryKindId, usize> = BTreeMap::new();
        for ((id, item), answer) in self.answers {
            if !earlier.gave(id, &item) || stands(self.existing, id, &item).is_none() {
                *added.entry(item.clone()).or_default() += 1;
            }
            earlier.give(id, &item, &answer);
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
        let plan = ImportPlan {
            edits: edits.len(),
            act: Act { summary, edits },
            added,
            entries,
            same: self.same,
            conflicts: self.conflicts,
            more_conflicts: self.more_conflicts,
            dropped: self.dropped,
            more_dropped: self.more_dropped,
            span: self.span,
            census: self.census,
        };
        (plan, earlier)
    }
}

fn stands<'d>(existing: &'d Diary, id: EntryId, item: &ItemId) -> Option<&'d Answer> {
    let mut entries = existing.day(id.date())?.entries.iter();
    entries.find(|entry| entry.id == id)?.answer(item)
}

#[cfg(test)]
mod tests;
