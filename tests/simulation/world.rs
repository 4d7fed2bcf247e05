//! What kind of diary is made up: how pain comes and goes, what is planted in it, how it is kept.

use std::ops::Range;

use twinge::diary::ItemId;

use super::chance::Chance;
use super::event_id;

/// How pain comes and goes besides its likeness to the day before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Course {
    /// Around one level.
    Plain,
    /// With flares of 2 to 6 days, 3 points worse, about every 40 days.
    Flares,
    /// Rising by 3 points over the whole diary.
    Drift,
    /// Two points worse on Saturdays and Sundays.
    Week,
    /// What is new on a day has the tails of Student's t with three degrees of freedom.
    HeavyTails,
    /// Little pain: most days are 0, and there is no less.
    Floor,
    /// Good and bad spells of three weeks or so, four points apart.
    Regimes,
    /// Two points up and down over the year.
    Seasons,
    /// Half of it is like the day before by .97, half new every day.
    LongMemory,
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
    /// Ten times likelier on Saturdays and Sundays.
    Weekends,
    /// An orgasm, on seven of ten days with intimacy; intimacy itself; penetration, on some of its
    /// days; warm-up, on some of the days of the first: each noted in the entry of the second.
    Nested,
}

/// By what the day of ovulation is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Dating {
    /// By a positive LH test on the day before it, give or take so many days (standard deviation).
    Lh(f64),
    /// By bleeding only, so from the calendar.
    Calendar,
    /// Nothing is known: it never bleeds.
    NoCycle,
}

/// Which days are not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unlogged {
    /// One in five.
    Scattered,
    /// Three in ten, in runs of five days or so.
    Runs,
    /// Three in five of those with a pain of 5 or more, one in ten of the others.
    BadDays,
    /// Half of those with a pain below 4, hardly any of the others.
    GoodDays,
}

/// Pain is so many points higher on some days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rise {
    pub points: f64,
    pub when: When,
}

/// The days of a rise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// The first so many days of the cycle.
    FirstDays(usize),
    /// As long as it bleeds.
    Bleeding,
    /// From one day to another, counted from ovulation.
    Ovulation(isize, isize),
    /// The last so many days before the next period.
    LastDays(usize),
    /// So many days after the first event.
    Event(usize),
}

impl Rise {
    /// Two points from the day before to the day after ovulation.
    pub(crate) const MID_CYCLE: &'static [Self] = &[Self {
        points: 2.0,
        when: When::Ovulation(-1, 1),
    }];

    /// Two points on the day after the first event.
    pub(crate) const NEXT_DAY: &'static [Self] = &[Self {
        points: 2.0,
        when: When::Event(1),
    }];

    /// Adds it to the pain of each day.
    pub(super) fn plant(self, pain: &mut [f64], plans: &[Plan], events: &[Vec<bool>]) {
        let Self { points, when } = self;
        if let When::Event(lag) = when {
            for day in (lag..pain.len()).filter(|day| events[0][day - lag]) {
                pain[day] += points;
            }
        }
        for day in plans.iter().flat_map(|plan| when.days(plan)) {
            pain[day] += points;
        }
    }
}

impl When {
    /// The days of one cycle.
    fn days(self, plan: &Plan) -> Range<usize> {
        let end = plan.first + plan.length;
        match self {
            Self::FirstDays(days) => plan.first..plan.first + days,
            Self::Bleeding => plan.first..plan.first + plan.bleeds,
            Self::Ovulation(from, to) => {
                let at = |days| plan.ovulation.saturating_add_signed(days);
                at(from)..at(to) + 1
            }
            Self::LastDays(days) => end - days..end,
            Self::Event(_) => 0..0,
        }
    }
}

/// A kind of diary.
#[derive(Debug, Clone, Copy)]
pub(crate) struct World {
    /// How like a day is to the day before (φ).
    pub likeness: f64,
    /// How far pain strays from its level, in points (standard deviation).
    pub stray: f64,
    pub course: Course,
    pub cycles: usize,
    /// The shortest and the longest cycle, in days.
    pub lengths: (usize, usize),
    /// The shortest and the longest bleeding, in days.
    pub bleeding: (usize, usize),
    pub dating: Dating,
    pub unlogged: Unlogged,
    /// How many yes/no items there are.
    pub events: usize,
    pub habit: Habit,
    pub planted: &'static [Rise],
    /// How many scales there are besides the pain, each a series of its own.
    pub scales: usize,
}

impl World {
    /// Six cycles of which ovulation is dated by LH tests.
    ///
    /// In people with long-lasting pain it was measured to stray by 1 to 1.5 points over 90 days
    /// (Intra- and inter-patient symptom variability in fibromyalgia, Musculoskeletal Care). At 1.25
    /// a plain t-test finds a rise of 2 points around ovulation in 92 of 100 diaries.
    pub(crate) const USUAL: Self = Self {
        likeness: 0.7,
        stray: 1.25,
        course: Course::Plain,
        cycles: 6,
        lengths: (24, 35),
        bleeding: (5, 5),
        dating: Dating::Lh(0.8),
        unlogged: Unlogged::Scattered,
        events: 0,
        habit: Habit::Random,
        planted: &[],
        scales: 0,
    };
}

impl Default for World {
    fn default() -> Self {
        Self::USUAL
    }
}

/// One cycle as it is to be.
pub(super) struct Plan {
    pub first: usize,
    pub length: usize,
    pub bleeds: usize,
    pub ovulation: usize,
}

impl World {
    pub(super) fn plans(&self, chance: &mut Chance) -> Vec<Plan> {
        let mut first = 0;
        let mut plans = Vec::new();
        let between = |(least, most): (usize, usize), chance: &mut Chance| {
            least + chance.below(most + 1 - least)
        };
        for _ in 0..self.cycles {
            let length = between(self.lengths, chance);
            let luteal = (13.1 + 1.5 * chance.normal()).round().clamp(9.0, 16.0) as usize;
            plans.push(Plan {
                first,
                length,
                bleeds: between(self.bleeding, chance),
                ovulation: first + length - luteal,
            });
            first += length;
        }
        plans
    }
}

/// About 20 events in six cycles.
const EVENT_RATE: f64 = 0.115;

/// Day 0 is a Monday.
pub(super) fn is_weekend(day: usize) -> bool {
    day % 7 >= 5
}

impl Habit {
    /// The name of an event.
    pub(crate) fn event(self, n: usize) -> ItemId {
        match self {
            Self::Nested => ItemId::new(["orgasm", "intimacy", "penetration", "warm-up"][n]),
            _ => event_id(n),
        }
    }

    /// On which days each of some events happens.
    pub(super) fn events(self, n: usize, pain: &[f64], chance: &mut Chance) -> Vec<Vec<bool>> {
        if self != Self::Nested {
            return (0..n).map(|_| self.days(pain, chance)).collect();
        }
        let mut part = |of: &[bool], share: f64| -> Vec<bool> {
            of.iter().map(|is| chance.happens(share) && *is).collect()
        };
        let whole = part(&vec![true; pain.len()], EVENT_RATE / 0.7);
        let first = part(&whole, 0.7);
        let (third, fourth) = (part(&whole, 0.6), part(&first, 0.6));
        vec![first, whole, third, fourth]
    }

    pub(super) fn days(self, pain: &[f64], chance: &mut Chance) -> Vec<bool> {
        let mut last = false;
        let mut happens = |(day, pain): (usize, &f64)| {
            let rate = match self {
                Self::Random | Self::Nested => EVENT_RATE,
                Self::Avoided if pain.round() >= 3.0 => 0.07,
                Self::Avoided => 0.21,
                Self::Clustered if last => 0.6,
                Self::Clustered => 0.052,
                Self::Weekends if is_weekend(day) => 0.32,
                Self::Weekends => 0.033,
            };
            last = chance.happens(rate);
            last
        };
        pain.iter().enumerate().map(&mut happens).collect()
    }
}

impl Unlogged {
    /// On which days pain is answered, given what it is.
    pub(super) fn answered(self, pain: &[u8], chance: &mut Chance) -> Vec<bool> {
        let mut last = true;
        let mut is_answered = |pain: &u8| {
            let missing = match self {
                Self::Scattered => 0.2,
                // Such runs begin so often that they take three days in ten.
                Self::Runs if last => 0.2 * 0.3 / 0.7,
                Self::Runs => 0.8,
                Self::BadDays if *pain >= 5 => 0.6,
                Self::BadDays => 0.1,
                Self::GoodDays if *pain < 4 => 0.5,
                Self::GoodDays => 0.05,
            };
            last = !chance.happens(missing);
            last
        };
        pain.iter().map(&mut is_answered).collect()
    }
}
