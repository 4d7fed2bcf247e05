//! Made-up diaries of which the truth is known, and what is said of them.
//!
//! Pain is a first-order autoregressive series of which the rounded, clipped value is written down:
//! a day is like the day before, as real pain is. Cycles take 24 to 35 days; a fifth of the days is
//! not answered.

// Each of its users takes a part.
#![allow(dead_code)]

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};
use twinge::diary::{
    Answer, Answers, Catalogue, Code, Diary, Entry, EntryId, EntryKindId, ItemId, ItemKind,
    ItemSpec, kind,
};
use twinge::patterns::{Phase, PhaseDays, TimedCycle, Timing};

pub(crate) mod trial;

/// How pain comes and goes besides its likeness to the day before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Course {
    /// Around one level.
    Plain,
    /// With flares of 2 to 6 days, 3 points worse, about every 40 days.
    Flares,
    /// Rising by 3 points over the whole diary.
    Drift,
}

/// How events come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Habit {
    /// On any day.
    Random,
    /// Three times less likely when the pain is 3 or more.
    Avoided,
    /// In runs of days.
    Clustered,
}

/// What is planted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Planted {
    Nothing,
    /// So many points from the day before to the day after ovulation.
    MidCycle(f64),
    /// So many points on the day after the first event.
    NextDay(f64),
}

/// A kind of diary.
#[derive(Debug, Clone, Copy)]
pub(crate) struct World {
    /// How like a day is to the day before (φ).
    pub likeness: f64,
    pub course: Course,
    pub cycles: usize,
    /// Whether ovulation is confirmed by a sign or estimated from the calendar.
    pub confirmed: bool,
    /// How many yes/no items there are.
    pub events: usize,
    pub habit: Habit,
    pub planted: Planted,
    /// How many scales there are besides the pain, each a series of its own.
    pub scales: usize,
}

impl Default for World {
    fn default() -> Self {
        Self {
            likeness: 0.7,
            course: Course::Plain,
            cycles: 6,
            confirmed: true,
            events: 0,
            habit: Habit::Random,
            planted: Planted::Nothing,
            scales: 0,
        }
    }
}

/// The usual level of the pain, in points.
const LEVEL: f64 = 3.0;

/// How far it strays, in points: in people with long-lasting pain 1 to 1.5 were measured over 90
/// days (Intra- and inter-patient symptom variability in fibromyalgia, Musculoskeletal Care). At
/// this spread a plain t-test finds a rise of 2 points around ovulation in 92 of 100 diaries.
const STRAY: f64 = 1.25;

/// The share of days that is not answered.
const MISSING: f64 = 0.2;

/// About 20 events in six cycles.
const EVENT_RATE: f64 = 0.115;

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

pub(crate) struct Chance(Xoshiro256PlusPlus);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    /// From 0 to 1.
    pub(crate) fn even(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.even() * n as f64) as usize
    }

    pub(crate) fn happens(&mut self, probability: f64) -> bool {
        self.even() < probability
    }

    /// A normal deviate (Box & Muller).
    pub(crate) fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.even()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.even()).cos()
    }
}

/// The scales of a large diary.
const SCALES: [&str; 12] = [
    "pain",
    "pain-interference",
    "pain-average",
    "cramps",
    "bloating",
    "headache",
    "nausea",
    "fatigue",
    "sleep-quality",
    "stress",
    "mood",
    "libido",
];

/// Its yes/no items.
const FLAGS: [&str; 9] = [
    "travel",
    "vomiting",
    "frequent-pee",
    "burning-pee",
    "painful-poo",
    "migraine",
    "chills",
    "unusual-discharge",
    "avoiding-sex",
];

/// Intimacy and relief every few days.
fn timed(diary: &mut Diary, date: NaiveDate, chance: &mut Chance) {
    if chance.happens(0.2) {
        let answers = Answers::from_iter([
            ("orgasm".into(), Answer::Flag(chance.happens(0.8))),
            ("pain-after".into(), Answer::Scale(chance.below(4) as u8)),
        ]);
        let id = EntryId::new(date, 1).unwrap();
        diary.insert(entry(id, "intimacy".into(), answers));
    }
    if chance.happens(0.2) {
        let measure = ["heat", "rest", "bath"][chance.below(3)];
        let answers = Answers::from_iter([
            ("measure".into(), Answer::Choice(Code::new(measure))),
            ("relief-before".into(), Answer::Scale(5)),
            ("relief-after".into(), Answer::Scale(chance.below(5) as u8)),
        ]);
        let id = EntryId::new(date, 2).unwrap();
        diary.insert(entry(id, "relief".into(), answers));
    }
}

/// A diary of many years with 25 items a day: ten scales, ten yes/no items and ordered choices, and
/// timed entries every few days. With `real`, most of them hang on the cycle or on each other.
pub(crate) fn large(years: usize, real: bool) -> (Diary, Timing) {
    let chance = &mut Chance::new(years as u64);
    let world = World {
        cycles: years * 365 / 29,
        ..World::default()
    };
    let plans = world.plans(chance);
    let days = plans.last().map_or(0, |plan| plan.first + plan.length);
    let start = NaiveDate::from_ymd_opt(1960, 1, 1).unwrap();
    let date = |day: usize| start + Days::new(day as u64);
    let mut series: Vec<Vec<f64>> = SCALES.iter().map(|_| world.series(days, chance)).collect();
    let events: Vec<Vec<bool>> = FLAGS
        .iter()
        .map(|_| Habit::Random.days(&series[0], chance))
        .collect();
    let mut first_days = vec![false; days];
    for plan in &plans {
        for day in (plan.first..plan.first + plan.length).filter(|_| real) {
            let bleeds = day < plan.first + 5;
            let ovulates = day.abs_diff(plan.ovulation) <= 1;
            for (n, series) in series.iter_mut().enumerate() {
                series[day] += if bleeds { 2.5 } else { 0.0 };
                series[day] += if ovulates && n % 2 == 0 { 2.0 } else { 0.0 };
            }
        }
        first_days[plan.first..plan.first + 5].fill(true);
    }
    for day in (1..days).filter(|_| real) {
        series[0][day] += if events[0][day - 1] || events[1][day - 1] {
            2.0
        } else {
            0.0
        };
    }
    let check_in = |day: usize, chance: &mut Chance| {
        let mut answers = Answers::new();
        for (item, series) in SCALES.iter().zip(&series) {
            let score = series[day].round().clamp(0.0, 10.0) as u8;
            answers.insert((*item).into(), Answer::Scale(score));
        }
        for (item, event) in FLAGS.iter().zip(&events) {
            answers.insert((*item).into(), Answer::Flag(event[day]));
        }
        let mut choose = |item: &str, options: &[&str]| {
            let code = options[chance.below(options.len())];
            answers.insert(item.into(), Answer::Choice(Code::new(code)));
        };
        choose("lifting", &["none", "some", "heavy"]);
        choose("exercise", &["none", "light", "moderate", "hard"]);
        choose("posture", &["varied", "bent", "still"]);
        choose(
            "bleeding",
            if first_days[day] {
                &["medium"]
            } else {
                &["none"]
            },
        );
        entry(EntryId::check_in(date(day)), EntryKindId::DAY, answers)
    };
    let mut diary = Diary::default();
    for day in 0..days {
        diary.insert(check_in(day, chance));
        timed(&mut diary, date(day), chance);
    }
    let cycles = plans.iter().map(|plan| world.cycle(plan, &date)).collect();
    (diary, Timing { cycles })
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

struct Plan {
    first: usize,
    length: usize,
    /// The day of ovulation, and the day it is taken for.
    ovulation: usize,
    taken: usize,
}

impl World {
    /// Makes up a diary.
    pub(crate) fn sample(&self, seed: u64) -> Sample {
        let chance = &mut Chance::new(seed);
        let start = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
        let plans = self.plans(chance);
        let days = plans.last().map_or(0, |plan| plan.first + plan.length);

        let mut latent = self.series(days, chance);
        let events: Vec<Vec<bool>> = (0..self.events)
            .map(|_| self.habit.days(&latent, chance))
            .collect();
        match self.planted {
            Planted::Nothing => {}
            Planted::MidCycle(points) => {
                for plan in &plans {
                    let around = &mut latent[plan.ovulation - 1..=plan.ovulation + 1];
                    around.iter_mut().for_each(|pain| *pain += points);
                }
            }
            Planted::NextDay(points) => {
                for day in (1..days).filter(|day| events[0][day - 1]) {
                    latent[day] += points;
                }
            }
        }
        let score = |value: &f64| value.round().clamp(0.0, 10.0) as u8;
        let answered: Vec<bool> = (0..days).map(|_| !chance.happens(MISSING)).collect();
        let others: Vec<Vec<f64>> = (0..self.scales)
            .map(|_| self.series(days, chance))
            .collect();

        let date = |day: usize| start + Days::new(day as u64);
        let check_in = |day: usize| {
            let mut answers =
                Answers::from_iter([("pain".into(), Answer::Scale(score(&latent[day])))]);
            for (n, event) in events.iter().enumerate() {
                answers.insert(event_id(n), Answer::Flag(event[day]));
            }
            for (n, other) in others.iter().enumerate() {
                let id = ItemId::new(format!("my-scale-{n}"));
                answers.insert(id, Answer::Scale(score(&other[day])));
            }
            entry(EntryId::check_in(date(day)), EntryKindId::DAY, answers)
        };
        Sample {
            diary: (0..days)
                .filter(|day| answered[*day])
                .map(check_in)
                .collect(),
            timing: Timing {
                cycles: plans.iter().map(|plan| self.cycle(plan, &date)).collect(),
            },
            pain: (0..days)
                .map(|day| answered[day].then(|| score(&latent[day])))
                .collect(),
            events,
            start,
        }
    }

    fn plans(&self, chance: &mut Chance) -> Vec<Plan> {
        let mut first = 0;
        let mut plans = Vec::new();
        for _ in 0..self.cycles {
            let length = 24 + chance.below(12);
            let luteal = (13.1 + 1.5 * chance.normal()).round().clamp(9.0, 16.0) as usize;
            let ovulation = first + length - luteal;
            let off = (self.timing_spread() * chance.normal()).round();
            let taken = (ovulation as f64 + off).max(first as f64 + 5.0) as usize;
            plans.push(Plan {
                first,
                length,
                ovulation,
                taken,
            });
            first += length;
        }
        plans
    }

    /// How far the day taken for ovulation strays, in days: an LH test, or counting back from the
    /// next period (mean error 1.34 days).
    fn timing_spread(&self) -> f64 {
        if self.confirmed { 0.8 } else { 1.7 }
    }

    fn series(&self, days: usize, chance: &mut Chance) -> Vec<f64> {
        let fresh = (1.0 - self.likeness * self.likeness).sqrt();
        let mut state = chance.normal();
        let mut flare = 0;
        (0..days)
            .map(|day| {
                state = self.likeness * state + fresh * chance.normal();
                let extra = match self.course {
                    Course::Plain => 0.0,
                    Course::Drift => 3.0 * (day as f64 / days as f64 - 0.5),
                    Course::Flares => {
                        if flare == 0 && chance.happens(1.0 / 40.0) {
                            flare = 2 + chance.below(5);
                        }
                        let hurts = flare > 0;
                        flare = flare.saturating_sub(1);
                        if hurts { 3.0 } else { 0.0 }
                    }
                };
                LEVEL + STRAY * state + extra
            })
            .collect()
    }

    fn cycle(&self, plan: &Plan, date: &impl Fn(usize) -> NaiveDate) -> TimedCycle {
        let Plan {
            first,
            length,
            taken,
            ..
        } = *plan;
        let end = first + length;
        let spread = self.timing_spread();
        let mut places: Vec<(usize, f64)> = (first + 5..end)
            .map(|day| {
                let off = day as f64 - taken as f64;
                (day, (-off * off / (2.0 * spread * spread)).exp())
            })
            .collect();
        let total: f64 = places.iter().map(|(_, weight)| weight).sum();
        places.iter_mut().for_each(|(_, weight)| *weight /= total);

        let reach = if self.confirmed { 1 } else { 2 };
        let belongs = |phase: Phase, day: usize, ovulation: usize| match phase {
            Phase::Menses => day < first + 5,
            Phase::Follicular => day >= first + 5 && day + 5 < ovulation,
            Phase::Ovulatory => day.abs_diff(ovulation) <= reach,
            Phase::EarlyLuteal => day > ovulation + reach && day + 7 < end,
            Phase::LateLuteal => day + 7 >= end,
        };
        let window = |phase: Phase| PhaseDays {
            phase,
            estimated: !self.confirmed && !matches!(phase, Phase::Menses | Phase::LateLuteal),
            days: (first..end)
                .map(|day| {
                    let within = places
                        .iter()
                        .filter(|(place, _)| belongs(phase, day, *place));
                    (date(day), within.map(|(_, weight)| weight).sum())
                })
                .collect(),
        };
        TimedCycle {
            first: date(first),
            last: date(end - 1),
            complete: true,
            excluded: false,
            menses: 5,
            windows: Phase::ALL.map(window).into(),
        }
    }
}

impl Habit {
    fn days(self, latent: &[f64], chance: &mut Chance) -> Vec<bool> {
        let mut last = false;
        latent
            .iter()
            .map(|pain| {
                let rate = match self {
                    Self::Random => EVENT_RATE,
                    Self::Avoided if pain.round() >= 3.0 => 0.07,
                    Self::Avoided => 0.21,
                    Self::Clustered if last => 0.6,
                    Self::Clustered => 0.052,
                };
                last = chance.happens(rate);
                last
            })
            .collect()
    }
}
