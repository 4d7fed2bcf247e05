//! The table in the docs of `src/patterns`: each measure as its range over kinds of diary.

use twinge::patterns::{Estimate, Phase};

use crate::simulation::rate::Rate;
use crate::simulation::trial::{self, covered, mean};
use crate::simulation::{Course, Dating, Habit, Rise, World};

/// The worlds without anything planted, by name.
fn quiet_worlds() -> [(&'static str, World); 5] {
    let world = |likeness, course| World {
        likeness,
        course,
        ..World::default()
    };
    [
        ("φ .50", world(0.5, Course::Plain)),
        ("φ .70", world(0.7, Course::Plain)),
        ("φ .85", world(0.85, Course::Plain)),
        ("flares", world(0.7, Course::Flares)),
        ("drift", world(0.7, Course::Drift)),
    ]
}

const LIKENESS: [f64; 3] = [0.5, 0.7, 0.85];

/// Works the table out, with so many diaries a cell.
pub(super) fn print(n: u64) {
    println!("{n} diaries a cell\n");
    let mut table = Table::default();
    quiet_phases(n, &mut table);
    quiet_events(n, &mut table);
    planted_phases(n, &mut table);
    planted_events(n, &mut table);
    table.print();
    missed(n);
}

/// The rows of the table in the docs: each with the range over its cells.
#[derive(Default)]
struct Table(Vec<(String, &'static str, Vec<f64>, Vec<f64>)>);

impl Table {
    fn add(&mut self, name: &str, goal: &'static str, ours: Vec<f64>, naive: Vec<f64>) {
        self.0.push((name.to_owned(), goal, ours, naive));
    }

    fn print(&self) {
        let range = |values: &[f64]| match values {
            [] => String::new(),
            values => {
                let low = values.iter().copied().fold(f64::INFINITY, f64::min);
                let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                format!("{low:.3}–{high:.3}")
            }
        };
        println!("| measure | goal | here | t-test |\n|---|---|---|---|");
        for (name, goal, ours, naive) in &self.0 {
            println!("| {name} | {goal} | {} | {} |", range(ours), range(naive));
        }
    }
}

fn quiet_phases(n: u64, table: &mut Table) {
    println!("Nothing planted: p < .05 of each phase by itself, and any of five told\n");
    println!(
        "| world | menses | follicular | mid-cycle | early luteal | premenstrual | any told | t-test: any |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let (mut trials, mut coverage) = (Vec::new(), Vec::new());
    for dating in [Dating::Lh(0.8), Dating::Calendar] {
        for (name, world) in quiet_worlds() {
            let trial = trial::phases(World { dating, ..world }, n);
            let alone = trial
                .alone
                .map(|rate| format!("{:.3}", rate.share()))
                .join(" | ");
            let timing = match dating {
                Dating::Lh(_) => "",
                _ => ", estimated",
            };
            println!(
                "| {name}{timing} | {alone} | {:.3} | {:.3} |",
                trial.any.share(),
                trial.naive_any.share()
            );
            // With drift the true difference is not 0.
            if world.course != Course::Drift {
                let hold = |phase: Phase| covered(&trial.intervals[phase as usize], 0.0);
                coverage.extend([Phase::Ovulatory, Phase::LateLuteal].map(hold));
            }
            trials.push(trial);
        }
    }
    println!();
    let of = |pick: &dyn Fn(&trial::Phases) -> Rate| -> Vec<f64> {
        trials.iter().map(|trial| pick(trial).share()).collect()
    };
    // The first five are those with a phase of three days, ovulation being confirmed.
    let short = |pick: &dyn Fn(&trial::Phases) -> Rate| of(pick)[..5].to_vec();
    let (mid, late) = (Phase::Ovulatory as usize, Phase::LateLuteal as usize);
    table.add(
        "false alarm, one 3-day phase, 6 cycles",
        "≤ .06",
        short(&|t| t.alone[mid]),
        short(&|t| t.naive[mid]),
    );
    table.add(
        "false alarm, one 7-day phase",
        "≤ .08",
        of(&|t| t.alone[late]),
        of(&|t| t.naive[late]),
    );
    table.add(
        "any false claim over the phases of a scale",
        "≤ .06",
        of(&|t| t.any),
        of(&|t| t.naive_any),
    );
    let scales = World {
        scales: 9,
        ..World::default()
    };
    let others = trial::phases(scales, n / 2);
    table.add(
        "any false claim over nine more scales",
        "",
        vec![others.other_scales.share()],
        vec![],
    );
    table.add(
        "coverage, phases, nothing planted",
        ".93–.97",
        coverage,
        vec![],
    );
}

fn quiet_events(n: u64, table: &mut Table) {
    println!("Nothing planted: any of 12 unrelated events told, at any of three lags\n");
    println!("| world | told | t-test | coverage |\n|---|---|---|---|");
    let (mut ours, mut naive, mut coverage) = (Vec::new(), Vec::new(), Vec::new());
    for (name, world) in quiet_worlds() {
        for habit in [Habit::Random, Habit::Avoided, Habit::Clustered] {
            let trial = trial::events(
                World {
                    habit,
                    events: 12,
                    ..world
                },
                n / 2,
            );
            let hold = covered(&trial.intervals, 0.0);
            println!(
                "| {name}, {} | {:.3} | {:.3} | {hold:.3} |",
                format!("{habit:?}").to_lowercase(),
                trial.any.share(),
                trial.naive_any.share()
            );
            ours.push(trial.any.share());
            naive.push(trial.naive_any.share());
            coverage.push(hold);
        }
    }
    println!();
    table.add(
        "any false claim on a page of 12 unrelated events",
        "≤ .12",
        ours,
        naive,
    );
    table.add(
        "coverage, events, nothing planted",
        ".93–.97",
        coverage,
        vec![],
    );
}

fn planted_phases(n: u64, table: &mut Table) {
    let mid = Phase::Ovulatory as usize;
    let try_all = |cycles| {
        LIKENESS.map(|likeness| {
            let planted = Rise::MID_CYCLE;
            trial::phases(
                World {
                    likeness,
                    cycles,
                    planted,
                    ..World::default()
                },
                n,
            )
        })
    };
    let six = try_all(6);
    let naive: Vec<f64> = six.iter().map(|t| t.naive[mid].share()).collect();
    let rates =
        |trials: &[trial::Phases; 3], pick: fn(&trial::Phases, usize) -> Rate| -> Vec<f64> {
            trials
                .iter()
                .map(|trial| pick(trial, mid).share())
                .collect()
        };
    table.add(
        "power, +2 mid-cycle, 6 cycles, ovulation confirmed: the question (p < .05)",
        "≥ .85",
        rates(&six, |t, at| t.alone[at]),
        naive,
    );
    table.add(
        "… told on a page",
        "",
        rates(&six, |t, at| t.told[at]),
        vec![],
    );
    table.add(
        "… with 9 cycles",
        "",
        rates(&try_all(9), |t, at| t.told[at]),
        vec![],
    );
    table.add(
        "… with 12 cycles",
        "",
        rates(&try_all(12), |t, at| t.told[at]),
        vec![],
    );
    // What is planted reaches the diary clipped and rounded, on days that are not quite known.
    let coverage = six
        .iter()
        .map(|trial| covered(&trial.intervals[mid], middle(&trial.intervals[mid])));
    table.add(
        "coverage, phases, +2 mid-cycle",
        ".93–.97",
        coverage.collect(),
        vec![],
    );
}

fn planted_events(n: u64, table: &mut Table) {
    let try_all = |events| {
        LIKENESS.map(|likeness| {
            let planted = Rise::NEXT_DAY;
            trial::events(
                World {
                    likeness,
                    events,
                    planted,
                    ..World::default()
                },
                n / 2,
            )
        })
    };
    let (one, twelve) = (try_all(1), try_all(12));
    let told =
        |trials: &[trial::Events; 3]| trials.iter().map(|t| t.told.share()).collect::<Vec<_>>();
    let naive = one.iter().map(|t| t.naive.share()).collect();
    table.add(
        "power, +2 next day, about 20 events over 6 cycles",
        "≥ .90",
        told(&one),
        naive,
    );
    table.add("… among 12 events", "", told(&twelve), vec![]);
    let coverage = one
        .iter()
        .map(|trial| covered(&trial.intervals, middle(&trial.intervals)));
    table.add(
        "coverage, events, +2 next day",
        ".93–.97",
        coverage.collect(),
        vec![],
    );
}

/// The mean difference found: what the intervals should hold.
fn middle(intervals: &[Estimate]) -> f64 {
    mean(intervals.iter().map(|estimate| estimate.difference))
}

/// Whether "would be missed 1 time in …" is true, where the question can be asked.
fn missed(n: u64) {
    println!("\nA real 2-point rise would be missed: as told where nothing is, and as it is\n");
    println!("| cycles | phase: told | is | event: told | is |\n|---|---|---|---|---|");
    let mid = Phase::Ovulatory as usize;
    for cycles in [4, 6, 9, 12] {
        let world = World {
            cycles,
            ..World::default()
        };
        let quiet = trial::phases(world, n / 2);
        let planted = trial::phases(
            World {
                planted: Rise::MID_CYCLE,
                ..world
            },
            n / 2,
        );
        let world = World {
            events: 12,
            ..world
        };
        let calm = trial::events(world, n / 4);
        let hit = trial::events(
            World {
                planted: Rise::NEXT_DAY,
                ..world
            },
            n / 4,
        );
        println!(
            "| {cycles} | {:.2} | {:.2} | {:.2} | {:.2} |",
            mean(quiet.missed[mid].iter().copied()),
            1.0 - planted.told[mid].share_of(planted.intervals[mid].len()),
            mean(calm.missed.iter().copied()),
            1.0 - hit.told.share_of(hit.intervals.len()),
        );
    }
}
