//! The page for the doctor, read full screen.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use chrono::Days;
use twinge::diary::{Act, Answer, Edit, Target};
use twinge::repository::Repository;

use crate::shut::{full, sit_down};
use crate::sitting::{Sitting, today};

/// Six weeks of pain, worse on each seventh day.
fn hurting() -> Sitting {
    let folder = tempfile::tempdir().unwrap();
    let mut diary = Repository::open(&folder.path().join("diary.db")).unwrap();
    let mut profile = diary.profile().clone();
    profile.welcomed = true;
    let mut edits = vec![Edit::Profile(Box::new(profile))];
    edits.extend((0..42).map(|ago| Edit::Answer {
        target: Target::Day(today() - Days::new(ago)),
        item: "pain".into(),
        answer: Some(Answer::Scale(if ago % 7 == 0 { 7 } else { 2 })),
    }));
    let summary = "kept".into();
    diary.perform(&Act { summary, edits }).unwrap();
    Sitting::on(diary, folder, 80, 24).thinking()
}

#[test]
fn the_page_is_read_as_the_shell_tells_it() {
    let mut sitting = hurting();
    sitting.keys("F2 g m");
    insta::assert_snapshot!("the_page_for_the_doctor_at_80x24", sitting.screen());
    sitting.keys("G");
    let end = sitting.screen();
    assert!(end.contains("Self-reported in the diary"), "{end}");
    sitting.keys("Esc");
    assert!(!sitting.screen().contains("The page for the doctor"));
}

#[test]
fn a_diary_without_anything_has_no_page() {
    let mut sitting = Sitting::new(80, 24).thinking();
    sitting.keys("F2 g m");
    let screen = sitting.screen();
    assert!(screen.contains("nothing is recorded from"), "{screen}");
}

#[test]
fn what_to_ask_is_noted_from_anywhere_and_stands_on_the_page() {
    let mut sitting = hurting();
    for pane in ["F2 h h", "F4", "Alt-2"] {
        sitting.keys(pane);
        sitting.keys("g q");
        let screen = sitting.screen();
        assert!(screen.contains("┌ To ask"), "{pane}:\n{screen}");
        sitting.keys("Esc");
    }
    sitting.keys(r#"F2 h h g q "spine or pelvis?" Enter F2 g m"#);
    let screen = sitting.screen();
    assert!(screen.contains("spine or pelvis?"), "{screen}");
    assert!(screen.contains("17 Mar"), "{screen}");
}

/// As a file it is private, over no other, and told to be open to whoever can open it; beside an encrypted
/// diary that is asked before.
#[test]
fn the_page_that_is_read_can_be_written_beside_the_diary() {
    for passphrase in [None, Some("open sesame")] {
        let home = full(passphrase);
        let mut terminal = sit_down(&home, passphrase);
        terminal.keys("F2 g m");
        terminal.wait("w write it to a file");
        terminal.keys("w");
        terminal.wait("whoever can");
        let asks = terminal.screen().contains("Your diary is encrypted");
        assert_eq!(asks, passphrase.is_some(), "{}", terminal.screen());
        let file = home.path().join("visit.html");
        terminal.keys("Esc");
        terminal.wait_gone("whoever can");
        assert!(!file.exists());
        terminal.keys(r#"w Ctrl-a Ctrl-k "visit" Enter"#);
        terminal.wait("it is not encrypted");
        let page = fs::read_to_string(&file).unwrap();
        assert!(page.starts_with("<!doctype html>"), "{page}");
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        fs::write(&file, "another's").unwrap();
        terminal.keys(r#"w Ctrl-a Ctrl-k "visit.html" Enter"#);
        terminal.wait("visit.html exists already");
        assert_eq!(fs::read_to_string(&file).unwrap(), "another's");
        terminal.keys("Ctrl-c");
        terminal.keys("Ctrl-c");
        assert_eq!(terminal.end(), 0);
    }
}
