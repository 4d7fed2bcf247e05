//! The rows of marks under the chart of days.

use crate::report::{Chart, ChartDay};
use crate::words::report as say;

/// A mark and what it means, in words.
type Key = (char, fn() -> &'static str);

/// A row of marks.
pub(in crate::report) struct Mark {
    /// What stands before it.
    pub label: &'static str,
    /// What each of its marks means, in the key under the chart.
    keys: Vec<Key>,
    /// The mark of a day that has one.
    pub sign: fn(&ChartDay) -> Option<char>,
}

/// The rows that have a mark.
pub(in crate::report) fn marks(chart: &Chart) -> Vec<Mark> {
    let all = [
        Mark {
            label: say::row_lh(),
            keys: vec![('+', say::key_lh)],
            sign: |day| day.lh.then_some('+'),
        },
        Mark {
            label: say::row_intimacy(),
            keys: vec![('x', say::key_intimacy)],
            sign: |day| day.intimacy.then_some('x'),
        },
        Mark {
            label: say::row_relief(),
            keys: vec![('r', say::key_relief)],
            sign: |day| day.relief.then_some('r'),
        },
        // Of a day that has both, the bout is what is asked about.
        Mark {
            label: say::row_events(),
            keys: vec![('e', say::key_episode), ('l', say::key_exertion)],
            sign: |day| {
                let bout = day.episode.then_some('e');
                bout.or(day.exertion.then_some('l'))
            },
        },
    ];
    let some = |mark: &Mark| chart.days.iter().any(|day| (mark.sign)(day).is_some());
    all.into_iter().filter(some).collect()
}

/// Whether bleeding is drawn.
pub(in crate::report) fn bleeds(chart: &Chart) -> bool {
    chart.days.iter().any(|day| day.flow().is_some())
}

/// What the chart's bars, bleeding and marks mean, as far as it has them.
pub(in crate::report) fn key(chart: &Chart, bars: &str, bleeding: &'static str) -> String {
    let mut key = vec![bars];
    key.extend(bleeds(chart).then_some(bleeding));
    for mark in marks(chart) {
        let is_drawn = |sign| chart.days.iter().any(|day| (mark.sign)(day) == Some(sign));
        let drawn = mark.keys.iter().filter(|(sign, _)| is_drawn(*sign));
        key.extend(drawn.map(|(_, told)| told()));
    }
    key.join(super::BETWEEN)
}
