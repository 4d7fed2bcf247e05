//! Importing, on files of SQLite.

use std::io::Cursor;
use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::diary::{Act, ItemId, Target};
use crate::exchange::plan::{Conflict, Field, Kept, Whose};
use crate::exchange::rehearsal::rehearse_by;

/// Entries that speak of the same days and names again and again.
fn any_entries() -> impl Strategy<Value = Vec<String>> {
    let answers = prop_oneof![
        (0..4).prop_map(|n| format!("\"pain-note\": \"note {n}\"")),
        (0..4).prop_map(|n| format!("\"pain\": {n}")),
        prop::collection::btree_set("[abc]", 0..3).prop_map(|tags| format!("\"tags\": {tags:?}")
            .replace('{', "[")
            .replace('}', "]")),
    ];
    let day = (1..4, answers).prop_map(|(day, answers)| {
        format!("{{\"date\": \"2026-03-0{day}\", \"kind\": \"day\", \"answers\": {{{answers}}}}}")
    });
    let relief = prop_oneof![
        Just(String::new()),
        (0..2).prop_map(|n| format!("\"relief-before\": {n}")),
    ];
    let kind = prop_oneof![9 => Just("relief"), 1 => Just("exertion")];
    let timed = (1..4, 0..5, kind, relief).prop_map(|(day, uid, kind, answers)| {
        let answers = if kind == "relief" {
            answers
        } else {
            String::new()
        };
        format!(
            "{{\"date\": \"2026-03-0{day}\", \"kind\": \"{kind}\", \"uid\": \"u{uid}\", \
             \"answers\": {{{answers}}}}}"
        )
    });
    prop::collection::vec(prop_oneof![day, timed], 0..16)
}

fn file(entries: &[String], uid: &str) -> String {
    let entries = entries.join(",\n").replace("\"u", uid);
    format!("{{\"format\": \"twinge\", \"version\": 1, \"entries\": [\n{entries}\n]}}")
}

/// What a diary holds, however its timed entries are numbered.
fn told(diary: &Repository) -> Vec<String> {
    let all = diary.read(DateRange::ALL).unwrap();
    let entries = all.days().flat_map(|(_, day)| &day.entries);
    let mut told: Vec<String> = entries
        .map(|e| format!("{} {:?} {} {:?}", e.date(), e.kind, e.uid, e.answers))
        .collect();
    told.sort();
    told
}

fn own_json() -> (&'static Format, Told) {
    let format = Format::named("json").unwrap();
    (format, Told::on(DateRange::LIFETIME.last))
}

/// A diary with entries of the person's own, which have names of their own.
fn with(entries: &[String], path: &Path) -> Repository {
    let (format, on) = own_json();
    let mut diary = Repository::open(path).unwrap();
    let text = file(entries, "\"own-u");
    import(&mut diary, format, &mut Cursor::new(text), 9, on).unwrap();
    diary
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn done_or_rehearsed_in_stretches_of_any_length_it_comes_to_the_same(
        before in any_entries(),
        entries in any_entries(),
        most in 1_usize..5,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (format, on) = own_json();
        let open = |name: &str| with(&before, &folder.path().join(name));
        let (mut whole, mut parts) = (open("whole.db"), open("parts.db"));
        let text = file(&entries, "\"u");
        let existing = whole.read(DateRange::ALL).unwrap();
        let mut planner = Planner::new(&existing, format.name, on.today);
        let standing = Standing::of(Some(&whole), on);
        format.read(&standing, &mut Cursor::new(&text), &mut planner).unwrap();
        let plan = planner.finish();
        whole.perform(&plan.act).unwrap();
        let input = &mut Cursor::new(&text);
        let would = rehearse_by(most, Some(&parts), format, input, usize::MAX, on).unwrap();
        let done = import_by(most, &mut parts, format, input, usize::MAX, on, &Theirs::new()).unwrap();
        prop_assert_eq!(told(&parts), told(&whole));
        for by_parts in [would, done] {
            prop_assert_eq!(&by_parts.added, &plan.added);
            prop_assert_eq!(&by_parts.entries, &plan.entries);
            prop_assert_eq!(by_parts.same, plan.same);
            prop_assert_eq!(&by_parts.conflicts, &plan.conflicts);
            prop_assert_eq!(&by_parts.dropped, &plan.dropped);
            prop_assert_eq!(by_parts.span, plan.span);
            prop_assert_eq!(by_parts.is_empty(), plan.is_empty());
        }
        let again = import(&mut parts, format, &mut Cursor::new(&text), 9, on).unwrap();
        prop_assert!(again.is_empty());
    }

    #[test]
    fn what_the_file_says_takes_the_place_of_what_is_chosen_and_of_nothing_else(
        before in any_entries(),
        entries in any_entries(),
        chosen in prop::collection::vec(any::<bool>(), 16),
        most in 1_usize..5,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (format, on) = own_json();
        let open = |name: &str| with(&before, &folder.path().join(name));
        let text = file(&entries, "\"u");
        let (mut whole, mut parts) = (open("whole.db"), open("parts.db"));
        let held = told(&whole);
        let input = &mut Cursor::new(&text);
        let would = rehearse_by(most, Some(&whole), format, input, usize::MAX, on).unwrap();
        let of = would.conflicts.iter().zip(chosen.iter().cycle());
        let of = of.filter_map(|(of, is_chosen)| is_chosen.then_some((of.entry.clone()?, of.item.clone())));
        let theirs: Theirs = of.collect();
        let by = |most, diary: &mut Repository| {
            import_by(most, diary, format, &mut Cursor::new(&text), usize::MAX, on, &theirs)
        };
        let (one, other) = (by(usize::MAX, &mut whole), by(most, &mut parts));
        prop_assert_eq!(told(&whole), told(&parts));
        let (one, other) = (one.unwrap(), other.unwrap());
        prop_assert_eq!(one.conflicts, other.conflicts);
        prop_assert_eq!(one.added, other.added);
        for (whose, item) in &theirs {
            let said = would.conflicts.iter().find(|of| of.entry.as_ref() == Some(whose) && of.item == *item);
            let Whose::Entry(entry) = whose else {
                panic!("nothing was removed");
            };
            let day = whole.day(entry.date()).unwrap();
            let stands = day.entries.iter().find(|of| of.id == *entry).unwrap();
            let (offered, stands) = (&said.unwrap().offered, stands.answer(item).unwrap());
            let joins = matches!((offered, stands), (Answer::Many(of), Answer::Many(all)) if of.is_subset(all));
            prop_assert!(stands == offered || joins);
        }
        if one.edits > 0 {
            whole.undo().unwrap();
        }
        prop_assert_eq!(told(&whole), held);
    }
}

#[test]
fn what_was_removed_comes_back_only_where_it_is_chosen_or_the_bin_forgot_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut diary = Repository::open(&folder.path().join("diary.db")).unwrap();
    let day = r#"{"date": "2026-03-01", "kind": "day", "answers": {"pain": 3, "stress": 2}}"#;
    let bath = r#"{"date": "2026-03-02", "kind": "relief", "uid": "bath", "answers": {"relief-before": 6}}"#;
    let text = file(&[day.to_owned(), bath.to_owned()], "\"u");
    let (format, on) = own_json();
    let by = |diary: &mut Repository, theirs: &Theirs| {
        import_taking(diary, format, &mut Cursor::new(&text), 9, on, theirs).unwrap()
    };
    let none = Theirs::new();
    assert_eq!(by(&mut diary, &none).total(), 3);
    let all = told(&diary);
    let both = diary.read(DateRange::ALL).unwrap();
    for entry in both.days().flat_map(|(_, day)| &day.entries) {
        let removed = Act::one("removed", Edit::Remove(entry.id));
        diary.perform(&removed).unwrap();
    }
    let plan = by(&mut diary, &none);
    assert!(plan.is_empty() && told(&diary).is_empty());
    assert_eq!(plan.conflicts.len(), 3);
    let of: Vec<Field> = plan.conflicts.iter().filter_map(Conflict::field).collect();
    assert!(
        plan.conflicts
            .iter()
            .all(|of| matches!(of.kept, Kept::Removed(Some(_))))
    );
    let relief = (Whose::Removed("bath".into()), ItemId::new("relief-before"));
    assert!(of.contains(&relief));
    let chosen = by(&mut diary, &Theirs::from([relief]));
    assert_eq!((chosen.total(), chosen.conflicts.len()), (1, 2));
    assert_eq!(told(&diary), all[1..]);
    diary.undo().unwrap();
    by(&mut diary, &of.into_iter().collect());
    assert_eq!(told(&diary), all);
    for _ in 0..3 {
        diary.undo().unwrap();
    }
    // An import that was undone removed nothing.
    assert_eq!(told(&diary), all);
    diary.undo().unwrap();
    assert!(by(&mut diary, &none).conflicts.is_empty());
    for entry in both.days().flat_map(|(_, day)| &day.entries) {
        let removed = Act::one("removed", Edit::Remove(entry.id));
        diary.perform(&removed).unwrap();
    }
    crate::safekeeping::purge(&mut diary).unwrap();
    assert_eq!(by(&mut diary, &none).total(), 3);
}

/// Of a check-in, and of a timed entry that was moved to another day since.
#[test]
fn an_answer_that_was_taken_back_comes_back_only_where_it_is_chosen_or_was_given_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut diary = Repository::open(&folder.path().join("diary.db")).unwrap();
    let day = r#"{"date": "2026-03-01", "kind": "day", "answers": {"pain": 3, "stress": 2}}"#;
    let bath = |date: &str| {
        let answers = r#"{"relief-before": 6, "relief-after": 4}"#;
        format!(r#"{{"date": "{date}", "kind": "relief", "uid": "bath", "answers": {answers}}}"#)
    };
    let (format, on) = own_json();
    let by = |diary: &mut Repository, date: &str, theirs: &Theirs| {
        let text = file(&[day.to_owned(), bath(date)], "\"u");
        import_taking(diary, format, &mut Cursor::new(&text), 9, on, theirs).unwrap()
    };
    let none = Theirs::new();
    assert_eq!(by(&mut diary, "2026-03-02", &none).total(), 4);
    let all = told(&diary);
    let target = |diary: &Repository, item: &str| {
        let all = diary.read(DateRange::ALL).unwrap();
        let mut entries = all.days().flat_map(|(_, day)| day.entries.clone());
        let entry = entries.find(|entry| entry.answer(&item.into()).is_some());
        let id = entry.unwrap().id;
        match id.is_check_in() {
            true => Target::Day(id.date()),
            false => Target::Entry(id),
        }
    };
    let take_back = |diary: &mut Repository, item: &str| {
        let edit = Edit::Answer {
            target: target(diary, item),
            item: item.into(),
            answer: None,
        };
        diary.perform(&Act::one("taken back", edit)).unwrap();
    };
    for item in ["pain", "relief-after"] {
        take_back(&mut diary, item);
    }
    let without = told(&diary);
    let plan = by(&mut diary, "2026-03-02", &none);
    assert!(plan.is_empty() && told(&diary) == without);
    assert_eq!((plan.conflicts.len(), plan.same), (2, 2));
    assert!(
        plan.conflicts
            .iter()
            .all(|of| matches!(of.kept, Kept::Removed(Some(_))))
    );
    let of: Theirs = plan.conflicts.iter().filter_map(Conflict::field).collect();
    assert_eq!(by(&mut diary, "2026-03-02", &of).total(), 2);
    assert_eq!(told(&diary), all);
    // Given again it stands, and what is undone was not taken back.
    assert!(by(&mut diary, "2026-03-02", &none).conflicts.is_empty());
    take_back(&mut diary, "stress");
    diary.undo().unwrap();
    assert!(by(&mut diary, "2026-03-02", &none).conflicts.is_empty());
    assert_eq!(told(&diary), all);

    take_back(&mut diary, "relief-before");
    let Target::Entry(id) = target(&diary, "relief-after") else {
        panic!("it happened at a time");
    };
    let date = "2026-03-05".parse().unwrap();
    let moved = Edit::Move {
        entry: id,
        date,
        time: None,
    };
    diary.perform(&Act::one("moved", moved)).unwrap();
    let plan = by(&mut diary, "2026-03-05", &none);
    assert_eq!((plan.total(), plan.conflicts.len()), (0, 1));
}
