//! Cycles in plain words: estimated, confirmed or conflicting; never a promise.
//!
//! Where a function takes `fertility`, it speaks of ovulation and fertile days only when that is
//! `true`; the phases stay.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::cycle::{
    Bleeding, Certainty, Cycle, Cycles, DaySigns, Doubt, Excluded, Expected, Implausible,
    NoForecast, Ovulation, Phase, Reason, SetAside, Source, Spacing, StartReason, Untold, Window,
    as_books_count,
};
use crate::diary::calendar::days_between;
use crate::diary::profile::{Bleeds, Contraception, Steering};
use crate::diary::{Profile, Tristate};
use crate::words::dates::{day_month, day_month_year, day_of_month, ends};

/// The share of cases the days told as "(5 to 9)" hold.
const RANGE: f64 = 0.8;
/// How many periods to come are listed.
const SHOWN: usize = 3;

packed!("cycle");

/// A bleeding that begins a cycle, or stands where one would.
pub fn bleed(bleeds: Bleeds) -> &'static str {
    match bleeds {
        Bleeds::Periods => phase_menses(),
        Bleeds::Withdrawal => withdrawal_bleed(),
        Bleeds::Breakthrough => breakthrough_bleed(),
        Bleeds::Irregular => bleeding(),
    }
}

/// A date in its cycle, or since the last bleed where there is none: "cycle day 21".
pub fn day_of(cycle: &Cycle, date: NaiveDate) -> String {
    match (cycle.bleeds, cycle.counted_day(date)) {
        (Bleeds::Periods, Some(day)) => cycle_day(day),
        (Bleeds::Periods, None) => day_since_noted(cycle.day(date)),
        (bleeds, _) => day_since(cycle.day(date), bleed(bleeds)),
    }
}

/// A phase of a cycle. Without `fertility` the days before ovulation are told as follicular.
pub fn phase(phase: Phase, bleeds: Bleeds, fertility: bool) -> &'static str {
    match phase {
        Phase::Menses => bleed(bleeds),
        Phase::Fertile if fertility => phase_fertile(),
        Phase::Follicular | Phase::Fertile => phase_follicular(),
        Phase::Ovulatory if fertility => phase_ovulatory(),
        Phase::Ovulatory => phase_middle(),
        Phase::EarlyLuteal => phase_early_luteal(),
        Phase::LateLuteal => phase_late_luteal(),
    }
}

/// What an estimate of ovulation rests on.
pub fn source(source: Source) -> &'static str {
    match source {
        Source::LhTest => from_lh_test(),
        Source::Temperature => from_temperature(),
        Source::Mucus => from_mucus(),
        Source::NextPeriod => from_next_period(),
        Source::PastOvulations => from_past_ovulations(),
        Source::PastLengths => from_past_lengths(),
        Source::Population => from_population(),
    }
}

/// How far an estimate can be relied on.
pub fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Confirmed => is_confirmed(),
        Certainty::Estimated => is_estimated(),
        Certainty::Conflicting => is_conflicting(),
    }
}

/// A date in its cycle: "cycle day 21, about 7 days after ovulation (5 to 9), estimated"; `None`
/// before the first cycle.
pub fn day(cycles: &Cycles, date: NaiveDate, fertility: bool) -> Option<String> {
    let cycle = cycles.at(date)?;
    let day = day_of(cycle, date);
    if cycle.counted_day(date).is_none() {
        return Some(day);
    }
    if !fertility {
        let likeliest = cycles.phase(date).and_then(|member| member.likeliest());
        return Some(match likeliest {
            Some(likeliest) => format!("{day}, {}", phase(likeliest, cycle.bleeds, false)),
            None => day,
        });
    }
    Some(match &cycle.ovulation {
        Some(ovulation) if ovulation.certainty == Certainty::Conflicting => {
            format!("{day}, {}", conflict(cycle, ovulation))
        }
        Some(ovulation) => format!(
            "{day}, {}, {}",
            from_ovulation(ovulation, date),
            certainty(ovulation.certainty)
        ),
        None if cycle.no_rise => format!("{day}, {}", no_rise()),
        None => day,
    })
}

/// "about 7 days after ovulation (5 to 9)", "about ovulation (give or take a day)".
fn from_ovulation(ovulation: &Ovulation, date: NaiveDate) -> String {
    let after = days_between(ovulation.best(), date);
    let (low, high) = ovulation.days.middle(RANGE);
    let (least, most) = (days_between(high, date), days_between(low, date));
    let range = match (least, most) {
        (a, b) if a == b => None,
        (a, b) if a >= 0 && after > 0 => Some(range(a, b)),
        (a, b) if b <= 0 && after < 0 => Some(range(-b, -a)),
        (a, b) if a == -b && after == 0 => Some(range_either_way(b)),
        (a, 0) => Some(range_to_day(-a)),
        (0, b) => Some(range_from_day(b)),
        (a, b) => Some(range_around(-a, b)),
    };
    let told = match after {
        0 => about_ovulation().to_owned(),
        n if n > 0 => after_ovulation(n),
        n => before_ovulation(-n),
    };
    match range {
        Some(range) => format!("{told} {range}"),
        None => told,
    }
}

/// "the signs of ovulation conflict: LH test says 13 March, temperature says 19 March".
fn conflict(cycle: &Cycle, ovulation: &Ovulation) -> String {
    let signs = ovulation.signs.iter();
    let mut told: Vec<String> = signs
        .map(|(sign, day)| sign_says(source(*sign), day_month(*day)))
        .collect();
    if cycle.no_rise {
        told.push(no_rise().into());
    }
    conflict_of_signs(told.join(", "))
}

/// When ovulation was: "about 14 March (12 to 16 March), estimated: counted back from the next
/// period".
pub fn ovulation(cycle: &Cycle) -> String {
    match &cycle.ovulation {
        Some(ovulation) if ovulation.certainty == Certainty::Conflicting => {
            conflict(cycle, ovulation)
        }
        Some(ovulation) => {
            let when = match ovulation.between() {
                Some(days) => {
                    let [first, last] = ends(days.first, days.last);
                    between_dates(first, last)
                }
                None => {
                    let best = day_month(ovulation.best());
                    match ovulation.days.middle(RANGE) {
                        (low, high) if low == high => about_date(best),
                        (low, high) => {
                            let [low, high] = ends(low, high);
                            about_date_range(best, low, high)
                        }
                    }
                }
            };
            ovulation_told(
                when,
                certainty(ovulation.certainty),
                source(ovulation.source),
            )
        }
        None if cycle.no_rise => no_rise().into(),
        None => unknown().into(),
    }
}

/// Why the temperature of a day is left out; `None` when it is not.
pub fn set_aside(day: &DaySigns) -> Option<String> {
    let reasons: Vec<&str> = day.set_aside().map(aside).collect();
    (!reasons.is_empty()).then(|| reasons.join(", "))
}

fn aside(why: SetAside) -> &'static str {
    match why {
        SetAside::ByPerson => aside_by_you(),
        SetAside::Illness => aside_illness(),
        SetAside::Fever => aside_fever(),
        SetAside::Chills => aside_chills(),
        SetAside::TooHigh => aside_too_high(),
        SetAside::TooLow => aside_too_low(),
    }
}

/// The temperatures that are left out without the person's word, and why.
fn left_out_temperatures(cycle: &Cycle) -> Option<String> {
    let by_person = |date| cycle.set_aside.contains(&(date, SetAside::ByPerson));
    let unasked = cycle.set_aside.iter().filter(|(date, _)| !by_person(*date));
    let (days, reasons): (BTreeSet<_>, BTreeSet<_>) = unasked.copied().unzip();
    let why: Vec<&str> = reasons.into_iter().map(aside).collect();
    (!days.is_empty()).then(|| temperature_left_out(days.len(), why.join(", ")))
}

/// What speaks against a sign.
fn doubt(doubt: &Doubt) -> String {
    match doubt {
        Doubt::FellBack(date) => fell_back(day_month(*date)),
        Doubt::Unmeasured(_) => unmeasured().into(),
        Doubt::LongSurge(days) => long_surge(days.len()),
    }
}

/// Why a sign was dropped.
fn implausible(dropped: &Implausible) -> String {
    match *dropped {
        Implausible::Luteal { source: of, days } => match as_books_count(days) {
            days @ 1.. => not_used(source(of), days),
            days => not_used_late(source(of), days == 0),
        },
        Implausible::Surge(_, Untold::Early) => early_surge().into(),
        Implausible::Surge(days, Untold::Endless) => endless_surge(days.len()),
    }
}

/// Why a day was taken for the first of a cycle.
pub fn start_reason(reason: StartReason) -> String {
    match reason {
        StartReason::Marked => marked().into(),
        StartReason::Bleeding { amount, free_days } => {
            let amount = match amount {
                Bleeding::None | Bleeding::Spotting => bleeding(),
                Bleeding::Light => bleeding_light(),
                Bleeding::Medium => bleeding_medium(),
                Bleeding::Heavy => bleeding_heavy(),
                Bleeding::VeryHeavy => bleeding_very_heavy(),
            };
            match free_days {
                None => first_logged(amount),
                Some(n) => after_free_days(amount, n),
            }
        }
    }
}

/// Why a cycle is left out of averages and forecasts.
pub fn excluded(excluded: Excluded, bleeds: Bleeds) -> &'static str {
    match excluded {
        Excluded::Break if bleeds == Bleeds::Periods => a_break(),
        Excluded::Break => a_gap(),
        Excluded::TooShort => unusually_short(),
        Excluded::MaybeUnlogged => maybe_unlogged(),
        Excluded::ByPerson(reason) => match reason {
            Reason::Pregnancy => pregnancy(),
            Reason::Contraception => contraception(),
            Reason::Illness => illness(),
            Reason::Travel => travel(),
            Reason::NotLogged => not_logged(),
            Reason::Other => left_out_by_you(),
        },
    }
}

/// What is worth a word about a cycle in a list.
pub fn notes(cycle: &Cycle, fertility: bool) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    let left_out = cycle.excluded.map(|why| excluded(why, cycle.bleeds));
    notes.extend(left_out.map(String::from));
    if cycle.is_prolonged() {
        notes.push(prolonged().into());
    }
    if fertility {
        notes.extend(left_out_temperatures(cycle));
        let doubts = cycle.ovulation.iter().flat_map(|found| &found.doubts);
        notes.extend(doubts.map(doubt));
        if cycle.no_rise {
            notes.push(no_rise().into());
        }
        notes.extend(cycle.implausible.iter().map(implausible));
    }
    notes
}

/// A period to come: "between 20 and 22 December, about the 20th", "between 31 March and 6 April,
/// about 3 April".
pub fn expected(expected: &Expected) -> String {
    if expected.low == expected.high {
        return about_date(day_month(expected.best));
    }
    let [low, high] = ends(expected.low, expected.high);
    let best = match low == day_month(expected.low) {
        true => day_month(expected.best),
        false => day_of_month(expected.best),
    };
    between_dates_about(low, high, best)
}

/// The forecast in lines: the next periods, and what to do when one is late.
pub fn forecast(cycles: &Cycles, pregnancy_possible: bool) -> Vec<String> {
    let forecast = match cycles.forecast() {
        Ok(forecast) => forecast,
        Err(why) => return vec![no_forecast(why)],
    };
    let periods = forecast.next.iter().map(expected).take(SHOWN);
    let mut lines: Vec<String> = periods
        .enumerate()
        .map(|(at, period)| match at {
            0 => next_period(period),
            _ => then(period),
        })
        .collect();
    lines.extend(late(cycles, pregnancy_possible));
    lines
}

/// What to say of a period that is late; `None` when it is not. A test is offered, nothing
/// concluded: on the first missed day it finds at best 9 in 10 pregnancies, a week later 97 in 100
/// (Wilcox et al., JAMA 2001).
pub fn late(cycles: &Cycles, pregnancy_possible: bool) -> Option<String> {
    let due = &cycles.forecast().ok()?.due;
    let late = days_between(due.best, cycles.today());
    if late < 1 {
        return None;
    }
    let told = later(late);
    if cycles.today() <= due.high {
        return Some(late_usual(told));
    }
    Some(match pregnancy_possible {
        true if late < 7 => late_test_early(told),
        true => late_test(told),
        false => late_only(told),
    })
}

/// Why there is no forecast.
pub fn no_forecast(why: NoForecast) -> String {
    match why {
        NoForecast::NoPeriod => no_period().into(),
        NoForecast::LongAgo { start } => long_ago(day_month_year(start)),
        NoForecast::Spacing(Spacing::MonthsApart { least, most }) => {
            months_apart(apart(least, most))
        }
        NoForecast::Spacing(Spacing::TooClose { least, most }) => too_close(apart(least, most)),
        NoForecast::Pregnancy { test: Some(date) } => paused_since(day_month(date)),
        NoForecast::Pregnancy { test: None } => paused().into(),
        NoForecast::Steered(steering) => steered(steering).into(),
    }
}

/// "116 to 126 days".
fn apart(least: i64, most: i64) -> String {
    match least == most {
        true => days_apart(most),
        false => days_apart_range(least, most),
    }
}

/// Why no period can be foreseen, and what bleeding then is.
pub fn steered(steering: Steering) -> &'static str {
    use Contraception::{Combined, HormonalCoil, ImplantOrInjection, Minipill};
    match steering {
        Steering::Menopause => menopause(),
        Steering::Testosterone => on_testosterone(),
        Steering::Contraception(Combined) => on_combined(),
        Steering::Contraception(Minipill) => on_minipill(),
        Steering::Contraception(ImplantOrInjection) => on_implant_or_injection(),
        Steering::Contraception(HormonalCoil) => on_hormonal_coil(),
        Steering::Contraception(
            Contraception::None | Contraception::CopperCoil | Contraception::Unknown,
        ) => no_period(),
    }
}

/// Why no cycles are told where the profile leaves them out.
pub fn left_out(profile: &Profile) -> &'static str {
    match profile.uterus {
        Tristate::No if profile.prostate == Tristate::Yes => no_womb_prostate(),
        Tristate::No => no_womb(),
        Tristate::Yes | Tristate::Unknown => not_kept(),
    }
}

/// How long a cycle was: "29 d", "day 15" while it runs, "break" when no length is taken from it.
pub fn length(cycle: &Cycle, today: NaiveDate) -> String {
    let running = cycle
        .counted_day(today)
        .filter(|_| cycle.next_start.is_none());
    match (cycle.length(), running) {
        (Some(days), _) => length_days(days),
        (None, Some(day)) => length_so_far(day),
        (None, None) => length_break().into(),
    }
}

/// How many days its luteal phase had, as books count them, when a sign showed the ovulation.
pub fn luteal(cycle: &Cycle) -> Option<i64> {
    cycle.luteal_length().map(as_books_count)
}

/// When ovulation was, in few words: "day 15, confirmed: LH test".
pub fn ovulation_day(cycle: &Cycle) -> String {
    match &cycle.ovulation {
        Some(ovulation) if ovulation.certainty == Certainty::Conflicting => {
            let signs = ovulation.signs.iter();
            let signs = signs.map(|(sign, day)| sign_day(source(*sign), cycle.day(*day)));
            let signs: Vec<String> = signs.collect();
            conflict_of_days(signs.join(", "))
        }
        Some(ovulation) => {
            let (how, by) = (certainty(ovulation.certainty), source(ovulation.source));
            match ovulation.between() {
                Some(days) => {
                    ovulation_between(cycle.day(days.first), cycle.day(days.last), how, by)
                }
                None => {
                    let day = cycle.day(ovulation.best());
                    ovulation_on(ovulation.is_confirmed(), day, how, by)
                }
            }
        }
        None if cycle.no_rise => no_rise().into(),
        None => unknown().into(),
    }
}

/// The next fertile days and, when it is wanted, those of a possible implantation, in lines; none
/// when nothing of fertility is to be shown.
pub fn windows(cycles: &Cycles, profile: &Profile) -> Vec<String> {
    let Some(forecast) = cycles.forecast().ok().filter(|_| profile.tells_fertility()) else {
        return vec![];
    };
    let days = |window: &Window| ends(window.from, window.to);
    let fertile = forecast.fertile.as_ref().map(days);
    let fertile = fertile.map(|[from, to]| fertile_window(from, to));
    let implantation = forecast.implantation.as_ref();
    let implantation = implantation.filter(|_| profile.implantation).map(days);
    let implantation = implantation.map(|[from, to]| implantation_window(from, to));
    fertile.into_iter().chain(implantation).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_a_prostate_and_no_womb_is_told_nothing_of_ovaries() {
        let told = |prostate| {
            left_out(&Profile {
                uterus: Tristate::No,
                prostate,
                ..Profile::default()
            })
        };
        assert!(told(Tristate::Unknown).contains("ovaries"));
        let without = told(Tristate::Yes);
        assert!(without.contains("no womb") && !without.contains("ovaries"));
    }

    #[test]
    fn a_sign_that_leaves_no_luteal_phase_says_so() {
        assert!(not_used_late(from_lh_test(), true).ends_with("on the day before the next period"));
        assert!(not_used_late(from_lh_test(), false).ends_with("after it"));
    }
}
