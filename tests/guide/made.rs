//! Diaries and cycles, made up from short lines.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use twinge::cycle::{Certainty, CycleFact, CycleFacts, OvulationFact};
use twinge::diary::{
    Answer, Answers, Catalogue, DateRange, Diary, Entry, EntryId, EntryKindId, Profile,
    TemperatureUnit, Tristate,
};
use twinge::guide::{Flag, RuleBook, Situation};

pub(crate) fn day(n: i64) -> NaiveDate {
    let zero = NaiveDate::from_ymd_opt(2026, 6, 15).unwrap();
    zero.checked_add_signed(chrono::TimeDelta::days(n)).unwrap()
}

/// Later lines add to the check-in of a day and replace its answers.
pub(crate) fn diary(lines: &[String]) -> Diary {
    let catalogue = Catalogue::built_in();
    let mut check_ins: BTreeMap<i64, Answers> = BTreeMap::new();
    let mut diary = Diary::default();
    for line in lines {
        let (days, rest) = line.split_once(' ').unwrap();
        let (kind, answers) = match rest.split_once(' ') {
            Some((kind, rest)) if !kind.contains('=') => (Some(kind), rest),
            _ => (None, rest),
        };
        let answers: Answers = answers
            .split_whitespace()
            .map(|pair| {
                let (item, value) = pair.split_once('=').unwrap();
                let item = catalogue
                    .item(item)
                    .unwrap_or_else(|| panic!("no item {item}"));
                let answer = Answer::parse(item, value, TemperatureUnit::Celsius).unwrap();
                (item.id.clone(), answer)
            })
            .collect();
        let (days, step) = days.split_once('/').unwrap_or((days, "1"));
        let (first, last) = days.split_once("..").unwrap_or((days, days));
        let (first, last): (i64, i64) = (first.parse().unwrap(), last.parse().unwrap());
        for n in (first..=last).step_by(step.parse().unwrap()) {
            match kind {
                None => check_ins.entry(n).or_default().extend(answers.clone()),
                Some(kind) => diary.insert(Entry {
                    id: EntryId::new(day(n), 1).unwrap(),
                    uid: "x".into(),
                    time: None,
                    kind: kind.into(),
                    source: None,
                    answers: answers.clone(),
                }),
            }
        }
    }
    for (n, answers) in check_ins {
        diary.insert(check_in(day(n), answers));
    }
    diary
}

pub(crate) fn check_in(date: NaiveDate, answers: Answers) -> Entry {
    Entry {
        id: EntryId::check_in(date),
        uid: "x".into(),
        time: None,
        kind: EntryKindId::DAY,
        source: None,
        answers,
    }
}

pub(crate) fn flags_of(
    diary: &Diary,
    profile: &Profile,
    cycles: &CycleFacts,
    date: NaiveDate,
) -> Vec<Flag> {
    RuleBook::built_in().flags(&Situation {
        diary,
        catalogue: Catalogue::built_in(),
        profile,
        cycles,
        date,
    })
}

pub(crate) fn entries(lines: &[&str]) -> Diary {
    diary(
        &lines
            .iter()
            .map(|line| line.to_string())
            .collect::<Vec<_>>(),
    )
}

pub(crate) fn spoken(diary: &Diary, profile: &Profile) -> Vec<Flag> {
    let mut flags = flags_of(diary, profile, &CycleFacts::default(), day(0));
    flags.retain(|flag| flag.spoken);
    flags
}

/// Six cycles of 28 days; the last began 13 days before day 0, with ovulation most likely on day 1.
pub(crate) fn six_cycles() -> CycleFacts {
    let cycle = |n: i64| {
        let start = -13 - 28 * n;
        CycleFact {
            start: day(start),
            period: DateRange::new(day(start), day(start + 4)),
            expected: Some(day(start + 28)),
            ovulation: Some(OvulationFact {
                days: [(12, 0.1), (13, 0.2), (14, 0.5), (15, 0.2)]
                    .map(|(n, p)| (day(start + n), p))
                    .to_vec(),
                certainty: if n == 0 {
                    Certainty::Confirmed
                } else {
                    Certainty::Estimated
                },
            }),
        }
    };
    CycleFacts {
        cycles: (0..6).rev().map(cycle).collect(),
    }
}

/// Somebody who could be pregnant.
pub(crate) fn woman() -> Profile {
    Profile {
        uterus: Tristate::Yes,
        prostate: Tristate::No,
        pregnancy_possible: Tristate::Yes,
        ..Profile::default()
    }
}

/// Somebody with a prostate.
pub(crate) fn man() -> Profile {
    Profile {
        uterus: Tristate::No,
        prostate: Tristate::Yes,
        ..Profile::default()
    }
}
