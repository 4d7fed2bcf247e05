//! Copies that the full screen makes beside the keys, and of a day for the clipboard.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use twinge::diary::{Act, Answer, Edit, Profile, Target};
use twinge::repository::Repository;

use crate::pty::Terminal;

/// A home with a diary and settings that name a second place for copies, on a stick.
fn home() -> TempDir {
    let home = TempDir::new().unwrap();
    let mut repository = Repository::open(&home.path().join("diary.db")).unwrap();
    let profile = Profile {
        welcomed: true,
        ..Profile::default()
    };
    let begun = Act::one("diary begun", Edit::Profile(Box::new(profile)));
    repository.perform(&begun).unwrap();
    fs::create_dir(home.path().join("stick")).unwrap();
    let set = Command::new(env!("CARGO_BIN_EXE_twinge"))
        .args(["config", "set", "backup-folder"])
        .arg(home.path().join("stick"))
        .env_clear()
        .env("HOME", home.path())
        .status();
    assert!(set.unwrap().success());
    home
}

fn start(home: &Path, day: &str) -> Terminal {
    let diary = home.join("diary.db");
    Terminal::start(home, day, &["--diary", diary.to_str().unwrap()], 160, 40)
}

/// Opens and leaves: what is done beside the keys is done by then.
fn visit(home: &Path, day: &str) {
    let mut terminal = start(home, day);
    terminal.wait("March 2026");
    terminal.keys("q");
    assert_eq!(terminal.end(), 0);
}

/// The days of the copies on the stick.
fn days(home: &Path) -> Vec<String> {
    let diaries = fs::read_dir(home.join("stick/twinge")).unwrap();
    let copies = diaries.flat_map(|diary| fs::read_dir(diary.unwrap().path()).unwrap());
    let names = copies.map(|copy| copy.unwrap().file_name().into_string().unwrap());
    let mut days: Vec<String> = names.collect();
    days.sort();
    days
}

#[test]
fn the_second_place_gets_its_copy_and_is_missed_once_a_day() {
    let home = home();
    let home = home.path();
    visit(home, "2026-03-17");
    assert_eq!(days(home), ["2026-03-17.db"]);

    let (stick, drawer) = (home.join("stick"), home.join("drawer"));
    fs::rename(&stick, &drawer).unwrap();
    let mut terminal = start(home, "2026-03-18");
    terminal.wait("today's copy was not made in");
    terminal.wait("which is not there now");
    terminal.keys("q");
    assert_eq!(terminal.end(), 0);
    assert!(home.join("diary.db.backups/2026-03-18.db").exists());

    // Later that day it is plugged in.
    fs::rename(&drawer, &stick).unwrap();
    visit(home, "2026-03-18");
    assert_eq!(days(home), ["2026-03-17.db", "2026-03-18.db"]);
}

#[test]
fn whoever_leaves_at_once_has_the_copies_of_the_day() {
    for _ in 0..5 {
        let home = home();
        let home = home.path();
        let mut terminal = start(home, "2026-03-17");
        // It is there before the first frame.
        terminal.keys("q");
        assert_eq!(terminal.end(), 0);
        assert!(home.join("diary.db.backups/2026-03-17.db").exists());
        assert_eq!(days(home), ["2026-03-17.db"]);
    }
}

#[test]
fn the_terminal_is_told_a_title_without_words_and_a_day_only_when_it_is_copied() {
    let home = home();
    let diary = home.path().join("diary.db");
    let mut repository = Repository::open(&diary).unwrap();
    let note = Edit::Answer {
        target: Target::Day("2026-03-17".parse().unwrap()),
        item: "note".into(),
        answer: Some(Answer::Text("zitronenfalter".into())),
    };
    repository.perform(&Act::one("a note", note)).unwrap();
    drop(repository);
    let mut terminal = start(home.path(), "2026-03-17");
    terminal.wait("zitronenfalter");
    terminal.keys("> < g w Esc");
    assert!(terminal.told().copied.is_empty());
    terminal.keys("Ctrl-y");
    terminal.wait("for its clipboard");
    terminal.keys("q");
    terminal.wait_for_shell();
    let told = terminal.told();
    assert!(!told.titles.is_empty());
    assert!(
        told.titles.iter().all(|title| title == "twinge"),
        "{told:?}"
    );
    // "Tuesday 17 March 2026"
    let [copied] = &told.copied[..] else {
        panic!("{told:?}")
    };
    assert!(
        copied.starts_with("VHVlc2RheSAxNyBNYXJjaCAyMDI2"),
        "{copied}"
    );
    assert_eq!(terminal.end(), 0);
}
