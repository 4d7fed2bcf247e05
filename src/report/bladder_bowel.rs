//! Bladder and bowel.

use serde::Serialize;

use super::kept::Kept;
use super::numbers::Share;
use crate::diary::DateRange;
use crate::patterns::FIRST_DAYS;

/// What is told of them, in this order.
const ITEMS: [&str; 6] = [
    "burning-pee",
    "frequent-pee",
    "blood-in-urine",
    "painful-poo",
    "bladder-change",
    "bowel-change",
];

/// A sign of bladder or bowel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Sign {
    /// What it is.
    pub label: String,
    /// On how many days, of those on which it is answered.
    pub days: Share,
    /// How many of them were days 1 to 3 of a cycle, where cycles are kept.
    pub first_days: Option<usize>,
}

/// The signs that were noted.
pub(super) fn signs(kept: &Kept, span: DateRange) -> Vec<Sign> {
    let sign = |id: &&str| {
        let item = kept.item(id)?;
        let (dates, of) = kept.dates(span, item);
        let first = |date: &&chrono::NaiveDate| {
            let day = kept.cycle_day(**date);
            day.is_some_and(|day| day <= FIRST_DAYS as i64)
        };
        (!dates.is_empty()).then(|| Sign {
            label: item.phrase.clone(),
            days: Share { n: dates.len(), of },
            first_days: kept.cycles.map(|_| dates.iter().filter(first).count()),
        })
    };
    ITEMS.iter().filter_map(sign).collect()
}
