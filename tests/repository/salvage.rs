//! What can still be read of a damaged diary, and what is removed for good.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use rusqlite::Connection;
use twinge::diary::{Answer, DateRange, Edit, ItemKind, ItemSpec, kind};
use twinge::repository::{Passphrase, Repository, RepositoryError};
use twinge::safekeeping;

use crate::support::{Place, act, answer, date, scale, text, timed};

fn key() -> Passphrase {
    Passphrase::of_key([0x5a; 32])
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
        assert_eq!(safekeeping::check(&new).unwrap().problems, []);
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
                    assert_eq!(safekeeping::check(&new).unwrap().problems, []);
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

/// Fills the first page of a table or an index with rubbish.
fn damage(file: &Path, of: &str) {
    let db = Connection::open(file).unwrap();
    let root: u32 = db
        .query_row(
            "SELECT rootpage FROM sqlite_schema WHERE name = ?1",
            [of],
            |row| row.get(0),
        )
        .unwrap();
    drop(db);
    let mut bytes = fs::read(file).unwrap();
    bytes[(root as usize - 1) * 4096..][..4096].fill(0xa5);
    fs::write(file, bytes).unwrap();
}

/// A diary with days long ago and long ahead, and with an own item.
fn far_diary() -> Place {
    let place = Place::new();
    let spec = ItemSpec::new("Wind", ItemKind::Flag(kind::Flag {}));
    let year = |year| NaiveDate::from_ymd_opt(year, 6, 1).unwrap();
    let edits = [1890, 2026, 2200, 9999].map(|n| answer(year(n), "pain", scale(4)));
    let own = Edit::OwnItem {
        id: spec.id(),
        spec,
    };
    let windy = answer(year(1890), "my-wind", Answer::Flag(true));
    let relief = timed(year(2200), "relief", [("relief-before", scale(7))]);
    let edits = edits.into_iter().chain([own, windy, Edit::Add(relief)]);
    place.open().perform(&act(edits)).unwrap();
    place
}

#[test]
fn days_of_any_year_and_own_items_are_salvaged() {
    let place = far_diary();
    let to = place.folder.path().join("new.db");
    let salvaged = safekeeping::salvage(&place.file, None, &to).unwrap();
    assert_eq!(
        (salvaged.entries, salvaged.answers, salvaged.lost.len()),
        (5, 6, 0)
    );
    assert_eq!(
        Repository::open(&to).unwrap().read(DateRange::ALL).unwrap(),
        place.open().read(DateRange::ALL).unwrap()
    );
}

#[test]
fn whichever_table_is_damaged_the_others_tell_of_its_days() {
    for (of, purged, entries, answers) in [
        // The log of acts knows all of it.
        ("entry", false, 5, 6),
        ("answer", false, 5, 6),
        ("answer_item", false, 5, 6),
        ("setting", false, 5, 6),
        ("item", false, 5, 6),
        ("operation", false, 5, 6),
        // Without it the kind of a timed entry is lost, and an answer in the table alone.
        ("entry", true, 4, 5),
        ("answer", true, 5, 6),
        ("answer_item", true, 5, 6),
    ] {
        let place = far_diary();
        let whole = place.open().read(DateRange::ALL).unwrap();
        if purged {
            safekeeping::purge(&mut place.open()).unwrap();
        }
        damage(&place.file, of);
        let to = place.folder.path().join("new.db");
        let salvaged = safekeeping::salvage(&place.file, None, &to).unwrap();
        assert_eq!(
            (salvaged.entries, salvaged.answers),
            (entries, answers),
            "{of}: {:?}",
            salvaged.lost
        );
        let new = Repository::open(&to).unwrap();
        let read = new.read(DateRange::ALL).unwrap();
        if (entries, answers) == (5, 6) {
            assert_eq!(read, whole, "{of}");
        } else {
            assert!(!salvaged.lost.is_empty(), "{of}");
        }
        assert_eq!(safekeeping::check(&new).unwrap().problems, []);
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
    assert_eq!(safekeeping::check(&repository).unwrap().problems, []);
}
