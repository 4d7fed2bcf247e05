//! A diary of the first version: read, brought to the present version, undone and redone.

use std::path::Path;

use proptest::prelude::*;
use twinge::diary::{DateRange, Edit, EntryId, Summary};
use twinge::repository::{Draft, Drafts, Operation, OperationState, Repository};
use twinge::safekeeping;

use crate::support::{Place, act, answer, date, scale, text, timed};

const FIRST: &str = include_str!("../../assets/schema/0001_diary.sql");

/// What acts changed as they were once kept: all that an act did in one cell.
const CELLS: &str = "(SELECT json_group_array(json(value) ORDER BY change.id, key)
    FROM change, json_each(changes) WHERE change.id >> 24 = operation.id)";

/// Turns a diary of this version back into one of the fourth.
fn as_fourth_version(file: &Path) {
    let db = rusqlite::Connection::open(file).unwrap();
    db.execute_batch(&format!(
        "CREATE TABLE before (
           id INTEGER PRIMARY KEY, at TEXT NOT NULL,
           summary TEXT NOT NULL CHECK (json_valid(summary)),
           state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'abandoned')),
           entries TEXT NOT NULL, changes TEXT NOT NULL) STRICT;
         INSERT INTO before SELECT id, at, summary, state, entries, {CELLS} FROM operation;
         DROP TABLE change; DROP TABLE operation; ALTER TABLE before RENAME TO operation;
         CREATE INDEX operation_undone ON operation (id) WHERE state = 'undone';
         CREATE INDEX operation_removing ON operation (id) WHERE instr(changes, '}},null]}}');
         PRAGMA user_version = 4;",
    ))
    .unwrap();
}

/// A diary as the first version kept it: pain 3, then 5, then 7, which was undone.
fn first_version() -> Place {
    let made = Place::new();
    let mut diary = made.open();
    for score in [3, 5, 7] {
        let mut act = act([answer(date(3, 17), "pain", scale(score))]);
        act.summary = format!("pain {score} on 2026-03-17").into();
        diary.perform(&act).unwrap();
    }
    diary.undo().unwrap();
    drop(diary);

    let old = Place::new();
    let db = rusqlite::Connection::open(&old.file).unwrap();
    db.execute_batch(FIRST).unwrap();
    as_fourth_version(&made.file);
    db.execute("ATTACH ?1 AS made", [made.file.to_str()])
        .unwrap();
    db.execute_batch(
        "INSERT INTO entry (id, time, kind, uid, source)
           SELECT id, time, kind, uid, source FROM made.entry;
         INSERT INTO answer SELECT * FROM made.answer;
         INSERT INTO setting SELECT * FROM made.setting;
         INSERT INTO item SELECT * FROM made.item;
         INSERT INTO operation
           SELECT id, at, summary ->> 'text', state, entries, changes FROM made.operation;
         DETACH made;
         PRAGMA application_id = 0x74776e67;
         PRAGMA user_version = 1;",
    )
    .unwrap();
    old
}

/// The same diary as the second version kept it.
fn second_version() -> Place {
    let place = first_version();
    drop(place.open());
    std::fs::remove_file(place.folder.path().join("diary.db.before-v2.db")).unwrap();
    as_fourth_version(&place.file);
    let db = rusqlite::Connection::open(&place.file).unwrap();
    db.execute_batch(
        "DROP TABLE diary; DROP INDEX operation_removing; DROP TABLE draft;
         PRAGMA user_version = 2;",
    )
    .unwrap();
    place
}

/// The same diary as the third version kept it.
fn third_version() -> Place {
    let place = second_version();
    drop(place.open());
    std::fs::remove_file(place.folder.path().join("diary.db.before-v3.db")).unwrap();
    as_fourth_version(&place.file);
    let db = rusqlite::Connection::open(&place.file).unwrap();
    db.execute_batch("DROP TABLE draft; PRAGMA user_version = 3;")
        .unwrap();
    place
}

/// The same diary as the fourth version kept it.
#[cfg(feature = "encryption")]
fn fourth_version() -> Place {
    let place = third_version();
    drop(place.open());
    std::fs::remove_file(place.folder.path().join("diary.db.before-v4.db")).unwrap();
    as_fourth_version(&place.file);
    place
}

fn name(path: &Path) -> String {
    let db = rusqlite::Connection::open(path).unwrap();
    db.query_row("SELECT id FROM diary", [], |row| row.get(0))
        .unwrap()
}

fn version(path: &Path) -> i64 {
    let db = rusqlite::Connection::open(path).unwrap();
    db.pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap()
}

fn history(diary: &Repository) -> Vec<(Summary, OperationState)> {
    let told = |operation: Operation| (operation.summary, operation.state);
    diary.history(9).unwrap().into_iter().map(told).collect()
}

fn expected() -> Vec<(Summary, OperationState)> {
    [
        (7, OperationState::Undone),
        (5, OperationState::Done),
        (3, OperationState::Done),
    ]
    .map(|(score, state)| (format!("pain {score} on 2026-03-17").into(), state))
    .into()
}

fn pain(diary: &Repository) -> Option<String> {
    let day = diary.day(date(3, 17)).unwrap();
    day.answer(&"pain".into()).map(|answer| answer.word())
}

#[test]
fn the_history_of_a_first_diary_is_kept_undone_and_redone() {
    let place = first_version();
    let mut diary = place.open();
    assert_eq!(version(&place.file), 8);
    assert_eq!(history(&diary), expected());
    assert_eq!(safekeeping::check(&diary).unwrap().problems, []);

    diary.redo().unwrap().unwrap();
    assert_eq!(pain(&diary).as_deref(), Some("7"));
    for expected in [Some("5"), Some("3"), None] {
        let undone = diary.undo().unwrap().unwrap().operation;
        assert!(matches!(undone.summary, Summary::Text(_)));
        assert_eq!(pain(&diary).as_deref(), expected);
    }
    diary.redo().unwrap().unwrap();
    assert_eq!(pain(&diary).as_deref(), Some("3"));
    assert!(
        diary
            .perform(&act([answer(date(3, 17), "pain", scale(9))]))
            .unwrap()
            .is_some()
    );
    assert_eq!(diary.history(9).unwrap()[0].id, 4);
}

#[test]
fn a_copy_of_the_first_version_stays_beside_the_file() {
    let place = first_version();
    drop(place.open());
    let copy = place.folder.path().join("diary.db.before-v2.db");
    assert_eq!(version(&copy), 1);
    let copy = Repository::open_read_only(&copy).unwrap();
    let diary = place.open();
    assert_eq!(history(&copy), history(&diary));
    assert!(safekeeping::is_copy(&diary, &copy).unwrap());
    assert!(safekeeping::difference(&diary, &copy).unwrap().is_empty());
}

#[test]
fn a_first_diary_is_looked_at_without_being_touched() {
    let place = first_version();
    let before = std::fs::read(&place.file).unwrap();
    let diary = Repository::open_read_only(&place.file).unwrap();
    assert_eq!(history(&diary), expected());
    assert_eq!(pain(&diary).as_deref(), Some("5"));
    assert_eq!(diary.read(DateRange::ALL).unwrap().len(), 1);
    drop(diary);
    assert_eq!(std::fs::read(&place.file).unwrap(), before);
    assert_eq!(version(&place.file), 1);
}

#[test]
fn a_second_diary_gets_its_name_and_keeps_it() {
    let place = second_version();
    let seen = Repository::open_read_only(&place.file).unwrap();
    assert_eq!(history(&seen), expected());
    drop(seen);
    drop(place.open());
    assert_eq!(version(&place.file), 8);
    let named = name(&place.file);
    assert_eq!(named.len(), 32);
    let diary = place.open();
    assert_eq!(history(&diary), expected());
    assert_eq!(safekeeping::check(&diary).unwrap().problems, []);
    assert_eq!(name(&place.file), named);
    let other = second_version();
    drop(other.open());
    assert_ne!(name(&other.file), named);
}

#[test]
fn copies_from_before_the_name_are_known_by_what_they_share() {
    let place = second_version();
    let mut diary = place.open();
    let relief = timed(date(3, 2), "relief", [("relief-before", scale(7))]);
    let before = place.folder.path().join("diary.db.before-v3.db");
    let copy = Repository::open_read_only(&before).unwrap();
    assert!(safekeeping::is_copy(&diary, &copy).unwrap());
    drop(copy);

    // Without any acts, an entry or a note tells.
    for edit in [
        Edit::Add(relief),
        answer(date(3, 5), "note", text("walked")),
    ] {
        diary.perform(&act([edit])).unwrap();
        let named = place.folder.path().join("named.db");
        safekeeping::backup(&diary, &named).unwrap();
        safekeeping::purge(&mut diary).unwrap();
        as_fourth_version(&named);
        let db = rusqlite::Connection::open(&named).unwrap();
        db.execute_batch(
            "DELETE FROM operation; DROP INDEX operation_removing; DROP TABLE diary; DROP TABLE draft; PRAGMA user_version = 2;",
        )
        .unwrap();
        drop(db);
        let copy = Repository::open_read_only(&named).unwrap();
        assert!(safekeeping::is_copy(&diary, &copy).unwrap());
        let stranger = Place::with_pain([4]);
        assert!(!safekeeping::is_copy(&stranger.open(), &copy).unwrap());
        drop(copy);
        std::fs::remove_file(named).unwrap();
    }
}

#[test]
fn a_third_diary_keeps_what_is_being_written_from_then_on() {
    let place = third_version();
    let before = std::fs::read(&place.file).unwrap();
    let seen = Repository::open_read_only(&place.file).unwrap();
    assert_eq!(seen.drafts().unwrap(), Drafts::new());
    drop(seen);
    assert_eq!(std::fs::read(&place.file).unwrap(), before);
    let saved = place.folder.path().join("saved.db");
    let salvaged = safekeeping::salvage(&place.file, None, &saved).unwrap();
    assert_eq!(salvaged.lost, []);

    let named = name(&place.file);
    let mut diary = place.open();
    assert_eq!(version(&place.file), 8);
    assert_eq!(name(&place.file), named);
    assert_eq!(history(&diary), expected());
    let drafts = Drafts::from([Draft {
        entry: EntryId::check_in(date(3, 17)),
        item: "note".into(),
        text: "begun".into(),
    }]);
    diary.keep_drafts(&Drafts::new(), &drafts).unwrap();
    assert_eq!(diary.drafts().unwrap(), drafts);
    assert_eq!(safekeeping::check(&diary).unwrap().problems, []);
    let copy = place.folder.path().join("diary.db.before-v4.db");
    assert_eq!(version(&copy), 3);
    let copy = Repository::open_read_only(&copy).unwrap();
    assert_eq!(copy.drafts().unwrap(), Drafts::new());
    assert!(safekeeping::is_copy(&diary, &copy).unwrap());
    assert!(safekeeping::difference(&diary, &copy).unwrap().is_empty());
}

#[cfg(feature = "encryption")]
#[test]
fn copies_of_every_version_get_the_passphrase_of_the_diary() {
    for (place, step) in [
        (first_version(), 2),
        (second_version(), 3),
        (third_version(), 4),
        (fourth_version(), 5),
    ] {
        drop(place.open());
        let copy = format!("diary.db.before-v{step}.db");
        let copy = place.folder.path().join(copy);
        let key =
            twinge::repository::Passphrase::new(format!("x'{}'", "5a".repeat(32)).into_bytes())
                .unwrap();
        let left = safekeeping::convert(&place.file, None, Some(&key)).unwrap();
        assert_eq!(left, <[&Path; 0]>::default());
        assert!(Repository::is_locked(&copy));
        let copy = Repository::open_read_only_with(&copy, Some(key)).unwrap();
        assert_eq!(history(&copy), expected());
    }
}

/// A diary of many kinds of acts: some undone, one removal that stands, and words that look alike.
fn busy() -> Place {
    let place = Place::new();
    let mut diary = place.open();
    let mut heat = timed(date(3, 2), "relief", [("relief-before", scale(7))]);
    heat.uid = Some("heat".into());
    let mut walk = timed(date(3, 3), "relief", [("relief-before", scale(4))]);
    walk.uid = Some("walk".into());
    let heat_id = EntryId::new(date(3, 2), 1).unwrap();
    let walk_id = EntryId::new(date(3, 3), 1).unwrap();
    let notes = (1..=28).map(|day| answer(date(2, day), "note", text("},null]}\u{1f}\"")));
    for edits in [
        vec![Edit::Add(heat), answer(date(3, 2), "pain", scale(3))],
        vec![Edit::Add(walk)],
        notes.collect(),
        vec![Edit::Remove(heat_id)],
        vec![Edit::Move {
            entry: walk_id,
            date: date(3, 9),
            time: None,
        }],
        vec![answer(date(3, 2), "pain", None)],
        vec![answer(date(3, 2), "stress", scale(1))],
    ] {
        diary.perform(&act(edits)).unwrap().unwrap();
    }
    diary.undo().unwrap().unwrap();
    diary.undo().unwrap().unwrap();
    drop(diary);
    place
}

fn trash(diary: &Repository) -> Vec<safekeeping::Removed> {
    safekeeping::trash(diary, chrono::DateTime::<chrono::Local>::default()).unwrap()
}

#[test]
fn a_fourth_diary_keeps_what_was_undone_and_removed() {
    let (old, new) = (busy(), busy());
    as_fourth_version(&old.file);
    let at = |place: &Place| {
        let db = rusqlite::Connection::open(&place.file).unwrap();
        db.execute("UPDATE operation SET at = '2026-04-01T10:00:00+00:00'", [])
            .unwrap();
    };
    at(&old);
    at(&new);
    let seen = Repository::open_read_only(&old.file).unwrap();
    assert_eq!(trash(&seen), trash(&new.open()));
    assert_eq!(history(&seen), history(&new.open()));
    drop(seen);
    assert_eq!(version(&old.file), 4);
    let saved = old.folder.path().join("saved.db");
    let salvaged = safekeeping::salvage(&old.file, None, &saved).unwrap();
    assert_eq!(salvaged.lost, []);

    let (mut old_diary, mut new_diary) = (old.open(), new.open());
    assert_eq!(version(&old.file), 8);
    assert_eq!(trash(&old_diary).len(), 1);
    let same = |old: &Repository, new: &Repository| {
        assert_eq!(
            old.read(DateRange::ALL).unwrap(),
            new.read(DateRange::ALL).unwrap()
        );
        assert_eq!(trash(old), trash(new));
        assert_eq!(old.history(99).unwrap(), new.history(99).unwrap());
        assert_eq!(safekeeping::check(old).unwrap().problems, []);
    };
    same(&old_diary, &new_diary);
    for redo in [true, true, false, false, false, false, false, true, true] {
        let done = [&mut old_diary, &mut new_diary].map(|diary| {
            let done = if redo { diary.redo() } else { diary.undo() };
            done.unwrap().map(|written| written.operation)
        });
        assert_eq!(done[0], done[1]);
        same(&old_diary, &new_diary);
    }
    // Forgotten with all it changed.
    for (place, diary) in [(&old, &mut old_diary), (&new, &mut new_diary)] {
        safekeeping::purge(diary).unwrap();
        assert_eq!(diary.undo().unwrap(), None);
        let db = rusqlite::Connection::open(&place.file).unwrap();
        let left: i64 = db
            .query_row("SELECT count(*) FROM change", [], |row| row.get(0))
            .unwrap();
        assert_eq!(left, 0);
    }
    as_fourth_version(&old.file);
    drop(old_diary);
    let mut purged = old.open();
    assert_eq!(purged.history(9).unwrap(), []);
    let again = act([answer(date(3, 2), "pain", scale(9))]);
    purged.perform(&again).unwrap().unwrap();
    purged.undo().unwrap().unwrap();
}

/// The words of a text are in the index of a diary of the fifth version, and in that of no later one.
#[test]
fn a_fifth_diary_gives_up_its_index_of_words() {
    let place = Place::new();
    let note = answer(date(3, 17), "note", text("今日は腰痛がひどい"));
    place.open().perform(&act([note])).unwrap();
    let begin = FIRST.find("CREATE VIRTUAL TABLE words").unwrap();
    let db = rusqlite::Connection::open(&place.file).unwrap();
    db.execute_batch(&FIRST[begin..]).unwrap();
    db.execute_batch(
        "INSERT INTO words (rowid, text) SELECT entry, text || ' zitronenfalter' FROM note;
         ALTER TABLE operation DROP COLUMN origin;
         PRAGMA user_version = 5; PRAGMA wal_checkpoint (TRUNCATE);",
    )
    .unwrap();
    drop(db);
    let has_word = || {
        let file = std::fs::read(&place.file).unwrap();
        file.windows(14).any(|bytes| bytes == b"zitronenfalter")
    };
    assert!(has_word());
    let query = twinge::diary::query::Query {
        terms: vec![twinge::diary::query::Term::Words("腰痛".into())],
    };
    let seen = Repository::open_read_only(&place.file).unwrap();
    assert_eq!(seen.search(&query, 9).unwrap().len(), 1);
    drop(seen);
    assert_eq!(version(&place.file), 5);

    let diary = place.open();
    assert_eq!(version(&place.file), 8);
    assert_eq!(diary.search(&query, 9).unwrap().len(), 1);
    assert_eq!(safekeeping::check(&diary).unwrap().problems, []);
    drop(diary);
    assert!(!has_word());
    let copy = place.folder.path().join("diary.db.before-v6.db");
    assert_eq!(version(&copy), 5);
}

/// The same values may stand in a diary of the seventh version once it is one of the eighth, and SQLite makes
/// no table to see to it.
#[test]
fn a_seventh_diary_allows_the_same_values_at_less_cost() {
    let place = Place::new();
    let pain = act([answer(date(3, 17), "pain", scale(3))]);
    place.open().perform(&pain).unwrap();
    let begin = FIRST.find("CREATE TABLE answer").unwrap();
    let end = begin + FIRST[begin..].find(";\n\n").unwrap();
    let db = rusqlite::Connection::open(&place.file).unwrap();
    db.execute_batch("PRAGMA writable_schema = ON").unwrap();
    db.execute(
        "UPDATE sqlite_schema SET sql = ?1 WHERE name = 'answer'",
        [&FIRST[begin..end]],
    )
    .unwrap();
    db.execute_batch("PRAGMA user_version = 7; PRAGMA wal_checkpoint (TRUNCATE);")
        .unwrap();
    drop(db);
    let tables = |db: &rusqlite::Connection| {
        let explain = "EXPLAIN INSERT INTO answer VALUES (1, 'mood', 1)";
        let mut steps = db.prepare(explain).unwrap();
        let steps = steps.query_map([], |row| row.get(1)).unwrap();
        let steps: Vec<String> = steps.map(Result::unwrap).collect();
        steps.iter().filter(|step| *step == "OpenEphemeral").count()
    };
    let refused = |db: &rusqlite::Connection| {
        let put = |value: &dyn rusqlite::ToSql| {
            let entry = "SELECT max(id), 'mood', ?1 FROM entry";
            let begun = db.unchecked_transaction().unwrap();
            let put = begun.execute(&format!("INSERT INTO answer {entry}"), [value]);
            put.is_err()
        };
        let blob: &[u8] = b"blob";
        [put(&blob), put(&None::<i64>), put(&1), put(&0.5), put(&"a")]
    };
    let db = rusqlite::Connection::open(&place.file).unwrap();
    assert_eq!(tables(&db), 1);
    let before = refused(&db);
    assert_eq!(before, [true, true, false, false, false]);
    drop(db);

    let diary = place.open();
    assert_eq!(safekeeping::check(&diary).unwrap().problems, []);
    drop(diary);
    let db = rusqlite::Connection::open(&place.file).unwrap();
    assert_eq!((version(&place.file), tables(&db)), (8, 0));
    assert_eq!(refused(&db), before);
    let copy = place.folder.path().join("diary.db.before-v8.db");
    assert_eq!(version(&copy), 7);
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let day = || (1..4_u32).prop_map(|day| date(3, day));
    prop_oneof![
        (day(), 0..9_u8).prop_map(|(day, n)| answer(day, "pain", scale(n))),
        day().prop_map(|day| answer(day, "pain", None)),
        // Longer than a row.
        (day(), "[a-z},null\\]]{1,9}", 1..3000_usize).prop_map(|(day, words, times)| answer(
            day,
            "note",
            text(&words.repeat(times))
        )),
        (day(), 0..9_u8).prop_map(|(day, n)| Edit::Add(timed(
            day,
            "relief",
            [("relief-before", scale(n))]
        ))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn acts_of_a_fourth_diary_are_undone_as_others_are(
        acts in prop::collection::vec(prop::collection::vec(any_edit(), 1..8), 1..5),
        steps in prop::collection::vec(any::<bool>(), 0..9),
    ) {
        let (new, old) = (Place::new(), Place::new());
        let mut diary = new.open();
        for edits in acts {
            diary.perform(&act(edits)).unwrap();
        }
        safekeeping::backup(&diary, &old.file).unwrap();
        as_fourth_version(&old.file);
        let mut other = old.open();
        for redo in steps {
            for diary in [&mut diary, &mut other] {
                let _ = if redo { diary.redo() } else { diary.undo() }.unwrap();
            }
            prop_assert_eq!(other.read(DateRange::ALL).unwrap(), diary.read(DateRange::ALL).unwrap());
            prop_assert_eq!(other.history(99).unwrap(), diary.history(99).unwrap());
            prop_assert_eq!(safekeeping::check(&other).unwrap().problems, []);
            prop_assert_eq!(safekeeping::check(&diary).unwrap().problems, []);
        }
    }
}

#[test]
fn a_diary_of_an_earlier_version_is_taken_from_untouched() {
    for old in [first_version(), second_version(), third_version()] {
        let before = std::fs::read(&old.file).unwrap();
        let beside = || std::fs::read_dir(old.folder.path()).unwrap().count();
        let files = beside();
        let diary = Repository::open_untouched(&old.file, None).unwrap();
        let day = diary.day(date(3, 17)).unwrap();
        assert_eq!(day.entries[0].answers.get("pain"), Some(&scale(5)));
        assert_eq!(beside(), files);
        drop(diary);
        assert_eq!(std::fs::read(&old.file).unwrap(), before);
    }
}
