//! What is done is there, can be undone, and stays so when the file is opened again.

use chrono::NaiveTime;
use twinge::diary::{Answer, DateRange, Edit, ItemKind, ItemSpec, Quantity, Target, kind};
use twinge::repository::{OperationState, RepositoryError};

use crate::support::{Place, act, answer, choice, date, scale, text, timed};

#[test]
fn every_kind_of_answer_is_read_back() {
    let place = Place::new();
    let (day, time) = (date(3, 17), NaiveTime::from_hms_opt(6, 40, 0).unwrap());
    let answers = [
        ("pain", scale(4)),
        ("bleeding", choice("light")),
        (
            "pain-sites",
            Answer::Many([choice_code("low-back-left"), choice_code("tailbone")].into()),
        ),
        ("bladder-change", Answer::Many([].into())),
        ("travel", Answer::Flag(false)),
        ("temperature", Answer::Number(Quantity::from_milli(36_520))),
        ("sleep-hours", Answer::Number(Quantity::from_milli(7_000))),
        ("temperature-time", Answer::Time(time)),
        ("note", text("Wärme hilft.\nMorgen 🔥 wieder.")),
    ];
    let edits = answers.iter().map(|(item, a)| answer(day, item, a.clone()));
    place.open().perform(&act(edits)).unwrap().unwrap();

    let read = place.open().day(day).unwrap();
    assert_eq!(read.entries.len(), 1);
    for (item, given) in answers {
        assert_eq!(read.answer(&item.into()), Some(&given), "{item}");
    }
}

fn choice_code(code: &str) -> twinge::diary::Code {
    twinge::diary::Code::new(code)
}

#[test]
fn undo_and_redo_cross_restarts() {
    let place = Place::new();
    let (pain, day) = ("pain".into(), date(3, 17));
    let read = || place.open().day(day).unwrap().answer(&pain).cloned();
    for score in [4, 6] {
        let one = act([answer(day, "pain", scale(score))]);
        place.open().perform(&one).unwrap().unwrap();
    }
    let undone = place.open().undo().unwrap().unwrap();
    assert_eq!(undone.operation.state, OperationState::Undone);
    assert_eq!(undone.operation.dates, [day]);
    assert_eq!(read(), Some(scale(4)));
    place.open().undo().unwrap().unwrap();
    assert!(place.open().day(day).unwrap().entries.is_empty());
    assert!(place.open().undo().unwrap().is_none());
    place.open().redo().unwrap().unwrap();
    assert_eq!(read(), Some(scale(4)));

    let other = act([answer(day, "pain", scale(1))]);
    place.open().perform(&other).unwrap().unwrap();
    assert!(place.open().redo().unwrap().is_none());
    let states: Vec<_> = place
        .open()
        .history(9)
        .unwrap()
        .iter()
        .map(|o| o.state)
        .collect();
    assert_eq!(
        states,
        [
            OperationState::Done,
            OperationState::Abandoned,
            OperationState::Done
        ]
    );
}

#[test]
fn an_act_that_changes_nothing_is_not_recorded() {
    let place = Place::new();
    let mut repository = place.open();
    let pain = act([answer(date(3, 17), "pain", scale(4))]);
    assert!(repository.perform(&pain).unwrap().is_some());
    assert!(repository.perform(&pain).unwrap().is_none());
    let clear = act([answer(date(3, 18), "pain", None)]);
    assert!(repository.perform(&clear).unwrap().is_none());
    assert_eq!(repository.history(9).unwrap().len(), 1);
}

#[test]
fn a_check_in_goes_with_its_last_answer() {
    let place = Place::new();
    let mut repository = place.open();
    let day = date(3, 17);
    repository
        .perform(&act([answer(day, "pain", scale(4))]))
        .unwrap();
    repository
        .perform(&act([answer(day, "pain", None)]))
        .unwrap();
    assert_eq!(repository.span().unwrap(), None);
    repository.undo().unwrap();
    assert_eq!(repository.span().unwrap(), Some(DateRange::new(day, day)));
}

#[test]
fn timed_entries_are_added_moved_and_removed() {
    let place = Place::new();
    let mut repository = place.open();
    let (day, next) = (date(3, 17), date(3, 18));
    let heat = timed(
        day,
        "relief",
        [("measure", choice("heat")), ("relief-before", scale(5))],
    );
    let added = repository
        .perform(&act([Edit::Add(heat.clone())]))
        .unwrap()
        .unwrap();
    let [id] = added.operation.entries[..] else {
        panic!()
    };
    let first = repository.day(day).unwrap().entries[0].clone();
    assert_eq!((first.id, &first.answers), (id, &heat.answers));

    let time = NaiveTime::from_hms_opt(21, 5, 0);
    let moved = Edit::Move {
        entry: id,
        date: next,
        time,
    };
    repository.perform(&act([moved])).unwrap().unwrap();
    assert!(repository.day(day).unwrap().entries.is_empty());
    let there = repository.day(next).unwrap().entries[0].clone();
    assert_eq!((there.time, &there.uid), (time, &first.uid));
    assert_eq!(there.answers, heat.answers);

    repository
        .perform(&act([Edit::Remove(there.id)]))
        .unwrap()
        .unwrap();
    assert!(repository.day(next).unwrap().entries.is_empty());
    let gone = repository.perform(&act([Edit::Remove(there.id)]));
    assert!(matches!(gone, Err(RepositoryError::NoEntry(_))));
    repository.undo().unwrap();
    repository.undo().unwrap();
    assert_eq!(repository.day(day).unwrap().entries, [first]);
}

#[test]
fn what_cannot_be_is_refused_and_nothing_of_the_act_is_done() {
    let place = Place::new();
    let mut repository = place.open();
    let day = date(3, 17);
    let refused = |repository: &mut twinge::repository::Repository, edit| {
        let edits = [answer(day, "stress", scale(3)), edit];
        let error = repository.perform(&act(edits)).unwrap_err();
        assert!(error.is_about_the_request(), "{error}");
        assert!(repository.day(day).unwrap().is_empty());
        error.to_string()
    };
    for (edit, says) in [
        (answer(day, "pian", scale(3)), "there is no item \"pian\""),
        (
            answer(day, "pain", scale(11)),
            "pain is a number from 0 to 10, not \"11\"",
        ),
        (
            answer(day, "pain", choice("light")),
            "pain cannot hold light",
        ),
        (
            answer(day, "orgasm", Answer::Flag(true)),
            "\"orgasm\" does not belong in a day entry",
        ),
        (answer(day, "note", text("")), "note needs a few words"),
        (
            Edit::Add(timed(day, "day", [])),
            "there is no kind of timed entry \"day\"",
        ),
        (
            Edit::Add(timed(day, "party", [])),
            "there is no kind of timed entry \"party\"",
        ),
        (
            Edit::Move {
                entry: Target::Day(day).id(),
                date: date(3, 18),
                time: None,
            },
            "the check-in of 2026-03-17 cannot be moved",
        ),
    ] {
        let told = refused(&mut repository, edit);
        assert!(told.starts_with(says), "{told}");
    }
    assert!(repository.history(9).unwrap().is_empty());
}

#[test]
fn an_act_says_whether_it_changed_settings_and_so_does_taking_it_back() {
    let place = Place::new();
    let mut repository = place.open();
    let day = date(3, 17);
    let spec = ItemSpec::new("Wind", ItemKind::Flag(kind::Flag {}));
    let own = Edit::OwnItem {
        id: spec.id(),
        spec,
    };
    for (edits, settings) in [
        (vec![answer(day, "pain", scale(4))], false),
        (vec![own, answer(day, "my-wind", Answer::Flag(true))], true),
        (vec![answer(day, "my-wind", None)], false),
    ] {
        let done = repository.perform(&act(edits)).unwrap().unwrap();
        assert_eq!(done.settings, settings);
        let undone = repository.undo().unwrap().unwrap();
        assert_eq!(undone.settings, settings);
        let redone = repository.redo().unwrap().unwrap();
        assert_eq!(redone.settings, settings);
    }
}
