//! Each dangerous day of `alarms.toml`.

use std::collections::BTreeSet;

use serde::Deserialize;
use twinge::diary::Profile;
use twinge::guide::Tier;

use crate::life::{Life, people, spoken_on};
use crate::made::day;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    alarm: Vec<Life>,
}

/// The dangerous days.
pub(crate) fn alarms() -> Vec<Life> {
    let table: Table = toml::from_str(include_str!("alarms.toml")).unwrap();
    table.alarm
}

/// What a dangerous day lacks: it has to speak at least as urgently as the table says, and what
/// leads has to be the most urgent of all that speaks.
fn lacks(alarm: &Life, profile: &Profile) -> Option<String> {
    let least = alarm.bound.unwrap();
    let flags = spoken_on(&alarm.diary(), profile, day(0));
    let leads = flags.first().map(|flag| flag.tier);
    let most = flags.iter().map(|flag| flag.tier).max();
    (leads < Some(least) || leads != most).then(|| {
        let said: Vec<String> = flags
            .iter()
            .map(|flag| format!("{} {}", flag.rule, flag.tier.name()))
            .collect();
        format!("at least {}, not [{}]", least.name(), said.join(", "))
    })
}

#[test]
fn a_dangerous_day_alarms() {
    let people = people();
    let mut silent = Vec::new();
    for alarm in &alarms() {
        if let Some(lacks) = lacks(alarm, &people[&alarm.who]) {
            silent.push(format!("{}: {lacks}", alarm.name));
        }
        // What the profile leaves open may apply.
        if !alarm.by_profile
            && let Some(lacks) = lacks(alarm, &Profile::default())
        {
            silent.push(format!("{}, profile untold: {lacks}", alarm.name));
        }
    }
    assert!(
        silent.is_empty(),
        "{}:\n{}",
        silent.len(),
        silent.join("\n")
    );
}

#[test]
fn the_alarms_are_many_and_told_apart() {
    let alarms = alarms();
    let names: BTreeSet<&str> = alarms.iter().map(|alarm| &*alarm.name).collect();
    assert_eq!(names.len(), alarms.len(), "a name stands twice");
    assert!(alarms.len() >= 50);
    let urgent = |alarm: &&Life| alarm.bound.is_some_and(Tier::is_urgent);
    assert!(2 * alarms.iter().filter(urgent).count() > alarms.len());
}
