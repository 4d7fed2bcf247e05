//! Questions that are asked as one, so that together they have one chance of a false claim.

use super::column::{Event, MAX_LAG, Outcome};
use super::event::{self, Block};
use super::part::Part;
use super::phase::{self, Placed};
use super::question::{Chance, Lack, Missing, Question, Unjudged};
use super::rotation::chances;
use super::rotation_table::RotationTable;
use super::seen::Seen;
use super::table::Table;
use super::timing::Phase;
use super::verdict::{EVENT_LEVEL, LEAST_COMPARISON, LEAST_CYCLES, LEAST_EVENTS};

/// Is a scale different in each part of the cycle?
///
/// What stands out most is claimed first. A phase in which it hurts makes all others look "lower", and
/// a second one look like nothing; so the days of what is claimed are taken out, and the rest is asked
/// again, as long as something is claimed. Each time it is one family of which nothing is yet known to
/// be true, so the chance of any false claim stays what it is.
pub(super) fn phases(
    table: &Table,
    cycles: &[Placed<'_>],
    outcome: &Outcome,
    level: f64,
) -> Vec<Unjudged> {
    let mut claimed: Vec<Phase> = Vec::new();
    let mut told: Vec<Unjudged> = Vec::new();
    let mut before: Vec<Unjudged> = Vec::new();
    let mut least: f64 = 0.0;
    loop {
        let looks = phase::look(table, cycles, outcome, &claimed).into_iter();
        let questions = looks.map(|(part, seen)| (Question::Phase(part), part.weight(), seen));
        let mut asked = test(outcome, questions.collect(), level);
        for question in &mut asked {
            // What is asked later is no surer than what had to be claimed before.
            if let Some(chance) = &mut question.chance {
                chance.p_adjusted = chance.p_adjusted.max(least);
            }
        }
        // With days taken out there can be too little left to ask: the first answer stands.
        for question in &mut asked {
            if question.chance.is_none()
                && let Some(at) = before
                    .iter()
                    .position(|of| of.question == question.question)
            {
                *question = before.swap_remove(at);
            }
        }
        let Some(at) = most_extreme(&asked, level) else {
            told.extend(asked);
            break;
        };
        let found = asked.swap_remove(at);
        let Question::Phase(part) = found.question else {
            break;
        };
        least = found.chance.map_or(least, |chance| chance.p_adjusted);
        claimed.push(part.phase());
        let (kin, rest): (Vec<_>, Vec<_>) = asked.into_iter().partition(
            |of| matches!(of.question, Question::Phase(of) if of.phase() == part.phase()),
        );
        told.extend(kin.into_iter().map(|of| Unjudged {
            told_in: Some(found.question.clone()),
            ..of
        }));
        told.push(found);
        before = rest;
    }
    let order = |of: &Unjudged| {
        Part::ALL
            .iter()
            .position(|part| of.question == Question::Phase(*part))
    };
    told.sort_by_key(order);
    told
}

/// Is a scale different 1, 2, 3 days after events that lie within each other? They ask much the same,
/// so what stands out most tells for all.
pub(super) fn events(
    table: &Table,
    blocks: &[Block],
    outcome: &Outcome,
    events: &[&Event],
) -> Vec<Unjudged> {
    let questions = events.iter().flat_map(|event| {
        (1..=MAX_LAG).map(|lag| {
            let question = Question::Event {
                event: event.id.clone(),
                phrase: event.phrase.clone(),
                kin: event.kin.clone(),
                lag: lag as u8,
            };
            let seen = event::look(table, blocks, outcome, event, lag);
            (question, 1.0, seen)
        })
    });
    let mut asked = test(outcome, questions.collect(), EVENT_LEVEL);
    if let Some(at) = most_extreme(&asked, EVENT_LEVEL) {
        let found = asked[at].question.clone();
        for question in asked.iter_mut().filter(|of| of.question != found) {
            question.told_in = question.chance.map(|_| found.clone());
        }
    }
    asked
}

/// Which of those that would be told stands out most; of equals the last: the whole phase, which its
/// part is where it is short, and the narrower event, which the wider one is where it was never else.
fn most_extreme(asked: &[Unjudged], level: f64) -> Option<usize> {
    let told = (0..asked.len()).filter(|at| asked[*at].is_told(level));
    let z = |at: usize| asked[at].chance.map_or(0.0, |chance| chance.z);
    told.reduce(|best, at| if z(at) >= z(best) { at } else { best })
}

/// Puts the questions of a family to the test, those for which there is enough. Each has a share of the
/// chance of a false claim, `level`, in proportion to its weight.
fn test(outcome: &Outcome, family: Vec<(Question, f64, Seen)>, level: f64) -> Vec<Unjudged> {
    let mut tables: Vec<(usize, f64, RotationTable)> = Vec::new();
    let mut asked: Vec<Unjudged> = Vec::new();
    for (question, weight, seen) in family {
        let mut missing = missing(&question, &seen);
        if missing.is_empty() {
            match seen.rotations() {
                Some(table) => tables.push((asked.len(), weight, table)),
                None => missing.push(Missing {
                    what: Lack::Variation,
                    have: 1,
                    need: 2,
                }),
            }
        }
        asked.push(Unjudged {
            question,
            item: outcome.item.clone(),
            seen,
            missing,
            chance: None,
            told_in: None,
        });
    }
    let whole: f64 = tables.iter().map(|(_, weight, _)| weight).sum();
    let shares: Vec<f64> = tables.iter().map(|(_, weight, _)| weight / whole).collect();
    let turned = chances(
        &tables.iter().map(|(.., table)| table).collect::<Vec<_>>(),
        &shares,
    );
    for (at, (question, _, table)) in tables.iter().enumerate() {
        asked[*question].chance = Some(Chance {
            spread: table.spread(),
            z: table.z(),
            p: turned.alone[at],
            p_adjusted: turned.stepped[at],
            level: level * shares[at],
        });
    }
    asked
}

/// What there is too little of.
fn missing(question: &Question, seen: &Seen) -> Vec<Missing> {
    let cycles = (Lack::Cycles, seen.logged, LEAST_CYCLES);
    let comparison = (Lack::Comparison, seen.comparison, LEAST_COMPARISON);
    let needs = match question {
        // The days are not looked at before there are cycles.
        Question::Phase(_) if seen.logged < LEAST_CYCLES => vec![cycles],
        Question::Phase(_) => vec![(Lack::Phase, seen.units.len(), LEAST_CYCLES), comparison],
        // Nor are the times before there are days without.
        Question::Event { .. } if seen.without < LEAST_COMPARISON => {
            vec![(Lack::Without, seen.without, LEAST_COMPARISON)]
        }
        Question::Event { .. } => vec![
            (Lack::Events, seen.dots.len(), LEAST_EVENTS),
            (Lack::Spread, seen.units.len(), LEAST_CYCLES),
            comparison,
        ],
    };
    let lacking = needs.into_iter().filter(|(_, have, need)| have < need);
    lacking
        .map(|(what, have, need)| Missing { what, have, need })
        .collect()
}
