//! Diaries with a passphrase at a real terminal: opened, shut, and given another one.

use std::path::Path;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use twinge::diary::{Act, Answer, Edit, Profile, Target};
use twinge::repository::{Passphrase, Repository};

use crate::pty::Terminal;

pub(crate) const TODAY: &str = "2026-03-17";
pub(crate) const NOTE: &str = "zitronenfalter";

pub(crate) fn words(words: &str) -> Passphrase {
    Passphrase::new(words.as_bytes().to_vec()).unwrap()
}

/// A home with a diary that has a note of today.
pub(crate) fn home(passphrase: Option<&str>) -> TempDir {
    let home = TempDir::new().unwrap();
    let mut repository =
        Repository::open_with(&home.path().join("diary.db"), passphrase.map(words)).unwrap();
    let profile = Profile {
        welcomed: true,
        ..Profile::default()
    };
    let note = Edit::Answer {
        target: Target::Day(TODAY.parse().unwrap()),
        item: "note".into(),
        answer: Some(Answer::Text(NOTE.into())),
    };
    let edits = vec![Edit::Profile(Box::new(profile)), note];
    let act = Act {
        summary: "begun".into(),
        edits,
    };
    repository.perform(&act).unwrap();
    home
}

pub(crate) fn start(home: &TempDir) -> Terminal {
    let diary = home.path().join("diary.db");
    let arguments = ["--diary", diary.to_str().unwrap()];
    Terminal::start(home.path(), TODAY, &arguments, 120, 40)
}

pub(crate) fn note(home: &Path, passphrase: Option<&str>) -> String {
    let diary = home.join("diary.db");
    let repository = Repository::open_with(&diary, passphrase.map(words)).unwrap();
    let day = repository.day(TODAY.parse().unwrap()).unwrap();
    day.answer(&"note".into()).unwrap().word()
}

#[test]
fn what_an_ended_conversion_left_plain_is_encrypted_when_the_diary_is_opened() {
    let plain = home(None);
    let home = home(Some("open sesame"));
    let copies = home.path().join("diary.db.backups");
    std::fs::create_dir(&copies).unwrap();
    // Today's is there, so that none is due.
    let copy = copies.join(format!("{TODAY}.db"));
    std::fs::copy(plain.path().join("diary.db"), &copy).unwrap();
    let log = home.path().join("diary.db.log-1");
    std::fs::copy(plain.path().join("diary.db"), &log).unwrap();
    let mut terminal = start(&home);
    terminal.wait("Passphrase:");
    terminal.keys(r#""open sesame" Enter"#);
    terminal.wait("diary.db.log-1 can be read without the passphrase");
    terminal.keys("q");
    assert_eq!(terminal.end(), 0);
    assert!(Repository::is_locked(&copy) && !Repository::is_locked(&log));
}

#[test]
fn nothing_is_shown_before_the_passphrase() {
    let home = home(Some("open sesame"));
    let mut terminal = start(&home);
    terminal.wait("Passphrase:");
    assert!(!terminal.screen().contains("March") && !terminal.screen().contains(NOTE));
    terminal.keys(r#""sesam" Enter"#);
    terminal.wait("not the passphrase; try again");
    terminal.keys(r#""open sesame" Enter"#);
    terminal.wait("March 2026");
    terminal.keys("n");
    terminal.wait(NOTE);
    terminal.keys("F2 q");
    assert_eq!(terminal.end(), 0);
    // Whoever cannot get in can leave.
    let mut terminal = start(&home);
    terminal.wait("Passphrase:");
    terminal.keys("Ctrl-c");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_lock_blanks_the_screen_and_loses_nothing_typed() {
    let home = home(Some("open sesame"));
    let mut terminal = start(&home);
    terminal.keys(r#""open sesame" Enter"#);
    terminal.wait("March 2026");
    terminal.keys(r#"n Enter " and more""#);
    terminal.wait("and more");
    terminal.signal("USR1");
    terminal.wait("untitled");
    let screen = terminal.screen();
    assert!(
        !screen.contains(NOTE) && !screen.contains("March") && !screen.contains("twinge"),
        "{screen}"
    );
    terminal.keys("Enter");
    terminal.wait("Passphrase:");
    terminal.keys(r#""no" Enter"#);
    terminal.wait("try again");
    terminal.keys(r#""open sesame" Enter"#);
    // In the same place, in the midst of the word.
    terminal.wait("March 2026");
    terminal.wait("and more");
    terminal.keys(r#"" to come" Enter"#);
    terminal.wait("saved");
    // By key, and ended while it is shut.
    terminal.keys(r#"Enter "!""#);
    terminal.wait("to come!");
    terminal.signal("USR1");
    terminal.wait("untitled");
    terminal.signal("TERM");
    assert_eq!(terminal.end(), 128 + 15);
    assert_eq!(
        note(home.path(), Some("open sesame")),
        format!("{NOTE} and more to come!")
    );
}

#[test]
fn a_passphrase_is_set_and_removed_in_the_program() {
    let home = home(None);
    let mut terminal = start(&home);
    terminal.wait("March 2026");
    terminal.keys("F2 g k");
    terminal.wait("If you forget it, nobody");
    terminal.keys(r#""first" Enter"#);
    terminal.wait("The same again:");
    terminal.keys(r#""second" Enter"#);
    terminal.wait("These two differ");
    terminal.keys(r#""first" Enter"#);
    terminal.wait("The same again:");
    terminal.keys(r#""first" Enter"#);
    terminal.wait("encrypted with the new passphrase");
    assert!(Repository::is_locked(&home.path().join("diary.db")));
    terminal.keys("g x");
    terminal.wait("untitled");
    terminal.keys(r#""first" Enter"#);
    terminal.wait("March 2026");
    terminal.keys("g k");
    terminal.wait("the passphrase it has now");
    terminal.keys(r#""second" Enter"#);
    terminal.wait("not the passphrase");
    terminal.keys(r#""first" Enter"#);
    terminal.wait("Another passphrase, or none.");
    terminal.keys("Enter");
    terminal.wait("no longer has a passphrase");
    terminal.keys("q");
    assert_eq!(terminal.end(), 0);
    assert_eq!(note(home.path(), None), NOTE);
}

#[test]
fn without_a_passphrase_a_lock_only_blanks_the_screen() {
    let home = home(None);
    let mut terminal = start(&home);
    terminal.wait("March 2026");
    terminal.signal("USR1");
    terminal.wait("untitled");
    terminal.keys("Enter");
    terminal.wait("March 2026");
    terminal.keys("F2 q");
    assert_eq!(terminal.end(), 0);
}

#[cfg(target_os = "linux")]
#[test]
fn whoever_comes_back_from_the_shell_is_asked_for_the_passphrase() {
    let home = home(Some("open sesame"));
    let mut terminal = start(&home);
    terminal.keys(r#""open sesame" Enter"#);
    terminal.wait("March 2026");
    terminal.signal("TSTP");
    terminal.wait_stopped();
    terminal.signal("CONT");
    terminal.wait("untitled");
    assert!(!terminal.screen().contains("March"));
    terminal.keys("Enter");
    terminal.wait("Passphrase:");
    terminal.keys(r#""no" Enter"#);
    terminal.wait("try again");
    terminal.keys(r#""open sesame" Enter"#);
    terminal.wait("March 2026");
    // Drawing everything anew asks nothing of the terminal either.
    terminal.keys("Ctrl-l n");
    terminal.wait(NOTE);
    terminal.keys("F2 q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn the_first_run_offers_a_passphrase() {
    let home = TempDir::new().unwrap();
    let mut terminal = start(&home);
    terminal.wait("p with a passphrase");
    terminal.keys("p");
    terminal.wait("If you forget it, nobody");
    terminal.keys("Esc-alone");
    terminal.wait("the passphrase is as it was");
    assert!(!Repository::is_locked(&home.path().join("diary.db")));
    terminal.keys("F2 q");
    assert_eq!(terminal.end(), 0);
}

/// All of these tests run so; this one looks that it is so.
#[cfg(target_os = "linux")]
#[test]
fn a_whole_sitting_runs_without_network_and_other_programs() {
    let home = home(None);
    let mut terminal = start(&home);
    terminal.wait("March 2026");
    // The threads begin after the first frame; whoever hears a key has begun them.
    terminal.keys("?");
    terminal.wait("Everywhere");
    let tasks = format!("/proc/{}/task", terminal.process());
    let statuses = || -> Vec<String> {
        let tasks = std::fs::read_dir(&tasks).unwrap();
        tasks
            .filter_map(|task| std::fs::read_to_string(task.unwrap().path().join("status")).ok())
            .collect()
    };
    let is = |status: &str, line: &str| status.lines().any(|found| found == line);
    // The thread that begins the cipher opens nothing, and may still be at it on a slow machine.
    let free = |status: &String| !is(status, "Seccomp:\t2");
    let patience = Instant::now();
    while statuses().iter().any(free) && patience.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(20));
    }
    let statuses = statuses();
    for status in &statuses {
        assert!(
            is(status, "Seccomp:\t2") && is(status, "NoNewPrivs:\t1"),
            "{status}"
        );
    }
    assert!(statuses.len() > 1);
    terminal.keys("Esc F2 q");
    assert_eq!(terminal.end(), 0);
}
