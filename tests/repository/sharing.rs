//! Two programs on one diary.

use std::thread;
use std::time::Duration;

use twinge::diary::{DateRange, Edit, ItemKind, ItemSpec, kind};
use twinge::repository::{Repository, RepositoryError};
use twinge::safekeeping;

use crate::support::{Place, act, answer, date, scale};

#[test]
fn each_sees_what_the_other_does() {
    let place = Place::new();
    let (mut one, mut other) = (place.open(), place.open());
    let day = date(3, 17);
    one.perform(&act([answer(day, "pain", scale(4))])).unwrap();
    assert!(!one.changed_elsewhere().unwrap());
    assert!(other.changed_elsewhere().unwrap());
    assert!(!other.changed_elsewhere().unwrap());
    assert_eq!(
        other.day(day).unwrap().answer(&"pain".into()),
        Some(&scale(4))
    );

    other.undo().unwrap().unwrap();
    assert!(one.day(day).unwrap().entries.is_empty());
    assert!(one.changed_elsewhere().unwrap());
    one.redo().unwrap().unwrap();
    assert_eq!(other.day(day).unwrap().entries.len(), 1);
}

#[test]
fn an_item_made_by_the_other_can_be_answered_at_once() {
    let place = Place::new();
    let (mut one, mut other) = (place.open(), place.open());
    let spec = ItemSpec::new("Wind", ItemKind::Flag(kind::Flag {}));
    one.perform(&act([Edit::OwnItem {
        id: spec.id(),
        spec,
    }]))
    .unwrap();
    let windy = answer(date(3, 17), "my-wind", twinge::diary::Answer::Flag(true));
    other.perform(&act([windy])).unwrap().unwrap();
    // It was read for the act, but is still to be reported.
    assert!(other.changed_elsewhere().unwrap());
    assert!(other.catalogue().item("my-wind").is_some());
}

#[test]
fn ten_writers_at_once_lose_nothing() {
    let place = Place::new();
    let file = &place.file;
    // The first of them makes the file, too.
    thread::scope(|scope| {
        for writer in 0..10_u32 {
            scope.spawn(move || {
                let mut repository = Repository::open(file).unwrap();
                for n in 0..10_u8 {
                    let day = date(1 + writer, 1 + u32::from(n));
                    let edit = answer(day, "pain", scale(n));
                    repository.perform(&act([edit])).unwrap().unwrap();
                }
            });
        }
    });
    let repository = place.open();
    assert_eq!(repository.read(DateRange::ALL).unwrap().len(), 100);
    assert_eq!(repository.history(1000).unwrap().len(), 100);
    assert_eq!(safekeeping::check(&repository).unwrap().problems, []);
}

#[test]
fn a_writer_that_does_not_end_is_told_of() {
    let place = Place::with_pain([4]);
    let mut repository = place.open();
    let other = rusqlite::Connection::open(&place.file).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    // Reading goes on.
    assert_eq!(repository.read(DateRange::ALL).unwrap().len(), 1);
    let told = repository
        .perform(&act([answer(date(3, 2), "pain", scale(1))]))
        .unwrap_err();
    assert!(matches!(told, RepositoryError::Busy(_)), "{told:?}");
    other.execute_batch("ROLLBACK").unwrap();
    repository
        .perform(&act([answer(date(3, 2), "pain", scale(1))]))
        .unwrap()
        .unwrap();
}

#[test]
fn one_writer_after_the_other_is_waited_for() {
    let place = Place::with_pain([4]);
    let mut repository = place.open();
    let other = rusqlite::Connection::open(&place.file).unwrap();
    let begin = "BEGIN IMMEDIATE; INSERT OR REPLACE INTO setting VALUES ('other', random());";
    other.execute_batch(begin).unwrap();
    thread::scope(|scope| {
        let waits =
            scope.spawn(|| repository.perform(&act([answer(date(3, 2), "pain", scale(1))])));
        // Each ends before it is told of, both together do not.
        thread::sleep(Duration::from_secs(3));
        other.execute_batch(&format!("COMMIT; {begin}")).unwrap();
        thread::sleep(Duration::from_secs(3));
        other.execute_batch("COMMIT").unwrap();
        waits.join().unwrap().unwrap().unwrap();
    });
}
