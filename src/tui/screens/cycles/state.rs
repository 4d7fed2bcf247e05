//! The cycles laid over each other.

use chrono::NaiveDate;

use crate::cycle::{Cycle, Cycles};
use crate::diary::{Catalogue, DateRange, ItemId, Role, Series};

/// The cycles laid over each other.
#[derive(Debug, Clone)]
pub struct Overlay {
    /// Whether it stands in the temperature's place where there is no room for both.
    pub shown: bool,
    /// Whether the cycles meet at ovulation, or else at their first day.
    pub by_ovulation: bool,
    /// The item drawn.
    pub item: ItemId,
    /// Its answers.
    pub series: Series,
    /// What `series` was read for.
    pub loaded: Option<(DateRange, ItemId)>,
}

/// So many cycles are laid over each other at most: two years of them.
const OVERLAID: usize = 24;

impl Overlay {
    /// Cycles are laid over each other by their first day, for the worst pain.
    pub fn new(catalogue: &Catalogue) -> Self {
        Self {
            shown: false,
            by_ovulation: false,
            item: catalogue.role(Role::Pain).id.clone(),
            series: Series::default(),
            loaded: None,
        }
    }

    /// The cycles that are laid over each other: the one of a day and those before it, earliest
    /// first.
    pub fn cycles(cycles: &Cycles, cursor: NaiveDate) -> &[Cycle] {
        let all = cycles.cycles();
        let chosen = all.partition_point(|cycle| cycle.start() <= cursor);
        let end = chosen.max(OVERLAID).min(all.len());
        all.get(end.saturating_sub(OVERLAID)..end)
            .unwrap_or_default()
    }

    /// The days of those cycles.
    pub fn range(cycles: &Cycles, cursor: NaiveDate) -> Option<DateRange> {
        let laid = Self::cycles(cycles, cursor);
        let last = laid.last()?.last().unwrap_or(cycles.today());
        Some(DateRange::new(laid.first()?.start(), last))
    }
}
