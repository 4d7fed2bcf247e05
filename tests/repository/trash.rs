//! The bin: what was removed is kept for a while, and then leaves no trace.

use std::fs;

use chrono::{Days, Local};
use proptest::prelude::*;
use twinge::diary::{Act, DateRange, Edit, EntryId};
use twinge::repository::{Problem, Repository};
use twinge::safekeeping::{self, Removed, Retention, TRASH_DAYS};

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

/// Dates the acts of a diary so many days back, first to last.
fn done(place: &Place, days_ago: &[i64]) {
    let db = rusqlite::Connection::open(&place.file).unwrap();
    for (id, days) in (1..).zip(days_ago) {
        let at = Local::now() - chrono::TimeDelta::days(*days);
        let set = db.execute(
            "UPDATE operation SET at = ?2 WHERE id = ?1",
            rusqlite::params![id, at.to_rfc3339()],
        );
        assert_eq!(set.unwrap(), 1);
    }
}

const NO_COPIES: Retention = Retention {
    daily: 0,
    weekly: 0,
    monthly: 0,
};

/// Heat that was removed, then some answers, done so many days ago; and how many acts are forgotten
/// when the diary is kept tidy.
fn forgotten(days_ago: &[i64]) -> usize {
    let (place, mut repository, id) = heat();
    perform(&mut repository, Edit::Remove(id));
    for (n, _) in days_ago[2..].iter().enumerate() {
        perform(
            &mut repository,
            answer(date(3, 2), "pain", scale(n as u8 % 10)),
        );
    }
    done(&place, days_ago);
    let today = Local::now().date_naive();
    safekeeping::tidy(&mut repository, today, NO_COPIES).unwrap();
    let left = repository.history(99).unwrap().len();
    assert!(left == days_ago.len() || told(&repository).is_empty());
    days_ago.len() - left
}

#[test]
fn what_was_removed_goes_after_thirty_days_of_use() {
    let used = [40, 39, 33, 28, 22, 15, 9, 4, 1];
    assert_eq!(forgotten(&used), 2);
    assert_eq!(forgotten(&[29, 28, 22, 15, 9, 4, 1]), 0);
}

#[test]
fn an_act_by_a_clock_that_is_ahead_empties_nothing() {
    // Removed yesterday, and then the clock of now: a year later, or three, or two acts of one day.
    for ahead in [
        &[366, 365][..],
        &[366, 365, 0],
        &[366, 365, 0, 0],
        &[1000, 999, 1, 0],
        // Three wrong jumps.
        &[999, 998, 800, 300, 0],
    ] {
        assert_eq!(forgotten(ahead), 0, "{ahead:?}");
    }
}

#[test]
fn an_act_of_a_day_to_come_keeps_nothing_for_ever() {
    // The clock was ahead when it was removed, or before, or between.
    for past in [
        [40, -9999, 33, 28, 22, 15, 9, 4, 1],
        [-9999, 39, 33, 28, 22, 15, 9, 4, 1],
        [40, 39, 33, -9999, 22, 15, 9, 4, 1],
    ] {
        assert_eq!(forgotten(&past), 2, "{past:?}");
    }
    // Nobody knows yet that it was long ago.
    assert_eq!(forgotten(&[5, -9999, 4, 3, 2, 1]), 0);
}

#[test]
fn a_clock_that_was_set_back_is_told_once() {
    let (place, mut repository, id) = heat();
    let told = |repository: &Repository| {
        let later = safekeeping::clock_set_back(repository, Local::now()).unwrap();
        later.map(|at| at > Local::now())
    };
    assert_eq!(told(&repository), None);
    done(&place, &[-3]);
    assert_eq!(told(&repository), Some(true));
    perform(&mut repository, Edit::Remove(id));
    assert_eq!(told(&repository), Some(true));
    perform(&mut repository, answer(date(3, 2), "pain", scale(1)));
    assert_eq!(told(&repository), None);
}

#[test]
fn no_act_is_read_that_removed_nothing() {
    let place = Place::with_pain([3]);
    drop(place.open());
    let db = rusqlite::Connection::open(&place.file).unwrap();
    for order in ["ORDER BY id DESC", "AND id > 7 ORDER BY id LIMIT 1"] {
        let plan: String = db
            .query_row(
                &format!(
                    "EXPLAIN QUERY PLAN SELECT id >> 24 FROM change
                     WHERE instr(changes, '}},null]}}') {order}"
                ),
                [],
                |row| row.get(3),
            )
            .unwrap();
        assert!(plan.contains("change_removing"), "{plan}");
    }
}

#[test]
fn an_act_without_its_time_hides_no_other() {
    let (place, mut repository, id) = heat();
    perform(&mut repository, Edit::Remove(id));
    let db = rusqlite::Connection::open(&place.file).unwrap();
    db.execute_batch("UPDATE operation SET at = 'h026', entries = '[' WHERE id = 2")
        .unwrap();
    let history = repository.history(9).unwrap();
    assert_eq!((history.len(), history[0].at), (2, None));
    assert!(history[1].at.is_some());
    assert_eq!(told(&repository), ["relief measure heat"]);
    let problems = safekeeping::check(&repository).unwrap().problems;
    assert_eq!(problems, [Problem::OperationTime(2)]);
    repository.undo().unwrap().unwrap();
    assert_eq!(told(&repository), [""; 0]);
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
