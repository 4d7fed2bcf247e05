//! Each month of `months.toml`, lived through a day at a time.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use twinge::diary::Profile;
use twinge::guide::Tier;

use crate::life::{Life, people, spoken_on};
use crate::made::day;

/// The days of a month without cycles.
const MONTH: i64 = 30;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Table {
    /// So many rules speak in all months together, at most.
    speaking_at_most: usize,
    month: Vec<Life>,
}

fn table() -> Table {
    toml::from_str(include_str!("months.toml")).unwrap()
}

/// The rules that speak on a day of a month, with the most urgent they become.
fn speaking(month: &Life, profile: &Profile) -> BTreeMap<String, Tier> {
    let diary = month.diary();
    let lived = month.lived.or(month.length.map(|length| length + 2));
    let mut speaking = BTreeMap::new();
    for today in 1 - lived.unwrap_or(MONTH)..=0 {
        for flag in spoken_on(&diary, profile, day(today)) {
            let most = speaking.entry(flag.rule).or_insert(flag.tier);
            *most = flag.tier.max(*most);
        }
    }
    speaking
}

/// The rules that are louder in a month than they may be.
fn louder(month: &Life, speaking: &BTreeMap<String, Tier>) -> Option<String> {
    let louder: Vec<String> = speaking
        .iter()
        .filter(|(_, tier)| Some(**tier) > month.bound)
        .map(|(rule, tier)| format!("{rule} {}", tier.name()))
        .collect();
    let most = month.bound.map_or("quiet", Tier::name);
    let told = || format!("{} (at most {most}): {}", month.name, louder.join(", "));
    (!louder.is_empty()).then(told)
}

#[test]
fn an_ordinary_month_is_quiet() {
    let (table, people) = (table(), people());
    let (mut count, mut loud) = (0, Vec::new());
    let mut by_rule: BTreeMap<String, usize> = BTreeMap::new();
    for month in &table.month {
        let speaking = speaking(month, &people[&month.who]);
        loud.extend(louder(month, &speaking));
        count += speaking.len();
        for rule in speaking.into_keys() {
            *by_rule.entry(rule).or_default() += 1;
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

/// Whoever skips the questions about themselves has ordinary months, too.
#[test]
fn an_ordinary_month_is_quiet_with_nothing_told() {
    let untold = Profile::default();
    let loud: Vec<String> = table()
        .month
        .iter()
        .filter(|month| !month.by_profile)
        .filter_map(|month| louder(month, &speaking(month, &untold)))
        .collect();
    assert!(loud.is_empty(), "{}:\n{}", loud.len(), loud.join("\n"));
}

#[test]
fn the_table_is_of_many_lives() {
    let months = table().month;
    let names: BTreeSet<&str> = months.iter().map(|month| &*month.name).collect();
    assert_eq!(names.len(), months.len(), "a name stands twice");
    assert!(months.len() >= 70);
    let quiet = months.iter().filter(|month| month.bound.is_none());
    assert!(2 * quiet.count() > months.len(), "most are quiet");
}
