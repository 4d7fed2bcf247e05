//! Rules as data: how a table stands.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::Decimal;
use crate::diary::{DateRange, parse};

/// How the rows of a table stand.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::exchange) struct Form {
    /// A table with all of these columns is one.
    pub(in crate::exchange) recognise: Vec<String>,
    pub(in crate::exchange) kind: RowKind,
    /// The column of dates.
    pub(in crate::exchange) date: String,
    /// How days stand in it, where that is known of the program.
    pub(in crate::exchange) order: Option<Order>,
    /// What stands before the decimals, where the numbers do not tell.
    pub(in crate::exchange) decimal: Option<Decimal>,
    /// Columns that say what a row is about, of a long table.
    #[serde(default)]
    pub(in crate::exchange) key: Vec<String>,
    /// The column of what a row says, of a long table.
    pub(in crate::exchange) value: Option<String>,
    /// Columns that are passed over: they say what others do, or nothing.
    #[serde(default)]
    pub(in crate::exchange) skip: Vec<String>,
    /// Columns whose cells list several things, and what stands between them.
    #[serde(default)]
    pub(in crate::exchange) split: BTreeMap<String, String>,
    /// Columns in which each thing has a value of its own: `Pain: 6`.
    #[serde(default)]
    pub(in crate::exchange) pairs: Vec<String>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowKind {
    /// A day.
    Wide,
    /// One thing of a day.
    Long,
    /// Something that happened; days without a row say nothing.
    Events,
}

/// In which order the parts of a date stand, where the year is not the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
}

impl Order {
    /// The date a cell says: with the year first it is plain, with points the day comes first.
    pub(in crate::exchange) fn date(self, cell: &str) -> Option<NaiveDate> {
        let cell = cell.split([' ', 'T']).next().unwrap_or_default();
        let mut parts = cell.split(['.', '/', '-']);
        let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
        let number = |part: &str| part.parse::<u32>().ok();
        let year = |part: &str| {
            (part.len() == 4)
                .then(|| part.parse::<i32>().ok())
                .flatten()
        };
        let (year, month, day) = match (year(first), year(third)) {
            (Some(year), _) => (year, number(second)?, number(third)?),
            (None, Some(year)) if cell.contains('.') || self == Self::DayFirst => {
                (year, number(second)?, number(first)?)
            }
            (None, Some(year)) => (year, number(first)?, number(second)?),
            (None, None) => return None,
        };
        let date = NaiveDate::from_ymd_opt(year, month, day)?;
        (parts.next().is_none() && DateRange::LIFETIME.contains(date)).then_some(date)
    }

    /// The day that a cell of ours or of drip's says: with the year first, or as the person says that a
    /// spreadsheet turned it.
    pub(in crate::exchange) fn turned(told: Option<Self>, cell: &str) -> Option<NaiveDate> {
        let plain = NaiveDate::parse_from_str(cell, "%Y-%m-%d").ok();
        plain.or_else(|| told?.date(cell))
    }

    /// The time that a cell says behind its date.
    pub(in crate::exchange) fn time(cell: &str) -> Option<NaiveTime> {
        let (_, time) = cell.split_once([' ', 'T'])?;
        let minutes = || parse::time(time.get(..5)?);
        parse::time(time).or_else(minutes)
    }

    /// The order of all the dates of a file: one with a 13 or more settles it. `None` when they fit
    /// both, or neither. What is no date tells nothing.
    pub(in crate::exchange) fn of<'c>(
        cells: impl Iterator<Item = &'c str> + Clone,
    ) -> Option<Self> {
        let read = |cell| [Self::DayFirst, Self::MonthFirst].map(|order| order.date(cell));
        let dates = || { cells.clone().map(read) }.filter(|dates| *dates != [None; 2]);
        let day_first = dates().all(|[date, _]| date.is_some());
        let month_first = dates().all(|[_, date]| date.is_some());
        match (day_first, month_first) {
            // Where the year is first, or all are alike both ways, either will do.
            (true, true) if dates().all(|[one, other]| one == other) => Some(Self::DayFirst),
            (true, false) => Some(Self::DayFirst),
            (false, true) => Some(Self::MonthFirst),
            _ => None,
        }
    }
}
