//! The days that are at hand.

use crate::diary::{DateRange, Day, Diary};

use chrono::NaiveDate;

/// A stretch of the diary that is at hand.
#[derive(Debug, Clone, Default)]
pub struct Window {
    /// The days that were read.
    pub diary: Diary,
    /// From where to where.
    range: Option<DateRange>,
}

impl Window {
    /// What was read of a stretch.
    pub fn new(range: DateRange, diary: Diary) -> Self {
        Self {
            diary,
            range: Some(range),
        }
    }

    /// Whether a stretch is at hand.
    pub fn has(&self, range: DateRange) -> bool {
        self.missing(range).is_empty()
    }

    /// What has to be read for a stretch to be at hand.
    pub fn missing(&self, range: DateRange) -> Vec<DateRange> {
        let Some(here) = self.range.filter(|here| touch(*here, range)) else {
            return vec![range];
        };
        let before = here.first.pred_opt().filter(|last| range.first <= *last);
        let after = here.last.succ_opt().filter(|first| *first <= range.last);
        let before = before.map(|last| DateRange { last, ..range });
        let after = after.map(|first| DateRange { first, ..range });
        before.into_iter().chain(after).collect()
    }

    /// Takes in what was read. What is at hand stays so if the two make one stretch.
    pub fn take(&mut self, range: DateRange, read: Diary) {
        match self.range.filter(|here| touch(*here, range)) {
            None => *self = Self::new(range, read),
            Some(here) => {
                self.diary.replace_all(read);
                self.range = Some(here.hull(range));
            }
        }
    }

    /// Forgets what is not in a range; whether there was any.
    pub fn keep(&mut self, range: DateRange) -> bool {
        let Some(here) = self.range else {
            return false;
        };
        let kept = here.overlap(range);
        self.range = (!kept.is_empty()).then_some(kept);
        self.diary.keep(kept);
        kept != here
    }

    /// Takes in a day that changed, if it is at hand.
    pub fn refresh(&mut self, date: NaiveDate, day: &Day) {
        if self.range.is_some_and(|here| here.contains(date)) {
            self.diary.replace(date, day.clone());
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

/// Whether no day lies between two stretches.
fn touch(a: DateRange, b: DateRange) -> bool {
    let follows = |a: DateRange, b: DateRange| a.last.succ_opt().is_none_or(|next| b.first <= next);
    follows(a, b) && follows(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(first: (u32, u32), last: (u32, u32)) -> DateRange {
        let ymd = |(month, day)| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        DateRange::new(ymd(first), ymd(last))
    }

    #[test]
    fn only_what_was_not_read_is_missing() {
        let mut window = Window::default();
        let quarter = range((1, 1), (3, 31));
        assert_eq!(window.missing(quarter), [quarter]);
        window.take(range((2, 3), (2, 20)), Diary::default());
        let around = [range((1, 1), (2, 2)), range((2, 21), (3, 31))];
        assert_eq!(window.missing(quarter), around);
        for piece in around {
            window.take(piece, Diary::default());
        }
        assert!(window.has(quarter));
        let days = range((2, 20), (2, 21));
        assert_eq!([window.keep(days), window.keep(days)], [true, false]);
        assert!(window.has(days));
        assert_eq!(window.missing(quarter).len(), 2);
    }

    #[test]
    fn what_is_far_takes_the_place_of_what_is_at_hand() {
        let (early, late) = (range((1, 1), (1, 31)), range((3, 1), (3, 31)));
        let mut window = Window::new(early, Diary::default());
        assert_eq!(window.missing(late), [late]);
        window.take(late, Diary::default());
        assert!(window.has(late) && !window.has(early));
    }
}
