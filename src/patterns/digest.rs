//! Findings in as few rows as say it all: what is found each by itself, with what it tells of, and
//! what is not found or cannot be asked yet gathered by what it is about.

use super::finding::Finding;
use super::question::Question;
use super::row::Row;
use super::verdict::Verdict;

/// The findings in rows, those that say most first, each with what is said of it.
pub(super) fn rows(findings: &[Finding]) -> Vec<(Verdict, Row<'_>)> {
    let mut rows: Vec<(Verdict, Row<'_>)> = Vec::new();
    for finding in findings.iter().filter(|of| of.told_in.is_none()) {
        let verdict = finding.verdict;
        if verdict > Verdict::None {
            rows.push((verdict, Row::Found(finding, told_by(finding, findings))));
            continue;
        }
        let known = rows.iter_mut().find_map(|(of, row)| match row {
            Row::Gathered(asked) if *of == verdict && is_like(asked[0], finding) => Some(asked),
            _ => None,
        });
        match known {
            Some(asked) => asked.push(finding),
            None => rows.push((verdict, Row::Gathered(vec![finding]))),
        }
    }
    rows
}

/// The findings that one tells of already.
fn told_by<'f>(finding: &Finding, findings: &'f [Finding]) -> Vec<&'f Finding> {
    let told =
        |of: &&Finding| of.item == finding.item && of.told_in.as_ref() == Some(&finding.question);
    findings.iter().filter(told).collect()
}

/// Whether two findings are about the same.
fn is_like(first: &Finding, other: &Finding) -> bool {
    let about = match (&first.question, &other.question) {
        (Question::Phase(_), Question::Phase(_)) => true,
        (Question::Event { kin: a, .. }, Question::Event { kin: b, .. }) => a == b,
        _ => false,
    };
    first.item == other.item && about
}
