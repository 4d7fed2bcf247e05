//! Made-up diaries of which the truth is known, and what is said of them.
//!
//! Pain is a first-order autoregressive series of which the rounded, clipped value is written down:
//! a day is like the day before, as real pain is. Cycles take 24 to 35 days; a fifth of the days is
//! not answered. Where cycles and phases lie is worked out of bleeding and LH tests by the program
//! itself, as in a real diary: these signs are noted on every day.

// Each of its users takes a part.
#![allow(dead_code)]

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use twinge::cycle::{Cycles, Settings, Signs};
use twinge::diary::{
    Answer, Answers, Catalogue, Code, Diary, Entry, EntryId, EntryKindId, ItemId, ItemKind,
    ItemSpec, kind,
};
use twinge::patterns::Timing;

use chance::Chance;
pub(crate) use large::large;
use world::Plan;
pub(crate) use world::{Course, Dating, Habit, Rise, Unlogged, When, World};

pub(crate) mod cells;
mod chance;
pub(crate) mod claims;
mod large;
pub(crate) mod rate;
mod series;
pub(crate) mod trial;
mod world;

/// A made-up diary.
pub(crate) struct Sample {
    pub diary: Diary,
    pub timing: Timing,
    /// The pain of each day, where it was answered.
    pub pain: Vec<Option<u8>>,
    /// On which days each event happened.
    pub events: Vec<Vec<bool>>,
    pub start: NaiveDate,
}

/// A catalogue with so many yes/no items and scales of one's own.
pub(crate) fn catalogue(events: usize, scales: usize) -> Catalogue {
    let flags =
        (0..events).map(|n| ItemSpec::new(format!("Event {n}"), ItemKind::Flag(kind::Flag {})));
    let bands = || {
        ItemKind::Scale(kind::Scale {
            bands: "amount".into(),
        })
    };
    let scales = (0..scales).map(|n| ItemSpec::new(format!("Scale {n}"), bands()));
    let own: BTreeMap<ItemId, ItemSpec> =
        flags.chain(scales).map(|spec| (spec.id(), spec)).collect();
    Catalogue::built_in().with(&own, &BTreeMap::new()).unwrap()
}

pub(crate) fn event_id(n: usize) -> ItemId {
    ItemId::new(format!("my-event-{n}"))
}

pub(crate) fn entry(id: EntryId, kind: EntryKindId, answers: Answers) -> Entry {
    Entry {
        id,
        uid: "".into(),
        time: None,
        kind,
        source: None,
        answers,
    }
}

/// What the program makes of the signs of the cycle in a diary.
fn timing(diary: &Diary, today: NaiveDate) -> Timing {
    let signs = Signs::from_diary(diary, Catalogue::built_in());
    Timing::from_cycles(&Cycles::evaluate(&signs, Settings::default(), today))
}

/// The period after the last cycle is noted for so many days, so that that cycle is complete.
const NEXT_PERIOD: usize = 2;

impl World {
    /// Makes up a diary.
    pub(crate) fn sample(&self, seed: u64) -> Sample {
        let chance = &mut Chance::new(seed);
        // A Monday.
        let start = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
        let plans = self.plans(chance);
        let days = plans.last().map_or(0, |plan| plan.first + plan.length);

        let mut pain = self.series(days, chance);
        let events = self.habit.events(self.events, &pain, chance);
        for rise in self.planted {
            rise.plant(&mut pain, &plans, &events);
        }
        let score = |value: &f64| value.round().clamp(0.0, 10.0) as u8;
        let scores: Vec<u8> = pain.iter().map(score).collect();
        let answered = self.unlogged.answered(&scores, chance);
        let others: Vec<Vec<f64>> = (0..self.scales)
            .map(|_| self.series(days, chance))
            .collect();

        let mut kept = self.signs(&plans, chance);
        for day in (0..days).filter(|day| answered[*day]) {
            let answers = &mut kept[day];
            answers.insert("pain".into(), Answer::Scale(scores[day]));
            let daily = events.iter().filter(|_| self.habit != Habit::Nested);
            for (n, event) in daily.enumerate() {
                answers.insert(event_id(n), Answer::Flag(event[day]));
            }
            for (n, other) in others.iter().enumerate() {
                let id = ItemId::new(format!("my-scale-{n}"));
                answers.insert(id, Answer::Scale(score(&other[day])));
            }
        }
        let date = |day: usize| start + Days::new(day as u64);
        let noted = kept.into_iter().enumerate();
        let check_ins = noted
            .filter(|(_, answers)| !answers.is_empty())
            .map(|(day, answers)| entry(EntryId::check_in(date(day)), EntryKindId::DAY, answers));
        let intimate = (0..days).filter(|day| self.habit == Habit::Nested && events[1][*day]);
        let intimacies = intimate.map(|day| {
            let parts = [0, 2, 3].map(|n| (self.habit.event(n), Answer::Flag(events[n][day])));
            let id = EntryId::new(date(day), 1).unwrap();
            entry(id, "intimacy".into(), Answers::from_iter(parts))
        });
        let diary: Diary = check_ins.chain(intimacies).collect();
        Sample {
            timing: timing(&diary, date(days + NEXT_PERIOD)),
            diary,
            pain: (0..days)
                .map(|day| answered[day].then(|| scores[day]))
                .collect(),
            events,
            start,
        }
    }

    /// The signs of the cycle on each day.
    fn signs(&self, plans: &[Plan], chance: &mut Chance) -> Vec<Answers> {
        let days = plans.last().map_or(0, |plan| plan.first + plan.length);
        let mut signs = vec![Answers::new(); days + NEXT_PERIOD];
        let mut note = |day: usize, item: &str, code: &str| {
            signs[day].insert(item.into(), Answer::Choice(Code::new(code)));
        };
        let bleeds = |plan: &Plan| plan.first..plan.first + plan.bleeds;
        let periods = plans
            .iter()
            .flat_map(bleeds)
            .chain(days..days + NEXT_PERIOD);
        for day in periods.filter(|_| self.dating != Dating::NoCycle) {
            note(day, "bleeding", "medium");
        }
        if let Dating::Lh(spread) = self.dating {
            for plan in plans {
                let off = (spread * chance.normal()).round() as isize;
                let day = (plan.ovulation - 1).saturating_add_signed(off);
                note(day, "lh-test", "positive");
            }
        }
        signs
    }
}
