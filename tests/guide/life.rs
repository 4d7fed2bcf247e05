//! Made-up lives: who they happen to, and their days in short lines.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use twinge::cycle::{CycleFacts, Cycles, Settings, Signs};
use twinge::diary::{Catalogue, DateRange, Diary, Profile};
use twinge::guide::{Flag, Tier};

use crate::made::{day, diary, flags_of};

/// Those it happens to, by name.
pub(crate) fn people() -> BTreeMap<String, Profile> {
    toml::from_str(include_str!("people.toml")).unwrap()
}

/// A row of `months.toml` or `alarms.toml`, where its form is told.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Life {
    pub(crate) name: String,
    pub(crate) who: String,
    #[serde(alias = "most", alias = "least")]
    pub(crate) bound: Option<Tier>,
    /// The days that are looked at, ending on day 0.
    pub(crate) lived: Option<i64>,
    /// The length of the cycles, if there are any; the day before day 0 is the first of one.
    pub(crate) length: Option<i64>,
    #[serde(default = "half_a_year")]
    cycles: i64,
    #[serde(default = "usual_period")]
    period: Vec<String>,
    #[serde(default)]
    days: Vec<String>,
    /// Whether it is dangerous, or harmless, by what the profile tells alone.
    #[serde(default)]
    pub(crate) by_profile: bool,
}

fn half_a_year() -> i64 {
    6
}

fn usual_period() -> Vec<String> {
    ["medium", "heavy", "medium", "light", "spotting"]
        .map(String::from)
        .into()
}

impl Life {
    /// Its diary.
    pub(crate) fn diary(&self) -> Diary {
        diary(&self.lines())
    }

    /// The first days of the cycles, earliest first. The last of them has just begun.
    fn starts(&self) -> Vec<i64> {
        let begun = |length| (0..=self.cycles).rev().map(move |n| -1 - n * length);
        self.length.into_iter().flat_map(begun).collect()
    }

    /// Its lines, with the days of cycles named by their dates. Later lines replace what earlier
    /// ones say, so the bleeding of each period stands first.
    fn lines(&self) -> Vec<String> {
        let starts = self.starts();
        let mut lines = Vec::new();
        for start in &starts {
            for (n, bleeding) in (0..).zip(&self.period) {
                lines.push(format!("{} bleeding={bleeding}", start + n));
            }
        }
        for line in &self.days {
            let (days, rest) = line.split_once(' ').unwrap();
            let Some((starts, days)) = of_cycles(days, &starts) else {
                lines.push(line.clone());
                continue;
            };
            let (from, to) = days.split_once("..").unwrap_or((days, days));
            for n in from.parse().unwrap()..=to.parse::<i64>().unwrap() {
                // Days are counted from 1; before the first is the last day of the cycle before.
                let offset = if n > 0 { n - 1 } else { n };
                lines.extend(
                    starts
                        .iter()
                        .map(|start| format!("{} {rest}", start + offset)),
                );
            }
        }
        lines
    }
}

/// The cycles that a day of cycles is meant in, and the day: each of them, or the month's own, which
/// ends where the last one begins.
fn of_cycles<'a>(day: &'a str, starts: &'a [i64]) -> Option<(&'a [i64], &'a str)> {
    if let Some(day) = day.strip_prefix('c') {
        return Some((starts, day));
    }
    let day = day.strip_prefix('m')?;
    let (before, last) = starts.split_at(starts.len() - 1);
    let own = &before[before.len() - 1..];
    Some((if day.starts_with('-') { last } else { own }, day))
}

/// The flags of a day, when nothing is known but what was noted until then.
pub(crate) fn flags_on(diary: &Diary, profile: &Profile, today: NaiveDate) -> Vec<Flag> {
    let mut known = diary.clone();
    known.keep(DateRange::new(day(-2000), today));
    let signs = Signs::from_diary(&known, Catalogue::built_in());
    let cycles = Cycles::evaluate(&signs, Settings::from(profile), today);
    let facts = CycleFacts::from_cycles(&cycles, &signs);
    flags_of(&known, profile, &facts, today)
}

/// Those of them that speak.
pub(crate) fn spoken_on(diary: &Diary, profile: &Profile, today: NaiveDate) -> Vec<Flag> {
    let mut flags = flags_on(diary, profile, today);
    flags.retain(|flag| flag.spoken);
    flags
}
