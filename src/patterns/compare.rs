//! Two stretches of time side by side: before and after a change of treatment, this quarter and
//! the last.

use super::column::Status;
use super::summary::Summary;
use super::table::Table;
use crate::diary::relief::is_meaningful;
use crate::diary::{Catalogue, DateRange, Diary, ItemId, Measure, Series, Unit};

/// Answered days that each stretch needs.
pub const LEAST_DAYS: usize = 7;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measured {
    /// The mean score, 0 to 10.
    Scale,
    /// The mean amount, in the unit it is kept in.
    Amount(Unit),
    /// The share of answered days on which something was the case, 0 to 1. Shares, not counts: the
    /// longer stretch would have more of everything.
    Days,
}

/// One of the stretches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// The days.
    pub range: DateRange,
    /// Answered days.
    pub days: usize,
    /// The mean or share; none with too few answered days.
    pub mean: Option<f64>,
    /// The standard deviation of the days; none with too few answered days.
    pub spread: Option<f64>,
}

/// An item in two stretches of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The item.
    pub item: ItemId,
    /// The item, or one of its options, in a sentence.
    pub phrase: String,
    /// What is compared.
    pub measured: Measured,
    /// The first stretch.
    pub before: Stretch,
    /// The second stretch.
    pub after: Stretch,
    /// By how much the second is higher.
    pub difference: Option<f64>,
    /// The same as a share of the first; none when that is 0, or when the unit has no shares.
    pub relative: Option<f64>,
    /// Whether a scale changed by 2 points or 30 % (Farrar et al., Pain 2001).
    pub meaningful: bool,
}

/// Compares items in two stretches of time. An item with options gives a comparison for each option
/// that was ever chosen; one that cannot be counted (words, times) gives none.
pub fn compare(
    diary: &Diary,
    catalogue: &Catalogue,
    items: &[ItemId],
    before: DateRange,
    after: DateRange,
) -> Vec<Comparison> {
    let table = Table::of(diary, catalogue, before.hull(after));
    let mut comparisons = Vec::new();
    for item in items.iter().filter_map(|id| catalogue.item(id.as_str())) {
        let measured = match item.kind.measure() {
            Measure::Score => Measured::Scale,
            Measure::Amount { unit, .. } => Measured::Amount(unit),
            _ => Measured::Days,
        };
        if measured == Measured::Days {
            for event in table
                .events
                .iter()
                .filter(|event| event.item.as_ref() == Some(&item.id))
            {
                let of = |range: DateRange| {
                    let rows = (0..table.dates.len()).filter(|row| {
                        let known = event.days[*row] != Status::Unknown && table.logged[*row];
                        known && range.contains(table.dates[*row])
                    });
                    stretch(
                        range,
                        rows.map(|row| f64::from(event.days[row] == Status::Yes)),
                    )
                };
                let phrase = event.phrase.clone();
                comparisons.push(compared(&item.id, phrase, measured, of(before), of(after)));
            }
            continue;
        }
        let of = |range: DateRange| {
            let series = match range.is_empty() {
                true => Series::default(),
                false => Series::of(diary, item, range),
            };
            stretch(range, series.points.iter().map(|(_, value)| *value))
        };
        let phrase = item.phrase.clone();
        comparisons.push(compared(&item.id, phrase, measured, of(before), of(after)));
    }
    comparisons
}

fn stretch(range: DateRange, values: impl Iterator<Item = f64>) -> Stretch {
    let all = Summary::of(values);
    let summary = all.filter(|summary| summary.days >= LEAST_DAYS);
    Stretch {
        range,
        days: all.map_or(0, |all| all.days),
        mean: summary.map(|summary| summary.mean),
        spread: summary.map(|summary| summary.spread),
    }
}

fn compared(
    item: &ItemId,
    phrase: String,
    measured: Measured,
    before: Stretch,
    after: Stretch,
) -> Comparison {
    let both = before.mean.zip(after.mean);
    let has_shares = match measured {
        Measured::Amount(unit) => unit.has_shares(),
        Measured::Scale | Measured::Days => true,
    };
    Comparison {
        item: item.clone(),
        phrase,
        measured,
        before,
        after,
        difference: both.map(|(before, after)| after - before),
        relative: both
            .filter(|(before, _)| has_shares && *before != 0.0)
            .map(|(before, after)| (after - before) / before.abs()),
        meaningful: measured == Measured::Scale
            && both.is_some_and(|(before, after)| is_meaningful(before, after)),
    }
}
