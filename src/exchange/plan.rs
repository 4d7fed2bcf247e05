//! What an import would do, worked out before anything is done.
//!
//! Three rules hold for every format. An answer the person gave is never overwritten: where the file
//! says otherwise the answer stays and the [`Conflict`] is told. Importing a file twice adds nothing:
//! a day is known by its date, anything else by its lasting name. And all that is added is one
//! [`Act`]: one transaction, one step of undo.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{NaiveDate, NaiveTime};
use smol_str::SmolStr;

use super::incoming::{Dropped, Incoming, Piece, Place, ReadError};
use crate::diary::{
    Act, Answer, DateRange, Diary, Edit, Entry, EntryId, EntryKindId, ItemId, NewEntry, Target, Uid,
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
/// file's format, for provenance and the description of the act.
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
        let span = self.span.get_or_insert(DateRange::new(date, date));
        *span = DateRange {
            first: span.first.min(date),
            last: span.last.max(date),
        };
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
                        source: Some(self.format.clone()),
                        answers: BTreeMap::new(),
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
    fn refused(&self, place: &Place) -> Option<String> {
        if !DateRange::CALENDAR.contains(place.date()) {
            return Some("the diary has the years 1 to 9999".into());
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
            .map(|stands| format!("there is a {stands} entry of the same uid, which stays"))
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
        let mut edits = self.edits;
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
        for new in self.fresh.into_values() {
            *entries.entry(new.kind.clone()).or_default() += 1;
            for item in new.answers.keys() {
                *added.entry(item.clone()).or_default() += 1;
            }
            edits.push(Edit::Add(new));
        }
        let description = match self.span {
            Some(DateRange { first, last }) => {
                format!("import from {}, {first} to {last}", self.format)
            }
            None => format!("import from {}", self.format),
        };
        ImportPlan {
            act: Act { description, edits },
            added,
            entries,
            same: self.same,
            conflicts: self.conflicts,
            dropped: self.dropped,
            span: self.span,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diary::{Code, EntryId};

    fn date(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
    }

    fn day(line: u64, on: u32, item: &str, answer: Answer) -> Incoming {
        Incoming::exact(line, Place::Day(date(on)), [(item.into(), answer)].into())
    }

    fn timed(line: u64, on: u32, uid: &str, item: &str, answer: Answer) -> Incoming {
        let place = Place::Timed {
            date: date(on),
            time: None,
            kind: "intimacy".into(),
            uid: uid.into(),
        };
        Incoming::exact(line, place, [(item.into(), answer)].into())
    }

    fn many(codes: &[&str]) -> Answer {
        Answer::Many(codes.iter().map(Code::new).collect())
    }

    fn planned(existing: &Diary, incoming: Vec<Incoming>) -> ImportPlan {
        let pieces = incoming.into_iter().map(|i| Ok(Piece::Entry(i)));
        plan(existing, "test", pieces).unwrap()
    }

    /// What the repository does with the edits a plan makes.
    fn perform(diary: &mut Diary, act: &Act) {
        for edit in &act.edits {
            match edit {
                Edit::Answer {
                    target,
                    item,
                    answer,
                } => {
                    let id = target.id();
                    let mut day = diary.day(id.date()).cloned().unwrap_or_default();
                    if !day.entries.iter().any(|e| e.id == id) {
                        let entry = Entry {
                            id,
                            uid: id.to_string().into(),
                            time: None,
                            kind: EntryKindId::DAY,
                            source: None,
                            answers: BTreeMap::new(),
                        };
                        day.entries.insert(0, entry);
                    }
                    let entry = day.entries.iter_mut().find(|e| e.id == id).unwrap();
                    entry.answers.insert(item.clone(), answer.clone().unwrap());
                    diary.replace(id.date(), day);
                }
                Edit::Add(new) => {
                    let n = diary.day(new.date).map_or(0, |day| day.entries.len()) as i64 + 1;
                    diary.insert(Entry {
                        id: EntryId::new(new.date, n).unwrap(),
                        uid: new.uid.clone().unwrap(),
                        time: new.time,
                        kind: new.kind.clone(),
                        source: new.source.clone(),
                        answers: new.answers.clone(),
                    });
                }
                other => panic!("a plan makes no {other:?}"),
            }
        }
    }

    #[test]
    fn what_the_person_said_stays_and_the_rest_is_added() {
        let mut diary = Diary::default();
        let first = planned(&diary, vec![day(2, 1, "pain", Answer::Scale(4))]);
        perform(&mut diary, &first.act);

        let plan = planned(
            &diary,
            vec![
                day(2, 1, "pain", Answer::Scale(7)),
                day(2, 1, "stress", Answer::Scale(2)),
                day(3, 2, "pain", Answer::Scale(4)),
            ],
        );
        assert_eq!(
            plan.conflicts,
            [Conflict {
                line: 2,
                date: date(1),
                item: "pain".into(),
                kept: Answer::Scale(4),
                offered: Answer::Scale(7),
            }]
        );
        assert_eq!(
            plan.added,
            [("pain".into(), 1), ("stress".into(), 1)].into()
        );
        assert_eq!(plan.span, Some(DateRange::new(date(1), date(2))));
    }

    #[test]
    fn of_two_lines_the_first_stands_and_lists_are_put_together() {
        let plan = planned(
            &Diary::default(),
            vec![
                day(2, 1, "pain", Answer::Scale(4)),
                day(3, 1, "pain", Answer::Scale(5)),
                day(4, 1, "tags", many(&["a"])),
                day(5, 1, "tags", many(&["b"])),
                timed(6, 1, "x", "orgasm", Answer::Flag(true)),
                timed(7, 1, "x", "orgasm", Answer::Flag(true)),
            ],
        );
        assert_eq!(plan.conflicts.len(), 1);
        assert_eq!((plan.conflicts[0].line, plan.same), (3, 1));
        assert_eq!(plan.act.edits.len(), 3);
        assert!(plan.act.edits.iter().any(
            |edit| matches!(edit, Edit::Answer { answer, .. } if *answer == Some(many(&["a", "b"])))
        ));
    }

    #[test]
    fn an_answer_the_file_could_only_tell_that_way_is_no_conflict() {
        let mut diary = Diary::default();
        let own = planned(&diary, vec![day(2, 1, "cramps", Answer::Scale(7))]);
        perform(&mut diary, &own.act);
        let mut ticked = day(2, 1, "cramps", Answer::Scale(5));
        ticked.alike = [("cramps".into(), (1..=10).map(Answer::Scale).collect())].into();
        let plan = planned(&diary, vec![ticked]);
        assert_eq!((plan.same, plan.conflicts.len()), (1, 0));
        assert!(plan.is_empty());
    }

    #[test]
    fn an_entry_the_person_made_is_not_added_again_but_a_second_one_is() {
        let mut diary = Diary::default();
        let own = planned(
            &diary,
            vec![timed(2, 1, "mine", "orgasm", Answer::Flag(true))],
        );
        perform(&mut diary, &own.act);
        let file = || {
            vec![
                timed(2, 1, "a", "orgasm", Answer::Flag(true)),
                timed(3, 1, "b", "orgasm", Answer::Flag(true)),
            ]
        };
        let once = planned(&diary, file());
        assert_eq!((once.entries["intimacy"], once.same), (1, 1));
        perform(&mut diary, &once.act);
        assert!(planned(&diary, file()).is_empty());
    }

    #[test]
    fn an_entry_that_was_moved_is_known_again() {
        let mut diary = Diary::default();
        let file = || vec![timed(2, 1, "x", "orgasm", Answer::Flag(true))];
        let first = planned(&diary, file());
        perform(&mut diary, &first.act);
        let mut entry = diary.day(date(1)).unwrap().entries[0].clone();
        diary.replace(date(1), Default::default());
        entry.id = EntryId::new(date(9), 1).unwrap();
        diary.insert(entry);
        let again = planned(&diary, file());
        assert!(again.is_empty());
        assert_eq!(again.same, 1);
    }

    fn any_incoming() -> impl Strategy<Value = Vec<Incoming>> {
        let answer = prop_oneof![
            (0u8..=3).prop_map(|n| ("pain", Answer::Scale(n))),
            prop::collection::vec(prop::sample::select(vec!["a", "b", "c"]), 0..3)
                .prop_map(|codes| ("tags", many(&codes))),
        ];
        let one = (1u32..4, prop::option::of(0u8..3), answer);
        prop::collection::vec(one, 0..20).prop_map(|all| {
            let lines = (2u64..).zip(all);
            lines
                .map(|(line, (on, uid, (item, answer)))| match uid {
                    None => day(line, on, item, answer),
                    Some(uid) => timed(line, on, &format!("u{uid}"), item, answer),
                })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn importing_twice_adds_nothing_and_nothing_is_overwritten(
            before in any_incoming(),
            file in any_incoming(),
        ) {
            let mut diary = Diary::default();
            let own = planned(&diary, before);
            perform(&mut diary, &own.act);
            let mine = diary.clone();

            let once = planned(&diary, file.clone());
            perform(&mut diary, &once.act);
            for (date, day) in mine.days() {
                for entry in &day.entries {
                    let now = diary.day(date).unwrap().entries.iter().find(|e| e.id == entry.id);
                    for (item, answer) in &entry.answers {
                        prop_assert_eq!(now.unwrap().answer(item), Some(answer));
                    }
                }
            }
            let told: usize = file.iter().map(|i| i.answers.len()).sum();
            prop_assert!(once.total() + once.same + once.conflicts.len() <= told);

            let twice = planned(&diary, file);
            prop_assert!(twice.is_empty(), "{:?}", twice.act);
        }
    }
}
