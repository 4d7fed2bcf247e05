use proptest::prelude::*;

use super::*;
use crate::diary::{Answers, Code, Diary, Edit, Entry};
use crate::exchange::incoming::{Incoming, Piece, Place, Taker};

fn date(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

fn day(line: u64, on: u32, item: &str, answer: Answer) -> Incoming {
    Incoming::exact(
        line,
        Place::Day(date(on)),
        Answers::from_iter([(item.into(), answer)]),
    )
}

fn timed(line: u64, on: u32, uid: &str, item: &str, answer: Answer) -> Incoming {
    let place = Place::Timed {
        date: date(on),
        time: None,
        kind: "intimacy".into(),
        uid: uid.into(),
    };
    Incoming::exact(line, place, Answers::from_iter([(item.into(), answer)]))
}

fn many(codes: &[&str]) -> Answer {
    Answer::Many(codes.iter().map(Code::new).collect())
}

fn planned(existing: &Diary, incoming: Vec<Incoming>) -> ImportPlan {
    let mut planner = Planner::new(existing, "test", date(31));
    for entry in incoming {
        let _ = planner.take(Piece::Entry(entry));
    }
    planner.finish()
}

/// What the repository does with the edits a plan makes.
fn perform(diary: &mut Diary, act: &Act) {
    for edit in &act.edits {
        match edit {
            Edit::Answer {
                target,
                item,
                answer,
            } => {
                let id = target.id();
                let mut day = diary.day(id.date()).cloned().unwrap_or_default();
                if !day.entries.iter().any(|e| e.id == id) {
                    let entry = Entry {
                        id,
                        uid: id.to_string().into(),
                        time: None,
                        kind: EntryKindId::DAY,
                        source: None,
                        answers: Answers::new(),
                    };
                    day.entries.insert(0, entry);
                }
                let entry = day.entries.iter_mut().find(|e| e.id == id).unwrap();
                entry.answers.insert(item.clone(), answer.clone().unwrap());
                diary.replace(id.date(), day);
            }
            Edit::Add(new) => {
                let n = diary.day(new.date).map_or(0, |day| day.entries.len()) as i64 + 1;
                diary.insert(Entry {
                    id: EntryId::new(new.date, n).unwrap(),
                    uid: new.uid.clone().unwrap(),
                    time: new.time,
                    kind: new.kind.clone(),
                    source: new.source.clone(),
                    answers: new.answers.clone(),
                });
            }
            Edit::Imported { .. } => {}
            other => panic!("a plan makes no {other:?}"),
        }
    }
}

#[test]
fn what_the_person_said_stays_and_the_rest_is_added() {
    let mut diary = Diary::default();
    let first = planned(&diary, vec![day(2, 1, "pain", Answer::Scale(4))]);
    perform(&mut diary, &first.act);

    let plan = planned(
        &diary,
        vec![
            day(2, 1, "pain", Answer::Scale(7)),
            day(2, 1, "stress", Answer::Scale(2)),
            day(3, 2, "pain", Answer::Scale(4)),
        ],
    );
    assert_eq!(
        plan.conflicts,
        [Conflict {
            entry: Some(Whose::Entry(EntryId::check_in(date(1)))),
            line: 2,
            date: date(1),
            item: "pain".into(),
            kept: Kept::Answer(Answer::Scale(4)),
            offered: Answer::Scale(7),
        }]
    );
    assert_eq!(
        plan.added,
        [("pain".into(), 1), ("stress".into(), 1)].into()
    );
    assert_eq!(plan.span, Some(DateRange::new(date(1), date(2))));
}

#[test]
fn of_two_lines_the_first_stands_and_lists_are_put_together() {
    let plan = planned(
        &Diary::default(),
        vec![
            day(2, 1, "pain", Answer::Scale(4)),
            day(3, 1, "pain", Answer::Scale(5)),
            day(4, 1, "tags", many(&["a"])),
            day(5, 1, "tags", many(&["b"])),
            timed(6, 1, "x", "orgasm", Answer::Flag(true)),
            timed(7, 1, "x", "orgasm", Answer::Flag(true)),
        ],
    );
    assert_eq!(plan.conflicts.len(), 1);
    assert_eq!((plan.conflicts[0].line, plan.same), (3, 1));
    assert_eq!(plan.act.edits.len(), 4);
    let came = plan.act.edits.iter().find_map(|edit| match edit {
        Edit::Imported { answers, .. } => Some(&answers.items[..]),
        _ => None,
    });
    assert_eq!(came, Some(&["pain", "tags"].map(ItemId::new)[..]));
    assert!(plan.act.edits.iter().any(
        |edit| matches!(edit, Edit::Answer { answer, .. } if *answer == Some(many(&["a", "b"])))
    ));
}

#[test]
fn an_answer_the_file_could_only_tell_that_way_is_no_conflict() {
    let mut diary = Diary::default();
    let own = planned(&diary, vec![day(2, 1, "cramps", Answer::Scale(7))]);
    perform(&mut diary, &own.act);
    let mut ticked = day(2, 1, "cramps", Answer::Scale(5));
    ticked.alike = [("cramps".into(), (1..=10).map(Answer::Scale).collect())].into();
    let plan = planned(&diary, vec![ticked]);
    assert_eq!((plan.same, plan.conflicts.len()), (1, 0));
    assert!(plan.is_empty());
}

#[test]
fn an_entry_the_person_made_is_not_added_again_but_a_second_one_is() {
    let mut diary = Diary::default();
    let own = planned(
        &diary,
        vec![timed(2, 1, "mine", "orgasm", Answer::Flag(true))],
    );
    perform(&mut diary, &own.act);
    let file = || {
        vec![
            timed(2, 1, "a", "orgasm", Answer::Flag(true)),
            timed(3, 1, "b", "orgasm", Answer::Flag(true)),
        ]
    };
    let once = planned(&diary, file());
    assert_eq!((once.entries["intimacy"], once.same), (1, 1));
    perform(&mut diary, &once.act);
    assert!(planned(&diary, file()).is_empty());
}

#[test]
fn an_entry_that_was_moved_is_known_again() {
    let mut diary = Diary::default();
    let file = || vec![timed(2, 1, "x", "orgasm", Answer::Flag(true))];
    let first = planned(&diary, file());
    perform(&mut diary, &first.act);
    let mut entry = diary.day(date(1)).unwrap().entries[0].clone();
    diary.replace(date(1), Default::default());
    entry.id = EntryId::new(date(9), 1).unwrap();
    diary.insert(entry);
    let again = planned(&diary, file());
    assert!(again.is_empty());
    assert_eq!(again.same, 1);
}

fn any_incoming() -> impl Strategy<Value = Vec<Incoming>> {
    let answer = prop_oneof![
        (0u8..=3).prop_map(|n| ("pain", Answer::Scale(n))),
        prop::collection::vec(prop::sample::select(vec!["a", "b", "c"]), 0..3)
            .prop_map(|codes| ("tags", many(&codes))),
    ];
    let one = (1u32..4, prop::option::of(0u8..3), answer);
    prop::collection::vec(one, 0..20).prop_map(|all| {
        let lines = (2u64..).zip(all);
        lines
            .map(|(line, (on, uid, (item, answer)))| match uid {
                None => day(line, on, item, answer),
                Some(uid) => timed(line, on, &format!("u{uid}"), item, answer),
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn importing_twice_adds_nothing_and_nothing_is_overwritten(
        before in any_incoming(),
        file in any_incoming(),
    ) {
        let mut diary = Diary::default();
        let own = planned(&diary, before);
        perform(&mut diary, &own.act);
        let mine = diary.clone();

        let once = planned(&diary, file.clone());
        perform(&mut diary, &once.act);
        for (date, day) in mine.days() {
            for entry in &day.entries {
                let now = diary.day(date).unwrap().entries.iter().find(|e| e.id == entry.id);
                for (item, answer) in &entry.answers {
                    prop_assert_eq!(now.unwrap().answer(item), Some(answer));
                }
            }
        }
        let told: usize = file.iter().map(|i| i.answers.len()).sum();
        prop_assert!(once.total() + once.same + once.conflicts.len() <= told);

        let twice = planned(&diary, file);
        prop_assert!(twice.is_empty(), "{:?}", twice.act);
    }
}
