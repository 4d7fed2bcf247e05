//! `import` of other programs' files, as a person meets it.

use std::fs;
use std::io::Write;

use serde_json::Value;

use crate::support::Home;

fn sample(name: &str) -> String {
    format!("{}/tests/samples/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_zip_with_a_password_is_opened_by_it_and_by_nothing_else() {
    let home = Home::new();
    let zip = sample("clue_export_password_is_twinge.zip");
    let wrong = home.write("wrong", "other\n");
    let right = home.write("right", "twinge\n");
    for (words, told) in [
        (&["import", &zip][..], "the zip has a password"),
        (
            &["import", &zip, "--zip-password-file", &wrong],
            "not the password of the zip",
        ),
    ] {
        let said = home.fails(1, words);
        assert!(said.contains(told), "{said}");
        assert!(!home.diary().exists());
    }
    let told = home.ok(&["import", &zip, "--zip-password-file", &right]);
    assert!(told.contains("facts read"), "{told}");
    let plain = Home::new();
    plain.ok(&["import", &sample("clue_measurements_all.json")]);
    assert_eq!(
        home.ok(&["list", "2020..2030"]),
        plain.ok(&["list", "2020..2030"])
    );
}

#[test]
fn what_became_of_everything_is_told_and_to_programs_without_a_word_of_hers() {
    let home = Home::new();
    let file = sample("flo_export_traps.json");
    let told = home.ok(&["import", "--dry-run", &file]);
    for words in [
        "Sex/SexNone: 1 left out, the first on line 141: the diary has no answer that says it",
        "counted from 1",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let json = home.ok(&["import", "--dry-run", "--json", &file]);
    for hers in ["synthetic", "nobody@example.org", "36.68", "2025-03-16"] {
        assert!(!json.contains(hers), "{hers}: {json}");
    }
    let json: Value = serde_json::from_str(&json).unwrap();
    let census = &json["census"];
    let sum = |of: &Value, field: Option<&str>| -> u64 {
        let all = of.as_array().map(|all| all.iter().collect::<Vec<_>>());
        let all = all.unwrap_or_else(|| of.as_object().unwrap().values().collect());
        { all.into_iter() }
            .map(|of| field.map_or(of, |field| &of[field]).as_u64().unwrap())
            .sum()
    };
    assert_eq!(
        census["read"].as_u64().unwrap(),
        census["answered"].as_u64().unwrap()
            + sum(&census["left-out"], Some("count"))
            + sum(&census["counted"], None)
    );
    assert!(!home.diary().exists());
}

#[test]
fn a_known_file_that_gives_nothing_is_an_error() {
    let home = Home::new();
    for (name, text) in [
        ("flo.json", r#"{"operationalData": {"cycles": []}}"#),
        (
            "clue.json",
            r#"[{"type": "reminders", "date": "2025-01-01", "value": {"option": "x"}}]"#,
        ),
        (
            "peri.json",
            r#"{"version": 1, "cycles": [{"startDate": "2099-01-01", "periodLength": 4}]}"#,
        ),
    ] {
        let run = home.run(&["import", &home.write(name, text)]);
        assert_eq!(run.code, 1, "{name}: {}", run.out);
        assert!(
            run.err.contains("nothing was imported"),
            "{name}: {}",
            run.err
        );
        assert!(!home.diary().exists());
    }
}

#[test]
fn files_that_nobody_reads_are_named() {
    let home = Home::new();
    let realm = [&[0; 16][..], b"T-DB\x09\x09\0\0", &[0; 40]].concat();
    fs::write(home.path("log28.realm"), realm).unwrap();
    for (file, words) in [
        (sample("flo_export.txt"), "machine-readable"),
        (home.path("log28.realm").display().to_string(), "Realm"),
        (
            home.write("backup.daylio", "eyJ2ZXJzaW9uIjoxNX0="),
            "Daylio",
        ),
    ] {
        let said = home.fails(1, &["import", &file]);
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn of_a_file_that_is_cut_off_nothing_is_taken_unless_it_is_asked_for() {
    let home = Home::new();
    let text = fs::read_to_string(sample("apple_export.xml")).unwrap();
    let end = text.find("IntermenstrualBleeding").unwrap();
    let cut = home.write("cut.xml", &text[..end]);
    let said = home.fails(1, &["import", &cut]);
    assert!(said.contains("--partial"), "{said}");
    assert!(!home.diary().exists());
    let told = home.ok(&["import", "--partial", &cut]);
    assert!(told.contains("the file is cut off after line"), "{told}");
    assert!(home.ok(&["show", "2025-01-05"]).contains("medium"));
}

#[test]
fn other_databases_are_not_taken_for_a_diary() {
    let home = Home::new();
    let other = home.path("days.db");
    rusqlite::Connection::open(&other)
        .and_then(|db| db.execute_batch("CREATE TABLE days (date, pain)"))
        .unwrap();
    let said = home.fails(1, &["import", &other.display().to_string()]);
    assert!(said.contains("none of its tables"), "{said}");
}

#[test]
fn where_answers_came_from_is_told_until_they_are_changed_and_goes_along() {
    let home = Home::new();
    home.ok(&["import", &sample("clue_old.cluedata")]);
    let list: Value = serde_json::from_str(&home.ok(&["list", "2000..2030", "--json"])).unwrap();
    let of_clue = |day: &&Value| day["entries"][0]["imported"][0]["source"] == "clue";
    let days: Vec<&Value> = list.as_array().unwrap().iter().filter(of_clue).collect();
    assert!(!days.is_empty(), "{list}");
    let date = days[0]["date"].as_str().unwrap();
    let told = home.ok(&["show", date]);
    assert!(told.contains("Check-in: from Clue, imported "), "{told}");
    // In another diary it came from the same place.
    let file = home.name("all.json");
    home.ok(&["export", &file]);
    let other = Home::new();
    other.ok(&["import", &file]);
    let show = ["show", date, "--json"];
    assert_eq!(other.ok(&show), home.ok(&show));
    let same = other.ok(&["import", &file]);
    assert!(same.contains("nothing in it is new"), "{same}");
    // What she says herself did not.
    home.ok(&["log", date, "pain=9"]);
    home.ok(&["log", date, "bleeding=spotting"]);
    let told = home.ok(&["show", date]);
    assert!(!told.contains("Check-in: from"), "{told}");
    assert!(
        !told
            .lines()
            .any(|line| line.contains("Bleeding") && line.contains("from Clue")),
        "{told}"
    );
    for _ in 0..2 {
        home.ok(&["undo"]);
    }
    assert!(home.ok(&["show", date]).contains("Check-in: from Clue"));
}

#[test]
fn a_file_that_holds_nothing_says_so_and_is_an_error() {
    let home = Home::new();
    let drip = fs::read_to_string(sample("drip.csv")).unwrap();
    let daylio = fs::read_to_string(sample("daylio.csv")).unwrap();
    let head = |text: &str| text.lines().next().unwrap().to_owned() + "\n";
    let empty = "{\"format\": \"twinge\", \"version\": 1, \"entries\": []}";
    for (name, text) in [
        ("drip", head(&drip)),
        ("daylio", head(&daylio)),
        ("own.json", empty.to_owned()),
        (
            "own.csv",
            "date,time,kind,item,value,unit,note\n".to_owned(),
        ),
    ] {
        let file = home.write(name, text);
        let said = home.fails(1, &["import", &file]);
        assert!(said.contains("there is nothing in the file"), "{said}");
        assert!(!home.diary().exists());
    }
}

#[test]
fn what_twinge_writes_for_others_and_what_holds_no_file_is_named() {
    let home = Home::new();
    home.ok(&["log", "2026-03-01", "pain=4", "bleeding=light"]);
    let (bundle, calendar) = (home.name("bundle.json"), home.name("forecast.ics"));
    home.ok(&["export", "--format", "fhir", &bundle]);
    home.ok(&["export", "--format", "ics", &calendar]);
    let empty = home.write("empty.csv", "");
    let (inner, outer) = (sample("apple_export_localised.zip"), home.path("outer.zip"));
    let mut zip = zip::ZipWriter::new(fs::File::create(&outer).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("inner.zip", options).unwrap();
    zip.write_all(&fs::read(inner).unwrap()).unwrap();
    zip.finish().unwrap();
    let outer = outer.display().to_string();
    for (file, words) in [
        (bundle, "a bundle of FHIR"),
        (calendar, "a calendar"),
        (empty, "the file is empty"),
        (outer, "an archive lies within this archive"),
    ] {
        let said = home.fails(1, &["import", &file]);
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn json_that_is_cut_off_is_said_to_be() {
    let home = Home::new();
    for name in ["clue_measurements.json", "flo_export.json", "peri.json"] {
        let text = fs::read_to_string(sample(name)).unwrap();
        let cut = home.write(name, &text[..text.len() * 2 / 3]);
        let said = home.fails(1, &["import", &cut]);
        assert!(said.contains("it is cut off in line "), "{said}");
    }
    home.ok(&["log", "2026-03-01", "pain=4"]);
    let own = home.ok(&["export"]);
    let cut = home.write("own.json", &own[..own.len() - 9]);
    let said = home.fails(1, &["import", &cut]);
    assert!(said.contains("it is cut off in line "), "{said}");
}

#[test]
fn what_is_only_counted_is_named_with_the_most_first() {
    let home = Home::new();
    let told = home.ok(&[
        "import",
        "--dry-run",
        &sample("apple_export_ios16_traps.xml"),
    ]);
    let counted = told
        .lines()
        .find(|line| line.contains(" only counted (SleepAnalysis 3, "));
    assert!(
        counted.is_some_and(|line| line.contains("HeartRate ")),
        "{told}"
    );
}
