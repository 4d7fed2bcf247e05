//! One item over time, as numbers.

use chrono::NaiveDate;

use super::entry::{Day, Diary};
use super::item::Item;
use super::range::DateRange;

/// The days on which an item was answered, with one number each, earliest first.
///
/// Days without an answer are absent: a gap is a gap.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Series {
    /// Date and value.
    pub points: Vec<(NaiveDate, f64)>,
}

impl Series {
    /// The series of an item within a range. Several answers a day count as the day's highest,
    /// counts as their sum.
    pub fn of(diary: &Diary, item: &Item, range: DateRange) -> Self {
        let points = diary
            .range(range)
            .filter_map(|(date, day)| Some((date, day_value(day, item)?)))
            .collect();
        Self { points }
    }

    /// The days on which an item was answered, with 1 where something was there and 0 where not.
    pub fn presence(diary: &Diary, item: &Item, range: DateRange) -> Self {
        let present = |day: &Day| {
            item.said_on(day)
                .map(|a| a.is_present(item))
                .reduce(|a, b| a || b)
        };
        let points = diary
            .range(range)
            .filter_map(|(date, day)| Some((date, f64::from(u8::from(present(day)?)))))
            .collect();
        Self { points }
    }

    /// The value on a date.
    pub fn at(&self, date: NaiveDate) -> Option<f64> {
        let at = self
            .points
            .binary_search_by_key(&date, |(date, _)| *date)
            .ok()?;
        Some(self.points[at].1)
    }

    /// The points of a range.
    pub fn within(&self, range: DateRange) -> &[(NaiveDate, f64)] {
        let from = self.points.partition_point(|(date, _)| *date < range.first);
        let to = self.points.partition_point(|(date, _)| *date <= range.last);
        &self.points[from..to.max(from)]
    }
}

/// One number for an item on a day: the highest answer, or the sum of what is counted.
pub fn day_value(day: &Day, item: &Item) -> Option<f64> {
    let summed = item.kind.measure().adds_up();
    item.said_on(day)
        .filter_map(|answer| answer.number(item))
        .reduce(|a, b| if summed { a + b } else { a.max(b) })
}
