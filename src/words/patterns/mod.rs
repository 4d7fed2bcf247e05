//! Findings in words.

mod gathered;
mod json;
mod why;

use super::cycle::bleed;
use super::figures::{self, points};
use crate::diary::profile::Bleeds;
use crate::diary::relief::MeasureRecord;
use crate::diary::{Catalogue, ItemId, TemperatureUnit};
use crate::patterns::{
    Comparison, Finding, Heading, LEAST_DAYS, Lack, Measured, Missing, Page, Part, PartsAsked,
    Phase, Question, Row, Section, Since, Tally, Trend, Verdict, Weekdays, relief_missing,
};

pub use json::{comparisons_to_json, page_to_json, response_to_json};
pub use why::why;

packed!("patterns");

/// What stands over a part of the page, and a line on what it means.
pub fn heading(of: Heading) -> (&'static str, &'static str) {
    match of {
        Heading::Steady => (steady(), steady_note()),
        Heading::Pattern => (pattern(), pattern_note()),
        Heading::SoFar => (so_far(), so_far_note()),
        Heading::None => (not_found(), not_found_note()),
        Heading::NotEnough => (not_enough(), not_enough_note()),
        Heading::Relief => (measures(), measures_note()),
        Heading::Course => (course(), course_note()),
    }
}

/// What a page says that has nothing on it, given what of the cycle is asked about.
pub fn nothing_asked(asked: PartsAsked) -> &'static str {
    match asked {
        PartsAsked::All | PartsAsked::Bleeding => nothing_to_ask(),
        PartsAsked::Nothing => nothing_to_ask_without_cycle(),
    }
}

/// The complete cycles a page tells of: withdrawal bleeds make none.
pub fn complete_cycles(page: &Page, asked: PartsAsked) -> usize {
    match asked {
        PartsAsked::All => page.cycles,
        PartsAsked::Bleeding | PartsAsked::Nothing => 0,
    }
}

/// A section that is folded, in a line.
pub fn folded(section: &Section) -> String {
    let Tally {
        things,
        questions,
        easily_missed,
        help,
    } = section.tally();
    match help {
        Some((lack, rows)) => not_enough_folded(things, rows, would_help(lack)),
        None => not_found_folded(things, questions, easily_missed == questions, easily_missed),
    }
}

/// What would help, where there is too little of something.
fn would_help(lack: Lack) -> &'static str {
    match lack {
        Lack::Cycles => help_cycles(),
        Lack::Phase => help_phase(),
        Lack::Without => help_without(),
        Lack::Events => help_events(),
        Lack::Spread => help_spread(),
        Lack::Comparison => help_comparison(),
        Lack::Variation => help_variation(),
        Lack::Uses => help_uses(),
    }
}

/// A row of the page.
pub fn row(row: &Row, catalogue: &Catalogue) -> String {
    match row {
        Row::Found(finding, told) => found(finding, told, catalogue),
        Row::Gathered(findings) => gathered::findings(findings, catalogue),
        Row::Relief(of) => relief(of),
        Row::Weekdays(of) => weekdays(of, catalogue),
        Row::Trend(of) => trend(of, catalogue),
    }
}

/// The choice of a message that says which way it went, by what is shown of the difference.
macro_rules! way {
    ($choice:ident, $difference:expr) => {
        way!($choice, $difference, points($difference))
    };
    ($choice:ident, $difference:expr, $shown:expr) => {
        match $difference {
            _ if figures::is_zero(&$shown) => $choice::Same,
            difference if difference > 0.0 => $choice::Higher,
            _ => $choice::Lower,
        }
    };
}

/// The choice of a message that says what the cases of a finding lie in.
macro_rules! units {
    ($choice:ident, $basis:expr) => {
        match ($basis.are_cycles, $basis.bleeds) {
            (false, _) => $choice::Weeks,
            (true, Bleeds::Periods) => $choice::Cycles,
            (true, _) => $choice::Bleeds,
        }
    };
}
pub(super) use units;

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
pub fn when(finding: &Finding) -> String {
    when_of(&finding.question, finding.basis.bleeds)
}

/// The same of a question, where bleeds are what they are.
fn when_of(question: &Question, bleeds: Bleeds) -> String {
    use InPhasePhase as Choice;
    let phase = |part: &Part| match part {
        Part::Whole(Phase::Menses) => Choice::Menses,
        Part::FirstDays => Choice::FirstDays,
        Part::Whole(Phase::Follicular) => Choice::Follicular,
        Part::Whole(Phase::Ovulatory) => Choice::Ovulatory,
        Part::Whole(Phase::EarlyLuteal) => Choice::EarlyLuteal,
        Part::Whole(Phase::LateLuteal) => Choice::LateLuteal,
        Part::LastDays => Choice::LastDays,
    };
    match question {
        Question::Phase(part) => in_phase(phase(part), bleed(bleeds)),
        Question::Event { phrase, lag, .. } => after_event(*lag, phrase),
    }
}

/// How often something happens, in words.
pub fn odds(probability: f64) -> String {
    use OddsToldOften as Often;
    let often = match probability {
        p if p < 0.05 => Often::Rarely,
        p if p < 0.58 => Often::OneIn,
        p if p < 0.75 => Often::TwoInThree,
        _ => Often::Mostly,
    };
    odds_told(often, figures::fixed(1.0 / probability, 0))
}

/// What is missing, in words.
pub fn missing(missing: &[Missing]) -> String {
    lacks(missing, false)
}

/// What is missing, at length or in short.
fn lacks(missing: &[Missing], short: bool) -> String {
    let told = missing
        .iter()
        .map(|Missing { what, have, need }| match what {
            Lack::Cycles => missing_cycles(short, have, need),
            Lack::Phase => missing_phase(short, have, need),
            Lack::Events => missing_events(short, have, need),
            Lack::Without => missing_without(short, have, need),
            Lack::Comparison => missing_comparison(have, need),
            Lack::Spread => missing_spread(short, have, need),
            Lack::Uses => missing_uses(short, have, need),
            Lack::Variation => missing_variation(short),
        });
    told.reduce(and).unwrap_or_default()
}

/// An item in a sentence; nothing when it is no more.
fn phrase<'a>(item: &ItemId, catalogue: &'a Catalogue) -> &'a str {
    let item = catalogue.item(item.as_str());
    item.map_or("", |item| &item.phrase)
}

/// A finding under its heading, and the events of the same days that it tells of.
fn found(finding: &Finding, told: &[&Finding], catalogue: &Catalogue) -> String {
    join(sentence(finding, false, catalogue), same(finding, told))
}

/// The other events of the same days that a finding tells of.
fn same(finding: &Finding, told: &[&Finding]) -> Option<String> {
    let Question::Event { event: own, .. } = &finding.question else {
        return None;
    };
    let mut events: Vec<String> = Vec::new();
    for of in told {
        if let Question::Event { event, phrase, .. } = &of.question
            && event != own
            && !events.contains(phrase)
        {
            events.push(phrase.clone());
        }
    }
    (!events.is_empty()).then(|| same_days(listed(&events)))
}

/// A finding about a scale.
pub fn finding(finding: &Finding, catalogue: &Catalogue) -> String {
    sentence(finding, true, catalogue)
}

/// A finding alone, or under the heading that says how sure it is.
fn sentence(finding: &Finding, alone: bool, catalogue: &Catalogue) -> String {
    let item = phrase(&finding.item, catalogue);
    let when = when(finding);
    let basis = &finding.basis;
    if let Some(told) = &finding.told_in {
        return told_in(item, when, when_of(told, basis.bleeds));
    }
    let Some(estimate) = &finding.estimate else {
        let lacking = missing(&finding.missing);
        return match finding.missing.first().map(|missing| missing.what) {
            Some(Lack::Variation) => not_enough_varied(item, when, lacking),
            _ => not_enough_for(item, when, lacking),
        };
    };
    let (same, of) = (estimate.same_sign, estimate.of);
    let (inside, outside) = (points(estimate.inside), points(estimate.outside));
    let (low, high) = (points(estimate.low), points(estimate.high));
    let difference = points(estimate.difference);
    let odds = odds(finding.missed.unwrap_or(1.0));
    let is_phase = matches!(finding.question, Question::Phase(_));
    let text = match (finding.verdict, is_phase) {
        (Verdict::Pattern | Verdict::Steady, true) => {
            let way = way!(FoundPhaseWay, estimate.difference);
            let units = units!(FoundPhaseUnits, basis);
            found_phase(
                same, of, units, item, way, when, inside, outside, difference, low, high,
            )
        }
        (Verdict::Pattern | Verdict::Steady, false) => {
            let way = way!(FoundEventWay, estimate.difference);
            let (cases, units) = (basis.cases, units!(FoundEventUnits, basis));
            found_event(
                same, of, units, item, way, when, cases, inside, outside, difference, low, high,
            )
        }
        (Verdict::SoFar, _) => {
            let way = way!(FoundSoFarWay, estimate.difference);
            let units = units!(FoundSoFarUnits, basis);
            found_so_far(alone, same, of, units, item, way, when, inside, outside)
        }
        (Verdict::None | Verdict::NotEnough, true) => {
            not_found_phase(item, when, of, units!(NotFoundPhaseUnits, basis), odds)
        }
        (Verdict::None | Verdict::NotEnough, false) => {
            not_found_event(item, when, basis.cases, odds)
        }
    };
    join(text, estimated(finding))
}

/// What ovulations that are estimated mean for a finding; nothing where none is.
fn estimated(finding: &Finding) -> Option<String> {
    let (estimated, visible) = (finding.basis.estimated, finding.basis.visible);
    let of = finding.estimate.filter(|_| estimated > 0)?.of;
    let basis = &finding.basis;
    let less = (100.0 * (1.0 - visible)).round();
    let is_mid = finding.question == Question::Phase(Phase::Ovulatory.into());
    Some(match is_mid && less >= 1.0 {
        true => {
            let units = units!(MidCycleEstimatedUnits, basis);
            mid_cycle_estimated(estimated, of, units, estimated == of, less)
        }
        false => ovulation_estimated(estimated, of, units!(OvulationEstimatedUnits, basis)),
    })
}

/// A sentence, and another if there is one.
fn join(text: String, more: Option<String>) -> String {
    match more {
        Some(more) => format!("{text} {more}"),
        None => text,
    }
}

/// "1, 2 and 3".
fn listed(words: &[String]) -> String {
    match words {
        [before @ .., last] if !before.is_empty() => and(before.join(", "), last),
        words => words.concat(),
    }
}

/// What a measure did.
pub fn relief(of: &MeasureRecord) -> String {
    let told = |median: Option<f64>| points(median.unwrap_or(0.0));
    match relief_missing(of) {
        Some(lacking) => relief_not_enough(&of.label, missing(&[lacking])),
        None => relief_found(
            capital(&of.label),
            of.rated,
            told(of.before),
            told(of.after),
            figures::signed(of.change.unwrap_or(0.0), 1),
            of.helped,
        ),
    }
}

/// What was answered to "pain since?".
pub fn since(since: &Since) -> String {
    let told = |median: Option<f64>| (median.is_some(), points(median.unwrap_or(0.0)));
    let (rated, worst) = told(since.worst);
    let (begins, began) = told(since.began);
    let (ends, lasted) = told(since.lasted);
    since_told(
        since.asked,
        since.hurt,
        rated,
        worst,
        begins,
        began,
        ends,
        lasted,
    )
}

/// The days of the week.
pub fn weekdays(weekdays: &Weekdays, catalogue: &Catalogue) -> String {
    let item = capital(phrase(&weekdays.item, catalogue));
    let ((most, high), (least, low)) = (weekdays.highest(), weekdays.lowest());
    by_weekday(
        item,
        weekday_each(most + 1),
        points(high),
        weekday_each(least + 1),
        points(low),
    )
}

/// The course over the months.
pub fn trend(trend: &Trend, catalogue: &Catalogue) -> String {
    let item = capital(phrase(&trend.item, catalogue));
    let (way, rise) = (way!(TrendToldWay, trend.rise()), trend.rise().abs());
    trend_told(item, trend.weeks(), way, points(rise))
}

/// Two stretches of time side by side; temperatures in the unit the person reads.
pub fn comparison(comparison: &Comparison, temperature: TemperatureUnit) -> String {
    let item = capital(&comparison.phrase);
    let stretches = (&comparison.before, &comparison.after);
    let (days, later) = (stretches.0.days, stretches.1.days);
    let (Some(before), Some(after)) = (stretches.0.mean, stretches.1.mean) else {
        return compare_not_enough(item, days, later, LEAST_DAYS);
    };
    let change = figures::apart(after, before, 1);
    let percent = figures::signed_percent(comparison.relative.unwrap_or(0.0));
    let relative = |size: &str| comparison.relative.is_some() && !figures::is_zero(size);
    match comparison.measured {
        Measured::Scale => {
            let size = points(change.abs());
            compare_scale(
                item,
                points(before),
                days,
                points(after),
                later,
                way!(CompareScaleWay, change),
                &size,
                relative(&size),
                percent,
                comparison.meaningful,
            )
        }
        Measured::Amount(unit) => {
            let told = |value| figures::amount(value, unit, temperature);
            let size = figures::amount_apart(after, before, unit, temperature);
            compare_amount(
                item,
                told(before),
                days,
                told(after),
                later,
                way!(CompareAmountWay, after - before, size),
                &size,
                relative(&size),
                percent,
            )
        }
        Measured::Days => {
            // A share of so many days is a number of days again.
            let told = |share: f64, days: usize| figures::fixed(share * days as f64, 0);
            compare_days(
                item,
                told(before, days),
                days,
                figures::percent(before),
                told(after, later),
                later,
                figures::percent(after),
            )
        }
    }
}

#[cfg(test)]
mod tests;
