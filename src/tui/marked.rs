//! The days of the calendar on the screen, as it draws them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::diary::DateRange;
use crate::tui::marks::{DayMark, LegendEntry};

/// What draws the days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    /// The calendar.
    Calendar,
    /// The heat map.
    HeatMap,
}

/// What the calendar, or the heat map, makes of its days: worked out once and drawn at every key.
#[derive(Debug, Default)]
pub struct Marked {
    /// Where it is drawn and which days are marked; `None` when something it rests on has changed.
    of: Option<(Drawn, DateRange)>,
    days: BTreeMap<NaiveDate, DayMark>,
    /// What the marks stand for.
    pub legend: Vec<LegendEntry>,
}

impl Marked {
    /// Some days, marked.
    pub fn new(
        drawn: Drawn,
        range: DateRange,
        days: BTreeMap<NaiveDate, DayMark>,
        legend: Vec<LegendEntry>,
    ) -> Self {
        Self {
            of: Some((drawn, range)),
            days,
            legend,
        }
    }

    /// Whether these days are marked, as they are now.
    pub fn has(&self, drawn: Drawn, range: DateRange) -> bool {
        self.of
            .is_some_and(|(of, marked)| of == drawn && marked.covers(range))
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
