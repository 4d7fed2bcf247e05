//! The kinds of diary that the benchmark tries, by name.

use super::{Course, Dating, Habit, Rise, Unlogged, When, World};

/// What is looked for in a kind of diary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aim {
    /// Nothing is planted: what is claimed all the same?
    Quiet,
    /// Is what is planted claimed, and anything else?
    Planted,
    /// How often is it missed, and how often is that said?
    Missed,
}

/// A kind of diary and what is looked for in it.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    pub name: String,
    pub aim: Aim,
    pub world: World,
}

/// Pain strays by 1.5 points, harder than usual; LH tests are right to the day; one
/// event is noted.
const BASE: World = World {
    stray: 1.5,
    dating: Dating::Lh(0.0),
    events: 1,
    ..World::USUAL
};

const LONG: World = World {
    lengths: (21, 45),
    ..BASE
};

/// Of four weeks to the day, so that each phase falls on the same days of the week every time.
const WEEKS: World = World {
    lengths: (28, 28),
    ..BASE
};

const fn with(course: Course) -> World {
    World { course, ..BASE }
}

const fn like(likeness: f64) -> World {
    World { likeness, ..BASE }
}

const fn habit(habit: Habit) -> World {
    World { habit, ..BASE }
}

const fn unlogged(unlogged: Unlogged) -> World {
    World { unlogged, ..BASE }
}

const fn dated(dating: Dating) -> World {
    World { dating, ..BASE }
}

const fn lasting(cycles: usize) -> World {
    World { cycles, ..BASE }
}

/// Worlds in which nothing is planted.
const QUIET: [(&str, World); 20] = [
    ("phi-50", like(0.5)),
    ("phi-70", like(0.7)),
    ("phi-85", like(0.85)),
    ("flares", with(Course::Flares)),
    ("trend", with(Course::Drift)),
    ("week", with(Course::Week)),
    (
        "week-events",
        World {
            habit: Habit::Weekends,
            ..with(Course::Week)
        },
    ),
    ("avoided", habit(Habit::Avoided)),
    ("bad-days-unlogged", unlogged(Unlogged::BadDays)),
    ("good-days-unlogged", unlogged(Unlogged::GoodDays)),
    ("runs-unlogged", unlogged(Unlogged::Runs)),
    ("lengths-21-45", LONG),
    // A pill with a break: bleeding to the day, and nobody told the program.
    (
        "pill",
        World {
            lengths: (28, 28),
            ..dated(Dating::Calendar)
        },
    ),
    ("weeks", WEEKS),
    (
        "weeks-week",
        World {
            course: Course::Week,
            ..WEEKS
        },
    ),
    (
        "near-weeks-week",
        World {
            lengths: (27, 29),
            ..with(Course::Week)
        },
    ),
    ("no-cycle", dated(Dating::NoCycle)),
    ("calendar", dated(Dating::Calendar)),
    ("cycles-3", lasting(3)),
    ("cycles-12", lasting(12)),
];

const fn rise(when: When, points: f64) -> Rise {
    Rise { points, when }
}

const MID: When = When::Ovulation(-1, 1);

/// What is planted, by name; most of it does not fill a phase.
const PLANTED: [(&str, World, &[Rise]); 24] = [
    ("period-1-3", BASE, &[rise(When::FirstDays(3), 2.0)]),
    ("period-1-3-by-3", BASE, &[rise(When::FirstDays(3), 3.0)]),
    ("weeks-period-1-3", WEEKS, &[rise(When::FirstDays(3), 2.0)]),
    (
        "weeks-period-1-3-by-4",
        WEEKS,
        &[rise(When::FirstDays(3), 4.0)],
    ),
    ("weeks-week-before", WEEKS, &[rise(When::LastDays(7), 2.0)]),
    ("weeks-mid", WEEKS, Rise::MID_CYCLE),
    ("period-1-5", BASE, &[rise(When::FirstDays(5), 2.0)]),
    (
        "bleeding",
        World {
            bleeding: (3, 7),
            ..BASE
        },
        &[rise(When::Bleeding, 2.0)],
    ),
    ("last-4", BASE, &[rise(When::LastDays(4), 2.0)]),
    ("week-before", BASE, &[rise(When::LastDays(7), 2.0)]),
    ("mid", BASE, Rise::MID_CYCLE),
    ("mid-phi-50", like(0.5), Rise::MID_CYCLE),
    (
        "mid-stray-1.25",
        World {
            stray: 1.25,
            ..BASE
        },
        Rise::MID_CYCLE,
    ),
    ("mid-lh-off", dated(Dating::Lh(0.8)), Rise::MID_CYCLE),
    ("mid-calendar", dated(Dating::Calendar), Rise::MID_CYCLE),
    ("mid-early", BASE, &[rise(When::Ovulation(-3, 0), 2.0)]),
    ("mid-cycles-4", lasting(4), Rise::MID_CYCLE),
    ("mid-cycles-12", lasting(12), Rise::MID_CYCLE),
    (
        "period-and-mid",
        BASE,
        &[rise(When::FirstDays(3), 3.0), rise(MID, 2.0)],
    ),
    (
        "mid-and-before",
        BASE,
        &[rise(MID, 2.0), rise(When::LastDays(7), 2.0)],
    ),
    ("event", BASE, Rise::NEXT_DAY),
    ("event-avoided", habit(Habit::Avoided), Rise::NEXT_DAY),
    ("event-of-12", World { events: 12, ..BASE }, Rise::NEXT_DAY),
    (
        "nested",
        World {
            events: 4,
            ..habit(Habit::Nested)
        },
        Rise::NEXT_DAY,
    ),
];

/// Rises of which it is asked how often they are missed, over so many cycles.
const MISSED: [(&str, Dating, &[Rise]); 7] = [
    ("bleeding", EXACT, &[rise(When::Bleeding, 2.0)]),
    ("period-1-3", EXACT, &[rise(When::FirstDays(3), 2.0)]),
    ("mid", EXACT, Rise::MID_CYCLE),
    // As far off as the program takes LH tests to be.
    ("mid-lh-off", Dating::Lh(0.8), Rise::MID_CYCLE),
    ("week-before", EXACT, &[rise(When::LastDays(7), 2.0)]),
    ("last-4", EXACT, &[rise(When::LastDays(4), 2.0)]),
    ("event", EXACT, Rise::NEXT_DAY),
];
const EXACT: Dating = Dating::Lh(0.0);
const MISSED_CYCLES: [usize; 5] = [3, 4, 6, 9, 12];

/// Kinds of pain that the method is not tuned on: look at their figures, change nothing for them.
const HELD_OUT: [(&str, World); 6] = [
    ("heavy-tails", with(Course::HeavyTails)),
    ("floor", with(Course::Floor)),
    ("regimes", with(Course::Regimes)),
    ("seasons", with(Course::Seasons)),
    ("long-memory", with(Course::LongMemory)),
    (
        "irregular",
        World {
            unlogged: Unlogged::Runs,
            bleeding: (3, 8),
            dating: Dating::Lh(0.8),
            ..LONG
        },
    ),
];
const HELD_OUT_PLANTED: [(&str, &[Rise]); 5] = [
    ("period-1-3", &[rise(When::FirstDays(3), 2.0)]),
    ("mid", Rise::MID_CYCLE),
    ("last-4", &[rise(When::LastDays(4), 2.0)]),
    ("week-before", &[rise(When::LastDays(7), 2.0)]),
    ("event", Rise::NEXT_DAY),
];

/// What is tried when nothing is named.
pub(crate) const QUICK: [&str; 9] = [
    "quiet-phi-70",
    "quiet-week-events",
    "period-1-3-by-3",
    "mid",
    "week-before",
    "period-and-mid",
    "event",
    "missed-mid-6",
    "speed",
];

/// All cells on which the method may be tuned.
pub(crate) fn cells() -> Vec<Cell> {
    let quiet = QUIET.map(|(name, world)| quiet(name, world));
    let planted = PLANTED.map(|(name, world, planted)| Cell {
        name: name.to_owned(),
        aim: Aim::Planted,
        world: World { planted, ..world },
    });
    let missed = MISSED.iter().flat_map(|(name, dating, planted)| {
        MISSED_CYCLES.map(|cycles| Cell {
            name: format!("missed-{name}-{cycles}"),
            aim: Aim::Missed,
            world: World {
                planted,
                dating: *dating,
                ..lasting(cycles)
            },
        })
    });
    quiet.into_iter().chain(planted).chain(missed).collect()
}

/// The cells on which nobody tunes it.
pub(crate) fn held_out() -> Vec<Cell> {
    let quiet = HELD_OUT.map(|(name, world)| quiet(name, world));
    let planted = HELD_OUT.iter().flat_map(|(kind, world)| {
        HELD_OUT_PLANTED.map(|(name, planted)| Cell {
            name: format!("{kind}-{name}"),
            aim: Aim::Planted,
            world: World { planted, ..*world },
        })
    });
    quiet.into_iter().chain(planted).collect()
}

fn quiet(name: &str, world: World) -> Cell {
    Cell {
        name: format!("quiet-{name}"),
        aim: Aim::Quiet,
        world,
    }
}

impl World {
    /// The same with all that a page can be asked about: six scales and eight factors.
    pub(crate) fn whole_page(self) -> Self {
        Self {
            scales: 5,
            events: 8,
            ..self
        }
    }
}
