//! The days of the calendar on the screen, as it draws them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::diary::DateRange;
use crate::tui::marks::{DayMark, LegendEntry};

use crate::tui::place::View;

/// What the calendar, or the heat map, makes of its days: worked out once and drawn at every key.
#[derive(Debug, Default)]
pub struct Marked {
    /// Where it is drawn and which days are marked; `None` when something it rests on has changed.
    of: Option<(View, DateRange)>,
    days: BTreeMap<NaiveDate, DayMark>,
    /// What the marks stand for.
    pub legend: Vec<LegendEntry>,
}

impl Marked {
    /// Some days of a view, marked.
    pub fn new(
        view: View,
        range: DateRange,
        days: BTreeMap<NaiveDate, DayMark>,
        legend: Vec<LegendEntry>,
    ) -> Self {
        Self {
            of: Some((view, range)),
            days,
            legend,
        }
    }

    /// Whether these days are marked, as they are now.
    pub fn has(&self, view: View, range: DateRange) -> bool {
        self.of
            .is_some_and(|(of, marked)| of == view && marked.covers(range))
    }

    /// What a day comes down to; `None` when nothing is known of it.
    pub fn day(&self, date: NaiveDate) -> Option<&DayMark> {
        self.days.get(&date)
    }

    /// Has the days marked anew; until then they are drawn as they were.
    pub fn stale(&mut self) {
        self.of = None;
    }
}
