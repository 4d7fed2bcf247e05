//! Several answers in one line.

use super::{
    after_event_several, capital, estimated, gathered_event, gathered_not_enough, gathered_phase,
    in_each_phase, join, lacks, listed, odds, phrase, when,
};
use crate::diary::Catalogue;
use crate::patterns::{Finding, Part, Phase, Question, Verdict};

/// Findings about the same thing that came to the same; one that was found says all it has to say.
pub(super) fn findings(findings: &[&Finding], catalogue: &Catalogue) -> String {
    let Some(first) = findings.first() else {
        return String::new();
    };
    if !matches!(first.verdict, Verdict::None | Verdict::NotEnough) {
        return super::finding(first, catalogue);
    }
    let item = capital(phrase(&first.item, catalogue));
    let when = whens(findings);
    let is_phase = matches!(first.question, Question::Phase(_));
    let least = |count: fn(&Finding) -> usize| findings.iter().map(|f| count(f)).min();
    let missed = findings.iter().filter_map(|finding| finding.missed);
    let worst = odds(missed.fold(0.0, f64::max));
    let several = findings.len() > 1;
    let text = match (first.verdict, is_phase) {
        (Verdict::NotEnough, _) => {
            // What is nearest to be enough says best what is missing.
            let lacking = findings.iter().map(|finding| &finding.missing);
            let lacking = lacking.max_by_key(|missing| missing.first().map(|of| of.have));
            gathered_not_enough(item, when, lacks(lacking.map_or(&[], |all| all), true))
        }
        (_, true) => {
            let of = least(|finding| finding.basis.cycles).unwrap_or(0);
            gathered_phase(item, when, of, first.basis.are_cycles, several, worst)
        }
        (_, false) => {
            let cases = least(|finding| finding.basis.cases).unwrap_or(0);
            gathered_event(item, when, cases, several, worst)
        }
    };
    let mid = |finding: &&&Finding| finding.question == Question::Phase(Phase::Ovulatory.into());
    let told = findings.iter().find(mid).or(findings.first());
    join(text, told.and_then(|finding| estimated(finding)))
}

/// When, of several questions: "1, 2 and 3 days after orgasm".
fn whens(findings: &[&Finding]) -> String {
    let lags = findings
        .iter()
        .filter_map(|finding| match &finding.question {
            Question::Event { phrase, lag, .. } => Some((phrase, lag.to_string())),
            Question::Phase(_) => None,
        });
    let (phrases, lags): (Vec<_>, Vec<_>) = lags.unzip();
    match (findings, phrases.first()) {
        ([one], _) => when(&one.question),
        (_, Some(phrase)) => after_event_several(listed(&lags), phrase),
        _ if findings.len() == Part::ALL.len() => in_each_phase().to_owned(),
        _ => {
            let whens: Vec<String> = findings.iter().map(|of| when(&of.question)).collect();
            listed(&whens)
        }
    }
}
