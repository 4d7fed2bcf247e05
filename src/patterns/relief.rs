//! Relief measures, side by side. They are described, not tested: there is nothing to test them
//! against.

use super::question::{Lack, Missing};
use super::seen::Dot;
use super::verdict::Verdict;
use crate::diary::relief::{ENOUGH_USES, MeasureRecord, RatedUse, records};
use crate::diary::{Catalogue, DateRange, Diary};

/// Every measure that was used, those that can be compared first, the largest falls leading.
pub(super) fn reliefs(
    diary: &Diary,
    catalogue: &Catalogue,
    range: DateRange,
) -> Vec<MeasureRecord> {
    if range.is_empty() {
        return Vec::new();
    }
    let entries = diary.range(range).flat_map(|(_, day)| &day.entries);
    let mut reliefs = records(entries, catalogue);
    let change = |of: &MeasureRecord| of.change.unwrap_or(0.0);
    reliefs.sort_by(|a, b| (b.enough.cmp(&a.enough)).then(change(a).total_cmp(&change(b))));
    reliefs
}

/// What may be said of a measure, never that it is a pattern: [`Verdict::NotEnough`] under six
/// rated uses; else [`Verdict::SoFar`] when pain fell by 2 points or 30 % in more than half of
/// them, and [`Verdict::None`] when not.
pub fn relief_verdict(of: &MeasureRecord) -> Verdict {
    match of.enough {
        false => Verdict::NotEnough,
        true if 2 * of.helped > of.rated => Verdict::SoFar,
        true => Verdict::None,
    }
}

/// What has to be recorded before a measure can be compared with others.
pub fn relief_missing(of: &MeasureRecord) -> Option<Missing> {
    (!of.enough).then_some(Missing {
        what: Lack::Uses,
        have: of.rated,
        need: ENOUGH_USES,
    })
}

impl From<&RatedUse> for Dot {
    /// A use as a case: the pain after it, compared with that before.
    fn from(of: &RatedUse) -> Self {
        Self {
            days: DateRange::day(of.date),
            inside: of.after.into(),
            outside: of.before.into(),
        }
    }
}
