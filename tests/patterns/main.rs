//! What the patterns say, what they refuse to say, and that they always say the same.

mod described;
mod method;
mod odd;
mod power;
mod same;
mod sections;
#[path = "../simulation/mod.rs"]
mod simulation;
mod told;

use std::ops::ControlFlow;

use chrono::{Days, NaiveDate};
use simulation::entry;
use twinge::diary::{Answer, Catalogue, Code, Diary, Entry, EntryId, EntryKindId};
use twinge::patterns::{Options, Page, PartsAsked, Phase, PhaseDays, TimedCycle, Timing};

fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// The first day of the diaries made here, a Monday.
fn start() -> NaiveDate {
    ymd(2025, 1, 6)
}

fn date(day: usize) -> NaiveDate {
    start() + Days::new(day as u64)
}

fn check_in(day: usize, answers: &[(&str, Answer)]) -> Entry {
    let answers = answers
        .iter()
        .map(|(item, answer)| ((*item).into(), answer.clone()));
    entry(
        EntryId::check_in(date(day)),
        EntryKindId::DAY,
        answers.collect(),
    )
}

fn timed(day: usize, n: i64, kind: &str, answers: &[(&str, Answer)]) -> Entry {
    let answers = answers
        .iter()
        .map(|(item, answer)| ((*item).into(), answer.clone()));
    entry(
        EntryId::new(date(day), n).unwrap(),
        kind.into(),
        answers.collect(),
    )
}

fn choice(code: &str) -> Answer {
    Answer::Choice(Code::new(code))
}

/// Cycles of 28 days: five of bleeding, ovulation known to be on the fifteenth.
fn regular(cycles: usize) -> Timing {
    let cycle = |n: usize| {
        let first = 28 * n;
        let window = |phase: Phase| {
            let days = match phase {
                Phase::Menses => 0..5,
                Phase::Follicular => 5..9,
                Phase::Ovulatory => 13..16,
                Phase::EarlyLuteal => 16..21,
                Phase::LateLuteal => 21..28,
            };
            PhaseDays {
                phase,
                estimated: false,
                days: days.map(|day| (date(first + day), 1.0)).collect(),
            }
        };
        TimedCycle {
            first: date(first),
            last: date(first + 27),
            complete: true,
            excluded: false,
            menses: 5,
            windows: Phase::ALL.map(window).into(),
        }
    };
    Timing {
        asked: PartsAsked::All,
        cycles: (0..cycles).map(cycle).collect(),
    }
}

/// A little unrest that is the same every time.
fn unrest(day: usize) -> u8 {
    [0, 1, 0, 2, 1, 0, 0, 1, 2, 0, 1][(day * 7 + day / 5) % 11]
}

fn pain(score: u8) -> (&'static str, Answer) {
    ("pain", Answer::Scale(score))
}

/// All entries of a diary, in order.
fn entries(diary: &Diary) -> Vec<Entry> {
    diary
        .days()
        .flat_map(|(_, day)| day.entries.clone())
        .collect()
}

/// The page of a diary that is recorded with some catalogue.
fn page_of(diary: &Diary, timing: &Timing, catalogue: &Catalogue) -> Page {
    let go_on = |_| ControlFlow::Continue(());
    let options = Options::as_of(NaiveDate::MAX);
    Page::compute(diary, catalogue, timing, &options, &go_on).unwrap()
}
