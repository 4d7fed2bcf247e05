//! Premenstrual change of a scale, described as C-PASS does (Eisenlohr-Moul et al., Am J
//! Psychiatry 2017): the week before a period against days 4–10 of it.

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::diary::calendar::shift;
use crate::diary::{DateRange, Series};

/// The week before the first day of a period, in days from it.
const BEFORE: (i64, i64) = (-7, -1);

/// Cycle days 4 to 10, in days from the first.
const AFTER: (i64, i64) = (3, 9);

/// Each of the two stretches needs this many rated days.
const RATED: usize = 4;

/// A rise by this share of the range used counts.
const RISE: f64 = 0.3;

/// It takes a rise in this many cycles to be told as one.
const CYCLES: usize = 2;

/// How a scale changed about one period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PeriodChange {
    /// The first day of the period.
    pub start: NaiveDate,
    /// The mean of the 7 days before it.
    pub before: f64,
    /// The mean of cycle days 4–10.
    pub after: f64,
    /// The difference as a share of the range of the scale the person used, −1 to 1.
    pub change: f64,
}

/// How a scale changed about several periods.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PremenstrualChange {
    /// The periods with enough rated days, earliest first.
    pub periods: Vec<PeriodChange>,
    /// In how many of them the scale was higher before, by 30 % or more of the range used.
    pub rises: usize,
    /// Whether it was so in two at least.
    pub higher: bool,
}

impl PremenstrualChange {
    /// Whether there are enough periods to say whether it was higher.
    pub fn is_enough(&self) -> bool {
        self.periods.len() >= CYCLES
    }
}

/// Where the description of a change comes from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PremenstrualSource {
    /// The article to read more in.
    pub learn: String,
    /// Where the description comes from.
    pub source: String,
}

static BUILT_IN: LazyLock<PremenstrualSource> = LazyLock::new(|| {
    toml::from_str(include_str!("../../assets/guide/premenstrual.toml"))
        .expect("the built-in source is read by the tests of this room")
});

impl PremenstrualSource {
    /// Those the program comes with.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }
}

/// How a scale changed about the periods that began on the given days.
///
/// The range used is that of the whole series handed over: hand over all of it.
pub fn premenstrual_change(
    series: &Series,
    starts: impl IntoIterator<Item = NaiveDate>,
) -> PremenstrualChange {
    let values = || series.points.iter().map(|(_, value)| *value);
    let range = values().fold(f64::MIN, f64::max) - values().fold(f64::MAX, f64::min);
    let periods: Vec<PeriodChange> = starts
        .into_iter()
        .filter_map(|start| {
            let before = mean(series, start, BEFORE)?;
            let after = mean(series, start, AFTER)?;
            let change = if range > 0.0 {
                (before - after) / range
            } else {
                0.0
            };
            Some(PeriodChange {
                start,
                before,
                after,
                change,
            })
        })
        .collect();
    let rises = periods
        .iter()
        .filter(|period| period.change >= RISE)
        .count();
    PremenstrualChange {
        higher: rises >= CYCLES,
        rises,
        periods,
    }
}

fn mean(series: &Series, start: NaiveDate, days: (i64, i64)) -> Option<f64> {
    let rated = series.within(DateRange {
        first: shift(start, days.0),
        last: shift(start, days.1),
    });
    (rated.len() >= RATED)
        .then(|| rated.iter().map(|(_, value)| value).sum::<f64>() / rated.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i64) -> NaiveDate {
        shift(NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(), n)
    }

    /// A series from stretches of (first day, last day, value).
    fn series(stretches: &[(i64, i64, f64)]) -> Series {
        let mut points: Vec<_> = stretches
            .iter()
            .flat_map(|(first, last, value)| (*first..=*last).map(|n| (day(n), *value)))
            .collect();
        points.sort_by_key(|(date, _)| *date);
        Series { points }
    }

    #[test]
    fn the_week_before_is_compared_with_days_four_to_ten() {
        // Periods begin on days 28 and 56; the days between the stretches must not count.
        let series = series(&[
            (0, 20, 2.0),
            (21, 27, 6.0),
            (28, 30, 10.0),
            (31, 37, 1.0),
            (38, 48, 0.0),
            (49, 55, 5.0),
            (59, 65, 2.0),
        ]);
        let change = premenstrual_change(&series, [day(28), day(56)]);
        let shares: Vec<f64> = change.periods.iter().map(|period| period.change).collect();
        assert_eq!(shares, [0.5, 0.3]);
        assert!(change.higher);
    }

    #[test]
    fn one_cycle_or_a_smaller_rise_is_no_change() {
        let one = series(&[(21, 27, 6.0), (31, 37, 1.0), (49, 55, 3.0), (59, 65, 2.0)]);
        let change = premenstrual_change(&one, [day(28), day(56)]);
        assert_eq!(
            (change.rises, change.periods.len(), change.higher),
            (1, 2, false)
        );
    }

    #[test]
    fn four_rated_days_are_needed_on_each_side() {
        for (before, after, expected) in [(4, 4, 1), (3, 4, 0), (4, 3, 0)] {
            let series = series(&[(28 - before, 27, 6.0), (31, 30 + after, 1.0)]);
            let change = premenstrual_change(&series, [day(28)]);
            assert_eq!(change.periods.len(), expected, "{before} {after}");
        }
    }

    #[test]
    fn a_scale_that_never_moves_does_not_change() {
        let flat = series(&[(0, 80, 3.0)]);
        let change = premenstrual_change(&flat, [day(28), day(56)]);
        assert!(change.periods.iter().all(|period| period.change == 0.0));
        assert!(
            premenstrual_change(&Series::default(), [day(28)])
                .periods
                .is_empty()
        );
    }
}
