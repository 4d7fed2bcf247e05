//! Findings in words. The words themselves are data: `assets/patterns.toml`.

mod gathered;
mod json;
mod why;

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::LazyLock;

use serde::Deserialize;

use super::template::fill;
use crate::diary::relief::MeasureRecord;
use crate::diary::{Catalogue, ItemId};
use crate::patterns::{
    Comparison, Finding, Heading, LEAST_DAYS, Lack, Measured, Missing, Phase, Question, Row, Since,
    Trend, Verdict, Weekdays, relief_missing,
};

pub use json::{comparisons_to_json, page_to_json, response_to_json};
pub use why::why;

/// One group of templates, by name.
type Group = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Words {
    phase: BTreeMap<Phase, String>,
    after: Group,
    heading: BTreeMap<Heading, [String; 2]>,
    way: Group,
    units: BTreeMap<String, [String; 2]>,
    finding: Group,
    gathered: Group,
    why: BTreeMap<String, [String; 2]>,
    odds: Group,
    missing: BTreeMap<Lack, String>,
    lack: BTreeMap<Lack, String>,
    relief: Group,
    since: Group,
    describe: Describe,
    compare: Group,
}

/// What stands over a part of the page, and a line on what it means.
pub fn heading(of: Heading) -> (&'static str, &'static str) {
    let words = WORDS.heading.get(&of);
    words.map_or(("", ""), |[title, note]| (title, note))
}

/// A row of the page.
pub fn row(row: &Row, catalogue: &Catalogue) -> String {
    match row {
        Row::Findings(findings) => gathered::findings(findings, catalogue),
        Row::Relief(of) => relief(of),
        Row::Weekdays(of) => weekdays(of, catalogue),
        Row::Trend(of) => trend(of, catalogue),
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Describe {
    weekdays: [String; 7],
    #[serde(flatten)]
    text: Group,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../assets/patterns.toml"))
        .expect("the built-in words are read by the tests of this module")
});

/// A template of a group.
fn word<'a>(group: &'a Group, name: &str) -> &'a str {
    group.get(name).map_or("", String::as_str)
}

/// A score or a difference, to a tenth.
fn points(value: f64) -> String {
    let text = format!("{value:.1}");
    if text == "-0.0" { "0.0".into() } else { text }
}

/// "higher", "lower" or "the same", as the words for it print.
fn way(difference: f64) -> &'static str {
    let name = match points(difference).as_str() {
        "0.0" => "same",
        _ if difference > 0.0 => "higher",
        _ => "lower",
    };
    word(&WORDS.way, name)
}

/// With a capital, for the beginning of a sentence.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(chars)
        .collect()
}

/// The part of a sentence that says when: "around ovulation", "the day after orgasm".
pub fn when(question: &Question) -> String {
    match question {
        Question::Phase(phase) => WORDS.phase.get(phase).cloned().unwrap_or_default(),
        Question::Event { phrase, lag, .. } => {
            fill(word(&WORDS.after, &lag.to_string()), &[("event", phrase)])
        }
    }
}

/// How often something happens, in words.
pub fn odds(probability: f64) -> String {
    let name = match probability {
        p if p < 0.05 => "rare",
        p if p < 0.58 => "one-in",
        p if p < 0.75 => "two-thirds",
        _ => "mostly",
    };
    fill(
        word(&WORDS.odds, name),
        &[("n", &(1.0 / probability).round())],
    )
}

/// What is missing, in words.
pub fn missing(missing: &[Missing]) -> String {
    lacks(&WORDS.missing, missing)
}

fn lacks(words: &BTreeMap<Lack, String>, missing: &[Missing]) -> String {
    let told = missing.iter().map(|missing| {
        let template = words.get(&missing.what).map_or("", String::as_str);
        fill(
            template,
            &[("have", &missing.have), ("need", &missing.need)],
        )
    });
    told.collect::<Vec<_>>().join(" and ")
}

/// An item in a sentence; nothing when it is no more.
fn phrase<'a>(item: &ItemId, catalogue: &'a Catalogue) -> &'a str {
    let item = catalogue.item(item.as_str());
    item.map_or("", |item| &item.phrase)
}

/// A finding about a scale.
pub fn finding(finding: &Finding, catalogue: &Catalogue) -> String {
    let item = phrase(&finding.item, catalogue);
    let when = when(&finding.question);
    let Some(estimate) = &finding.estimate else {
        let name = match finding.missing.first() {
            Some(Missing {
                what: Lack::Variation,
                ..
            }) => "same-answers",
            _ => "not-enough",
        };
        let missing = missing(&finding.missing);
        return fill(
            word(&WORDS.finding, name),
            &[("item", &item), ("when", &when), ("missing", &missing)],
        );
    };
    let is_phase = matches!(finding.question, Question::Phase(_));
    let name = match (finding.verdict, is_phase) {
        (Verdict::Pattern | Verdict::Steady, true) => "phase",
        (Verdict::Pattern | Verdict::Steady, false) => "event",
        (Verdict::SoFar, _) => "so-far",
        (Verdict::None | Verdict::NotEnough, true) => "none-phase",
        (Verdict::None | Verdict::NotEnough, false) => "none-event",
    };
    let units = units(finding.basis.are_cycles, estimate.of);
    let with: [(&str, &dyn Display); 13] = [
        ("same", &estimate.same_sign),
        ("of", &estimate.of),
        ("units", &units),
        ("item", &item),
        ("way", &way(estimate.difference)),
        ("when", &when),
        ("cases", &finding.basis.cases),
        ("inside", &points(estimate.inside)),
        ("outside", &points(estimate.outside)),
        ("difference", &points(estimate.difference)),
        ("low", &points(estimate.low)),
        ("high", &points(estimate.high)),
        ("odds", &odds(finding.missed.unwrap_or(1.0))),
    ];
    let text = fill(word(&WORDS.finding, name), &with);
    join(text, estimated(finding))
}

/// What ovulations that are estimated mean for a finding; nothing where none is.
fn estimated(finding: &Finding) -> Option<String> {
    let estimate = finding.estimate.filter(|_| finding.basis.estimated > 0)?;
    let name = match finding.question {
        Question::Phase(Phase::Ovulatory) => "estimated-mid",
        _ => "estimated",
    };
    let with: [(&str, &dyn Display); 3] = [
        ("estimated", &finding.basis.estimated),
        ("of", &estimate.of),
        ("units", &units(finding.basis.are_cycles, estimate.of)),
    ];
    Some(fill(word(&WORDS.finding, name), &with))
}

/// A sentence, and another if there is one.
fn join(text: String, more: Option<String>) -> String {
    match more {
        Some(more) => format!("{text} {more}"),
        None => text,
    }
}

/// What cases lie in, one or several.
fn units(are_cycles: bool, several: usize) -> &'static str {
    let name = if are_cycles { "cycle" } else { "weeks" };
    let words = WORDS.units.get(name);
    words.map_or("", |[one, many]| if several == 1 { one } else { many })
}

/// "1, 2 and 3".
fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// What a measure did.
pub fn relief(of: &MeasureRecord) -> String {
    let lacking = relief_missing(of);
    let name = if lacking.is_none() {
        "found"
    } else {
        "not-enough"
    };
    let told = |median: Option<f64>| points(median.unwrap_or(0.0));
    let with: [(&str, &dyn Display); 8] = [
        ("Measure", &capital(&of.label)),
        ("measure", &of.label),
        ("uses", &of.rated),
        ("before", &told(of.before)),
        ("after", &told(of.after)),
        ("change", &told(of.change)),
        ("helped", &of.helped),
        ("missing", &missing(lacking.as_slice())),
    ];
    fill(word(&WORDS.relief, name), &with)
}

/// What was answered to "pain since?".
pub fn since(since: &Since) -> String {
    let part = |name: &str, value: Option<f64>| {
        value.map_or(String::new(), |n| {
            fill(word(&WORDS.since, name), &[("n", &points(n))])
        })
    };
    let with: [(&str, &dyn Display); 5] = [
        ("asked", &since.asked),
        ("hurt", &since.hurt),
        ("worst", &part("worst", since.worst)),
        ("began", &part("began", since.began)),
        ("lasted", &part("lasted", since.lasted)),
    ];
    fill(word(&WORDS.since, "text"), &with)
}

/// The days of the week.
pub fn weekdays(weekdays: &Weekdays, catalogue: &Catalogue) -> String {
    let item = capital(phrase(&weekdays.item, catalogue));
    let mut days: Vec<(usize, f64)> = weekdays.means().collect();
    days.sort_by(|a, b| a.1.total_cmp(&b.1));
    match (days.first(), days.last()) {
        (Some(least), Some(most)) if points(least.1) != points(most.1) => {
            let name = |day: usize| WORDS.describe.weekdays.get(day).map_or("", String::as_str);
            let with: [(&str, &dyn Display); 5] = [
                ("Item", &item),
                ("most", &name(most.0)),
                ("high", &points(most.1)),
                ("least", &name(least.0)),
                ("low", &points(least.1)),
            ];
            fill(word(&WORDS.describe.text, "weekday"), &with)
        }
        _ => fill(
            word(&WORDS.describe.text, "weekday-same"),
            &[("Item", &item)],
        ),
    }
}

/// The course over the months.
pub fn trend(trend: &Trend, catalogue: &Catalogue) -> String {
    let size = points(trend.slope.abs());
    let name = if size == "0.0" { "trend-same" } else { "trend" };
    let with: [(&str, &dyn Display); 4] = [
        ("Item", &capital(phrase(&trend.item, catalogue))),
        ("weeks", &trend.weeks()),
        ("way", &way(trend.slope)),
        ("points", &size),
    ];
    fill(word(&WORDS.describe.text, name), &with)
}

/// Two stretches of time side by side.
pub fn comparison(comparison: &Comparison) -> String {
    let item = capital(&comparison.phrase);
    let (Some(before), Some(after)) = (comparison.before.mean, comparison.after.mean) else {
        let with: [(&str, &dyn Display); 4] = [
            ("Item", &item),
            ("have_before", &comparison.before.days),
            ("have_after", &comparison.after.days),
            ("need", &LEAST_DAYS),
        ];
        return fill(word(&WORDS.compare, "not-enough"), &with);
    };
    let (name, scale) = match comparison.measured {
        Measured::Scale => ("scale", 1.0),
        Measured::Amount => ("amount", 1.0),
        Measured::Days => ("days", 100.0),
    };
    let show = |value: f64| match comparison.measured {
        Measured::Days => format!("{:.0}", value * scale),
        _ => points(value),
    };
    let size = match way(after - before) {
        same if points(after - before) == "0.0" => same.to_owned(),
        way => format!("{} {way}", points((after - before).abs())),
    };
    let share = comparison.relative.map_or(String::new(), |share| {
        fill(
            word(&WORDS.compare, "share"),
            &[("percent", &format!("{:+.0}", share * 100.0))],
        )
    });
    let line = if comparison.meaningful {
        "beyond"
    } else {
        "within"
    };
    let with: [(&str, &dyn Display); 6] = [
        ("Item", &item),
        ("before", &show(before)),
        ("after", &show(after)),
        ("size", &size),
        ("share", &share),
        ("line", &fill(word(&WORDS.compare, line), &[])),
    ];
    fill(word(&WORDS.compare, name), &with)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nothing in the words says why.
    #[test]
    fn no_word_claims_a_reason() {
        let words = include_str!("../../../assets/patterns.toml").to_lowercase();
        let barred = [
            "cause",
            "trigger",
            "prove",
            "because",
            "due to",
            "sign of",
            "leads to",
            "results in",
        ];
        for word in barred {
            assert!(
                !words.contains(word),
                "the words of patterns must not say \"{word}\""
            );
        }
    }

    #[test]
    fn chances_are_told_in_plain_words() {
        let table = [
            (0.0, "fewer than 1 time in 20"),
            (0.049, "fewer than 1 time in 20"),
            (0.1, "about 1 time in 10"),
            (0.34, "about 1 time in 3"),
            (0.5, "about 1 time in 2"),
            (0.66, "about 2 times in 3"),
            (0.9, "most of the time"),
        ];
        for (probability, words) in table {
            assert_eq!(odds(probability), words);
        }
    }

    #[test]
    fn every_question_has_words() {
        for phase in Phase::ALL {
            assert!(!when(&Question::Phase(phase)).is_empty());
        }
        let event = |lag| Question::Event {
            event: "x".into(),
            phrase: "orgasm".into(),
            lag,
        };
        assert_eq!(when(&event(1)), "the day after orgasm");
        assert_eq!(when(&event(3)), "three days after orgasm");
    }

    #[test]
    fn no_minus_before_nothing() {
        assert_eq!(points(-0.04), "0.0");
        assert_eq!(points(-0.06), "-0.1");
    }
}
