//! What answers are to charts and statistics.

use crate::diary::quantity::{Quantity, Unit};

/// What the answers of a kind are to charts and statistics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// A score from 0 to 10.
    Score,
    /// So much of something.
    Amount {
        /// What it is counted in.
        unit: Unit,
        /// The smallest difference that means anything, in `unit`.
        step: Quantity,
    },
    /// One of several options, from less to more.
    Level,
    /// One of several options without an order.
    Sort,
    /// Something that happened or did not.
    Event,
    /// Several options at once.
    Set {
        /// Whether there are words of the person's own among them.
        open: bool,
    },
    /// Nothing that can be counted: times and words.
    Nothing,
}

impl Measure {
    /// Whether two answers can be compared with more and less.
    pub fn has_order(self) -> bool {
        matches!(self, Self::Score | Self::Amount { .. } | Self::Level)
    }

    /// Whether the answers of one day make a sum: minutes do, scores and temperatures do not.
    pub fn adds_up(self) -> bool {
        matches!(self, Self::Amount { unit, .. } if unit.adds_up())
    }
}
