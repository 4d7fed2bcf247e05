//! `cycles`, `forecast`, and drip's file in and out.

use serde_json::{Value, json};

use crate::support::Home;

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// A diary with two cycles, the second of them running on 17 March 2026.
fn lived() -> Home {
    let home = Home::new();
    for start in ["2026-01-28", "2026-02-25"] {
        home.ok(&["log", start, "bleeding=medium"]);
    }
    home
}

#[test]
fn an_empty_diary_has_no_cycles_and_no_forecast() {
    let home = Home::new();
    home.ok(&["log", "pain=1"]);
    assert_eq!(
        home.ok(&["cycles"]),
        "not enough yet: no period is logged\n"
    );
    assert_eq!(home.ok(&["cycles", "--json"]), "[]\n");
    assert!(home.ok(&["forecast"]).starts_with("Not enough yet"));
    let forecast = parsed(&home.ok(&["forecast", "--json"]));
    assert_eq!(forecast["next"], json!([]));
    for field in ["fertile", "implantation", "cycle-day"] {
        assert_eq!(forecast[field], Value::Null, "{field}");
    }
}

/// After so long, periods may have come that nobody noted.
#[test]
fn no_day_of_a_cycle_is_counted_beyond_what_a_cycle_lasts() {
    for (start, counted) in [
        ("2025-12-09", Some(99)),
        ("2025-12-08", None),
        ("2024-03-17", None),
    ] {
        let home = Home::new();
        home.ok(&["log", start, "bleeding=medium"]);
        home.ok(&["log", "pain=4"]);
        let forecast = parsed(&home.ok(&["forecast", "--json"]));
        assert_eq!(forecast["cycle-day"], json!(counted), "{start}");
        let journal = home.path("journal");
        home.ok(&["export", "--journal", journal.to_str().unwrap()]);
        let page = std::fs::read_to_string(journal.join("2026-03-17.md")).unwrap();
        for told in [page, home.ok(&["forecast"]), home.ok(&["cycles"])] {
            assert_eq!(told.contains("99"), counted.is_some(), "{start}: {told}");
        }
        let since = "since the last period that is noted began";
        assert_eq!(home.ok(&["forecast"]).contains(since), counted.is_none());
    }
}

#[test]
fn cycles_the_profile_leaves_out_are_not_told() {
    let home = lived();
    home.ok(&["profile", "keep=pain"]);
    for verb in ["cycles", "forecast"] {
        assert_eq!(
            home.ok(&[verb]),
            "not kept: your profile leaves the cycle out\n"
        );
    }
    assert_eq!(home.ok(&["cycles", "--json"]), "[]\n");
    let forecast = parsed(&home.ok(&["forecast", "--json"]));
    assert_eq!(forecast["next"], json!([]));
}

#[test]
fn cycles_are_told_in_lines_and_as_json() {
    let home = lived();
    let told = home.ok(&["cycles"]);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 3, "{told}");
    assert!(lines[0].starts_with("start       length  period  luteal  ovulation"));
    assert!(
        lines[1].starts_with("2026-02-25  day 21     1 d       -  about day "),
        "{told}"
    );
    assert!(
        lines[2].starts_with("2026-01-28    28 d     1 d       -  about day "),
        "{told}"
    );
    let cycles = parsed(&home.ok(&["cycles", "--json"]));
    assert_eq!(cycles[0]["start"], "2026-01-28");
    assert_eq!(cycles[0]["length"], 28);
    assert_eq!(cycles[0]["menses-days"], 1);
    assert_eq!(cycles[1]["length"], Value::Null);
    assert_eq!(cycles[1]["ovulation"]["confirmed"], false);
    let days = cycles[1]["ovulation"]["days"].as_object().unwrap();
    let sum: f64 = days.values().map(|p| p.as_f64().unwrap()).sum();
    assert!((0.99..=1.01).contains(&sum), "{sum}");
}

#[test]
fn what_came_later_is_not_known_before() {
    let home = lived();
    let then = parsed(&home.ok(&["cycles", "--json", "--as-of", "2026-02-24"]));
    assert_eq!(then.as_array().unwrap().len(), 1);
    assert_eq!(then[0]["length"], Value::Null);
    assert_eq!(
        home.ok(&["cycles", "--json", "--as-of", "2026-01-01"]),
        "[]\n"
    );
    let forecast = parsed(&home.ok(&["forecast", "--json", "--as-of", "24 feb"]));
    assert_eq!(forecast["as-of"], "2026-02-24");
    assert_eq!(forecast["next"].as_array().unwrap().len(), 3);
    let best = forecast["next"][0]["best"].as_str().unwrap();
    assert!(best >= "2026-02-24", "{best}");
    assert!(
        home.fails(2, &["forecast", "--as-of", "soon"])
            .contains("soon")
    );
}

#[test]
fn the_second_sign_is_chosen() {
    let home = lived();
    for day in 0..20u32 {
        let date = format!("2026-02-{:02}", day + 1);
        let temperature = if day < 12 { "36.40" } else { "36.70" };
        let (feeling, opening) = if (8..=12).contains(&day) {
            ("wet", "open")
        } else {
            ("dry", "closed")
        };
        let mut answers = vec![
            format!("temperature={temperature}"),
            format!("mucus-feeling={feeling}"),
            "mucus-texture=nothing".into(),
        ];
        // The cervix is felt too seldom to end its evaluation.
        if day < 13 {
            answers.push(format!("cervix-opening={opening}"));
        }
        let mut args = vec!["log", &date];
        args.extend(answers.iter().map(String::as_str));
        home.ok(&args);
    }
    let first =
        |args: &[&str]| parsed(&home.ok(&[&["cycles", "--json"], args].concat()))[0].clone();
    let mucus = first(&["--sign", "mucus"]);
    assert_eq!(mucus["temperature"]["first-high"], "2026-02-13");
    assert_eq!(mucus["mucus"]["peak"], "2026-02-13");
    assert_eq!(mucus["infertile-after-from"], "2026-02-16");
    assert_eq!(first(&[]), mucus);
    let cervix = first(&["--sign", "cervix"]);
    assert_eq!(cervix["infertile-after-from"], Value::Null);
    assert!(
        home.ok(&["cycles"])
            .contains("day 16, confirmed: temperature"),
        "{}",
        home.ok(&["cycles"])
    );
    home.fails(2, &["cycles", "--sign", "moon"]);
}

#[test]
fn nothing_of_fertility_is_told_when_it_is_hidden() {
    let home = lived();
    home.ok(&["profile", "implantation=yes"]);
    let told = home.ok(&["forecast"]);
    assert!(
        told.contains("Fertile days: ") && told.contains("Implantation window: "),
        "{told}"
    );
    home.ok(&["profile", "fertility=no"]);
    let told = home.ok(&["forecast"]) + &home.ok(&["cycles"]);
    for word in ["vulation", "ertile", "mplantation", "luteal  "] {
        assert!(!told.contains(word), "{word}: {told}");
    }
    assert!(told.contains("Next period: between "), "{told}");
}

#[test]
fn a_fever_is_set_aside_unless_the_person_keeps_it() {
    let home = Home::new();
    let mut lines = String::from("2026-02-01 bleeding=medium\n");
    for day in 2..=24 {
        let (celsius, ill) = match day {
            10 | 11 => ("38.4", " illness=cold"),
            12 | 13 => ("37.2", " illness=cold"),
            ..18 => ("36.40", ""),
            _ => ("36.80", ""),
        };
        lines += &format!("2026-02-{day:02} temperature={celsius}{ill}\n");
    }
    let run = home.pipe(&["log", "-"], &lines);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let cycles = || {
        let told = home.ok(&["cycles", "--as-of", "2026-02-24"]);
        told.lines().nth(1).unwrap().to_owned()
    };
    let told = cycles();
    assert!(
        told.ends_with(
            "day 17, confirmed: temperature; temperature left out on 4 days: illness, too high"
        ),
        "{told}"
    );
    let json = parsed(&home.ok(&["cycles", "--json"]));
    assert_eq!(
        json[0]["set-aside"]["2026-02-10"],
        json!(["illness", "too-high"])
    );
    assert_eq!(json[0]["ovulation"]["doubts"], json!([]));

    let kept = (10..=13).map(|day| format!("2026-02-{day} temperature-excluded=no\n"));
    assert_eq!(home.pipe(&["log", "-"], kept.collect::<String>()).code, 0);
    // The rise of the fever fell back, and hides no later one.
    let told = home.ok(&["cycles", "--as-of", "2026-02-15"]);
    let fell_back =
        "about day 9, estimated: temperature; the temperature had fallen back by 14 February\n";
    assert!(told.contains(fell_back), "{told}");
    let told = cycles();
    assert!(told.ends_with("day 17, confirmed: temperature"), "{told}");
    let json = parsed(&home.ok(&["cycles", "--json"]));
    assert_eq!(json[0]["set-aside"], json!({}));
    assert_eq!(json[0]["ovulation"]["doubts"], json!([]));
    // In the wrong unit nothing comes in at all.
    assert!(
        home.fails(2, &["log", "temperature=97.7"])
            .contains("34 to 42")
    );
}

#[test]
fn the_last_surge_counts_and_a_hole_is_told() {
    let home = Home::new();
    let log = |lines: &str| {
        let run = home.pipe(&["log", "-"], lines);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
    };
    log("2026-02-12 bleeding=medium
2026-02-23 lh-test=positive
2026-02-25 lh-test=negative
2026-03-15 lh-test=positive
");
    let told = home.ok(&["cycles"]);
    assert!(told.contains("day 33, confirmed: LH test"), "{told}");
    let forecast = parsed(&home.ok(&["forecast", "--json"]));
    let best = forecast["next"][0]["best"].as_str().unwrap();
    assert!(("2026-03-29"..="2026-03-31").contains(&best), "{best}");

    let home = Home::new();
    let mut lines = String::from("2026-02-12 bleeding=medium\n");
    for day in (12..18).chain(25..29) {
        let celsius = if day < 20 { "36.40" } else { "36.80" };
        lines += &format!("2026-02-{day} temperature={celsius}\n");
    }
    assert_eq!(home.pipe(&["log", "-"], &lines).code, 0);
    let told = home.ok(&["cycles"]);
    assert!(
        told.contains(
            "between day 6 and 13, estimated: temperature; no temperature on the days before"
        ),
        "{told}"
    );
}

const DRIP: &str = include_str!("../samples/drip.csv");

#[test]
fn years_with_drip_come_over_in_one_command() {
    let home = Home::new();
    let file = home.write("drip.csv", DRIP);
    let plan = home.ok(&["import", "--dry-run", &file]);
    assert!(
        plan.starts_with("the file speaks of 2025-01-05 to ")
            && plan.ends_with("nothing was written\n"),
        "{plan}"
    );
    assert!(!home.diary().exists());
    let told = home.ok(&["import", &file]);
    assert!(told.contains("new: "), "{told}");
    assert!(home.ok(&["import", &file]).contains("nothing in it is new"));
    assert_eq!(home.ok(&["history"]).lines().count(), 1);
    assert_eq!(
        parsed(&home.ok(&["cycles", "--json"]))[0]["start"],
        "2025-01-05"
    );

    let back = home.ok(&["export", "--format", "drip"]);
    assert!(back.starts_with("date,temperature.value,"), "{back}");
    let other = Home::new();
    let file = other.write("back.csv", &back);
    other.ok(&["import", &file]);
    assert_eq!(other.ok(&["export", "--format", "drip"]), back);
}

#[test]
fn what_stands_in_the_diary_stays_and_faults_have_their_line() {
    let home = Home::new();
    home.ok(&["log", "2026-03-01", "bleeding=light"]);
    let file = home.write(
        "drip.csv",
        "date,bleeding.value,temperature.value\n2026-03-01,3,\n2026-02-31,1,\n2026-03-02,9,36.5\n",
    );
    let told = home.ok(&["import", &file]);
    for words in [
        "line 2: bleeding on 2026-03-01 stays light; the file has heavy",
        "  line 3: ",
        "  line 4: ",
        "temperature 1",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let refused = home.fails(1, &["import", &home.write("other.csv", "day,mood\n1,2\n")]);
    assert!(
        refused.contains("other.csv: this is no file that twinge knows")
            && refused.contains("nothing was imported"),
        "{refused}"
    );
}

#[test]
fn what_drip_has_no_place_for_is_said() {
    let home = Home::new();
    home.ok(&["log", "bleeding=light", "sleep-hours=7"]);
    let run = home.run(&["export", "--format", "drip"]);
    assert_eq!(run.code, 0);
    assert!(run.out.contains("2026-03-17,"), "{}", run.out);
    assert!(
        run.err.contains("drip has no place for sleep-hours 1"),
        "{}",
        run.err
    );
}
