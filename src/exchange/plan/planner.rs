//! Meets the pieces of a file with the diary, one by one.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveTime};
use smol_str::SmolStr;

use super::{Bin, Conflict, Earlier, Field, ImportPlan, Kept, Theirs, Whose, hull, list};
use crate::diary::{
    Act, Answer, Answers, DateRange, Diary, Edit, Entry, EntryId, EntryKindId, Imported, ItemId,
    NewEntry, Summary, Target, Uid,
};
use crate::exchange::incoming::{Dropped, Incoming, Origin, Piece, Place, Taker};
use crate::exchange::{Census, Misfit};

static NONE: Theirs = Theirs::new();
static EMPTY: LazyLock<Bin> = LazyLock::new(Bin::default);

/// Takes the pieces of a file one by one. What it keeps in memory grows with what is new to the
/// diary, not with the file.
#[derive(Debug)]
pub(in crate::exchange) struct Planner<'d> {
    existing: &'d Diary,
    /// The timed entries of the diary by their lasting names.
    known: HashMap<Uid, EntryId>,
    earlier: Earlier,
    format: SmolStr,
    /// The day of the import.
    on: NaiveDate,
    theirs: &'d Theirs,
    bin: &'d Bin,
    /// How many conflicts, and how much of what is left out, is told one by one.
    shown: usize,
    /// Edits that concern no answer.
    edits: Vec<Edit>,
    /// New answers for entries that exist, check-ins among them.
    answers: BTreeMap<(EntryId, ItemId), Answer>,
    /// Where those for check-ins came from.
    imported: BTreeMap<NaiveDate, Vec<Imported>>,
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
    counts: Census,
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
    pub(in crate::exchange) fn new(existing: &'d Diary, format: &str, on: NaiveDate) -> Self {
        Self::going_on(existing, format, on, Earlier::default())
    }

    /// A planner for the next stretch of a file, and for what the diary now has of the days it speaks
    /// of.
    pub(in crate::exchange) fn going_on(
        existing: &'d Diary,
        format: &str,
        on: NaiveDate,
        earlier: Earlier,
    ) -> Self {
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
            on,
            theirs: &NONE,
            bin: &EMPTY,
            shown: usize::MAX,
            edits: Vec::new(),
            answers: BTreeMap::new(),
            imported: BTreeMap::new(),
            fresh: BTreeMap::new(),
            dates: HashMap::new(),
            same: 0,
            conflicts: Vec::new(),
            more_conflicts: 0,
            dropped: Vec::new(),
            more_dropped: 0,
            span: None,
            census: None,
            counts: Census::default(),
        }
    }

    /// The same, to tell so many conflicts, and so much of what is left out, one by one.
    pub(in crate::exchange) fn showing(self, shown: usize) -> Self {
        Self { shown, ..self }
    }

    /// The same beside what lies in the bin of the diary, and with what the file says in the place of some
    /// answers.
    pub(in crate::exchange) fn beside(self, (bin, theirs): (&'d Bin, &'d Theirs)) -> Self {
        Self {
            bin,
            theirs,
            ..self
        }
    }

    fn found(&mut self, piece: Piece) {
        match piece {
            Piece::Entry(incoming) => self.meet(incoming),
            Piece::Dropped(dropped) => self.leave(dropped),
        }
    }

    fn leave(&mut self, dropped: Dropped) {
        self.counts.read += 1;
        let why = dropped.why.left();
        self.counts.leave(&dropped.key, why, dropped.line);
        self.more_dropped += list(&mut self.dropped, [dropped], self.shown);
    }

    fn meet(&mut self, incoming: Incoming) {
        let date = incoming.place.date();
        if let Some(why) = self.refused(&incoming.place) {
            self.leave(Dropped {
                line: incoming.line,
                key: match &incoming.place {
                    Place::Day(_) => EntryKindId::DAY.as_str().into(),
                    Place::Timed { kind, .. } => kind.as_str().into(),
                },
                what: match &incoming.place {
                    Place::Day(date) => date.to_string(),
                    Place::Timed { kind, .. } => format!("{kind} of {date}"),
                },
                why,
            });
            return;
        }
        self.counts.read += incoming.answers.len() as u64;
        self.counts.answered += incoming.answers.len() as u64;
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
                None => self.meet_fresh(uid, &incoming),
            },
        }
    }

    /// Meets answers of a timed entry that the diary does not have; of one that was removed only those
    /// that are chosen come.
    fn meet_fresh(&mut self, uid: &Uid, incoming: &Incoming) {
        let Place::Timed {
            date, time, kind, ..
        } = &incoming.place
        else {
            return;
        };
        let removed = self.bin.entry(uid);
        let mut answers = Vec::with_capacity(incoming.answers.len());
        for item in incoming.answers.keys() {
            let field = (Whose::Removed(uid.clone()), item.clone());
            match removed.filter(|_| !self.theirs.contains(&field)) {
                Some(at) => {
                    self.conflict(Some(field.0), (*date, item), incoming, Kept::Removed(at))
                }
                None => answers.push(item),
            }
        }
        if removed.is_some() && answers.is_empty() {
            return;
        }
        let date = *self.dates.entry(uid.clone()).or_insert(*date);
        let key = (date, uid.clone());
        let mut new = self.fresh.remove(&key).unwrap_or_else(|| NewEntry {
            date,
            time: *time,
            kind: kind.clone(),
            uid: Some(uid.clone()),
            source: match &incoming.origin {
                Origin::File => Some(self.format.clone()),
                Origin::Told { source, .. } => source.clone(),
            },
            answers: Answers::with_capacity(answers.len()),
        });
        for item in answers {
            let said = new.answers.get(item);
            if let Some(answer) = self.meet_answer(date, None, said, item, incoming) {
                new.answers.insert(item.clone(), answer);
            }
        }
        self.fresh.insert(key, new);
    }

    /// Why a place is none that the diary can have, or keep what it has.
    fn refused(&self, place: &Place) -> Option<Misfit> {
        if !DateRange::CALENDAR.contains(place.date()) {
            return Some(Misfit::Years);
        }
        if place.date() > self.on {
            return Some(Misfit::ToCome);
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
        if self.dates.contains_key(uid) {
            return None;
        }
        let entry = self.existing.day(date)?.timed().find(|entry| {
            let agrees = |item| {
                let given = entry.answer(item);
                given.is_some_and(|given| incoming.agrees(item, given))
            };
            // Without answers it may be any that has none.
            entry.kind == *kind
                && (entry.answers.is_empty() || !incoming.answers.is_empty())
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
            let field = (Whose::Entry(id), item.clone());
            let said = self.answers.remove(&key);
            let stands = entry.and_then(|entry| entry.answer(item));
            let uid = entry.map(|entry| &entry.uid);
            let removed = || self.bin.answer(id, uid, item);
            if stands.is_none()
                && said.is_none()
                && let Some(at) = removed().filter(|_| !self.theirs.contains(&field))
            {
                self.conflict(
                    Some(field.0),
                    (id.date(), item),
                    incoming,
                    Kept::Removed(at),
                );
                continue;
            }
            // What an earlier stretch of the file said is no more the person's than what this one does.
            let (given, told) = match stands {
                Some(stands) if self.earlier.gave(id, item) => {
                    (None, said.as_ref().or(Some(stands)))
                }
                Some(stands) if self.takes(&field, said.as_ref(), stands, incoming) => {
                    (None, said.as_ref())
                }
                stands => (stands.map(|stands| (id, stands)), said.as_ref()),
            };
            let answer = self.meet_answer(id.date(), given, told, item, incoming);
            if answer.is_some() && id.is_check_in() {
                self.note_origin(id.date(), item, &incoming.origin);
            }
            if let Some(answer) = answer.or(said) {
                self.answers.insert(key, answer);
            }
        }
    }

    /// Notes where the answer of a check-in came from, where that is known.
    fn note_origin(&mut self, date: NaiveDate, item: &ItemId, origin: &Origin) {
        let from = match origin {
            Origin::File => Some((&self.format, self.on)),
            Origin::Told { imported, .. } => {
                let mut of = imported.iter();
                let of = of.find(|of| of.items.contains(item));
                of.map(|of| (&of.source, of.on))
            }
        };
        let imported = self.imported.entry(date).or_default();
        match from {
            Some((source, on)) => Imported::note(imported, source, on, item),
            None => Imported::forget(imported, item),
        }
    }

    /// Whether what the file says takes the place of what the diary holds.
    fn takes(&self, of: &Field, said: Option<&Answer>, held: &Answer, incoming: &Incoming) -> bool {
        self.theirs.contains(of) && (said.is_some() || !incoming.agrees(&of.1, held))
    }

    /// What is to be answered to an item, given what an entry of the diary holds and what the file
    /// said before; `None` when what there is stays.
    fn meet_answer(
        &mut self,
        date: NaiveDate,
        given: Option<(EntryId, &Answer)>,
        said: Option<&Answer>,
        item: &ItemId,
        incoming: &Incoming,
    ) -> Option<Answer> {
        let offered = incoming.answers.get(item)?;
        let Some(kept) = given.map(|(_, answer)| answer).or(said) else {
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
        let entry = given.map(|(entry, _)| Whose::Entry(entry));
        let kept = Kept::Answer(kept.clone());
        self.conflict(entry, (date, item), incoming, kept);
        None
    }

    /// Tells that what the file says of an item is not taken.
    fn conflict(
        &mut self,
        entry: Option<Whose>,
        (date, item): (NaiveDate, &ItemId),
        incoming: &Incoming,
        kept: Kept,
    ) {
        let Some(offered) = incoming.answers.get(item) else {
            return;
        };
        let conflict = Conflict {
            entry,
            line: incoming.line,
            date,
            item: item.clone(),
            kept,
            offered: offered.clone(),
        };
        self.more_conflicts += list(&mut self.conflicts, [conflict], self.shown);
    }

    /// The plan.
    pub(in crate::exchange) fn finish(self) -> ImportPlan {
        self.finish_stretch().0
    }

    /// The plan, and what is to be known when the file goes on.
    pub(in crate::exchange) fn finish_stretch(self) -> (ImportPlan, Earlier) {
        // What tells new entries from old ones has done its work.
        drop((self.known, self.dates));
        let mut earlier = self.earlier;
        let mut edits = self.edits;
        edits.reserve_exact(self.answers.len() + self.imported.len() + self.fresh.len());
        let mut added: BTreeMap<ItemId, usize> = BTreeMap::new();
        let mut entries: BTreeMap<EntryKindId, usize> = BTreeMap::new();
        for ((id, item), answer) in self.answers {
            if !earlier.gave(id, &item) || stands(self.existing, id, &item).is_none() {
                *added.entry(item.clone()).or_default() += 1;
            }
            earlier.give(id, &item);
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
        for (date, all) in self.imported {
            let of = |answers| Edit::Imported { date, answers };
            edits.extend(all.into_iter().map(of));
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
            answers: self.counts,
        };
        (plan, earlier)
    }
}

fn stands<'d>(existing: &'d Diary, id: EntryId, item: &ItemId) -> Option<&'d Answer> {
    let mut entries = existing.day(id.date())?.entries.iter();
    entries.find(|entry| entry.id == id)?.answer(item)
}
