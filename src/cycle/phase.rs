//! In which phase a day lies, as probabilities.

use chrono::NaiveDate;

use super::evaluation::Cycle;
use super::luteal::{Luteal, PLAUSIBLE};
use super::windows::fertile_from;
use crate::diary::calendar::{days_between, shift};
use crate::diary::profile::Bleeds;

/// The late luteal, premenstrual phase: so many days before the next period.
const LATE_LUTEAL: i64 = 7;
/// The ovulatory phase reaches so many days around a confirmed ovulation, and an estimated one.
const AROUND_CONFIRMED: i64 = 1;
const AROUND_ESTIMATED: i64 = 2;

/// A phase of the cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// The period.
    Menses,
    /// From then to the fertile window.
    Follicular,
    /// The fertile window before the ovulatory phase.
    Fertile,
    /// A day (two, when estimated) before ovulation to a day (two) after.
    Ovulatory,
    /// From then to the late luteal phase.
    EarlyLuteal,
    /// The seven days before the next period: premenstrual.
    LateLuteal,
}

impl Phase {
    /// All phases, in the order of the cycle.
    pub const ALL: [Self; 6] = [
        Self::Menses,
        Self::Follicular,
        Self::Fertile,
        Self::Ovulatory,
        Self::EarlyLuteal,
        Self::LateLuteal,
    ];
}

/// The probabilities with which a day lies in each phase. They sum to 1, or to less when nothing is
/// known of the rest: without an ovulation, or when the next cycle may have begun by then.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Membership {
    /// One for each phase, in their order, so that a phase is always a place in it.
    shares: [f64; 6],
    /// Whether it rests on an ovulation that is not confirmed.
    pub estimated: bool,
}

impl Membership {
    /// The probability of a phase.
    pub fn of(&self, phase: Phase) -> f64 {
        self.shares[phase as usize]
    }

    /// The likeliest phase; `None` when none is known.
    pub fn likeliest(&self) -> Option<Phase> {
        Phase::ALL
            .into_iter()
            .filter(|phase| self.of(*phase) > 0.0)
            .max_by(|a, b| self.of(*a).total_cmp(&self.of(*b)))
    }

    fn add(&mut self, phase: Phase, p: f64) {
        self.shares[phase as usize] += p;
    }
}

/// The phases of a day of a cycle, or of a day to come when the cycle runs.
///
/// `earliest` is the first day on which the next period can begin, when the cycle runs.
pub(super) fn membership(
    cycle: &Cycle,
    date: NaiveDate,
    earliest: NaiveDate,
    luteal: &Luteal,
) -> Membership {
    let mut shares = Membership::default();
    if date < cycle.start() || cycle.next_start.is_some_and(|next| next <= date) {
        return shares;
    }
    if cycle.day(date) <= i64::from(cycle.menses_days) {
        shares.add(Phase::Menses, 1.0);
        return shares;
    }
    let Some(ovulation) = &cycle.ovulation else {
        return shares;
    };
    let around = if ovulation.is_confirmed() {
        AROUND_CONFIRMED
    } else {
        AROUND_ESTIMATED
    };
    shares.estimated = !ovulation.is_confirmed();
    let luteal = luteal.mass();
    for (day, p) in ovulation.days.days() {
        if date <= shift(day, around) {
            let phase = if date < fertile_from(day) {
                Phase::Follicular
            } else if date < shift(day, -around) {
                Phase::Fertile
            } else {
                Phase::Ovulatory
            };
            shares.add(phase, p);
            continue;
        }
        // Without periods no luteal phase ends with one.
        let after = match cycle.next_start {
            _ if cycle.bleeds != Bleeds::Periods => vec![],
            Some(next) => vec![(next, 1.0)],
            None => next_periods(day, earliest, &luteal),
        };
        for (next, q) in after.into_iter().filter(|(next, _)| date < *next) {
            let late = days_between(date, next) <= LATE_LUTEAL;
            let phase = if late {
                Phase::LateLuteal
            } else {
                Phase::EarlyLuteal
            };
            shares.add(phase, p * q);
        }
    }
    shares
}

/// When the period after an ovulation may begin, not before a day. When a plausible luteal phase
/// has passed without one, on that day.
fn next_periods(
    ovulation: NaiveDate,
    earliest: NaiveDate,
    luteal: &[f64],
) -> Vec<(NaiveDate, f64)> {
    let days = PLAUSIBLE
        .map(|n| shift(ovulation, n))
        .zip(luteal.iter().copied());
    let open: Vec<_> = days.filter(|(next, _)| *next >= earliest).collect();
    let total: f64 = open.iter().map(|(_, p)| p).sum();
    if total > 0.0 {
        open.into_iter()
            .map(|(next, p)| (next, p / total))
            .collect()
    } else {
        vec![(earliest, 1.0)]
    }
}
