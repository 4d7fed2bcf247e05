//! Where the answers of a check-in came from: kept with them, and no longer than they are as they came.

use twinge::diary::{DateRange, Edit, EntryId, Imported, ItemId};
use twinge::repository::Repository;
use twinge::safekeeping;

use crate::support::{Place, act, answer, choice, date, scale};

fn came(source: &str, items: &[&str]) -> Imported {
    Imported {
        source: source.into(),
        on: date(5, 3),
        items: items.iter().map(ItemId::new).collect(),
    }
}

fn note(answers: Imported) -> Edit {
    let date = date(3, 17);
    Edit::Imported { date, answers }
}

/// A diary with answers of one day that came from an app.
fn imported() -> (Place, Repository) {
    let place = Place::new();
    let mut diary = place.open();
    let edits = [
        answer(date(3, 17), "pain", scale(4)),
        answer(date(3, 17), "bleeding", choice("light")),
        note(came("clue", &["bleeding", "pain"])),
    ];
    diary.perform(&act(edits)).unwrap();
    (place, diary)
}

fn told(diary: &Repository) -> Vec<Imported> {
    let day = diary.day(date(3, 17)).unwrap();
    let all = diary.read(DateRange::ALL).unwrap();
    let in_all = all.day(date(3, 17)).map(|day| day.imported.clone());
    assert_eq!(day.imported, in_all.unwrap_or_default());
    let check = safekeeping::check(diary).unwrap();
    assert_eq!(check.problems, []);
    day.imported
}

#[test]
fn it_is_read_with_the_day_and_taken_back_with_the_act() {
    let (place, mut diary) = imported();
    let all = [came("clue", &["bleeding", "pain"])];
    assert_eq!(told(&diary), all);
    assert_eq!(told(&place.open()), all);
    diary.undo().unwrap();
    assert_eq!(told(&diary), []);
    diary
        .perform(&act([answer(date(3, 17), "pain", scale(4))]))
        .unwrap();
    assert_eq!(told(&diary), []);
}

#[test]
fn who_answers_anew_or_takes_back_has_the_word_until_that_is_undone() {
    let (_place, mut diary) = imported();
    for (edit, left) in [
        (
            answer(date(3, 17), "pain", scale(5)),
            vec![came("clue", &["bleeding"])],
        ),
        (
            answer(date(3, 17), "pain", None),
            vec![came("clue", &["bleeding"])],
        ),
        (
            answer(date(3, 17), "stress", scale(5)),
            vec![came("clue", &["bleeding", "pain"])],
        ),
        (Edit::Remove(EntryId::check_in(date(3, 17))), vec![]),
    ] {
        diary.perform(&act([edit.clone()])).unwrap();
        assert_eq!(told(&diary), left, "{edit:?}");
        // Nothing of what is gone is kept, so that who answers it once more is believed.
        diary
            .perform(&act([answer(date(3, 17), "pain", scale(4))]))
            .unwrap();
        let of_pain = |of: &Imported| of.items.contains(&"pain".into());
        assert!(!told(&diary).iter().any(of_pain), "{edit:?}");
        diary.undo().unwrap();
        diary.undo().unwrap();
        assert_eq!(told(&diary), [came("clue", &["bleeding", "pain"])]);
    }
}

#[test]
fn an_answer_came_from_where_it_came_from_last() {
    let (_place, mut diary) = imported();
    let edits = [
        answer(date(3, 17), "pain", scale(7)),
        answer(date(3, 17), "stress", scale(7)),
        note(came("flo", &["pain", "stress"])),
    ];
    diary.perform(&act(edits)).unwrap();
    let both = [
        came("clue", &["bleeding"]),
        came("flo", &["pain", "stress"]),
    ];
    assert_eq!(told(&diary), both);
}

#[test]
fn a_row_that_cannot_be_read_is_as_none() {
    let (place, diary) = imported();
    let db = rusqlite::Connection::open(&place.file).unwrap();
    let sql = "UPDATE setting SET value = '[{}]' WHERE key = 'source.2026-03-17'";
    assert_eq!(db.execute(sql, []).unwrap(), 1);
    assert_eq!(diary.day(date(3, 17)).unwrap().imported, []);
}
