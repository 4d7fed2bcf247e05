//! `show`, `list`, `search`, `status`, `items`.

use serde_json::Value;

use crate::support::Home;

fn filled() -> Home {
    let home = Home::new();
    let lines = "2026-01-10 pain=7 bleeding=heavy -m 'the heat pad helped'\n\
                 2026-02-20 pain=6 -m 'long train ride'\n\
                 2026-03-16 pain=2 travel=yes\n\
                 2026-03-16 orgasm at=22:10 pain-after=1\n\
                 2026-03-16 measure=heat relief-before=5 relief-after=3 at=18:00\n\
                 2026-03-17 pain=0 bleeding=none\n";
    assert_eq!(home.pipe(&["log", "-"], lines).code, 0);
    home
}

fn dates(lines: &str) -> Vec<&str> {
    lines.lines().map(|line| &line[..10]).collect()
}

#[test]
fn days_are_shown_in_words_and_as_json() {
    let home = filled();
    assert_eq!(
        home.ok(&["show", "yesterday"]),
        "Monday 16 March 2026\nPain\n  Worst today: 2, mild\nLoad and sleep\n  Travel: yes\n\
         Relief 18:00\n  Measure: heat\n  Pain before: 5, moderate\n  Pain after: 3, mild\n\
         Intimacy 22:10\n  Orgasm: yes\n  Pain after: 1, mild\n"
    );
    assert_eq!(
        home.ok(&["show", "2026-03-01"]),
        "Sunday 1 March 2026\nnothing recorded\n"
    );
    let range = home.ok(&["show", "2026-03"]);
    assert!(range.contains("16 March") && range.contains("17 March") && !range.contains("Feb"));
    let json = home.ok(&["show", "--json", "yesterday"]);
    let days: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(days[0]["entries"][0]["answers"]["pain"], 2);
    assert_eq!(days[0]["entries"][2]["time"], "22:10");
}

#[test]
fn nothing_recorded_is_said_only_where_nothing_is() {
    let home = Home::new();
    home.ok(&["profile", "keep=pain"]);
    home.ok(&["log", "measure=heat", "relief-before=5", "stress=7"]);
    home.ok(&["log", "2026-03-16", "orgasm"]);
    let entries = (0..4000).map(|n| {
        format!(r#"{{"date":"2026-03-10","kind":"relief","uid":"u{n}","answers":{{"relief-before":5}}}}"#)
    });
    let entries = entries.collect::<Vec<_>>().join(",");
    let file = format!(r#"{{"format":"twinge","version":1,"entries":[{entries}]}}"#);
    home.ok(&["import", &home.write("many.json", file)]);
    for (day, others) in [
        ("2026-03-17", "3 other answers"),
        ("2026-03-16", "1 other answer"),
        ("2026-03-10", "4000 other answers"),
    ] {
        let said = format!("nothing of what you keep; {others}\n");
        assert!(home.ok(&["show", day]).ends_with(&said));
        let list = home.ok(&["list", day]);
        assert!(list.ends_with(&said), "{list}");
    }
    // A year of days, and days that are found.
    let range = home.ok(&["show", "2026-03"]);
    assert_eq!(range.matches("nothing of what you keep").count(), 3);
    let found = home.ok(&["search", "stress>=5"]);
    assert!(
        found.ends_with("nothing of what you keep; 3 other answers\n"),
        "{found}"
    );
    assert!(
        home.ok(&["show", "2026-03-01"])
            .ends_with("nothing recorded\n")
    );
    // What is kept and has no place in the line is counted; what is not kept is not named.
    home.ok(&["profile", "keep=pain,load"]);
    assert!(home.ok(&["list", "2026-03-17"]).ends_with("  1 answer\n"));
    home.ok(&["log", "2026-03-16", "pain=3", "bleeding=light"]);
    assert_eq!(
        home.ok(&["list", "2026-03-16"]),
        "2026-03-16 Mon  pain 3 \n"
    );
}

#[test]
fn days_are_listed() {
    let home = filled();
    let list = home.ok(&["list"]);
    assert_eq!(dates(&list), ["2026-02-20", "2026-03-16", "2026-03-17"]);
    assert!(list.contains("pain 2   intimacy  relief"), "{list}");
    assert_eq!(dates(&home.ok(&["list", "2026-01"])), ["2026-01-10"]);
    let json: Value = serde_json::from_str(&home.ok(&["list", "-3..", "--json"])).unwrap();
    assert_eq!(json.as_array().map(Vec::len), Some(2));
    assert!(
        home.fails(2, &["list", "2026-13"])
            .contains("no day \"2026-13\"")
    );
    assert!(
        home.fails(2, &["list", "sometime"])
            .contains("is not a date")
    );
}

#[test]
fn days_are_found() {
    let home = filled();
    let found = |terms: &str| home.ok(&["search", "--", terms]);
    assert_eq!(dates(&found("pain>=6")), ["2026-02-20", "2026-01-10"]);
    assert_eq!(dates(&found("pain>=6 bleeding:heavy")), ["2026-01-10"]);
    assert_eq!(dates(&found("-pain after:2026-02")), ["2026-03-17"]);
    assert_eq!(dates(&found("orgasm")), ["2026-03-16"]);
    assert_eq!(
        found("\"heat pad\""),
        "2026-01-10 Sat  pain 7   bleeding heavy  the heat pad helped\n"
    );
    let bold = home.ok(&["--color", "always", "search", "train"]);
    assert_eq!(
        bold,
        "2026-02-20 Fri  \x1b[1mpain 6 \x1b[0m  long \x1b[1mtrain\x1b[22m ride\n"
    );
    let json = home.ok(&["search", "--json", "train"]);
    let hits: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(hits[0]["marks"][0], serde_json::json!([5, 10]));
    assert_eq!(hits[0]["entries"][0]["answers"]["pain"], 6);
    assert!(
        home.fails(2, &["search", "pian>=6"])
            .contains("did you mean \"pain\"?")
    );
    assert!(
        home.fails(2, &["search", "after:2026-02-31"])
            .contains("no day")
    );
}

#[test]
fn the_status_says_nothing_intimate_unasked() {
    let home = Home::new();
    assert_eq!(home.ok(&["status"]), "no diary yet\n");
    assert!(!home.diary().exists());
    home.ok(&["log", "yesterday", "pain=4", "orgasm"]);
    assert_eq!(home.ok(&["status"]), "not checked in today\n");
    home.ok(&["log", "pain=4", "bleeding=light", "temperature=36.5"]);
    assert_eq!(home.ok(&["status"]), "checked in today\n");
    assert_eq!(
        home.ok(&["status", "--with", "pain,temperature,lifting"]),
        "checked in today · pain 4 · temperature 36.50 °C\n"
    );
    let json: Value = serde_json::from_str(&home.ok(&["status", "--json"])).unwrap();
    assert_eq!(
        json,
        serde_json::json!({"diary": true, "checked-in": true, "answers": {}, "shared": false})
    );
    assert!(
        home.fails(2, &["status", "--with", "pian"])
            .contains("did you mean")
    );
}

#[test]
fn items_are_listed_and_explained() {
    let home = Home::new();
    let list = home.ok(&["items"]);
    assert!(list.contains("  pain "), "{list}");
    assert!(
        list.contains("none, spotting, light, medium, heavy"),
        "{list}"
    );
    let about = home.ok(&["items", "bleeding"]);
    assert!(
        about.contains("Spotting is a trace") && about.contains("Stands in: day."),
        "{about}"
    );
    let json = home.ok(&["items", "--json"]);
    let items: Vec<Value> = serde_json::from_str(&json).unwrap();
    let pain = items.iter().find(|item| item["id"] == "pain").unwrap();
    assert_eq!(
        (&pain["kind"], &pain["entries"][0]),
        (&"scale".into(), &"day".into())
    );
    assert!(
        home.fails(2, &["items", "bleding"])
            .contains("did you mean \"bleeding\"?")
    );
    assert!(!home.diary().exists());
}

#[test]
fn days_that_no_lifetime_has_are_reached_where_a_file_has_them_but_not_typed_by_mistake() {
    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    let exported = home.ok(&["export", "--format", "json"]);
    let old = exported.replace("2026-03-17", "1890-06-01");
    let file = home.path("old.json");
    std::fs::write(&file, old).unwrap();
    home.ok(&["import", file.to_str().unwrap()]);

    for when in ["1890-06-01", "1890-06", "1890", "..1900"] {
        let shown = home.ok(&["show", when]);
        assert!(shown.contains("Worst today: 4"), "{when}: {shown}");
    }
    assert!(home.ok(&["search", "in:1890"]).contains("1890-06-01"));
    let refused = home.fails(2, &["log", "0202-03-17", "pain=4"]);
    assert!(
        refused.contains("outside the years 1900 to 2200"),
        "{refused}"
    );
}

#[test]
fn a_search_without_a_hit_says_so() {
    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    for search in [&["search", "zebra"][..], &["search", "--json", "zebra"]] {
        assert_eq!(home.fails(1, search), "twinge: nothing found\n");
    }
}

#[test]
fn in_a_pipe_no_line_is_cut() {
    let home = Home::new();
    let note = "heat and a walk ".repeat(30);
    home.ok(&["log", "pain=8", "-m", &note]);
    assert!(home.ok(&["list"]).contains(note.trim()));
    let sites = "pain-sites=low-back-left,si-left,tailbone";
    let told = home.ok(&[
        "log",
        "-10",
        sites,
        "bleeding=light",
        "sleep-hours=7",
        "pain-quality=dull",
    ]);
    assert!(
        told.len() > 100 && home.ok(&["history"]).contains(told.trim()),
        "{told}"
    );
}

#[test]
fn a_list_is_coloured_where_that_is_asked_for() {
    let home = Home::new();
    home.ok(&["log", "pain=8", "-m", "heat"]);
    let plain = home.ok(&["list"]);
    assert!(!plain.contains('\u{1b}'));
    for args in [&["list"][..], &["search", "heat"]] {
        let coloured = home.ok(&[&["--color", "always"], args].concat());
        let (before, rest) = coloured.split_once('\u{1b}').unwrap();
        assert!(before.ends_with("2026-03-17 Tue  "), "{coloured:?}");
        assert!(rest.contains("mpain 8"), "{coloured:?}");
        let mut parts = coloured.split('\u{1b}');
        let first = parts.next().unwrap().to_owned();
        let shown = parts.fold(first, |shown, part| shown + part.split_once('m').unwrap().1);
        assert_eq!(shown, home.ok(args));
        assert_eq!(home.ok(&[&["--color", "never"], args].concat()), shown);
    }
}
