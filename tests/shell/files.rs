//! `export`, `import`, `backup`, `check`, `demo`.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::support::{Home, told};

#[test]
fn an_export_imported_is_the_same_diary() {
    let home = Home::new();
    home.ok(&["demo", "--write", &home.name("demo.db"), "--seed", "3"]);
    let demo = home.name("demo.db");
    let on_demo = |args: &[&str]| home.ok(&[&["--diary", &demo], args].concat());
    on_demo(&["items", "rename", "my-coffee", "Cups"]);
    on_demo(&["items", "move", "stress", "--before", "lifting"]);
    on_demo(&["profile", "week-start=sunday"]);
    let export = on_demo(&["export"]);
    assert!(export.lines().count() > 500);

    let file = home.write("export.json", &export);
    let told = home.ok(&["import", &file]);
    assert!(
        told.contains("new: ") && told.contains(" 0 left out"),
        "{told}"
    );
    assert_eq!(home.ok(&["export"]), export);

    let again = home.ok(&["import", &file]);
    assert!(again.contains("nothing in it is new"), "{again}");
    assert_eq!(home.ok(&["export"]), export);
    assert_eq!(home.ok(&["history"]).lines().count(), 1);
    home.ok(&["undo"]);
    assert_eq!(home.ok(&["list", "2020..2030"]), "");
}

#[test]
fn an_import_overwrites_nothing() {
    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    let file = home.write(
        "other.json",
        r#"{"format": "twinge", "version": 1, "entries": [
{"date": "2026-03-17", "kind": "day", "answers": {"pain": 6, "bleeding": "light"}},
{"date": "2026-03-16", "kind": "day", "answers": {"pain": 2, "aura": 3}}
]}"#,
    );
    let plan = home.ok(&["import", "--dry-run", &file]);
    assert!(plan.ends_with("nothing was written\n"), "{plan}");
    assert!(home.ok(&["list"]).lines().count() == 1);
    let told = home.ok(&["import", &file]);
    for words in [
        "new: 2 answers (bleeding 1, pain 1)",
        "line 2: pain on 2026-03-17 stays 4; the file has 6",
        "line 3: aura: 3 on 2026-03-16: there is no such item",
    ] {
        assert!(told.contains(words), "{told}");
    }
    assert!(home.ok(&["show"]).contains("Worst today: 4"));
    let json: Value = serde_json::from_str(&home.ok(&["import", "--json", &file])).unwrap();
    assert_eq!(
        (&json["same"], &json["conflicts"][0]["offered"]),
        (&2.into(), &6.into())
    );
    let piped = home.pipe(&["import", "-"], std::fs::read(file).unwrap());
    assert!(piped.out.contains("nothing in it is new"), "{}", piped.out);
}

#[test]
fn what_is_piped_in_is_imported_however_long_it_is_and_leaves_nothing_beside() {
    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    let beside = || {
        fs::read_dir(home.diary().parent().unwrap())
            .unwrap()
            .count()
    };
    let before = beside();
    let text = home.ok(&["export"]).replace("\"pain\":4", "\"stress\":2");
    assert!(text.contains("stress"), "{text}");
    for blank in [0, 2 << 20] {
        let piped = format!("{text}{}", " ".repeat(blank));
        for words in [&["import", "-", "--dry-run"][..], &["import", "-"]] {
            let told = home.pipe(words, &piped);
            assert!(told.out.contains("stress 1"), "{} {}", told.out, told.err);
        }
        home.ok(&["undo"]);
        assert_eq!(beside(), before);
    }
}

#[test]
fn what_is_no_export_is_refused_untouched() {
    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    let before = home.ok(&["export"]);
    for (text, words) in [
        (&b"\x00\xff\xfe"[..], "no file that twinge knows"),
        (
            b"{\"format\": \"twinge\",\n\"\xff\"",
            "line 2 is not UTF-8 text",
        ),
        (b"date,bleeding.value,bleeding.value\n", "twice"),
        (b"hello", "no file that twinge knows"),
        (b"", "the file is empty"),
        (b"{\"format\": \"twinge\", \"version\": 9}", "update twinge"),
        (
            b"{\"format\": \"twinge\", \"version\": 1,\n\n \"entries\": [}",
            "line 3",
        ),
    ] {
        let file = home.write("wrong.json", text);
        let refused = home.fails(1, &["import", &file]);
        assert!(refused.contains(words), "{refused}");
        assert!(refused.contains("nothing was imported"), "{refused}");
    }
    assert!(
        home.fails(1, &["import", &home.name("missing.json")])
            .contains("missing.json")
    );
    assert_eq!(home.ok(&["export"]), before);
}

#[test]
fn what_drip_wrote_comes_in_and_goes_out_again() {
    let home = Home::new();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/drip.csv");
    let told = home.ok(&["import", sample]);
    assert!(
        told.contains("new: ") && told.contains("bleeding 1"),
        "{told}"
    );
    assert!(
        home.ok(&["import", sample])
            .contains("nothing in it is new")
    );
    home.ok(&["log", "2025-01-05", "stress=3", "sleep-hours=7"]);
    let run = home.run(&["export", "--format", "drip"]);
    assert_eq!(run.code, 0);
    assert!(
        run.out.starts_with("date,temperature.value,"),
        "{}",
        run.out
    );
    assert!(
        run.err.contains("drip has no place for") && run.err.contains("sleep-hours 1"),
        "{}",
        run.err
    );

    let other = Home::new();
    let again = other.write("drip.csv", run.out);
    assert!(other.ok(&["import", &again]).contains("bleeding 1"));
}

#[test]
fn a_refused_change_begins_no_diary() {
    let home = Home::new();
    let file = home.write("hello.txt", "hello");
    home.fails(1, &["import", &file]);
    home.fails(2, &["profile", "keep=pane"]);
    home.fails(2, &["items", "add", "X", "--kind", "choice"]);
    home.fails(
        1,
        &["items", "add", "X", "--kind", "scale", "--section", "none"],
    );
    for words in [
        &["rename", "none", "X"][..],
        &["hide", "none"],
        &["show", "none"],
        &["move", "none"],
        &["move", "pain", "--before", "none"],
    ] {
        home.fails(2, &[&["items"], words].concat());
    }
    let empty = home.write(
        "empty.json",
        r#"{"format": "twinge", "version": 1, "entries": []}"#,
    );
    assert!(
        home.fails(1, &["import", &empty])
            .contains("there is nothing in the file")
    );
    // That it is cut off is known at its end.
    let cut = home.write("cut.xml", "<HealthData>\n <Record type=\"");
    assert!(home.fails(1, &["import", &cut]).contains("cut off"));
    assert!(!home.path("data").exists(), "nor the folder for it");
}

#[test]
fn the_table_is_tidy_and_guards_against_formulas() {
    let home = Home::new();
    home.ok(&[
        "items", "add", "Balance", "--kind", "number", "--min", "-10", "--max", "10",
    ]);
    home.ok(&[
        "log",
        "pain=0",
        "pain-sites=si-left,tailbone",
        "my-balance=-3",
        "-m",
        "=1+1, \"so\"",
    ]);
    home.ok(&[
        "log",
        "measure=painkiller",
        "medicine=@home",
        "at=09:00",
        "relief-minutes=2h",
    ]);
    assert_eq!(
        home.ok(&["export", "--format", "csv"]),
        "date,time,kind,item,value,unit,note\n\
         2026-03-17,,day,my-balance,-3,,\n\
         2026-03-17,,day,note,,,\"'=1+1, \"\"so\"\"\"\n\
         2026-03-17,,day,pain,0,,\n\
         2026-03-17,,day,pain-sites,\"si-left,tailbone\",,\n\
         2026-03-17,09:00,relief,measure,painkiller,,\n\
         2026-03-17,09:00,relief,medicine,,,'@home\n\
         2026-03-17,09:00,relief,relief-minutes,120,min,\n"
    );
}

#[test]
fn a_file_may_be_named_from_its_own_folder() {
    let home = Home::new();
    let key = home.write("key", format!("x'{}'", "5a".repeat(32)));
    let here = |args: &[&str]| {
        let mut command = home.command(&[&["--diary", "own.db"], args].concat());
        let run = told(command.current_dir(home.path("")).output().unwrap());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
    };
    here(&["log", "pain=4"]);
    here(&["backup", "copy.db"]);
    here(&["export", "all.json"]);
    here(&["import", "all.json"]);
    here(&["salvage", "saved.db"]);
    here(&["restore", "copy.db"]);
    std::fs::remove_file(home.path("own.db")).unwrap();
    here(&["restore", "copy.db"]);
    here(&["check"]);
    here(&["demo", "--write", "demo.db"]);
    #[cfg(feature = "encryption")]
    {
        here(&["passphrase", "set", "--new-passphrase-file", &key]);
        here(&["passphrase", "remove", "--passphrase-file", &key]);
    }
    drop(key);
}

#[test]
fn nothing_is_made_where_there_is_no_folder() {
    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    let to = home.name("no/such/copy.db");
    let said = home.fails(1, &["backup", &to]);
    assert!(
        said.contains("there is no folder") && said.contains("no/such\n"),
        "{said}"
    );
    assert!(!home.path("no").exists());
    // What goes wrong is said of the file that was asked for.
    let to = format!("{}/copy.db", home.write("file", "no folder"));
    let said = home.fails(1, &["backup", &to]);
    assert!(said.contains(&to) && !said.contains(".partial"), "{said}");
}

#[test]
fn files_are_new_and_private() {
    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    for verb in ["export", "backup"] {
        let file = home.name(verb);
        home.ok(&[verb, &file]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&file).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{verb}");
        }
        assert!(home.fails(1, &[verb, &file]).contains("exist"));
    }
    let backup = home.name("backup");
    assert_eq!(
        home.ok(&["--diary", &backup, "export"]),
        home.ok(&["export"])
    );
    let checked = home.ok(&["check"]);
    assert!(checked.starts_with("the diary is whole: 1 entry, 1 answer\n"));
    let checked: Value = serde_json::from_str(&home.ok(&["check", "--json"])).unwrap();
    assert_eq!(checked["answers"], 1);
}

#[test]
fn the_sample_is_the_same_for_a_seed_and_a_day() {
    let home = Home::new();
    let mut exports = BTreeMap::new();
    for (name, seed) in [("a", "1"), ("b", "1"), ("c", "2")] {
        let file = home.name(name);
        home.ok(&["demo", "--write", &file, "--seed", seed]);
        assert!(
            home.ok(&["--diary", &file, "check"])
                .starts_with("the diary is whole")
        );
        exports.insert(name, home.ok(&["--diary", &file, "export"]));
    }
    assert_eq!(exports["a"], exports["b"]);
    assert_ne!(exports["a"], exports["c"]);
    assert!(
        home.fails(1, &["demo", "--write", &home.name("a")])
            .contains("exists already")
    );
    let undone = home.ok(&["--diary", &home.name("a"), "undo"]);
    assert_eq!(undone, "undone: check-in of 2026-03-17\n");
}

#[test]
fn the_sample_leaves_nothing_behind() {
    let home = Home::new();
    let refused = home.fails(2, &["demo"]);
    assert!(refused.contains("no terminal"), "{refused}");
    assert_eq!(home.names(), Vec::<String>::new());
}

#[test]
fn a_file_of_which_nothing_is_of_use_is_no_success() {
    let home = Home::new();
    let drip = home.write("drip.csv", "date,bleeding.value\n03/01/2026,2\n");
    let run = home.run(&["import", &drip]);
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(run.out.contains("left out: 1"), "{}", run.out);
    assert!(
        run.err.contains("dates are read as 2025-01-31"),
        "{}",
        run.err
    );
    assert!(!home.diary().exists());
    let good = home.write("good.csv", "date,bleeding.value\n2026-03-01,2\n");
    home.ok(&["import", &good]);
    home.ok(&["import", &good]);
}

#[test]
fn marks_and_separators_of_spreadsheets_are_read() {
    for text in [
        "\u{feff}date;bleeding.value\r\n2026-03-01;2\r\n",
        "date\tbleeding.value\n2026-03-01\t2\n",
    ] {
        let home = Home::new();
        let told = home.ok(&["import", &home.write("drip.csv", text)]);
        assert!(told.contains("new: 1 answer (bleeding 1)"), "{told}");
    }
    let home = Home::new();
    let run = home.pipe(&["log", "-"], "\u{feff}2026-03-03 pain=4\n");
    assert_eq!(run.code, 0, "{}", run.err);
}
