//! What can still be read of a damaged diary, and what is removed for good.

use std::fs;

use twinge::diary::{DateRange, Edit};
use twinge::repository::{Passphrase, Repository, RepositoryError};
use twinge::safekeeping;

use crate::support::{Place, act, answer, date, scale, text, timed};

fn key() -> Passphrase {
    Passphrase::new(format!("x'{}'", "5a".repeat(32)).into_bytes()).unwrap()
}

/// A diary of many pages, written act by act as people do.
fn long_diary(key: Option<Passphrase>) -> Place {
    let place = Place::new();
    let mut repository = Repository::open_with(&place.file, key).unwrap();
    for month in 1..=6 {
        let edits = (1..=28).flat_map(|day| {
            let relief = timed(date(month, day), "relief", [("relief-before", scale(7))]);
            [
                answer(date(month, day), "pain", scale(4)),
                answer(
                    date(month, day),
                    "note",
                    text(&format!("words of day {day}, so that there are pages")),
                ),
                Edit::Add(relief),
            ]
        });
        repository.perform(&act(edits)).unwrap();
    }
    drop(repository);
    place
}

#[test]
fn a_whole_diary_is_salvaged_whole() {
    for key in [None, Some(key())] {
        let place = long_diary(key.clone());
        let to = place.folder.path().join("new.db");
        let salvaged = safekeeping::salvage(&place.file, key.clone(), &to).unwrap();
        assert_eq!(
            (salvaged.entries, salvaged.answers, salvaged.lost.len()),
            (336, 504, 0)
        );
        let diary = Repository::open_with(&place.file, key.clone()).unwrap();
        let new = Repository::open_with(&to, key.clone()).unwrap();
        assert_eq!(
            new.read(DateRange::ALL).unwrap(),
            diary.read(DateRange::ALL).unwrap()
        );
        assert_eq!(safekeeping::check(&new).unwrap().problems, [""; 0]);
        let again = safekeeping::salvage(&place.file, key, &to);
        assert!(matches!(again, Err(RepositoryError::Exists(_))));
    }
}

#[test]
fn a_damaged_page_costs_little_and_what_it_costs_is_told() {
    for key in [None, Some(key())] {
        let whole = long_diary(key.clone());
        let diary = Repository::open_with(&whole.file, key.clone()).unwrap();
        let answers = safekeeping::check(&diary).unwrap().answers as usize;
        drop(diary);
        let bytes = fs::read(&whole.file).unwrap();
        let pages = bytes.len() / 4096;
        let (mut all, mut part, mut nothing, mut least) = (0, 0, 0, usize::MAX);
        for page in 0..pages {
            let place = Place::new();
            let mut broken = bytes.clone();
            broken[page * 4096..][..4096].fill(0xa5);
            fs::write(&place.file, &broken).unwrap();
            let to = place.folder.path().join("new.db");
            match safekeeping::salvage(&place.file, key.clone(), &to) {
                Err(_) => {
                    nothing += 1;
                    assert!(!to.exists());
                }
                Ok(salvaged) => {
                    if salvaged.answers == answers {
                        all += 1;
                    } else {
                        assert!(!salvaged.lost.is_empty(), "page {page}: lost in silence");
                        part += 1;
                    }
                    least = least.min(salvaged.answers);
                    let new = Repository::open_with(&to, key.clone()).unwrap();
                    assert_eq!(safekeeping::check(&new).unwrap().problems, [""; 0]);
                }
            }
            assert_eq!(fs::read(&place.file).unwrap(), broken, "left as it is");
        }
        println!(
            "{pages} pages damaged one after the other: {all} salvaged whole, {part} in part (at \
             least {least} of {answers} answers), {nothing} not at all"
        );
        assert!(all > pages / 2 && nothing <= 3);
    }
}

#[test]
fn what_is_no_diary_is_not_salvaged() {
    let place = Place::new();
    fs::write(&place.file, "Dear diary, ".repeat(999)).unwrap();
    let to = place.folder.path().join("new.db");
    safekeeping::salvage(&place.file, None, &to).unwrap_err();
    assert!(!to.exists());
}

#[test]
fn what_is_purged_leaves_no_trace() {
    let place = Place::new();
    let mut repository = place.open();
    repository
        .perform(&act([answer(date(3, 1), "note", text("zitronenfalter"))]))
        .unwrap();
    repository
        .perform(&act([answer(date(3, 1), "note", text("stays"))]))
        .unwrap();
    let holds = |word: &str| {
        ["", "-wal"].iter().any(|ending| {
            let file = place.folder.path().join(format!("diary.db{ending}"));
            let bytes = fs::read(file).unwrap_or_default();
            bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes())
        })
    };
    assert!(holds("zitronenfalter"));
    assert_eq!(safekeeping::purge(&mut repository).unwrap(), 2);
    assert!(!holds("zitronenfalter") && holds("stays"));
    assert!(repository.undo().unwrap().is_none());
    assert_eq!(safekeeping::check(&repository).unwrap().problems, [""; 0]);
}
