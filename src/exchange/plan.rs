//! What an import would do, worked out before anything is done.
//!
//! Three rules hold for every format. An answer the person gave is never overwritten: where the file
//! says otherwise the answer stays and the [`Conflict`] is told. Importing a file twice adds nothing:
//! a day is known by its date, anything else by its lasting name. And all that is added is one
//! [`Act`]: one transaction, one step of undo.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
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
    known: HashMap<&'d str, &'d Entry>,
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
    /// A planner for a diary and a file of a format; see [`plan`] for both.
    pub fn new(existing: &'d Diary, format: &str) -> Self {
        let known = existing
            .days()
            .flat_map(|(_, day)| day.timed())
            .map(|entry| (entry.uid.as_str(), entry))
            .collect();
        Self {
            existing,
            known,
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
        let Incoming {
            line,
            place,
            answers,
        } = incoming;
        let date = place.date();
        let span = self.span.get_or_insert(DateRange::new(date, date));
        *span = DateRange {
            first: span.first.min(date),
            last: span.last.max(date),
        };
        match place {
            Place::Day(date) => {
                let entry = self.existing.day(date).and_then(|day| day.check_in());
                self.answer(line, EntryId::check_in(date), entry, answers);
            }
            Place::Timed {
                date,
                time,
                kind,
                uid,
            } => match self.known.get(uid.as_str()).copied() {
                Some(entry) => self.answer(line, entry.id, Some(entry), answers),
                None => {
                    let date = *self.dates.entry(uid.clone()).or_insert(date);
                    let source = self.format.clone();
                    let new = self
                        .fresh
                        .entry((date, uid.clone()))
                        .or_insert_with(|| NewEntry {
                            date,
                            time,
                            kind,
                            uid: Some(uid),
                            source: Some(source),
                            answers: BTreeMap::new(),
                        });
                    for (item, offered) in answers {
                        let kept = new.answers.get(&item);
                        match Meeting::of(kept, &offered) {
                            Meeting::New(answer) => {
                                new.answers.insert(item, answer);
                            }
                            Meeting::Same => self.same += 1,
                            Meeting::Conflict(kept) => self.conflicts.push(Conflict {
                                line,
                                date,
                                item,
                                kept,
                                offered,
                            }),
                        }
                    }
                }
            },
        }
    }

    /// Meets answers with those of an entry that exists, or of a check-in that will.
    fn answer(
        &mut self,
        line: u64,
        id: EntryId,
        entry: Option<&Entry>,
        answers: BTreeMap<ItemId, Answer>,
    ) {
        for (item, offered) in answers {
            let given = entry.and_then(|entry| entry.answer(&item));
            let key = (id, item);
            let meeting = match given {
                Some(given) => Meeting::with_given(given, &offered),
                None => Meeting::of(self.answers.get(&key), &offered),
            };
            match meeting {
                Meeting::New(answer) => {
                    self.answers.insert(key, answer);
                }
                Meeting::Same => self.same += 1,
                Meeting::Conflict(kept) => self.conflicts.push(Conflict {
                    line,
                    date: id.date(),
                    item: key.1,
                    kept,
                    offered,
                }),
            }
        }
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

/// What becomes of an answer of the file.
enum Meeting {
    /// It is taken, together with what the file said before.
    New(Answer),
    /// It is there already.
    Same,
    /// This one stays.
    Conflict(Answer),
}

impl Meeting {
    /// With an answer that stands in the diary. A list that holds all the file has holds it already.
    fn with_given(given: &Answer, offered: &Answer) -> Self {
        match (given, offered) {
            (Answer::Many(given), Answer::Many(offered))
                if !offered.is_empty() && offered.is_subset(given) =>
            {
                Self::Same
            }
            _ if given == offered => Self::Same,
            _ => Self::Conflict(given.clone()),
        }
    }

    /// With what the same file said before, if anything. Lists are put together.
    fn of(planned: Option<&Answer>, offered: &Answer) -> Self {
        match (planned, offered) {
            (None, _) => Self::New(offered.clone()),
            (Some(Answer::Many(a)), Answer::Many(b))
                if !a.is_empty() && !b.is_empty() && !b.is_subset(a) =>
            {
                Self::New(Answer::Many(a | b))
            }
            (Some(planned), _) => Self::with_given(planned, offered),
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
        Incoming {
            line,
            place: Place::Day(date(on)),
            answers: [(item.into(), answer)].into(),
        }
    }

    fn timed(line: u64, on: u32, uid: &str, item: &str, answer: Answer) -> Incoming {
        Incoming {
            line,
            place: Place::Timed {
                date: date(on),
                time: None,
                kind: "intimacy".into(),
                uid: uid.into(),
            },
            answers: [(item.into(), answer)].into(),
        }
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
