//! Several answers in one line.

use super::{
    GatheredPhaseUnits, after_event, after_event_several, at_worst, capital, estimated,
    gathered_event, gathered_not_enough, gathered_phase, in_each_phase, join, lacks, listed, odds,
    phrase, units, when, when_of,
};
use crate::diary::Catalogue;
use crate::diary::profile::Bleeds;
use crate::patterns::{Finding, Phase, Question, Verdict, nearest};

/// Findings about the same thing that came to the same: not found, or not enough to ask.
pub(super) fn findings(findings: &[&Finding], catalogue: &Catalogue) -> String {
    let Some(first) = findings.first() else {
        return String::new();
    };
    let item = capital(phrase(&first.item, catalogue));
    let when = whens(findings);
    let text = match (first.verdict, &first.question) {
        // What is nearest to be enough says best what is missing.
        (Verdict::NotEnough, _) => gathered_not_enough(item, when, lacks(nearest(findings), true)),
        (_, Question::Phase(_)) => {
            let (least, most) = range(findings, |of| of.basis.cycles);
            let units = units!(GatheredPhaseUnits, first.basis);
            let worst = worst(findings);
            gathered_phase(item, when, least == most, least, most, units, worst)
        }
        (_, Question::Event { .. }) => {
            let (least, most) = range(findings, |of| of.basis.cases);
            gathered_event(item, when, least == most, least, most, worst(findings))
        }
    };
    let mid = |finding: &&&Finding| finding.question == Question::Phase(Phase::Ovulatory.into());
    let told = findings.iter().find(mid).or(findings.first());
    join(text, told.and_then(|finding| estimated(finding)))
}

/// The least and the most that findings rest on.
fn range(findings: &[&Finding], count: fn(&Finding) -> usize) -> (usize, usize) {
    let counts = || findings.iter().map(|of| count(of));
    (counts().min().unwrap_or(0), counts().max().unwrap_or(0))
}

/// How often a real difference would be missed: of several by that which misses most.
fn worst(findings: &[&Finding]) -> String {
    let missed = || findings.iter().filter_map(|finding| finding.missed);
    let [least, most] = [missed().fold(1.0, f64::min), missed().fold(0.0, f64::max)].map(odds);
    match least == most {
        true => most,
        false => at_worst(most),
    }
}

/// When, of several questions: "1, 2 and 3 days after orgasm and penetration".
fn whens(findings: &[&Finding]) -> String {
    if let [one] = findings {
        return when(one);
    }
    let events = by_event(findings);
    if events.is_empty() {
        return match whole(findings) {
            wholes if wholes.len() == Phase::ALL.len() => in_each_phase().to_owned(),
            wholes => {
                let bleeds = findings[0].basis.bleeds;
                let when = |question| when_of(question, bleeds);
                listed(&wholes.into_iter().map(when).collect::<Vec<_>>())
            }
        };
    }
    // Events asked about on the same days after them stand together.
    let mut told: Vec<(Vec<u8>, Vec<String>)> = Vec::new();
    for (phrase, lags) in events {
        match told.iter_mut().find(|(of, _)| *of == lags) {
            Some((_, phrases)) => phrases.push(phrase),
            None => told.push((lags, vec![phrase])),
        }
    }
    let after = |(lags, phrases): &(Vec<u8>, Vec<String>)| match lags.as_slice() {
        [one] => after_event(*one, listed(phrases)),
        lags => after_event_several(
            listed(&lags.iter().map(u8::to_string).collect::<Vec<_>>()),
            listed(phrases),
        ),
    };
    listed(&told.iter().map(after).collect::<Vec<_>>())
}

/// The events of questions, each with the days after it that are asked about.
fn by_event(findings: &[&Finding]) -> Vec<(String, Vec<u8>)> {
    let mut events: Vec<(String, Vec<u8>)> = Vec::new();
    for finding in findings {
        let Question::Event { phrase, lag, .. } = &finding.question else {
            continue;
        };
        match events.iter_mut().find(|(of, _)| of == phrase) {
            Some((_, lags)) => lags.push(*lag),
            None => events.push((phrase.clone(), vec![*lag])),
        }
    }
    events
}

/// The questions about the cycle, without the parts of a phase that is asked about as a whole.
fn whole<'f>(findings: &[&'f Finding]) -> Vec<&'f Question> {
    let asked = || findings.iter().map(|finding| &finding.question);
    let of_asked_whole = |question: &&Question| match question {
        Question::Phase(part) => {
            let whole = Question::Phase(part.phase().into());
            **question != whole && asked().any(|of| *of == whole)
        }
        Question::Event { .. } => false,
    };
    asked()
        .filter(|question| !of_asked_whole(question))
        .collect()
}
