//! What an answer rests on, in words, for those who look closer.

use std::fmt::Display;

use super::{WORDS, fill, missing, odds, units, word};
use crate::patterns::{Finding, Question, Verdict};

/// What an answer rests on: labels with words. `comparisons` is how many questions the page asks.
pub fn why(finding: &Finding, comparisons: usize) -> Vec<(String, String)> {
    let basis = &finding.basis;
    let is_event = matches!(finding.question, Question::Event { .. });
    let estimate = finding.estimate.as_ref();
    let in_hundred = |share: f64| format!("{:.0}", share * 100.0);
    let shown: [(&str, &dyn Display); 11] = [
        ("cases", &basis.cases),
        ("cycles", &basis.cycles),
        ("units", &units(basis.are_cycles, basis.cycles)),
        ("comparison", &basis.comparison),
        ("estimated", &basis.estimated),
        ("visible", &in_hundred(basis.visible)),
        ("p", &chance(estimate.map_or(1.0, |of| of.p))),
        (
            "p_adjusted",
            &chance(estimate.map_or(1.0, |of| of.p_adjusted)),
        ),
        ("comparisons", &comparisons),
        (
            "delta",
            &format!("{:+.2}", estimate.map_or(0.0, |of| of.cliffs_delta)),
        ),
        ("odds", &odds(finding.missed.unwrap_or(1.0))),
    ];
    let tell = |name: &str| {
        let [label, words] = WORDS.why.get(name)?;
        Some((label.clone(), fill(words, &shown)))
    };
    let mut told = Vec::new();
    told.extend(tell(if is_event { "event" } else { "phase" }));
    if basis.estimated > 0 {
        told.extend(tell("timing"));
    }
    if estimate.is_some() {
        told.extend(tell("chance"));
        told.extend(tell("size"));
    }
    if finding.verdict == Verdict::None {
        told.extend(tell("missed"));
    }
    if !finding.missing.is_empty() {
        let label = word(&WORDS.gathered, "missing").to_owned();
        told.push((label, missing(&finding.missing)));
    }
    told
}

/// How often chance does as well.
fn chance(p: f64) -> String {
    match p * 1000.0 {
        p if p < 1.0 => "less than once in 1,000 times".to_owned(),
        p if p < 100.0 => format!("{p:.0} times in 1,000"),
        p => format!("{:.0} times in 100", p / 10.0),
    }
}
