//! What an answer rests on, in words, for those who look closer.

use super::{RestsEventUnits, RestsPhaseUnits, figures, lacking, missing, odds, units};
use crate::diary::profile::Bleeds;
use crate::patterns::{Finding, Page, Question, Verdict};

/// What an answer on a page rests on: labels with words.
pub fn why(finding: &Finding, page: &Page) -> Vec<(&'static str, String)> {
    let basis = &finding.basis;
    let cycles = basis.cycles;
    let rests = match finding.question {
        Question::Event { .. } => {
            let units = units!(RestsEventUnits, basis);
            super::rests_event(basis.cases, cycles, units, basis.comparison)
        }
        Question::Phase(_) => {
            let left = page.cycles.saturating_sub(cycles);
            let units = units!(RestsPhaseUnits, basis);
            super::rests_phase(cycles, units, basis.comparison, left)
        }
    };
    let mut told = vec![(super::rests_on(), rests)];
    if basis.estimated > 0 {
        let visible = figures::percent(basis.visible);
        let words = super::timing_told(basis.estimated, cycles, visible);
        told.push((super::timing(), words));
    }
    if let Some(estimate) = &finding.estimate {
        let adjusted = chance(estimate.p_adjusted);
        let words = super::chance_told(chance(estimate.p), adjusted);
        told.push((super::chance(), words));
        let delta = figures::signed(estimate.cliffs_delta, 2);
        told.push((super::overlap(), super::overlap_told(delta)));
    }
    if finding.verdict == Verdict::None && finding.told_in.is_none() {
        let odds = odds(finding.missed.unwrap_or(1.0));
        told.push((super::missed(), super::missed_told(odds)));
    }
    if !finding.missing.is_empty() {
        told.push((lacking(), missing(&finding.missing)));
    }
    told
}

/// How often chance does as well.
pub(super) fn chance(p: f64) -> String {
    // A share of at most 1: what is shown of it fits.
    match p * 1000.0 {
        p if p < 1.0 => super::rarer_than_in_thousand().to_owned(),
        p if p < 100.0 => super::times_in_thousand(p.round_ties_even() as u32),
        p => super::times_in_hundred((p / 10.0).round_ties_even() as u32),
    }
}
