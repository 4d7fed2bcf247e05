//! The reports there are.

use crate::diary::{Code, ItemId};
use crate::patterns::{Heading, Question};

/// What a report is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// Everything that was asked.
    Page,
    /// Each row of a section that is folded on the page.
    Section(Heading),
    /// Questions about a scale; one alone with all it rests on.
    Questions(ItemId, Vec<Question>),
    /// Every use of a relief measure.
    Relief(Code),
    /// The days around an event, by its name in files.
    Around(String),
    /// Two stretches of time.
    Compare,
}
