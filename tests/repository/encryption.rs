//! Diaries with a passphrase.

use std::fs;
use std::path::Path;

use twinge::diary::DateRange;
use twinge::diary::query::Query;
use twinge::repository::{Passphrase, Repository, RepositoryError};
use twinge::safekeeping;
use twinge::words::errors::hint;

use crate::support::{Place, act, answer, date, scale, text};

/// A key that needs not be derived: what is proved with it is quick.
fn quick(digit: char) -> Passphrase {
    Passphrase::of_key([u8::try_from(digit).unwrap(); 32])
}

fn words(words: &str) -> Passphrase {
    Passphrase::new(words.as_bytes().to_vec()).unwrap()
}

const SECRET: &str = "zitronenfalter";

/// An encrypted diary with a note.
fn secret_diary(passphrase: &Passphrase) -> Place {
    let place = Place::new();
    let mut repository = Repository::open_with(&place.file, Some(passphrase.clone())).unwrap();
    let note = answer(date(3, 17), "note", text(SECRET));
    repository.perform(&act([note])).unwrap();
    place
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn has(folder: &Path, word: &str) -> Vec<String> {
    let holds = |name: &String| {
        let bytes = fs::read(folder.join(name)).unwrap();
        bytes
            .windows(word.len())
            .any(|part| part == word.as_bytes())
    };
    files(folder).into_iter().filter(holds).collect()
}

#[test]
fn nothing_that_was_written_stands_in_the_file() {
    let key = quick('a');
    let place = Place::new();
    let mut repository = Repository::open_with(&place.file, Some(key.clone())).unwrap();
    let note = answer(date(3, 17), "note", text(SECRET));
    repository.perform(&act([note])).unwrap();
    assert_eq!(files(place.folder.path()).len(), 3, "with log and index");
    assert_eq!(has(place.folder.path(), SECRET), [""; 0]);
    assert_eq!(has(place.folder.path(), "SQLite format"), [""; 0]);
    drop(repository);
    assert_eq!(has(place.folder.path(), SECRET), [""; 0]);
    let opened = Repository::open_with(&place.file, Some(key)).unwrap();
    assert_eq!(opened.read(DateRange::ALL).unwrap().len(), 1);
    assert_eq!(safekeeping::check(&opened).unwrap().problems, []);
}

#[test]
fn without_its_passphrase_it_is_refused_untouched() {
    let place = secret_diary(&quick('a'));
    let before = fs::read(&place.file).unwrap();
    assert!(Repository::is_locked(&place.file));
    let refused = |passphrase: Option<Passphrase>| {
        let writing = Repository::open_with(&place.file, passphrase.clone()).unwrap_err();
        let reading = Repository::open_read_only_with(&place.file, passphrase).unwrap_err();
        assert_eq!(writing.to_string(), reading.to_string());
        assert!(hint(&writing).is_some() && writing.is_about_the_passphrase());
        writing
    };
    assert!(matches!(refused(None), RepositoryError::Locked(_)));
    let wrong = refused(Some(quick('b')));
    assert!(matches!(wrong, RepositoryError::WrongPassphrase(_)));
    assert_eq!(fs::read(&place.file).unwrap(), before);
    assert_eq!(files(place.folder.path()), ["diary.db"]);
}

#[test]
fn a_passphrase_for_a_diary_without_one_is_refused() {
    let place = Place::with_pain([4]);
    assert!(!Repository::is_locked(&place.file));
    let refused = Repository::open_with(&place.file, Some(quick('a'))).unwrap_err();
    assert!(
        matches!(refused, RepositoryError::NoPassphrase(_)),
        "{refused}"
    );
    assert_eq!(place.open().read(DateRange::ALL).unwrap().len(), 1);
}

#[test]
fn what_is_no_diary_is_none_with_a_passphrase_too() {
    let place = Place::new();
    fs::write(&place.file, "Dear diary, ".repeat(1024)).unwrap();
    let refused = Repository::open_with(&place.file, Some(quick('a'))).unwrap_err();
    assert!(
        matches!(refused, RepositoryError::NotADiary(_)),
        "{refused}"
    );
}

#[test]
fn any_sqlcipher_tool_opens_it_with_the_words() {
    let place = secret_diary(&words("café it's"));
    let db = rusqlite::Connection::open(&place.file).unwrap();
    db.execute_batch("PRAGMA key = 'café it''s'").unwrap();
    let note: String = db
        .query_row("SELECT value FROM answer WHERE item = 'note'", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(note, SECRET);
}

#[test]
fn a_second_look_sees_what_is_written_and_writes_nothing() {
    for place in [Place::with_pain([4]), secret_diary(&quick('a'))] {
        let key = Repository::is_locked(&place.file).then(|| quick('a'));
        let mut repository = Repository::open_with(&place.file, key).unwrap();
        let mut reader = repository.reader().unwrap();
        repository
            .perform(&act([answer(date(5, 1), "pain", scale(7))]))
            .unwrap();
        let day = reader.day(date(5, 1)).unwrap();
        assert_eq!(day.answer(&"pain".into()), Some(&scale(7)));
        let refused = reader.perform(&act([answer(date(5, 1), "pain", scale(8))]));
        assert!(matches!(refused, Err(RepositoryError::ReadOnly(_))));
    }
}

#[test]
fn a_copy_has_the_same_passphrase() {
    let place = secret_diary(&quick('a'));
    let copy = place.folder.path().join("copy.db");
    let repository = Repository::open_with(&place.file, Some(quick('a'))).unwrap();
    safekeeping::backup(&repository, &copy).unwrap();
    assert_eq!(has(place.folder.path(), SECRET), [""; 0]);
    assert!(Repository::open_read_only(&copy).is_err());
    let copied = Repository::open_read_only_with(&copy, Some(quick('a'))).unwrap();
    assert_eq!(
        copied.read(DateRange::ALL).unwrap(),
        repository.read(DateRange::ALL).unwrap()
    );
}

#[test]
fn a_passphrase_is_set_changed_and_removed_without_loss() {
    let place = Place::with_pain([4, 5, 6]);
    let mut repository = place.open();
    repository
        .perform(&act([answer(date(3, 17), "note", text(SECRET))]))
        .unwrap();
    repository.undo().unwrap();
    let (diary, history) = (
        repository.read(DateRange::ALL).unwrap(),
        repository.history(99).unwrap(),
    );
    drop(repository);
    let steps = [
        None,
        Some(quick('a')),
        Some(quick('b')),
        Some(words("as typed")),
        None,
    ];
    for step in steps.windows(2) {
        let [from, to] = step else { unreachable!() };
        safekeeping::convert(&place.file, from.as_ref(), to.as_ref()).unwrap();
        assert_eq!(files(place.folder.path()), ["diary.db"]);
        assert_eq!(has(place.folder.path(), SECRET).is_empty(), to.is_some());
        #[cfg(unix)]
        assert_eq!(
            std::os::unix::fs::PermissionsExt::mode(
                &fs::metadata(&place.file).unwrap().permissions()
            ) & 0o777,
            0o600
        );
        let mut repository = Repository::open_with(&place.file, to.clone()).unwrap();
        assert_eq!(repository.read(DateRange::ALL).unwrap(), diary);
        assert_eq!(repository.history(99).unwrap(), history);
        assert_eq!(safekeeping::check(&repository).unwrap().problems, []);
        // The words of a search still lead to their day.
        repository.redo().unwrap();
        let query = Query::parse(
            SECRET,
            repository.catalogue(),
            date(3, 17),
            repository.profile().temperature,
        );
        assert_eq!(repository.search(&query.unwrap(), 9).unwrap().len(), 1);
        repository.undo().unwrap();
    }
}

#[test]
fn a_diary_in_use_keeps_its_passphrase() {
    let place = Place::with_pain([4]);
    let open = place.open();
    open.day(date(3, 1)).unwrap();
    let refused = safekeeping::convert(&place.file, None, Some(&quick('a'))).unwrap_err();
    assert!(matches!(refused, RepositoryError::Busy(_)), "{refused}");
    assert!(!files(place.folder.path()).contains(&"diary.db.converting".into()));
    assert_eq!(open.read(DateRange::ALL).unwrap().len(), 1);
    assert!(!Repository::is_locked(&place.file));
}

#[test]
fn a_conversion_with_the_wrong_passphrase_changes_nothing() {
    let place = secret_diary(&quick('a'));
    let before = fs::read(&place.file).unwrap();
    for from in [None, Some(quick('b'))] {
        safekeeping::convert(&place.file, from.as_ref(), None).unwrap_err();
        assert_eq!(fs::read(&place.file).unwrap(), before);
        assert_eq!(files(place.folder.path()), ["diary.db"]);
    }
}

#[test]
fn what_an_unfinished_conversion_left_goes_when_the_diary_is_opened() {
    let place = Place::with_pain([4]);
    fs::write(
        place.folder.path().join("diary.db.converting"),
        "half of it",
    )
    .unwrap();
    drop(place.open());
    assert_eq!(files(place.folder.path()), ["diary.db"]);
}

#[cfg(unix)]
#[test]
fn a_link_to_the_diary_stays_a_link() {
    let place = Place::with_pain([4]);
    let elsewhere = place.folder.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    let link = elsewhere.join("diary.db");
    std::os::unix::fs::symlink(&place.file, &link).unwrap();
    safekeeping::convert(&link, None, Some(&quick('a'))).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(Repository::is_locked(&place.file));
}

#[test]
fn a_flipped_bit_anywhere_is_told_of() {
    let place = Place::new();
    let mut repository = Repository::open_with(&place.file, Some(quick('a'))).unwrap();
    let edits = (1..=28).map(|day| answer(date(3, day), "note", text(&"words ".repeat(50))));
    repository.perform(&act(edits)).unwrap();
    drop(repository);
    let bytes = fs::read(&place.file).unwrap();
    let mut random = fastrand::Rng::new();
    let (mut at_opening, mut later) = (0, 0);
    for page in 0..bytes.len() / 4096 {
        let broken = Place::new();
        let mut bytes = bytes.clone();
        bytes[page * 4096 + random.usize(..4096)] ^= 1 << random.u8(..8);
        fs::write(&broken.file, &bytes).unwrap();
        match Repository::open_with(&broken.file, Some(quick('a'))) {
            Err(_) => at_opening += 1,
            Ok(mut repository) => {
                let problems =
                    safekeeping::check(&repository).map_or(1, |report| report.problems.len());
                assert!(problems > 0, "page {page}");
                let _ = repository.read(DateRange::ALL);
                let _ = repository.undo();
                later += 1;
            }
        }
    }
    println!(
        "one bit of each page flipped: {at_opening} refused at opening, {later} told of by check"
    );
    assert!(later > 0);
}

/// Of a page that is not as it was written, SQLCipher makes one of zeros where it is the end of a row.
#[test]
fn a_long_note_is_read_whole_or_not_at_all() {
    let place = Place::new();
    let mut repository = Repository::open_with(&place.file, Some(quick('a'))).unwrap();
    let note = answer(date(3, 17), "note", text(&"words ".repeat(2000)));
    repository.perform(&act([note])).unwrap();
    let whole = repository.read(DateRange::ALL).unwrap();
    drop(repository);
    let bytes = fs::read(&place.file).unwrap();
    let mut refused = 0;
    for page in 0..bytes.len() / 4096 {
        let broken = Place::new();
        let mut bytes = bytes.clone();
        bytes[page * 4096 + 2000] ^= 1;
        fs::write(&broken.file, &bytes).unwrap();
        let Ok(repository) = Repository::open_with(&broken.file, Some(quick('a'))) else {
            continue;
        };
        match repository.read(DateRange::ALL) {
            Ok(read) => assert_eq!(read, whole, "page {page}"),
            Err(error) => {
                assert!(matches!(error, RepositoryError::Damaged { .. }), "{error}");
                refused += 1;
            }
        }
    }
    assert!(refused > 0);
}
