//! Each case of `flags.toml`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use twinge::cycle::{CycleFact, CycleFacts};
use twinge::diary::{DateRange, Profile};
use twinge::guide::{Flag, RuleBook, Tier};

use crate::made::{day, diary, flags_of};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    who: BTreeMap<String, Profile>,
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    who: String,
    #[serde(default)]
    entries: Vec<String>,
    /// The first days of periods.
    #[serde(default)]
    periods: Vec<i64>,
    /// How many days after the start of a cycle the next one is expected.
    expected: Option<i64>,
    fires: BTreeSet<String>,
    #[serde(default)]
    may: BTreeSet<String>,
    #[serde(default)]
    quiet: BTreeSet<String>,
    #[serde(default)]
    tiers: BTreeMap<String, Tier>,
    #[serde(default)]
    titles: BTreeMap<String, String>,
}

fn cases() -> Cases {
    toml::from_str(include_str!("flags.toml")).unwrap()
}

fn cycles(case: &Case) -> CycleFacts {
    let cycle = |start: &i64| CycleFact {
        start: day(*start),
        period: DateRange::new(day(*start), day(start + 4)),
        expected: case.expected.map(|length| day(start + length)),
        ovulation: None,
    };
    CycleFacts {
        cycles: case.periods.iter().map(cycle).collect(),
    }
}

#[test]
fn the_cases_speak_as_they_should() {
    let cases = cases();
    let mut wrong = Vec::new();
    for case in &cases.case {
        let profile = &cases.who[&case.who];
        let flags = flags_of(&diary(&case.entries), profile, &cycles(case), day(0));
        let spoken: Vec<&Flag> = flags.iter().filter(|flag| flag.spoken).collect();
        let fires: BTreeSet<String> = spoken.iter().map(|flag| flag.rule.clone()).collect();
        if fires != case.fires {
            wrong.push(format!("{}: {fires:?}, not {:?}", case.name, case.fires));
            continue;
        }
        for flag in spoken {
            let tier = case.tiers.get(&flag.rule);
            if tier.is_some_and(|tier| *tier != flag.tier) {
                wrong.push(format!("{}: {} is {:?}", case.name, flag.rule, flag.tier));
            }
            let title = case.titles.get(&flag.rule);
            if title.is_some_and(|title| *title != flag.title) {
                wrong.push(format!("{}: {} is {:?}", case.name, flag.rule, flag.title));
            }
            if flag.may_apply != case.may.contains(&flag.rule) {
                wrong.push(format!(
                    "{}: {} may apply: {}",
                    case.name, flag.rule, flag.may_apply
                ));
            }
            if flag.rests_on.is_empty() {
                wrong.push(format!("{}: {} rests on nothing", case.name, flag.rule));
            }
        }
        if !case.quiet.is_disjoint(&case.fires) {
            wrong.push(format!("{}: fires what it is a near miss of", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn very_heavy_bleeding_speaks_as_heavy_does() {
    let cases = cases();
    let mut tried = 0;
    for case in &cases.case {
        let more = |line: &String| line.replace("bleeding=heavy", "bleeding=very-heavy");
        let worse: Vec<String> = case.entries.iter().map(more).collect();
        if worse == case.entries {
            continue;
        }
        tried += 1;
        let told = |lines: &[String]| -> BTreeSet<(String, Tier)> {
            let flags = flags_of(&diary(lines), &cases.who[&case.who], &cycles(case), day(0));
            flags.into_iter().map(|of| (of.rule, of.tier)).collect()
        };
        assert_eq!(told(&worse), told(&case.entries), "{}", case.name);
    }
    assert!(tried >= 4, "{tried}");
}

#[test]
fn every_rule_has_a_case_and_a_near_miss() {
    let cases = cases();
    let rules: BTreeSet<&str> = RuleBook::built_in().ids().collect();
    let of = |ids: fn(&Case) -> &BTreeSet<String>| -> BTreeSet<&str> {
        cases
            .case
            .iter()
            .flat_map(ids)
            .map(String::as_str)
            .collect()
    };
    assert_eq!(of(|case| &case.fires), rules);
    assert_eq!(of(|case| &case.quiet), rules);
}
