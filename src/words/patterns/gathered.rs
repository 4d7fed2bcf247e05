//! Several answers in one line.

use std::fmt::Display;

use super::{
    WORDS, capital, estimated, fill, join, lacks, listed, odds, phrase, units, when, word,
};
use crate::diary::Catalogue;
use crate::patterns::{Finding, Phase, Question, Verdict};

/// Findings about the same thing that came to the same; one that was found says all it has to say.
pub(super) fn findings(findings: &[&Finding], catalogue: &Catalogue) -> String {
    let Some(first) = findings.first() else {
        return String::new();
    };
    if !matches!(first.verdict, Verdict::None | Verdict::NotEnough) {
        return super::finding(first, catalogue);
    }
    let is_phase = matches!(first.question, Question::Phase(_));
    let name = match (first.verdict, is_phase) {
        (Verdict::NotEnough, _) => "not-enough",
        (_, true) => "none-phase",
        (_, false) => "none-event",
    };
    let least = |count: fn(&Finding) -> usize| findings.iter().map(|f| count(f)).min();
    let of = least(|finding| finding.basis.cycles).unwrap_or(0);
    let missed = findings.iter().filter_map(|finding| finding.missed);
    let worst = odds(missed.fold(0.0, f64::max));
    let worst = match findings {
        [_] => worst,
        _ => fill(word(&WORDS.gathered, "worst"), &[("odds", &worst)]),
    };
    // What is nearest to be enough says best what is missing.
    let lacking = findings.iter().map(|finding| &finding.missing);
    let lacking = lacking.max_by_key(|missing| missing.first().map(|of| of.have));
    let with: [(&str, &dyn Display); 7] = [
        ("Item", &capital(phrase(&first.item, catalogue))),
        ("when", &whens(findings)),
        ("of", &of),
        ("units", &units(first.basis.are_cycles, of)),
        ("cases", &least(|finding| finding.basis.cases).unwrap_or(0)),
        ("odds", &worst),
        (
            "missing",
            &lacks(&WORDS.lack, lacking.map_or(&[], |all| all)),
        ),
    ];
    let text = fill(word(&WORDS.gathered, name), &with);
    let mid = |finding: &&&Finding| finding.question == Question::Phase(Phase::Ovulatory);
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
        (_, Some(phrase)) => {
            let with: [(&str, &dyn Display); 2] = [("days", &listed(&lags)), ("event", phrase)];
            fill(word(&WORDS.after, "several"), &with)
        }
        _ if findings.len() == Phase::ALL.len() => word(&WORDS.after, "phases").to_owned(),
        _ => {
            let whens: Vec<String> = findings.iter().map(|of| when(&of.question)).collect();
            listed(&whens)
        }
    }
}
