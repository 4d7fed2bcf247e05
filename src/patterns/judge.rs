//! Judges all questions of a page beside each other, and ranks them.

use super::adjust::{false_discovery, selection};
use super::ask::Draft;
use super::finding::{Basis, Estimate, Finding, Question};
use super::power::Design;
use super::verdict::{EVENT_LEVEL, PATTERN_LEVEL, Verdict, verdict};
use super::words;
use crate::diary::ItemId;

/// Turns drafts, by task, into ranked findings.
///
/// The phases of the main scale are a family by themselves; those of all other scales share one
/// more chance of a false claim; the events share a third.
pub(super) fn judge(drafts: Vec<Vec<Draft>>, main: &ItemId) -> Vec<Finding> {
    let others: Vec<Vec<f64>> = drafts
        .iter()
        .map(|family| {
            let other = family
                .iter()
                .filter(|draft| !is_event(draft) && draft.item != *main);
            other
                .filter_map(|draft| Some(draft.test?.p_adjusted))
                .collect::<Vec<_>>()
        })
        .filter(|family| !family.is_empty())
        .collect();
    let growth = selection(&others, PATTERN_LEVEL);

    let events = drafts.iter().flatten().filter(|draft| is_event(draft));
    let events: Vec<f64> = events.filter_map(|draft| Some(draft.test?.p)).collect();
    let mut adjusted = false_discovery(&events).into_iter();

    let mut findings = Vec::new();
    for family in drafts {
        let tested = family
            .iter()
            .filter(|draft| draft.test.is_some())
            .count()
            .max(1);
        for mut draft in family {
            let event = is_event(&draft);
            let growth = if draft.item == *main { 1.0 } else { growth };
            if let Some(test) = &mut draft.test {
                test.p_adjusted = match event {
                    true => adjusted.next().unwrap_or(1.0),
                    false => (test.p_adjusted * growth).min(1.0),
                };
            }
            let (level, share) = match event {
                true => (EVENT_LEVEL, events.len() as f64),
                false => (PATTERN_LEVEL, tested as f64 * growth),
            };
            findings.push(finding(draft, level, level / share));
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

fn is_event(draft: &Draft) -> bool {
    matches!(draft.question, Question::Event { .. })
}

/// The finding of a draft: told when its adjusted chance is below `level`, which is `alone` for the
/// most extreme question of its family.
fn finding(draft: Draft, level: f64, alone: f64) -> Finding {
    let Draft {
        question,
        item,
        phrase,
        seen,
        missing,
        test,
    } = draft;
    let estimate = test.map(|test| {
        let ((inside, outside), (low, high)) = (seen.sides(), seen.interval());
        Estimate {
            inside,
            outside,
            difference: seen.difference(),
            low,
            high,
            p: test.p,
            p_adjusted: test.p_adjusted,
            same_sign: seen.same_sign(),
            of: seen.units.len(),
            cliffs_delta: seen.pairs.delta(),
        }
    });
    let design = test.map(|test| Design {
        spread: test.spread,
        information: seen.information,
        echo: seen.echo,
        error: seen.error(),
        visible: seen.visible,
        units: seen.units.len(),
        level: alone,
    });
    let mut finding = Finding {
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
        text: String::new(),
    };
    finding.text = words::finding(&finding, &phrase);
    finding
}
