//! Premenstrual change of a scale, described as C-PASS does (Eisenlohr-Moul et al., Am J
//! Psychiatry 2017): the week before a period against days 4–10 of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::questionnaire::{QuestionnaireBook, filled};
use super::situation::shifted;
use crate::diary::{DateRange, Item, Series};

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

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PremenstrualWords {
    higher: String,
    not_higher: String,
    too_few: String,
    learn: String,
    source: String,
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
        first: shifted(start, days.0),
        last: shifted(start, days.1),
    });
    (rated.len() >= RATED)
        .then(|| rated.iter().map(|(_, value)| value).sum::<f64>() / rated.len() as f64)
}

impl QuestionnaireBook {
    /// A premenstrual change in words: a description, not a diagnosis.
    pub fn premenstrual_words(&self, item: &Item, change: &PremenstrualChange) -> String {
        let words = &self.premenstrual;
        let words = if change.periods.len() < CYCLES {
            &words.too_few
        } else if change.higher {
            &words.higher
        } else {
            &words.not_higher
        };
        filled(
            words,
            BTreeMap::from([
                ("label", item.label.clone()),
                ("rises", change.rises.to_string()),
                ("cycles", change.periods.len().to_string()),
            ]),
        )
    }

    /// The article on premenstrual change, and where the description comes from.
    pub fn premenstrual_source(&self) -> (&str, &str) {
        (&self.premenstrual.learn, &self.premenstrual.source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::Catalogue;

    fn day(n: i64) -> NaiveDate {
        shifted(NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(), n)
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
        let mood = Catalogue::built_in().item("stress").unwrap();
        let words = QuestionnaireBook::built_in().premenstrual_words(mood, &change);
        assert!(
            words.contains("in 2 of 2 cycles") && words.contains("not a diagnosis"),
            "{words}"
        );
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
