//! `patterns`: what the pain goes with.

use serde_json::{Value, json};

use crate::support::Home;

/// A year of days: pain is severe on the first three days of every 28, when there is bleeding.
fn a_year() -> Home {
    let home = Home::new();
    let lines: String = (0..336)
        .map(|back| {
            let (day, noise) = (back % 28, back * 7 % 3);
            match day {
                25..=27 => format!("-{back} pain={} bleeding=medium\n", 5 + noise),
                _ => format!("-{back} pain={noise} bleeding=none\n"),
            }
        })
        .collect();
    let run = home.pipe(&["log", "-"], lines);
    assert_eq!(run.code, 0, "{}", run.err);
    home
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn period_pain_is_told_in_words_and_as_json() {
    let home = a_year();
    let told = home.ok(&["patterns", "--item", "pain"]);
    assert!(told.contains("\nSteady\n"), "{told}");
    assert!(
        told.contains("worst pain was higher during the period"),
        "{told}"
    );
    let page = home.ok(&["patterns", "--json"]);
    assert_eq!(
        page,
        home.ok(&["patterns", "--json"]),
        "the same diary gives the same page"
    );
    let page = parsed(&page);
    let questions = page["questions"].as_array().unwrap();
    let menses = questions
        .iter()
        .find(|q| q["item"] == "pain" && q["phase"] == "menses")
        .unwrap();
    assert_eq!(menses["question"], "phase");
    assert_eq!(menses["verdict"], "steady");
    assert!(menses["difference"].as_f64().unwrap() > 3.0, "{menses}");
    for field in [
        "cycles",
        "low",
        "high",
        "p",
        "p_adjusted",
        "same_sign",
        "cliffs_delta",
        "text",
    ] {
        assert!(!menses[field].is_null(), "{field} is missing in {menses}");
    }
}

#[test]
fn what_was_not_known_then_is_not_told() {
    let home = a_year();
    let told = home.ok(&["patterns", "--as-of", "-320"]);
    assert!(
        told.contains("Not enough yet") && !told.contains("Steady"),
        "{told}"
    );
}

#[test]
fn too_little_and_wrong_words_are_said_plainly() {
    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    let told = home.ok(&["patterns"]);
    assert!(told.contains("Not enough yet"), "{told}");
    assert_ne!(parsed(&home.ok(&["patterns", "--json"])), json!(null));
    for (item, words) in [("pian", "pain"), ("bleeding", "no scale")] {
        let run = home.run(&["patterns", "--item", item]);
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.contains(words), "{}", run.err);
    }
}
