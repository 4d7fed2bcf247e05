//! A diary as it is read before its cycles are known.

use super::course::{self, Trend};
use super::relief::reliefs;
use super::rhythm::{self, Weekdays};
use super::run::Options;
use super::table::Table;
use crate::diary::relief::MeasureRecord;
use crate::diary::{Catalogue, Diary, ItemId, Role};

/// A diary in columns, and all that its patterns need no cycles for.
pub struct Reading<'a> {
    pub(super) table: Table,
    /// The scale that is asked about events.
    pub(super) main: &'a ItemId,
    /// Whether it alone is asked about.
    pub(super) only: bool,
    pub(super) reliefs: Vec<MeasureRecord>,
    pub(super) weekdays: Vec<Weekdays>,
    pub(super) trends: Vec<Trend>,
}

impl<'a> Reading<'a> {
    /// Reads the days that the options name.
    pub fn of(diary: &Diary, catalogue: &'a Catalogue, options: &'a Options) -> Self {
        let range = options.range();
        let table = Table::of(diary, catalogue, range);
        let pain = &catalogue.role(Role::Pain).id;
        let (main, only) = (
            options.item.as_ref().unwrap_or(pain),
            options.item.is_some(),
        );
        let outcomes = || {
            let all = table.outcomes.iter();
            all.filter(|outcome| !only || outcome.item == *main)
        };
        Self {
            main,
            only,
            reliefs: reliefs(diary, catalogue, range),
            weekdays: rhythm::weekdays(&table, outcomes()),
            trends: course::trends(&table, outcomes()),
            table,
        }
    }
}
