//! Judges all questions of a page beside each other, and ranks them.

use super::adjust::{false_discovery, selection};
use super::finding::{Basis, Finding};
use super::power::Design;
use super::question::{Question, Unjudged};
use super::verdict::{EVENT_LEVEL, OTHERS_LEVEL, PATTERN_LEVEL, Verdict, verdict};
use crate::diary::ItemId;

/// What shares one chance of a false claim on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// The parts of the cycle, of the main scale: one family.
    Main,
    /// The same of all other scales, a family each.
    Others,
    /// The events, a family of those that lie within each other.
    Events,
}

impl Group {
    /// The group of a family.
    fn of(family: &[Unjudged], main: &ItemId) -> Option<Self> {
        let first = family.first()?;
        Some(match first.question {
            Question::Event { .. } => Self::Events,
            Question::Phase(_) => Self::of_phases(&first.item, main),
        })
    }

    /// The group of the parts of the cycle of a scale.
    pub(super) fn of_phases(item: &ItemId, main: &ItemId) -> Self {
        match item == main {
            true => Self::Main,
            false => Self::Others,
        }
    }

    /// The chance of a false claim that it may have.
    ///
    /// Together they are .095 and claim falsely on fewer pages: turning is cautious with the few days
    /// of a phase, and what is told has to be a point large, and go the same way in three cycles of
    /// four.
    pub(super) const fn level(self) -> f64 {
        match self {
            Self::Main => PATTERN_LEVEL,
            Self::Others => OTHERS_LEVEL,
            Self::Events => EVENT_LEVEL,
        }
    }
}

/// Turns questions, by family, into ranked findings.
pub(super) fn judge(asked: Vec<Vec<Unjudged>>, main: &ItemId) -> Vec<Finding> {
    let of: Vec<Option<Group>> = asked.iter().map(|family| Group::of(family, main)).collect();
    let best = |group: Group| -> Vec<Option<Vec<f64>>> {
        let families = asked.iter().zip(&of);
        let chances = families.map(|(family, of)| {
            let chances = family.iter().filter_map(|of| Some(of.chance?.p_adjusted));
            Some(chances.collect::<Vec<_>>()).filter(|all| *of == Some(group) && !all.is_empty())
        });
        chances.collect()
    };
    let others: Vec<Vec<f64>> = best(Group::Others).into_iter().flatten().collect();
    let selected = selection(&others, OTHERS_LEVEL);
    let events: Vec<f64> = best(Group::Events)
        .iter()
        .flatten()
        .map(|family| family.iter().copied().fold(1.0, f64::min))
        .collect();
    let mut discovered = events.iter().zip(false_discovery(&events));

    let mut findings = Vec::new();
    for (family, group) in asked.into_iter().zip(of) {
        let Some(group) = group else { continue };
        let is_asked = family.iter().any(|question| question.chance.is_some());
        // By how much the chances within the family grow beside the other families, and by how much
        // they would if nothing else were found.
        let (growth, families) = match group {
            Group::Main => (1.0, 1),
            Group::Others => (selected, others.len()),
            Group::Events if is_asked => match discovered.next() {
                Some((alone, beside)) => (beside / alone.max(1e-9), events.len()),
                None => (1.0, 1),
            },
            Group::Events => (1.0, 1),
        };
        findings.extend(judge_family(family, group, growth, families.max(1)));
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

/// The findings of a family, each chance grown beside those of other families.
fn judge_family(family: Vec<Unjudged>, group: Group, growth: f64, families: usize) -> Vec<Finding> {
    let judged = family.into_iter().map(|mut question| {
        if let Some(chance) = &mut question.chance {
            chance.p_adjusted = (chance.p_adjusted * growth).min(1.0);
            chance.level /= families as f64;
        }
        finding(question, group.level())
    });
    let mut judged: Vec<Finding> = judged.collect();
    let told: Vec<Question> = judged
        .iter()
        .filter(|of| of.verdict > Verdict::None)
        .map(|of| of.question.clone())
        .collect();
    for finding in &mut judged {
        // What others leave untold tells of nothing.
        finding.told_in = finding.told_in.take().filter(|of| told.contains(of));
    }
    judged
}

/// The finding of a question: told when its adjusted chance is below `level`.
fn finding(asked: Unjudged, level: f64) -> Finding {
    let estimate = asked.estimate();
    let Unjudged {
        question,
        item,
        seen,
        missing,
        chance,
        told_in,
    } = asked;
    let said = match (&estimate, &told_in) {
        (None, _) => Verdict::NotEnough,
        (Some(_), Some(_)) => Verdict::None,
        (Some(estimate), None) => verdict(estimate, level),
    };
    let design = chance.map(|chance| Design {
        spread: chance.spread,
        information: seen.information,
        echo: seen.echo,
        error: seen.error(),
        visible: seen.visible,
        units: seen.units.len(),
        level: chance.level,
    });
    Finding {
        question,
        item,
        verdict: said,
        told_in,
        basis: Basis {
            cycles: seen.units.len(),
            are_cycles: seen.cycles,
            bleeds: seen.asked.bleeds(),
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
