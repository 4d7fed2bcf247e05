//! Each answer of each item that can warn, given alone: no pain noted, nothing told of the body.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use twinge::diary::{Answer, Answers, Catalogue, Entry, EntryId, Item, Profile, TemperatureUnit};
use twinge::guide::Tier;

use crate::made::{day, spoken};

/// What an answer has to raise.
#[derive(Deserialize)]
#[serde(untagged)]
enum Due {
    /// A warning of this tier or a more urgent one.
    Least(Tier),
    /// Nothing, and why.
    Silent { silent: String },
}

type Table = BTreeMap<String, BTreeMap<String, Due>>;

fn table() -> Table {
    toml::from_str(include_str!("alone.toml")).unwrap()
}

fn parse(item: &Item, word: &str) -> Answer {
    Answer::parse(item, word, TemperatureUnit::Celsius)
        .unwrap_or_else(|why| panic!("{}={word}: {why}", item.id))
}

/// The answers of an item that say something was there, as the table has to name them; none for a
/// number, of which any will do.
fn answers(item: &Item) -> BTreeSet<String> {
    let words: Vec<&str> = match item.options() {
        [] => vec!["yes"],
        options => options.iter().map(|of| of.code.as_str()).collect(),
    };
    let there = |word: &&str| {
        Answer::parse(item, word, TemperatureUnit::Celsius)
            .is_ok_and(|answer| answer.is_present(item))
    };
    let words = words.into_iter().filter(there);
    words.map(str::to_owned).collect()
}

#[test]
fn every_answer_that_can_warn_is_named_and_no_other() {
    let table = table();
    let catalogue = Catalogue::built_in();
    let warns = catalogue.items().iter().filter(|item| item.warning);
    let expected: BTreeSet<&str> = warns.clone().map(|item| item.id.as_str()).collect();
    let named: BTreeSet<&str> = table.keys().map(String::as_str).collect();
    assert_eq!(named, expected);
    for item in warns {
        let line = &table[item.id.as_str()];
        let named: BTreeSet<String> = line.keys().cloned().collect();
        let expected = answers(item);
        if expected.is_empty() {
            assert!(!named.is_empty(), "{}", item.id);
        } else {
            assert_eq!(named, expected, "{}", item.id);
        }
    }
}

#[test]
fn every_dangerous_answer_speaks_by_itself() {
    let catalogue = Catalogue::built_in();
    let mut wrong = Vec::new();
    for (id, line) in table() {
        let item = catalogue.item(&id).unwrap();
        let kind = catalogue.kinds_of(item)[0].clone();
        for (word, due) in line {
            let check_in = kind.as_str() == "day";
            let entry = Entry {
                id: EntryId::new(day(0), i64::from(!check_in)).unwrap(),
                uid: "x".into(),
                time: None,
                kind: kind.clone(),
                source: None,
                answers: Answers::from_iter([(item.id.clone(), parse(item, &word))]),
            };
            let flags = spoken(&[entry].into_iter().collect(), &Profile::default());
            let raised = flags.first().map(|flag| flag.tier);
            let right = match &due {
                Due::Least(tier) => raised >= Some(*tier),
                Due::Silent { silent } => raised.is_none() && !silent.is_empty(),
            };
            if !right {
                wrong.push(format!("{id}={word} raises {raised:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
