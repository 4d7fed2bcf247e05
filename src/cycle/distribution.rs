//! When something happens, as a probability for each day.

use std::f64::consts::SQRT_2;

use chrono::NaiveDate;

use crate::diary::DateRange;
use crate::diary::calendar::{days_between, shift};

/// Beyond this many standard deviations a normal distribution has no mass worth a day.
const REACH: f64 = 4.0;
/// Less mass than this is none.
const NOTHING: f64 = 1e-9;

/// The probability that a standard normal number is below `z`.
pub(super) fn normal_below(z: f64) -> f64 {
    0.5 * libm::erfc(-z / SQRT_2)
}

/// A probability for each of some consecutive days; they sum to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    first: NaiveDate,
    mass: Vec<f64>,
}

impl Distribution {
    /// From weights of consecutive days; `None` when they weigh nothing.
    pub fn new(first: NaiveDate, mut mass: Vec<f64>) -> Option<Self> {
        let total: f64 = mass.iter().sum();
        if !(total > NOTHING && total.is_finite()) {
            return None;
        }
        for p in &mut mass {
            *p /= total;
        }
        Some(Self { first, mass })
    }

    /// A normal distribution about a moment `offset` days after a date, with a standard deviation
    /// in days.
    pub fn normal(date: NaiveDate, offset: f64, sd: f64) -> Option<Self> {
        let (from, to) = (offset - REACH * sd, offset + REACH * sd);
        let days = from.round() as i64..=to.round() as i64;
        let below = |day: f64| normal_below((day - offset) / sd);
        let mass = days
            .clone()
            .map(|day| below(day as f64 + 0.5) - below(day as f64 - 0.5))
            .collect();
        Self::new(shift(date, *days.start()), mass)
    }

    /// The same probability for each day of a stretch.
    pub fn even(days: DateRange) -> Option<Self> {
        Self::new(days.first, vec![1.0; days.len()])
    }

    /// The days with their probabilities.
    pub fn days(&self) -> impl DoubleEndedIterator<Item = (NaiveDate, f64)> + '_ {
        let days = self.mass.iter().enumerate();
        days.map(|(n, p)| (shift(self.first, n as i64), *p))
    }

    /// The first day.
    pub fn first(&self) -> NaiveDate {
        self.first
    }

    /// The probabilities of the first day and those after it.
    pub fn mass(&self) -> &[f64] {
        &self.mass
    }

    /// The probability of a day.
    pub fn at(&self, date: NaiveDate) -> f64 {
        usize::try_from(days_between(self.first, date))
            .ok()
            .and_then(|n| self.mass.get(n))
            .copied()
            .unwrap_or(0.0)
    }

    /// The probability of a stretch of days, both ends included.
    pub fn within(&self, from: NaiveDate, to: NaiveDate) -> f64 {
        let place = |date| days_between(self.first, date);
        let end = usize::try_from(place(to) + 1).unwrap_or(0);
        let start = usize::try_from(place(from)).unwrap_or(0);
        let end = end.min(self.mass.len());
        self.mass.get(start..end).map_or(0.0, |p| p.iter().sum())
    }

    /// The likeliest day; of days alike the earliest, and of such a run of days the one in its middle.
    pub fn mode(&self) -> NaiveDate {
        let most = self.mass.iter().copied().fold(0.0, f64::max);
        let less = |p: &&f64| **p < most - NOTHING;
        let before = self.mass.iter().take_while(less).count();
        let run = self.mass.iter().skip(before).take_while(|p| !less(p));
        let middle = before + run.count().saturating_sub(1) / 2;
        shift(self.first, middle as i64)
    }

    /// The moment, in days after noon of the first day, before which the share `p` lies, when each
    /// day's probability is spread evenly over it.
    fn quantile(&self, p: f64) -> f64 {
        let mut below = 0.0;
        for (n, mass) in self.mass.iter().enumerate() {
            if below + mass >= p && *mass > 0.0 {
                return n as f64 - 0.5 + (p - below) / mass;
            }
            below += mass;
        }
        self.mass.len() as f64 - 0.5
    }

    /// The day in the middle: later and earlier are equally likely.
    pub fn median(&self) -> NaiveDate {
        shift(self.first, self.quantile(0.5).round() as i64)
    }

    /// The days that lie within the middle share, such as 0.8; at least the day in the middle.
    pub fn middle(&self, share: f64) -> (NaiveDate, NaiveDate) {
        let tail = (1.0 - share) / 2.0;
        let median = self.median();
        let low = shift(self.first, self.quantile(tail).ceil() as i64);
        let high = shift(self.first, self.quantile(1.0 - tail).floor() as i64);
        (low.min(median), high.max(median))
    }

    /// The days that hold a share, such as 0.8, as nearly as whole days can: from where the
    /// [middle](Self::middle) share begins to at least the day in the middle. The middle of what is late
    /// would hold more, for nothing lies before its first day.
    pub fn holding(&self, share: f64) -> (NaiveDate, NaiveDate) {
        let median = self.median();
        let (low, _) = self.middle(share);
        let mut held = self.within(low, median);
        let after = self.days().skip_while(|(date, _)| *date <= median);
        let needed = after.take_while(|(_, p)| {
            let needed = held + p / 2.0 < share;
            held += p;
            needed
        });
        (low, needed.last().map_or(median, |(date, _)| date))
    }

    /// The distribution once it is known to lie within some days; `None` when it cannot.
    pub fn given(&self, from: NaiveDate, to: NaiveDate) -> Option<Self> {
        self.weighted(|date| f64::from(u8::from((from..=to).contains(&date))))
    }

    /// The distribution with each day weighed; `None` when nothing is left.
    pub fn weighted(&self, weight: impl Fn(NaiveDate) -> f64) -> Option<Self> {
        let mass: Vec<f64> = self.days().map(|(date, p)| p * weight(date)).collect();
        let skip = mass.iter().take_while(|p| **p <= 0.0).count();
        let first = shift(self.first, i64::try_from(skip).ok()?);
        Self::new(first, mass.into_iter().skip(skip).collect())
    }

    /// The distribution with each day of a stretch at least so likely, before all are made to sum to 1
    /// again; `None` when that is nothing.
    pub fn at_least(&self, least: f64, days: DateRange) -> Option<Self> {
        let last = shift(self.first, self.mass.len() as i64 - 1);
        let own = DateRange {
            first: self.first,
            last,
        };
        let all = own.hull(days);
        let mass = all.days().map(|date| {
            let floor = if days.contains(date) { least } else { 0.0 };
            self.at(date).max(floor)
        });
        Self::new(all.first, mass.collect())
    }

    /// The distribution of the day that follows after a number of days, from `least` on with the
    /// probabilities `after`, that does not depend on this one.
    pub fn followed_by(&self, least: i64, after: &[f64]) -> Option<Self> {
        let mut mass = vec![0.0; self.mass.len() + after.len()];
        for (n, p) in self.mass.iter().enumerate() {
            for (sum, q) in mass.iter_mut().skip(n).zip(after) {
                *sum += p * q;
            }
        }
        Self::new(shift(self.first, least), mass)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn first() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap()
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-6
    }

    #[test]
    fn the_normal_distribution_is_that_of_the_tables() {
        for (z, p) in [
            (0.0, 0.5),
            (1.0, 0.841_344_7),
            (1.281_551_6, 0.9),
            (-1.96, 0.024_997_9),
        ] {
            assert!(near(normal_below(z), p), "{z}");
        }
        let day = Distribution::normal(first(), 3.0, 0.8).unwrap();
        assert_eq!(day.mode(), shift(first(), 3));
        assert_eq!(day.median(), shift(first(), 3));
        // 2 × (Φ(1.875) − 0.5)
        let middle = day.within(shift(first(), 2), shift(first(), 4));
        assert!((middle - 0.9392).abs() < 1e-3, "{middle}");
    }

    #[test]
    fn days_add_up_and_are_cut() {
        let die = Distribution::new(first(), vec![1.0; 6]).unwrap();
        assert!(near(die.at(shift(first(), 5)), 1.0 / 6.0));
        assert!(near(die.within(shift(first(), -9), shift(first(), 2)), 0.5));
        let two = die.followed_by(0, die.mass()).unwrap();
        assert!(near(two.at(shift(first(), 5)), 6.0 / 36.0));
        assert_eq!(two.mode(), shift(first(), 5));
        let late = die.given(shift(first(), 4), shift(first(), 99)).unwrap();
        assert_eq!(late.first(), shift(first(), 4));
        assert!(near(late.at(shift(first(), 4)), 0.5));
        assert_eq!(die.given(shift(first(), 6), shift(first(), 99)), None);
        assert_eq!(die.middle(0.5), (shift(first(), 1), shift(first(), 4)));
        assert_eq!(die.holding(0.5), (shift(first(), 1), shift(first(), 3)));
    }

    #[test]
    fn what_is_late_is_held_by_a_share_that_ends_sooner_than_its_middle() {
        let late = Distribution::new(first(), vec![0.5, 0.3, 0.12, 0.06, 0.02]).unwrap();
        assert_eq!(late.middle(0.8), (first(), shift(first(), 2)));
        assert_eq!(late.holding(0.8), (first(), shift(first(), 1)));
    }

    #[test]
    fn of_days_alike_the_middle_one_is_the_likeliest() {
        for (mass, mode) in [
            (&[1.0; 16][..], 7),
            (&[1.0; 2], 0),
            (&[0.0, 1.0, 1.0, 1.0, 0.0], 2),
            (&[0.0, 1.0, 0.5, 1.0], 1),
            (&[0.2, 0.1, 0.9], 2),
        ] {
            let days = Distribution::new(first(), mass.to_vec()).unwrap();
            assert_eq!(days.mode(), shift(first(), mode), "{mass:?}");
        }
    }

    #[test]
    fn nothing_is_no_distribution() {
        assert_eq!(Distribution::new(first(), vec![]), None);
        assert_eq!(Distribution::new(first(), vec![0.0; 4]), None);
        assert_eq!(Distribution::new(first(), vec![f64::NAN]), None);
    }

    proptest! {
        #[test]
        fn a_floor_lifts_the_days_of_its_stretch_alone(
            mass in prop::collection::vec(0.0f64..1.0, 1..30),
            from in -20i64..40, days in 1i64..30, least in 0.001f64..0.01,
        ) {
            if let Some(before) = Distribution::new(first(), mass) {
                let stretch = DateRange::new(shift(first(), from), shift(first(), from + days - 1));
                let after = before.at_least(least, stretch).unwrap();
                prop_assert!(near(after.mass().iter().sum(), 1.0));
                let lifted = 1.0 + least * days as f64;
                for date in (-25..75).map(|n| shift(first(), n)) {
                    if stretch.contains(date) {
                        prop_assert!(after.at(date) >= least / lifted - 1e-12);
                    } else {
                        prop_assert!(after.at(date) <= before.at(date) + 1e-12);
                    }
                    prop_assert!(after.at(date) >= before.at(date) / lifted - 1e-12);
                }
            }
        }

        #[test]
        fn quantiles_are_in_order(mass in prop::collection::vec(0.0f64..1.0, 1..30), share in 0.1f64..0.95) {
            if let Some(days) = Distribution::new(first(), mass) {
                let total: f64 = days.mass().iter().sum();
                prop_assert!(near(total, 1.0));
                let (low, high) = days.middle(share);
                let end = shift(days.first(), days.mass().len() as i64 - 1);
                prop_assert!(days.first() <= low && low <= days.median());
                prop_assert!(days.median() <= high && high <= end);
            }
        }

        /// A day more or a day less at the end would be no nearer.
        #[test]
        fn what_is_held_is_as_near_to_the_share_as_days_can_be(
            mass in prop::collection::vec(0.001f64..1.0, 1..30), share in 0.6f64..0.95,
        ) {
            let days = Distribution::new(first(), mass).unwrap();
            let (low, high) = days.holding(share);
            prop_assert!(days.first() <= low && low <= days.median() && days.median() <= high);
            let held = days.within(low, high);
            let more = days.at(shift(high, 1));
            prop_assert!(held + more / 2.0 >= share - 1e-9 || more == 0.0, "{}", held);
            prop_assert!(held - days.at(high) / 2.0 <= share + 1e-9 || high == days.median(), "{}", held);
        }
    }
}
