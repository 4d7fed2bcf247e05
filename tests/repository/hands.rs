//! Acts of one person between what other computers and other programs do to the same rows: the file
//! must be as a plain map is, in which each row is undone by itself.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;
use rusqlite::{Connection, params};
use twinge::diary::{Act, Answer, Answers, DateRange, EntryKindId, ItemId};
use twinge::repository::{Repository, Stays};
use twinge::safekeeping;

use crate::model::{Model, State, Step, any_step};
use crate::support::Place;

#[derive(Debug, Clone)]
enum Turn {
    /// Here.
    Own(Step),
    /// On another computer.
    Theirs(Step),
    /// In the file, by another program that keeps no record: a score of some entry.
    Hand(usize, u8),
    /// The latest thing that came from another computer is taken back.
    TakeBack,
}

fn any_turn() -> impl Strategy<Value = Turn> {
    prop_oneof![
        6 => any_step().prop_map(Turn::Own),
        3 => any_step().prop_map(Turn::Theirs),
        1 => (any::<usize>(), 0..3_u8).prop_map(|(at, score)| Turn::Hand(at, score)),
        1 => Just(Turn::TakeBack),
    ]
}

/// What an entry is beside its answers; nothing is said of a check-in, which is its answers.
type Head = Option<(NaiveDate, Option<NaiveTime>, EntryKindId)>;

/// Entries by their lasting names.
type Plain = BTreeMap<String, (Head, Answers)>;

fn plain(state: &State) -> Plain {
    let entry = |entry: &twinge::diary::Entry| {
        let head = (entry.id.date(), entry.time, entry.kind.clone());
        let head = (!entry.id.is_check_in()).then_some(head);
        (entry.uid.to_string(), (head, entry.answers.clone()))
    };
    state.values().map(entry).collect()
}

/// Of one entry the rows that an act changed, as they were left and as they are to be.
#[derive(Debug, Clone, Default)]
struct Rows {
    head: Option<(Head, Head)>,
    answers: BTreeMap<ItemId, (Option<Answer>, Option<Answer>)>,
}

/// What an act changed, but for what stays.
#[derive(Debug, Clone, Default)]
struct Done {
    rows: BTreeMap<String, Rows>,
    stay: usize,
}

impl Done {
    fn between(before: &Plain, after: &Plain) -> Self {
        let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let mut done = Self::default();
        for name in names {
            let head = |state: &Plain| state.get(name).and_then(|(head, _)| head.clone());
            let (was, is) = (head(before), head(after));
            let mut rows = Rows {
                head: (was != is).then_some((was, is)),
                ..Rows::default()
            };
            let items = [before, after]
                .into_iter()
                .filter_map(|state| state.get(name));
            let items: BTreeSet<&ItemId> = items.flat_map(|(_, answers)| answers.keys()).collect();
            for item in items {
                let answer = |state: &Plain| state.get(name)?.1.get(item).cloned();
                let (was, is) = (answer(before), answer(after));
                if was != is {
                    rows.answers.insert(item.clone(), (was, is));
                }
            }
            if rows.head.is_some() || !rows.answers.is_empty() {
                done.rows.insert(name.clone(), rows);
            }
        }
        done
    }

    fn names(&self) -> BTreeSet<(String, Option<ItemId>)> {
        let of = |(name, rows): (&String, &Rows)| {
            let head = rows.head.is_some().then_some(None);
            let answers = rows.answers.keys().cloned().map(Some);
            let rows: Vec<_> = head.into_iter().chain(answers).collect();
            rows.into_iter()
                .map(|item| (name.clone(), item))
                .collect::<Vec<_>>()
        };
        self.rows.iter().flat_map(of).collect()
    }

    fn turned_round(mut self) -> Self {
        for rows in self.rows.values_mut() {
            rows.head = rows.head.take().map(|(was, is)| (is, was));
            for (was, is) in rows.answers.values_mut() {
                std::mem::swap(was, is);
            }
        }
        self
    }

    /// Does what is to be done to what stands as it was left. Says how many rows were done; the
    /// others do not belong to the act any more.
    fn carry_out(&mut self, state: &mut Plain) -> usize {
        let mut made = 0;
        for (name, rows) in &mut self.rows {
            let stood = state.get(name).cloned();
            let is_day = name.parse::<NaiveDate>().is_ok();
            let comes = matches!(rows.head, Some((None, _)));
            if !is_day && comes != stood.is_none() {
                self.stay += rows.answers.len() + usize::from(rows.head.is_some());
                *rows = Rows::default();
                continue;
            }
            let (mut head, mut answers) = stood.unwrap_or_default();
            rows.answers.retain(|item, (left, to)| {
                let stands = answers.get(item) == left.as_ref();
                match (stands, to.clone()) {
                    (false, _) => self.stay += 1,
                    (true, None) => drop(answers.remove(item)),
                    (true, Some(to)) => drop(answers.insert(item.clone(), to)),
                }
                made += usize::from(stands);
                stands
            });
            let mut goes = is_day && answers.is_empty();
            if let Some((left, to)) = &rows.head {
                if head == *left && (to.is_some() || answers.is_empty()) {
                    head.clone_from(to);
                    goes = to.is_none();
                    made += 1;
                } else {
                    rows.head = None;
                    self.stay += 1;
                }
            }
            if goes {
                state.remove(name);
            } else {
                state.insert(name.clone(), (head, answers));
            }
        }
        made
    }
}

/// What is undone by `u` and done again by `U`.
#[derive(Default)]
struct Chain {
    done: Vec<Done>,
    undone: Vec<Done>,
}

impl Chain {
    /// What is told of it; `None` when there is nothing to undo.
    fn undo(&mut self, state: &mut Plain) -> Option<(usize, usize)> {
        let mut act = self.done.pop()?.turned_round();
        let made = act.carry_out(state);
        let told = (act.stay, act.stay + made);
        if made > 0 || act.stay == 0 {
            self.undone.push(act.turned_round());
        }
        Some(told)
    }

    fn redo(&mut self, state: &mut Plain) -> Option<(usize, usize)> {
        let mut act = self.undone.pop()?;
        let made = act.carry_out(state);
        let told = (act.stay, act.stay + made);
        if made > 0 || act.stay == 0 {
            self.done.push(act);
        }
        Some(told)
    }
}

fn told(stays: Option<&Stays>, of: (usize, usize)) -> bool {
    match stays {
        None => of.0 == 0,
        Some(stays) => (stays.rows, stays.of) == of,
    }
}

fn read(repository: &Repository) -> State {
    let diary = repository.read(DateRange::ALL).unwrap();
    let entries = diary.days().flat_map(|(_, day)| day.entries.clone());
    entries.map(|entry| (entry.id, entry)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn each_row_is_undone_by_itself(turns in prop::collection::vec(any_turn(), 1..50)) {
        let place = Place::new();
        let mut repository = place.open();
        let (mut model, mut chain) = (Model::default(), Chain::default());
        let (mut arrived, mut by_hand): (Option<(i64, Done)>, bool) = (None, false);
        for turn in &turns {
            let before = plain(&model.now);
            let mut state = before.clone();
            match turn {
                Turn::Own(Step::Undo) => {
                    let undone = repository.undo().unwrap();
                    let expected = chain.undo(&mut state);
                    prop_assert_eq!(undone.is_some(), expected.is_some());
                    if let (Some(undone), Some(expected)) = (undone, expected) {
                        prop_assert!(told(undone.stays.as_ref(), expected), "{undone:?} {expected:?}");
                    }
                }
                Turn::Own(Step::Redo) => {
                    let redone = repository.redo().unwrap();
                    let expected = chain.redo(&mut state);
                    prop_assert_eq!(redone.is_some(), expected.is_some());
                    if let (Some(redone), Some(expected)) = (redone, expected) {
                        prop_assert!(told(redone.stays.as_ref(), expected), "{redone:?} {expected:?}");
                    }
                }
                Turn::Own(Step::Reopen) | Turn::Theirs(Step::Undo | Step::Redo | Step::Reopen) => {
                    drop(repository);
                    repository = place.open();
                }
                Turn::Own(step) => {
                    let Some(edit) = model.edit(step) else { continue };
                    model.perform(&edit);
                    state = plain(&model.now);
                    let written = repository.perform(&Act::one("here", edit)).unwrap();
                    prop_assert_eq!(written.is_some(), state != before);
                    if written.is_some() {
                        chain.done.push(Done::between(&before, &state));
                        chain.undone.clear();
                    }
                }
                Turn::Theirs(step) => {
                    let Some(edit) = model.edit(step) else { continue };
                    model.perform(&edit);
                    state = plain(&model.now);
                    let act = Act::one("there", edit);
                    if let Some(written) = repository.perform_from("laptop", &act).unwrap() {
                        let done = Done::between(&before, &state);
                        let names = done.names();
                        chain.undone.retain(|undone| undone.names().is_disjoint(&names));
                        arrived = Some((written.operation.id, done));
                    }
                }
                Turn::Hand(at, score) => {
                    let Some(entry) = model.pick(*at) else { continue };
                    let item = if entry.is_check_in() { "pain" } else { "relief-before" };
                    let name = model.now[&entry].uid.to_string();
                    let answers = &mut state.get_mut(&name).unwrap().1;
                    answers.insert(item.into(), Answer::Scale(*score));
                    Connection::open(&place.file)
                        .unwrap()
                        .execute(
                            "INSERT OR REPLACE INTO answer VALUES (?1, ?2, ?3)",
                            params![entry.raw(), item, score],
                        )
                        .unwrap();
                    by_hand = true;
                }
                Turn::TakeBack => {
                    let Some((id, done)) = arrived.take() else { continue };
                    let mut done = done.turned_round();
                    let made = done.carry_out(&mut state);
                    let expected = (done.stay, done.stay + made);
                    let written = repository.undo_arrival(id).unwrap().unwrap();
                    prop_assert!(told(written.stays.as_ref(), expected), "{written:?} {expected:?}");
                    if made > 0 {
                        chain.done.push(Done::between(&before, &state));
                        chain.undone.clear();
                    }
                }
            }
            // Numbers are the file's own.
            model.now = read(&repository);
            prop_assert_eq!(plain(&model.now), state, "after {:?}", turn);
        }
        let problems = safekeeping::check(&repository).unwrap().problems;
        prop_assert!(by_hand || problems.is_empty(), "{problems:?}");
    }
}
