//! What the guide has to know of the menstrual cycle, and nothing more.
//!
//! The guide does not work out cycles. Whoever calls it hands over these facts, made from what the
//! [`crate::cycle`] room found; an empty list means that nothing is known, and then no rule and no
//! reading that asks for them says anything.

use chrono::NaiveDate;

use crate::diary::DateRange;
use crate::diary::calendar::shift;

/// A gap of more than this many days between periods is a break: what cycle day it is, and whether
/// a period is late, is then not known.
const LONGEST_CYCLE: i64 = 99;

/// Pain that belongs to a period begins 1–2 days before the bleeding.
const BEFORE_PERIOD: i64 = 2;

/// The cycles of a diary, as they follow from the same answers the guide looks at.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CycleFacts {
    /// The cycles, earliest first; the last one may still run.
    pub cycles: Vec<CycleFact>,
}

/// One cycle.
#[derive(Debug, Clone, PartialEq)]
pub struct CycleFact {
    /// The first day of the period, which is cycle day 1.
    pub start: NaiveDate,
    /// The days of the period, with the spotting before and after that touches it.
    pub period: DateRange,
    /// When the next period was to be expected *as the cycle began*: the centre of the forecast,
    /// not moved along with today. `None` when there is no forecast, or none is to be made.
    pub expected: Option<NaiveDate>,
    /// When ovulation was, as far as anything is known of it.
    pub ovulation: Option<OvulationFact>,
}

/// When ovulation was, as a probability for each day.
#[derive(Debug, Clone, PartialEq)]
pub struct OvulationFact {
    /// Days with their probability, earliest first; the probabilities sum to 1.
    pub days: Vec<(NaiveDate, f64)>,
    /// How well it is known.
    pub certainty: Certainty,
}

/// How well the day of ovulation is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// From the calendar only.
    Estimated,
    /// From a test or a sign of the body.
    Confirmed,
    /// The signs do not agree.
    Conflicting,
}

impl OvulationFact {
    /// The probability that ovulation was on a day of the range, 0–1.
    pub fn chance(&self, range: DateRange) -> f64 {
        self.days
            .iter()
            .filter(|(day, _)| range.contains(*day))
            .map(|(_, chance)| chance)
            .sum()
    }

    /// The first day by which ovulation has happened with at least this probability (0–1).
    pub fn quantile(&self, share: f64) -> Option<NaiveDate> {
        let mut sum = 0.0;
        self.days
            .iter()
            .find(|(_, chance)| {
                sum += chance;
                sum >= share
            })
            .or(self.days.last())
            .map(|(day, _)| *day)
    }

    /// The most likely day.
    pub fn most_likely(&self) -> Option<NaiveDate> {
        self.days
            .iter()
            .max_by(|(_, a), (_, b)| a.total_cmp(b))
            .map(|(day, _)| *day)
    }
}

/// A cycle in its place: with what came after it.
#[derive(Debug, Clone, Copy)]
pub(super) struct CycleAt<'a> {
    /// Its place in [`CycleFacts::cycles`].
    pub at: usize,
    /// The cycle.
    pub fact: &'a CycleFact,
    /// The first day of the next one, if there is a next one.
    pub next: Option<NaiveDate>,
}

impl CycleAt<'_> {
    /// The last day of the cycle; in one that runs, the last that can still be told to belong to it.
    pub fn last(&self) -> NaiveDate {
        let longest = shift(self.fact.start, LONGEST_CYCLE - 1);
        self.next
            .map_or(longest, |next| longest.min(shift(next, -1)))
    }

    /// When the next period came or, in a cycle that runs, is expected.
    pub fn next_period(&self) -> Option<NaiveDate> {
        self.next.or(self.fact.expected)
    }
}

impl CycleFacts {
    /// The cycles with what came after them, earliest first.
    pub(super) fn iter(&self) -> impl Iterator<Item = CycleAt<'_>> {
        (0..self.cycles.len()).filter_map(|at| self.at(at))
    }

    fn at(&self, at: usize) -> Option<CycleAt<'_>> {
        Some(CycleAt {
            at,
            fact: self.cycles.get(at)?,
            next: self.cycles.get(at + 1).map(|next| next.start),
        })
    }

    /// The cycle a day lies in.
    pub(super) fn of(&self, day: NaiveDate) -> Option<CycleAt<'_>> {
        let at = self
            .cycles
            .partition_point(|cycle| cycle.start <= day)
            .checked_sub(1)?;
        self.at(at).filter(|cycle| day <= cycle.last())
    }

    /// The place of the cycle with whose period a day belongs, the days just before it included.
    pub(super) fn period_of(&self, day: NaiveDate) -> Option<usize> {
        self.of(shift(day, BEFORE_PERIOD)).map(|cycle| cycle.at)
    }

    /// The days about each period: from two days before it came, or is expected, to its end.
    pub(super) fn about_periods(&self) -> impl Iterator<Item = DateRange> {
        let seen = self.cycles.iter().map(|cycle| DateRange {
            first: shift(cycle.start, -BEFORE_PERIOD),
            last: cycle.period.last,
        });
        let awaited = self.cycles.last().and_then(|cycle| cycle.expected);
        seen.chain(awaited.map(|day| DateRange {
            first: shift(day, -BEFORE_PERIOD),
            last: shift(day, BEFORE_PERIOD),
        }))
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(n.into())
    }

    fn facts() -> CycleFacts {
        let cycle = |start, expected| CycleFact {
            start: day(start),
            period: DateRange::new(day(start), day(start + 4)),
            expected: Some(day(expected)),
            ovulation: None,
        };
        CycleFacts {
            cycles: vec![cycle(0, 28), cycle(30, 59)],
        }
    }

    #[test]
    fn a_day_lies_in_its_cycle_until_that_is_too_long() {
        let facts = facts();
        let of = |n| facts.of(day(n)).map(|cycle| cycle.at);
        assert_eq!((of(0), of(29), of(30)), (Some(0), Some(0), Some(1)));
        assert_eq!((of(30 + 98), of(30 + 99)), (Some(1), None));
        assert!(CycleFacts::default().of(day(3)).is_none());
    }

    #[test]
    fn about_a_period_begins_two_days_before_it() {
        let about: Vec<_> = facts().about_periods().collect();
        assert_eq!(about[1], DateRange::new(day(28), day(34)));
        assert_eq!(about[2], DateRange::new(day(57), day(61)));
    }

    #[test]
    fn ovulation_is_told_by_its_probabilities() {
        let ovulation = OvulationFact {
            days: vec![
                (day(12), 0.1),
                (day(13), 0.3),
                (day(14), 0.4),
                (day(15), 0.2),
            ],
            certainty: Certainty::Confirmed,
        };
        assert!((ovulation.chance(DateRange::new(day(13), day(14))) - 0.7).abs() < 1e-9);
        assert_eq!(ovulation.most_likely(), Some(day(14)));
        assert_eq!(ovulation.quantile(0.1), Some(day(12)));
        assert_eq!(ovulation.quantile(0.9), Some(day(15)));
    }
}
