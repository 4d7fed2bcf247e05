//! What is being written: kept beside the answers, and no act.

use std::path::Path;

use rusqlite::Connection;
use twinge::diary::{DateRange, Edit, EntryId};
use twinge::repository::{Draft, Drafts, Passphrase, Repository};
use twinge::safekeeping::{self, Lost};

use crate::support::{Place, act, answer, date, scale, text, timed};

fn draft(entry: EntryId, item: &str, text: &str) -> Draft {
    Draft {
        entry,
        item: item.into(),
        text: text.into(),
    }
}

/// Drafts of check-ins in March.
fn drafts<const N: usize>(of: [(u32, &str); N]) -> Drafts {
    let note = |(day, text)| draft(EntryId::check_in(date(3, day)), "note", text);
    of.into_iter().map(note).collect()
}

/// A diary with a draft.
fn begun() -> (Place, Drafts) {
    let place = Place::with_pain([3]);
    let now = drafts([(1, "begun 🦋\n and more")]);
    let mut repository = place.open();
    repository.keep_drafts(&Drafts::new(), &now).unwrap();
    (place, now)
}

fn kept(file: &Path) -> Drafts {
    Repository::open_read_only(file).unwrap().drafts().unwrap()
}

#[test]
fn drafts_are_kept_in_place_of_those_before_and_others_stay() {
    let place = Place::with_pain([3]);
    let (mut here, mut there) = (place.open(), place.open());
    let one = drafts([(1, "beg"), (2, "two")]);
    here.keep_drafts(&Drafts::new(), &one).unwrap();
    // Of another program, in one of the same fields; and the very same words.
    let theirs = drafts([(1, "theirs"), (2, "two")]);
    there.keep_drafts(&Drafts::new(), &theirs).unwrap();
    let now = drafts([(1, "begun"), (5, "")]);
    here.keep_drafts(&one, &now).unwrap();
    let all: Drafts = now.union(&theirs).cloned().collect();
    assert_eq!(kept(&place.file), all);
    // What was replaced is not there to be removed again.
    here.keep_drafts(&one, &Drafts::new()).unwrap();
    here.keep_drafts(&now, &Drafts::new()).unwrap();
    assert_eq!(kept(&place.file), drafts([(1, "theirs")]));
    there.keep_drafts(&theirs, &Drafts::new()).unwrap();
    assert_eq!(kept(&place.file), Drafts::new());
}

#[test]
fn a_draft_is_no_act() {
    let (place, now) = begun();
    let mut repository = place.open();
    let before = repository.history(9).unwrap();
    let more = drafts([(1, "begun and gone on")]);
    repository.keep_drafts(&now, &more).unwrap();
    assert_eq!(repository.history(9).unwrap(), before);
    assert!(!repository.changed_elsewhere().unwrap());
    let diary = repository.read(DateRange::ALL).unwrap();
    let check_in = diary.day(date(3, 1)).unwrap().check_in().unwrap();
    assert_eq!(check_in.answers.iter().count(), 1);
    repository.undo().unwrap().unwrap();
    repository.redo().unwrap().unwrap();
    assert_eq!(repository.drafts().unwrap(), more);
    assert_eq!(repository.history(9).unwrap(), before);
}

#[test]
fn a_draft_is_no_damage_and_no_difference() {
    let (place, now) = begun();
    let mut repository = place.open();
    let copy = place.folder.path().join("copy.db");
    safekeeping::backup(&repository, &copy).unwrap();
    let other = drafts([(2, "of later")]);
    repository.keep_drafts(&now, &other).unwrap();
    assert_eq!(safekeeping::check(&repository).unwrap().problems, []);
    let copy = Repository::open_read_only(&copy).unwrap();
    assert!(safekeeping::is_copy(&repository, &copy).unwrap());
    let difference = safekeeping::difference(&repository, &copy).unwrap();
    assert!(difference.is_empty());
    // What is restored is what was done; what is being written now goes on.
    repository
        .perform(&act([answer(date(3, 1), "pain", scale(9))]))
        .unwrap();
    let summary = "restored".into();
    safekeeping::restore(&mut repository, &copy, &summary).unwrap();
    assert_eq!(repository.drafts().unwrap(), other);
    assert_eq!(copy.drafts().unwrap(), now);
}

/// A program that was killed leaves the draft in the log, which goes on from the file.
#[test]
fn a_draft_in_the_log_alone_is_found_by_the_next_program() {
    let (place, now) = begun();
    let mut killed = place.open();
    let more = drafts([(1, "begun and gone on")]);
    killed.keep_drafts(&now, &more).unwrap();
    let left = Place::new();
    for ending in ["", "-wal"] {
        let beside = |place: &Place| format!("{}{ending}", place.file.display());
        std::fs::copy(beside(&place), beside(&left)).unwrap();
    }
    let next = left.open();
    assert_eq!(next.put_aside(), None);
    assert_eq!(next.drafts().unwrap(), more);
    assert_eq!(safekeeping::check(&next).unwrap().problems, []);
}

#[test]
fn copies_a_passphrase_and_salvaging_keep_drafts() {
    let (place, now) = begun();
    let folder = place.folder.path();
    let [copy, saved] = ["copy.db", "saved.db"].map(|name| folder.join(name));
    safekeeping::backup(&place.open(), &copy).unwrap();
    assert_eq!(kept(&copy), now);
    let salvaged = safekeeping::salvage(&place.file, None, &saved).unwrap();
    assert_eq!(salvaged.lost, []);
    assert_eq!(kept(&saved), now);

    if cfg!(feature = "encryption") {
        let words = Passphrase::new(b"open sesame".to_vec()).unwrap();
        safekeeping::convert(&place.file, None, Some(&words)).unwrap();
        let mut repository = Repository::open_with(&place.file, Some(words.clone())).unwrap();
        assert_eq!(repository.drafts().unwrap(), now);
        let more = drafts([(1, "begun, and gone on in secret")]);
        repository.keep_drafts(&now, &more).unwrap();
        for file in [&place.file, &folder.join("diary.db-wal")] {
            let bytes = std::fs::read(file).unwrap_or_default();
            assert!(!bytes.windows(5).any(|found| found == b"begun"));
        }
        drop(repository);
        safekeeping::convert(&place.file, Some(&words), None).unwrap();
        assert_eq!(kept(&place.file), more);
    }
}

#[test]
fn drafts_that_cannot_be_salvaged_are_told_of() {
    let (place, _) = begun();
    place.open().write_back();
    let db = Connection::open(&place.file).unwrap();
    let root: u32 = db
        .query_row(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'draft'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    drop(db);
    let mut bytes = std::fs::read(&place.file).unwrap();
    bytes[(root as usize - 1) * 4096..][..4096].fill(0xa5);
    std::fs::write(&place.file, bytes).unwrap();
    let saved = place.folder.path().join("saved.db");
    let salvaged = safekeeping::salvage(&place.file, None, &saved).unwrap();
    assert_eq!((salvaged.entries, salvaged.answers), (1, 1));
    assert_eq!(salvaged.lost, [Lost::Drafts]);
}

/// Wherever a timed entry is moved, its draft goes with it; while it is removed, the draft waits, and
/// is no other's that has its number by then.
#[test]
fn the_draft_of_a_timed_entry_is_that_entrys_for_life() {
    let place = Place::new();
    let mut repository = place.open();
    let relief = || Edit::Add(timed(date(3, 2), "relief", [("relief-before", scale(7))]));
    repository.perform(&act([relief()])).unwrap();
    let [first, other, moved] =
        [(2, 1), (5, 2), (5, 1)].map(|(day, n)| EntryId::new(date(3, day), n).unwrap());
    let of = |entry| Drafts::from([draft(entry, "relief-after", "1")]);
    repository.keep_drafts(&Drafts::new(), &of(first)).unwrap();

    let entry = first;
    let (day, time) = (date(3, 5), None);
    let date = day;
    repository
        .perform(&act([Edit::Move { entry, date, time }]))
        .unwrap();
    assert_eq!(repository.drafts().unwrap(), of(moved));
    repository.perform(&act([Edit::Remove(moved)])).unwrap();
    let again = Edit::Add(timed(day, "relief", [("relief-before", scale(3))]));
    repository.perform(&act([again])).unwrap();
    assert_eq!(repository.drafts().unwrap(), Drafts::new());
    repository.undo().unwrap().unwrap();
    repository.undo().unwrap().unwrap();
    assert_eq!(repository.drafts().unwrap(), of(moved));
    assert_ne!(moved, other);

    // It goes for good when its entry does.
    repository.perform(&act([Edit::Remove(moved)])).unwrap();
    let note = drafts([(9, "of a day")]);
    repository.keep_drafts(&Drafts::new(), &note).unwrap();
    safekeeping::purge(&mut repository).unwrap();
    assert_eq!(repository.drafts().unwrap(), note);
    drop(repository);
    let db = Connection::open(&place.file).unwrap();
    let rows: i64 = db
        .query_row("SELECT count(*) FROM draft", [], |row| row.get(0))
        .unwrap();
    assert_eq!(rows, 1);
}

#[test]
fn what_was_typed_and_dropped_leaves_no_trace() {
    let (place, now) = begun();
    let mut repository = place.open();
    repository.keep_drafts(&now, &Drafts::new()).unwrap();
    repository
        .perform(&act([answer(date(3, 2), "note", text("kept"))]))
        .unwrap();
    repository.write_back();
    let bytes = std::fs::read(&place.file).unwrap();
    assert!(!bytes.windows(5).any(|found| found == b"begun"));
}
