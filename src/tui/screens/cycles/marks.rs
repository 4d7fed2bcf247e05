//! The cycle on the calendar and the day card: phases behind the days, ovulations and what is
//! expected as marks, and the day of the cycle in words.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::cycle::{Certainty, Cycle, Cycles, Phase};
use crate::diary::{DateRange, Profile, Tristate};
use crate::tui::appearance::theme::Meaning;
use crate::tui::marks::{DayMark, OVULATION_CONFIRMED, OVULATION_ESTIMATED};
use crate::tui::model::Model;
use crate::words::screens::cycles as say;
use crate::words::{cycle as words, dates, figures};

/// From this probability on a day to come is shown as a day of the next period.
const EXPECTED: f64 = 0.15;
/// From this probability on a day is shown as fertile.
const FERTILE: f64 = 0.5;
/// An implantation is spoken of from this chance on.
const WORTH_SAYING: f64 = 0.1;

/// From so many columns on, the forecast is told in full.
const ROOMY: u16 = 60;

/// The cycles, for those who keep them.
fn cycles(model: &Model) -> Option<&Cycles> {
    model.cycles()
}

/// Puts phases, ovulations and what is expected into the days of the calendar.
pub fn mark(model: &Model, shown: DateRange, days: &mut BTreeMap<NaiveDate, DayMark>) {
    let Some(cycles) = cycles(model) else { return };
    for date in shown.days() {
        if let Some(tint) = tint(cycles, date, &model.profile) {
            days.entry(date).or_default().tint = Some(tint);
        }
    }
    if !model.profile.tells_fertility() {
        return;
    }
    let all = cycles.cycles();
    let first = all.partition_point(|cycle| cycle.start() <= shown.first);
    let near = all.iter().skip(first.saturating_sub(1));
    let ovulations = near
        .take_while(|cycle| cycle.start() <= shown.last)
        .filter_map(|cycle| cycle.ovulation.as_ref());
    for ovulation in ovulations.filter(|ovulation| shown.contains(ovulation.best())) {
        let mark = match ovulation.certainty {
            Certainty::Confirmed => OVULATION_CONFIRMED,
            Certainty::Estimated => OVULATION_ESTIMATED,
            // Signs that conflict name no day.
            Certainty::Conflicting => continue,
        };
        days.entry(ovulation.best())
            .or_default()
            .marks
            .insert(0, mark);
    }
}

fn tint(cycles: &Cycles, date: NaiveDate, profile: &Profile) -> Option<Meaning> {
    if date > cycles.today() {
        let expected = |next: &crate::cycle::Expected| {
            (next.low..=next.high).contains(&date) || next.days.at(date) >= EXPECTED
        };
        if cycles
            .forecast()
            .is_ok_and(|forecast| forecast.next.iter().any(expected))
        {
            return Some(Meaning::Forecast);
        }
    }
    if profile.tells_fertility() && cycles.fertile(date) >= FERTILE {
        return Some(Meaning::PhaseFertile);
    }
    match cycles.phase(date)?.likeliest()? {
        Phase::Menses => Some(Meaning::PhaseMenstrual),
        Phase::Follicular => Some(Meaning::PhaseFollicular),
        Phase::Fertile | Phase::Ovulatory => None,
        Phase::EarlyLuteal | Phase::LateLuteal => Some(Meaning::PhaseLuteal),
    }
}

/// What is expected, below the months: the next period alone where there is little room.
pub fn lines(model: &Model, width: u16) -> Vec<(String, Meaning)> {
    let Some(cycles) = cycles(model).filter(|cycles| !cycles.cycles().is_empty()) else {
        return vec![];
    };
    let next = cycles
        .forecast()
        .ok()
        .and_then(|forecast| forecast.next.first());
    let lines = match next {
        Some(next) if width < ROOMY => {
            let [low, high] = [next.low, next.high].map(dates::short_day_month);
            vec![say::next_period_between(low, high)]
        }
        _ => words::forecast(cycles, model.profile.pregnancy_possible != Tristate::No),
    };
    let windows = match width < ROOMY {
        true => vec![],
        false => words::windows(cycles, &model.profile),
    };
    lines
        .into_iter()
        .chain(windows)
        .map(|line| (line, Meaning::Forecast))
        .collect()
}

/// The day of the cycle, for the frame of the calendar: "cycle day 14". Where none can be counted, the
/// day card says so, which has room for it.
pub fn aside(model: &Model) -> String {
    cycles(model)
        .and_then(|cycles| cycles.at(model.cursor))
        .filter(|cycle| cycle.counted_day(model.cursor).is_some())
        .map_or(String::new(), |cycle| words::day_of(cycle, model.cursor))
}

/// The cursor day in its cycle, for the day card.
pub fn day(model: &Model) -> Vec<(String, Meaning)> {
    let Some(cycles) = cycles(model) else {
        return vec![];
    };
    let (date, profile) = (model.cursor, &model.profile);
    let conflicting = |cycle: &Cycle| {
        let ovulation = cycle.ovulation.as_ref();
        ovulation.is_some_and(|o| o.certainty == Certainty::Conflicting)
    };
    let fertility = profile.tells_fertility();
    let conflict = fertility && cycles.at(date).is_some_and(conflicting);
    let meaning = if conflict {
        Meaning::Warning
    } else {
        Meaning::Text
    };
    let mut lines: Vec<(String, Meaning)> = words::day(cycles, date, fertility)
        .map(|words| (words, meaning))
        .into_iter()
        .collect();
    if fertility && profile.implantation {
        let implantation = cycles.implantation(date);
        if implantation >= WORTH_SAYING {
            let told = say::implantation_likely(figures::percent(implantation));
            lines.push((told, Meaning::Text));
        }
    }
    let ranges = cycles.forecast().into_iter().flat_map(|f| &f.next);
    let coming = ranges
        .filter(|next| (next.low..=next.high).contains(&date))
        .map(|next| {
            (
                say::period_may_begin(words::expected(next)),
                Meaning::Forecast,
            )
        });
    lines.extend(coming);
    lines
}
