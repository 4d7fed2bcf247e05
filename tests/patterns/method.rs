//! The method, in short: `cargo bench --bench patterns` has it at length.

use twinge::patterns::Phase;

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
        assert!(trial.any.share() < 0.22);
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
