//! Files that are not a diary, not whole, or not to be written to.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use twinge::diary::DateRange;
use twinge::repository::{Repository, RepositoryError};
use twinge::safekeeping;
use twinge::words::errors::hint;

use crate::support::{Place, act, answer, date, scale, text};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn refused(path: &Path) -> RepositoryError {
    let error = Repository::open(path).unwrap_err();
    let told = error.to_string();
    assert!(told.contains(&*path.to_string_lossy()), "{told}");
    assert!(hint(&error).is_some(), "{told}");
    error
}

#[test]
fn only_the_owner_can_read_what_is_created() {
    let place = Place::new();
    let folder = place.folder.path().join("new").join("twinge");
    let file = folder.join("diary.db");
    let mut repository = Repository::open(&file).unwrap();
    repository
        .perform(&act([answer(date(3, 17), "pain", scale(4))]))
        .unwrap();
    for folder in [&folder, folder.parent().unwrap()] {
        assert_eq!(mode(folder), 0o700);
    }
    for ending in ["", "-wal", "-shm"] {
        let file = folder.join(format!("diary.db{ending}"));
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

#[test]
fn a_beginning_is_taken_back_only_where_nothing_was_done() {
    let left = |place: &Place| fs::read_dir(place.folder.path()).unwrap().count();
    let place = Place::new();
    place.open().unbegin().unwrap();
    assert_eq!(left(&place), 0);

    // Whoever did something, and took it back.
    let begun = place.open();
    let mut elsewhere = place.open();
    elsewhere
        .perform(&act([answer(date(3, 17), "pain", scale(4))]))
        .unwrap();
    elsewhere.undo().unwrap();
    begun.unbegin().unwrap();
    elsewhere.redo().unwrap();
    drop(elsewhere);
    assert!(!place.open().day(date(3, 17)).unwrap().is_empty());

    // Who has it open still is told that it is gone.
    let place = Place::new();
    let begun = place.open();
    let mut elsewhere = place.open();
    begun.unbegin().unwrap();
    let act = act([answer(date(3, 17), "pain", scale(4))]);
    let told = elsewhere.perform(&act).unwrap_err();
    assert!(matches!(told, RepositoryError::Lost { .. }), "{told}");
    drop(elsewhere);
    assert_eq!(left(&place), 0);
}

#[test]
fn a_diary_that_others_could_read_is_closed_to_them_by_opening_it() {
    let place = Place::with_pain([4]);
    fs::set_permissions(&place.file, Permissions::from_mode(0o664)).unwrap();
    let looking = Repository::open_read_only(&place.file).unwrap();
    assert!(!safekeeping::is_private(&looking));
    let _open = place.open();
    assert_eq!(mode(&place.file), 0o600);
    assert!(safekeeping::is_private(&looking));
    // Nothing is given that was not there.
    fs::set_permissions(&place.file, Permissions::from_mode(0o444)).unwrap();
    let _ = Repository::open(&place.file);
    assert_eq!(mode(&place.file), 0o400);
}

#[test]
fn what_is_not_a_diary_is_refused_untouched() {
    let place = Place::new();
    let letter = "Dear diary, ".repeat(1000).into_bytes();
    let short = b"x".to_vec();
    let header = b"SQLite format 3\0".to_vec();
    for bytes in [letter, short, header] {
        fs::write(&place.file, &bytes).unwrap();
        assert!(matches!(
            refused(&place.file),
            RepositoryError::NotADiary(_)
        ));
        let read_only = Repository::open_read_only(&place.file);
        assert!(matches!(read_only, Err(RepositoryError::NotADiary(_))));
        assert_eq!(fs::read(&place.file).unwrap(), bytes);
    }
}

#[test]
fn the_database_of_another_program_is_refused_untouched() {
    for setup in [
        "CREATE TABLE song (name TEXT);",
        "PRAGMA user_version = 1; CREATE TABLE entry (id);",
        "PRAGMA application_id = 7;",
        "PRAGMA journal_mode = WAL; CREATE TABLE song (name TEXT);",
    ] {
        let place = Place::new();
        let db = rusqlite::Connection::open(&place.file).unwrap();
        db.execute_batch(setup).unwrap();
        drop(db);
        let before = fs::read(&place.file).unwrap();
        assert!(
            matches!(refused(&place.file), RepositoryError::NotADiary(_)),
            "{setup}"
        );
        assert_eq!(fs::read(&place.file).unwrap(), before);
        assert_eq!(fs::read_dir(place.folder.path()).unwrap().count(), 1);
    }
}

#[test]
fn an_empty_file_becomes_a_diary() {
    let place = Place::new();
    fs::write(&place.file, "").unwrap();
    assert_eq!(place.open().span().unwrap(), None);
}

#[test]
fn a_diary_of_a_newer_form_is_refused_untouched() {
    let place = Place::with_pain([4]);
    let db = rusqlite::Connection::open(&place.file).unwrap();
    db.execute_batch("PRAGMA user_version = 99; PRAGMA wal_checkpoint")
        .unwrap();
    drop(db);
    let before = fs::read(&place.file).unwrap();
    let error = refused(&place.file);
    assert!(matches!(error, RepositoryError::Newer { found: 99, .. }));
    assert_eq!(
        hint(&error).unwrap(),
        "it was left as it is; update twinge to open it"
    );
    assert_eq!(fs::read(&place.file).unwrap(), before);
}

#[test]
fn a_folder_and_a_missing_file_are_named() {
    let place = Place::new();
    assert!(matches!(
        refused(place.folder.path()),
        RepositoryError::Folder(_)
    ));
    let missing = Repository::open_read_only(&place.file);
    assert!(matches!(missing, Err(RepositoryError::Missing(_))));
    assert!(!place.file.exists());
    fs::write(&place.file, "").unwrap();
    let under_a_file = place.file.join("diary.db");
    assert!(Repository::open(&under_a_file).is_err());
}

/// A diary of several pages with nothing in its log.
fn long_diary() -> Place {
    let place = Place::new();
    let edits = (1..=12).flat_map(|month| {
        (1..=28).flat_map(move |day| {
            let note = text(&format!(
                "a long note of day {day}, so that there are many pages"
            ));
            [
                answer(date(month, day), "pain", scale(4)),
                answer(date(month, day), "note", note),
            ]
        })
    });
    place.open().perform(&act(edits)).unwrap();
    place
}

#[test]
fn a_damaged_page_is_told_of_and_never_panics() {
    let whole = long_diary();
    let bytes = fs::read(&whole.file).unwrap();
    let pages = bytes.len() / 4096;
    let (mut told, mut silent) = (0, 0);
    for page in 0..pages {
        let place = Place::new();
        let mut broken = bytes.clone();
        broken[page * 4096..][..4096].fill(0xa5);
        fs::write(&place.file, &broken).unwrap();
        let outcome = Repository::open(&place.file).and_then(|mut repository| {
            let problems = safekeeping::check(&repository)?.problems.len();
            repository.read(DateRange::ALL)?;
            repository.history(9)?;
            repository.undo()?;
            Ok(problems)
        });
        match outcome {
            Ok(0) => silent += 1,
            Ok(_) => told += 1,
            Err(error) => {
                assert!(!error.to_string().is_empty());
                told += 1;
            }
        }
    }
    println!("{pages} pages damaged one after the other: {told} told of, {silent} not in use");
    // A page that nothing points to can hold anything.
    assert!(silent <= free_pages(&whole), "{silent}");
}

fn free_pages(place: &Place) -> usize {
    let db = rusqlite::Connection::open(&place.file).unwrap();
    db.query_row("PRAGMA freelist_count", [], |row| row.get::<_, i64>(0))
        .unwrap() as usize
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn flipped_bits_never_panic(flips in prop::collection::vec((any::<Index>(), 0..8_u8), 1..20)) {
        static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| fs::read(long_diary().file).unwrap());
        let mut bytes = WHOLE.clone();
        for (at, bit) in flips {
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
        }
        let place = Place::new();
        fs::write(&place.file, bytes).unwrap();
        if let Ok(mut repository) = Repository::open(&place.file) {
            let _ = safekeeping::check(&repository);
            let _ = repository.read(DateRange::ALL);
            let _ = repository.read_items(&["pain".into(), "note".into()], DateRange::ALL);
            let _ = repository.history(9);
            let _ = repository.perform(&act([answer(date(3, 1), "pain", scale(9))]));
            let _ = repository.undo();
            let _ = repository.undo();
        }
    }
}

#[test]
fn a_diary_that_was_cut_short_is_told_of() {
    let place = long_diary();
    let bytes = fs::read(&place.file).unwrap();
    for length in [bytes.len() / 2, 4096, 4095, 100] {
        fs::write(&place.file, &bytes[..length]).unwrap();
        let outcome = Repository::open(&place.file)
            .and_then(|repository| safekeeping::check(&repository))
            .map(|report| report.problems);
        match outcome {
            Ok(problems) => assert!(!problems.is_empty(), "{length}"),
            Err(error) => assert!(
                matches!(
                    error,
                    RepositoryError::Damaged { .. } | RepositoryError::NotADiary(_)
                ),
                "{length}: {error:?}"
            ),
        }
    }
}

/// Runs a test of this file again as somebody whom permissions bind, when that is not so now.
/// Hands back whether this is that somebody.
fn bound_by_permissions(test: &str, place: &Path) -> bool {
    use std::os::unix::process::CommandExt;
    const PLACE: &str = "TWINGE_TEST_PLACE";
    let root = std::os::unix::fs::MetadataExt::uid(&fs::metadata(place).unwrap()) == 0;
    if !root || std::env::var_os(PLACE).is_some() {
        return true;
    }
    let ran = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(PLACE, place)
        .env("TMPDIR", "/tmp")
        .current_dir("/")
        .uid(65534)
        .gid(65534)
        .output()
        .unwrap();
    let (told, out) = (
        String::from_utf8_lossy(&ran.stderr),
        String::from_utf8_lossy(&ran.stdout),
    );
    assert!(
        ran.status.success() && out.contains("1 passed"),
        "{told}{out}"
    );
    false
}

#[test]
fn a_read_only_file_or_folder_can_be_looked_at() {
    let place = Place::with_pain([4]);
    if !bound_by_permissions(
        "files::a_read_only_file_or_folder_can_be_looked_at",
        &place.file,
    ) {
        return;
    }
    for (file_mode, folder_mode) in [(0o400, 0o700), (0o600, 0o500), (0o400, 0o500)] {
        let place = Place::with_pain([4]);
        let folder = place.folder.path();
        fs::set_permissions(&place.file, Permissions::from_mode(file_mode)).unwrap();
        fs::set_permissions(folder, Permissions::from_mode(folder_mode)).unwrap();
        let told = refused(&place.file);
        assert!(matches!(told, RepositoryError::ReadOnly(_)), "{told:?}");
        let mut repository = Repository::open_read_only(&place.file).unwrap();
        assert_eq!(repository.read(DateRange::ALL).unwrap().len(), 1);
        assert_eq!(safekeeping::check(&repository).unwrap().problems, []);
        let written = repository.perform(&act([answer(date(3, 2), "pain", scale(1))]));
        assert!(matches!(written, Err(RepositoryError::ReadOnly(_))));
        fs::set_permissions(folder, Permissions::from_mode(0o700)).unwrap();
    }
}

#[test]
fn a_file_or_folder_without_permission_is_told_of() {
    let place = Place::with_pain([4]);
    if !bound_by_permissions(
        "files::a_file_or_folder_without_permission_is_told_of",
        &place.file,
    ) {
        return;
    }
    fs::set_permissions(&place.file, Permissions::from_mode(0o000)).unwrap();
    let closed = refused(&place.file);
    assert!(
        matches!(closed, RepositoryError::Permission(_)),
        "{closed:?}"
    );
    fs::set_permissions(&place.file, Permissions::from_mode(0o600)).unwrap();
    fs::set_permissions(place.folder.path(), Permissions::from_mode(0o500)).unwrap();
    let new = Repository::open(&place.folder.path().join("new.db")).unwrap_err();
    assert!(matches!(new, RepositoryError::Permission(_)), "{new:?}");
    let copy = Repository::open_read_only(&place.file).unwrap();
    let copied = safekeeping::backup(&copy, &place.folder.path().join("copy.db")).unwrap_err();
    assert!(
        matches!(copied, RepositoryError::Permission(_)),
        "{copied:?}"
    );
    fs::set_permissions(place.folder.path(), Permissions::from_mode(0o700)).unwrap();
}

#[test]
fn what_is_only_in_the_log_is_not_passed_over() {
    let place = Place::with_pain([4]);
    if !bound_by_permissions(
        "files::what_is_only_in_the_log_is_not_passed_over",
        &place.file,
    ) {
        return;
    }
    // As after a crash: the log stands beside the file, its index does not.
    let crashed = Place::new();
    let mut repository = place.open();
    repository
        .perform(&act([answer(date(3, 17), "pain", scale(9))]))
        .unwrap();
    let log = |place: &Place| place.folder.path().join("diary.db-wal");
    fs::copy(&place.file, &crashed.file).unwrap();
    fs::copy(log(&place), log(&crashed)).unwrap();
    fs::set_permissions(crashed.folder.path(), Permissions::from_mode(0o500)).unwrap();
    let told = Repository::open_read_only(&crashed.file).unwrap_err();
    assert!(matches!(told, RepositoryError::Unfinished(_)), "{told:?}");
    fs::set_permissions(crashed.folder.path(), Permissions::from_mode(0o700)).unwrap();
    assert_eq!(crashed.open().read(DateRange::ALL).unwrap().len(), 2);
}

#[test]
fn rows_changed_by_other_means_are_told_of() {
    for (sql, says) in [
        (
            "UPDATE answer SET value = 11 WHERE item = 'pain'",
            "2026-03-01#0 answers pain with",
        ),
        (
            "UPDATE answer SET item = 'panic' WHERE item = 'pain'",
            "does not know",
        ),
        (
            "UPDATE answer SET item = 'orgasm', value = 1 WHERE item = 'pain'",
            "does not belong in a day entry",
        ),
        (
            "INSERT INTO answer VALUES (4096, 'pain', 3)",
            "a row of answer belongs to a row of entry that is not there",
        ),
        (
            "INSERT INTO entry (id, kind) VALUES (4096, 'day')",
            "the check-in 0001-01-01#0 is empty",
        ),
        (
            "INSERT INTO entry (id, kind, uid) VALUES (4097, 'party', 'x')",
            "this twinge does not know: party",
        ),
        (
            "UPDATE change SET changes = '[7]'",
            "operation 1 cannot be undone",
        ),
        ("DELETE FROM change", "operation 1 cannot be undone"),
    ] {
        let place = Place::new();
        let day = date(3, 1);
        let edits = [
            answer(day, "pain", scale(4)),
            answer(day, "note", text("a few words")),
        ];
        place.open().perform(&act(edits)).unwrap();
        let db = rusqlite::Connection::open(&place.file).unwrap();
        db.pragma_update(None, "foreign_keys", false).unwrap();
        db.execute_batch(sql).unwrap();
        let problems = safekeeping::check(&place.open()).unwrap().problems;
        assert_eq!(problems.len(), 1, "{sql}: {problems:?}");
        assert!(
            problems[0].to_string().contains(says),
            "{sql}: {problems:?}"
        );
    }
}
