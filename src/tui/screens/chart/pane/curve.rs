//! What a series comes down to when it is drawn: the moving median, and one value a column.

use chrono::NaiveDate;

use super::time::TimeAxis;
use crate::diary::DateRange;
use crate::diary::statistics::median;

/// The days of the moving median around a day, that day included.
pub const MEDIAN_DAYS: u64 = 7;

/// A median of fewer answers than this would follow every single one of them.
const MEDIAN_ANSWERS: usize = 4;

/// The median of the answers from three days before to three days after a date; `None` when fewer
/// than four of the seven days were answered. An even count gives the mean of the middle two.
///
/// `points` are sorted by date.
pub fn median_at(points: &[(NaiveDate, f64)], date: NaiveDate) -> Option<f64> {
    let days = chrono::Days::new(MEDIAN_DAYS / 2);
    let (first, last) = (date.checked_sub_days(days)?, date.checked_add_days(days)?);
    let from = points.partition_point(|(date, _)| *date < first);
    let to = points.partition_point(|(date, _)| *date <= last);
    let mut window: Vec<f64> = points[from..to].iter().map(|(_, value)| *value).collect();
    median(&mut window).filter(|_| window.len() >= MEDIAN_ANSWERS)
}

/// [`median_at`] for every day of a range.
pub fn moving_median(points: &[(NaiveDate, f64)], range: DateRange) -> Vec<(NaiveDate, f64)> {
    let days = MEDIAN_DAYS / 2;
    let reach = |date: NaiveDate| (date - range.first).num_days() + days as i64;
    let mut window: Vec<f64> = Vec::with_capacity(MEDIAN_DAYS as usize);
    let mut medians = Vec::with_capacity(range.len().min(points.len() * 2));
    let mut from = points.partition_point(|(date, _)| reach(*date) < 0);
    for (n, date) in range.days().enumerate() {
        let n = n as i64;
        from += points[from..]
            .iter()
            .take_while(|(date, _)| reach(*date) < n)
            .count();
        let within = points[from..]
            .iter()
            .take_while(|(date, _)| reach(*date) < n + MEDIAN_DAYS as i64);
        window.clear();
        window.extend(within.map(|(_, value)| *value));
        if window.len() >= MEDIAN_ANSWERS {
            medians.extend(median(&mut window).map(|median| (date, median)));
        }
    }
    medians
}

/// The value of one step along the time axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bucket {
    /// The step, from 0.
    pub step: usize,
    /// What its days come down to.
    pub value: f64,
    /// Whether no unanswered day, or step where days are finer than steps, lies before it.
    pub joined: bool,
}

/// One value for each of `steps` even steps along the axis that has an answer; `fold` makes one
/// value of those of several days.
pub(super) fn buckets(
    points: &[(NaiveDate, f64)],
    time: &TimeAxis,
    steps: usize,
    fold: impl Fn(&[(NaiveDate, f64)]) -> f64,
) -> Vec<Bucket> {
    let mut buckets: Vec<Bucket> = Vec::with_capacity(points.len().min(steps));
    let mut last: Option<(usize, NaiveDate)> = None;
    for (step, here) in time.by_step(points, steps) {
        let (Some((first, _)), Some((end, _))) = (here.first(), here.last()) else {
            continue;
        };
        let joined = last.is_some_and(|(before, date)| match time.days() > steps {
            true => before + 1 == step,
            false => date.succ_opt() == Some(*first),
        });
        let value = fold(here);
        buckets.push(Bucket {
            step,
            value,
            joined,
        });
        last = Some((step, *end));
    }
    buckets
}

/// The highest of the values of a step.
pub(super) fn highest(points: &[(NaiveDate, f64)]) -> f64 {
    points
        .iter()
        .map(|(_, value)| *value)
        .fold(f64::NEG_INFINITY, f64::max)
}

/// The median of the values of a step.
pub(super) fn middle(points: &[(NaiveDate, f64)]) -> f64 {
    let mut values: Vec<f64> = points.iter().map(|(_, value)| *value).collect();
    median(&mut values).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tui::testing::ymd;

    fn days(values: &[Option<f64>]) -> Vec<(NaiveDate, f64)> {
        let dates = ymd(2026, 3, 1).iter_days();
        let points = dates
            .zip(values)
            .filter_map(|(date, value)| Some((date, (*value)?)));
        points.collect()
    }

    #[test]
    fn the_median_is_of_the_days_around() {
        let points = days(&[1.0, 9.0, 2.0, 3.0, 8.0, 4.0, 5.0].map(Some));
        assert_eq!(median_at(&points, ymd(2026, 3, 4)), Some(4.0));
        // At the edge there are only four, and the middle is between two.
        assert_eq!(median_at(&points, ymd(2026, 3, 1)), Some(2.5));
    }

    #[test]
    fn too_few_answers_have_no_median() {
        let points = days(&[Some(1.0), None, Some(2.0), None, None, Some(3.0), None]);
        assert_eq!(median_at(&points, ymd(2026, 3, 4)), None);
        assert_eq!(median_at(&[], ymd(2026, 3, 4)), None);
        let range = DateRange::new(ymd(2026, 3, 1), ymd(2026, 3, 7));
        assert_eq!(moving_median(&points, range), []);
    }

    proptest! {
        #[test]
        fn all_medians_are_those_of_their_days(
            values in prop::collection::vec(prop::option::of(0u8..11), 0..60),
            from in 0u64..40, len in 1u64..40,
        ) {
            let values: Vec<Option<f64>> = values.iter().map(|v| v.map(f64::from)).collect();
            let points = days(&values);
            let first = ymd(2026, 2, 20) + chrono::Days::new(from);
            let range = DateRange::new(first, first + chrono::Days::new(len - 1));
            let each = range.days().filter_map(|date| Some((date, median_at(&points, date)?)));
            prop_assert_eq!(moving_median(&points, range), each.collect::<Vec<_>>());
        }
    }
}
