//! What the guide looks at.

use chrono::NaiveDate;

use crate::cycle::CycleFacts;
use crate::diary::{Catalogue, Diary, Profile};

/// A person's diary, or a stretch of it, and the day that is asked about.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// The diary; how far back it has to reach is told by [`super::RuleBook::lookback`].
    pub diary: &'a Diary,
    /// The items.
    pub catalogue: &'a Catalogue,
    /// What the person told about themselves.
    pub profile: &'a Profile,
    /// What is known of the cycle.
    pub cycles: &'a CycleFacts,
    /// The day asked about: today, or the day being edited.
    pub date: NaiveDate,
}
