//! Plain descriptions: the days of the week, and the course over the months. Nothing is claimed.

use chrono::{Datelike, NaiveDate};

use super::column::{GAP, Outcome};
use super::summary::Summary;
use super::table::Table;
use crate::diary::ItemId;

/// Each day of the week is described from this many answers on.
const LEAST_ANSWERS: usize = 4;

/// The course is described over stretches of this many days …
const STRETCH: usize = 28;

/// … of which so many are answered …
const LEAST_DAYS: usize = 10;

/// … from so many stretches on.
const LEAST_STRETCHES: usize = 3;

/// A scale by the day of the week.
#[derive(Debug, Clone, PartialEq)]
pub struct Weekdays {
    /// The scale.
    pub item: ItemId,
    /// Monday to Sunday; none on a day that was never answered.
    pub days: [Option<Summary>; 7],
}

impl Weekdays {
    /// The mean of each day, counted from Monday as 0.
    pub fn means(&self) -> impl Iterator<Item = (usize, f64)> {
        self.days
            .iter()
            .enumerate()
            .filter_map(|(day, summary)| Some((day, (*summary)?.mean)))
    }
}

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
    /// How many weeks it is about.
    pub fn weeks(&self) -> usize {
        4 * self.span
    }
}

/// A scale by the day of the week, once every day has a few answers.
pub(super) fn weekdays(table: &Table, outcome: &Outcome) -> Option<Weekdays> {
    let mut scores: [Vec<f64>; 7] = Default::default();
    for (date, score) in table.dates.iter().zip(&outcome.scores) {
        if *score != GAP {
            scores[date.weekday().num_days_from_monday() as usize].push(f64::from(*score));
        }
    }
    if scores.iter().any(|day| day.len() < LEAST_ANSWERS) {
        return None;
    }
    Some(Weekdays {
        item: outcome.item.clone(),
        days: scores.map(|day| Summary::of(day.into_iter())),
    })
}

/// A scale over the months, once there are a few.
pub(super) fn trend(table: &Table, outcome: &Outcome) -> Option<Trend> {
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
