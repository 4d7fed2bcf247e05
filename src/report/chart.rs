//! The days of the span side by side.

use chrono::NaiveDate;
use serde::Serialize;

use super::kept::Kept;
use crate::diary::{DateRange, Day, Item, Role, day_value};

/// A day of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ChartDay {
    /// The day.
    pub date: NaiveDate,
    /// The worst pain, 0–10; none where it is not recorded.
    pub pain: Option<f64>,
    /// The bleeding: 0 none, 1 spotting, 2 light, 3 medium, 4 heavy, 5 very heavy.
    pub bleeding: Option<f64>,
    /// Whether an LH test was positive.
    pub lh: bool,
    /// Whether there was sex or orgasm.
    pub intimacy: bool,
    /// Whether relief was tried.
    pub relief: bool,
    /// Whether a bout of pain was noted.
    pub episode: bool,
    /// Whether there was exertion.
    pub exertion: bool,
}

impl ChartDay {
    /// How much bleeding there was, where there was any: 1 spotting to 5 very heavy.
    pub fn flow(&self) -> Option<f64> {
        self.bleeding.filter(|flow| *flow > 0.0)
    }
}

/// The chart of the worst pain a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Chart {
    /// The last days of the span, recorded or not.
    pub days: Vec<ChartDay>,
}

impl Chart {
    pub(super) fn of(kept: &Kept, span: DateRange) -> Self {
        let [pain, bleeding, lh] =
            [Role::Pain, Role::Bleeding, Role::LhTest].map(|role| kept.role(role));
        let nothing = Day::default();
        let days = span.days().map(|date| {
            let day = kept.diary.day(date).unwrap_or(&nothing);
            let value = |item: &Item| day_value(day, item);
            let has = |kind: &str| day.timed().any(|entry| entry.kind.as_str() == kind);
            ChartDay {
                date,
                pain: value(pain),
                bleeding: value(bleeding),
                lh: day.answers(&lh.id).any(|answer| answer.is_present(lh)),
                intimacy: has("intimacy"),
                relief: has("relief"),
                episode: has("episode"),
                exertion: has("exertion"),
            }
        });
        Self {
            days: days.collect(),
        }
    }

    /// On how many days the pain is recorded.
    pub fn recorded(&self) -> usize {
        self.days.iter().filter(|day| day.pain.is_some()).count()
    }
}
