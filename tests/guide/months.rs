//! Each month of `months.toml`, lived through a day at a time.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use twinge::cycle::{CycleFacts, Cycles, Settings, Signs};
use twinge::diary::{Catalogue, DateRange, Diary, Profile};
use twinge::guide::Tier;

use crate::made::{day, diary, flags_of};

/// The days of a month without cycles.
const MONTH: i64 = 30;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Table {
    /// So many rules speak in all months together, at most.
    speaking_at_most: usize,
    who: BTreeMap<String, Profile>,
    month: Vec<Month>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Month {
    name: String,
    who: String,
    /// How loud it may become; without it nothing may speak.
    most: Option<Tier>,
    /// The days that are looked at, ending on day 0.
    lived: Option<i64>,
    /// The length of the cycles, if there are any; the day before day 0 is the first of one.
    length: Option<i64>,
    #[serde(default = "half_a_year")]
    cycles: i64,
    #[serde(default = "usual_period")]
    period: Vec<String>,
    #[serde(default)]
    days: Vec<String>,
}

fn half_a_year() -> i64 {
    6
}

fn usual_period() -> Vec<String> {
    ["medium", "heavy", "medium", "light", "spotting"]
        .map(String::from)
        .into()
}

impl Month {
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
            let every = days.strip_prefix('c').map(|days| (days, &starts[..]));
            let last = || {
                let days = days.strip_prefix('m')?;
                Some((days, &starts[starts.len() - 2..]))
            };
            let Some((days, starts)) = every.or_else(last) else {
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

    /// The rules that speak on one of its days, with the most urgent they become. On each day only
    /// what was known by then is.
    fn speaking(&self, profile: &Profile) -> BTreeMap<String, Tier> {
        let all = diary(&self.lines());
        let lived = self.lived.or(self.length.map(|length| length + 2));
        let mut speaking = BTreeMap::new();
        for today in (1 - lived.unwrap_or(MONTH)..=0).map(day) {
            let mut known = all.clone();
            known.keep(DateRange::new(day(-2000), today));
            for flag in flags_of(&known, profile, &cycles(&known, profile, today), today) {
                if flag.spoken {
                    let most = speaking.entry(flag.rule).or_insert(flag.tier);
                    *most = flag.tier.max(*most);
                }
            }
        }
        speaking
    }
}

fn cycles(diary: &Diary, profile: &Profile, today: chrono::NaiveDate) -> CycleFacts {
    let signs = Signs::from_diary(diary, Catalogue::built_in());
    let cycles = Cycles::evaluate(&signs, Settings::from(profile), today);
    CycleFacts::from_cycles(&cycles, &signs)
}

#[test]
fn an_ordinary_month_is_quiet() {
    let table: Table = toml::from_str(include_str!("months.toml")).unwrap();
    let (mut count, mut loud) = (0, Vec::new());
    let mut by_rule: BTreeMap<String, usize> = BTreeMap::new();
    for month in &table.month {
        let speaking = month.speaking(&table.who[&month.who]);
        count += speaking.len();
        let mut louder = Vec::new();
        for (rule, tier) in speaking {
            if Some(tier) > month.most {
                louder.push(format!("{rule} {}", tier.name()));
            }
            *by_rule.entry(rule).or_default() += 1;
        }
        if !louder.is_empty() {
            let most = month.most.map_or("quiet", Tier::name);
            loud.push(format!(
                "{} (at most {most}): {}",
                month.name,
                louder.join(", ")
            ));
        }
    }
    let months = table.month.len();
    let mean = count as f64 / months as f64;
    println!("{count} rules speak in {months} ordinary months, {mean:.2} a month: {by_rule:?}");
    assert!(
        loud.is_empty(),
        "{} of {months} months are louder than they may be, {count} rules speak ({mean:.2} a month):\n{}",
        loud.len(),
        loud.join("\n")
    );
    let most = table.speaking_at_most;
    assert!(count <= most, "{count} rules speak, not {most} at most");
}

#[test]
fn the_table_is_of_many_lives() {
    let table: Table = toml::from_str(include_str!("months.toml")).unwrap();
    let names: BTreeSet<&str> = table.month.iter().map(|month| &*month.name).collect();
    assert_eq!(names.len(), table.month.len(), "a name stands twice");
    assert!(table.month.len() >= 70);
    let lived: BTreeSet<&str> = table.month.iter().map(|month| &*month.who).collect();
    assert!(
        lived.iter().copied().eq(table.who.keys()),
        "nobody stands there for nothing"
    );
    let quiet = table.month.iter().filter(|month| month.most.is_none());
    assert!(2 * quiet.count() > table.month.len(), "most are quiet");
}
