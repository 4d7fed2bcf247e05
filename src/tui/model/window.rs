//! The days that are at hand.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};

use crate::diary::{DateRange, Day, Diary};

/// A part of the diary that is at hand, month by month.
#[derive(Debug, Clone, Default)]
pub struct Window {
    /// The days that were read.
    pub diary: Diary,
    months: BTreeSet<NaiveDate>,
}

impl Window {
    /// The stretches of a range that have not been read yet.
    pub fn missing(&self, range: DateRange) -> Vec<DateRange> {
        let mut missing: Vec<DateRange> = Vec::new();
        let mut first = DateRange::month(range.first).first;
        while first <= range.last {
            let month = DateRange::month(first);
            if !self.months.contains(&first) {
                match missing.last_mut() {
                    Some(stretch) if stretch.last.succ_opt() == Some(first) => {
                        stretch.last = month.last;
                    }
                    _ => missing.push(month),
                }
            }
            let Some(next) = first.checked_add_months(Months::new(1)) else {
                break;
            };
            first = next;
        }
        missing
    }

    /// Takes in what was read of whole months.
    pub fn take(&mut self, range: DateRange, read: Diary) {
        self.diary.replace_all(read);
        let mut first = DateRange::month(range.first).first;
        while first <= range.last {
            self.months.insert(first);
            let Some(next) = first.checked_add_months(Months::new(1)) else {
                break;
            };
            first = next;
        }
    }

    /// Forgets the months that a range does not touch; whether there were any.
    pub fn keep(&mut self, range: DateRange) -> bool {
        let first = DateRange::month(range.first).first;
        let last = DateRange::month(range.last).last;
        let left = self.months.len();
        self.months.retain(|month| (first..=last).contains(month));
        let forgot = self.months.len() < left;
        if forgot {
            self.diary.keep(DateRange { first, last });
        }
        forgot
    }

    /// Takes in a day that changed, if its month is at hand.
    pub fn refresh(&mut self, date: NaiveDate, day: &Day) {
        if self.months.contains(&DateRange::month(date).first) {
            self.diary.replace(date, day.clone());
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn only_months_that_were_not_read_are_missing() {
        let mut window = Window::default();
        let quarter = DateRange::new(ymd(2026, 1, 15), ymd(2026, 3, 2));
        assert_eq!(
            window.missing(quarter),
            vec![DateRange::new(ymd(2026, 1, 1), ymd(2026, 3, 31))]
        );
        window.take(DateRange::month(ymd(2026, 2, 1)), Diary::default());
        let around = vec![
            DateRange::month(ymd(2026, 1, 1)),
            DateRange::month(ymd(2026, 3, 1)),
        ];
        assert_eq!(window.missing(quarter), around);
        window.take(quarter, Diary::default());
        let days = DateRange::new(ymd(2026, 2, 20), ymd(2026, 2, 21));
        assert_eq!([window.keep(days), window.keep(days)], [true, false]);
        assert_eq!(window.missing(quarter), around);
    }
}
