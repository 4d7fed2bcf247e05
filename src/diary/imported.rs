//! Where answers of a check-in came from.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::id::ItemId;

/// Answers of a check-in that came with one import and are as they came. A timed entry keeps its own
/// [`source`](super::Entry::source).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Imported {
    /// What they came from: the format's name.
    pub source: SmolStr,
    /// The day of the import.
    pub on: NaiveDate,
    /// The items answered, each once, in the order of their ids.
    pub items: Vec<ItemId>,
}

impl Imported {
    /// Notes an answer among others of a check-in.
    pub fn note(all: &mut Vec<Self>, source: &SmolStr, on: NaiveDate, item: &ItemId) {
        Self::forget(all, item);
        let of = |of: &&mut Self| of.source == *source && of.on == on;
        match all.iter_mut().find(of) {
            Some(of) => {
                let at = of.items.partition_point(|other| other < item);
                of.items.insert(at, item.clone());
            }
            None => all.push(Self {
                source: source.clone(),
                on,
                items: vec![item.clone()],
            }),
        }
    }

    /// Forgets where the answer to an item came from.
    pub fn forget(all: &mut Vec<Self>, item: &ItemId) {
        Self::keep(all, |other| other != item);
    }

    /// Forgets all but some items.
    pub fn keep(all: &mut Vec<Self>, stays: impl Fn(&ItemId) -> bool) {
        for of in &mut *all {
            of.items.retain(&stays);
        }
        all.retain(|of| !of.items.is_empty());
    }
}
