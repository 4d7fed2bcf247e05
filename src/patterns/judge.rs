//! Judges all questions of a page beside each other, and ranks them.

use super::adjust::{false_discovery, selection};
use super::finding::{Basis, Finding};
use super::power::Design;
use super::question::{Question, Unjudged};
use super::verdict::{EVENT_LEVEL, Estimate, PATTERN_LEVEL, Verdict, verdict};
use crate::diary::ItemId;

/// Turns questions, by task, into ranked findings.
///
/// The phases of the main scale are a family by themselves; those of all other scales share one
/// more chance of a false claim; the events share a third.
pub(super) fn judge(asked: Vec<Vec<Unjudged>>, main: &ItemId) -> Vec<Finding> {
    let others: Vec<Vec<f64>> = asked
        .iter()
        .map(|family| {
            let other = family
                .iter()
                .filter(|question| !is_event(question) && question.item != *main);
            other
                .filter_map(|question| Some(question.chance?.p_adjusted))
                .collect::<Vec<_>>()
        })
        .filter(|family| !family.is_empty())
        .collect();
    let growth = selection(&others, PATTERN_LEVEL);

    let events = asked.iter().flatten().filter(|question| is_event(question));
    let events: Vec<f64> = events
        .filter_map(|question| Some(question.chance?.p))
        .collect();
    let mut adjusted = false_discovery(&events).into_iter();

    let mut findings = Vec::new();
    for family in asked {
        let tested = family
            .iter()
            .filter(|question| question.chance.is_some())
            .count()
            .max(1);
        for mut question in family {
            let event = is_event(&question);
            let growth = if question.item == *main { 1.0 } else { growth };
            if let Some(chance) = &mut question.chance {
                chance.p_adjusted = match event {
                    true => adjusted.next().unwrap_or(1.0),
                    false => (chance.p_adjusted * growth).min(1.0),
                };
            }
            let (level, share) = match event {
                true => (EVENT_LEVEL, events.len() as f64),
                false => (PATTERN_LEVEL, tested as f64 * growth),
            };
            findings.push(finding(question, level, level / share));
        }
    }
    findings.sort_by(|a, b| {
        let size = |finding: &Finding| match finding.verdict {
            Verdict::NotEnough | Verdict::None => 0.0,
            _ => finding
                .estimate
                .map_or(0.0, |estimate| estimate.difference.abs()),
        };
        let about_main = |finding: &Finding| finding.item == *main;
        (b.verdict.cmp(&a.verdict))
            .then(about_main(b).cmp(&about_main(a)))
            .then(size(b).total_cmp(&size(a)))
    });
    findings
}

fn is_event(question: &Unjudged) -> bool {
    matches!(question.question, Question::Event { .. })
}

/// The finding of a question: told when its adjusted chance is below `level`, which is `alone` for the
/// most extreme question of its family.
fn finding(asked: Unjudged, level: f64, alone: f64) -> Finding {
    let Unjudged {
        question,
        item,
        seen,
        missing,
        chance,
    } = asked;
    let estimate = chance.map(|chance| {
        let ((inside, outside), (low, high)) = (seen.sides(), seen.interval());
        Estimate {
            inside,
            outside,
            difference: seen.difference(),
            low,
            high,
            p: chance.p,
            p_adjusted: chance.p_adjusted,
            same_sign: seen.same_sign(),
            of: seen.units.len(),
            cliffs_delta: seen.pairs.delta(),
        }
    });
    let design = chance.map(|chance| Design {
        spread: chance.spread,
        information: seen.information,
        echo: seen.echo,
        error: seen.error(),
        visible: seen.visible,
        units: seen.units.len(),
        level: alone,
    });
    Finding {
        question,
        item,
        verdict: estimate.map_or(Verdict::NotEnough, |estimate| verdict(&estimate, level)),
        basis: Basis {
            cycles: seen.units.len(),
            are_cycles: seen.cycles,
            cases: seen.dots.len(),
            comparison: seen.comparison,
            estimated: seen.estimated,
            visible: seen.visible,
        },
        estimate,
        missing,
        missed: design.map(|design| design.missed()),
        dots: seen.dots,
    }
}
