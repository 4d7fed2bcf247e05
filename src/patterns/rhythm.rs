//! Does a scale follow the days of the week?
//!
//! Looked at is how far each score is from the mean of the week around it, so that neither the course
//! over the months nor the cycle is in it. What chance does is seen by turning the weekdays: in each
//! stretch of a few weeks their names move on by a number of days of its own (a rotation test), and
//! the most extreme of the seven days stands for all.

use std::iter::zip;

use chrono::Datelike;

use super::adjust::beyond_chance;
use super::column::{GAP, Outcome};
use super::rotation::{ROTATIONS, chances};
use super::rotation_table::{RotationTable, Terms};
use super::summary::Summary;
use super::table::Table;
use super::verdict::LEAST_DIFFERENCE;
use crate::diary::ItemId;

/// Each day of the week is looked at from this many answers on.
const LEAST_ANSWERS: usize = 4;

/// The week around a day is known when so many of its days are answered.
const LEAST_AROUND: usize = 4;

/// Weekdays are turned in so many stretches, if that leaves each of them …
const STRETCHES: usize = 6;

/// … so many weeks: shorter ones would take the likeness of neighbouring days for a rhythm, longer
/// ones are not needed.
const WEEKS: (usize, usize) = (2, 4);

/// The chance with which any rhythm is told of a page on which there is none.
const LEVEL: f64 = 0.025;

/// A scale by the day of the week.
#[derive(Debug, Clone, PartialEq)]
pub struct Weekdays {
    /// The scale.
    pub item: ItemId,
    /// Monday to Sunday.
    pub days: [Summary; 7],
}

impl Weekdays {
    /// The day with the highest mean, counted from Monday as 0, and that mean.
    pub fn highest(&self) -> (usize, f64) {
        self.furthest(1.0)
    }

    /// The day with the lowest mean, and that mean.
    pub fn lowest(&self) -> (usize, f64) {
        self.furthest(-1.0)
    }

    fn furthest(&self, way: f64) -> (usize, f64) {
        let means = self.days.iter().map(|day| day.mean).enumerate();
        let first = (0, self.days[0].mean);
        means.fold(first, |best, day| match way * (day.1 - best.1) > 0.0 {
            true => day,
            false => best,
        })
    }
}

/// The scales that follow the days of the week, by at least a point and beyond chance.
pub(super) fn weekdays<'a>(
    table: &Table,
    outcomes: impl Iterator<Item = &'a Outcome>,
) -> Vec<Weekdays> {
    let seen = outcomes.filter_map(|outcome| {
        let seen = described(table, outcome)?;
        let is_large = seen.highest().1 - seen.lowest().1 >= LEAST_DIFFERENCE;
        let chance = match is_large {
            true => chance(table, outcome),
            false => 1.0,
        };
        Some((seen, chance))
    });
    beyond_chance(seen.collect(), LEVEL)
}

/// Whether a scale still follows the days of the week by the scores that are left when days of the cycle are
/// taken out: in cycles of whole weeks these come on the same weekdays.
pub(super) fn is_left(table: &Table, outcome: &Outcome, scores: &[i8]) -> bool {
    let left = Outcome {
        scores: scores.to_vec(),
        ..outcome.clone()
    };
    !weekdays(table, std::iter::once(&left)).is_empty()
}

/// A scale by the day of the week, once every day has a few answers.
fn described(table: &Table, outcome: &Outcome) -> Option<Weekdays> {
    let mut scores: [Vec<f64>; 7] = Default::default();
    for (date, score) in zip(&table.dates, &outcome.scores) {
        if *score != GAP {
            scores[date.weekday().num_days_from_monday() as usize].push(f64::from(*score));
        }
    }
    if scores.iter().any(|day| day.len() < LEAST_ANSWERS) {
        return None;
    }
    let days: Option<Vec<Summary>> = scores
        .map(|day| Summary::of(day.into_iter()))
        .into_iter()
        .collect();
    Some(Weekdays {
        item: outcome.item.clone(),
        days: days?.try_into().ok()?,
    })
}

/// How often chance alone makes one weekday as different from the others.
fn chance(table: &Table, outcome: &Outcome) -> f64 {
    let sums = sums(table, &outcome.scores);
    let weekday = |day: usize| {
        let mut terms = Terms::default();
        for (place, sums) in sums.iter().enumerate() {
            terms.push(place, (0..7).map(|turn| sums[(day + turn) % 7]));
        }
        RotationTable::new(&terms)
    };
    let tables: Vec<RotationTable> = (0..7).filter_map(weekday).collect();
    let tables: Vec<&RotationTable> = tables.iter().collect();
    let turned = chances(&tables, &vec![1.0; tables.len()], ROTATIONS);
    turned.stepped.into_iter().fold(1.0, f64::min)
}

/// For each stretch the sum, by weekday, of how far scores are from the week around them.
fn sums(table: &Table, scores: &[i8]) -> Vec<[f64; 7]> {
    let (least, most) = WEEKS;
    let weeks = (scores.len() / 7 / STRETCHES).clamp(least, most);
    let first = table.dates.first();
    let stretch = |row: usize| {
        let days = first.map_or(0, |first| (table.dates[row] - *first).num_days());
        days as usize / (7 * weeks)
    };
    let rows: Vec<usize> = (0..scores.len()).collect();
    let of_each = rows.chunk_by(|a, b| stretch(*a) == stretch(*b));
    of_each
        .map(|rows| {
            let mut sums = [0.0; 7];
            for row in rows {
                let weekday = table.dates[*row].weekday().num_days_from_monday();
                sums[weekday as usize] += off(scores, *row).unwrap_or(0.0);
            }
            sums
        })
        .collect()
}

/// How far a score is from the mean of the week around it.
fn off(scores: &[i8], row: usize) -> Option<f64> {
    let answered = |score: &i8| (*score != GAP).then(|| f64::from(*score));
    let own = answered(&scores[row])?;
    let week = scores.get(row.checked_sub(3)?..row + 4)?;
    let around = Summary::of(week.iter().filter_map(answered))?;
    (around.days >= LEAST_AROUND).then_some(own - around.mean)
}
