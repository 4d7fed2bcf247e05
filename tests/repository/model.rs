//! Random acts on a file and on a plain map, which must stay the same through undo, redo and
//! restarts.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime};
use proptest::prelude::*;
use twinge::diary::{
    Act, Answer, Answers, DateRange, Diary, Edit, Entry, EntryId, EntryKindId, ItemId, NewEntry,
    Target,
};
use twinge::safekeeping;

use crate::support::{Place, any_answered, date};

/// What a person may do; a number that picks among what there is stands for an entry.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Answer(u64, ItemId, Option<Answer>),
    AnswerTimed(usize, ItemId, Option<Answer>),
    Add(
        u64,
        Option<NaiveTime>,
        &'static str,
        Vec<(ItemId, Option<Answer>)>,
    ),
    Remove(usize),
    Move(usize, u64, Option<NaiveTime>),
    Undo,
    Redo,
    Reopen,
}

fn any_time() -> impl Strategy<Value = Option<NaiveTime>> {
    prop::option::of(
        (0..24_u32, 0..60_u32).prop_map(|(h, m)| NaiveTime::from_hms_opt(h, m, 0).unwrap()),
    )
}

pub(crate) fn any_step() -> impl Strategy<Value = Step> {
    let day = 0..4_u64;
    prop_oneof![
        6 => (day.clone(), any_answered("day")).prop_map(|(d, (i, a))| Step::Answer(d, i, a)),
        // Often the same few items, so that answers are replaced and taken back.
        6 => (day.clone(), prop::sample::select(vec!["pain", "note"]), 0..3_u8).prop_map(
            |(d, item, n)| {
                let answer = match (item, n) {
                    (_, 0) => None,
                    ("pain", n) => Some(Answer::Scale(n)),
                    (_, n) => Some(Answer::Text(format!("word{n} pain"))),
                };
                Step::Answer(d, item.into(), answer)
            }
        ),
        2 => (any::<usize>(), any_answered("relief"))
            .prop_map(|(at, (i, a))| Step::AnswerTimed(at, i, a)),
        3 => (
            day.clone(),
            any_time(),
            prop::collection::vec(any_answered("relief"), 0..4),
        )
            .prop_map(|(d, time, answers)| Step::Add(d, time, "relief", answers)),
        1 => any::<usize>().prop_map(Step::Remove),
        2 => (any::<usize>(), day, any_time()).prop_map(|(at, d, time)| Step::Move(at, d, time)),
        4 => Just(Step::Undo),
        3 => Just(Step::Redo),
        1 => Just(Step::Reopen),
    ]
}

pub(crate) type State = BTreeMap<EntryId, Entry>;

/// The diary as a map, with every state it was in.
#[derive(Default)]
pub(crate) struct Model {
    pub now: State,
    before: Vec<State>,
    after: Vec<State>,
    names: usize,
}

impl Model {
    fn date(day: u64) -> NaiveDate {
        date(3, 1) + Days::new(day)
    }

    pub(crate) fn pick(&self, at: usize) -> Option<EntryId> {
        let all: Vec<EntryId> = self.now.keys().copied().collect();
        (!all.is_empty()).then(|| all[at % all.len()])
    }

    fn free(&self, date: NaiveDate) -> EntryId {
        let day = EntryId::check_in(date)..=EntryId::last_of(date);
        let last = self.now.range(day).next_back().map_or(0, |(id, _)| id.n());
        EntryId::new(date, last + 1).unwrap()
    }

    /// The edit a step stands for; `None` when there is nothing to do it to.
    pub(crate) fn edit(&mut self, step: &Step) -> Option<Edit> {
        Some(match step {
            Step::Answer(day, item, answer) => Edit::Answer {
                target: Target::Day(Self::date(*day)),
                item: item.clone(),
                answer: answer.clone(),
            },
            Step::AnswerTimed(at, item, answer) => Edit::Answer {
                target: Target::Entry(self.pick(*at).filter(|id| !id.is_check_in())?),
                item: item.clone(),
                answer: answer.clone(),
            },
            Step::Add(day, time, kind, answers) => {
                self.names += 1;
                let given = |(item, answer): &(ItemId, Option<Answer>)| {
                    Some((item.clone(), answer.clone()?))
                };
                Edit::Add(NewEntry {
                    date: Self::date(*day),
                    time: *time,
                    kind: EntryKindId::new(kind),
                    uid: Some(format!("name-{}", self.names).into()),
                    source: Some("drip".into()),
                    answers: answers.iter().filter_map(given).collect(),
                })
            }
            Step::Remove(at) => Edit::Remove(self.pick(*at)?),
            Step::Move(at, day, time) => Edit::Move {
                entry: self.pick(*at).filter(|id| !id.is_check_in())?,
                date: Self::date(*day),
                time: *time,
            },
            Step::Undo | Step::Redo | Step::Reopen => return None,
        })
    }

    pub(crate) fn perform(&mut self, edit: &Edit) {
        let mut next = self.now.clone();
        match edit {
            Edit::Answer {
                target,
                item,
                answer,
            } => {
                let id = target.id();
                if answer.is_some() {
                    next.entry(id).or_insert_with(|| Entry {
                        id,
                        uid: id.date().to_string().into(),
                        time: None,
                        kind: EntryKindId::DAY,
                        source: None,
                        answers: Answers::new(),
                    });
                }
                if let Some(entry) = next.get_mut(&id) {
                    match answer {
                        Some(answer) => entry.answers.insert(item.clone(), answer.clone()),
                        None => entry.answers.remove(item),
                    };
                    if id.is_check_in() && entry.answers.is_empty() {
                        next.remove(&id);
                    }
                }
            }
            Edit::Add(new) => {
                let id = self.free(new.date);
                let entry = Entry {
                    id,
                    uid: new.uid.clone().unwrap(),
                    time: new.time,
                    kind: new.kind.clone(),
                    source: new.source.clone(),
                    answers: new.answers.clone(),
                };
                next.insert(id, entry);
            }
            Edit::Remove(id) => {
                next.remove(id);
            }
            Edit::Move { entry, date, time } => {
                let id = if entry.date() == *date {
                    *entry
                } else {
                    self.free(*date)
                };
                let mut moved = next.remove(entry).unwrap();
                (moved.id, moved.time) = (id, *time);
                next.insert(id, moved);
            }
            other => panic!("{other:?} is not among the steps"),
        }
        if next != self.now {
            self.before.push(std::mem::replace(&mut self.now, next));
            self.after.clear();
        }
    }

    fn undo(&mut self) -> bool {
        let Some(state) = self.before.pop() else {
            return false;
        };
        self.after.push(std::mem::replace(&mut self.now, state));
        true
    }

    fn redo(&mut self) -> bool {
        let Some(state) = self.after.pop() else {
            return false;
        };
        self.before.push(std::mem::replace(&mut self.now, state));
        true
    }

    fn diary(&self) -> Diary {
        self.now.values().cloned().collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_file_behaves_as_a_map(steps in prop::collection::vec(any_step(), 1..40)) {
        let place = Place::new();
        let mut repository = place.open();
        let mut model = Model::default();
        for step in &steps {
            match step {
                Step::Undo => {
                    prop_assert_eq!(repository.undo().unwrap().is_some(), model.undo());
                }
                Step::Redo => {
                    prop_assert_eq!(repository.redo().unwrap().is_some(), model.redo());
                }
                Step::Reopen => {
                    drop(repository);
                    repository = place.open();
                }
                step => {
                    let Some(edit) = model.edit(step) else { continue };
                    let acts = model.before.len();
                    model.perform(&edit);
                    let done = repository.perform(&Act::one("a step", edit)).unwrap();
                    prop_assert_eq!(done.is_some(), model.before.len() > acts);
                }
            }
            prop_assert_eq!(repository.read(DateRange::ALL).unwrap(), model.diary());
        }
        prop_assert_eq!(safekeeping::check(&repository).unwrap().problems, vec![]);

        while repository.undo().unwrap().is_some() {
            model.undo();
        }
        prop_assert!(model.before.is_empty());
        prop_assert!(repository.read(DateRange::ALL).unwrap().is_empty());
        prop_assert_eq!(safekeeping::check(&repository).unwrap().problems, vec![]);
        while repository.redo().unwrap().is_some() {
            model.redo();
        }
        prop_assert_eq!(place.open().read(DateRange::ALL).unwrap(), model.diary());
        prop_assert_eq!(safekeeping::check(&repository).unwrap().problems, vec![]);
    }
}
