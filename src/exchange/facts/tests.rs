use super::rules::{fits, hyphened, read};
use super::{Rules, day};
use crate::diary::{Answer, Catalogue, Quantity};
use chrono::NaiveDate;

/// Warnings that programs ask for as such. Others that they only call so become tags: what is old raises
/// no alarm.
const OBSERVED: [&str; 5] = [
    "unusual-discharge",
    "fever",
    "vomiting",
    "chills",
    "dizziness",
];

/// What is wrong with rules: items the catalogue does not have, and answers they cannot have.
fn faults(rules: &Rules, catalogue: &Catalogue) -> Vec<String> {
    let mut faults = Vec::new();
    for rule in &rules.rule {
        let does = [
            !rule.give.is_empty() || rule.note,
            rule.drop.is_some(),
            rule.count,
        ];
        if does.iter().filter(|does| **does).count() != 1 {
            faults.push(format!(
                "{:?} does nothing, or more than one thing",
                rule.key
            ));
        }
        let alike = rule.alike.iter();
        let alike = alike.flat_map(|(id, texts)| texts.iter().map(move |text| (id, text)));
        for (id, text) in rule.give.iter().chain(alike) {
            let Some(item) = catalogue.item(id.as_str()) else {
                faults.push(format!("{:?}: no item {id}", rule.key));
                continue;
            };
            if !text.starts_with('{') && read(item, text, true).is_none() {
                faults.push(format!("{:?}: {id} cannot be {text}", rule.key));
            }
            if item.warning && !OBSERVED.contains(&item.id.as_str()) {
                faults.push(format!("{:?}: {id} is a warning", rule.key));
            }
        }
        if let Some(id) = rule.alike.keys().find(|id| !rule.give.contains_key(*id)) {
            faults.push(format!("{:?}: alike without {id}", rule.key));
        }
    }
    for (at, rule) in rules.rule.iter().enumerate() {
        for key in &rule.key {
            let earlier = rules.rule.iter().take(at).flat_map(|rule| &rule.key);
            if let Some(pattern) = { earlier }.find(|pattern| fits(pattern, key)) {
                faults.push(format!("{key} is {pattern} already"));
            }
        }
    }
    faults
}

/// The rules of the program, by their files.
fn all() -> Vec<(String, Rules)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/imports");
    let files = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    let read = |file: std::fs::DirEntry| {
        let name = file.file_name().into_string().unwrap();
        let text = std::fs::read_to_string(file.path()).unwrap();
        (name, Rules::read(&text).unwrap())
    };
    files.map(read).collect()
}

#[test]
fn rules_name_what_the_catalogue_has_and_nothing_twice() {
    for (name, rules) in all() {
        assert_eq!(name, format!("{}.toml", rules.format));
        let format = crate::exchange::Format::named(&rules.format);
        assert!(format.is_some(), "{name}");
        assert_eq!(faults(&rules, Catalogue::built_in()), [""; 0], "{name}");
    }
}

#[test]
fn a_temperature_without_a_unit_is_what_a_body_can_have() {
    let item = Catalogue::built_in().item("temperature").unwrap();
    for (said, celsius) in [
        ("36.7", Some(36.7)),
        ("36,72", Some(36.72)),
        ("98.06", Some(36.7)),
        ("98.06F", Some(36.7)),
        ("36.51°C", Some(36.51)),
        ("60", None),
        ("0", None),
        ("", None),
        ("warm", None),
    ] {
        let number = celsius.and_then(Quantity::from_f64).map(Answer::Number);
        assert_eq!(read(item, said, false), number, "{said}");
    }
}

#[test]
fn hours_are_told_in_the_steps_of_the_item() {
    let item = Catalogue::built_in().item("sleep-hours").unwrap();
    for (said, hours) in [("430min", 7.0), ("455min", 7.5), ("0min", 0.0)] {
        let number = Quantity::from_f64(hours).map(Answer::Number);
        assert_eq!(read(item, said, false), number, "{said}");
    }
}

#[test]
fn names_of_programs_become_words() {
    for (name, words) in [
        ("VerySelfCritical", "very-self-critical"),
        ("egg_white", "egg-white"),
        ("running", "running"),
        ("N/A", "n/-a"),
        ("", ""),
    ] {
        assert_eq!(hyphened(name), words);
    }
}

#[test]
fn a_day_is_what_a_date_begins_with() {
    let date = NaiveDate::from_ymd_opt(2025, 2, 3);
    for (text, found) in [
        ("2025-02-03", date),
        ("2025-02-03T00:00:00.000Z", date),
        ("2025-02-03 23:30:00.0", date),
        ("2025-02-30", None),
        ("1750-02-03", None),
        ("", None),
        ("2025-02-0ä", None),
    ] {
        assert_eq!(day(text), found, "{text}");
    }
}
