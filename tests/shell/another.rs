//! `import` of another diary, and of the folder of a journal.

use std::fs;

use serde_json::Value;

use crate::support::{Home, names};

/// A diary, and a copy of it under another name.
fn two() -> (Home, String) {
    let home = Home::new();
    home.ok(&["log", "2026-03-01", "pain=4", "-m", "before"]);
    let other = home.name("other.db");
    home.ok(&["backup", &other]);
    (home, other)
}

/// Everything of a diary, line by line.
fn lines(home: &Home) -> Vec<String> {
    home.ok(&["export"]).lines().map(str::to_owned).collect()
}

#[test]
fn copies_that_went_apart_come_together() {
    let (home, other) = two();
    let on_other = |args: &[&str]| home.ok(&[&["--diary", &other], args].concat());
    on_other(&["log", "2026-03-02", "pain=6", "cramps=2"]);
    on_other(&["items", "add", "Dizzy spells", "--kind", "scale"]);
    on_other(&["log", "2026-03-03", "dizzy-spells=3"]);
    on_other(&["log", "2026-03-04", "medicine=ibuprofen", "at=21:00"]);
    home.ok(&["log", "2026-03-02", "pain=5"]);
    let (before, bytes) = (lines(&home), fs::read(&other).unwrap());
    let beside = home.names();

    let would = home.ok(&["import", "--dry-run", &other]);
    assert!(
        would.contains("pain on 2026-03-02 stays 5; the file has 6"),
        "{would}"
    );
    assert!(!would.contains("line"), "{would}");
    let json: Value =
        serde_json::from_str(&home.ok(&["import", "--dry-run", "--json", &other])).unwrap();
    assert_eq!(json["conflicts"][0]["item"], "pain");
    assert_eq!(json["entries"]["relief"], 1);
    assert_eq!(lines(&home), before);

    home.ok(&["import", &other]);
    let all = home.ok(&["export"]);
    for words in [
        "\"pain\":5",
        "\"cramps\":2",
        "\"my-dizzy-spells\":3",
        "ibuprofen",
    ] {
        assert!(all.contains(words), "{words}: {all}");
    }
    assert!(
        home.ok(&["import", &other])
            .contains("nothing in it is new")
    );
    home.ok(&["undo"]);
    assert_eq!(lines(&home), before);
    assert_eq!(fs::read(&other).unwrap(), bytes);
    assert_eq!(home.names(), beside);
}

#[test]
fn a_diary_that_cannot_be_read_is_told_of_and_nothing_is_touched() {
    let (home, other) = two();
    let before = lines(&home);
    let itself = home.diary().display().to_string();
    let said = home.fails(1, &["import", &itself]);
    assert!(said.contains("this is the diary itself"), "{said}");

    let newer = home.name("newer.db");
    fs::copy(&other, &newer).unwrap();
    rusqlite::Connection::open(&newer)
        .and_then(|db| db.pragma_update(None, "user_version", 99))
        .unwrap();
    let damaged = home.name("damaged.db");
    let mut bytes = fs::read(&other).unwrap();
    bytes.truncate(bytes.len() / 2 / 4096 * 4096);
    fs::write(&damaged, bytes).unwrap();
    let open = home.name("open.db");
    fs::copy(&other, &open).unwrap();
    fs::write(home.path("open.db-wal"), "not written back").unwrap();
    for (file, words) in [
        (newer, "newer twinge"),
        (damaged, "salvage"),
        (open, "close it there"),
    ] {
        let bytes = fs::read(&file).unwrap();
        let beside = home.names();
        let said = home.fails(1, &["import", &file]);
        assert!(said.contains(words), "{said}");
        assert_eq!(fs::read(&file).unwrap(), bytes);
        assert_eq!(home.names(), beside);
    }
    let piped = home.pipe(&["import", "-"], fs::read(&other).unwrap());
    assert!(piped.err.contains("a file of its own"), "{}", piped.err);
    assert_eq!(lines(&home), before);
}

#[cfg(feature = "encryption")]
#[test]
fn another_diary_is_opened_by_its_own_passphrase_and_by_nothing_else() {
    let (home, other) = two();
    let (right, wrong) = (
        home.write("right", "of the other\n"),
        home.write("wrong", "mine\n"),
    );
    home.ok(&["--diary", &other, "log", "2026-03-02", "cramps=7"]);
    home.ok(&[
        "--diary",
        &other,
        "passphrase",
        "set",
        "--new-passphrase-file",
        &right,
    ]);
    let bytes = fs::read(&other).unwrap();
    for (args, words) in [
        (&[][..], "--other-passphrase-file"),
        (&["--other-passphrase-file", &wrong], "not the passphrase"),
    ] {
        let said = home.fails(1, &[&["import", &other], args].concat());
        assert!(said.contains(words), "{said}");
    }
    home.ok(&["import", &other, "--other-passphrase-file", &right]);
    assert!(home.ok(&["show", "2026-03-02"]).contains('7'));
    home.ok(&["undo"]);
    // Copies of one diary have one passphrase.
    home.ok(&["passphrase", "set", "--new-passphrase-file", &right]);
    home.ok(&["--passphrase-file", &right, "import", &other]);
    assert_eq!(fs::read(&other).unwrap(), bytes);
}

#[test]
fn a_folder_of_a_journal_comes_back_whole_and_what_is_no_page_is_named() {
    let home = Home::new();
    let (demo, folder) = (home.name("demo.db"), home.name("journal"));
    home.ok(&["demo", "--write", &demo, "--seed", "3"]);
    let on_demo = |args: &[&str]| home.ok(&[&["--diary", &demo], args].concat());
    on_demo(&["log", "-m", "---\n# no\n---\nend"]);
    on_demo(&["export", "--journal", &folder]);
    home.ok(&[
        "import",
        &home.write("beside.json", on_demo(&["export", "--from", "2199"])),
    ]);
    let before = lines(&home);
    home.write("journal/cake.md", "# Cake\n---\nflour\n");
    home.write("journal/.hidden", "of another program");
    home.write(
        "journal/2026-03-18.md",
        "---\ngenerator: twinge\ndate: 2026-03-18\npain: 3\n",
    );
    fs::create_dir(home.path("journal/pictures")).unwrap();
    let there = names(folder.as_ref());

    let would = home.ok(&["import", "--dry-run", &folder]);
    for name in ["cake.md", "2026-03-18.md", "pictures"] {
        assert!(
            would.contains(&format!("  {name}: it is no page")),
            "{would}"
        );
    }
    assert!(would.contains("left out: 3"), "{would}");
    assert_eq!(lines(&home), before);
    home.ok(&["import", &folder]);
    assert_eq!(
        lines(&home),
        on_demo(&["export"]).lines().collect::<Vec<_>>()
    );
    assert!(
        home.ok(&["import", &folder])
            .contains("nothing in it is new")
    );
    home.ok(&["undo"]);
    assert_eq!(lines(&home), before);
    assert_eq!(names(folder.as_ref()), there);

    let said = home.fails(1, &["import", &home.name("journal/pictures")]);
    assert!(said.contains("is a page of a journal"), "{said}");
    let cut = home.name("journal/2026-03-18.md");
    let said = home.run(&["import", &cut]);
    assert!(said.code == 1 && said.out.contains("cut off"), "{said:?}");
}

#[test]
fn what_was_removed_here_and_the_other_still_has_stays_removed_and_is_told() {
    let (home, other) = two();
    home.ok(&["log", "2026-03-01", "pain=", "note="]);
    for args in [&["import", "--dry-run", &other][..], &["import", &other]] {
        let told = home.ok(args);
        for words in [
            "otherwise here: 2",
            "pain on 2026-03-01: removed ",
            ", and stays so",
            "; the file has 4",
            "twinge bin brings whole entries back",
            "nothing was written",
        ] {
            assert!(told.contains(words), "{words}: {told}");
        }
    }
    let json: Value = serde_json::from_str(&home.ok(&["import", "--json", &other])).unwrap();
    let kept: Vec<&Value> = { json["conflicts"].as_array().unwrap().iter() }
        .map(|of| &of["kept"])
        .collect();
    assert_eq!(kept, [&Value::Null, &Value::Null]);
    // What the bin does not know any more comes as anything does.
    home.ok(&["purge", "--yes"]);
    let told = home.ok(&["import", &other]);
    assert!(told.contains("new: 2 answers"), "{told}");
}
