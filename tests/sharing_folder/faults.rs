//! What whatever carries the folder may do to it: nothing is lost, and it goes on.

use std::fs;
use std::path::PathBuf;

use twinge::sharing::{self, SharingError, Why};

#[cfg(unix)]
use crate::support::bound_by_permissions;
use crate::support::{Computer, Shared, settle};

/// Two computers that know all of each other, and the one file of each.
fn two() -> (Shared, Computer, Computer, [PathBuf; 2]) {
    let shared = Shared::new();
    let mut laptop = Computer::in_folder("laptop", &shared);
    let mut desktop = Computer::in_folder("desktop", &shared);
    laptop.pain(1, 1);
    settle(&mut [&mut laptop, &mut desktop], &shared);
    let files = [&laptop, &desktop].map(|computer| only_file(&shared, computer));
    (shared, laptop, desktop, files)
}

#[track_caller]
fn only_file(shared: &Shared, computer: &Computer) -> PathBuf {
    let files = fs::read_dir(shared.of(computer)).unwrap();
    let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    files.remove(0)
}

#[test]
fn a_file_that_is_not_whole_is_named_and_read_once_it_is() {
    let (shared, mut laptop, mut desktop, [_, file]) = two();
    desktop.pain(2, 2);
    desktop.now(&shared);
    let whole = fs::read(&file).unwrap();
    let mut flipped = whole.clone();
    flipped[5000] ^= 0x40;
    let mut longer = whole.clone();
    longer.extend([7; 4096]);
    for torn in [
        &[][..],
        &whole[..1],
        &whole[..4096],
        &whole[..5000],
        &flipped,
    ] {
        fs::write(&file, torn).unwrap();
        let round = laptop.now(&shared);
        let skipped: Vec<_> = round.skipped.iter().map(|of| (&of.file, of.why)).collect();
        assert_eq!(skipped, [(&file, Why::Undeciphered)]);
        assert_eq!((round.arrival.answers(), laptop.pain_of(2)), (0, None));
    }
    fs::write(&file, &whole).unwrap();
    assert_eq!(laptop.now(&shared).skipped, []);
    assert_eq!(laptop.pain_of(2), Some(2));
    // What is behind the pages that are counted in it is not read.
    fs::write(&file, &longer).unwrap();
    laptop.now(&shared);
    settle(&mut [&mut laptop, &mut desktop], &shared);
}

#[test]
fn a_file_with_another_key_is_named() {
    let (shared, mut laptop, _, _) = two();
    let other = Shared::new();
    let mut stranger = Computer::in_folder("stranger", &other);
    stranger.pain(9, 9);
    stranger.now(&other);
    let to = shared.of(&stranger);
    fs::create_dir(&to).unwrap();
    let file = to.join(only_file(&other, &stranger).file_name().unwrap());
    fs::copy(only_file(&other, &stranger), &file).unwrap();
    let round = laptop.now(&shared);
    let skipped: Vec<_> = round.skipped.iter().map(|of| (&of.file, of.why)).collect();
    assert_eq!(skipped, [(&file, Why::Undeciphered)]);
    assert_eq!(laptop.pain_of(9), None);
}

#[test]
fn a_file_of_a_newer_version_is_left_alone_and_the_rest_goes_on() {
    let (shared, mut laptop, mut desktop, [_, file]) = two();
    let mut third = Computer::in_folder("third", &shared);
    third.pain(3, 3);
    third.now(&shared);
    desktop.pain(2, 2);
    desktop.now(&shared);
    let key: Vec<u8> = {
        let db = rusqlite::Connection::open(desktop.diary.path()).unwrap();
        db.query_row("SELECT value FROM share WHERE key = 'key'", [], |row| {
            row.get(0)
        })
        .unwrap()
    };
    let digits: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let db = rusqlite::Connection::open(&file).unwrap();
    let newer = format!("PRAGMA key = \"x'{digits}'\"; UPDATE part SET form = 2");
    db.execute_batch(&newer).unwrap();
    drop(db);
    let round = laptop.now(&shared);
    let skipped: Vec<_> = round.skipped.iter().map(|of| (&of.file, of.why)).collect();
    assert_eq!(skipped, [(&file, Why::Newer)]);
    assert_eq!((laptop.pain_of(2), laptop.pain_of(3)), (None, Some(3)));
}

#[test]
fn a_file_that_is_put_back_old_changes_nothing() {
    let (shared, mut laptop, mut desktop, [mine, file]) = two();
    let (old, my_old) = (fs::read(&file).unwrap(), fs::read(&mine).unwrap());
    desktop.pain(1, 5);
    desktop.pain(2, 2);
    settle(&mut [&mut laptop, &mut desktop], &shared);
    fs::write(&file, &old).unwrap();
    fs::write(&mine, &my_old).unwrap();
    let round = laptop.now(&shared);
    assert_eq!(
        (round.arrival.answers(), round.written),
        (0, 1),
        "its own it writes again"
    );
    assert_eq!((laptop.pain_of(1), laptop.pain_of(2)), (Some(5), Some(2)));
    desktop.now(&shared);
    settle(&mut [&mut laptop, &mut desktop], &shared);
    assert_eq!(desktop.pain_of(1), Some(5));
}

#[test]
fn what_somebody_deletes_is_written_again_by_who_wrote_it() {
    let (shared, mut laptop, mut desktop, _) = two();
    fs::remove_dir_all(shared.of(&laptop)).unwrap();
    fs::remove_dir_all(shared.of(&desktop)).unwrap();
    let key = |shared: &Shared| {
        let files = shared.files().into_iter();
        { files }
            .find(|file| file.contains("key-"))
            .map(|file| shared.path().join(file))
    };
    fs::remove_file(key(&shared).unwrap()).unwrap();
    let status = sharing::status(&laptop.diary, shared.path()).unwrap();
    assert_eq!(status.to_write, 1);
    assert_eq!(laptop.now(&shared).written, 1);
    assert!(key(&shared).is_some());
    // All that the other had was here, too.
    let mut third = Computer::in_folder("third", &shared);
    assert_eq!(third.pain_of(1), Some(1));
    settle(&mut [&mut laptop, &mut desktop, &mut third], &shared);
}

#[test]
fn copies_of_a_conflict_are_merged_and_removed_by_whose_they_are() {
    let (shared, mut laptop, mut desktop, [mine, file]) = two();
    let beside = |file: &PathBuf, ending: &str| {
        let stem = file.file_stem().unwrap().to_str().unwrap();
        file.with_file_name(format!("{stem}{ending}"))
    };
    for (day, ending) in [
        (2, ".sync-conflict-20260317-120000-ABCDEFG.twinge"),
        (3, " (conflicted copy).twinge"),
        (4, ".twinge~"),
        (5, " (Laptop's conflicted copy 2026-03-17).twinge"),
    ] {
        let old = fs::read(&file).unwrap();
        desktop.pain(day, 3);
        desktop.now(&shared);
        // The carrier lost the new one to a copy, and put the old one back.
        let copy = beside(&file, ending);
        fs::rename(&file, &copy).unwrap();
        fs::write(&file, &old).unwrap();
        assert_eq!(laptop.now(&shared).skipped, []);
        assert_eq!(laptop.pain_of(day), Some(3), "{ending}");
        assert!(copy.exists(), "it is not this computer's");
        desktop.now(&shared);
        assert!(!copy.exists(), "its owner has it all: {ending}");
    }
    // One that cannot be read stays.
    let torn = beside(&mine, ".sync-conflict-20260317-130000-ABCDEFG.twinge");
    fs::write(&torn, &fs::read(&mine).unwrap()[..4096]).unwrap();
    let round = laptop.now(&shared);
    assert_eq!(round.skipped.len(), 1);
    assert!(torn.exists());
    fs::remove_file(&torn).unwrap();
    settle(&mut [&mut laptop, &mut desktop], &shared);
}

#[test]
fn what_was_never_whole_is_removed_by_whose_it_is() {
    let (shared, mut laptop, mut desktop, _) = two();
    let left = [&laptop, &desktop].map(|of| shared.of(of).join(".0123456789abcdef.part"));
    for file in &left {
        fs::write(file, [7; 999]).unwrap();
    }
    assert_eq!(laptop.now(&shared).skipped, []);
    assert_eq!(left.each_ref().map(|file| file.exists()), [false, true]);
    desktop.now(&shared);
    assert!(!left[1].exists());
}

#[test]
fn a_folder_that_is_away_is_waited_for() {
    let (shared, mut laptop, mut desktop, _) = two();
    let aside = tempfile::tempdir().unwrap();
    let away = aside.path().join("twinge");
    fs::rename(shared.ours(), &away).unwrap();
    laptop.pain(2, 2);
    for _ in 0..2 {
        let why = sharing::now(&mut laptop.diary, shared.path()).unwrap_err();
        assert!(matches!(why, SharingError::Away(_)), "{why:?}");
    }
    let waits = sharing::status(&laptop.diary, shared.path()).unwrap().waits;
    assert!(matches!(waits, Some(SharingError::Away(_))), "{waits:?}");
    // Nothing is begun anew in what stands in its place.
    assert_eq!(shared.files(), [""; 0]);
    fs::rename(&away, shared.ours()).unwrap();
    settle(&mut [&mut laptop, &mut desktop], &shared);
    assert_eq!(desktop.pain_of(2), Some(2));
}

#[cfg(unix)]
#[test]
fn from_a_folder_that_cannot_be_written_to_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let (shared, mut laptop, mut desktop, _) = two();
    let test = "faults::from_a_folder_that_cannot_be_written_to_is_read";
    if !bound_by_permissions(test, shared.path()) {
        return;
    }
    desktop.pain(2, 2);
    desktop.now(&shared);
    laptop.pain(3, 3);
    let mine = shared.of(&laptop);
    let may = |mode| fs::set_permissions(&mine, fs::Permissions::from_mode(mode)).unwrap();
    may(0o500);
    let round = laptop.now(&shared);
    assert!(
        matches!(round.unwritten, Some(SharingError::Refused(_))),
        "{round:?}"
    );
    assert_eq!((round.written, laptop.pain_of(2)), (0, Some(2)));
    may(0o700);
    settle(&mut [&mut laptop, &mut desktop], &shared);
    assert_eq!(desktop.pain_of(3), Some(3));
}

#[test]
fn a_diary_put_back_from_a_copy_takes_what_it_wrote_itself() {
    let (shared, mut laptop, mut desktop, _) = two();
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("diary.db");
    twinge::safekeeping::backup(&laptop.diary, &file).unwrap();
    laptop.pain(2, 2);
    laptop.note(1, "it was better");
    laptop.now(&shared);
    // Before anybody else saw it.
    let mut back = Computer::new("laptop");
    back.diary = twinge::repository::Repository::open(&file).unwrap();
    drop(laptop);
    back.now(&shared);
    assert_eq!(back.pain_of(2), Some(2));
    settle(&mut [&mut back, &mut desktop], &shared);
    assert_eq!(desktop.pain_of(2), Some(2));
}
