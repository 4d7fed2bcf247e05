//! Does a scale rise or fall over the months?
//!
//! Pain goes up and down in slow waves by itself, and half a wave looks like a rise. So the straight
//! line through all answered days is compared with the slow waves of the same diary: cosines of which
//! the line and the level are taken out. Where nothing rises, its size over theirs is a Student's t
//! with as many degrees of freedom as there are waves, whether a day is like the day before or not
//! (Müller, Journal of Business & Economic Statistics 2014; Lazarus et al., ibid. 2018: equally
//! weighted cosines).
//!
//! It fails where pain remembers for months: of a series of which half is like the day before by .97, a
//! page of six scales told a course in .28 [.22, .34] of 200 diaries over six cycles.

use std::f64::consts::PI;
use std::iter::zip;

use chrono::NaiveDate;

use super::adjust::beyond_chance;
use super::column::{GAP, Outcome};
use super::interval::t_inside;
use super::summary::Summary;
use super::table::Table;
use super::verdict::LEAST_DIFFERENCE;
use crate::diary::ItemId;

/// The course is looked at over stretches of this many days …
const STRETCH: usize = 28;

/// … of which so many are answered …
const LEAST_DAYS: usize = 10;

/// … from so many stretches on.
const LEAST_STRETCHES: usize = 3;

/// The shortest wave that the line is compared with, in days: longer than a cycle, and so long that
/// days as like the day before as .85 make it hardly smaller than the slowest.
const SHORTEST_WAVE: f64 = 42.0;

/// The most waves: with more, the shorter ones would outweigh those that are most like a line.
const MOST_WAVES: usize = 12;

/// The chance with which any course is told of a page on which there is none.
const LEVEL: f64 = 0.01;

/// A scale over the months.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// The scale.
    pub item: ItemId,
    /// The first day of each stretch of four weeks that is answered well enough, and its mean.
    pub stretches: Vec<(NaiveDate, f64)>,
    /// By how many points it rises in four weeks (straight line through the stretches).
    pub slope: f64,
    /// How many stretches there are from the first to the last, gaps included.
    span: usize,
}

impl Trend {
    /// By how many points it rises from the first stretch to the last.
    pub fn rise(&self) -> f64 {
        self.slope * (self.span - 1) as f64
    }

    /// How many weeks it is about.
    pub fn weeks(&self) -> usize {
        4 * self.span
    }
}

/// The scales that rise or fall over the months, by at least a point and beyond chance.
pub(super) fn trends<'a>(table: &Table, outcomes: impl Iterator<Item = &'a Outcome>) -> Vec<Trend> {
    let seen = outcomes.filter_map(|outcome| {
        let seen = described(table, outcome)?;
        let chance = match seen.rise().abs() >= LEAST_DIFFERENCE {
            true => chance(table, outcome),
            false => 1.0,
        };
        Some((seen, chance))
    });
    beyond_chance(seen.collect(), LEVEL)
}

/// How often chance alone gives a line as steep.
fn chance(table: &Table, outcome: &Outcome) -> f64 {
    let (Some(first), Some(last)) = (table.dates.first(), table.dates.last()) else {
        return 1.0;
    };
    let all = (*last - *first).num_days() as f64 + 1.0;
    let waves = (2.0 * all / SHORTEST_WAVE) as usize;
    let answered = zip(&table.dates, &outcome.scores).filter(|(_, score)| **score != GAP);
    let days: Vec<(f64, f64)> = answered
        .map(|(date, score)| {
            let passed = (*date - *first).num_days() as f64 + 0.5;
            (passed / all, f64::from(*score))
        })
        .collect();
    chance_of_line(&days, waves.min(MOST_WAVES))
}

/// The chance of the straight line in some days, from 0 to 1 with their scores, beside so many waves.
fn chance_of_line(days: &[(f64, f64)], waves: usize) -> f64 {
    let product = |a: &[f64], b: &[f64]| zip(a, b).map(|(a, b)| a * b).sum::<f64>();
    let scores: Vec<f64> = days.iter().map(|(_, score)| *score).collect();
    let shape = |number: usize, x: f64| match number {
        0 => 1.0,
        1 => x,
        _ => (PI * (number - 1) as f64 * x).cos(),
    };
    let mut known: Vec<Vec<f64>> = Vec::new();
    let mut sizes = Vec::new();
    for number in 0..waves + 2 {
        let mut new: Vec<f64> = days.iter().map(|(x, _)| shape(number, *x)).collect();
        // Twice: what rounding leaves of the first time would be taken for a wave.
        for known in known.iter().chain(&known) {
            let shared = product(&new, known);
            zip(&mut new, known).for_each(|(new, known)| *new -= shared * known);
        }
        let length = product(&new, &new).sqrt();
        // Few answered days hold no more waves.
        if length < 1e-6 {
            break;
        }
        new.iter_mut().for_each(|day| *day /= length);
        sizes.push(product(&new, &scores));
        known.push(new);
    }
    match &sizes[..] {
        [_, line, waves @ ..] if !waves.is_empty() => {
            let usual = (product(waves, waves) / waves.len() as f64).sqrt();
            1.0 - t_inside((line / usual).abs(), waves.len())
        }
        _ => 1.0,
    }
}

/// A scale over the months, once there are a few.
fn described(table: &Table, outcome: &Outcome) -> Option<Trend> {
    let first = *table.dates.first()?;
    let stretch = |date: &NaiveDate| (*date - first).num_days() as usize / STRETCH;
    let rows: Vec<(usize, NaiveDate, i8)> = table
        .dates
        .iter()
        .zip(&outcome.scores)
        .map(|(date, score)| (stretch(date), *date, *score))
        .collect();
    let stretches: Vec<(usize, NaiveDate, f64)> = rows
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|rows| {
            let answered = rows.iter().filter(|(.., score)| *score != GAP);
            let summary = Summary::of(answered.map(|(.., score)| f64::from(*score)))?;
            let (at, date, _) = rows.first()?;
            (summary.days >= LEAST_DAYS).then_some((*at, *date, summary.mean))
        })
        .collect();
    if stretches.len() < LEAST_STRETCHES {
        return None;
    }
    Some(Trend {
        item: outcome.item.clone(),
        slope: slope(
            &stretches
                .iter()
                .map(|(at, _, y)| (*at as f64, *y))
                .collect::<Vec<_>>(),
        ),
        span: stretches.last()?.0 - stretches.first()?.0 + 1,
        stretches: stretches
            .into_iter()
            .map(|(_, date, mean)| (date, mean))
            .collect(),
    })
}

/// The slope of the straight line through some points with different x (least squares).
fn slope(points: &[(f64, f64)]) -> f64 {
    let n = points.len() as f64;
    let (x, y) = points
        .iter()
        .fold((0.0, 0.0), |(sx, sy), (x, y)| (sx + x / n, sy + y / n));
    let (shared, own) = points.iter().fold((0.0, 0.0), |(shared, own), (px, py)| {
        (shared + (px - x) * (py - y), own + (px - x).powi(2))
    });
    shared / own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_line_has_its_slope() {
        assert!((slope(&[(0.0, 1.0), (2.0, 2.0), (6.0, 4.0)]) - 0.5).abs() < 1e-12);
    }
}
