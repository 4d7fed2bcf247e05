//! The bin: what was removed is kept for a while, and then leaves no trace.

use std::fs;

use chrono::{Days, Local};
use proptest::prelude::*;
use twinge::diary::{Act, DateRange, Edit, EntryId};
use twinge::repository::Repository;
use twinge::safekeeping::{self, Removed, TRASH_DAYS};

use crate::support::{Place, act, answer, any_answered, choice, date, scale, text, timed};

fn bin(repository: &Repository) -> Vec<Removed> {
    safekeeping::trash(repository, Local::now() - TRASH_DAYS).unwrap()
}

/// What lies in the bin, in words of files.
fn told(repository: &Repository) -> Vec<String> {
    let told = |removed: Removed| {
        let answers = removed.entry.answers.iter();
        let answers: Vec<_> = answers
            .map(|(id, a)| format!("{id} {}", a.word()))
            .collect();
        format!("{} {}", removed.entry.kind, answers.join(" "))
    };
    bin(repository).into_iter().map(told).collect()
}

/// A diary with heat on the first of March.
fn heat() -> (Place, Repository, EntryId) {
    let place = Place::new();
    let mut repository = place.open();
    let heat = timed(date(3, 1), "relief", [("measure", choice("heat"))]);
    repository.perform(&act([Edit::Add(heat)])).unwrap();
    let id = EntryId::new(date(3, 1), 1).unwrap();
    (place, repository, id)
}

fn perform(repository: &mut Repository, edit: Edit) {
    repository.perform(&act([edit])).unwrap().unwrap();
}

fn bring_back(repository: &mut Repository, nth: usize) {
    let back: Act = bin(repository)[nth].back();
    repository.perform(&back).unwrap().unwrap();
}

#[test]
fn what_is_removed_is_listed_and_brought_back_as_it_was() {
    let (_place, mut repository, id) = heat();
    assert_eq!(told(&repository), [""; 0]);
    let before = repository.read(DateRange::ALL).unwrap();
    perform(&mut repository, Edit::Remove(id));
    assert_eq!(told(&repository), ["relief measure heat"]);
    bring_back(&mut repository, 0);
    assert_eq!(repository.read(DateRange::ALL).unwrap(), before);
    assert_eq!(told(&repository), [""; 0]);
    // One undo removes it again, the next brings it back by itself.
    repository.undo().unwrap().unwrap();
    assert_eq!(told(&repository), ["relief measure heat"]);
    repository.undo().unwrap().unwrap();
    assert_eq!(told(&repository), [""; 0]);
    assert_eq!(repository.read(DateRange::ALL).unwrap(), before);
}

#[test]
fn what_is_moved_is_not_removed() {
    let (_place, mut repository, entry) = heat();
    let moved = Edit::Move {
        entry,
        date: date(3, 2),
        time: None,
    };
    perform(&mut repository, moved);
    assert_eq!(told(&repository), [""; 0]);
    perform(
        &mut repository,
        Edit::Remove(EntryId::new(date(3, 2), 1).unwrap()),
    );
    assert_eq!(told(&repository), ["relief measure heat"]);
    assert_eq!(bin(&repository)[0].entry.date(), date(3, 2));
}

#[test]
fn of_a_check_in_only_what_is_unanswered_comes_back() {
    let place = Place::new();
    let mut repository = place.open();
    let day = date(3, 1);
    let both = [
        answer(day, "pain", scale(4)),
        answer(day, "note", text("sat long")),
    ];
    repository.perform(&act(both)).unwrap();
    perform(&mut repository, Edit::Remove(EntryId::check_in(day)));
    assert_eq!(told(&repository), ["day note sat long pain 4"]);
    perform(&mut repository, answer(day, "pain", scale(7)));
    assert_eq!(told(&repository), ["day note sat long"]);
    bring_back(&mut repository, 0);
    let found = repository.day(day).unwrap();
    assert_eq!(found.answer(&"pain".into()), Some(&scale(7)));
    assert_eq!(found.answer(&"note".into()), Some(&text("sat long")));
    assert_eq!(told(&repository), [""; 0]);
}

#[test]
fn after_its_time_it_is_gone_without_a_trace_and_the_rest_stays() {
    let place = Place::new();
    let mut repository = place.open();
    let day = date(3, 1);
    perform(&mut repository, answer(day, "note", text("zitronenfalter")));
    perform(&mut repository, Edit::Remove(EntryId::check_in(day)));
    perform(&mut repository, answer(day, "note", text("stays")));
    let holds = |word: &str| {
        ["", "-wal"].iter().any(|ending| {
            let file = place.folder.path().join(format!("diary.db{ending}"));
            let bytes = fs::read(file).unwrap_or_default();
            bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes())
        })
    };
    assert_eq!(
        safekeeping::empty_trash(&mut repository, Local::now() - TRASH_DAYS).unwrap(),
        0
    );
    assert!(holds("zitronenfalter"));
    // Writing and removing are forgotten; what was done since can be undone as before.
    assert_eq!(
        safekeeping::empty_trash(&mut repository, Local::now() + Days::new(1)).unwrap(),
        2
    );
    assert!(!holds("zitronenfalter") && holds("stays"));
    assert_eq!(repository.history(9).unwrap().len(), 1);
    assert_eq!(
        safekeeping::empty_trash(&mut repository, Local::now() + Days::new(1)).unwrap(),
        0
    );
    assert!(repository.undo().unwrap().is_some());
    assert!(repository.undo().unwrap().is_none());
    assert!(repository.day(day).unwrap().entries.is_empty());
    assert_eq!(safekeeping::check(&repository).unwrap().problems, []);
}

#[test]
fn without_anything_removed_everything_can_be_undone_for_ever() {
    let place = Place::with_pain([3, 4]);
    let mut repository = place.open();
    perform(&mut repository, answer(date(3, 1), "pain", scale(5)));
    assert_eq!(
        safekeeping::empty_trash(&mut repository, Local::now() + Days::new(999)).unwrap(),
        0
    );
    assert_eq!(repository.history(9).unwrap().len(), 2);
}

#[test]
fn a_clock_that_was_set_back_empties_nothing_early() {
    let (place, mut repository, id) = heat();
    perform(&mut repository, Edit::Remove(id));
    // The act before says it was done tomorrow: by the clock it is younger than the removal.
    let db = rusqlite::Connection::open(&place.file).unwrap();
    let later = (Local::now() + Days::new(2)).to_rfc3339();
    let set = db.execute("UPDATE operation SET at = ?1 WHERE id = 1", [later]);
    assert_eq!(set.unwrap(), 1);
    assert_eq!(
        safekeeping::empty_trash(&mut repository, Local::now() + Days::new(1)).unwrap(),
        0
    );
    assert_eq!(told(&repository), ["relief measure heat"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn any_entry_comes_back_as_it_was(
        answers in prop::collection::btree_map(0..9_u8, any_answered("relief"), 0..6),
    ) {
        let place = Place::new();
        let mut repository = place.open();
        let mut entry = timed(date(3, 1), "relief", []);
        entry.answers = answers.into_values().filter_map(|(id, a)| Some((id, a?))).collect();
        repository.perform(&act([Edit::Add(entry)])).unwrap();
        let before = repository.read(DateRange::ALL).unwrap();
        perform(&mut repository, Edit::Remove(EntryId::new(date(3, 1), 1).unwrap()));
        bring_back(&mut repository, 0);
        prop_assert_eq!(repository.read(DateRange::ALL).unwrap(), before);
    }
}
