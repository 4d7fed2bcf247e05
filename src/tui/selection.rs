//! Days that are marked on the calendar, to be answered together.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::diary::{DateRange, ItemId};

/// The days from where marking began to the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    anchor: NaiveDate,
    /// What was answered while they are marked, where nothing stood: it may be corrected, as what
    /// stood before may not.
    given: BTreeSet<(ItemId, NaiveDate)>,
    /// What is said of the latest answer once it stands.
    pub told: Option<String>,
}

impl Selection {
    /// Begins at a day.
    pub fn new(anchor: NaiveDate) -> Self {
        Self {
            anchor,
            given: BTreeSet::new(),
            told: None,
        }
    }

    /// The days, with the cursor at one end.
    pub fn days(&self, cursor: NaiveDate) -> DateRange {
        DateRange::new(self.anchor, cursor)
    }

    /// Whether a day's answer to an item was given while it was marked.
    pub fn gave(&self, item: &ItemId, date: NaiveDate) -> bool {
        self.given.contains(&(item.clone(), date))
    }

    /// Takes in that an item was answered on some days.
    pub fn give(&mut self, item: &ItemId, dates: impl IntoIterator<Item = NaiveDate>) {
        let given = dates.into_iter().map(|date| (item.clone(), date));
        self.given.extend(given);
    }
}
