//! Copies of a diary.

use std::fs;

use twinge::diary::DateRange;
use twinge::repository::{Repository, RepositoryError};

use crate::support::{Place, act, answer, date, scale};

#[test]
fn a_copy_is_the_same_diary_in_one_private_file() {
    let place = Place::with_pain([4, 5, 6]);
    let copy = place.folder.path().join("copy.db");
    let mut repository = place.open();
    // Not yet in the main file, only in its log.
    repository
        .perform(&act([answer(date(3, 17), "pain", scale(9))]))
        .unwrap();
    repository.backup(&copy).unwrap();

    let files: Vec<_> = fs::read_dir(place.folder.path())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("copy"))
        .collect();
    assert_eq!(files, ["copy.db"]);
    #[cfg(unix)]
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&copy).unwrap().permissions())
            & 0o777,
        0o600
    );
    let copied = Repository::open_read_only(&copy).unwrap();
    assert_eq!(
        copied.read(DateRange::ALL).unwrap(),
        repository.read(DateRange::ALL).unwrap()
    );
    assert_eq!(copied.history(9).unwrap(), repository.history(9).unwrap());
    assert_eq!(copied.check().unwrap().problems, [""; 0]);
}

#[test]
fn a_copy_replaces_nothing() {
    let place = Place::with_pain([4]);
    let there = place.folder.path().join("there");
    fs::write(&there, "a letter").unwrap();
    for taken in [&there, &place.file] {
        let refused = place.open().backup(taken);
        assert!(matches!(refused, Err(RepositoryError::Exists(_))));
    }
    assert_eq!(fs::read_to_string(there).unwrap(), "a letter");
    assert_eq!(place.open().read(DateRange::ALL).unwrap().len(), 1);
}

#[test]
fn a_copy_into_a_folder_that_is_not_there_is_refused() {
    let place = Place::with_pain([4]);
    let to = place.folder.path().join("nowhere").join("copy.db");
    let told = place.open().backup(&to).unwrap_err().to_string();
    assert!(told.contains("nowhere"), "{told}");
}

#[test]
fn what_an_interrupted_copy_left_is_replaced() {
    let place = Place::with_pain([4]);
    let copy = place.folder.path().join("copy.db");
    fs::write(place.folder.path().join("copy.db.partial"), "half").unwrap();
    place.open().backup(&copy).unwrap();
    assert_eq!(
        Repository::open(&copy)
            .unwrap()
            .read(DateRange::ALL)
            .unwrap()
            .len(),
        1
    );
}
