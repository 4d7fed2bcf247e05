//! Findings in as few rows as say it all: what is found each by itself, and what is not found or
//! cannot be asked yet gathered by what it is about.

use super::finding::Finding;
use super::question::Question;
use super::verdict::Verdict;

/// The findings in rows, those that say most first; each row has at least one, all of one verdict.
pub(super) fn rows(findings: &[Finding]) -> Vec<Vec<&Finding>> {
    let mut rows: Vec<Vec<&Finding>> = Vec::new();
    for finding in findings.iter().filter(|of| of.told_in.is_none()) {
        let known = rows.iter_mut().find(|row| is_like(row[0], finding));
        match known {
            Some(row) => row.push(finding),
            None => rows.push(vec![finding]),
        }
    }
    rows
}

/// Whether two findings are about the same, say the same, and are gathered.
fn is_like(first: &Finding, other: &Finding) -> bool {
    let about = match (&first.question, &other.question) {
        (Question::Phase(_), Question::Phase(_)) => true,
        (Question::Event { event: a, .. }, Question::Event { event: b, .. }) => a == b,
        _ => false,
    };
    matches!(other.verdict, Verdict::None | Verdict::NotEnough)
        && first.verdict == other.verdict
        && first.item == other.item
        && about
}
