//! The axis of time: which day is in which column, and which columns are told.

use std::ops::Range;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::diary::{DateRange, WeekStart};
use crate::tui::widgets::text;
use crate::words::dates;

/// Days spread evenly over columns, or columns over days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TimeAxis {
    range: DateRange,
    /// At least 1.
    days: usize,
    /// At least 1.
    columns: usize,
}

impl TimeAxis {
    pub(super) fn new(range: DateRange, columns: u16) -> Self {
        Self {
            range,
            days: range.len().max(1),
            columns: usize::from(columns).max(1),
        }
    }

    /// How many days the axis has.
    pub(super) fn days(&self) -> usize {
        self.days
    }

    /// The values whose dates lie on the axis; `points` are sorted by date.
    pub(super) fn within<'a, T>(&self, points: &'a [(NaiveDate, T)]) -> &'a [(NaiveDate, T)] {
        let from = points.partition_point(|(date, _)| *date < self.range.first);
        let to = points.partition_point(|(date, _)| *date <= self.range.last);
        points.get(from..to).unwrap_or_default()
    }

    /// Which day of the axis a date is, from 0.
    pub(super) fn day(&self, date: NaiveDate) -> Option<usize> {
        let day = (date - self.range.first).num_days();
        usize::try_from(day).ok().filter(|day| *day < self.days)
    }

    /// The place of a day among `steps` even steps along the axis: the one its noon falls into.
    pub(super) fn step(&self, day: usize, steps: usize) -> usize {
        (2 * day + 1) * steps / (2 * self.days)
    }

    /// The first day of a step, as [`TimeAxis::step`] counts them.
    fn first_of(&self, step: usize, steps: usize) -> NaiveDate {
        let day = (2 * self.days * step)
            .saturating_sub(steps)
            .div_ceil(2 * steps.max(1));
        self.range.first + Days::new(day as u64)
    }

    /// The values of each of `steps` even steps that has any; `points` are sorted by date.
    pub(super) fn by_step<'a, T>(
        &self,
        points: &'a [(NaiveDate, T)],
        steps: usize,
    ) -> impl Iterator<Item = (usize, &'a [(NaiveDate, T)])> {
        let mut rest = self.within(points);
        (0..steps).filter_map(move |step| {
            let next = self.first_of(step + 1, steps);
            let (here, after) = rest.split_at(rest.partition_point(|(date, _)| *date < next));
            rest = after;
            (!here.is_empty()).then_some((step, here))
        })
    }

    /// The columns a day fills; one that it may share when there are more days than columns.
    pub(super) fn columns_of(&self, day: usize) -> Range<usize> {
        if self.days > self.columns {
            let column = self.step(day, self.columns);
            return column..column + 1;
        }
        let edge = |day: usize| day * self.columns / self.days;
        edge(day)..edge(day + 1)
    }

    /// The column in the middle of a day.
    pub(super) fn column(&self, date: NaiveDate) -> Option<usize> {
        Some(self.middle(self.day(date)?))
    }

    /// [`TimeAxis::column`], for a day of the axis.
    pub(super) fn middle(&self, day: usize) -> usize {
        let columns = self.columns_of(day);
        (columns.start + columns.end - 1) / 2
    }

    /// The day in the middle of a column.
    pub(super) fn date_at(&self, column: usize) -> NaiveDate {
        let column = column.min(self.columns - 1);
        let day = if self.days > self.columns {
            (2 * column + 1) * self.days / (2 * self.columns)
        } else {
            ((column + 1) * self.days - 1) / self.columns
        };
        self.range.first + Days::new(day as u64)
    }

    /// The columns at which days, weeks, months or years begin, with their names: as fine as
    /// there is room for.
    pub(super) fn ticks(&self, week_start: WeekStart) -> Vec<(usize, String)> {
        let spacing = |days: f64| days * self.columns as f64 / self.days as f64;
        let unit = Unit::ALL
            .into_iter()
            .find(|unit| spacing(unit.days()) >= unit.room())
            .unwrap_or(Unit::Years(100));
        let many_years = self.range.first.year() != self.range.last.year();
        let mut ticks: Vec<(usize, String)> = Vec::new();
        let mut free = 0;
        let mut date = unit.from(self.range.first, week_start);
        while let Some(at) = date
            && at <= self.range.last
        {
            date = unit.next(at);
            let Some(day) = self.day(at) else { continue };
            let column = self.columns_of(day).start;
            let label = unit.label(at, many_years);
            let end = column + text::width(&label);
            if column >= free && end <= self.columns {
                // A space on either side, so that names stand apart.
                free = end + 2;
                ticks.push((column, label));
            }
        }
        ticks
    }
}

#[derive(Clone, Copy)]
enum Unit {
    Weekday,
    Day,
    Week,
    Month,
    Quarter,
    Years(i32),
}

impl Unit {
    const ALL: [Self; 9] = [
        Self::Weekday,
        Self::Day,
        Self::Week,
        Self::Month,
        Self::Quarter,
        Self::Years(1),
        Self::Years(2),
        Self::Years(5),
        Self::Years(10),
    ];

    fn days(self) -> f64 {
        match self {
            Self::Weekday | Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 30.4,
            Self::Quarter => 91.3,
            Self::Years(n) => f64::from(n) * 365.25,
        }
    }

    /// The columns a name needs, with the space around it.
    fn room(self) -> f64 {
        match self {
            Self::Weekday => 8.0,
            Self::Day => 4.0,
            Self::Week => 9.0,
            Self::Month | Self::Quarter => 6.0,
            Self::Years(_) => 7.0,
        }
    }

    /// The first beginning on or before a date.
    fn from(self, date: NaiveDate, week_start: WeekStart) -> Option<NaiveDate> {
        match self {
            Self::Weekday | Self::Day => Some(date),
            Self::Week => {
                let since = date.weekday().days_since(week_start.weekday());
                date.checked_sub_days(Days::new(since.into()))
            }
            Self::Month => date.with_day(1),
            Self::Quarter => date.with_day(1)?.with_month0(date.month0() / 3 * 3),
            Self::Years(n) => NaiveDate::from_ymd_opt(date.year().div_euclid(n) * n, 1, 1),
        }
    }

    fn next(self, date: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Weekday | Self::Day => date.succ_opt(),
            Self::Week => date.checked_add_days(Days::new(7)),
            Self::Month => date.checked_add_months(Months::new(1)),
            Self::Quarter => date.checked_add_months(Months::new(3)),
            Self::Years(n) => date.checked_add_months(Months::new(12 * n.unsigned_abs())),
        }
    }

    fn label(self, date: NaiveDate, many_years: bool) -> String {
        match self {
            Self::Weekday => dates::short_weekday_day(date),
            Self::Day if date.day() > 1 => date.day().to_string(),
            Self::Day | Self::Week => dates::short_day_month(date),
            Self::Month | Self::Quarter if many_years && date.month() == 1 => dates::year(date),
            Self::Month | Self::Quarter => dates::short_month(date),
            Self::Years(_) => dates::year(date),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tui::testing::ymd;

    fn told(first: NaiveDate, last: NaiveDate, columns: u16) -> String {
        let axis = TimeAxis::new(DateRange::new(first, last), columns);
        let mut row = String::new();
        for (column, label) in axis.ticks(WeekStart::Monday) {
            row.push_str(&" ".repeat(column.saturating_sub(row.chars().count())));
            row.push_str(&label);
        }
        row
    }

    #[test]
    fn names_are_as_fine_as_there_is_room() {
        let last = ymd(2026, 3, 17);
        assert_eq!(
            told(ymd(2026, 3, 11), last, 60),
            "Wed 11  Thu 12   Fri 13  Sat 14   Sun 15  Mon 16   Tue 17"
        );
        assert_eq!(
            told(ymd(2026, 2, 26), ymd(2026, 3, 7), 44),
            "26  27  28   1 Mar    3   4   5    6   7"
        );
        assert_eq!(
            told(ymd(2026, 2, 17), last, 45),
            "         23 Feb     2 Mar      9 Mar"
        );
        assert_eq!(
            told(ymd(2025, 12, 18), last, 60),
            "         2026                 Feb                Mar"
        );
        assert_eq!(
            told(ymd(2025, 3, 18), last, 40),
            " Apr       Jul       Oct       2026"
        );
        assert_eq!(
            told(ymd(1966, 1, 1), last, 60),
            "   1970      1980      1990      2000      2010      2020"
        );
    }

    proptest! {
        #[test]
        fn steps_have_their_days(days in 1usize..3_000, steps in 1usize..400) {
            let range = DateRange::ending(ymd(2026, 3, 17), days as u64);
            let axis = TimeAxis::new(range, 80);
            let points: Vec<_> = range.days().map(|date| (date, ())).collect();
            let mut seen = 0;
            for (step, here) in axis.by_step(&points, steps) {
                for (date, ()) in here {
                    prop_assert_eq!(axis.step(axis.day(*date).unwrap(), steps), step);
                }
                seen += here.len();
            }
            prop_assert_eq!(seen, days);
        }

        #[test]
        fn every_day_has_its_column(days in 1usize..30_000, columns in 1u16..400) {
            let range = DateRange::ending(ymd(2026, 3, 17), days as u64);
            let axis = TimeAxis::new(range, columns);
            let columns = usize::from(columns);
            let mut before = 0;
            for (day, date) in range.days().enumerate() {
                let column = axis.column(date).unwrap();
                prop_assert!(column < columns && column >= before);
                prop_assert!(axis.columns_of(day).contains(&column));
                if days <= columns {
                    prop_assert_eq!(axis.date_at(column), date);
                }
                before = column;
            }
            for column in 0..columns {
                prop_assert!(range.contains(axis.date_at(column)));
            }
        }
    }
}
