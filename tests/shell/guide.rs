//! `flags`, `which`, `learn`, and warnings that speak when something is written.

use crate::support::Home;

const NUMB: &str = "Numbness between the legs";

#[test]
fn a_new_warning_speaks_once_when_it_is_written() {
    let home = Home::new();
    let quiet = home.ok(&["log", "pain=6", "where=low-back-left"]);
    assert_eq!(quiet.lines().count(), 1, "{quiet}");
    let told = home.ok(&["log", "saddle-numbness"]);
    assert!(told.contains(&format!("Emergency now: {NUMB}")), "{told}");
    assert!(told.contains("emergency number"), "{told}");
    let again = home.ok(&["log", "pain=7"]);
    assert!(!again.contains(NUMB), "{again}");
    let listed = home.ok(&["flags"]);
    assert!(listed.contains(NUMB), "{listed}");
    // What was put aside is not nothing.
    home.ok(&["log", "acknowledged=c1-emergency"]);
    let aside = home.ok(&["flags"]);
    assert!(
        aside.starts_with("no new warning; what you put aside"),
        "{aside}"
    );
    assert!(home.ok(&["flags", "--all"]).contains(NUMB));
    home.ok(&["log", "saddle-numbness="]);
    assert_eq!(home.ok(&["flags"]), "nothing that calls for attention\n");
}

/// What a file brings up is told in one line; what is older than two weeks is quiet.
#[test]
fn an_import_tells_the_warnings_of_the_latest_days_in_one_line() {
    let day = |date: &str| {
        format!(
            r#"{{"date": "{date}", "kind": "day", "answers": {{"pain": 6, "pain-sites": ["low-back-left"], "saddle-numbness": true}}}}"#
        )
    };
    let imported = |dates: &[&str]| {
        let home = Home::new();
        let entries: Vec<String> = dates.iter().map(|date| day(date)).collect();
        let text = format!(
            r#"{{"format": "twinge", "version": 1, "entries": [{}]}}"#,
            entries.join(",")
        );
        let file = home.write("other.json", text);
        [home.ok(&["import", &file]), home.ok(&["import", &file])]
    };
    let line = format!("What was imported brings up a warning: {NUMB}.");
    let [first, again] = imported(&["2026-03-16", "2026-01-05"]);
    assert_eq!(first.matches(&line).count(), 1, "{first}");
    assert!(!again.contains("brings up"), "{again}");
    let [old, _] = imported(&["2026-01-05"]);
    assert!(!old.contains("brings up"), "{old}");
}

#[test]
fn history_is_quiet() {
    let home = Home::new();
    let line = ["pain=6", "where=low-back-left", "saddle-numbness"];
    let told = home.ok(&[&["log", "-30"][..], &line].concat());
    assert_eq!(told.lines().count(), 1, "{told}");
    assert_eq!(home.ok(&["flags"]), "nothing that calls for attention\n");
    assert!(home.ok(&["flags", "--all"]).contains(NUMB));
}

#[test]
fn flags_as_json() {
    let home = Home::new();
    home.ok(&["log", "pain=6", "where=low-back-left", "saddle-numbness"]);
    let json: serde_json::Value = serde_json::from_str(&home.ok(&["flags", "--json"])).unwrap();
    let flag = &json["flags"][0];
    assert_eq!(
        (&flag["rule"], &flag["tier"]),
        (&"C1".into(), &"emergency".into())
    );
    assert_eq!(flag["since"], "2026-03-17");
    assert!(json["closing"].as_str().unwrap().contains("unsure"));
}

#[test]
fn the_check_in_line_by_line_warns_at_its_end() {
    let home = Home::new();
    home.ok(&["log", "saddle-numbness"]);
    let run = home.pipe(&["check-in"], "6\nlow-back-left\n.\n");
    assert!(run.out.contains(NUMB), "{}", run.out);
}

#[test]
fn own_rules_are_laid_over_and_mistakes_told_with_their_line() {
    let home = Home::new();
    std::fs::create_dir_all(home.path("config/twinge")).unwrap();
    let rule = "[[rule]]\nid = \"my-stairs\"\ntier = \"next-visit\"\ntitle = \"Stairs hurt\"\n\
                do = \"Tell the physiotherapist.\"\nwhy = \"We agreed on it.\"\n\
                source = \"My physiotherapist, 2026\"\nwhen = \"pain>=5\"\n";
    home.write("config/twinge/rules.toml", rule);
    assert!(home.ok(&["log", "pain=6"]).contains("Stairs hurt"));
    assert!(home.ok(&["flags"]).contains("Stairs hurt"));

    home.write(
        "config/twinge/rules.toml",
        rule.replace("pain>=5", "pian>=5"),
    );
    let refused = home.fails(1, &["flags"]);
    assert!(refused.contains("rules.toml, line 8"), "{refused}");
    assert!(refused.contains("pian"), "{refused}");
    // What is written is written all the same.
    let run = home.run(&["log", "pain=7"]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, "Worst pain 7 (was 6) on 2026-03-17\n")
    );
    assert!(run.err.contains("line 8"), "{}", run.err);

    // Another file can be named.
    home.write("config/twinge/mine.toml", rule);
    home.ok(&["config", "set", "rules", "mine.toml"]);
    assert!(home.ok(&["flags"]).contains("Stairs hurt"));
}

#[test]
fn the_readings_of_a_day() {
    let home = Home::new();
    home.ok(&["log", "yesterday", "lifting=heavy"]);
    home.ok(&["log", "pain=5", "where=low-back-left", "pain-quality=dull"]);
    let told = home.ok(&["which"]);
    assert!(told.starts_with("Tuesday 17 March 2026\n"), "{told}");
    assert!(told.contains("not a diagnosis"), "{told}");
    assert!(told.contains("Strain or posture: "), "{told}");
    assert!(told.contains("  for: "), "{told}");
    let json: serde_json::Value =
        serde_json::from_str(&home.ok(&["which", "today", "--json"])).unwrap();
    assert_eq!(json["date"], "2026-03-17");
    assert!(json["readings"].as_array().unwrap().len() > 3);
    let refused = home.fails(2, &["which", "tomorrow"]);
    assert!(refused.contains("hasn't come yet"), "{refused}");
}

/// Pain at a time is told beside pain at other times, and only what differs speaks for a reading.
#[test]
fn pain_at_a_time_is_told_beside_pain_at_others() {
    for (always, label) in [(true, "neither"), (false, "for")] {
        let home = Home::new();
        let lines: String = (0..=196)
            .map(|back| {
                let about = (back + 2) % 28 <= 4;
                let pain = if always || about { 4 } else { 0 };
                let bleeding = if back % 28 == 0 { "medium" } else { "none" };
                format!("-{back} pain={pain} bleeding={bleeding}\n")
            })
            .collect();
        assert_eq!(home.pipe(&["log", "-"], lines).code, 0);
        let told = home.ok(&["which"]);
        let period = told.split("Period or premenstrual: ").nth(1).unwrap();
        let line = period.lines().find(|line| line.contains("at this time"));
        let line = line.unwrap_or_else(|| panic!("{told}"));
        assert!(line.starts_with(&format!("  {label}: ")), "{told}");
        assert!(
            line.contains("pain of 4 or more at this time in "),
            "{told}"
        );
        assert!(line.contains(" earlier cycles, and in "), "{told}");
        assert!(line.contains(" other stretches of 5 days"), "{told}");
        assert_eq!(line.contains("no clear difference"), always, "{told}");
    }
}

#[test]
fn articles_are_listed_read_searched_and_nearly_named() {
    let home = Home::new();
    let list = home.ok(&["learn"]);
    assert!(
        list.lines().any(|line| line.starts_with("ovulation-pain ")),
        "{list}"
    );
    // Each stands under what it is about, as in the guide on the screen.
    let under = list
        .split("\n\n")
        .find(|of| of.contains("\novulation-pain "));
    assert!(under.unwrap().starts_with("CYCLE AND HORMONES\n"), "{list}");
    let article = home.ok(&["learn", "ovulation", "pain"]);
    assert!(article.starts_with("Ovulation pain\n"), "{article}");
    assert!(
        article.contains("Sources: O'Herlihy et al., BMJ, 1980"),
        "{article}"
    );
    let on_item = home.ok(&["learn", "temperature"]);
    assert!(on_item.contains("basal temperature"), "{on_item}");
    let found = home.ok(&["learn", "doctor"]);
    assert!(found.starts_with("\"doctor\" stands in:\n"), "{found}");
    let refused = home.fails(2, &["learn", "ovulatoin-pain"]);
    assert!(
        refused.contains("did you mean twinge learn ovulation-pain?"),
        "{refused}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&home.ok(&["learn", "pid", "--json"])).unwrap();
    assert_eq!(json["id"], "pid");
}
