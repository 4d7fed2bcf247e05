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

/// Every way of saying the page, of a year with much that is not found and much that lacks days.
#[test]
fn the_page_is_short_and_whole_when_asked_for_all() {
    let home = a_year();
    let lines: String = (0..336)
        .step_by(3)
        .map(|back| {
            let lifting = ["none", "some", "heavy"][back / 3 % 3];
            let exercise = ["none", "light", "moderate"][back / 6 % 3];
            let travel = if back % 90 == 0 { " travel=yes" } else { "" };
            let stress = back * 11 % 5;
            format!("-{back} lifting={lifting} exercise={exercise} stress={stress}{travel}\n")
        })
        .collect();
    let run = home.pipe(&["log", "-"], lines);
    assert_eq!(run.code, 0, "{}", run.err);
    let short = home.ok(&["patterns"]);
    let whole = home.ok(&["patterns", "--all"]);
    insta::assert_snapshot!("patterns", short);
    insta::assert_snapshot!("patterns-all", whole);
    assert!(short.ends_with("\ntwinge patterns --all shows each of them\n"));
    let lines = |told: &str| told.lines().count();
    assert!(
        lines(&short) < 20 && lines(&short) < lines(&whole),
        "{short}"
    );
    assert_eq!(
        home.ok(&["patterns", "--json"]),
        home.ok(&["patterns", "--json", "--all"]),
        "it is always whole"
    );
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
    assert!(told.contains("There is nothing to ask yet"), "{told}");
    assert_ne!(parsed(&home.ok(&["patterns", "--json"])), json!(null));
    for (item, words) in [("pian", "pain"), ("bleeding", "no scale")] {
        let run = home.run(&["patterns", "--item", item]);
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.contains(words), "{}", run.err);
    }
}

#[test]
fn without_any_event_it_is_said_how_one_comes_to_be_known() {
    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    let run = home.run(&["patterns", "--around", "orgasm"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("once it is noted"), "{}", run.err);
}

#[test]
fn the_days_around_an_event_are_told() {
    let home = a_year();
    let lines: String = (0..20)
        .map(|nth| format!("-{} lifting=heavy\n", 10 + nth * 15))
        .collect();
    assert_eq!(home.pipe(&["log", "-"], lines).code, 0);
    let told = home.ok(&["patterns", "--around", "lifting:heavy"]);
    assert!(
        told.starts_with("pain around lifting (heavy), 20 times"),
        "{told}"
    );
    assert_eq!(told.lines().count(), 10, "{told}");
    assert!(
        told.contains("\n  0 ") && told.contains("nearly alike by choice"),
        "{told}"
    );
    let json = parsed(&home.ok(&["patterns", "--around", "lifting:heavy", "--json"]));
    assert_eq!(json["days"].as_array().unwrap().len(), 7);
    assert_eq!(json["dates"].as_array().unwrap().len(), 20);
    let run = home.run(&["patterns", "--around", "lifting:heav"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(
        run.err.contains("did you mean \"lifting:heavy\"?"),
        "{}",
        run.err
    );
}

#[test]
fn what_cannot_be_compared_is_one_line() {
    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    home.ok(&["log", "yesterday", "pain=5", "stress=3"]);
    let told = home.ok(&["compare", "-59..-30", "-29..today"]);
    assert_eq!(
        told,
        "2 items are answered too seldom to compare: each stretch needs 7 answered days\n"
    );
    let asked = home.ok(&["compare", "-59..-30", "-29..today", "--item", "fatigue"]);
    assert!(asked.contains("0 and 0 days answered"), "{asked}");
    let json = home.ok(&["compare", "-59..-30", "-29..today", "--json"]);
    assert_eq!(parsed(&json).as_array().unwrap().len(), 2);
}

#[test]
fn two_stretches_are_compared() {
    let home = Home::new();
    let lines: String = (0..60)
        .map(|back| format!("-{back} pain={} stress=4\n", if back < 30 { 2 } else { 6 }))
        .collect();
    assert_eq!(home.pipe(&["log", "-"], lines).code, 0);
    let told = home.ok(&["compare", "-59..-30", "-29..today"]);
    let first = told.lines().next().unwrap();
    assert!(
        first.starts_with(
            "Worst pain: 6.0 before (30 days) and 2.0 after (30 days), 4.0 lower (−67 %)"
        ),
        "{told}"
    );
    assert!(first.contains("People notice"), "{told}");
    assert!(
        told.contains("Stress: 4.0 before (30 days) and 4.0 after (30 days), the same. Less"),
        "{told}"
    );
    let json = parsed(&home.ok(&[
        "compare",
        "-59..-30",
        "-29..today",
        "--item",
        "pain",
        "--json",
    ]));
    assert_eq!(json.as_array().unwrap().len(), 1);
    assert_eq!(json[0]["difference"], -4.0);
    assert_eq!(json[0]["meaningful"], true);
    assert_eq!(json[0]["before"]["days"], 30);
    for wrong in [
        ["compare", "31 feb", "today"],
        ["compare", "+3..+9", "today"],
        ["compare", "2025", "soon"],
        ["compare", "2026-03-01..", "2026-03-01..today"],
    ] {
        let run = home.run(&wrong);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
    }
}
