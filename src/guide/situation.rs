//! What the guide looks at.

use chrono::{NaiveDate, TimeDelta};

use super::cycle_facts::CycleFacts;
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

/// A date some days later, or earlier when negative; the first or last date there is, beyond it.
pub(super) fn shifted(date: NaiveDate, days: i64) -> NaiveDate {
    TimeDelta::try_days(days)
        .and_then(|days| date.checked_add_signed(days))
        .unwrap_or(if days < 0 {
            NaiveDate::MIN
        } else {
            NaiveDate::MAX
        })
}
