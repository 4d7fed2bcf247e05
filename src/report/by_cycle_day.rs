//! The worst pain by day of the cycle; by week where no cycle is kept.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::kept::Kept;
use super::middle::Middle;
use crate::diary::calendar::days_between;
use crate::diary::{DateRange, Role};
use crate::patterns::{Page, Question, Verdict};
use crate::words::patterns as telling;

/// Later days of a cycle are too few to compare: FIGO calls cycles of up to 38 days usual (FIGO
/// System 1, 2018).
const LAST_DAY: i64 = 38;

/// Fewer cycles make no course.
const LEAST: usize = 2;

/// The pain of some days of the cycle, or of a week.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ByDay {
    /// The day of the cycle, or the week of those that are drawn, from 1.
    pub at: i64,
    /// The worst pain, 0–10; how many it is of is the number of cycles, or of days.
    pub pain: Middle,
}

/// What is found beyond chance.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Found {
    /// When in the cycle, in words.
    pub when: String,
    /// The mean then, less that of the other days, in points of 0–10.
    pub difference: f64,
    /// The lower end of its 95 % interval.
    pub low: f64,
    /// The upper end of its 95 % interval.
    pub high: f64,
    /// In how many cycles it goes this way.
    pub same: usize,
    /// Of how many.
    pub of: usize,
}

/// The pain in its course.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Course {
    /// How many cycles it is of; 0 when it is by week.
    pub cycles: usize,
    /// Day by day, or week by week.
    pub points: Vec<ByDay>,
    /// What patterns found in the cycle, over the whole diary.
    pub found: Vec<Found>,
}

impl Course {
    pub(super) fn of(
        kept: &Kept,
        patterns: Option<&Page>,
        span: DateRange,
        drawn: DateRange,
    ) -> Self {
        let values = kept.values(span, kept.role(Role::Pain));
        let mut cycles = BTreeSet::new();
        let mut by_day: BTreeMap<i64, Vec<f64>> = BTreeMap::new();
        for (date, value) in &values {
            let Some(day) = kept.cycle_day(*date).filter(|day| *day <= LAST_DAY) else {
                continue;
            };
            let start = *date - chrono::Days::new(day.unsigned_abs() - 1);
            cycles.insert(start);
            by_day.entry(day).or_default().push(*value);
        }
        let by_cycle = cycles.len() >= LEAST;
        if !by_cycle {
            by_day.clear();
            for (date, value) in values.iter().filter(|(date, _)| drawn.contains(*date)) {
                let week = days_between(drawn.first, *date) / 7 + 1;
                by_day.entry(week).or_default().push(*value);
            }
        }
        let points = by_day.into_iter().filter_map(|(at, values)| {
            let pain = Middle::of(values)?;
            Some(ByDay { at, pain })
        });
        Self {
            cycles: if by_cycle { cycles.len() } else { 0 },
            points: points.collect(),
            found: match kept.cycles {
                Some(_) => patterns.map_or_else(Vec::new, |page| found(kept, page)),
                None => Vec::new(),
            },
        }
    }
}

/// The phases in which the worst pain is told to differ: patterns only, not what is found so far.
fn found(kept: &Kept, page: &Page) -> Vec<Found> {
    let pain = &kept.role(Role::Pain).id;
    let told = page.findings.iter().filter(|finding| {
        finding.item == *pain
            && finding.told_in.is_none()
            && finding.verdict >= Verdict::Pattern
            && matches!(finding.question, Question::Phase(_))
    });
    told.filter_map(|finding| {
        let estimate = finding.estimate?;
        Some(Found {
            when: telling::when(finding),
            difference: estimate.difference,
            low: estimate.low,
            high: estimate.high,
            same: estimate.same_sign,
            of: estimate.of,
        })
    })
    .collect()
}
