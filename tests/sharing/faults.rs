//! What goes wrong, and that nothing is lost by it.

use twinge::diary::Edit;
use twinge::safekeeping;
use twinge::sharing::Told;
use twinge::sharing::rows::{self, Incoming};

use crate::support::{Desk, all_of, answer, answer_timed, date, relief, scale, settle, text};

#[test]
fn what_is_purged_leaves_every_document() {
    let (mut one, mut two) = (Desk::new(1, "laptop"), Desk::new(2, "desk"));
    let mut bath = relief(date(18), "bath");
    bath.answers.insert("note".into(), text("unmistakable"));
    one.act([
        Edit::Add(bath),
        answer(date(17), "note", text("unmistakable")),
    ]);
    settle(&mut [&mut one, &mut two]);
    assert!(one.holds("unmistakable") && two.holds("unmistakable"));
    one.act([
        Edit::Remove(one.number("bath")),
        answer(date(17), "note", text("another")),
    ]);
    safekeeping::purge(&mut one.diary).unwrap();
    assert!(!one.holds("unmistakable"));
    one.is_sound();
    settle(&mut [&mut one, &mut two]);
    assert_eq!(two.timed(date(18)), []);
    // The record of what was done there still had it.
    safekeeping::purge(&mut two.diary).unwrap();
    for desk in [&mut one, &mut two] {
        assert!(!desk.holds("unmistakable"));
        for incoming in desk.published() {
            let words = b"unmistakable";
            assert!(
                !incoming
                    .state
                    .windows(words.len())
                    .any(|found| found == words)
            );
        }
    }
}

#[test]
fn what_is_purged_here_and_answered_there_stands_with_what_is_known_there() {
    let (mut one, mut two) = (Desk::new(1, "laptop"), Desk::new(2, "desk"));
    one.act([Edit::Add(relief(date(18), "bath"))]);
    settle(&mut [&mut one, &mut two]);
    two.act([answer_timed(two.number("bath"), "relief-after", scale(3))]);
    one.act([Edit::Remove(one.number("bath"))]);
    safekeeping::purge(&mut one.diary).unwrap();
    settle(&mut [&mut one, &mut two]);
    assert_eq!(one.timed(date(18)), [("bath".to_owned(), 3)]);
}

#[test]
fn what_is_no_document_is_refused_and_the_rest_goes_on() {
    let (mut one, mut two) = (Desk::new(1, "laptop"), Desk::new(2, "desk"));
    one.act([
        answer(date(17), "pain", scale(4)),
        answer(date(17) + chrono::TimeDelta::days(31), "pain", scale(5)),
    ]);
    let mut incoming: Vec<Incoming> = one.give();
    incoming.retain(|of| of.part.to_string() != "settings");
    let cut = incoming[0].state.len() / 2;
    incoming[0].state.truncate(cut);
    let part = incoming[0].part;
    let arrival = two.take(incoming);
    assert_eq!(arrival.refused, [part]);
    assert_eq!(arrival.answers(), 1);
    settle(&mut [&mut one, &mut two]);
}

#[test]
fn what_finds_no_number_left_on_its_day_is_told_and_waits_and_the_rest_goes_on() {
    let (mut one, mut two) = (Desk::new(1, "laptop"), Desk::new(2, "desk"));
    let many = (0..4094).map(|n| {
        let mut entry = relief(date(18), &format!("entry {n}"));
        entry.answers = Default::default();
        Edit::Add(entry)
    });
    one.act(many);
    two.act([
        Edit::Add(relief(date(18), "one too many")),
        Edit::Add(relief(date(19), "in time")),
        answer(date(18), "pain", scale(4)),
    ]);
    let given = two.give();
    let arrival = one.take(given.clone());
    assert_eq!(arrival.told, [Told::DayFull(date(18))]);
    assert_eq!(one.answer(date(18), "pain"), Some(scale(4)));
    assert_eq!(one.timed(date(19)), [("in time".to_owned(), 2)]);
    assert_eq!(one.timed(date(18)).len(), 4094);
    // It is told once, nobody takes its absence for its removal, and it comes once there is room
    // anywhere.
    assert_eq!(one.take(given).told, []);
    two.take(one.published());
    assert_eq!(two.number("one too many").date(), date(18));
    one.act([Edit::Remove(one.number("entry 7"))]);
    assert_eq!(one.take(Vec::new()).told, []);
    assert_eq!(one.number("one too many").date(), date(18));
}

#[test]
fn a_plan_and_an_end_leave_the_rows_as_they_were() {
    let (mut one, mut two) = (Desk::new(1, "laptop"), Desk::new(2, "desk"));
    one.act([answer(date(17), "pain", scale(4))]);
    rows::end(&mut two.diary).unwrap();
    assert!(!rows::is_kept(&two.diary).unwrap());
    let (before, now) = (all_of(&two), two.now());
    let planned = rows::plan(&mut two.diary, &two.me, one.give(), now)
        .unwrap()
        .arrival;
    assert_eq!(planned.answers(), 1);
    assert_eq!(planned.written, None);
    assert_eq!(all_of(&two), before);
    assert!(!rows::is_kept(&two.diary).unwrap());
    two.act([answer(date(18), "pain", scale(5))]);
    rows::begin(&mut two.diary, &two.me).unwrap();
    settle(&mut [&mut one, &mut two]);
    assert_eq!(one.answer(date(18), "pain"), Some(scale(5)));
}

#[test]
fn what_nothing_is_new_of_writes_nothing() {
    let (mut one, mut two) = (Desk::new(1, "laptop"), Desk::new(2, "desk"));
    one.act([answer(date(17), "pain", scale(4))]);
    settle(&mut [&mut one, &mut two]);
    let given = one.give();
    let states =
        |desk: &Desk| -> Vec<Vec<u8>> { desk.published().into_iter().map(|of| of.state).collect() };
    let before = states(&two);
    let changed = two
        .raw()
        .query_row("PRAGMA data_version", [], |_| Ok(()))
        .is_ok();
    assert!(changed);
    two.take(given);
    assert_eq!(states(&two), before);
    assert_eq!(two.diary.history(usize::MAX).unwrap().len(), 1);
}

#[test]
fn what_was_done_by_a_hand_with_sql_goes_out_too() {
    let (mut one, mut two) = (Desk::new(1, "laptop"), Desk::new(2, "desk"));
    one.act([answer(date(17), "pain", scale(4))]);
    settle(&mut [&mut one, &mut two]);
    one.raw()
        .execute_batch(
            "UPDATE answer SET value = 9 WHERE item = 'pain';
             INSERT INTO answer SELECT id, 'of a later twinge', 'a''b' FROM entry;",
        )
        .unwrap();
    settle(&mut [&mut one, &mut two]);
    assert_eq!(two.answer(date(17), "pain"), Some(scale(9)));
    let unknown = "answer 2026-03-17 of a later twinge text a'b".to_owned();
    assert!(all_of(&two).contains(&unknown));
}

#[cfg(feature = "encryption")]
#[test]
fn a_diary_that_is_given_a_passphrase_is_shared_as_before() {
    let (mut one, mut two) = (Desk::new(1, "laptop"), Desk::new(2, "desk"));
    one.act([answer(date(17), "pain", scale(4))]);
    let path = one.diary.path().to_owned();
    let passphrase = twinge::repository::Passphrase::new(b"a long passphrase".to_vec()).unwrap();
    drop(std::mem::replace(
        &mut one.diary,
        Desk::new(3, "other").diary,
    ));
    safekeeping::convert(&path, None, Some(&passphrase)).unwrap();
    one.diary = twinge::repository::Repository::open_with(&path, Some(passphrase)).unwrap();
    one.act([Edit::Add(relief(date(18), "bath"))]);
    two.take(one.give());
    assert_eq!(two.answer(date(17), "pain"), Some(scale(4)));
    assert_eq!(two.timed(date(18)), [("bath".to_owned(), 2)]);
}

#[test]
fn a_diary_put_back_from_a_copy_loses_nothing_and_comes_to_what_all_have() {
    let (mut one, mut two) = (Desk::new(1, "laptop"), Desk::new(2, "desk"));
    one.act([answer(date(17), "note", text("first"))]);
    settle(&mut [&mut one, &mut two]);
    let copy = one.copied(1, "laptop");
    one.act([answer(date(17), "note", text("second"))]);
    let given = one.give();
    // Before it reads what it wrote in its other life, it writes again under the same number.
    one.put_back(&copy);
    one.act([answer(date(17), "note", text("third"))]);
    two.take(given);
    settle(&mut [&mut one, &mut two]);
    assert_eq!(two.answer(date(17), "note"), Some(text("second\nthird")));
}

#[test]
fn an_entry_restored_to_the_place_that_another_took_goes_out_with_its_answers() {
    let (mut one, mut two) = (Desk::new(1, "laptop"), Desk::new(2, "desk"));
    one.act([Edit::Add(relief(date(18), "bath"))]);
    let copy = one.copied(1, "laptop");
    let bath = one.number("bath");
    one.act([answer_timed(bath, "relief-before", None)]);
    one.act([Edit::Move {
        entry: bath,
        date: date(19),
        time: None,
    }]);
    // It has the place that the other had, and the same answers.
    one.act([Edit::Add(relief(date(18), "walk"))]);
    assert_eq!(one.number("walk"), bath);
    settle(&mut [&mut one, &mut two]);
    safekeeping::restore(&mut one.diary, &copy.diary, &"restored".into()).unwrap();
    settle(&mut [&mut one, &mut two]);
    for desk in [&one, &two] {
        assert_eq!(desk.timed(date(18)), [("bath".to_owned(), 2)]);
    }
}
