//! The cycles laid over each other.

use crate::cycle::{Cycle, Cycles};
use crate::diary::{Catalogue, DateRange, ItemId, Role, Series};

use crate::tui::model::Model;

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
    pub fn new(catalogue: &Catalogue) -> Self {
        Self {
            shown: false,
            by_ovulation: false,
            item: catalogue.role(Role::Pain).id.clone(),
            series: Series::default(),
            loaded: None,
        }
    }

    /// The cycles that are laid over each other: the chosen one and those before it, earliest
    /// first.
    pub fn cycles<'m>(&self, model: &'m Model) -> &'m [Cycle] {
        let all = model.cycles().map_or(&[][..], Cycles::cycles);
        let chosen = all.partition_point(|cycle| cycle.start() <= model.cursor);
        let end = chosen.max(OVERLAID).min(all.len());
        all.get(end.saturating_sub(OVERLAID)..end)
            .unwrap_or_default()
    }

    /// The days of those cycles.
    pub fn range(&self, model: &Model) -> Option<DateRange> {
        let cycles = self.cycles(model);
        let last = cycles.last()?.last().unwrap_or(model.today());
        Some(DateRange::new(cycles.first()?.start(), last))
    }
}
