//! Findings as JSON: one row a question.

use serde::Serialize;
use serde_json::Value;

use crate::diary::relief::MeasureRecord;
use crate::diary::{Catalogue, TemperatureUnit};
use crate::patterns::{
    Comparison, Finding, Page, Part, Question, Response, Stretch, Summary, Verdict, relief_missing,
    relief_verdict,
};

/// The page as it is printed for other programs.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Sheet<'a> {
    from: Option<String>,
    to: Option<String>,
    cycles: usize,
    comparisons: usize,
    questions: Vec<Record<'a>>,
}

/// One question. Numbers that there are not are null; a row has the keys of its kind of question.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Record<'a> {
    question: &'static str,
    item: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    phase: Option<Part>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lag: Option<u8>,
    /// The cycles that count, of a phase; the cycles or stretches of four weeks of an event.
    #[serde(skip_serializing_if = "Option::is_none")]
    cycles: Option<usize>,
    /// Events that count, or uses of a measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<usize>,
    difference: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    p: Option<f64>,
    p_adjusted: Option<f64>,
    /// Cycles that go the same way; of a measure the uses in which pain fell by 2 points or 30 %.
    same_sign: Option<usize>,
    cliffs_delta: Option<f64>,
    verdict: Verdict,
    /// When another question tells of it already: when that is, in words.
    told_in: Option<String>,
    /// What has to be recorded first, in words; null when nothing is missing.
    missing: Option<String>,
    text: String,
}

/// To four decimals: the p-values have no more.
fn rounded(value: f64) -> Option<f64> {
    // Adding 0 makes 0 of -0.
    value.is_finite().then(|| (value * 1e4).round() / 1e4 + 0.0)
}

impl<'a> Record<'a> {
    fn of_finding(finding: &'a Finding, catalogue: &Catalogue) -> Self {
        let estimate = finding.estimate.as_ref();
        let (question, phase, event, lag) = match &finding.question {
            Question::Phase(part) => ("phase", Some(*part), None, None),
            Question::Event { event, lag, .. } => ("event", None, Some(event.as_str()), Some(*lag)),
        };
        Self {
            question,
            item: finding.item.as_str(),
            phase,
            event,
            lag,
            cycles: Some(finding.basis.cycles),
            events: event.map(|_| finding.basis.cases),
            difference: estimate.and_then(|e| rounded(e.difference)),
            low: estimate.and_then(|e| rounded(e.low)),
            high: estimate.and_then(|e| rounded(e.high)),
            p: estimate.and_then(|e| rounded(e.p)),
            p_adjusted: estimate.and_then(|e| rounded(e.p_adjusted)),
            same_sign: estimate.map(|e| e.same_sign),
            cliffs_delta: estimate.and_then(|e| rounded(e.cliffs_delta)),
            verdict: finding.verdict,
            told_in: finding
                .told_in
                .as_ref()
                .map(|told| super::when_of(told, finding.basis.bleeds)),
            missing: (!finding.missing.is_empty()).then(|| super::missing(&finding.missing)),
            text: super::finding(finding, catalogue),
        }
    }

    fn of_relief(relief: &'a MeasureRecord) -> Self {
        let lacking = relief_missing(relief);
        let enough = lacking.is_none();
        Self {
            question: "relief",
            item: relief.code.as_str(),
            phase: None,
            event: None,
            lag: None,
            cycles: None,
            events: Some(relief.rated),
            difference: relief.change.filter(|_| enough).and_then(rounded),
            low: None,
            high: None,
            p: None,
            p_adjusted: None,
            same_sign: enough.then_some(relief.helped),
            cliffs_delta: None,
            verdict: relief_verdict(relief),
            told_in: None,
            missing: lacking.map(|lacking| super::missing(&[lacking])),
            text: super::relief(relief),
        }
    }
}

/// A stretch of a comparison.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Side {
    from: String,
    to: String,
    /// Answered days.
    days: usize,
    mean: Option<f64>,
    spread: Option<f64>,
}

impl From<&Stretch> for Side {
    fn from(stretch: &Stretch) -> Self {
        Self {
            from: stretch.range.first.to_string(),
            to: stretch.range.last.to_string(),
            days: stretch.days,
            mean: stretch.mean.and_then(rounded),
            spread: stretch.spread.and_then(rounded),
        }
    }
}

/// Comparisons as JSON, an object each: `item`, `phrase`, `before` and `after` with `from`, `to`,
/// `days`, `mean` and `spread`, then `difference`, `relative` (null for a temperature, which has no
/// share), `meaningful` and `text`. Numbers are in the unit they are kept in.
pub fn comparisons_to_json(comparisons: &[Comparison], temperature: TemperatureUnit) -> Value {
    let object = |of: &Comparison| {
        serde_json::json!({
            "item": of.item.as_str(),
            "phrase": of.phrase,
            "before": Side::from(&of.before),
            "after": Side::from(&of.after),
            "difference": of.difference.and_then(rounded),
            "relative": of.relative.and_then(rounded),
            "meaningful": of.meaningful,
            "text": super::comparison(of, temperature),
        })
    };
    comparisons.iter().map(object).collect()
}

/// The days around an event as JSON: `event`, `item`, `dates`, `days` with `offset`, the mean and
/// spread with the event and around days like it, and `since`.
pub fn response_to_json(response: &Response) -> Value {
    let told = |summary: Option<Summary>| {
        summary.map(|of| {
            serde_json::json!({
                "days": of.days, "mean": rounded(of.mean), "spread": rounded(of.spread)
            })
        })
    };
    let days = response.days.iter().map(|of| {
        serde_json::json!({
            "offset": of.offset, "event": told(of.event), "matched": told(of.matched)
        })
    });
    serde_json::json!({
        "event": response.event,
        "item": response.item.as_str(),
        "dates": response.dates.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "days": days.collect::<Vec<_>>(),
        "since": response.since.as_ref().map(super::since),
    })
}

/// The page as JSON: `from`, `to`, `cycles`, `comparisons`, and `questions`, a row each.
pub fn page_to_json(page: &Page, catalogue: &Catalogue) -> Value {
    let findings = page.findings.iter();
    let questions = findings.map(|finding| Record::of_finding(finding, catalogue));
    let sheet = Sheet {
        from: page.range.map(|range| range.first.to_string()),
        to: page.range.map(|range| range.last.to_string()),
        cycles: page.cycles,
        comparisons: page.comparisons,
        questions: questions
            .chain(page.reliefs.iter().map(Record::of_relief))
            .collect(),
    };
    // Strings, numbers and nothing else: it cannot fail.
    serde_json::to_value(sheet).unwrap_or_default()
}
