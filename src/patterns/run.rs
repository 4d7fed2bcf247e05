//! What a run over a diary is told, and what it tells meanwhile.

use chrono::NaiveDate;

use crate::diary::{Catalogue, DateRange, Item, ItemId, Measure};

/// What to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The first day looked at; from the beginning when none.
    pub from: Option<NaiveDate>,
    /// The last day looked at; to the end when none.
    pub to: Option<NaiveDate>,
    /// The scale to ask about; when none, every scale is asked about phases and the worst pain
    /// about events. See [`Options::can_ask`].
    pub item: Option<ItemId>,
    /// Today: nothing later is looked at.
    pub as_of: NaiveDate,
}

impl Options {
    /// Everything up to a day.
    pub fn as_of(as_of: NaiveDate) -> Self {
        Self {
            from: None,
            to: None,
            item: None,
            as_of,
        }
    }

    /// Whether an item can be asked about: a scale of the check-in.
    pub fn can_ask(catalogue: &Catalogue, item: &Item) -> bool {
        let daily = catalogue.kinds_of(item).iter().any(|kind| kind.is_day());
        daily && item.kind.measure() == Measure::Score
    }

    /// The days looked at.
    pub fn range(&self) -> DateRange {
        DateRange {
            first: self.from.unwrap_or(NaiveDate::MIN),
            last: self.to.map_or(self.as_of, |to| to.min(self.as_of)),
        }
    }
}

/// How far the work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Parts begun.
    pub done: usize,
    /// Parts in all.
    pub of: usize,
}

/// The work was called off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("looking for patterns was called off")]
pub struct Cancelled;
