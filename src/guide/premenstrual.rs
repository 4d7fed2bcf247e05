//! Premenstrual change of the scales, in the way of C-PASS (Eisenlohr-Moul et al., Am J Psychiatry
//! 174:51, 2017): the week before a period against days 4–10 of the cycle it begins. This is the change
//! alone; how bad it was on how many days, and whether it clears, are not judged.
//!
//! C-PASS asks for the change in two cycles at least, and in half of them. With two of four that tells
//! too much of nothing, so here it takes three, unless there are only two. Told of one scale or more, of
//! eight that nothing moves (first-order autoregressive, spread 1.25, a fifth of the days not answered;
//! n = 1,000 diaries each, `tests/guide/chance.rs`; nowhere more than .021 [.014, .032]):
//!
//! | φ | little, cycles 4 / 8 / 13 | some, 4 / 8 / 13 | much, 4 / 8 / 13 |
//! |---|---|---|---|
//! | .5 | .001 / .000 / .000 | .002 / .005 / .000 | .000 / .000 / .000 |
//! | .7 | .001 / .001 / .000 | .012 / .017 / .000 | .000 / .000 / .000 |
//! | .85 | .003 / .005 / .000 | .021 / .018 / .001 | .000 / .000 / .000 |
//!
//! The worst of these worlds (φ .85, some) with other numbers of cycles, by a simulation beside the
//! program (n = 1,000 each): .066 of 2, .023 of 3, .043 of 5, .066 of 6; two of four would be .27 (n =
//! 400). So below [`ENOUGH_CYCLES`] it is said that a few may be chance.

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::diary::calendar::shift;
use crate::diary::{Catalogue, DateRange, Diary, Item, ItemId, Series, WorseEnd};

/// The week before the first day of a period, in days from it.
const BEFORE: (i64, i64) = (-7, -1);

/// Cycle days 4 to 10, in days from the first.
const AFTER: (i64, i64) = (3, 9);

/// Each of the two stretches needs this many rated days.
const RATED: usize = 4;

/// A rise by this share of the highest rating given counts,
const RISE: f64 = 0.3;

/// if it is also this many points: of a scale hardly used a share is soon reached.
const POINTS: f64 = 1.0;

/// Two means that are told apart by less are the same but for rounding.
const ROUNDING: f64 = 1e-9;

/// It takes this many cycles, and a change in as many, to tell one;
const CYCLES: usize = 2;

/// and once there are as many, a change in these. The project's own rule, see above.
const OF_SEVERAL: usize = 3;

/// In fewer cycles than these a few changes may be chance.
pub const ENOUGH_CYCLES: usize = 8;

/// The top of every scale; its foot is 0.
const TOP: f64 = 10.0;

/// The ratings of a scale, all of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Ratings {
    series: Series,
    /// Where the low end is the worse one, a fall is what counts as a rise elsewhere.
    worse_end: WorseEnd,
}

impl Ratings {
    /// The ratings of an item within a range; none of a scale with no worse end.
    pub fn of(diary: &Diary, catalogue: &Catalogue, item: &Item, range: DateRange) -> Option<Self> {
        Some(Self {
            worse_end: catalogue.worse_end(item)?,
            series: Series::of(diary, item, range),
        })
    }

    /// How much there was to bear by a rating, 0 to 10.
    fn burden(&self, rating: f64) -> f64 {
        match self.worse_end {
            WorseEnd::Low => TOP - rating,
            WorseEnd::High => rating,
        }
    }
}

/// How a scale changed about one period.
#[derive(Debug, Clone, PartialEq)]
pub struct PeriodChange {
    /// The first day of the period.
    pub start: NaiveDate,
    /// The mean of the 7 days before it.
    pub before: f64,
    /// The mean of cycle days 4–10.
    pub after: f64,
    /// How much more there was to bear before, as a share of the most there was on any scale.
    pub change: f64,
}

impl PeriodChange {
    /// Whether it was worse before, by 30 % of the highest rating and a point.
    fn is_worse(&self) -> bool {
        let points = (self.before - self.after).abs();
        points > POINTS - ROUNDING && self.change > RISE - ROUNDING
    }
}

/// How a scale changed about several periods.
#[derive(Debug, Clone, PartialEq)]
pub struct PremenstrualChange {
    /// The periods with enough rated days, earliest first.
    pub periods: Vec<PeriodChange>,
    /// In how many of them it was worse before, by a point and 30 % of the highest rating.
    pub worse_in: usize,
    /// Which end of this scale is the worse one.
    pub worse_end: WorseEnd,
}

/// What may be said of the change of a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Premenstrual {
    /// That it changes.
    Told,
    /// In how few cycles it did.
    Seldom,
    /// That there are too few cycles.
    NotEnough,
}

impl PremenstrualChange {
    /// What may be said of it.
    pub fn how(&self) -> Premenstrual {
        let cycles = self.periods.len();
        match self.worse_in {
            _ if cycles < CYCLES => Premenstrual::NotEnough,
            worse if worse >= needed(cycles) => Premenstrual::Told,
            _ => Premenstrual::Seldom,
        }
    }
}

/// In how many of some cycles a scale has to change: in half of them, and in three unless there are
/// fewer.
fn needed(cycles: usize) -> usize {
    cycles.div_ceil(2).max(cycles.min(OF_SEVERAL))
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

/// How each scale changed about the periods that began on the given days; those with enough rated
/// days about none are left out.
///
/// As in C-PASS a change is measured by the highest rating over all scales: hand over all of them,
/// and all of each. A scale on which more is better counts from its top.
pub fn premenstrual_changes(
    scales: &[(ItemId, Ratings)],
    starts: &[NaiveDate],
) -> Vec<(ItemId, PremenstrualChange)> {
    let burdens = scales.iter().flat_map(|(_, ratings)| {
        let points = ratings.series.points.iter();
        points.map(|(_, rating)| ratings.burden(*rating))
    });
    let highest = burdens.fold(0.0, f64::max);
    let changes = scales
        .iter()
        .map(|(item, ratings)| (item.clone(), change(ratings, starts, highest)));
    changes.filter(|(_, of)| !of.periods.is_empty()).collect()
}

fn change(ratings: &Ratings, starts: &[NaiveDate], highest: f64) -> PremenstrualChange {
    let about = |start: &NaiveDate| {
        let before = mean(&ratings.series, *start, BEFORE)?;
        let after = mean(&ratings.series, *start, AFTER)?;
        let points = ratings.burden(before) - ratings.burden(after);
        let change = if highest > 0.0 { points / highest } else { 0.0 };
        Some(PeriodChange {
            start: *start,
            before,
            after,
            change,
        })
    };
    let periods: Vec<PeriodChange> = starts.iter().filter_map(about).collect();
    PremenstrualChange {
        worse_in: periods.iter().filter(|period| period.is_worse()).count(),
        periods,
        worse_end: ratings.worse_end,
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

    /// Ratings of a scale on which more is worse.
    fn worse(stretches: &[(i64, i64, f64)]) -> Ratings {
        Ratings {
            series: series(stretches),
            worse_end: WorseEnd::High,
        }
    }

    /// The change of the first of several scales.
    fn first(scales: &[Ratings]) -> Option<PremenstrualChange> {
        let named = scales.iter().enumerate().map(|(nth, ratings)| {
            let item = ItemId::new(format!("scale-{nth}"));
            (item, ratings.clone())
        });
        let named: Vec<(ItemId, Ratings)> = named.collect();
        let mut changes = premenstrual_changes(&named, &[day(28), day(56)]).into_iter();
        let (item, change) = changes.next()?;
        (item == named[0].0).then_some(change)
    }

    fn alone(stretches: &[(i64, i64, f64)]) -> Option<PremenstrualChange> {
        first(&[worse(stretches)])
    }

    #[test]
    fn the_week_before_is_compared_with_days_four_to_ten() {
        // Periods begin on days 28 and 56; the days between the stretches must not count.
        let change = alone(&[
            (0, 20, 2.0),
            (21, 27, 6.0),
            (28, 30, 10.0),
            (31, 37, 1.0),
            (38, 48, 0.0),
            (49, 55, 5.0),
            (59, 65, 2.0),
        ])
        .unwrap();
        let shares: Vec<f64> = change.periods.iter().map(|period| period.change).collect();
        assert_eq!(shares, [0.5, 0.3]);
        assert_eq!(change.how(), Premenstrual::Told);
    }

    #[test]
    fn a_change_is_measured_by_the_highest_rating_less_the_foot_of_the_scale() {
        // Steady pain from 5 to 7: a rise of 0.7 is 10 % of 7, not 35 % of the 2 between them.
        let steady = alone(&[
            (0, 0, 5.0),
            (1, 1, 7.0),
            (21, 27, 6.2),
            (31, 37, 5.5),
            (49, 55, 6.2),
            (59, 65, 5.5),
        ])
        .unwrap();
        for period in &steady.periods {
            assert!((period.change - 0.1).abs() < 1e-9, "{period:?}");
        }
        assert_eq!((steady.worse_in, steady.how()), (0, Premenstrual::Seldom));
        // A rise from 4 to 6: 33 % of a highest of 6, and 20 % once another scale went to 10.
        let rising = [(21, 27, 6.0), (31, 37, 4.0), (49, 55, 6.0), (59, 65, 4.0)];
        assert_eq!(alone(&rising).unwrap().how(), Premenstrual::Told);
        let beside = first(&[worse(&rising), worse(&[(5, 5, 10.0)])]).unwrap();
        assert!((beside.periods[0].change - 0.2).abs() < 1e-9);
        assert_eq!((beside.worse_in, beside.how()), (0, Premenstrual::Seldom));
    }

    #[test]
    fn a_scale_on_which_more_is_better_gets_worse_by_falling() {
        // Mood of 5 before and 8 after: 5 and 2 to bear, three points of a highest of 5.
        let falling = [(21, 27, 5.0), (31, 37, 8.0), (49, 55, 5.0), (59, 65, 8.0)];
        let mood = |stretches| Ratings {
            series: series(stretches),
            worse_end: WorseEnd::Low,
        };
        let change = first(&[mood(&falling)]).unwrap();
        assert_eq!((change.worse_in, change.how()), (2, Premenstrual::Told));
        assert!((change.periods[0].change - 0.6).abs() < 1e-9);
        let rising = [(21, 27, 8.0), (31, 37, 5.0), (49, 55, 8.0), (59, 65, 5.0)];
        let change = first(&[mood(&rising)]).unwrap();
        assert_eq!((change.worse_in, change.how()), (0, Premenstrual::Seldom));
    }

    #[test]
    fn which_way_a_scale_goes_is_read_from_its_bands() {
        let catalogue = Catalogue::built_in();
        for (item, expected) in [
            ("mood", Some(WorseEnd::Low)),
            ("sleep-quality", Some(WorseEnd::Low)),
            ("pain", Some(WorseEnd::High)),
            ("stress", Some(WorseEnd::High)),
            ("libido", None),
        ] {
            let item = catalogue.item(item).unwrap();
            let ratings = Ratings::of(&Diary::default(), catalogue, item, DateRange::day(day(0)));
            assert_eq!(ratings.map(|of| of.worse_end), expected, "{}", item.id);
        }
    }

    #[test]
    fn it_takes_half_of_the_cycles_and_three_of_several() {
        let told: Vec<usize> = (2..=13).map(needed).collect();
        assert_eq!(told, [2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7]);
        for (worse_in, cycles, expected) in [
            (1, 1, Premenstrual::NotEnough),
            (2, 2, Premenstrual::Told),
            (2, 13, Premenstrual::Seldom),
            (6, 13, Premenstrual::Seldom),
            (7, 13, Premenstrual::Told),
        ] {
            let period = PeriodChange {
                start: day(0),
                before: 6.0,
                after: 1.0,
                change: 0.5,
            };
            let change = PremenstrualChange {
                periods: vec![period; cycles],
                worse_in,
                worse_end: WorseEnd::High,
            };
            assert_eq!(change.how(), expected, "{worse_in} of {cycles}");
        }
    }

    #[test]
    fn less_than_a_point_is_no_change() {
        // Stress of 0 and 1: on three days of seven, 3/7 = 43 % of 1, and less than half a point.
        let slight = alone(&[
            (21, 23, 1.0),
            (24, 27, 0.0),
            (31, 37, 0.0),
            (49, 51, 1.0),
            (52, 55, 0.0),
            (59, 65, 0.0),
        ])
        .unwrap();
        assert!((slight.periods[0].change - 3.0 / 7.0).abs() < 1e-9);
        assert_eq!((slight.worse_in, slight.how()), (0, Premenstrual::Seldom));
        let whole = alone(&[(21, 27, 1.0), (31, 37, 0.0), (49, 55, 1.0), (59, 65, 0.0)]).unwrap();
        assert_eq!((whole.worse_in, whole.how()), (2, Premenstrual::Told));
    }

    #[test]
    fn a_rise_that_is_just_enough_is_one_however_its_means_are_rounded() {
        // Means of 37/7 and 16/7: three points, 30 % of 10.
        let change = alone(&[
            (0, 0, 10.0),
            (21, 25, 5.0),
            (26, 27, 6.0),
            (31, 35, 2.0),
            (36, 37, 3.0),
            (49, 53, 5.0),
            (54, 55, 6.0),
            (59, 63, 2.0),
            (64, 65, 3.0),
        ])
        .unwrap();
        assert_eq!(
            (change.worse_in, change.how()),
            (2, Premenstrual::Told),
            "{change:?}"
        );
    }

    #[test]
    fn one_cycle_or_a_smaller_rise_is_no_change() {
        let one = [(21, 27, 6.0), (31, 37, 1.0), (49, 55, 3.0), (59, 65, 2.0)];
        let change = alone(&one).unwrap();
        assert_eq!(
            (change.worse_in, change.periods.len(), change.how()),
            (1, 2, Premenstrual::Seldom)
        );
    }

    #[test]
    fn four_rated_days_are_needed_on_each_side() {
        for (before, after, expected) in [(4, 4, 1), (3, 4, 0), (4, 3, 0)] {
            let change = alone(&[(28 - before, 27, 6.0), (31, 30 + after, 1.0)]);
            let periods = change.map_or(0, |of| of.periods.len());
            assert_eq!(periods, expected, "{before} {after}");
        }
    }

    #[test]
    fn a_scale_that_never_moves_does_not_change() {
        for value in [0.0, 3.0] {
            let flat = alone(&[(0, 80, value)]).unwrap();
            assert!(flat.periods.iter().all(|period| period.change == 0.0));
            assert_eq!(flat.how(), Premenstrual::Seldom);
        }
        assert!(alone(&[]).is_none());
    }
}
