//! The rows of marks under the chart of days.

use crate::report::{Chart, ChartDay};
use crate::words::report as say;

/// A row of marks.
pub(in crate::report) struct Mark {
    /// What stands before it.
    pub label: &'static str,
    /// The mark.
    pub sign: char,
    /// What it means, in the key under the chart.
    key: fn() -> &'static str,
    /// Which days have it.
    pub has: fn(&ChartDay) -> bool,
}

/// The rows that have a mark.
pub(in crate::report) fn marks(chart: &Chart) -> Vec<Mark> {
    let all = [
        Mark {
            label: say::row_lh(),
            sign: '+',
            key: say::key_lh,
            has: |day| day.lh,
        },
        Mark {
            label: say::row_intimacy(),
            sign: 'x',
            key: say::key_intimacy,
            has: |day| day.intimacy,
        },
        Mark {
            label: say::row_relief(),
            sign: 'r',
            key: say::key_relief,
            has: |day| day.relief,
        },
    ];
    let some = |mark: &Mark| chart.days.iter().any(mark.has);
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
    key.extend(marks(chart).iter().map(|mark| (mark.key)()));
    key.join(super::BETWEEN)
}
