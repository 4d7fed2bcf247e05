//! What chance alone brings: diaries in which pain has nothing to do with the cycle nor with sex, and
//! how often the guide tells them otherwise.
//!
//! Pain and other scales are first-order autoregressive, rounded and clipped; a fifth of the days is not
//! answered. `CHANCE=1000 cargo test --test guide chance -- --nocapture` tries as many diaries a world
//! and prints the tables that stand in the code.

use chrono::NaiveDate;
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};
use twinge::cycle::{Certainty, CycleFact, CycleFacts, OvulationFact};
use twinge::diary::{
    Answer, Answers, Catalogue, DateRange, Diary, Entry, EntryId, ItemId, Profile,
};
use twinge::guide::{
    DayReading, Premenstrual, Ratings, ReadingBook, RuleBook, Said, Situation, Told,
    premenstrual_changes,
};

use crate::made::{check_in, day, woman};

/// How far a scale strays, in points.
const STRAY: f64 = 1.25;

/// The share of days that is not answered.
const MISSING: f64 = 0.2;

/// About 20 orgasms in six cycles.
const ORGASMS: f64 = 0.115;

/// The scales of a full check-in.
const SCALES: [&str; 8] = [
    "pain",
    "fatigue",
    "stress",
    "mood",
    "sleep-quality",
    "bloating",
    "headache",
    "nausea",
];

/// How like a day is to the day before (φ).
const LIKENESS: [f64; 3] = [0.5, 0.7, 0.85];

/// No pain on four days of five; a little on two of three; much on all.
const LEVELS: [f64; 3] = [-0.5, 1.0, 5.0];

const CYCLES: [usize; 3] = [4, 8, 13];

/// A day of 20 is wrong at most.
const BOUND: f64 = 0.05;

#[derive(Debug, Clone, Copy)]
struct World {
    likeness: f64,
    level: f64,
    cycles: usize,
    planted: Planted,
    /// Orgasms are three times rarer on days with more pain than usual.
    avoided: bool,
}

/// What is planted in the first scale.
#[derive(Debug, Clone, Copy)]
enum Planted {
    Nothing,
    /// So many points about each period, from two days before to the third day.
    About(f64),
    /// So many points in the week before.
    Before(f64),
}

struct Chance(Xoshiro256PlusPlus);

impl Chance {
    fn even(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, n: i64) -> i64 {
        (self.even() * n as f64) as i64
    }

    /// A normal deviate (Box & Muller).
    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.even()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.even()).cos()
    }

    fn series(&mut self, world: World, days: usize) -> Vec<f64> {
        let fresh = (1.0 - world.likeness * world.likeness).sqrt();
        let mut state = self.normal();
        let next = |_| {
            state = world.likeness * state + fresh * self.normal();
            world.level + STRAY * state
        };
        (0..days).map(next).collect()
    }
}

/// A made-up diary: so many cycles after each other, and one more that runs, all from day 10 on.
struct Sample {
    diary: Diary,
    cycles: CycleFacts,
    starts: Vec<i64>,
}

impl World {
    fn sample(self, seed: u64, scales: &[&str]) -> Sample {
        let mut chance = Chance(Xoshiro256PlusPlus::seed_from_u64(seed));
        let mut starts = vec![10];
        for _ in 0..self.cycles {
            starts.push(starts.last().unwrap() + 24 + chance.below(12));
        }
        let days = starts.last().unwrap() + 20;
        let mut series: Vec<Vec<f64>> = (0..scales.len())
            .map(|_| chance.series(self, days as usize))
            .collect();
        let (points, about) = match self.planted {
            Planted::Nothing => (0.0, 0..0),
            Planted::About(points) => (points, -2..3),
            Planted::Before(points) => (points, -7..0),
        };
        for n in starts
            .iter()
            .flat_map(|start| about.clone().map(move |n| start + n))
        {
            series[0][n as usize] += points;
        }
        let mut diary = Diary::default();
        for n in 0..days {
            let score = |of: &Vec<f64>| of[n as usize].round().clamp(0.0, 10.0) as u8;
            let answers = scales.iter().zip(&series).map(|(item, of)| {
                let more_is_better = ["mood", "sleep-quality"].contains(item);
                let score = if more_is_better {
                    10 - score(of)
                } else {
                    score(of)
                };
                (ItemId::from(*item), Answer::Scale(score))
            });
            let answers: Answers = answers.collect();
            if chance.even() >= MISSING {
                diary.insert(check_in(day(n), answers));
            }
            let bad = self.avoided && f64::from(score(&series[0])) > self.level.max(0.5);
            let last = n == starts.last().unwrap() + 1;
            if chance.even() < if bad { ORGASMS / 3.0 } else { ORGASMS } || last {
                diary.insert(intimacy(day(n), score(&series[0])));
            }
        }
        Sample {
            diary,
            cycles: facts(&starts),
            starts,
        }
    }
}

fn intimacy(date: NaiveDate, after: u8) -> Entry {
    let answers = [
        ("orgasm".into(), Answer::Flag(true)),
        ("pain-after".into(), Answer::Scale(after)),
    ];
    Entry {
        id: EntryId::new(date, 1).unwrap(),
        kind: "intimacy".into(),
        ..check_in(date, Answers::from_iter(answers))
    }
}

fn facts(starts: &[i64]) -> CycleFacts {
    let next = starts.iter().skip(1).copied().map(Some).chain([None]);
    let cycle = |(start, next): (&i64, Option<i64>)| {
        let end = next.unwrap_or(start + 29);
        CycleFact {
            start: day(*start),
            period: DateRange::new(day(*start), day(start + 4)),
            expected: Some(day(end)),
            ovulation: Some(OvulationFact {
                days: [(-1, 0.2), (0, 0.6), (1, 0.2)]
                    .map(|(n, p)| (day(end - 14 + n), p))
                    .to_vec(),
                certainty: Certainty::Estimated,
            }),
        }
    };
    CycleFacts {
        cycles: starts.iter().zip(next).map(cycle).collect(),
    }
}

/// So often something was told, out of so many.
#[derive(Debug, Clone, Copy, Default)]
struct Rate {
    hits: u64,
    of: u64,
}

impl Rate {
    fn count(&mut self, hit: bool) {
        self.hits += u64::from(hit);
        self.of += 1;
    }

    fn share(self) -> f64 {
        self.hits as f64 / self.of as f64
    }

    fn join(self, other: Self) -> Self {
        Self {
            hits: self.hits + other.hits,
            of: self.of + other.of,
        }
    }

    /// The interval that holds the truth in 95 of 100 (Wilson, J Am Stat Assoc 22:209, 1927).
    fn interval(self) -> (f64, f64) {
        let (n, p, z) = (self.of as f64, self.share(), 1.96_f64);
        let centre = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
        let half = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
        (centre - half, centre + half)
    }
}

impl std::fmt::Display for Rate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (low, high) = self.interval();
        write!(f, "{:.3} [{:.3},{high:.3}]", self.share(), low.max(0.0))
    }
}

fn diaries(few: u64) -> u64 {
    let told = std::env::var("CHANCE").ok();
    told.and_then(|n| n.parse().ok()).unwrap_or(few)
}

fn worlds() -> impl Iterator<Item = World> {
    LEVELS.into_iter().flat_map(|level| {
        LIKENESS.into_iter().flat_map(move |likeness| {
            CYCLES.into_iter().map(move |cycles| World {
                likeness,
                level,
                cycles,
                planted: Planted::Nothing,
                avoided: false,
            })
        })
    })
}

/// The readings of a day of the cycle that runs, which has an orgasm on its second day.
fn readings(sample: &Sample, nth: i64) -> Vec<DayReading> {
    let situation = Situation {
        diary: &sample.diary,
        catalogue: Catalogue::built_in(),
        profile: &woman(),
        cycles: &sample.cycles,
        date: day(sample.starts.last().unwrap() + nth),
    };
    ReadingBook::built_in()
        .which(RuleBook::built_in(), &situation)
        .readings
}

/// Whether the past is taken for a sign.
fn tells_the_past(lines: &[Said]) -> bool {
    lines
        .iter()
        .any(|of| matches!(of, Said::Told(Told::PainThen(_) | Told::PainAfterOrgasm(_))))
}

fn speaks(readings: &[DayReading]) -> (bool, bool) {
    let any = |of: fn(&DayReading) -> &Vec<Said>| readings.iter().any(|r| tells_the_past(of(r)));
    (any(|of| &of.speaks_for), any(|of| &of.speaks_against))
}

/// What is told of the second day of a period, and of the day of ovulation.
fn which(world: World, n: u64) -> [(Rate, Rate); 2] {
    let mut rates = [(Rate::default(), Rate::default()); 2];
    for seed in 0..n {
        let sample = world.sample(seed, &SCALES[..1]);
        for (rates, nth) in rates.iter_mut().zip([1, 15]) {
            let (speaks_for, speaks_against) = speaks(&readings(&sample, nth));
            rates.0.count(speaks_for);
            rates.1.count(speaks_against);
        }
    }
    rates
}

#[test]
fn chance_seldom_speaks_for_or_against_a_reading() {
    let n = diaries(5);
    let mut pooled = (Rate::default(), Rate::default());
    println!("| φ | level | cycles | avoided | period: for | against | ovulation: for | against |");
    for world in worlds() {
        for avoided in [false, true] {
            let world = World { avoided, ..world };
            let [period, ovulation] = which(world, n);
            let World {
                likeness,
                level,
                cycles,
                ..
            } = world;
            println!(
                "| {likeness} | {level} | {cycles} | {avoided} | {} | {} | {} | {} |",
                period.0, period.1, ovulation.0, ovulation.1
            );
            for (speaks_for, against) in [period, ovulation] {
                pooled.0 = pooled.0.join(speaks_for);
                pooled.1 = pooled.1.join(against);
            }
        }
    }
    println!("pooled: for {}, against {}", pooled.0, pooled.1);
    assert!(pooled.0.share() <= BOUND && pooled.1.share() <= BOUND);
}

#[test]
fn what_is_there_is_told() {
    let n = diaries(12);
    for (level, cycles, least) in [
        (-0.5, 8, 0.6),
        (-0.5, 13, 0.7),
        (1.0, 13, 0.4),
        (4.0, 13, 0.4),
    ] {
        let world = World {
            likeness: 0.7,
            level,
            cycles,
            planted: Planted::About(3.0),
            avoided: false,
        };
        let [(speaks_for, against), _] = which(world, n);
        println!(
            "+3 about the period, level {level}, {cycles} cycles: for {speaks_for}, against {against}"
        );
        assert!(speaks_for.share() >= least, "{world:?}: {speaks_for}");
    }
}

/// Whether a scale is told to change before the period.
fn premenstrual(world: World, n: u64) -> Rate {
    let catalogue = Catalogue::built_in();
    let mut rate = Rate::default();
    for seed in 0..n {
        let sample = world.sample(seed, &SCALES);
        let range = DateRange::new(day(0), day(500));
        let scales = SCALES.map(|id| {
            let item = catalogue.item(id).unwrap();
            let ratings = Ratings::of(&sample.diary, catalogue, item, range).unwrap();
            (item.id.clone(), ratings)
        });
        let starts: Vec<NaiveDate> = sample.starts[1..].iter().map(|n| day(*n)).collect();
        let changes = premenstrual_changes(&scales, &starts);
        rate.count(changes.iter().any(|(_, of)| of.how() == Premenstrual::Told));
    }
    rate
}

#[test]
fn chance_seldom_changes_a_scale_before_the_period() {
    let n = diaries(12);
    let mut pooled = Rate::default();
    println!("| φ | level | cycles | told |");
    for world in worlds() {
        let rate = premenstrual(world, n);
        let World {
            likeness,
            level,
            cycles,
            ..
        } = world;
        println!("| {likeness} | {level} | {cycles} | {rate} |");
        pooled = pooled.join(rate);
    }
    println!("pooled: {pooled}");
    assert!(pooled.share() <= BOUND, "{pooled}");
}

#[test]
fn what_changes_before_the_period_is_told() {
    let n = diaries(12);
    for cycles in CYCLES {
        let world = World {
            likeness: 0.7,
            level: 3.0,
            cycles,
            planted: Planted::Before(4.0),
            avoided: false,
        };
        let rate = premenstrual(world, n);
        println!("+4 in the week before, {cycles} cycles: {rate}");
        assert!(rate.share() >= 0.7, "{cycles}: {rate}");
    }
}

#[test]
fn the_profile_of_the_pages_tells_the_cycle() {
    // Else nothing were told of it, and nothing measured.
    let profile: Profile = woman();
    assert!(profile.steering().is_none() && profile.fertility);
}
