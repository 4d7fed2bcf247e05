//! The diary is one file: what the verbs leave there, refuse to take for it, and say when it goes.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use twinge::diary::{Answer, DateRange};
use twinge::repository::Repository;

use crate::support::{Home, TODAY, told};

fn left(home: &Home) -> Vec<String> {
    let names = fs::read_dir(home.path("data/twinge")).unwrap();
    let names = names.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| name != "diary.db.backups").collect();
    names.sort();
    names
}

#[test]
fn every_verb_leaves_one_file_also_after_a_crash() {
    let home = Home::new();
    home.ok(&["log", "pain=4", "note=first"]);
    home.ok(&["log", "pain=5"]);
    // A log as a killed program leaves it.
    let crashed = home.path("crashed");
    fs::create_dir(&crashed).unwrap();
    {
        let mut diary = Repository::open(&home.diary()).unwrap();
        diary.undo().unwrap();
        for name in ["diary.db", "diary.db-wal"] {
            fs::copy(home.path("data/twinge").join(name), crashed.join(name)).unwrap();
        }
    }
    let verbs = "show|list|search first|cycles|forecast|patterns|flags|which|items|history|status\
         |export|bin|check|profile|backup --list|compare 7d|log stress=3|undo|redo|purge --yes";
    for verb in verbs.split('|') {
        for name in ["diary.db", "diary.db-wal"] {
            fs::copy(crashed.join(name), home.path("data/twinge").join(name)).unwrap();
        }
        let words: Vec<&str> = verb.split(' ').collect();
        let run = home.run(&words);
        let opened = verb != "backup --list" && verb != "compare 7d";
        assert!(!opened || run.code == 0, "{verb}: {}", run.err);
        if opened {
            assert_eq!(left(&home), ["diary.db"], "{verb}");
        }
        let _ = fs::remove_file(home.path("data/twinge/diary.db-wal"));
    }
}

#[test]
fn what_is_no_file_or_has_other_names_is_refused() {
    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    fs::hard_link(home.diary(), home.path("name.db")).unwrap();
    let made = Command::new("mkfifo").arg(home.path("pipe")).status();
    assert!(made.unwrap().success());
    for (name, says) in [("name.db", "2 names"), ("pipe", "not a file")] {
        let file = home.path(name);
        for verb in [&["show"][..], &["log", "pain=3"], &["check"]] {
            let args = [&["--diary", file.to_str().unwrap()], verb].concat();
            let run = home.run(&args);
            assert_eq!(run.code, 1, "{args:?}");
            assert!(run.err.contains(says), "{args:?}: {}", run.err);
        }
    }
}

#[test]
fn a_log_of_another_file_is_told_of() {
    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    let other = home.path("other.db");
    let other = other.to_str().unwrap();
    home.ok(&["--diary", other, "log", "pain=9"]);
    let log = home.path("data/twinge/diary.db-wal");
    {
        let mut diary = Repository::open(other.as_ref()).unwrap();
        diary.undo().unwrap();
        fs::copy(home.path("other.db-wal"), log).unwrap();
    }
    let run = home.run(&["show"]);
    assert_eq!(run.code, 0);
    assert!(run.out.contains("Worst today: 4"), "{}", run.out);
    assert!(run.err.contains("diary.db.log-1"), "{}", run.err);
    assert_eq!(left(&home), ["diary.db", "diary.db.log-1"]);
    home.ok(&["check"]);
}

#[test]
fn a_check_in_whose_diary_is_replaced_keeps_what_was_answered() {
    let home = Home::new();
    home.ok(&["log", "yesterday", "pain=2"]);
    let elsewhere = home.path("elsewhere.db");
    home.ok(&["backup", elsewhere.to_str().unwrap()]);
    let mut child = home
        .command(&["check-in"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"5\n").unwrap();
    let patience = Instant::now();
    let pain = |path: &std::path::Path| {
        let diary = Repository::open_read_only(path).unwrap();
        let day = diary.day(TODAY.parse().unwrap()).unwrap();
        day.answer(&"pain".into()).cloned()
    };
    while pain(&home.diary()).is_none() {
        assert!(patience.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(20));
    }
    fs::rename(&elsewhere, home.diary()).unwrap();
    // The rest of the questions: the first is answered in vain.
    let _ = input.write_all(b"low back left\nlow back left\n");
    drop(input);
    let run = told(child.wait_with_output().unwrap());
    assert_eq!(run.code, 1);
    assert!(run.err.contains("took the place of"), "{}", run.err);
    let kept = left(&home).into_iter().find(|name| name.contains(".kept-"));
    let kept = kept.unwrap();
    assert!(run.err.contains(&kept), "{}", run.err);
    let kept = home.path("data/twinge").join(kept);
    assert_eq!(pain(&kept), Some(Answer::Scale(5)));
    let diary = Repository::open(&home.diary()).unwrap();
    assert_eq!(diary.read(DateRange::ALL).unwrap().len(), 1);
}
