//! Copies of a diary.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::slice;
use std::time::{Duration, SystemTime};

use chrono::NaiveDate;
use twinge::diary::{DateRange, Edit, Profile};
use twinge::repository::{Passphrase, Repository, RepositoryError};
use twinge::safekeeping::{self, Retention};

use crate::support::{Place, act, answer, date, scale, text, timed};

#[test]
fn a_copy_is_the_same_diary_in_one_private_file() {
    let place = Place::with_pain([4, 5, 6]);
    let copy = place.folder.path().join("copy.db");
    let mut repository = place.open();
    // Not yet in the main file, only in its log.
    repository
        .perform(&act([answer(date(3, 17), "pain", scale(9))]))
        .unwrap();
    safekeeping::backup(&repository, &copy).unwrap();

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
    assert_eq!(safekeeping::check(&copied).unwrap().problems, []);
}

#[test]
fn a_copy_replaces_nothing() {
    let place = Place::with_pain([4]);
    let there = place.folder.path().join("there");
    fs::write(&there, "a letter").unwrap();
    for taken in [&there, &place.file] {
        let refused = safekeeping::backup(&place.open(), taken);
        assert!(matches!(refused, Err(RepositoryError::Exists(_))));
    }
    assert_eq!(fs::read_to_string(there).unwrap(), "a letter");
    assert_eq!(place.open().read(DateRange::ALL).unwrap().len(), 1);
}

#[test]
fn a_copy_into_a_folder_that_is_not_there_is_refused() {
    let place = Place::with_pain([4]);
    let to = place.folder.path().join("nowhere").join("copy.db");
    let told = safekeeping::backup(&place.open(), &to)
        .unwrap_err()
        .to_string();
    assert!(told.contains("nowhere"), "{told}");
}

#[test]
fn what_an_interrupted_copy_left_is_replaced() {
    let place = Place::with_pain([4]);
    let copy = place.folder.path().join("copy.db");
    fs::write(place.folder.path().join("copy.db.partial"), "half").unwrap();
    safekeeping::backup(&place.open(), &copy).unwrap();
    assert_eq!(
        Repository::open(&copy)
            .unwrap()
            .read(DateRange::ALL)
            .unwrap()
            .len(),
        1
    );
}

const USUAL: Retention = Retention {
    daily: 7,
    weekly: 4,
    monthly: 12,
};

#[test]
fn copies_are_made_once_a_day_and_thinned_out() {
    let place = Place::with_pain([4]);
    let repository = place.open();
    let mut made = 0;
    for day in 1..=31 {
        made += usize::from(safekeeping::keep_backup(&repository, date(3, day), USUAL).unwrap());
        assert!(!safekeeping::keep_backup(&repository, date(3, day), USUAL).unwrap());
    }
    let copies = safekeeping::backups(&place.file).unwrap();
    let days: Vec<u32> = copies
        .iter()
        .map(|(date, _)| chrono::Datelike::day(date))
        .collect();
    assert_eq!(made, 31);
    assert_eq!(days, [15, 22, 25, 26, 27, 28, 29, 30, 31]);
    for (_, copy) in &copies {
        assert_eq!(
            safekeeping::check(&Repository::open_read_only(copy).unwrap())
                .unwrap()
                .problems,
            []
        );
    }
    // The clock is set back: the copy of that day is made and stays.
    assert!(safekeeping::keep_backup(&repository, date(1, 1), USUAL).unwrap());
    assert_eq!(safekeeping::backups(&place.file).unwrap()[0].0, date(1, 1));
    let none = Retention {
        daily: 0,
        weekly: 0,
        monthly: 0,
    };
    assert!(!safekeeping::keep_backup(&repository, date(4, 1), none).unwrap());
}

#[test]
fn copies_get_the_passphrase_of_the_diary() {
    let key = Passphrase::of_key([0x5a; 32]);
    let place = Place::with_pain([4]);
    let repository = place.open();
    for day in 1..=3 {
        safekeeping::keep_backup(&repository, date(3, day), USUAL).unwrap();
    }
    drop(repository);
    assert_eq!(
        safekeeping::convert(&place.file, None, Some(&key))
            .unwrap()
            .len(),
        0
    );
    let copies = safekeeping::backups(&place.file).unwrap();
    assert!(copies.iter().all(|(_, copy)| Repository::is_locked(copy)));
    // One that was left behind, and half a copy.
    safekeeping::convert(&copies[0].1, Some(&key), None).unwrap();
    let folder = copies[0].1.parent().unwrap();
    fs::write(folder.join("2026-03-01.db.partial"), "half").unwrap();
    let repository = Repository::open_with(&place.file, Some(key)).unwrap();
    safekeeping::keep_backup(&repository, date(3, 4), USUAL).unwrap();
    let copies = safekeeping::backups(&place.file).unwrap();
    assert_eq!(
        (copies.len(), fs::read_dir(folder).unwrap().count()),
        (4, 4)
    );
    assert!(copies.iter().all(|(_, copy)| Repository::is_locked(copy)));
}

#[test]
fn a_copy_is_restored_as_one_act() {
    let place = Place::with_pain([4, 5, 6]);
    let copy = place.folder.path().join("copy.db");
    let mut repository = place.open();
    let timed = timed(date(3, 2), "relief", [("relief-before", scale(7))]);
    repository.perform(&act([Edit::Add(timed)])).unwrap();
    safekeeping::backup(&repository, &copy).unwrap();
    let then = repository.read(DateRange::ALL).unwrap();

    let gone = repository
        .day(date(3, 2))
        .unwrap()
        .timed()
        .next()
        .unwrap()
        .id;
    let profile = Profile {
        welcomed: true,
        ..Profile::default()
    };
    repository
        .perform(&act([
            Edit::Remove(gone),
            answer(date(3, 1), "pain", scale(9)),
            answer(date(3, 3), "pain", None),
            answer(date(3, 9), "note", text("since then")),
            Edit::Profile(Box::new(profile)),
        ]))
        .unwrap();
    let now = repository.read(DateRange::ALL).unwrap();

    let copied = Repository::open_read_only(&copy).unwrap();
    assert!(safekeeping::is_copy(&repository, &copied).unwrap());
    let difference = safekeeping::difference(&repository, &copied).unwrap();
    assert_eq!(
        (
            difference.back.len(),
            difference.changed.len(),
            difference.gone.len(),
            difference.settings
        ),
        (2, 1, 1, 1)
    );
    assert_eq!(difference.dates().len(), 4);
    safekeeping::restore(&mut repository, &copied, &"restored".into())
        .unwrap()
        .unwrap();
    assert_eq!(repository.read(DateRange::ALL).unwrap(), then);
    assert!(!repository.profile().welcomed);
    assert!(
        safekeeping::difference(&repository, &copied)
            .unwrap()
            .is_empty()
    );
    assert!(
        safekeeping::restore(&mut repository, &copied, &"again".into())
            .unwrap()
            .is_none()
    );
    assert_eq!(safekeeping::check(&repository).unwrap().problems, []);
    repository.undo().unwrap();
    assert_eq!(repository.read(DateRange::ALL).unwrap(), now);
    assert!(repository.profile().welcomed);
    assert_eq!(safekeeping::check(&repository).unwrap().problems, []);

    let other = Place::with_pain([1]);
    assert!(!safekeeping::is_copy(&other.open(), &copied).unwrap());
}

#[test]
fn a_copy_takes_the_place_of_a_broken_file_which_is_kept() {
    let place = Place::with_pain([4, 5]);
    let copy = place.folder.path().join("copy.db");
    safekeeping::backup(&place.open(), &copy).unwrap();
    fs::write(&place.file, "broken").unwrap();
    let copied = Repository::open_read_only(&copy).unwrap();
    let aside = safekeeping::replace(&place.file, &copied).unwrap();
    assert_eq!(fs::read_to_string(aside).unwrap(), "broken");
    assert_eq!(place.open().read(DateRange::ALL).unwrap().len(), 2);
}

#[test]
fn copies_of_any_time_are_known_when_all_acts_are_forgotten() {
    let place = Place::with_pain([4]);
    let mut diary = place.open();
    let copies = ["first.db", "second.db"].map(|name| place.folder.path().join(name));
    safekeeping::backup(&diary, &copies[0]).unwrap();
    diary
        .perform(&act([answer(date(3, 1), "pain", None)]))
        .unwrap();
    safekeeping::purge(&mut diary).unwrap();
    safekeeping::backup(&diary, &copies[1]).unwrap();
    for score in [1, 2] {
        diary
            .perform(&act([answer(date(3, 9), "pain", scale(score))]))
            .unwrap();
        safekeeping::purge(&mut diary).unwrap();
    }
    diary
        .perform(&act([answer(date(3, 9), "pain", scale(3))]))
        .unwrap();
    let stranger = Place::with_pain([4]);
    for copy in copies {
        let copy = Repository::open_read_only(&copy).unwrap();
        assert!(safekeeping::is_copy(&diary, &copy).unwrap());
        assert!(!safekeeping::is_copy(&stranger.open(), &copy).unwrap());
    }
    // A diary that holds nothing yet has nothing to lose.
    let new = Place::new();
    let copy = Repository::open_read_only(&stranger.file).unwrap();
    assert!(safekeeping::is_copy(&new.open(), &copy).unwrap());
}

#[test]
fn a_copy_of_a_day_to_come_takes_no_other_copys_place() {
    let place = Place::with_pain([4]);
    let repository = place.open();
    let ahead = [2098, 2099].map(|year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap());
    for day in 1..=31 {
        safekeeping::keep_backup(&repository, date(3, day), USUAL).unwrap();
    }
    let before = safekeeping::backups(&place.file).unwrap();
    let one = Retention {
        daily: 1,
        weekly: 0,
        monthly: 0,
    };
    for day in ahead {
        let to = place
            .file
            .with_file_name(format!("diary.db.backups/{day}.db"));
        safekeeping::backup(&repository, &to).unwrap();
    }
    for day in 1..=7 {
        safekeeping::keep_backup(&repository, date(4, day), USUAL).unwrap();
    }
    let days =
        |copies: Vec<(NaiveDate, _)>| copies.into_iter().map(|(day, _)| day).collect::<Vec<_>>();
    let after = days(safekeeping::backups(&place.file).unwrap());
    assert_eq!(after.len(), before.len() + 2 + 1, "{after:?}");
    assert!(after.ends_with(&ahead));
    // They are thinned out among themselves.
    safekeeping::keep_backup(&repository, date(4, 8), one).unwrap();
    let after = days(safekeeping::backups(&place.file).unwrap());
    assert_eq!(after, [date(4, 8), ahead[1]]);
}

#[cfg(unix)]
#[test]
fn the_copies_of_a_diary_that_was_moved_behind_a_link_are_one_with_it() {
    let key = Passphrase::new(b"open sesame".to_vec()).unwrap();
    let place = Place::with_pain([4]);
    safekeeping::keep_backup(&place.open(), date(3, 1), USUAL).unwrap();
    let synced = place.folder.path().join("synced");
    fs::create_dir(&synced).unwrap();
    fs::rename(&place.file, synced.join("diary.db")).unwrap();
    std::os::unix::fs::symlink("synced/diary.db", &place.file).unwrap();
    safekeeping::keep_backup(&place.open(), date(3, 2), USUAL).unwrap();
    let copies = safekeeping::backups(&place.file).unwrap();
    assert_eq!(copies.len(), 2);
    let left = safekeeping::convert(&place.file, None, Some(&key)).unwrap();
    assert!(left.is_empty() && place.file.is_symlink());
    for (_, copy) in &copies {
        assert!(Repository::is_locked(copy), "{}", copy.display());
    }
    // One that was left plain is made good whenever the diary is kept tidy.
    safekeeping::convert(&copies[0].1, Some(&key), None).unwrap();
    let diary = Repository::open_with(&place.file, Some(key)).unwrap();
    safekeeping::keep_backup(&diary, date(3, 2), USUAL).unwrap();
    assert!(Repository::is_locked(&copies[0].1));
    // A folder that cannot be looked into is told, and not taken for an empty one.
    let folder = copies[1].1.parent().unwrap();
    fs::remove_dir_all(folder).unwrap();
    fs::write(folder, "no folder").unwrap();
    safekeeping::backups(&place.file).unwrap_err();
    safekeeping::keep_backup(&diary, date(3, 3), USUAL).unwrap_err();
}

/// Begins a copy beside a diary as one is begun that a kill ends, long ago.
fn given_up(place: &Place, name: &str, write: impl FnOnce(&Path)) -> PathBuf {
    let half = place.folder.path().join(name);
    write(&half);
    if let Ok(file) = File::options().write(true).open(&half) {
        let long_ago = SystemTime::now() - Duration::from_secs(2 * 60 * 60);
        file.set_modified(long_ago).unwrap();
    }
    half
}

#[test]
fn what_a_kill_left_of_a_copy_is_finished_where_it_is_whole_and_removed_where_it_is_empty() {
    let place = Place::with_pain([4, 7]);
    // What is in no other file.
    let held = Place::with_pain([1, 2, 3]);
    let kept = "diary.db.kept-2026-03-17-120000.db";
    let half = format!("{kept}.partial");
    let whole = |to: &Path| assert!(fs::copy(&held.file, to).unwrap() > 0);

    // Somebody may be making it.
    let file = place.folder.path().join(&half);
    whole(&file);
    assert!(safekeeping::unfinished(&place.open()).is_empty());
    assert!(safekeeping::finish(&place.open()).is_empty());
    assert!(file.exists());

    let file = given_up(&place, &half, whole);
    assert_eq!(
        safekeeping::unfinished(&place.open()),
        slice::from_ref(&file)
    );
    let kept = place.folder.path().join(kept);
    assert_eq!(safekeeping::finish(&place.open()), slice::from_ref(&kept));
    let read = |file: &Path| {
        let diary = Repository::open_read_only(file).unwrap();
        diary.read(DateRange::ALL).unwrap()
    };
    assert_eq!(read(&kept).len(), read(&held.file).len());
    assert!(!file.exists() && safekeeping::unfinished(&place.open()).is_empty());

    // Its name is taken: nothing is lost of either.
    let file = given_up(&place, &half, |to| {
        assert!(fs::copy(&place.file, to).unwrap() > 0)
    });
    assert!(safekeeping::finish(&place.open()).is_empty());
    assert_eq!(
        safekeeping::unfinished(&place.open()),
        slice::from_ref(&file)
    );
    assert_eq!(read(&kept).len(), read(&held.file).len());
    fs::remove_file(file).unwrap();

    // It was only begun.
    for begun in [0, 100, 4096] {
        let file = given_up(&place, &half, |to| fs::write(to, vec![0; begun]).unwrap());
        assert!(safekeeping::finish(&place.open()).is_empty());
        assert!(!file.exists(), "{begun}");
    }

    // There may be something to be read in it.
    let mut bytes = fs::read(&held.file).unwrap();
    bytes[5000..9000].fill(0xff);
    let file = given_up(&place, &half, |to| fs::write(to, bytes).unwrap());
    assert!(safekeeping::finish(&place.open()).is_empty());
    assert_eq!(safekeeping::unfinished(&place.open()), [file]);
}
