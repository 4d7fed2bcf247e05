//! What is being written outlives every end of the program.

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use twinge::diary::{Act, Answer, Edit, EntryId, ItemKind, ItemSpec, NewEntry, kind};
use twinge::repository::{Draft, Drafts, Repository};
use twinge::tui::message::Do;
use twinge::tui::worker::{Evaluation, Job};

use crate::sitting::{Sitting, today};

const OFFERED: &str = "This was not finished";

fn file(sitting: &Sitting) -> PathBuf {
    sitting.folder.path().join("diary.db")
}

/// The words that a file has.
fn kept_in(file: &Path) -> Vec<String> {
    let drafts = Repository::open_read_only(file).unwrap().drafts().unwrap();
    drafts.into_iter().map(|draft| draft.text).collect()
}

fn kept(sitting: &Sitting) -> Vec<String> {
    kept_in(&file(sitting))
}

const NONE: [&str; 0] = [];

fn note(sitting: &Sitting) -> Option<String> {
    let day = sitting.session.repository().unwrap().day(today()).unwrap();
    day.answer(&"note".into()).map(|answer| answer.word())
}

/// A sitting in which a note is half written.
fn writing() -> Sitting {
    let mut sitting = Sitting::new(100, 30);
    sitting.keys(r#"n Enter "half a""#);
    assert!(sitting.session.is_writing());
    sitting.session.rest();
    assert!(!sitting.session.is_writing());
    sitting
}

#[test]
fn what_is_written_is_kept_while_the_keys_rest_and_gone_when_it_is_saved() {
    let mut sitting = writing();
    assert_eq!(kept(&sitting), ["half a"]);
    sitting.keys(r#"" thought""#);
    // Nothing rests on it, but it is to rest in the file itself.
    let nothing = Do::Work(Job::Evaluate(Evaluation::Nothing));
    assert_eq!(sitting.session.rest(), [nothing]);
    assert_eq!(sitting.session.rest(), []);
    assert_eq!(kept(&sitting), ["half a thought"]);
    assert_eq!(note(&sitting), None);
    sitting.keys("Esc");
    assert_eq!(note(&sitting).as_deref(), Some("half a thought"));
    assert_eq!(kept(&sitting), NONE);
    assert!(!sitting.session.is_writing());
    // One act, as if nothing had been kept before.
    assert_eq!(
        sitting
            .session
            .repository()
            .unwrap()
            .history(9)
            .unwrap()
            .len(),
        2
    );
    assert!(sitting.reopen().session.model.layers.is_empty());
}

#[test]
fn what_is_given_up_is_gone() {
    let mut sitting = writing();
    sitting.keys(r#"Esc Enter " more""#);
    sitting.session.rest();
    assert_eq!(kept(&sitting), ["half a more"]);
    // As it stood.
    sitting.keys("Backspace Backspace Backspace Backspace Backspace");
    sitting.session.rest();
    assert_eq!(kept(&sitting), NONE);
    // Emptied, in an editor that begins with a draft.
    let mut sitting = writing().reopen();
    sitting.keys("Enter");
    sitting.keys("Backspace Backspace Backspace Backspace Backspace Backspace Esc");
    sitting.session.rest();
    assert_eq!(kept(&sitting), NONE);
    assert_eq!(note(&sitting), None);
    assert!(sitting.reopen().session.model.layers.is_empty());
}

#[test]
fn nothing_is_kept_where_nothing_is_typed() {
    let mut sitting = Sitting::new(100, 30);
    for keys in [
        "n Enter",
        "Esc",
        "g d",
        r#""12 mar""#,
        "Esc",
        "g e a",
        r#""sauna""#,
        "Esc Esc",
    ] {
        sitting.keys(keys);
        assert!(!sitting.session.is_writing(), "{keys}");
        assert_eq!(sitting.session.rest(), [], "{keys}");
    }
    assert_eq!(kept(&sitting), NONE);
}

#[test]
fn what_was_not_finished_is_offered_and_gone_on_with() {
    let mut sitting = writing().reopen();
    let screen = sitting.screen();
    for words in [
        OFFERED,
        "Go on with Note of Tuesday 17 March",
        "Drop Note",
        "half a",
    ] {
        assert!(screen.contains(words), "{screen}");
    }
    // Left for later, it stays in the file and is offered again.
    sitting.keys("Esc");
    sitting.session.keep_drafts();
    assert_eq!(kept(&sitting), ["half a"]);
    let mut sitting = sitting.reopen();
    sitting.keys("Enter");
    // It is in the file until it is saved.
    sitting.session.rest();
    assert_eq!(kept(&sitting), ["half a"]);
    sitting.keys(r#"" thought" Esc"#);
    assert_eq!(note(&sitting).as_deref(), Some("half a thought"));
    assert_eq!(kept(&sitting), NONE);
    assert!(sitting.reopen().session.model.layers.is_empty());
}

/// A sitting in which drafts are offered: of a note of yesterday, and of one of today.
fn offered(columns: u16, rows: u16, older: &str, newer: &str) -> Sitting {
    let mut sitting = Sitting::new(columns, rows);
    let drafts = [(today().pred_opt().unwrap(), older), (today(), newer)];
    let drafts = drafts.map(|(day, text)| Draft {
        entry: EntryId::check_in(day),
        item: "note".into(),
        text: text.into(),
    });
    let mut repository = Repository::open(&file(&sitting)).unwrap();
    let none = Drafts::new();
    repository.keep_drafts(&none, &drafts.into()).unwrap();
    drop(repository);
    sitting = sitting.reopen();
    assert!(sitting.screen().contains(OFFERED));
    sitting
}

#[test]
fn the_words_that_would_be_dropped_are_seen_however_long_they_are() {
    let long = format!(
        "the long drive\u{1b}[2J was too much\n\nheat at noon {}end",
        "and so on ".repeat(2000)
    );
    for (columns, rows) in [(160, 50), (100, 30), (80, 24), (60, 20), (40, 12)] {
        let mut sitting = offered(columns, rows, &long, "slept well");
        // To go on with it, and to drop it.
        for _ in 0..2 {
            let screen = sitting.screen();
            assert!(screen.contains("the long drive[2J was"), "{screen}");
            assert!(screen.contains('…'), "{screen}");
            assert!(!screen.contains("slept well"), "{screen}");
            sitting.keys("Down");
        }
        let screen = sitting.screen();
        assert!(screen.contains("slept well"), "{screen}");
        assert!(!screen.contains("the long drive"), "{screen}");
    }
}

#[test]
fn what_was_not_finished_can_be_dropped() {
    let mut sitting = writing();
    // Of another day, by another program.
    let yesterday = EntryId::check_in(today().pred_opt().unwrap());
    let other = Draft {
        entry: yesterday,
        item: "note".into(),
        text: "of yesterday".into(),
    };
    let mut there = Repository::open(&file(&sitting)).unwrap();
    let other = Drafts::from([other]);
    there.keep_drafts(&Drafts::new(), &other).unwrap();
    drop(there);
    sitting = sitting.reopen();
    // The older first.
    sitting.keys("Down Enter");
    assert_eq!(kept(&sitting), ["half a"]);
    let screen = sitting.screen();
    assert!(
        screen.contains(OFFERED) && !screen.contains("yesterday"),
        "{screen}"
    );
    sitting.keys("Down Enter");
    assert_eq!(kept(&sitting), NONE);
    assert!(sitting.session.model.layers.is_empty());
    assert_eq!(note(&sitting), None);
    assert!(sitting.reopen().session.model.layers.is_empty());
}

#[test]
fn what_stands_in_the_diary_already_is_not_offered() {
    let mut sitting = writing();
    let drafts = sitting.session.repository().unwrap().drafts().unwrap();
    sitting.keys("Esc");
    // The end came before it was taken out of the file.
    let mut repository = Repository::open(&file(&sitting)).unwrap();
    repository.keep_drafts(&Drafts::new(), &drafts).unwrap();
    drop(repository);
    let sitting = sitting.reopen();
    assert!(sitting.session.model.layers.is_empty());
    assert_eq!(kept(&sitting), NONE);
}

#[test]
fn what_was_written_elsewhere_is_gone_on_with_there() {
    let mut sitting = Sitting::new(100, 30);
    let far = today() - chrono::Days::new(400);
    let entry = NewEntry {
        date: far,
        time: None,
        kind: "relief".into(),
        uid: None,
        source: None,
        answers: [("relief-before".into(), Answer::Scale(7))]
            .into_iter()
            .collect(),
    };
    let mut repository = Repository::open(&file(&sitting)).unwrap();
    repository
        .perform(&Act::one("relief", Edit::Add(entry)))
        .unwrap();
    let drafts = Drafts::from([Draft {
        entry: EntryId::new(far, 1).unwrap(),
        item: "note".into(),
        text: "far away".into(),
    }]);
    repository.keep_drafts(&Drafts::new(), &drafts).unwrap();
    drop(repository);
    sitting = sitting.reopen();
    sitting.keys(r#"Enter "!" Esc"#);
    let day = sitting.session.repository().unwrap().day(far).unwrap();
    let note = day.timed().next().unwrap().answer(&"note".into());
    assert_eq!(note, Some(&Answer::Text("far away!".into())));
    assert_eq!(sitting.session.model.cursor, far);
    assert_eq!(kept(&sitting), NONE);
    let notice = &sitting.session.model.notice.as_ref().unwrap().text;
    assert!(!notice.contains("another program"), "{notice}");
}

#[test]
fn what_cannot_be_saved_stays() {
    let mut sitting = writing();
    let other = rusqlite::Connection::open(file(&sitting)).unwrap();
    other
        .execute_batch(
            "CREATE TRIGGER full BEFORE INSERT ON answer BEGIN SELECT RAISE(FAIL, 'full'); END",
        )
        .unwrap();
    sitting.keys("Esc");
    assert!(sitting.session.model.notice.as_ref().unwrap().bad);
    sitting.session.rest();
    assert_eq!(note(&sitting), None);
    assert_eq!(kept(&sitting), ["half a"]);
    // It is found in its field.
    other.execute_batch("DROP TRIGGER full").unwrap();
    sitting.keys("Enter");
    assert!(sitting.screen().contains("half a"));
    sitting.keys("Esc");
    assert_eq!(note(&sitting).as_deref(), Some("half a"));
    assert_eq!(kept(&sitting), NONE);
}

#[test]
fn words_for_an_item_that_was_unmade_meanwhile_wait_for_it() {
    let mut sitting = Sitting::new(100, 30);
    let words = kind::Text { lines: false };
    let spec = ItemSpec::new("Dream", ItemKind::Text(words));
    let id = spec.id();
    let mut there = Repository::open(&file(&sitting)).unwrap();
    let made = Act::one("an item", Edit::OwnItem { id, spec });
    there.perform(&made).unwrap();
    // The first key hears of it.
    sitting.keys(r#"n / "dream" Enter Enter "of a wood""#);
    sitting.session.rest();
    assert_eq!(kept(&sitting), ["of a wood"]);
    there.undo().unwrap().unwrap();
    sitting.keys(r#""s" Esc"#);
    sitting.session.rest();
    assert_eq!(kept(&sitting), ["of a woods"]);
    // It is not offered while there is no such item.
    let sitting = sitting.reopen();
    assert!(sitting.session.model.layers.is_empty());
    there.redo().unwrap().unwrap();
    assert!(sitting.reopen().screen().contains("Go on with Dream"));
}

#[test]
fn what_cannot_be_kept_is_told_and_tried_again() {
    let mut sitting = writing();
    let other = rusqlite::Connection::open(file(&sitting)).unwrap();
    other
        .execute_batch(
            "CREATE TRIGGER full BEFORE INSERT ON draft BEGIN SELECT RAISE(FAIL, 'full'); END",
        )
        .unwrap();
    sitting.keys(r#"" thought""#);
    sitting.session.rest();
    let notice = sitting.session.model.notice.as_ref().unwrap();
    assert!(
        notice.bad && notice.text.contains("is not kept"),
        "{notice:?}"
    );
    // What was kept before is there still.
    assert_eq!(kept(&sitting), ["half a"]);
    assert!(sitting.session.is_writing());
    other.execute_batch("DROP TRIGGER full").unwrap();
    sitting.session.rest();
    assert_eq!(kept(&sitting), ["half a thought"]);
}

#[test]
fn what_is_no_answer_yet_is_offered_after_a_restart() {
    let mut sitting = Sitting::new(100, 30);
    sitting.keys(r#"/ "temperature" Enter Enter "36.x" Esc"#);
    sitting.session.keep_drafts();
    assert_eq!(kept(&sitting), ["36.x"]);
    let mut sitting = sitting.reopen();
    assert!(sitting.screen().contains("36.x"));
    sitting.keys(r#"Enter Backspace "6" Esc"#);
    assert_eq!(kept(&sitting), NONE);
    assert!(sitting.reopen().session.model.layers.is_empty());
}

#[test]
fn two_programs_at_once_keep_out_of_each_others_words() {
    let mut here = writing();
    let there = Repository::open(&file(&here)).unwrap();
    let mut there = Sitting::on(there, TempDir::new().unwrap(), 100, 30);
    assert!(there.screen().contains(OFFERED));
    there.keys(r#"Esc n Enter "theirs""#);
    there.session.rest();
    assert_eq!(kept(&here), ["half a", "theirs"]);
    here.keys(r#"" thought""#);
    here.session.rest();
    assert_eq!(kept(&here), ["half a thought", "theirs"]);
    there.keys("Esc");
    assert_eq!(kept(&here), ["half a thought"]);
    here.session.keep_drafts();
    assert_eq!(kept(&here), NONE);
}

#[test]
fn a_lock_and_a_lost_file_keep_what_is_written() {
    // Locked, and opened again.
    let mut sitting = Sitting::new(100, 30);
    sitting.keys(r#"/ "temperature" Enter Enter "36.x""#);
    sitting.session.blank();
    sitting.session.shut();
    assert_eq!(kept(&sitting), ["36.x"]);
    let again = Repository::open(&file(&sitting)).unwrap();
    sitting.session.resume(again, sitting.now).unwrap();
    assert!(!sitting.session.is_writing());

    // The file is lost between two keys.
    let mut sitting = writing();
    sitting.keys(r#"" thought""#);
    std::fs::remove_file(file(&sitting)).unwrap();
    let effects = sitting.session.rest();
    assert!(effects.contains(&Do::Restart));
    let lost = sitting.session.lost().unwrap().kept.clone().unwrap();
    assert_eq!(kept_in(&lost), ["half a thought"]);
    // Put back, or another file in its place: there, too.
    let other = Repository::open(&file(&sitting)).unwrap();
    sitting.session.resume(other, sitting.now).unwrap();
    assert!(sitting.session.is_writing());
    sitting.session.rest();
    assert_eq!(kept(&sitting), ["half a thought"]);
}

#[cfg(target_os = "linux")]
mod ends;
