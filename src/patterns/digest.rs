//! The page in as few lines as say it all: what is found each by itself, and what is not found or
//! cannot be asked yet gathered by what it is about.

use std::fmt::Display;

use super::finding::{Finding, Question};
use super::page::Page;
use super::timing::Phase;
use super::verdict::Verdict;
use super::words::{WORDS, capital, estimated, fill, join, lacks, listed, odds, units, when, word};
use crate::diary::Catalogue;

/// A line of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// What may be said.
    pub verdict: Verdict,
    /// The questions it stands for, by their places in [`Page::findings`]; at least one.
    pub findings: Vec<usize>,
    /// The line in words.
    pub text: String,
}

impl Page {
    /// The findings in lines, those that say most first.
    pub fn told(&self, catalogue: &Catalogue) -> Vec<Told> {
        let mut lines: Vec<Told> = Vec::new();
        for (at, finding) in self.findings.iter().enumerate() {
            let known = lines.iter_mut().find(|line| self.is_like(line, finding));
            match known {
                Some(line) => line.findings.push(at),
                None => lines.push(Told {
                    verdict: finding.verdict,
                    findings: vec![at],
                    text: finding.text.clone(),
                }),
            }
        }
        for line in lines.iter_mut().filter(|line| gathers(line.verdict)) {
            let all: Vec<&Finding> = line
                .findings
                .iter()
                .filter_map(|at| self.findings.get(*at))
                .collect();
            let item = all.first().and_then(|of| catalogue.item(of.item.as_str()));
            line.text = gathered(&all, item.map_or("", |item| &item.phrase));
        }
        lines
    }

    /// Whether a line is about what a finding is about, and says the same.
    fn is_like(&self, line: &Told, finding: &Finding) -> bool {
        let first = line.findings.first().and_then(|at| self.findings.get(*at));
        let about = |of: &Finding| match (&of.question, &finding.question) {
            (Question::Phase(_), Question::Phase(_)) => true,
            (Question::Event { event: a, .. }, Question::Event { event: b, .. }) => a == b,
            _ => false,
        };
        gathers(finding.verdict)
            && line.verdict == finding.verdict
            && first.is_some_and(|of| of.item == finding.item && about(of))
    }
}

/// Whether answers of a kind are gathered: each finding stands by itself.
fn gathers(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::None | Verdict::NotEnough)
}

/// Questions about the same thing that came to the same, given the words for the scale in a
/// sentence.
fn gathered(findings: &[&Finding], item: &str) -> String {
    let Some(first) = findings.first() else {
        return String::new();
    };
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
        ("Item", &capital(item)),
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
