//! `import` of tables that only rules of one's own know, and of our own tables.

use std::fs;

use serde_json::Value;

use crate::support::Home;

/// Something between a diary and a spreadsheet.
const TABLE: &str = "My table\n\nDay;Back pain;Sleep;Mood today;Steps;Remarks\n\
    05.01.2025;6;7,5;good;1.204;slow\n06.01.2025;;8,0;bad;950;\n13.01.2025;0;6,5;;;fine\n";

fn rules(home: &Home, name: &str) -> String {
    home.name(&format!("config/twinge/imports/{name}"))
}

#[test]
fn a_table_that_no_rules_know_is_told_as_it_could_be_read() {
    let home = Home::new();
    let file = home.write("own table.csv", TABLE);
    let run = home.run(&["import", &file]);
    assert_eq!(run.code, 1, "{}", run.err);
    for words in [
        "a row a day",
        "Day: the day, 05.01.2025 · 06.01.2025 · 13.01.2025",
        "Back pain: worst pain; it has whole numbers from 0 to 10, such as 0 · 6",
        "Sleep: hours of sleep; it has numbers, such as 6,5 · 7,5 · 8,0",
        "Steps: left alone",
        "Remarks: note",
    ] {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
    assert!(run.err.contains("--map new"), "{}", run.err);
    assert!(!home.diary().exists() && !home.path("config").exists());

    let run = home.run(&["import", "--json", &file]);
    let told: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(told["columns"][1]["item"], "sleep-hours");
    for hers in ["05.01.2025", "7,5", "slow"] {
        assert!(!run.out.contains(hers), "{hers}: {}", run.out);
    }
}

/// A folder for rules that there are none of does not stay, nor one for a diary.
#[test]
fn where_nothing_is_written_no_folder_stays() {
    let home = Home::new();
    let file = home.write("words.txt", "no table\n");
    for words in [&["import", &file][..], &["import", &file, "--map", "new"]] {
        home.fails(1, words);
        assert_eq!(home.names(), ["words.txt"], "{words:?}");
    }
    std::fs::create_dir_all(home.path("config/twinge")).unwrap();
    home.fails(1, &["import", &file, "--map", "new"]);
    assert!(home.path("config/twinge").exists());
    assert!(!home.path("config/twinge/imports").exists());
}

#[test]
fn new_rules_are_written_once_and_know_the_table_from_then_on() {
    let home = Home::new();
    let file = home.write("own table.csv", TABLE);
    let told = home.ok(&["import", &file, "--map", "new"]);
    assert!(told.contains("nothing was written"), "{told}");
    assert!(!home.diary().exists());
    let path = rules(&home, "own-table.toml");
    let text = fs::read_to_string(&path).unwrap();
    for words in [
        "# Steps: numbers",
        "# key = \"Steps/*\"",
        "order = \"day-first\"",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &str| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(&rules(&home, ".")), 0o700);
    }
    let said = home.fails(1, &["import", &file, "--map", "new"]);
    assert!(said.contains("exists already"), "{said}");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);

    // What was left alone is given an item by hand.
    let edited = text.replace(
        "# [[rule]]\n# key = \"Mood today/bad\"\n# give = { mood = \"\" }",
        "[[rule]]\nkey = \"Mood today/bad\"\ngive = { mood = \"2\" }",
    );
    assert_ne!(edited, text);
    fs::write(&path, edited).unwrap();
    let again = home.write("later.csv", TABLE.replace("My table", "Of today"));
    let told = home.ok(&["import", &again]);
    assert!(told.contains("Steps: 2 left out"), "{told}");
    let json = home.ok(&["export"]);
    for answer in ["\"mood\":2", "\"sleep-hours\":6.5", "\"note\":\"slow\""] {
        assert!(json.contains(answer), "{answer}: {json}");
    }
    let told = home.ok(&["import", &again]);
    assert!(told.contains("nothing in it is new"), "{told}");
}

#[test]
fn rules_that_cannot_be_used_are_named_and_stop_nothing() {
    let home = Home::new();
    let file = home.write("own table.csv", TABLE);
    home.ok(&["import", &file, "--map", "new"]);
    for (name, text, fault) in [
        ("a.toml", "format = \"a\"\n[form\n", "a.toml, line 2"),
        (
            "b.toml",
            "format = \"b\"\n[form]\nrecognise = [\"Day\"]\nkind = \"wide\"\ndate = \"Day\"\n\
             [[rule]]\nkey = \"Mood/*\"\ngive = { mod = \"{value}\" }\n",
            "b.toml, line 8: there is no item \"mod\"; did you mean \"mood\"?",
        ),
        ("c.toml", "format = \"c\"\n", "c.toml, line 1"),
    ] {
        fs::write(rules(&home, name), text).unwrap();
        let run = home.run(&["import", "--dry-run", &file]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.err.contains(fault), "{fault}: {}", run.err);
        assert!(run.out.contains("sleep-hours 3"), "{}", run.out);
        let said = home.fails(1, &["import", "--map", &rules(&home, name), &file]);
        assert!(said.contains(fault), "{said}");
        fs::remove_file(rules(&home, name)).unwrap();
    }
}

#[test]
fn rules_of_any_file_read_a_table_and_only_theirs() {
    let home = Home::new();
    let file = home.write("own table.csv", TABLE);
    let map = home.write(
        "mine.toml",
        "format = \"mine\"\n[form]\nrecognise = [\"Day\", \"Sleep\"]\nkind = \"wide\"\n\
         date = \"Day\"\n[[rule]]\nkey = \"Sleep/*\"\ngive = { sleep-hours = \"{value}\" }\n",
    );
    let told = home.ok(&["import", "--map", &map, &file]);
    assert!(told.contains("new: 3 answers (sleep-hours 3)"), "{told}");
    let other = home.write("other.csv", "Date,Rest\n2025-01-01,7\n");
    let said = home.fails(1, &["import", "--map", &map, &other]);
    assert!(said.contains("Day, Sleep"), "{said}");
}

#[test]
fn what_a_table_does_not_tell_is_asked_for_and_not_guessed() {
    let home = Home::new();
    let dates = home.write("dates.csv", "When,Pain\n3/4/2025,6\n5/6/2025,2\n");
    let run = home.run(&["import", "--map", "new", &dates]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("--dates day-first"), "{}", run.err);
    let text = fs::read_to_string(rules(&home, "dates.toml")).unwrap();
    assert!(text.contains("# order = \"month-first\""), "{text}");
    let told = home.ok(&["import", "--dates", "month-first", &dates]);
    assert!(told.contains("2025-03-04"), "{told}");

    let numbers = "Date;Measure;Minutes\n2025-01-05;heat;1,234\n2025-01-06;heat;20\n";
    let numbers = home.write("numbers.csv", numbers);
    let run = home.run(&["import", "--map", "new", &numbers]);
    assert!(
        run.err.contains("--decimal comma"),
        "{} {}",
        run.out,
        run.err
    );
    let text = fs::read_to_string(rules(&home, "numbers.toml")).unwrap();
    assert!(text.contains("# decimal = \"point\""), "{text}");
    for (sign, minutes) in [("comma", "1.234"), ("point", "1234.0")] {
        home.ok(&["import", "--decimal", sign, &numbers]);
        let json = home.ok(&["export"]);
        let minutes = format!("\"relief-minutes\":{minutes}");
        assert!(json.contains(&minutes), "{json}");
        home.ok(&["undo"]);
    }
}

/// A day without an attack is none without pain.
#[test]
fn a_list_of_attacks_never_becomes_zeros() {
    let home = Home::new();
    let file = home.write(
        "list.csv",
        "Began,Attack,Medicine\n2025-01-05 08:10,7,Ibuprofen\n2025-01-05 22:00,5,\n2025-01-09 06:00,10,Triptan\n",
    );
    home.ok(&["import", "--map", "new", &file]);
    let text = fs::read_to_string(rules(&home, "list.toml")).unwrap();
    assert!(
        text.contains("kind = \"events\"") && text.contains("episode-pain"),
        "{text}"
    );
    home.ok(&["import", &file]);
    let json = home.ok(&["export"]);
    let all: Value = serde_json::from_str(&json).unwrap();
    let entries = all["entries"].as_array().unwrap();
    let of = |kind: &str| entries.iter().filter(|entry| entry["kind"] == kind).count();
    assert_eq!((of("episode"), of("day")), (3, 0), "{json}");
    assert!(json.contains("\"time\":\"08:10\""), "{json}");
    assert!(!json.contains(":0,") && !json.contains(":0}"), "{json}");
}

#[test]
fn text_of_windows_is_said_to_be_guessed() {
    let home = Home::new();
    let file = format!(
        "{}/tests/samples/semicolon_latin1_de.csv",
        env!("CARGO_MANIFEST_DIR")
    );
    let told = home.ok(&["import", "--map", "new", &file]);
    assert!(told.contains("Windows-1252"), "{told}");
    let file = home.write("own table.csv", TABLE);
    let told = home.ok(&["import", "--map", "new", &file]);
    assert!(!told.contains("Windows-1252"), "{told}");
}

/// A diary with everything that tables have.
fn lived() -> Home {
    let home = Home::new();
    for line in [
        "2026-03-15 pain=0 'tags=anna,=1+1,salt;pepper,back\\slash' -m \"'tis = bad\"",
        "2026-03-16 pain-sites=none temperature=36.55 temperature-time=06:30",
        "2026-03-16 intimacy at=22:10 orgasm=yes position-note='slow, and good'",
        "2026-03-17 relief at=21:00 measure=painkiller medicine=ibuprofen dose='400 mg'",
        "2026-03-17 bleeding=very-heavy sleep-hours=7.5",
    ] {
        let words = shlex::split(line).unwrap();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        home.ok(&[&["log"], &words[..]].concat());
    }
    home
}

#[test]
fn our_own_tables_come_back_as_they_left() {
    for form in ["csv", "wide"] {
        let home = lived();
        let table = home.ok(&["export", "--format", form]);
        let again = home.pipe(&["import", "-"], &table);
        assert_eq!(again.code, 0, "{}", again.err);
        assert!(
            again.out.contains("nothing in it is new"),
            "{form}: {}",
            again.out
        );
        let other = Home::new();
        let brought = other.pipe(&["import", "-"], &table);
        assert_eq!(brought.code, 0, "{form}: {}", brought.err);
        assert_eq!(other.ok(&["export", "--format", form]), table);
        let again = other.pipe(&["import", "-"], &table);
        assert!(
            again.out.contains("nothing in it is new"),
            "{form}: {}",
            again.out
        );
    }
}

/// Two entries of one kind on one day, without a time and with different answers.
#[test]
fn entries_of_one_day_stay_apart_in_the_table_of_answers_and_are_told_in_that_of_days() {
    let home = lived();
    home.ok(&["log", "2026-03-16", "relief", "measure=heat"]);
    home.ok(&["log", "2026-03-16", "relief", "relief-minutes=20"]);
    home.ok(&["log", "2026-03-16", "relief", "measure=heat"]);
    let table = home.ok(&["export", "--format", "csv"]);
    let other = Home::new();
    other.pipe(&["import", "-"], &table);
    assert_eq!(other.ok(&["export", "--format", "csv"]), table);
    let again = home.pipe(&["import", "-"], &table);
    assert!(again.out.contains("nothing in it is new"), "{}", again.out);

    let table = home.ok(&["export", "--wide"]);
    let told = Home::new().pipe(&["import", "-"], &table);
    assert!(
        told.out.contains("does not tell which of them"),
        "{}",
        told.out
    );
}

#[test]
fn a_table_that_left_for_a_study_does_not_come_back() {
    let home = lived();
    for form in ["csv", "wide"] {
        let args = [
            "export",
            "--format",
            form,
            "--person",
            "P7",
            "--shift-days",
            "9",
        ];
        let table = home.run(&args).out;
        let run = Home::new().pipe(&["import", "-"], &table);
        assert_eq!(run.code, 1, "{form}: {}", run.out);
    }
}

#[test]
fn the_census_of_what_is_read_as_it_stands_has_no_words() {
    let home = Home::new();
    let file = home.write(
        "own.json",
        r#"{"format": "twinge", "version": 1, "entries": [
{"date": "2026-03-01", "kind": "day", "answers": {"pain": 4, "note": "slow day", "pian": 3}},
{"date": "2026-03-02", "kind": "day", "answers": {"pain": 40}}
]}"#,
    );
    let json = home.ok(&["import", "--dry-run", "--json", &file]);
    let told: Value = serde_json::from_str(&json).unwrap();
    let census = &told["census"];
    assert_eq!(census["read"], 4, "{json}");
    assert_eq!(census["answered"], 2, "{json}");
    assert_eq!(census["left-out"].as_array().unwrap().len(), 2, "{json}");
    assert!(!json.contains("slow") && !json.contains("40"), "{json}");
    let told = home.ok(&["import", "--dry-run", &file]);
    assert!(
        told.contains("4 facts read: 2 answered, 2 left out, 0 only counted"),
        "{told}"
    );
    assert!(!told.contains("the first on line"), "{told}");
    let rows: String = (1..=30)
        .map(|n| format!("2026-03-01,,day,pian,{n},,\n"))
        .collect();
    let many = format!("date,time,kind,item,value,unit,note\n2026-03-02,,day,pain,4,,\n{rows}");
    let told = home.pipe(&["import", "--dry-run", "-"], &many).out;
    assert!(
        told.contains("pian: 30 left out, the first on line 3"),
        "{told}"
    );
    let drip = format!("{}/tests/samples/drip.csv", env!("CARGO_MANIFEST_DIR"));
    let json = home.ok(&["import", "--dry-run", "--json", &drip]);
    let told: Value = serde_json::from_str(&json).unwrap();
    assert!(told["census"]["answered"].as_u64().unwrap() > 0, "{json}");
}
