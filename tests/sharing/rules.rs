//! Each row of the table of what becomes of what, over real diaries.

use chrono::{Local, NaiveTime, TimeDelta};
use twinge::diary::{
    Answer, Edit, Imported, ItemId, ItemKind, ItemSpec, Profile, Summary, Tristate, WeekStart, kind,
};
use twinge::safekeeping;
use twinge::sharing::rows::{self, Told};

use crate::support::{Desk, all_of, answer, answer_timed, date, relief, scale, settle, text};

const YEAR: i64 = 365 * 24 * 60 * 60 * 1000;

/// Two computers that know the same of one diary.
fn two() -> (Desk, Desk) {
    let (mut one, mut two) = (Desk::new(1, "laptop"), Desk::new(2, "desk"));
    one.act([
        answer(date(17), "pain", scale(4)),
        answer(date(17), "note", text("slept well")),
        Edit::Add(relief(date(18), "bath")),
    ]);
    settle(&mut [&mut one, &mut two]);
    (one, two)
}

/// What each is told of the other's.
fn exchanged(one: &mut Desk, two: &mut Desk) -> (Vec<Told>, Vec<Told>) {
    let (of_one, of_two) = (one.give(), two.give());
    let told = (one.take(of_two).told, two.take(of_one).told);
    settle(&mut [one, two]);
    told
}

fn conflicts(desk: &Desk) -> usize {
    let all = rows::conflicts(&desk.diary).unwrap();
    assert_eq!(rows::doubts(&desk.diary).unwrap(), all.len());
    all.len()
}

#[test]
fn different_answers_of_one_day_both_stand() {
    let (mut one, mut two) = (Desk::new(1, "laptop"), Desk::new(2, "desk"));
    one.act([answer(date(17), "pain", scale(4))]);
    two.act([
        answer(date(17), "pain-average", scale(6)),
        Edit::Add(relief(date(18), "a")),
    ]);
    let arrival = one.take(two.give());
    assert_eq!((arrival.answers(), arrival.days.len()), (3, 2));
    assert_eq!(arrival.from.iter().next(), Some(&two.me));
    assert_eq!(arrival.told, []);
    settle(&mut [&mut one, &mut two]);
    for desk in [&one, &two] {
        assert_eq!(desk.answer(date(17), "pain"), Some(scale(4)));
        assert_eq!(desk.answer(date(17), "pain-average"), Some(scale(6)));
        assert_eq!(desk.timed(date(18)), [("a".to_owned(), 2)]);
    }
}

#[test]
fn who_saw_the_other_has_the_last_word_whatever_the_clocks_say() {
    let (mut one, mut two) = two();
    one.ahead = 10 * YEAR;
    one.act([answer(date(17), "pain", scale(7))]);
    let (_, told) = exchanged(&mut one, &mut two);
    assert_eq!(told, [Told::ClockAhead(one.me.clone())]);
    two.ahead = -10 * YEAR;
    two.act([answer(date(17), "pain", scale(2))]);
    assert_eq!(exchanged(&mut one, &mut two), (vec![], vec![]));
    assert_eq!(one.answer(date(17), "pain"), Some(scale(2)));
    assert_eq!(conflicts(&one), 0);
}

#[test]
fn the_same_value_from_both_is_no_conflict() {
    let (mut one, mut two) = two();
    one.act([answer(date(17), "pain", scale(7))]);
    two.act([answer(date(17), "pain", scale(7))]);
    assert_eq!(exchanged(&mut one, &mut two), (vec![], vec![]));
    assert_eq!(conflicts(&one), 0);
}

#[test]
fn of_two_values_the_later_stands_and_the_other_is_kept() {
    let (mut one, mut two) = two();
    one.act([answer(date(17), "pain", scale(7))]);
    two.ahead = 1000;
    two.act([answer(date(17), "pain", scale(2))]);
    let differ = vec![Told::Differ(1)];
    assert_eq!(exchanged(&mut one, &mut two), (differ.clone(), differ));
    assert_eq!(one.answer(date(17), "pain"), Some(scale(2)));
    let [conflict] = &rows::conflicts(&two.diary).unwrap()[..] else {
        panic!("one conflict");
    };
    assert_eq!(conflict.register, "2026-03-17/pain");
    assert_eq!(conflict.date, Some(date(17)));
    assert_eq!(conflict.stands.as_deref(), Some("2"));
    let [(by, value, _)] = &conflict.others[..] else {
        panic!("one other");
    };
    assert_eq!((*by, value.as_deref()), (one.me.id, Some("7")));

    // To take the other is an act, and ends it.
    two.act([answer(date(17), "pain", scale(7))]);
    assert_eq!(exchanged(&mut one, &mut two), (vec![], vec![]));
    assert_eq!((conflicts(&one), conflicts(&two)), (0, 0));
    assert_eq!(one.answer(date(17), "pain"), Some(scale(7)));
}

#[test]
fn a_conflict_ends_when_what_stands_is_kept() {
    let (mut one, mut two) = two();
    one.act([answer(date(17), "pain", scale(7))]);
    two.act([answer(date(17), "pain", scale(2))]);
    exchanged(&mut one, &mut two);
    let stood = one.answer(date(17), "pain");
    let conflict = &rows::conflicts(&one.diary).unwrap()[0];
    let now = one.now();
    rows::keep(&mut one.diary, &one.me, conflict, now).unwrap();
    settle(&mut [&mut one, &mut two]);
    assert_eq!((conflicts(&one), conflicts(&two)), (0, 0));
    assert_eq!(two.answer(date(17), "pain"), stood);
}

#[test]
fn notes_of_both_stand_under_each_other() {
    let (mut one, mut two) = two();
    two.act([answer(date(17), "note", text("slept badly"))]);
    one.ahead = 1000;
    one.act([answer(date(17), "note", text("a long walk"))]);
    let both = vec![Told::BothNotes(date(17))];
    // Also where its own is the later, what is new came from the other.
    let arrival = one.take(two.give());
    assert_eq!(
        arrival.from.into_iter().collect::<Vec<_>>(),
        [two.me.clone()]
    );
    assert_eq!(arrival.told, both);
    assert_eq!(exchanged(&mut one, &mut two), (vec![], both));
    let words = text("slept badly\na long walk");
    assert_eq!(one.answer(date(17), "note"), Some(words));
    assert_eq!(conflicts(&one), 0);
}

#[test]
fn an_answer_taken_back_here_and_changed_there_stands() {
    let (mut one, mut two) = two();
    two.act([answer(date(17), "pain", scale(2))]);
    one.ahead = 1000;
    one.act([answer(date(17), "pain", None)]);
    let (told, _) = exchanged(&mut one, &mut two);
    assert_eq!(told, [Told::ChangeStands(date(17))]);
    assert_eq!(one.answer(date(17), "pain"), Some(scale(2)));
}

#[test]
fn an_entry_removed_here_and_changed_there_stands_with_all_its_answers() {
    let (mut one, mut two) = two();
    two.act([answer_timed(two.number("bath"), "relief-after", scale(3))]);
    one.ahead = 1000;
    one.act([Edit::Remove(one.number("bath"))]);
    let (told, _) = exchanged(&mut one, &mut two);
    assert_eq!(told, [Told::ChangeStands(date(18))]);
    assert_eq!(one.timed(date(18)), [("bath".to_owned(), 3)]);
}

#[test]
fn an_entry_removed_on_both_is_in_the_bin_of_both() {
    let (mut one, mut two) = two();
    one.act([Edit::Remove(one.number("bath"))]);
    two.act([Edit::Remove(two.number("bath"))]);
    assert_eq!(exchanged(&mut one, &mut two), (vec![], vec![]));
    for desk in [&one, &two] {
        assert_eq!(desk.timed(date(18)), []);
        let since = Local::now() - TimeDelta::days(1);
        assert_eq!(safekeeping::trash(&desk.diary, since).unwrap().len(), 1);
    }
}

#[test]
fn an_entry_removed_here_goes_there_and_can_be_brought_back_there() {
    let (mut one, mut two) = two();
    one.act([Edit::Remove(one.number("bath"))]);
    exchanged(&mut one, &mut two);
    assert_eq!(two.timed(date(18)), []);
    let since = Local::now() - TimeDelta::days(1);
    let back = safekeeping::trash(&two.diary, since).unwrap()[0].back();
    two.act(back.edits);
    settle(&mut [&mut one, &mut two]);
    assert_eq!(one.timed(date(18)), [("bath".to_owned(), 2)]);
}

#[test]
fn of_two_moves_the_later_stands_and_the_entry_is_one() {
    let (mut one, mut two) = two();
    let moved = |desk: &Desk, day| Edit::Move {
        entry: desk.number("bath"),
        date: date(day),
        time: None,
    };
    one.act([moved(&one, 19)]);
    two.ahead = 1000;
    two.act([moved(&two, 20)]);
    let differ = vec![Told::Differ(1)];
    assert_eq!(exchanged(&mut one, &mut two), (differ.clone(), differ));
    assert_eq!(one.timed(date(19)), []);
    assert_eq!(one.timed(date(20)), [("bath".to_owned(), 2)]);
}

#[test]
fn an_entry_moved_here_and_answered_there_is_both() {
    let (mut one, mut two) = two();
    one.act([Edit::Move {
        entry: one.number("bath"),
        date: date(31),
        time: NaiveTime::from_hms_opt(22, 10, 0),
    }]);
    // Though it is answered later than it is moved.
    two.ahead = 1000;
    two.act([answer_timed(two.number("bath"), "relief-after", scale(3))]);
    assert_eq!(exchanged(&mut one, &mut two), (vec![], vec![]));
    assert_eq!(two.timed(date(31)), [("bath".to_owned(), 3)]);
    assert_eq!(conflicts(&one), 0);
}

#[test]
fn an_entry_moved_into_another_month_stays_known() {
    let (mut one, mut two) = two();
    one.act([Edit::Move {
        entry: one.number("bath"),
        date: date(1) + TimeDelta::days(100),
        time: None,
    }]);
    exchanged(&mut one, &mut two);
    two.act([answer_timed(two.number("bath"), "relief-after", scale(3))]);
    exchanged(&mut one, &mut two);
    let moved = date(1) + TimeDelta::days(100);
    assert_eq!(one.timed(moved), [("bath".to_owned(), 3)]);
}

#[test]
fn the_same_event_entered_on_both_is_two_entries() {
    let (mut one, mut two) = two();
    one.act([Edit::Add(relief(date(18), "of one"))]);
    two.act([Edit::Add(relief(date(18), "of two"))]);
    assert_eq!(exchanged(&mut one, &mut two), (vec![], vec![]));
    // Their numbers are each computer's own.
    assert_ne!(one.number("of one"), two.number("of one"));
    assert_eq!(one.timed(date(18)).len(), 3);
}

fn wind(kind: impl Into<ItemKind>) -> (Edit, ItemSpec) {
    let spec = ItemSpec::new("Wind", kind);
    let (id, made) = (spec.id(), spec.clone());
    (Edit::OwnItem { id, spec }, made)
}

#[test]
fn of_an_own_item_made_on_both_the_later_stands_and_no_answer_is_lost() {
    let (mut one, mut two) = two();
    let (flag, _) = wind(kind::Flag {});
    let (words, spec) = wind(kind::Text { lines: false });
    one.act([flag]);
    let made = "SELECT value FROM setting WHERE key = 'own.my-wind'";
    let made: String = one.raw().query_row(made, [], |row| row.get(0)).unwrap();
    one.act([answer(date(17), "my-wind", Answer::Flag(true))]);
    two.ahead = 1000;
    two.act([words]);
    let (told, _) = exchanged(&mut one, &mut two);
    assert_eq!(told, [Told::Differ(1)]);
    assert_eq!(one.diary.own_items().values().collect::<Vec<_>>(), [&spec]);
    // It is no answer to the later item, and stays in the file.
    assert_eq!(two.answer(date(17), "my-wind"), None);
    let answer = "answer 2026-03-17 my-wind integer 1".to_owned();
    assert!(all_of(&two).contains(&answer));
    // It is shown again if the kind returns.
    let (db, own) = (one.raw(), "own.my-wind");
    let set = "UPDATE setting SET value = ?1 WHERE key = ?2";
    assert_eq!(db.execute(set, [made.as_str(), own]).unwrap(), 1);
    two.take(one.give());
    assert_eq!(two.answer(date(17), "my-wind"), Some(Answer::Flag(true)));
}

#[test]
fn the_fields_of_the_profile_each_stand_by_themselves() {
    let (mut one, mut two) = two();
    let profile = |desk: &Desk, change: fn(&mut Profile)| {
        let mut profile = desk.diary.profile().clone();
        change(&mut profile);
        Edit::Profile(Box::new(profile))
    };
    one.act([profile(&one, |profile| {
        profile.week_start = WeekStart::Sunday
    })]);
    two.act([profile(&two, |profile| profile.uterus = Tristate::No)]);
    let arrival = one.take(two.give());
    assert_eq!((arrival.settings, arrival.answers()), (1, 0));
    assert_eq!(exchanged(&mut one, &mut two), (vec![], vec![]));
    for desk in [&one, &two] {
        let profile = desk.diary.profile();
        assert_eq!(profile.week_start, WeekStart::Sunday);
        assert_eq!(profile.uterus, Tristate::No);
    }
    one.act([profile(&one, |profile| profile.uterus = Tristate::Yes)]);
    two.ahead = 1000;
    two.act([profile(&two, |profile| profile.uterus = Tristate::Unknown)]);
    assert_eq!(exchanged(&mut one, &mut two), (vec![], vec![]));
    assert_eq!(one.diary.profile().uterus, Tristate::Unknown);
}

#[test]
fn a_file_copied_long_ago_joins_with_what_both_wrote_since() {
    let mut one = Desk::new(1, "laptop");
    rows::end(&mut one.diary).unwrap();
    one.act([
        answer(date(17), "pain", scale(4)),
        Edit::Add(relief(date(31), "bath")),
    ]);
    let mut two = one.copied(2, "desk");
    one.act([answer(date(17), "pain", scale(5))]);
    one.act([answer(date(18), "pain", scale(1))]);
    // Moved into another month before either shared it, it is in two documents.
    two.act([Edit::Move {
        entry: two.number("bath"),
        date: date(31) + TimeDelta::days(1),
        time: None,
    }]);
    two.act([answer_timed(two.number("bath"), "relief-after", scale(3))]);
    for desk in [&mut one, &mut two] {
        rows::begin(&mut desk.diary, &desk.me).unwrap();
    }
    let planned = {
        let (before, now) = (all_of(&two), two.now());
        let planned = rows::plan(&mut two.diary, &two.me, one.published(), now)
            .unwrap()
            .arrival;
        assert_eq!(all_of(&two), before);
        planned
    };
    let arrival = two.take(one.published());
    assert_eq!(planned.answers(), arrival.answers());
    settle(&mut [&mut one, &mut two]);
    // Later by the log of acts.
    assert_eq!(two.answer(date(17), "pain"), Some(scale(5)));
    assert_eq!(two.answer(date(18), "pain"), Some(scale(1)));
    let moved = date(31) + TimeDelta::days(1);
    assert_eq!(one.timed(moved), [("bath".to_owned(), 3)]);
}

#[test]
fn of_an_act_that_is_undone_stays_what_was_changed_elsewhere_since() {
    let (mut one, mut two) = two();
    one.act([
        answer(date(19), "pain", scale(7)),
        answer(date(19), "pain-average", scale(5)),
    ]);
    exchanged(&mut one, &mut two);
    two.act([answer(date(19), "pain", scale(2))]);
    exchanged(&mut one, &mut two);
    let undone = one.diary.undo().unwrap().unwrap();
    let stays = undone.stays.unwrap();
    assert_eq!((stays.rows, stays.of), (1, 2));
    assert_eq!(stays.origins.iter().collect::<Vec<_>>(), ["desk"]);
    settle(&mut [&mut one, &mut two]);
    assert_eq!(two.answer(date(19), "pain"), Some(scale(2)));
    assert_eq!(two.answer(date(19), "pain-average"), None);
}

#[test]
fn what_came_is_in_the_history_and_not_undone_with_what_was_done_here() {
    let (mut one, mut two) = two();
    one.act([answer(date(19), "pain", scale(7))]);
    two.act([answer(date(20), "pain", scale(2))]);
    exchanged(&mut one, &mut two);
    let latest = &one.diary.history(1).unwrap()[0];
    assert_eq!(latest.origin.as_deref(), Some("desk"));
    let came = Summary::Arrived {
        answers: 1,
        days: 1,
        settings: 0,
    };
    assert_eq!(latest.summary, came);
    one.diary.undo().unwrap();
    assert_eq!(one.answer(date(19), "pain"), None);
    assert_eq!(one.answer(date(20), "pain"), Some(scale(2)));
    settle(&mut [&mut one, &mut two]);
}

#[test]
fn where_answers_came_from_is_kept_where_they_were_imported_until_another_changes_them() {
    let (mut one, mut two) = (Desk::new(1, "laptop"), Desk::new(2, "desk"));
    let answers = Imported {
        source: "clue".into(),
        on: date(20),
        items: vec!["pain".into(), "stress".into()],
    };
    one.act([
        answer(date(17), "pain", scale(4)),
        answer(date(17), "stress", scale(2)),
        Edit::Imported {
            date: date(17),
            answers,
        },
    ]);
    settle(&mut [&mut one, &mut two]);
    let came = |desk: &Desk| desk.diary.day(date(17)).unwrap().imported;
    assert_eq!(came(&one)[0].items.len(), 2);
    assert_eq!(came(&two), []);
    two.act([answer(date(17), "pain", scale(5))]);
    settle(&mut [&mut one, &mut two]);
    let stress = [ItemId::new("stress")];
    assert_eq!(came(&one)[0].items, stress);
    assert_eq!(came(&two), []);
    // Nor is it a setting that was changed.
    let arrival = two.take(one.give());
    assert_eq!(arrival.settings, 0);
    one.is_sound();
    two.is_sound();
}
