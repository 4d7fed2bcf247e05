//! Random lives of several computers that share a diary, against a plain model of what sharing is.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;
use twinge::diary::{Edit, EntryId, Tristate};
use twinge::repository::Repository;
use twinge::safekeeping;
use twinge::sharing::rows::Incoming;

use crate::model::{self, Known, Register, Rows};
use crate::support::{Desk, answer, answer_timed, date, relief, scale, text};

/// What happens; the first number says on which computer, the others pick among what there is.
#[derive(Debug, Clone)]
enum Step {
    Answer(usize, u32, bool, Option<u8>),
    Note(usize, u32),
    AnswerTimed(usize, usize, Option<u8>),
    NoteTimed(usize, usize),
    Add(usize, u32),
    Remove(usize, usize),
    Move(usize, usize, u32),
    Profile(usize, u8),
    Undo(usize),
    Redo(usize),
    Purge(usize),
    /// The clock of a computer is set.
    Clock(usize, i64),
    Give(usize),
    /// Takes what was ever given: each once or twice, in any order, some of it torn.
    Take(usize, Vec<(usize, bool)>),
    /// Takes the last that each gave.
    Meet(usize),
    /// A copy of the file is made.
    Copy(usize),
    /// The diary is restored from a copy, as an act.
    Restore(usize, usize),
    /// The file is put back to a copy, as no act does.
    PutBack(usize, usize),
    /// The computer is given a copy of another's file in place of its own.
    Become(usize, usize),
}

fn any_step() -> impl Strategy<Value = Step> {
    let desk = || 0..4_usize;
    let any = || any::<usize>();
    let score = || prop::option::weighted(0.8, 0..4_u8);
    prop_oneof![
        5 => (desk(), 0..3_u32, prop::bool::ANY, score())
            .prop_map(|(d, day, item, s)| Step::Answer(d, day, item, s)),
        3 => (desk(), 0..3_u32).prop_map(|(d, day)| Step::Note(d, day)),
        4 => (desk(), any(), score()).prop_map(|(d, at, s)| Step::AnswerTimed(d, at, s)),
        2 => (desk(), any()).prop_map(|(d, at)| Step::NoteTimed(d, at)),
        3 => (desk(), 0..3_u32).prop_map(|(d, day)| Step::Add(d, day)),
        3 => (desk(), any()).prop_map(|(d, at)| Step::Remove(d, at)),
        3 => (desk(), any(), 0..3_u32).prop_map(|(d, at, day)| Step::Move(d, at, day)),
        1 => (desk(), 0..3_u8).prop_map(|(d, value)| Step::Profile(d, value)),
        3 => desk().prop_map(Step::Undo),
        2 => desk().prop_map(Step::Redo),
        1 => desk().prop_map(Step::Purge),
        1 => (desk(), -1..=1_i64).prop_map(|(d, by)| Step::Clock(d, by)),
        6 => desk().prop_map(Step::Give),
        4 => (desk(), prop::collection::vec((any(), prop::bool::weighted(0.1)), 1..4))
            .prop_map(|(d, which)| Step::Take(d, which)),
        4 => desk().prop_map(Step::Meet),
        1 => desk().prop_map(Step::Copy),
        1 => (desk(), any()).prop_map(|(d, at)| Step::Restore(d, at)),
        1 => (desk(), any()).prop_map(|(d, at)| Step::PutBack(d, at)),
        1 => (desk(), any()).prop_map(|(d, at)| Step::Become(d, at)),
    ]
}

/// What one gave: the documents, and what the model knew then.
#[derive(Clone)]
struct Given {
    by: usize,
    documents: Vec<Incoming>,
    known: Known,
}

struct World {
    desks: Vec<Desk>,
    models: Vec<model::Desk>,
    clocks: Vec<i64>,
    given: Vec<Given>,
    copies: Vec<(Desk, model::Desk)>,
    /// The time of the next act, and the number of the next word.
    time: i64,
    numbers: u64,
    /// What was written and nobody who had seen it took away.
    notes: BTreeSet<String>,
}

/// A clock that is wrong is so by more than all acts take.
const YEARS: i64 = 1_000_000;

/// What stands in a file, and the numbers of its timed entries.
fn rows(desk: &Desk) -> (Rows, BTreeMap<String, i64>) {
    let db = desk.raw();
    let mut rows = Rows::new();
    let mut numbers = BTreeMap::new();
    let mut read = db
        .prepare(
            "SELECT ifnull('#' || uid, date), item, typeof(value) || ' ' || value, 0
             FROM answer JOIN entry ON id = entry
             UNION ALL
             SELECT '#' || uid, '', date || ' ' || ifnull(time, '') || ' ' || kind, id
             FROM entry WHERE uid IS NOT NULL
             UNION ALL
             SELECT '', key, value, 0 FROM setting WHERE key NOT IN ('catalogue', 'log')",
        )
        .unwrap();
    let mut read = read.query([]).unwrap();
    while let Some(row) = read.next().unwrap() {
        let register: Register = (row.get(0).unwrap(), row.get(1).unwrap());
        let number: i64 = row.get(3).unwrap();
        if number != 0 {
            numbers.insert(register.0.clone(), number);
        }
        rows.insert(register, row.get(2).unwrap());
    }
    (rows, numbers)
}

fn words(rows: &Rows) -> BTreeSet<String> {
    let notes = rows.iter().filter(|((_, item), _)| item == "note");
    notes
        .flat_map(|(_, text)| text["text ".len()..].lines().map(str::to_owned))
        .collect()
}

fn day(n: u32) -> NaiveDate {
    // Check-ins are of two months.
    date(30) + TimeDelta::days(n.into())
}

impl World {
    fn new(desks: usize) -> Self {
        let numbers = 1..=desks as u64;
        let desks: Vec<Desk> = numbers
            .map(|number| Desk::new(number, &format!("computer {number}")))
            .collect();
        let models = desks
            .iter()
            .map(|desk| model::Desk::new(desk.me.id.number(), rows(desk).0));
        Self {
            models: models.collect(),
            clocks: vec![0; desks.len()],
            desks,
            given: Vec::new(),
            copies: Vec::new(),
            time: 1,
            numbers: 0,
            notes: BTreeSet::new(),
        }
    }

    fn word(&mut self) -> String {
        self.numbers += 1;
        let word = format!("word{}end", self.numbers);
        self.notes.insert(word.clone());
        word
    }

    fn pick(&self, at: usize, which: usize) -> Option<EntryId> {
        let (_, numbers) = rows(&self.desks[at]);
        let all: Vec<i64> = numbers.into_values().collect();
        let id = all.get(which.checked_rem(all.len())?)?;
        EntryId::from_raw(*id)
    }

    /// Does something on a computer, and has the model see what became of it.
    fn act(&mut self, at: usize, act: impl FnOnce(&mut Desk)) {
        let desk = &mut self.desks[at];
        let (before, numbers) = rows(desk);
        act(desk);
        self.time += 1;
        let time = self.time + self.clocks[at];
        // All times by clocks that the test sets: those of the trigger are far larger.
        desk.raw()
            .execute(
                "UPDATE share_dirty SET at = ?1 WHERE at > 1000000000000",
                [time],
            )
            .unwrap();
        let (now, new_numbers) = rows(desk);
        let moved = numbers
            .iter()
            .filter(|(uid, number)| new_numbers.get(*uid).is_some_and(|new| new != *number))
            .map(|(uid, _)| uid.clone())
            .collect();
        for word in words(&before).difference(&words(&now)) {
            self.notes.remove(word);
        }
        self.models[at].acted(now, &moved, time);
    }

    fn edit(&mut self, at: usize, edit: Edit) {
        self.act(at, |desk| desk.act([edit]));
    }

    fn give(&mut self, at: usize) {
        let documents = self.desks[at].give();
        self.models[at].take(&[], &mut self.numbers);
        let known = self.models[at].known.clone();
        self.given.push(Given {
            by: at,
            documents,
            known,
        });
    }

    fn take(&mut self, at: usize, which: &[(usize, bool)]) {
        let (mut documents, mut known) = (Vec::new(), Vec::new());
        for (which, torn) in which {
            let Some(which) = which.checked_rem(self.given.len()) else {
                return;
            };
            let given = &self.given[which];
            if *torn {
                let mut torn = given.documents.clone();
                torn.iter_mut().for_each(|of| {
                    let half = of.state.len() / 2;
                    of.state.truncate(half);
                });
                documents.extend(torn);
            } else {
                documents.extend(given.documents.clone());
                known.push(given.known.clone());
            }
        }
        documents.reverse();
        self.desks[at].take(documents);
        self.models[at].take(&known, &mut self.numbers);
    }

    fn latest(&self) -> Vec<(usize, bool)> {
        let latest = |by| self.given.iter().rposition(|given| given.by == by);
        let latest = (0..self.desks.len()).filter_map(latest);
        latest.map(|which| (which, false)).collect()
    }

    fn step(&mut self, step: &Step) {
        let count = self.desks.len();
        match *step {
            Step::Answer(at, n, which, score) => {
                let item = if which { "pain" } else { "pain-average" };
                self.edit(at % count, answer(day(n), item, score.map(scale)));
            }
            Step::Note(at, n) => {
                let word = self.word();
                self.edit(at % count, answer(day(n), "note", text(&word)));
            }
            Step::AnswerTimed(at, which, score) => {
                if let Some(id) = self.pick(at % count, which) {
                    self.edit(
                        at % count,
                        answer_timed(id, "relief-before", score.map(scale)),
                    );
                }
            }
            Step::NoteTimed(at, which) => {
                if let Some(id) = self.pick(at % count, which) {
                    let word = self.word();
                    self.edit(at % count, answer_timed(id, "note", text(&word)));
                }
            }
            Step::Add(at, n) => {
                let word = self.word();
                let mut entry = relief(date(17 + n), &format!("e{}", self.numbers));
                entry.answers.insert("note".into(), text(&word));
                self.edit(at % count, Edit::Add(entry));
            }
            Step::Remove(at, which) => {
                if let Some(id) = self.pick(at % count, which) {
                    self.edit(at % count, Edit::Remove(id));
                }
            }
            Step::Move(at, which, n) => {
                if let Some(entry) = self.pick(at % count, which) {
                    let date = date(17 + n);
                    let time = None;
                    self.edit(at % count, Edit::Move { entry, date, time });
                }
            }
            Step::Profile(at, value) => {
                let mut profile = self.desks[at % count].diary.profile().clone();
                profile.uterus =
                    [Tristate::No, Tristate::Yes, Tristate::Unknown][usize::from(value)];
                self.edit(at % count, Edit::Profile(Box::new(profile)));
            }
            // Where the numbers of entries are others' by now there is nothing to take back.
            Step::Undo(at) => self.act(at % count, |desk| drop(desk.diary.undo())),
            Step::Redo(at) => self.act(at % count, |desk| drop(desk.diary.redo())),
            Step::Purge(at) => {
                safekeeping::purge(&mut self.desks[at % count].diary).unwrap();
                self.models[at % count].purge(&mut self.numbers);
            }
            Step::Clock(at, by) => self.clocks[at % count] = by * YEARS,
            Step::Give(at) => self.give(at % count),
            Step::Take(at, ref which) => {
                let twice: Vec<_> = which.iter().chain(&which[..1]).copied().collect();
                self.take(at % count, &twice);
            }
            Step::Meet(at) => {
                let latest = self.latest();
                self.take(at % count, &latest);
            }
            Step::Copy(at) => {
                // So that no entry is given for the first time in two places.
                self.give(at % count);
                let (desk, model) = (&self.desks[at % count], &self.models[at % count]);
                let copy = desk.copied(desk.me.id.number(), &desk.me.name);
                self.copies.push((copy, model.clone()));
            }
            Step::Restore(at, which) => {
                let Some(which) = which.checked_rem(self.copies.len()) else {
                    return;
                };
                let copy = Repository::open(self.copies[which].0.diary.path()).unwrap();
                self.act(at % count, |desk| {
                    safekeeping::restore(&mut desk.diary, &copy, &"restored".into()).unwrap();
                });
            }
            Step::PutBack(at, which) | Step::Become(at, which) => {
                let at = at % count;
                let is_own = matches!(step, Step::PutBack(..));
                let own = self.models[at].number;
                let may = |(_, model): &&(Desk, model::Desk)| !is_own || model.number == own;
                let all: Vec<_> = self.copies.iter().filter(may).collect();
                let Some(which) = which.checked_rem(all.len()) else {
                    return;
                };
                let (copy, model) = all[which];
                // What was only here is gone with the file.
                self.desks[at].put_back(copy);
                for word in words(&self.models[at].rows) {
                    let given = |given: &Given| given.known.mentions(&word);
                    if !self.given.iter().any(given) && !words(&model.rows).contains(&word) {
                        self.notes.remove(&word);
                    }
                }
                self.models[at] = model.clone();
                self.models[at].number = own;
            }
        }
    }

    /// All meet until nothing is new for anybody.
    fn meet(&mut self) {
        for at in 0..self.desks.len() {
            self.give(at);
        }
        // A file that was put back reads what it had given in its other life.
        let all: Vec<_> = (0..self.given.len()).map(|which| (which, false)).collect();
        self.take(0, &all);
        for at in 0..self.desks.len() {
            self.give(at);
            let latest = self.latest();
            self.take(at, &latest);
        }
        for at in 0..self.desks.len() {
            self.give(at);
        }
        let latest = self.latest();
        for at in 0..self.desks.len() {
            self.take(at, &latest);
        }
    }
}

fn live(desks: usize, steps: &[Step]) {
    let mut world = World::new(desks);
    for step in steps {
        world.step(step);
        for (desk, model) in world.desks.iter().zip(&world.models) {
            assert_eq!(rows(desk).0, model.rows, "after {step:?}");
        }
    }
    world.meet();
    let (all, _) = rows(&world.desks[0]);
    for (desk, model) in world.desks.iter().zip(&world.models) {
        assert_eq!(rows(desk).0, all);
        assert_eq!(model.rows, all);
        desk.is_sound();
    }
    let stand = words(&all);
    let lost: Vec<_> = world.notes.difference(&stand).collect();
    assert!(lost.is_empty(), "lost: {lost:?}");

    // What nobody sees any more is forgotten everywhere: here, and in what others are told.
    for _ in 0..2 {
        for desk in &mut world.desks {
            safekeeping::purge(&mut desk.diary).unwrap();
        }
        for model in &mut world.models {
            model.purge(&mut world.numbers);
        }
        world.meet();
    }
    let gone: Vec<String> = (0..=world.numbers).map(|n| format!("word{n}end")).collect();
    for desk in &mut world.desks {
        safekeeping::purge(&mut desk.diary).unwrap();
        let held = desk.bytes();
        for word in gone.iter().filter(|word| !stand.contains(*word)) {
            let word = word.as_bytes();
            let is_held = memchr::memmem::find(&held, word).is_some();
            assert!(!is_held, "{:?} is held", str::from_utf8(word));
        }
    }
}

/// Fewer cases than of documents alone: a case is some hundred transactions of several files.
fn cases() -> u32 {
    let cases = std::env::var("TWINGE_SHARING_CASES").ok();
    cases.and_then(|cases| cases.parse().ok()).unwrap_or(200)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 400, ..ProptestConfig::default() })]

    #[test]
    fn all_come_to_the_same_and_nothing_is_lost(
        desks in 2..=4_usize,
        steps in prop::collection::vec(any_step(), 1..40),
    ) {
        live(desks, &steps);
    }
}
