//! The diary as columns: one row a day without gaps, whole numbers, ready to be turned and summed.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::column::{Event, MAX_LAG, Outcome};

/// The longest stretch without an entry that is kept row by row. Of a longer one only its edges
/// are, so that one mistyped year does not fill the memory.
const LONGEST_GAP: i64 = 100;

/// The days of a diary as columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    /// The date of each row, consecutive but for gaps longer than [`LONGEST_GAP`].
    pub dates: Vec<NaiveDate>,
    /// Whether it is a Saturday or Sunday.
    pub weekend: Vec<bool>,
    /// Whether anything was noted.
    pub logged: Vec<bool>,
    /// Whether any bleeding was noted.
    pub bleeding: Vec<bool>,
    /// Every scale of the check-in that was answered at least once, in the order of the catalogue.
    pub outcomes: Vec<Outcome>,
    /// Every event that happened at least once, in the order of the catalogue.
    pub events: Vec<Event>,
}

impl Table {
    /// The row of a date, if it has one.
    pub(super) fn row(&self, date: NaiveDate) -> Option<usize> {
        self.dates.binary_search(&date).ok()
    }

    /// The rows of a stretch of days; `None` unless every one of them has a row.
    pub(super) fn stretch(
        &self,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Option<std::ops::Range<usize>> {
        let (from, to) = (self.row(first)?, self.row(last)?);
        let whole = usize::try_from((last - first).num_days()).ok()? == to.checked_sub(from)?;
        whole.then_some(from..to + 1)
    }
}

/// Whether a date is a Saturday or Sunday.
pub(super) fn is_weekend(date: &NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The rows for the days that have entries: all days between, but for the middle of long gaps.
pub(super) fn rows(days: impl Iterator<Item = NaiveDate>) -> Vec<NaiveDate> {
    let mut dates: Vec<NaiveDate> = Vec::new();
    let edge = Days::new(MAX_LAG as u64);
    for date in days {
        if let Some(last) = dates.last().copied() {
            let gap = last.iter_days().skip(1).take_while(|day| *day < date);
            if (date - last).num_days() <= LONGEST_GAP {
                dates.extend(gap);
            } else {
                dates.extend(gap.take(MAX_LAG));
                let from = date.checked_sub_days(edge).unwrap_or(date);
                dates.extend(from.iter_days().take_while(|day| *day < date));
            }
        }
        dates.push(date);
    }
    dates
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(day: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 1, 6).unwrap() + Days::new(day)
    }

    #[test]
    fn days_between_have_rows_but_not_those_of_long_gaps() {
        let offsets = |days: &[u64]| -> Vec<i64> {
            let rows = rows(days.iter().map(|day| date(*day)));
            rows.iter().map(|row| (*row - date(0)).num_days()).collect()
        };
        assert_eq!(offsets(&[]), [0_i64; 0]);
        assert_eq!(offsets(&[0, 1, 4]), [0, 1, 2, 3, 4]);
        // No day within reach of a lag is another than it says.
        assert_eq!(
            offsets(&[0, 500_000]),
            [0, 1, 2, 3, 499_997, 499_998, 499_999, 500_000]
        );
        assert_eq!(offsets(&[0, 100]).len(), 101);
    }

    #[test]
    fn a_stretch_has_every_day_or_is_none() {
        let table = Table {
            dates: rows([0, 1, 5, 300, 301].into_iter().map(date)),
            ..Table::default()
        };
        assert_eq!(table.stretch(date(1), date(4)), Some(1..5));
        assert_eq!(table.stretch(date(5), date(300)), None);
        assert_eq!(table.stretch(date(4), date(1)), None);
        assert_eq!(table.stretch(date(200), date(300)), None);
    }
}
