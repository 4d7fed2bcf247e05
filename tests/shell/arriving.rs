//! `import` of other programs' files, as a person meets it.

use std::fs;

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
        (sample("health_connect_export.zip"), "Health Connect"),
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
