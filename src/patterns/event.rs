//! Is a scale higher in the days after an event?
//!
//! What happens on better days would seem to do good the day after. So the day after an event is
//! compared with the days after other days that were *as bad*, bleeding or not, and at the weekend or
//! not (strata): what happens at weekends would seem to do what weekends do. The same day is never
//! compared: the order within a day is not known.

use std::ops::Range;

use super::column::{Event, GAP, Outcome, Status};
use super::phase::Placed;
use super::scores::Counts;
use super::seen::{Dot, Seen, Unit};
use super::table::Table;
use crate::diary::DateRange;

/// Days where there is no cycle are turned in stretches of this length.
const STRETCH: usize = 28;

/// How many strata there are: seven of the score, with bleeding or without, at the weekend or not.
pub(super) const STRATA: usize = 28;

/// The stratum of a row: the scale's score on that day, {0, 1, 2, 3, 4–5, 6–7, 8–10}, bleeding or not,
/// a Saturday or Sunday or not.
pub(super) fn stratum(table: &Table, row: usize, score: i8) -> usize {
    2 * level(score, table.bleeding[row]) + usize::from(table.weekend[row])
}

fn level(score: i8, bleeding: bool) -> usize {
    let level = match score {
        ..=3 => score.max(0) as usize,
        4..=5 => 4,
        6..=7 => 5,
        _ => 6,
    };
    2 * level + usize::from(bleeding)
}

/// A stretch of days within which events are turned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub rows: Range<usize>,
    /// Whether it is a cycle.
    pub cycle: bool,
}

/// Every row in its block: the cycles, and between them stretches of 28 days. What is left of a
/// stretch joins the one before when it is short.
pub(super) fn blocks(table: &Table, cycles: &[Placed<'_>]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    let own = cycles.iter().filter(|placed| !placed.cycle.excluded);
    for Placed { rows, .. } in own {
        stretches(table, at..rows.start, &mut blocks);
        blocks.push(Block {
            rows: rows.clone(),
            cycle: true,
        });
        at = rows.end;
    }
    stretches(table, at..table.dates.len(), &mut blocks);
    blocks
}

fn stretches(table: &Table, rows: Range<usize>, blocks: &mut Vec<Block>) {
    let mut start = rows.start;
    while start < rows.end {
        // A gap too long for rows ends a stretch, too.
        let whole = (start + 1..rows.end)
            .find(|row| table.dates[*row] - table.dates[row - 1] > chrono::TimeDelta::days(1))
            .unwrap_or(rows.end);
        let left = whole - start;
        let length = if left < STRETCH + STRETCH / 2 {
            left
        } else {
            STRETCH
        };
        blocks.push(Block {
            rows: start..start + length,
            cycle: false,
        });
        start += length;
    }
}

/// A day of which everything is known: whether the event happened, its stratum, the score after.
#[derive(Debug, Clone, Copy)]
struct Known {
    row: usize,
    stratum: usize,
    event: bool,
    after: i8,
}

/// The days of one stratum, and the sum of the scores after them.
#[derive(Debug, Clone, Copy, Default)]
struct Side {
    days: i64,
    sum: i64,
}

impl Side {
    fn mean(self) -> f64 {
        self.sum as f64 / self.days as f64
    }
}

/// The days of one stratum, with the event and without.
#[derive(Debug, Clone, Copy, Default)]
struct Stratum {
    with: Side,
    without: Side,
}

impl Stratum {
    fn holds_both(&self) -> bool {
        self.with.days > 0 && self.without.days > 0
    }

    /// The mean of all its days, with the event or without.
    fn mean(&self) -> f64 {
        (self.with.sum + self.without.sum) as f64 / (self.with.days + self.without.days) as f64
    }

    /// n₁n₀/n: what a difference of one point adds to the statistic.
    fn information(&self) -> f64 {
        let (with, without) = (self.with.days as f64, self.without.days as f64);
        with * without / (with + without)
    }
}

/// All strata of some days.
#[derive(Debug, Clone, Copy, Default)]
struct Strata([Stratum; STRATA]);

impl Strata {
    /// Takes days in (`times` 1) or out (-1).
    fn count(&mut self, days: &[Known], times: i64) {
        for day in days {
            let stratum = &mut self.0[day.stratum];
            let side = if day.event {
                &mut stratum.with
            } else {
                &mut stratum.without
            };
            side.days += times;
            side.sum += times * i64::from(day.after);
        }
    }

    /// Σ n₁ (mean with − mean without) / Σ n₁ over the strata that hold both.
    fn difference(&self) -> Option<f64> {
        let (mut events, mut sum) = (0, 0.0);
        for stratum in self.0.iter().filter(|stratum| stratum.holds_both()) {
            events += stratum.with.days;
            sum += stratum.with.sum as f64 - stratum.with.days as f64 * stratum.without.mean();
        }
        (events > 0).then(|| sum / events as f64)
    }
}

/// The days of which everything is known, block by block, and where each block ends among them.
fn known(
    table: &Table,
    blocks: &[Block],
    outcome: &Outcome,
    event: &Event,
    lag: usize,
) -> (Vec<Known>, Vec<usize>) {
    let mut days: Vec<Known> = Vec::with_capacity(table.dates.len());
    let mut ends: Vec<usize> = Vec::with_capacity(blocks.len());
    for block in blocks {
        days.extend(block.rows.clone().filter_map(|row| {
            let (now, after) = (outcome.scores[row], *outcome.scores.get(row + lag)?);
            let known = event.days[row] != Status::Unknown && now != GAP && after != GAP;
            known.then(|| Known {
                row,
                stratum: stratum(table, row, now),
                event: event.days[row] == Status::Yes,
                after,
            })
        }));
        ends.push(days.len());
    }
    (days, ends)
}

/// Looks at the days `lag` days after an event.
///
/// The difference is the mean, over the events, of the score after the event less the mean after
/// the other days of its stratum.
///
/// The statistic that is turned is the sum, over the events, of the score after the event less the
/// mean of *all* days of its stratum. That sum is Σ n₁n₀/n · (mean with − mean without) over the
/// strata: the difference again, each stratum weighted by what it can tell, and nothing from strata
/// without events or without others. Because the means of the strata do not change when events are
/// turned, a block's term is one number a rotation.
pub(super) fn look(
    table: &Table,
    blocks: &[Block],
    outcome: &Outcome,
    event: &Event,
    lag: usize,
) -> Seen {
    let (days, ends) = known(table, blocks, outcome, event, lag);
    let mut strata = Strata::default();
    strata.count(&days, 1);
    let mut scores = [[Counts::default(); 2]; STRATA];
    for day in &days {
        scores[day.stratum][usize::from(day.event)].add(day.after);
    }
    let mut seen = Seen {
        without: days.iter().filter(|day| !day.event).count(),
        visible: 1.0,
        cycles: true,
        ..Seen::default()
    };
    for (stratum, [without, with]) in strata.0.iter().zip(&scores) {
        if stratum.holds_both() {
            seen.comparison += without.days();
            seen.information += stratum.information();
            seen.pairs.add(with, without);
        }
    }

    let (mut residuals, mut events) = (Vec::new(), Vec::new());
    let mut start = 0;
    for (place, (block, end)) in blocks.iter().zip(&ends).enumerate() {
        let days = &days[start..*end];
        start = *end;
        let before = seen.dots.len();
        let matched = days
            .iter()
            .filter(|day| day.event && strata.0[day.stratum].holds_both());
        seen.dots.extend(matched.map(|day| Dot {
            days: DateRange::new(table.dates[day.row], table.dates[day.row]),
            inside: f64::from(day.after),
            outside: strata.0[day.stratum].without.mean(),
        }));
        let dots = &seen.dots[before..];
        if !dots.is_empty() {
            let sum: f64 = dots.iter().map(Dot::difference).sum();
            seen.units.push(Unit {
                difference: sum / dots.len() as f64,
                cases: dots.len(),
            });
            seen.cycles &= block.cycle;
            strata.count(days, -1);
            seen.left_out.extend(strata.difference());
            strata.count(days, 1);
        }
        events.clear();
        events.extend((0..days.len()).filter(|at| days[*at].event));
        // Where every day or none has the event, turning changes nothing.
        if !events.is_empty() && events.len() < days.len() {
            residuals.clear();
            let residual = |day: &Known| f64::from(day.after) - strata.0[day.stratum].mean();
            // Gone through twice, so that the first days follow the last.
            residuals.extend(days.iter().chain(days).map(residual));
            let term = |turn: usize| events.iter().map(|at| residuals[at + turn]).sum::<f64>();
            seen.terms.push(place, (0..days.len()).map(term));
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::phase::placed;
    use super::super::table::is_weekend;
    use super::super::timing::Timing;
    use super::*;

    const DAY: Option<chrono::NaiveDate> = chrono::NaiveDate::from_ymd_opt(2025, 1, 6);

    /// A table of some days with an event and bleeding on some.
    fn table(scores: &[i8], events: &[Status]) -> (Table, Outcome, Event) {
        let dates: Vec<_> = DAY.unwrap().iter_days().take(scores.len()).collect();
        let table = Table {
            weekend: dates.iter().map(is_weekend).collect(),
            dates,
            logged: vec![true; scores.len()],
            bleeding: (0..scores.len()).map(|day| day % 5 == 0).collect(),
            ..Table::default()
        };
        let outcome = Outcome {
            item: "pain".into(),
            worse: None,
            scores: scores.into(),
        };
        let event = Event {
            id: String::new(),
            phrase: String::new(),
            item: None,
            kin: String::new(),
            timed: true,
            days: events.into(),
            since: Vec::new(),
        };
        (table, outcome, event)
    }

    #[test]
    fn strata_are_those_of_the_score() {
        let levels: Vec<usize> = (0..=10).map(|score| level(score, false) / 2).collect();
        assert_eq!(levels, [0, 1, 2, 3, 4, 4, 5, 5, 6, 6, 6]);
        // Monday, 6 January 2025, and the Saturday after; every fifth day bleeds.
        let (table, ..) = table(&[0; 7], &[Status::No; 7]);
        assert_eq!(stratum(&table, 0, 10), STRATA - 2);
        assert_eq!(stratum(&table, 5, 10), STRATA - 1);
        assert_eq!(stratum(&table, 6, 0), 1);
    }

    #[test]
    fn days_without_cycles_lie_in_stretches_of_four_weeks() {
        let (table, ..) = table(&[0; 80], &[Status::No; 80]);
        let blocks = blocks(&table, &placed(&Timing::default(), &table));
        let lengths: Vec<usize> = blocks.iter().map(|block| block.rows.len()).collect();
        assert_eq!(lengths, [28, 28, 24]);
        assert!(blocks.iter().all(|block| !block.cycle));
    }

    fn days() -> impl Strategy<Value = (Vec<i8>, Vec<Status>)> {
        let status = prop_oneof![Just(Status::No), Just(Status::Yes), Just(Status::Unknown)];
        prop::collection::vec((prop_oneof![Just(GAP), 0_i8..=10], status), 30..120)
            .prop_map(|days| days.into_iter().unzip())
    }

    proptest! {
        /// The difference is the mean over the events, and the statistic at no rotation is what its
        /// documentation says, both worked out day by day.
        #[test]
        fn differences_are_within_strata((scores, events) in days()) {
            let (table, outcome, event) = table(&scores, &events);
            let blocks = blocks(&table, &[]);
            let seen = look(&table, &blocks, &outcome, &event, 1);
            let known: Vec<(usize, bool, f64)> = (0..scores.len() - 1)
                .filter(|day| scores[*day] != GAP && scores[day + 1] != GAP)
                .filter(|day| events[*day] != Status::Unknown)
                .map(|day| {
                    let stratum = stratum(&table, day, scores[day]);
                    (stratum, events[day] == Status::Yes, f64::from(scores[day + 1]))
                })
                .collect();
            let mean = |of: usize, which: &dyn Fn(bool) -> bool| {
                let own = known.iter().filter(|(s, e, _)| *s == of && which(*e));
                let (n, sum) = own.fold((0.0, 0.0), |(n, sum), (.., y)| (n + 1.0, sum + y));
                (n > 0.0).then(|| sum / n)
            };
            let with = known.iter().filter(|(_, event, _)| *event);
            let differences: Vec<f64> = with
                .clone()
                .filter_map(|(stratum, _, after)| Some(after - mean(*stratum, &|e| !e)?))
                .collect();
            prop_assert_eq!(seen.dots.len(), differences.len());
            if !differences.is_empty() {
                let expected = differences.iter().sum::<f64>() / differences.len() as f64;
                prop_assert!((seen.difference() - expected).abs() < 1e-9);
            }
            let statistic: f64 =
                with.map(|(stratum, _, after)| after - mean(*stratum, &|_| true).unwrap()).sum();
            // Blocks in which every known day is an event are not turned.
            let turned: f64 = seen.terms.own().sum();
            let all_turned = blocks.iter().all(|block| {
                let days = || block.rows.clone().filter(|day| *day + 1 < scores.len())
                    .filter(|day| scores[*day] != GAP && scores[day + 1] != GAP);
                days().any(|day| events[day] == Status::No)
            });
            if all_turned {
                prop_assert!((turned - statistic).abs() < 1e-9, "{turned} {statistic}");
            }
        }
    }
}
