//! The method, in short: `cargo bench --bench patterns` has it at length.

use twinge::patterns::Phase;

use crate::simulation::cells::{Aim, cells};
use crate::simulation::claims::Claims;
use crate::simulation::trial::{self, covered, mean};
use crate::simulation::{Course, Habit, Rise, World};

#[test]
fn false_alarms_of_phases_are_rare() {
    for course in [Course::Plain, Course::Flares] {
        let trial = trial::phases(
            World {
                course,
                ..World::default()
            },
            200,
        );
        for phase in [Phase::Ovulatory, Phase::LateLuteal] {
            assert!(trial.alone[phase as usize].share() < 0.12);
            let held = covered(&trial.intervals[phase as usize], 0.0);
            assert!((0.89..0.99).contains(&held), "{held}");
        }
        assert!(trial.any.share() < 0.10);
        assert!(trial.naive_any.share() > 0.4, "the diaries are tame");
    }
}

/// Turning raw scores would claim the days at the ends of a cycle in one diary of nine.
#[test]
fn a_slow_drift_is_no_pattern() {
    let world = World {
        course: Course::Drift,
        likeness: 0.85,
        ..World::default()
    };
    let trial = trial::phases(world, 600);
    for phase in [Phase::Follicular, Phase::LateLuteal] {
        let share = trial.alone[phase as usize].share();
        assert!(share < 0.09, "{phase:?}: {share}");
    }
}

#[test]
fn a_rise_around_ovulation_is_found() {
    let world = World {
        planted: Rise::MID_CYCLE,
        ..World::default()
    };
    let (trial, mid) = (trial::phases(world, 300), Phase::Ovulatory as usize);
    assert!(trial.alone[mid].share() > 0.75);
    assert!(trial.told[mid].share() > 0.55);
    let missed = mean(trial.missed[mid].iter().copied());
    assert!(
        (missed - (1.0 - trial.told[mid].share())).abs() < 0.25,
        "{missed}"
    );
}

#[test]
fn unrelated_events_are_seldom_told() {
    for habit in [Habit::Random, Habit::Avoided, Habit::Clustered] {
        let trial = trial::events(
            World {
                habit,
                events: 12,
                ..World::default()
            },
            60,
        );
        assert!(trial.any.share() < 0.12);
        assert!(trial.naive_any.share() > 0.5, "the diaries are tame");
        let held = covered(&trial.intervals, 0.0);
        assert!((0.86..=1.0).contains(&held), "{held}");
    }
}

#[test]
fn a_rise_after_an_event_is_found() {
    let planted = Rise::NEXT_DAY;
    let trial = trial::events(
        World {
            events: 1,
            planted,
            ..World::default()
        },
        120,
    );
    assert!(trial.told.share() > 0.9);
}

/// A share that 120 diaries let stray by so much, twice its standard error at most.
const STRAY: f64 = 0.09;

fn named(name: &str) -> World {
    let mut cells = cells().into_iter();
    cells.find(|cell| cell.name == name).unwrap().world
}

/// Rises that fill a phase, rises that do not, and two at once: each is found, and nothing else.
#[test]
fn what_is_planted_is_found_and_little_else() {
    for (name, found, other) in [
        ("period-1-3-by-3", 0.90, 0.06),
        ("period-1-5", 0.75, 0.06),
        ("bleeding", 0.75, 0.06),
        ("last-4", 0.60, 0.06),
        ("week-before", 0.85, 0.08),
        ("mid", 0.85, 0.06),
        ("period-and-mid", 0.75, 0.06),
        ("mid-and-before", 0.75, 0.09),
        ("event", 0.90, 0.06),
        ("nested", 0.90, 0.06),
    ] {
        let claims = Claims::of(&named(name), 3_000..3_120);
        let all = claims.all.share();
        assert!(all > found - STRAY, "{name}: {all} found");
        let others = claims.false_claim.share();
        assert!(others < other + STRAY / 2.0, "{name}: {others} others");
        assert_eq!(claims.twice.share(), 0.0, "{name} told twice");
    }
}

/// In cycles of four weeks to the day each weekend lies in the same phase every time.
#[test]
fn a_weekend_is_no_phase() {
    let world = named("quiet-weeks-week").whole_page();
    let claims = Claims::of(&world, 5_000..5_120);
    for phases in [claims.phases, claims.others] {
        assert!(phases.share() < 0.06, "{phases}");
    }
    assert!(claims.weekdays.share() > 0.9, "{}", claims.weekdays);
}

/// Nor are the first days of the period a rhythm of the week.
#[test]
fn a_phase_is_no_rhythm_of_the_week() {
    let claims = Claims::of(&named("weeks-period-1-3-by-4"), 5_000..5_060);
    assert!(claims.all.share() > 0.9, "{}", claims.all);
    assert!(claims.weekdays.share() < 0.06, "{}", claims.weekdays);
}

/// Nothing planted, a page of pain with one event, in every kind of diary.
#[test]
fn where_nothing_is_little_is_claimed() {
    let quiet = cells().into_iter().filter(|cell| cell.aim == Aim::Quiet);
    let (mut pages, mut claimed) = (0.0, 0.0);
    for cell in quiet {
        let any = Claims::of(&cell.world, 5_000..5_060).any.share();
        assert!(any < 0.06 + 0.11, "{}: {any}", cell.name);
        pages += 1.0;
        claimed += any;
    }
    assert!(claimed / pages < 0.06, "{claimed} of {pages}");
}
