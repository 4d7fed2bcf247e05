//! What leaves a diary, and what of it does not.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::{Home, names};

/// A day with everything that could be too much for somebody.
fn lived() -> Home {
    let home = Home::new();
    let lines = "2026-01-28..2026-01-31 bleeding=medium\n\
         2026-02-25 bleeding=heavy\n\
         2026-02-26 bleeding=very-heavy pain=6 pain-sites=low-back-left libido=3 tags=anna -m 'Anna came'\n\
         2026-03-16 intimacy at=22:10 orgasm=yes -m 'slow, and good'\n\
         2026-03-16 relief at=21:00 measure=painkiller medicine=ibuprofen dose='400 mg' relief-before=6\n\
         2026-03-16 temperature=36.55 temperature-time=06:30\n\
         2026-03-17 peg-pain=6 peg-enjoyment=7 peg-activity=4 pregnancy-test=negative -m '=1+1'\n";
    for line in lines.lines() {
        let words = shlex::split(line.trim()).unwrap();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        home.ok(&[&["log"], &words[..]].concat());
    }
    home.ok(&[
        "items",
        "add",
        "Anna visits",
        "--kind",
        "number",
        "--min",
        "-9",
    ]);
    home.ok(&["log", "my-anna-visits=-2"]);
    home
}

/// What a form has, whatever it is written to.
fn written(home: &Home, form: &str, args: &[&str]) -> String {
    if form != "journal" {
        return home
            .run(&[&["export", "--format", form], args].concat())
            .out;
    }
    let folder = home.name("journal");
    home.ok(&[&["export", "--journal", &folder], args].concat());
    let files = names(folder.as_ref()).into_iter();
    let text = files.map(|name| fs::read_to_string(home.path("journal").join(name)).unwrap());
    let text = text.collect();
    fs::remove_dir_all(&folder).unwrap();
    text
}

/// All that is written of what is recorded.
const FORMS: [&str; 6] = ["json", "csv", "wide", "drip", "fhir", "journal"];

#[test]
fn no_form_lets_out_what_stays_behind() {
    let home = lived();
    let told = ["slow, and good", "Anna", "ibuprofen"];
    for form in FORMS {
        let all = written(&home, form, &[]);
        assert!(
            told.iter().any(|words| all.contains(words)),
            "{form}: {all}"
        );
        let part = written(&home, form, &["--without", "intimacy,notes"]).to_lowercase();
        for words in ["slow", "anna came", "ibuprofen", "22:10", "400 mg"] {
            assert!(!part.contains(words), "{form}: {part}");
        }
        let days = written(&home, form, &["--from", "2026-02-26", "--to", "2026-02"]);
        assert!(days.contains("2026-02-26"), "{form}: {days}");
        for day in ["2026-01-28", "2026-02-25", "2026-03-16"] {
            // Since when the cycle runs is told of a later day, too.
            assert!(!days.contains(day), "{form}: {days}");
        }
    }
    let part = written(&home, "json", &["--without", "intimacy,notes"]);
    assert!(
        !part.contains("orgasm") && !part.contains("libido"),
        "{part}"
    );
    let refused = home.fails(2, &["export", "--without", "intimasy"]);
    assert!(refused.contains("intimasy"), "{refused}");
}

#[test]
fn a_study_gets_a_name_of_its_own_and_other_days() {
    let home = lived();
    for (form, day) in [("csv", "2026-02-16"), ("wide", "2026-02-16")] {
        let args = [
            "export",
            "--format",
            form,
            "--person",
            "=p7",
            "--shift-days",
            "-10",
        ];
        let run = home.run(&args);
        assert!(run.out.starts_with("person,date,"), "{}", run.out);
        assert!(run.out.contains(&format!("'=p7,{day},")), "{}", run.out);
        for words in ["2026-03-16", "Anna", "anna", "ibuprofen", "slow"] {
            assert!(!run.out.contains(words), "{form}: {}", run.out);
        }
        assert!(
            run.err.contains("my-anna-visits 1, note 3, tags 1"),
            "{}",
            run.err
        );
    }
    for form in ["json", "drip", "fhir", "ics"] {
        let refused = home.fails(2, &["export", "--format", form, "--person", "p7"]);
        assert!(refused.contains("--person is for tables"), "{refused}");
    }
    home.fails(2, &["export", "--format", "csv", "--shift-days", "3"]);
}

#[test]
fn a_wide_table_has_a_row_a_day_and_a_column_an_item() {
    let home = lived();
    home.ok(&[
        "log",
        "2026-03-16",
        "relief",
        "at=23:00",
        "measure=bath",
        "relief-before=4",
    ]);
    let table = home.ok(&["export", "--wide"]);
    assert_eq!(table, home.ok(&["export", "--format", "wide"]));
    let with_mark = home.ok(&["export", "--wide", "--bom"]);
    assert_eq!(with_mark.strip_prefix('\u{feff}'), Some(table.as_str()));
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let columns = rows.headers().unwrap().clone();
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    let cell = |date: &str, column: &str| {
        let row = rows.iter().find(|row| &row[0] == date).unwrap();
        let at = columns.iter().position(|name| name == column);
        row[at.unwrap_or_else(|| panic!("no column {column}"))].to_owned()
    };
    assert_eq!(rows.len(), 8);
    for (date, column, expected) in [
        ("2026-02-26", "bleeding", "very-heavy"),
        ("2026-02-26", "pain-sites", "low-back-left"),
        ("2026-02-26", "stress", ""),
        ("2026-03-16", "relief-entries", "2"),
        ("2026-03-16", "relief-before", "6;4"),
        ("2026-03-16", "measure", "painkiller;bath"),
        ("2026-03-16", "temperature", "36.55"),
        ("2026-03-17", "note", "'=1+1"),
        ("2026-03-17", "my-anna-visits", "-2"),
    ] {
        assert_eq!(cell(date, column), expected, "{date} {column}");
    }
    let unique: BTreeSet<&str> = columns.iter().collect();
    assert_eq!(unique.len(), columns.len());
}

#[test]
fn a_journal_comes_back_as_it_went() {
    let home = Home::new();
    let demo = home.name("demo.db");
    home.ok(&["demo", "--write", &demo, "--seed", "3"]);
    let on_demo = |args: &[&str]| home.ok(&[&["--diary", &demo], args].concat());
    on_demo(&[
        "log",
        "mucus-texture=nothing",
        "-m",
        "---\n# no\n\"so\": 'yes'\n---\nend",
    ]);
    let beside = home.write("beside.json", on_demo(&["export", "--from", "2199"]));
    let folder = home.name("journal");
    on_demo(&["export", "--journal", &folder]);
    let files = names(folder.as_ref());
    assert!(files.len() > 100);
    let text = |name: &String| fs::read_to_string(home.path("journal").join(name)).unwrap();
    let all: String = files.iter().map(text).collect();

    let into_itself = home.write("all.md", &all);
    assert!(on_demo(&["import", &into_itself]).contains("nothing in it is new"));
    home.ok(&["import", &beside]);
    let told = home.ok(&["import", &into_itself]);
    assert!(told.contains(" 0 left out"), "{told}");
    let lines = |text: String| -> BTreeSet<String> {
        let lines = text.lines().filter(|line| line.starts_with("{\"date\""));
        lines
            .map(|line| line.trim_end_matches(',').to_owned())
            .collect()
    };
    assert_eq!(lines(home.ok(&["export"])), lines(on_demo(&["export"])));
}

#[test]
fn a_journal_leaves_what_is_not_its_own() {
    let home = lived();
    let folder = home.name("journal");
    home.ok(&["export", "--journal", &folder]);
    let day = home.path("journal").join("2026-03-17.md");
    let ours = fs::read_to_string(&day).unwrap();
    assert!(
        ours.starts_with("---\ngenerator: twinge\ndate: 2026-03-17\ncycle-day: 21\n"),
        "{ours}"
    );
    assert!(ours.contains("\n# Tuesday 17 March 2026\n"), "{ours}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        assert_eq!(fs::metadata(&day).unwrap().mode() & 0o777, 0o600);
    }
    // What is up to date stays the same file.
    let before = fs::metadata(&day).unwrap().modified().unwrap();
    home.ok(&["export", "--journal", &folder]);
    assert_eq!(fs::metadata(&day).unwrap().modified().unwrap(), before);

    fs::write(&day, "# Tuesday\nmy own\n").unwrap();
    let first = home.path("journal").join("2026-01-28.md");
    fs::remove_file(&first).unwrap();
    let refused = home.fails(1, &["export", "--journal", &folder]);
    assert!(refused.contains("2026-03-17.md"), "{refused}");
    assert_eq!(fs::read_to_string(&day).unwrap(), "# Tuesday\nmy own\n");
    assert!(!first.exists(), "nothing was written");
}

#[cfg(feature = "encryption")]
#[test]
fn a_journal_of_a_locked_diary_is_agreed_to() {
    let home = lived();
    let key = home.write("key", format!("x'{}'", "5a".repeat(32)));
    home.ok(&["passphrase", "set", "--new-passphrase-file", &key]);
    let folder = home.name("journal");
    let args = ["--passphrase-file", &key, "export", "--journal", &folder];
    let refused = home.fails(2, &args);
    assert!(refused.contains("plain text"), "{refused}");
    assert!(!home.path("journal").exists());
    let run = home.run(&[&args[..], &["--yes"]].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("plain text"), "{}", run.err);
    assert_eq!(names(folder.as_ref()).len(), 8);
}

#[test]
fn a_bundle_tells_each_answer_of_one_patient() {
    let home = lived();
    let bundle: Value = serde_json::from_str(&home.ok(&["export", "--format", "fhir"])).unwrap();
    assert_eq!(bundle["resourceType"], "Bundle");
    let entries = bundle["entry"].as_array().unwrap();
    let patient = &entries[0]["fullUrl"];
    let urls: BTreeSet<&str> = entries
        .iter()
        .map(|e| e["fullUrl"].as_str().unwrap())
        .collect();
    assert_eq!(urls.len(), entries.len());
    let mut codes = BTreeSet::new();
    for entry in &entries[1..] {
        let resource = &entry["resource"];
        assert_eq!(&resource["subject"]["reference"], patient, "{resource}");
        if resource["resourceType"] == "Observation" {
            for field in [
                "status",
                "category",
                "code",
                "performer",
                "effectiveDateTime",
            ] {
                assert!(!resource[field].is_null(), "{field}: {resource}");
            }
            let values = resource.as_object().unwrap().keys();
            assert_eq!(values.filter(|field| field.starts_with("value")).count(), 1);
            assert!(resource["code"]["text"].is_string(), "{resource}");
            assert!(!resource.to_string().contains("\"display\""));
        }
        if let Some(code) = resource["code"]["coding"][0]["code"].as_str() {
            codes.insert(code);
        }
        for from in resource["derivedFrom"].as_array().into_iter().flatten() {
            assert!(urls.contains(from["reference"].as_str().unwrap()));
        }
    }
    let known = [
        "2106-3", "3144-3", "72514-3", "75893-8", "8310-5", "8665-2", "91145-3", "91146-1",
        "91147-9",
    ];
    assert_eq!(codes, BTreeSet::from(known));
    let text = bundle.to_string();
    for part in [
        r#""effectiveDateTime":"2026-03-16T06:30:00+00:00""#,
        r#""bodySite":{"text":"low back left"}"#,
        r#""medicationCodeableConcept":{"text":"ibuprofen"}"#,
        r#""value":5.7"#,
        r#""valueCodeableConcept":{"text":"very heavy"}"#,
    ] {
        assert!(text.contains(part), "{part}");
    }
    let without = home
        .run(&["export", "--format", "fhir", "--without", "cycle"])
        .out;
    assert!(
        !without.contains("8665-2") && !without.contains("heavy"),
        "{without}"
    );
}

/// The lines of a calendar's events that tell what became of them.
fn events(home: &Home, today: &str) -> (Vec<(String, String)>, u64) {
    let file = home.ok(&["--today", today, "export", "--format", "ics"]);
    assert!(file.starts_with("BEGIN:VCALENDAR\r\n") && file.ends_with("END:VCALENDAR\r\n"));
    assert!(
        file.split("\r\n")
            .all(|line| line.len() <= 75 && !line.contains('\n'))
    );
    for words in ["period", "bleed", "cycle", "menst", "fertile"] {
        assert!(!file.to_lowercase().contains(words), "{file}");
    }
    let value = |event: &str, field: &str| {
        let mut lines = event.split("\r\n");
        let value = lines.find_map(|line| line.strip_prefix(field));
        value.unwrap_or_default().to_owned()
    };
    let told = file.split("BEGIN:VEVENT").skip(1);
    let told = told.map(|event| (value(event, "UID:"), value(event, "STATUS:")));
    let sequence = value(&file, "SEQUENCE:").parse().unwrap();
    (told.collect(), sequence)
}

#[test]
fn a_calendar_moves_and_cancels_its_events() {
    let home = Home::new();
    for start in ["2025-12-31", "2026-01-28", "2026-02-25"] {
        home.ok(&["log", start, "bleeding=medium"]);
    }
    let (before, first) = events(&home, "2026-03-17");
    let of_diary = |events: &[(String, String)]| {
        let mut forecast = events
            .iter()
            .filter(|(uid, _)| uid.starts_with("forecast-"));
        let uid = &forecast.next().unwrap().0;
        uid.splitn(3, '-').nth(2).unwrap().to_owned()
    };
    let own = of_diary(&before);
    let name = |n: usize| format!("forecast-{n}-{own}");
    let status = |events: &[(String, String)], n| {
        let event = events.iter().find(|(uid, _)| *uid == name(n));
        event.map(|(_, status)| status.clone())
    };
    assert_eq!(status(&before, 3).as_deref(), Some("CANCELLED"));
    assert_eq!(status(&before, 4).as_deref(), Some("TENTATIVE"));
    home.ok(&[
        "--today",
        "2026-03-26",
        "log",
        "2026-03-25",
        "bleeding=medium",
    ]);
    let (after, then) = events(&home, "2026-03-26");
    assert_eq!(status(&after, 4).as_deref(), Some("CANCELLED"));
    assert_eq!(status(&after, 5).as_deref(), Some("TENTATIVE"));
    assert!(then > first);
    let names: BTreeSet<&String> = after.iter().map(|(uid, _)| uid).collect();
    assert_eq!(names.len(), after.len());
    // Another diary's events are others in the same calendar; its name for life is in none of them.
    assert_eq!(of_diary(&after), own);
    let other = Home::new();
    other.ok(&["log", "2026-02-25", "bleeding=medium"]);
    assert_ne!(of_diary(&events(&other, "2026-03-17").0), own);
    let without = home.ok(&["export", "--format", "ics", "--without", "cycle"]);
    assert!(!without.contains("forecast"), "{without}");
}
