//! Sleep, stress, fatigue, mood.

use serde::Serialize;

use super::kept::Kept;
use super::middle::Middle;
use crate::diary::{DateRange, Unit};

/// What is told of them, in this order.
const ITEMS: [&str; 6] = [
    "sleep-hours",
    "sleep-quality",
    "stress",
    "fatigue",
    "mood",
    "cramps",
];

/// One of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Rest {
    /// What it is.
    pub label: String,
    /// The unit behind its numbers; empty for a scale of 0–10.
    pub unit: &'static str,
    /// What it was on the days on which it is answered.
    pub values: Middle,
}

/// Those that are answered.
pub(super) fn rest(kept: &Kept, span: DateRange) -> Vec<Rest> {
    let one = |id: &&str| {
        let item = kept.item(id)?;
        let values = kept.values(span, item);
        Some(Rest {
            label: item.phrase.clone(),
            unit: item.kind.unit().map_or("", Unit::symbol),
            values: Middle::of(values.into_iter().map(|(_, value)| value))?,
        })
    };
    ITEMS.iter().filter_map(one).collect()
}
