//! A diary of many years.

use chrono::{Days, NaiveDate};
use twinge::diary::{Answer, Answers, Code, Diary, EntryId, EntryKindId};
use twinge::patterns::Timing;

use super::chance::Chance;
use super::world::World;
use super::{Habit, entry, timing};

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
    let (mut first_days, mut tests) = (vec![false; days], vec![false; days]);
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
        tests[plan.ovulation - 1] = true;
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
        if tests[day] {
            choose("lh-test", &["positive"]);
        }
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
    let timing = timing(&diary, date(days));
    (diary, timing)
}
