//! The page in as few lines as say it all: what is found each by itself, and what is not found or
//! cannot be asked yet gathered by what it is about.

use super::finding::{Finding, Question};
use super::page::Page;
use super::verdict::Verdict;
use super::words;
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
            line.text = words::gathered(&all, item.map_or("", |item| &item.phrase));
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
