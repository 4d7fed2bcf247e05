//! Questions that are asked as one, so that together they have one chance of a false claim.

use super::column::{Event, MAX_LAG, Outcome};
use super::event::{self, Block};
use super::part::Part;
use super::phase::{self, Placed};
use super::question::{Chance, Lack, Missing, Question, Unjudged};
use super::rotation::{ROTATIONS, chances};
use super::rotation_table::RotationTable;
use super::seen::Seen;
use super::table::Table;
use super::timing::{PartsAsked, Phase};
use super::verdict::{EVENT_LEVEL, LEAST_COMPARISON, LEAST_CYCLES, LEAST_EVENTS};
use crate::diary::WorseEnd;

/// A phase is settled once none of so many rotations was as extreme: its chance is then small enough
/// beside ten other scales, too (1 in 2,000, ten times).
const ENOUGH: u32 = 1_999;

/// By how much a change for the worse comes before one for the better: as if it were 20 times as likely
/// (ln 20). With two bad phases the one between them looks lowest of all: in 500 made-up diaries with a
/// rise of 2 points mid-cycle and in the week before the period both were found in .88, and something
/// else told in .07; in .84 and .15 when nothing came first. Were the worse always first, something else
/// would be told beside a true fall before the period in .21; as it is in .09.
const WORSE: f64 = 3.0;

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
    asked: PartsAsked,
    level: f64,
) -> Vec<Unjudged> {
    let ask = |claimed: &[Phase]| {
        let looks = phase::look(table, cycles, outcome, asked, claimed).into_iter();
        let questions = looks.map(|(part, seen)| (Question::Phase(part), part.weight(), seen));
        test(outcome, questions.collect(), level, ENOUGH)
    };
    let (mut claimed, mut told) = (Vec::new(), Vec::new());
    let mut rest = ask(&[]);
    let mut least: f64 = 0.0;
    // Which phase: shares count. Whether the whole of it or a part: the days alone.
    let worse = |of: &Unjudged| match outcome.worse {
        Some(WorseEnd::High) => of.seen.difference() > 0.0,
        Some(WorseEnd::Low) => of.seen.difference() < 0.0,
        None => false,
    };
    let rank = |of: &Unjudged, chance: Chance| chance.rank + if worse(of) { WORSE } else { 0.0 };
    while let Some(found) = most_extreme(&rest, level, rank).and_then(phase) {
        let (mut kin, others): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|of| phase(of) == Some(found));
        let tells = tell_once(&mut kin, level);
        let chances = kin.iter().filter(|of| of.told_in.is_none());
        let chances = chances.filter_map(|of| Some(of.chance?.p_adjusted));
        // What is asked later is no surer than what had to be claimed before.
        least = chances.fold(least, f64::max);
        told.extend(kin);
        claimed.push(found);
        rest = ask(&claimed);
        for chance in rest.iter_mut().filter_map(|of| of.chance.as_mut()) {
            chance.p_adjusted = chance.p_adjusted.max(least);
        }
        // Where too few days are left to ask again, what is claimed tells of them, too.
        for before in others.into_iter().filter(|of| of.chance.is_some()) {
            let same = |of: &Unjudged| of.question == before.question && of.chance.is_none();
            if let Some(at) = rest.iter().position(same) {
                rest.swap_remove(at);
                told.push(Unjudged {
                    told_in: tells.clone(),
                    ..before
                });
            }
        }
    }
    told.extend(rest);
    let place = |of: &Unjudged| {
        let is = |part: &Part| of.question == Question::Phase(*part);
        Part::ALL.iter().position(is)
    };
    told.sort_by_key(place);
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
                kin: events[0].id.clone(),
                lag: lag as u8,
            };
            let seen = event::look(table, blocks, outcome, event, lag);
            (question, 1.0, seen)
        })
    });
    // Beside many other families a chance has to be small.
    let mut asked = test(outcome, questions.collect(), EVENT_LEVEL, ROTATIONS);
    tell_once(&mut asked, EVENT_LEVEL);
    asked
}

/// The phase a question is about, or about a part of.
fn phase(asked: &Unjudged) -> Option<Phase> {
    match asked.question {
        Question::Phase(part) => Some(part.phase()),
        Question::Event { .. } => None,
    }
}

/// Of questions that ask much the same, what stands out most tells for all: the question that does.
fn tell_once(asked: &mut [Unjudged], level: f64) -> Option<Question> {
    let most = most_extreme(asked, level, |_, chance| chance.z);
    let tells = most.map(|of| of.question.clone())?;
    for question in asked.iter_mut().filter(|of| of.question != tells) {
        question.told_in = question.chance.map(|_| tells.clone());
    }
    Some(tells)
}

/// Which of those that would be told stands out most; of equals the last: the whole phase, which its
/// part is where it is short, and the narrower event, which the wider one is where it was never else.
fn most_extreme(
    asked: &[Unjudged],
    level: f64,
    measure: impl Fn(&Unjudged, Chance) -> f64,
) -> Option<&Unjudged> {
    let told = asked.iter().filter(|of| of.is_told(level));
    let measured = told.filter_map(|of| Some((measure(of, of.chance?), of)));
    let most = measured.max_by(|(a, _), (b, _)| a.total_cmp(b));
    most.map(|(_, of)| of)
}

/// Puts the questions of a family to the test, those for which there is enough. Each has a share of the
/// chance of a false claim, `level`, in proportion to its weight.
fn test(
    outcome: &Outcome,
    family: Vec<(Question, f64, Seen)>,
    level: f64,
    enough: u32,
) -> Vec<Unjudged> {
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
        enough,
    );
    // A real difference is told by whichever of those that ask nearly the same stands out, so it has half of
    // their shares, too: with none of them, or all, what is said is up to .10 off what is missed.
    let nearly = |at: usize| -> f64 {
        let own = &asked[tables[at].0].question;
        let same = tables.iter().zip(&shares);
        let same = same.filter(|((of, ..), _)| own.asks_nearly(&asked[*of].question));
        0.5 * (shares[at] + same.map(|(_, share)| share).sum::<f64>())
    };
    let levels: Vec<f64> = (0..tables.len()).map(|at| level * nearly(at)).collect();
    for (at, (question, _, table)) in tables.iter().enumerate() {
        asked[*question].chance = Some(Chance {
            interval: asked[*question].seen.interval(),
            spread: table.spread(),
            z: table.z(),
            rank: turned.ranks[at],
            p: turned.alone[at],
            p_adjusted: turned.stepped[at],
            level: levels[at],
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
