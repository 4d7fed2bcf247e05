//! What the page tells in one go.

use super::course::Trend;
use super::finding::Finding;
use super::question::{Lack, Missing};
use super::relief::relief_missing;
use super::rhythm::Weekdays;
use crate::diary::relief::MeasureRecord;

/// What is told in one go.
#[derive(Debug, Clone, PartialEq)]
pub enum Row<'p> {
    /// A finding, and those it tells of already.
    Found(&'p Finding, Vec<&'p Finding>),
    /// What was not found or cannot be asked yet, about the same thing; at least one.
    Gathered(Vec<&'p Finding>),
    /// What pain did around a measure.
    Relief(&'p MeasureRecord),
    /// A scale by the day of the week.
    Weekdays(&'p Weekdays),
    /// A scale over the months.
    Trend(&'p Trend),
}

/// The chance of missing a real difference above which a question is hardly answered: power below
/// 80 %, the convention since Cohen (Statistical Power Analysis, 1988).
pub const EASILY_MISSED: f64 = 0.2;

impl Row<'_> {
    /// How many questions it is about.
    pub(super) fn questions(&self) -> usize {
        match self {
            Self::Gathered(asked) => asked.len(),
            _ => 1,
        }
    }

    /// In how many of its questions a real difference would easily be missed.
    pub(super) fn easily_missed(&self) -> usize {
        let missed = |of: &&&Finding| of.missed.is_some_and(|missed| missed > EASILY_MISSED);
        match self {
            Self::Gathered(asked) => asked.iter().filter(missed).count(),
            _ => 0,
        }
    }

    /// What has to be recorded first.
    pub(super) fn lack(&self) -> Option<Lack> {
        match self {
            Self::Gathered(asked) => nearest(asked).first().map(|missing| missing.what),
            Self::Relief(of) => relief_missing(of).map(|missing| missing.what),
            _ => None,
        }
    }
}

/// What is missing to that of some questions which is nearest to be enough.
pub fn nearest<'f>(asked: &[&'f Finding]) -> &'f [Missing] {
    let lacking = asked.iter().map(|finding| finding.missing.as_slice());
    let have = |missing: &&[Missing]| missing.first().map(|of| of.have);
    lacking.max_by_key(have).unwrap_or_default()
}
