//! What was removed, listed on the screen and brought back.

use twinge::diary::{Act, Answer, Answers, Edit, EntryId, NewEntry, Profile};
use twinge::repository::Repository;
use twinge::safekeeping;

use crate::sitting::{Sitting, today};

#[test]
fn what_was_removed_is_brought_back_and_undone() {
    let folder = tempfile::tempdir().unwrap();
    let mut repository = Repository::open(&folder.path().join("diary.db")).unwrap();
    let profile = Profile {
        welcomed: true,
        ..Profile::default()
    };
    let heat = NewEntry {
        date: today(),
        time: None,
        kind: "relief".into(),
        uid: None,
        source: None,
        answers: Answers::from_iter([("relief-before".into(), Answer::Scale(6))]),
    };
    for edit in [
        Edit::Profile(Box::new(profile)),
        Edit::Add(heat),
        Edit::Remove(EntryId::new(today(), 1).unwrap()),
    ] {
        repository.perform(&Act::one("begun", edit)).unwrap();
    }
    let mut sitting = Sitting::on(repository, folder, 100, 30);
    let entries = |sitting: &Sitting| {
        let repository = sitting.session.repository().unwrap();
        repository.day(today()).unwrap().entries.len()
    };
    sitting.keys("g b");
    let screen = sitting.screen();
    assert!(
        screen.contains("Removed in the last 30 days") && screen.contains("6, "),
        "{screen}"
    );
    assert_eq!(entries(&sitting), 0);
    sitting.keys("Enter");
    assert_eq!(entries(&sitting), 1, "{}", sitting.screen());
    sitting.keys("g b");
    assert!(sitting.screen().contains("nothing has been removed lately"));
    sitting.keys("u");
    assert_eq!(entries(&sitting), 0);
    sitting.keys("g b Esc");
    assert_eq!(entries(&sitting), 0);
}

#[test]
fn the_log_says_that_what_was_done_before_is_forgotten() {
    let mut sitting = Sitting::new(100, 30);
    sitting.keys("4 Backspace 5");
    let log = |sitting: &mut Sitting| sitting.keys("g l").screen();
    assert!(!log(&mut sitting).contains("forgotten"));
    let file = sitting.folder.path().join("diary.db");
    let mut other = Repository::open(&file).unwrap();
    let later = chrono::Local::now() + chrono::Days::new(1);
    assert!(safekeeping::empty_trash(&mut other, later).unwrap() > 0);
    drop(other);
    sitting.keys("Esc");
    let screen = log(&mut sitting);
    assert!(screen.contains("forgotten"), "{screen}");
}
