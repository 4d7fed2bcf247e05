use std::io;

use super::super::FORMAT;
use super::*;
use crate::diary::Diary;
use crate::exchange::ImportPlan;
use crate::exchange::plan::{Kept, Planner};

fn planned_beside(standing: &Settings, text: &str) -> Result<ImportPlan, ReadError> {
    let none = Diary::default();
    let mut planner = Planner::new(&none, FORMAT, NaiveDate::MAX);
    read(standing, &mut io::Cursor::new(text), &mut planner)?;
    Ok(planner.finish())
}

fn planned(text: &str) -> Result<ImportPlan, String> {
    planned_beside(&Settings::default(), text).map_err(|error| error.to_string())
}

fn imported(standing: &Settings, text: &str) -> ImportPlan {
    planned_beside(standing, text).unwrap()
}

fn file(entries: &str) -> String {
    format!("{{\"format\": \"twinge\", \"version\": 1, \"entries\": [\n{entries}\n]}}")
}

#[test]
fn what_has_no_place_is_told_with_its_line_and_the_rest_is_taken() {
    let plan = planned(&file(
        "{\"date\": \"2026-03-01\", \"kind\": \"day\", \"answers\": {\"pain\": 4, \"foo\": 1}},
         {\"date\": \"2026-02-31\", \"kind\": \"day\", \"answers\": {}},
         {\"date\": \"2026-03-02\", \"kind\": \"day\", \"answers\": {\"pain\": 11}},
         {\"date\": \"2026-03-02\", \"kind\": \"day\", \"answers\": {\"orgasm\": true}},
         {\"date\": \"2026-03-02\", \"kind\": \"relief\", \"answers\": {}},
         {\"date\": \"2026-03-02\", \"kind\": \"nap\", \"uid\": \"n\", \"answers\": {}},
         {\"date\": \"2026-03-02\", \"kind\": \"relief\", \"uid\": \"r\", \"time\": \"25:00\",
          \"answers\": {}},
         {\"date\": \"0000-03-02\", \"kind\": \"day\", \"answers\": {\"pain\": 1}},
         {\"date\": \"2026-03-02\", \"kind\": \"relief\", \"uid\": \"x\", \"answers\": {}},
         {\"date\": \"2026-03-02\", \"kind\": \"exertion\", \"uid\": \"x\", \"answers\": {}}",
    ))
    .unwrap();
    assert_eq!(plan.total(), 1);
    let told: Vec<String> = plan
        .dropped
        .iter()
        .map(|dropped| format!("{} {}: {}", dropped.line, dropped.what, dropped.why))
        .collect();
    let expected = [
        "2 foo: 1 on 2026-03-01: there is no such item",
        "3 ",
        "4 pain: 11 on 2026-03-02: pain is a number from 0 to 10",
        "5 orgasm: true on 2026-03-02: it does not belong in a day entry",
        "6 relief of 2026-03-02: it has no uid",
        "7 nap of 2026-03-02: there is no such kind",
        "8 relief of 2026-03-02: its time is not",
        "10 0000-03-02: the diary has the years 1 to 9999",
        "12 exertion of 2026-03-02: there is a relief entry of the same uid, which stays",
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{told}");
    }
}

#[test]
fn words_that_steer_a_terminal_come_without_what_steers() {
    let text = file(
        "{\"date\": \"2026-03-01\", \"kind\": \"day\",
         \"answers\": {\"note\": \"\\u001b[2Ja\\u0000\\r\\nb\", \"tags\": [\"x\\u0007\"]}}",
    );
    let words: Vec<String> = planned(&text).unwrap().act.edits.iter().map(said).collect();
    assert_eq!(words, ["[2Ja\nb", "x"]);
}

fn said(edit: &Edit) -> String {
    match edit {
        Edit::Answer { answer, .. } => answer.as_ref().unwrap().word(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_said_twice_counts_once_and_is_told() {
    let relief = r#"{"date": "2026-03-01", "kind": "relief", "uid": "r",
        "answers": {"note": "a", "note": "b"}}"#;
    let day = r#"{"date": "2026-03-01", "kind": "day",
        "answers": {"pain": 3, "stress": 2, "pain": 7, "stress": 2}},"#;
    let plan = planned(&file(&format!("{day}\n{relief}"))).unwrap();
    let told = plan.conflicts.iter();
    let told: Vec<_> = told
        .map(|of| match &of.kept {
            Kept::Answer(kept) => format!("{} {} {}", of.item, kept.word(), of.offered.word()),
            Kept::Removed(_) => panic!("nothing was removed"),
        })
        .collect();
    assert_eq!(told, ["pain 3 7", "note a b"]);
    assert_eq!((plan.total(), plan.same), (3, 1));

    let twice = r#""a": {"label": "A", "kind": "flag"}, "a": {"label": "A", "kind": "time"}"#;
    let renamed = r#""pain": {"label": "Ouch"}, "pain": {"label": "Ache"}"#;
    let plan = planned(&format!(
        "{{\"format\": \"twinge\", \"version\": 1, \"own-items\": {{{}}}, \"overrides\": \
         {{{renamed}}}, \"entries\": []}}",
        twice.replace("\"a\"", "\"my-a\"")
    ))
    .unwrap();
    let why: Vec<&Misfit> = plan.dropped.iter().map(|dropped| &dropped.why).collect();
    assert_eq!(why, [&Misfit::ItemTaken, &Misfit::ChangedHere]);
    assert_eq!(plan.act.edits.len(), 2);
}

#[test]
fn a_whole_number_may_have_a_point_and_a_file_a_mark() {
    let entry = r#"{"date": "2026-03-01", "kind": "day", "answers": {"pain": 4.0}}"#;
    let plan = planned(&format!("\u{feff}{}", file(entry))).unwrap();
    assert_eq!(said(&plan.act.edits[0]), "4");
    let plan = planned(&file(&entry.replace("4.0", "4.5"))).unwrap();
    assert_eq!((plan.total(), plan.dropped.len()), (0, 1));
}

#[test]
fn the_names_of_own_items_come_without_what_steers() {
    let items = |code: &str| {
        format!(
            "{{\"format\": \"twinge\", \"version\": 1, \"own-items\": {{\"my-a\": {{\"label\": \
             \"A\\u001b\\n\\u202e!\", \"explain\": \"\\u009bB\", \"kind\": \"choice\", \"ordered\": \
             false, \"options\": [{{\"code\": \"{code}\", \"label\": \"\\u0007C\"}}]}}}}, \
             \"overrides\": {{\"pain\": {{\"label\": \"\\u001b]0;x\\u0007\"}}}}, \"entries\": []}}"
        )
    };
    let plan = planned(&items("c")).unwrap();
    let [Edit::OwnItem { spec, .. }, Edit::Override { change, .. }] = &plan.act.edits[..] else {
        panic!("{:?}", plan.act)
    };
    let option = &spec.kind.options()[0].label;
    assert_eq!([&spec.label, &spec.explain, option], ["A !", "B", "C"]);
    let label = change.as_ref().and_then(|change| change.label.as_deref());
    assert_eq!(label, Some("]0;x"));
    for code in ["\\u001b[2J", "a\\u202e", "\\n"] {
        let plan = planned(&items(code)).unwrap();
        assert_eq!(plan.dropped[0].why, Misfit::Code);
    }
}

#[test]
fn another_file_is_refused_as_a_whole() {
    for (text, words) in [
        ("{", "cut off in line 1"),
        ("[]", "line 1 column 2"),
        (
            "{\"format\": \"other\", \"version\": 1}",
            "its format is \"other\"",
        ),
        ("{\"format\": \"twinge\", \"version\": 2}", "update twinge"),
        (
            "{\"format\": \"twinge\", \"version\": 1}",
            "missing field `entries`",
        ),
        (
            "{\"format\": \"twinge\", \"version\": 1, \"entries\": [], \"x\": 1}",
            "`x`",
        ),
    ] {
        let refused = planned(text).unwrap_err();
        assert!(refused.contains(words), "{refused}");
    }
}

#[test]
fn an_own_item_gains_options_and_is_never_replaced() {
    let item = |kind: &str| {
        format!(
            "{{\"format\": \"twinge\", \"version\": 1, \"own-items\": {{\"my-seat\": \
             {{\"label\": \"Seat\", {kind}}}}}, \"entries\": []}}"
        )
    };
    let options = |codes: &[&str]| {
        let codes: Vec<String> = codes
            .iter()
            .map(|code| format!("{{\"code\": \"{code}\", \"label\": \"{code}\"}}"))
            .collect();
        item(&format!(
            "\"kind\": \"choice\", \"options\": [{}]",
            codes.join(", ")
        ))
    };
    let mut standing = Settings::default();
    let first = imported(&standing, &options(&["sofa", "floor"]));
    let [Edit::OwnItem { id, spec }] = first.act.edits.as_slice() else {
        panic!("{:?}", first.act)
    };
    standing.own_items.insert(id.clone(), spec.clone());

    let again = imported(&standing, &options(&["floor", "sofa"]));
    assert!(again.is_empty());
    let more = imported(&standing, &options(&["sofa", "ball"]));
    let [Edit::OwnItem { spec, .. }] = more.act.edits.as_slice() else {
        panic!("{:?}", more.act)
    };
    let codes: Vec<&str> = spec
        .kind
        .options()
        .iter()
        .map(|option| option.code.as_str())
        .collect();
    assert_eq!(codes, ["sofa", "floor", "ball"]);

    let other = imported(&standing, &item("\"kind\": \"flag\""));
    assert!(other.is_empty());
    assert_eq!(other.dropped.len(), 1);
}
