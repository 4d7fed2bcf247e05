//! What the pain goes with: the page, what is compared, and the reports that are open.

use std::sync::Arc;

use chrono::{Days, NaiveDate};

use crate::diary::{DateRange, ItemId};
use crate::patterns::{Comparison, Options, Page, Progress};

use crate::tui::keymap::action::Action;
use crate::tui::place::View;
use crate::tui::screens::patterns::composed::Composed;
use crate::tui::screens::patterns::report::block::Target;
use crate::tui::screens::patterns::route::Route;

/// How far back patterns are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Reach {
    /// Half a year.
    HalfYear,
    /// A year.
    Year,
    /// Two years.
    TwoYears,
    /// The whole diary.
    #[default]
    All,
}

impl Reach {
    const ALL: [Self; 4] = [Self::HalfYear, Self::Year, Self::TwoYears, Self::All];

    /// The first day that is looked at.
    fn from(self, today: NaiveDate) -> Option<NaiveDate> {
        let days = match self {
            Self::HalfYear => 182,
            Self::Year => 365,
            Self::TwoYears => 730,
            Self::All => return None,
        };
        today.checked_sub_days(Days::new(days))
    }

    /// The next longer reach.
    pub fn longer(self) -> Self {
        let longer = Self::ALL.into_iter().find(|reach| *reach > self);
        longer.unwrap_or(self)
    }

    /// The next shorter reach.
    pub fn shorter(self) -> Self {
        let shorter = Self::ALL.into_iter().rev().find(|reach| *reach < self);
        shorter.unwrap_or(self)
    }
}

/// Two stretches of time to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretches {
    /// How many days each has, unless they were typed: one of [`Stretches::LENGTHS`].
    pub days: u64,
    /// Where they lie.
    pub lie: Lie,
}

/// Where two stretches lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lie {
    /// One behind the other, up to today.
    Latest,
    /// Before and from a day on: a treatment that was begun.
    Around(NaiveDate),
    /// As they were typed.
    Typed(DateRange, DateRange),
}

impl Default for Stretches {
    /// This quarter and the one before.
    fn default() -> Self {
        Self {
            days: Self::LENGTHS[1],
            lie: Lie::Latest,
        }
    }
}

impl Stretches {
    /// Four weeks, a quarter, half a year, a year.
    pub const LENGTHS: [u64; 4] = [28, 91, 182, 364];

    /// The earlier and the later stretch.
    pub fn ranges(&self, today: NaiveDate) -> [DateRange; 2] {
        let begins = match self.lie {
            Lie::Typed(before, after) => return [before, after],
            Lie::Latest => DateRange::ending(today, self.days).first,
            Lie::Around(day) => day,
        };
        let before = begins.pred_opt().unwrap_or(begins);
        let after = DateRange {
            first: begins,
            last: (begins + Days::new(self.days - 1)).min(today),
        };
        [DateRange::ending(before, self.days), after]
    }
}

/// What was asked to be looked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sought {
    /// The page.
    pub page: Option<Options>,
    /// Two stretches.
    pub compared: Option<[DateRange; 2]>,
}

/// A report that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Which it is.
    pub route: Route,
    /// The block that has the keys.
    pub focus: usize,
}

impl Place {
    /// A report at its beginning.
    pub fn new(route: Route) -> Self {
        Self { route, focus: 0 }
    }
}

/// What the pain goes with.
#[derive(Debug)]
pub struct Patterns {
    /// The scale asked about; the pain, and others about phases, when none.
    pub item: Option<ItemId>,
    /// How far back.
    pub reach: Reach,
    /// What was found.
    pub page: Option<Arc<Page>>,
    /// How far the looking has come, when it takes longer than a blink.
    pub progress: Option<Progress>,
    /// Which stretches are compared.
    pub stretches: Stretches,
    /// How they compare.
    pub compared: Option<Vec<Comparison>>,
    /// What was asked for, and stands or is on its way.
    pub sought: Sought,
    /// What is open, the topmost last; the page itself lies lowest.
    pub open: Vec<Place>,
    /// The reports on the screen, as they are drawn.
    pub composed: Composed,
    /// What filled the screen before.
    pub from: View,
}

impl Default for Patterns {
    fn default() -> Self {
        Self {
            item: None,
            reach: Reach::default(),
            page: None,
            progress: None,
            stretches: Stretches::default(),
            compared: None,
            sought: Sought::default(),
            open: vec![Place::new(Route::Page)],
            composed: Composed::default(),
            from: View::Day,
        }
    }
}

impl Patterns {
    /// What has to be looked for.
    pub fn wanted(&self, today: NaiveDate) -> Options {
        Options {
            from: self.reach.from(today),
            item: self.item.clone(),
            ..Options::as_of(today)
        }
    }

    /// The report that has the keys.
    pub fn top(&self) -> Option<&Place> {
        self.open.last()
    }

    /// Whether there is nothing on that report that an action could be done to.
    pub fn idles(&self, action: Action) -> bool {
        let top = self.top();
        let report = top.and_then(|place| self.composed.get(&place.route));
        let Some((place, report)) = top.zip(report) else {
            return false;
        };
        let has_one = report.first() == report.last();
        let leads = !matches!(report.target(place.focus), None | Some(Target::Nowhere));
        match action {
            Action::NextField | Action::PreviousField => has_one,
            Action::OpenField => has_one && !leads,
            _ => false,
        }
    }

    /// Whether two stretches of time have the keys.
    pub fn is_comparing(&self) -> bool {
        self.top()
            .is_some_and(|place| place.route == Route::Compare)
    }

    /// What was found may be so no more: it is to be looked for again.
    pub fn forget(&mut self) {
        self.sought = Sought::default();
    }

    /// Forgets everything that was found; what is open stays so.
    pub fn clear(&mut self) {
        self.forget();
        (self.page, self.compared, self.progress) = (None, None, None);
        self.composed.stale();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::ymd;

    #[test]
    fn stretches_follow_each_other_and_end_today() {
        let today = ymd(2026, 3, 17);
        let mut stretches = Stretches {
            days: 28,
            lie: Lie::Latest,
        };
        let before = DateRange::new(ymd(2026, 1, 21), ymd(2026, 2, 17));
        let after = DateRange::new(ymd(2026, 2, 18), today);
        assert_eq!(stretches.ranges(today), [before, after]);
        stretches.lie = Lie::Around(ymd(2026, 3, 8));
        let before = DateRange::new(ymd(2026, 2, 8), ymd(2026, 3, 7));
        let after = DateRange::new(ymd(2026, 3, 8), today);
        assert_eq!(stretches.ranges(today), [before, after]);
    }
}
