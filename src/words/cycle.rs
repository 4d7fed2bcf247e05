//! Cycles in plain words: estimated, confirmed or conflicting; never a promise.
//!
//! Where a function takes `fertility`, it speaks of ovulation and fertile days only when that is
//! `true`; the phases stay.

use chrono::NaiveDate;

use crate::cycle::{
    Bleeding, Certainty, Cycle, Cycles, Excluded, Expected, NoForecast, Ovulation, Phase, Reason,
    Source, StartReason, Window,
};
use crate::diary::Profile;
use crate::diary::calendar::days_between;

/// The share of cases the days told as "(5 to 9)" hold.
const RANGE: f64 = 0.8;

fn count(n: i64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn days(n: i64) -> String {
    count(n, "day", "days")
}

fn day_month(date: NaiveDate) -> String {
    date.format("%-d %B").to_string()
}

/// A phase. Without `fertility` the days before ovulation are told as follicular.
pub fn phase(phase: Phase, fertility: bool) -> &'static str {
    match phase {
        Phase::Menses => "period",
        Phase::Fertile if fertility => "fertile days",
        Phase::Follicular | Phase::Fertile => "follicular phase",
        Phase::Ovulatory if fertility => "about ovulation",
        Phase::Ovulatory => "mid-cycle",
        Phase::EarlyLuteal => "early luteal phase",
        Phase::LateLuteal => "late luteal phase",
    }
}

/// What an estimate of ovulation rests on.
pub fn source(source: Source) -> &'static str {
    match source {
        Source::LhTest => "LH test",
        Source::Temperature => "temperature",
        Source::Mucus => "mucus",
        Source::NextPeriod => "counted back from the next period",
        Source::PastOvulations => "your earlier ovulations",
        Source::PastLengths => "your cycle lengths",
        Source::Population => "what is usual",
    }
}

/// How far an estimate can be relied on.
pub fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Confirmed => "confirmed",
        Certainty::Estimated => "estimated",
        Certainty::Conflicting => "conflicting",
    }
}

/// A date in its cycle: "cycle day 21, about 7 days after ovulation (5 to 9), estimated"; `None`
/// before the first cycle.
pub fn day(cycles: &Cycles, date: NaiveDate, fertility: bool) -> Option<String> {
    let cycle = cycles.at(date)?;
    let day = format!("cycle day {}", cycle.day(date));
    if !fertility {
        let likeliest = cycles.phase(date).and_then(|member| member.likeliest());
        return Some(match likeliest {
            Some(likeliest) => format!("{day}, {}", phase(likeliest, false)),
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
        None if cycle.no_rise => format!("{day}, no temperature rise seen"),
        None => day,
    })
}

/// "about 7 days after ovulation (5 to 9)".
fn from_ovulation(ovulation: &Ovulation, date: NaiveDate) -> String {
    let after = days_between(ovulation.best(), date);
    let (low, high) = ovulation.days.middle(RANGE);
    let (least, most) = (days_between(high, date), days_between(low, date));
    let range = match (least, most) {
        (a, b) if a == b => String::new(),
        (a, b) if a >= 0 && after > 0 => format!(" ({a} to {b})"),
        (a, b) if b <= 0 && after < 0 => format!(" ({} to {})", -b, -a),
        (a, 0) => format!(" ({} before to the day itself)", -a),
        (0, b) => format!(" (the day itself to {b} after)"),
        (a, b) => format!(" ({} before to {b} after)", -a),
    };
    match after {
        0 => format!("about the day of ovulation{range}"),
        n if n > 0 => format!("about {} after ovulation{range}", days(n)),
        n => format!("about {} before ovulation{range}", days(-n)),
    }
}

/// "the signs of ovulation conflict: LH test says 13 March, temperature says 19 March".
fn conflict(cycle: &Cycle, ovulation: &Ovulation) -> String {
    let signs = ovulation.signs.iter();
    let mut told: Vec<String> = signs
        .map(|(sign, day)| format!("{} says {}", source(*sign), day_month(*day)))
        .collect();
    if cycle.no_rise {
        told.push("no temperature rise seen".into());
    }
    format!("the signs of ovulation conflict: {}", told.join(", "))
}

/// When ovulation was: "about 14 March (12 March to 16 March), estimated: counted back from the next
/// period".
pub fn ovulation(cycle: &Cycle) -> String {
    match &cycle.ovulation {
        Some(ovulation) if ovulation.certainty == Certainty::Conflicting => {
            conflict(cycle, ovulation)
        }
        Some(ovulation) => {
            let (low, high) = ovulation.days.middle(RANGE);
            format!(
                "about {} ({} to {}), {}: {}",
                day_month(ovulation.best()),
                day_month(low),
                day_month(high),
                certainty(ovulation.certainty),
                source(ovulation.source)
            )
        }
        None if cycle.no_rise => "no temperature rise seen".into(),
        None => "not known".into(),
    }
}

/// Why a day was taken for the first of a cycle.
pub fn start_reason(reason: StartReason) -> String {
    match reason {
        StartReason::Marked => "you marked it as the first day".into(),
        StartReason::Bleeding { amount, free_days } => {
            let amount = match amount {
                Bleeding::None | Bleeding::Spotting => "",
                Bleeding::Light => "light ",
                Bleeding::Medium => "medium ",
                Bleeding::Heavy => "heavy ",
            };
            match free_days {
                None => format!("{amount}bleeding, the first that is logged"),
                Some(n) => format!("{amount}bleeding after {} without", days(n)),
            }
        }
    }
}

/// Why a cycle is left out of averages and forecasts.
pub fn excluded(excluded: Excluded) -> &'static str {
    match excluded {
        Excluded::Break => "a break: more than 99 days to the next period",
        Excluded::MaybeUnlogged => "a period may not have been logged",
        Excluded::ByPerson(reason) => match reason {
            Reason::Pregnancy => "pregnancy",
            Reason::Contraception => "contraception",
            Reason::Illness => "illness",
            Reason::Travel => "travel",
            Reason::NotLogged => "not logged",
            Reason::Other => "left out by you",
        },
    }
}

/// What is worth a word about a cycle in a list.
pub fn notes(cycle: &Cycle, fertility: bool) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    notes.extend(cycle.excluded.map(excluded).map(String::from));
    if cycle.is_unusually_short() {
        notes.push("unusually short: is the next one a period?".into());
    }
    if fertility {
        if cycle.no_rise {
            notes.push("no temperature rise seen".into());
        }
        notes.extend(cycle.implausible.iter().map(|dropped| {
            format!(
                "{} not used: it would make the luteal phase {}",
                source(dropped.source),
                days(dropped.luteal_days)
            )
        }));
    }
    notes
}

/// A period to come: "about 3 April (31 March to 6 April)".
pub fn expected(expected: &Expected) -> String {
    if expected.low == expected.high {
        return format!("about {}", day_month(expected.best));
    }
    format!(
        "about {} ({} to {})",
        day_month(expected.best),
        day_month(expected.low),
        day_month(expected.high)
    )
}

/// The forecast in lines: the next periods, and what to do when one is late.
pub fn forecast(cycles: &Cycles, pregnancy_possible: bool) -> Vec<String> {
    let forecast = match cycles.forecast() {
        Ok(forecast) => forecast,
        Err(why) => return vec![no_forecast(why)],
    };
    let names = ["Next period", "Then", "Then"];
    let mut lines: Vec<String> = names
        .iter()
        .zip(&forecast.next)
        .map(|(name, next)| format!("{name}: {}", expected(next)))
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
    let told = format!("{} later than expected", days(late));
    if cycles.today() <= due.high {
        return Some(format!("{told}, within the usual range."));
    }
    Some(if pregnancy_possible {
        let sure = if late < 7 {
            "finds up to 9 in 10 pregnancies, in a week nearly all"
        } else {
            "finds nearly all pregnancies"
        };
        format!("{told}. If you could be pregnant: a test {sure}.")
    } else {
        format!("{told}.")
    })
}

/// Why there is no forecast.
pub fn no_forecast(why: NoForecast) -> String {
    match why {
        NoForecast::NoPeriod => {
            "Not enough yet: log the first day of a period, and the next can be expected.".into()
        }
        NoForecast::LongAgo { start } => format!(
            "Nothing can be expected: the last period began on {}, longer ago than a cycle lasts.",
            start.format("%-d %B %Y")
        ),
        NoForecast::Pregnancy { test: Some(date) } => {
            format!(
                "Paused since the positive pregnancy test of {}.",
                day_month(date)
            )
        }
        NoForecast::Pregnancy { test: None } => "Paused: you marked a pregnancy.".into(),
        NoForecast::Menopause => "No periods are expected after the menopause.".into(),
    }
}

/// How long a cycle was: "29 d", "day 15" while it runs, "break" when no length is taken from it.
pub fn length(cycle: &Cycle, today: NaiveDate) -> String {
    match (cycle.length(), cycle.next_start) {
        (Some(days), _) => format!("{days} d"),
        (None, None) => format!("day {}", cycle.day(today)),
        (None, Some(_)) => "break".into(),
    }
}

/// When ovulation was, in few words: "day 15, confirmed: LH test".
pub fn ovulation_day(cycle: &Cycle) -> String {
    match &cycle.ovulation {
        Some(ovulation) if ovulation.certainty == Certainty::Conflicting => {
            let signs = ovulation.signs.iter();
            let signs =
                signs.map(|(sign, day)| format!("{} day {}", source(*sign), cycle.day(*day)));
            let signs: Vec<String> = signs.collect();
            format!("conflicting: {}", signs.join(", "))
        }
        Some(ovulation) => format!(
            "{}day {}, {}: {}",
            if ovulation.is_confirmed() {
                ""
            } else {
                "about "
            },
            cycle.day(ovulation.best()),
            certainty(ovulation.certainty),
            source(ovulation.source)
        ),
        None if cycle.no_rise => "no temperature rise seen".into(),
        None => "not known".into(),
    }
}

/// The next fertile days and, when it is wanted, those of a possible implantation, in lines; none
/// when nothing of fertility is to be shown.
pub fn windows(cycles: &Cycles, profile: &Profile) -> Vec<String> {
    let Some(forecast) = cycles.forecast().ok().filter(|_| profile.fertility) else {
        return vec![];
    };
    let told = |name: &str, window: &Option<Window>| {
        let window = window.as_ref()?;
        let (from, to) = (day_month(window.from), day_month(window.to));
        Some(format!("{name}: {from} to {to}"))
    };
    let implantation = &forecast.implantation;
    let implantation = profile
        .implantation
        .then(|| told("Implantation window", implantation));
    let fertile = told("Fertile days", &forecast.fertile);
    fertile.into_iter().chain(implantation.flatten()).collect()
}
