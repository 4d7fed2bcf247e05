//! The options of an answer, and the one that has the keys.

use crate::diary::{Code, Figure, Item, ItemId, Spot, Target};
use crate::tui::widgets::body_map::map_of;

/// Options to choose from for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The entry.
    pub target: Target,
    /// The item.
    pub item: ItemId,
    /// What has the keys.
    pub focus: Focus,
}

/// What has the keys among options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Focus {
    /// An option of a list.
    Option(Code),
    /// A place on a drawing.
    Spot(Spot),
}

impl Focus {
    /// On an option of an item: on its drawing, if it has one.
    pub fn on(item: &Item, code: &Code) -> Self {
        match map_of(item) {
            Some(map) => Self::Spot(Figure::of(map).spot(code)),
            None => Self::Option(code.clone()),
        }
    }

    /// The option that is meant.
    pub fn code<'a>(&'a self, item: &Item) -> Option<&'a Code> {
        match self {
            Self::Option(code) => Some(code),
            Self::Spot(spot) => map_of(item).map(|map| Figure::of(map).code(*spot)),
        }
    }
}

/// The options an item offers, the person's own words that stand in an answer included.
pub fn codes(item: &Item) -> Vec<Code> {
    item.options()
        .iter()
        .map(|option| option.code.clone())
        .collect()
}
