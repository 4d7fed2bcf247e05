//! Undoing takes back what still stands as the act left it, and says what stays.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};
use rusqlite::Connection;
use twinge::diary::{DateRange, Day, Edit, EntryId, ItemKind, ItemSpec, Target, kind};
use twinge::repository::{OperationState, Repository, Stays, Written};
use twinge::safekeeping;

use crate::support::{Place, act, answer, date, scale, text, timed};

const LAPTOP: &str = "laptop";

fn day() -> NaiveDate {
    date(3, 17)
}

fn perform(diary: &mut Repository, edits: impl IntoIterator<Item = Edit>) {
    diary.perform(&act(edits)).unwrap().unwrap();
}

/// What another computer did.
fn arrive(diary: &mut Repository, edits: impl IntoIterator<Item = Edit>) -> i64 {
    let arrived = diary.perform_from(LAPTOP, &act(edits)).unwrap().unwrap();
    assert_eq!(arrived.operation.origin.as_deref(), Some(LAPTOP));
    arrived.operation.id
}

fn by_hand(place: &Place, sql: &str) {
    let db = Connection::open(&place.file).unwrap();
    db.execute_batch(sql).unwrap();
}

fn the_answer(entry: EntryId, item: &str, value: impl Into<Option<twinge::diary::Answer>>) -> Edit {
    Edit::Answer {
        target: Target::Entry(entry),
        item: item.into(),
        answer: value.into(),
    }
}

fn stays(written: &Written) -> (usize, usize, Vec<&str>) {
    match &written.stays {
        None => (0, 0, vec![]),
        Some(Stays { rows, of, origins }) => (
            *rows,
            *of,
            origins.iter().map(|name| name.as_str()).collect(),
        ),
    }
}

fn undo(diary: &mut Repository) -> Written {
    let written = diary.undo().unwrap().unwrap();
    is_whole(diary);
    written
}

fn redo(diary: &mut Repository) -> Written {
    let written = diary.redo().unwrap().unwrap();
    is_whole(diary);
    written
}

/// Whether file, record and constraints agree.
fn is_whole(diary: &Repository) {
    assert_eq!(safekeeping::check(diary).unwrap().problems, []);
}

fn only(day: &Day) -> EntryId {
    assert_eq!(day.entries.len(), 1, "{day:?}");
    day.entries[0].id
}

#[test]
fn an_answer_changed_elsewhere_stays_and_the_rest_is_undone() {
    let place = Place::new();
    let mut diary = place.open();
    let (pain, note) = ("pain".into(), "note".into());
    perform(
        &mut diary,
        [
            answer(day(), "pain", scale(4)),
            answer(day(), "stress", scale(2)),
            answer(day(), "note", text("long")),
        ],
    );
    arrive(&mut diary, [answer(day(), "pain", scale(6))]);

    let undone = undo(&mut diary);
    assert_eq!(stays(&undone), (1, 3, vec![LAPTOP]));
    assert_eq!(undone.operation.state, OperationState::Undone);
    let left = diary.day(day()).unwrap();
    assert_eq!(left.answer(&pain), Some(&scale(6)));
    assert_eq!(left.entries[0].answers.len(), 1);

    // What was not undone is not redone, though it were as the undo might have left it.
    arrive(&mut diary, [answer(day(), "pain", None)]);
    assert!(diary.day(day()).unwrap().is_empty());
    let redone = redo(&mut diary);
    assert_eq!(stays(&redone), (1, 3, vec![LAPTOP]));
    let again = diary.day(day()).unwrap();
    assert_eq!(again.answer(&pain), None);
    assert_eq!(again.answer(&note), Some(&text("long")));
    assert_eq!(again.entries[0].answers.len(), 2);
}

#[test]
fn what_was_changed_by_hand_stays_and_no_computer_is_told() {
    let place = Place::new();
    let mut diary = place.open();
    let edits = [
        answer(day(), "pain", scale(4)),
        answer(day(), "stress", scale(2)),
    ];
    perform(&mut diary, edits);
    by_hand(&place, "UPDATE answer SET value = 9 WHERE item = 'pain'");
    assert_eq!(stays(&undo(&mut diary)), (1, 2, vec![]));
    let left = diary.day(day()).unwrap();
    assert_eq!(left.answer(&"pain".into()), Some(&scale(9)));
    assert_eq!(left.answer(&"stress".into()), None);
}

#[test]
fn an_act_of_which_nothing_stands_is_passed_over() {
    let place = Place::new();
    let mut diary = place.open();
    perform(&mut diary, [answer(day(), "stress", scale(2))]);
    perform(&mut diary, [answer(day(), "pain", scale(4))]);
    arrive(&mut diary, [answer(day(), "pain", None)]);
    let undone = undo(&mut diary);
    assert!(undone.stays.unwrap().is_all());
    assert_eq!(undone.operation.state, OperationState::Abandoned);
    assert_eq!(diary.day(day()).unwrap().entries[0].answers.len(), 1);
    assert_eq!(undo(&mut diary).stays, None);
    assert!(diary.day(day()).unwrap().is_empty());
    // The one of which nothing was undone is not redone either.
    redo(&mut diary);
    assert!(diary.redo().unwrap().is_none());
    assert_eq!(diary.day(day()).unwrap().answer(&"pain".into()), None);
}

#[test]
fn an_added_entry_that_others_answered_stays_with_their_answers() {
    let place = Place::new();
    let mut diary = place.open();
    let new = timed(
        day(),
        "relief",
        [("relief-before", scale(6)), ("relief-after", scale(3))],
    );
    perform(&mut diary, [Edit::Add(new)]);
    let entry = only(&diary.day(day()).unwrap());
    arrive(&mut diary, [the_answer(entry, "note", text("theirs"))]);

    assert_eq!(stays(&undo(&mut diary)), (1, 3, vec![]));
    let left = diary.day(day()).unwrap();
    assert_eq!(only(&left), entry);
    assert_eq!(left.entries[0].answers.len(), 1);
    assert_eq!(
        left.entries[0].answer(&"note".into()),
        Some(&text("theirs"))
    );

    assert_eq!(stays(&redo(&mut diary)), (1, 3, vec![]));
    assert_eq!(diary.day(day()).unwrap().entries[0].answers.len(), 3);
}

#[test]
fn a_removed_entry_comes_back_under_another_number_where_its_own_is_taken() {
    let place = Place::new();
    let mut diary = place.open();
    perform(
        &mut diary,
        [Edit::Add(timed(
            day(),
            "relief",
            [("relief-before", scale(6))],
        ))],
    );
    let before = diary.day(day()).unwrap().entries[0].clone();
    perform(&mut diary, [Edit::Remove(before.id)]);
    arrive(
        &mut diary,
        [Edit::Add(timed(
            day(),
            "exertion",
            [("note", text("theirs"))],
        ))],
    );
    let theirs = diary.day(day()).unwrap().entries[0].clone();
    assert_eq!(theirs.id, before.id);

    assert_eq!(undo(&mut diary).stays, None);
    let entries = diary.day(day()).unwrap().entries;
    assert_eq!(entries[0], theirs);
    assert_eq!(entries[1].id, EntryId::new(day(), 2).unwrap());
    assert_eq!(
        (&entries[1].uid, &entries[1].answers),
        (&before.uid, &before.answers)
    );

    // The one of that name goes again, not the one of that number.
    assert_eq!(redo(&mut diary).stays, None);
    assert_eq!(diary.day(day()).unwrap().entries, [theirs]);
}

#[test]
fn a_removed_entry_that_is_there_again_stays_as_it_is() {
    let place = Place::new();
    let mut diary = place.open();
    let mut new = timed(day(), "relief", [("relief-before", scale(6))]);
    new.uid = Some("one".into());
    perform(&mut diary, [Edit::Add(new.clone())]);
    let entry = only(&diary.day(day()).unwrap());
    perform(&mut diary, [Edit::Remove(entry)]);
    new.date = date(3, 18);
    new.answers.insert("note".into(), text("theirs"));
    arrive(&mut diary, [Edit::Add(new)]);
    let there = diary.read(DateRange::ALL).unwrap();

    assert_eq!(stays(&undo(&mut diary)), (2, 2, vec![LAPTOP]));
    assert_eq!(diary.read(DateRange::ALL).unwrap(), there);
}

#[test]
fn a_moved_entry_goes_back_with_what_others_answered() {
    let place = Place::new();
    let mut diary = place.open();
    perform(
        &mut diary,
        [Edit::Add(timed(
            day(),
            "relief",
            [("relief-before", scale(6))],
        ))],
    );
    let first = diary.day(day()).unwrap().entries[0].clone();
    let to = |entry, date, hour| Edit::Move {
        entry,
        date,
        time: NaiveTime::from_hms_opt(hour, 0, 0),
    };
    perform(&mut diary, [to(first.id, date(3, 20), 7)]);
    let moved = only(&diary.day(date(3, 20)).unwrap());
    arrive(
        &mut diary,
        [
            the_answer(moved, "note", text("theirs")),
            Edit::Add(timed(day(), "exertion", [])),
        ],
    );
    let undone = undo(&mut diary);
    assert_eq!(undone.stays, None);
    assert_eq!(undone.operation.dates, [day(), date(3, 20)]);
    assert!(diary.day(date(3, 20)).unwrap().is_empty());
    let back = diary.day(day()).unwrap().entries[1].clone();
    assert_eq!((back.uid, back.time), (first.uid, first.time));
    assert_eq!(back.answers.len(), 2);

    assert_eq!(redo(&mut diary).stays, None);
    assert_eq!(diary.day(date(3, 20)).unwrap().entries[0].answers.len(), 2);
    // Moved on, it does not go back; what it was answered does.
    let again = only(&diary.day(date(3, 20)).unwrap());
    arrive(&mut diary, [to(again, date(3, 21), 8)]);
    assert_eq!(stays(&undo(&mut diary)), (1, 1, vec![LAPTOP]));
    let stands = diary.day(date(3, 21)).unwrap();
    assert_eq!(stands.entries[0].answers.len(), 2);
}

#[test]
fn an_answer_is_undone_where_its_entry_was_moved_to() {
    let place = Place::new();
    let mut diary = place.open();
    perform(&mut diary, [Edit::Add(timed(day(), "relief", []))]);
    let entry = only(&diary.day(day()).unwrap());
    perform(&mut diary, [the_answer(entry, "relief-before", scale(6))]);
    let move_away = Edit::Move {
        entry,
        date: date(3, 18),
        time: None,
    };
    // Another with the same answer has its number now.
    let other = Edit::Add(timed(day(), "relief", [("relief-before", scale(6))]));
    arrive(&mut diary, [move_away, other]);
    assert_eq!(only(&diary.day(day()).unwrap()), entry);

    let undone = undo(&mut diary);
    assert_eq!(undone.stays, None);
    assert!(undone.operation.dates.contains(&date(3, 18)));
    assert_eq!(diary.day(day()).unwrap().entries[0].answers.len(), 1);
    assert_eq!(diary.day(date(3, 18)).unwrap().entries[0].answers.len(), 0);
    redo(&mut diary);
    assert_eq!(diary.day(date(3, 18)).unwrap().entries[0].answers.len(), 1);
}

#[test]
fn a_check_in_is_there_while_it_has_answers() {
    let place = Place::new();
    let mut diary = place.open();
    perform(&mut diary, [answer(day(), "pain", scale(4))]);
    arrive(&mut diary, [answer(day(), "stress", scale(1))]);
    assert_eq!(undo(&mut diary).stays, None);
    assert_eq!(diary.day(day()).unwrap().entries[0].answers.len(), 1);
    arrive(&mut diary, [answer(day(), "stress", None)]);
    assert!(diary.day(day()).unwrap().is_empty());
    // The row is made again for the answer.
    assert_eq!(redo(&mut diary).stays, None);
    assert_eq!(
        diary.day(day()).unwrap().answer(&"pain".into()),
        Some(&scale(4))
    );
    assert_eq!(undo(&mut diary).stays, None);
    assert!(diary.day(day()).unwrap().is_empty());

    perform(
        &mut diary,
        [
            answer(day(), "pain", scale(4)),
            answer(day(), "note", text("x")),
        ],
    );
    perform(&mut diary, [Edit::Remove(EntryId::check_in(day()))]);
    arrive(&mut diary, [answer(day(), "pain", scale(7))]);
    assert_eq!(stays(&undo(&mut diary)), (1, 2, vec![LAPTOP]));
    let day = diary.day(day()).unwrap();
    assert_eq!(day.answer(&"pain".into()), Some(&scale(7)));
    assert_eq!(day.answer(&"note".into()), Some(&text("x")));
}

#[test]
fn a_setting_changed_elsewhere_stays() {
    let place = Place::new();
    let mut diary = place.open();
    let own = |label: &str| Edit::OwnItem {
        id: "my-wind".into(),
        spec: ItemSpec::new(label, ItemKind::Flag(kind::Flag {})),
    };
    perform(&mut diary, [own("Wind"), answer(day(), "pain", scale(4))]);
    arrive(&mut diary, [own("Wind and rain")]);
    let undone = undo(&mut diary);
    assert_eq!(stays(&undone), (1, 2, vec![LAPTOP]));
    assert!(!undone.settings);
    assert_eq!(diary.own_items().len(), 1);
    assert!(diary.day(day()).unwrap().is_empty());
}

#[test]
fn an_arrival_is_in_no_chain_and_is_taken_back_as_an_act() {
    let place = Place::new();
    let mut diary = place.open();
    perform(&mut diary, [answer(day(), "stress", scale(2))]);
    let edits = [
        answer(day(), "pain", scale(6)),
        answer(day(), "note", text("theirs")),
    ];
    let arrival = arrive(&mut diary, edits);
    perform(&mut diary, [answer(day(), "pain", scale(1))]);

    assert!(diary.undo_arrival(arrival - 1).unwrap().is_none());
    assert!(diary.undo_arrival(99).unwrap().is_none());
    let taken_back = diary.undo_arrival(arrival).unwrap().unwrap();
    assert_eq!(stays(&taken_back), (1, 2, vec![]));
    assert_eq!(taken_back.operation.origin, None);
    assert_eq!(diary.day(day()).unwrap().answer(&"note".into()), None);
    // A second time nothing of it is there.
    let nothing = diary.undo_arrival(arrival).unwrap().unwrap();
    assert!(nothing.stays.unwrap().is_all());
    assert_eq!(nothing.operation.id, arrival);
    assert_eq!(diary.history(9).unwrap().len(), 4);

    // It is an act like any other.
    undo(&mut diary);
    assert_eq!(
        diary.day(day()).unwrap().answer(&"note".into()),
        Some(&text("theirs"))
    );
    for _ in 0..2 {
        undo(&mut diary);
    }
    assert!(diary.undo().unwrap().is_none());
    assert_eq!(diary.day(day()).unwrap().entries[0].answers.len(), 2);
}

#[test]
fn an_arrival_leaves_what_can_be_redone_unless_it_is_of_the_same_rows() {
    let place = Place::new();
    let mut diary = place.open();
    perform(&mut diary, [answer(day(), "pain", scale(4))]);
    perform(&mut diary, [answer(day(), "stress", scale(2))]);
    for _ in 0..2 {
        undo(&mut diary);
    }
    arrive(
        &mut diary,
        [
            answer(day(), "note", text("theirs")),
            answer(day(), "stress", scale(9)),
        ],
    );
    assert_eq!(redo(&mut diary).stays, None);
    assert_eq!(
        diary.day(day()).unwrap().answer(&"pain".into()),
        Some(&scale(4))
    );
    assert!(diary.redo().unwrap().is_none());
    assert_eq!(
        diary.day(day()).unwrap().answer(&"stress".into()),
        Some(&scale(9))
    );
}

#[test]
fn the_computers_of_all_that_stays_are_told() {
    let place = Place::new();
    let mut diary = place.open();
    let edits = ["pain", "stress", "fatigue"].map(|item| answer(day(), item, scale(4)));
    perform(&mut diary, edits);
    for (computer, item) in [("desktop", "pain"), (LAPTOP, "pain"), ("phone", "stress")] {
        let score = u8::try_from(computer.len()).unwrap();
        let edits = act([answer(day(), item, scale(score))]);
        diary.perform_from(computer, &edits).unwrap().unwrap();
    }
    let stays = undo(&mut diary).stays.unwrap();
    assert_eq!((stays.rows, stays.of), (2, 3));
    assert_eq!(
        stays.origins,
        BTreeSet::from([LAPTOP.into(), "phone".into()])
    );
}
