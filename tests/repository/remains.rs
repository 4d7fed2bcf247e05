//! What can be read without the passphrase beside a diary that has one.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use twinge::diary::DateRange;
use twinge::repository::{Passphrase, Repository};
use twinge::safekeeping::{self, Remains, Retention, encrypt_remains, own_copies, remains};

use crate::support::{Place, act, answer, date, text};

const SECRET: &str = "zitronenfalter";

const NO_COPIES: Retention = Retention {
    daily: 0,
    weekly: 0,
    monthly: 0,
};

fn key() -> Passphrase {
    Passphrase::of_key([0x5a; 32])
}

/// An encrypted diary behind two links, each in a folder of its own, and the same diary still plain.
struct Linked {
    folder: TempDir,
    /// The link, what it leads to, and what that leads to.
    ways: [PathBuf; 3],
    plain: PathBuf,
}

impl Linked {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let ways = ["first", "second", "third"].map(|name| {
            fs::create_dir(folder.path().join(name)).unwrap();
            folder.path().join(name).join(format!("{name}.db"))
        });
        let place = Place::with_pain([4]);
        let note = answer(date(3, 17), "note", text(SECRET));
        place.open().perform(&act([note])).unwrap();
        let plain = folder.path().join("plain.db");
        fs::copy(&place.file, &plain).unwrap();
        fs::copy(&place.file, &ways[2]).unwrap();
        symlink("../third/third.db", &ways[1]).unwrap();
        symlink(&ways[1], &ways[0]).unwrap();
        safekeeping::convert(&ways[0], None, Some(&key())).unwrap();
        Self {
            folder,
            ways,
            plain,
        }
    }

    /// Puts a plain file beside each name of the diary.
    fn put(&self, ending: &str) -> Vec<PathBuf> {
        let put = self.ways.iter().map(|way| {
            let file = PathBuf::from(format!("{}{ending}", way.display()));
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::copy(&self.plain, &file).unwrap();
            file
        });
        put.collect()
    }

    fn open(&self) -> Repository {
        Repository::open_with(&self.ways[0], Some(key())).unwrap()
    }

    /// The files in which what was written can be read.
    fn readable(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for name in ["first", "second", "third"] {
            readable_in(&self.folder.path().join(name), &mut found);
        }
        found.sort();
        found
    }
}

fn readable_in(folder: &Path, found: &mut Vec<PathBuf>) {
    for file in fs::read_dir(folder).unwrap() {
        let file = file.unwrap().path();
        if file.is_dir() {
            readable_in(&file, found);
        } else if fs::read(&file)
            .unwrap()
            .windows(SECRET.len())
            .any(|part| part == SECRET.as_bytes())
        {
            found.push(file);
        }
    }
}

fn paths(remains: Vec<Remains>) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = remains
        .into_iter()
        .map(|left| match left {
            Remains::Pending(path) | Remains::Own(path) | Remains::Kept { path, .. } => path,
            Remains::Unseen(error) => panic!("{error}"),
        })
        .collect();
    paths.sort();
    paths
}

#[test]
fn what_an_ended_conversion_left_is_encrypted_on_every_side_of_the_links() {
    let linked = Linked::new();
    assert!(linked.readable().is_empty() && remains(&linked.open()).is_empty());
    let mut put = Vec::new();
    for ending in [
        ".backups/2026-03-01.db",
        ".before-v1.db",
        ".before-v1-2.db",
        ".kept-2026-03-17-120000.db",
        ".damaged-1",
        ".damaged-2.partial",
    ] {
        put.extend(linked.put(ending));
    }
    let mut half = Vec::new();
    for ending in [
        ".converting",
        ".backups/2026-03-02.db.partial",
        ".backups/2026-03-01.db.converting",
        ".before-v1.db.partial",
    ] {
        half.extend(linked.put(ending));
    }
    // Only looked at, it is all named.
    let looked = Repository::open_read_only_with(&linked.ways[0], Some(key())).unwrap();
    assert_eq!(paths(remains(&looked)), linked.readable());
    drop(looked);

    // Copies need not be kept for it.
    safekeeping::keep_backup(&linked.open(), date(3, 17), NO_COPIES).unwrap();
    assert!(linked.readable().is_empty(), "{:?}", linked.readable());
    assert!(remains(&linked.open()).is_empty());
    for file in put {
        let copy = Repository::open_read_only_with(&file, Some(key())).unwrap();
        assert_eq!(copy.read(DateRange::ALL).unwrap().len(), 2);
    }
    assert!(half.iter().all(|file| !file.exists()));
}

#[test]
fn what_cannot_be_encrypted_is_named() {
    let linked = Linked::new();
    let damaged = linked.put(".damaged-1");
    for file in &damaged {
        let mut bytes = fs::read(file).unwrap();
        // Without its first page nobody can say what it was.
        bytes[..4096].fill(0);
        fs::write(file, bytes).unwrap();
    }
    let copy = linked.put(".backups/2026-03-01.db");
    let mut bytes = fs::read(&copy[1]).unwrap();
    bytes[200..4096].fill(0xff);
    fs::write(&copy[1], bytes).unwrap();
    let diary = linked.open();
    let left = encrypt_remains(&diary);
    assert!(
        left.iter().all(|left| matches!(left, Remains::Kept { .. })),
        "{left:?}"
    );
    assert_eq!(paths(left), linked.readable());
    assert!(damaged.iter().chain(&copy[1..2]).all(|file| file.exists()));
    // They are there for the person, whatever is done to the diary.
    drop(diary);
    let left = safekeeping::convert(&linked.ways[0], Some(&key()), None).unwrap();
    assert!(damaged.iter().all(|file| left.contains(file)), "{left:?}");
    let left = safekeeping::convert(&linked.ways[0], None, Some(&key())).unwrap();
    assert!(damaged.iter().all(|file| left.contains(file)), "{left:?}");
}

#[test]
fn plain_logs_and_copies_of_ones_own_are_named_and_left_alone() {
    let linked = Linked::new();
    let live = Repository::open(&linked.plain).unwrap();
    let mut own = Vec::new();
    for ending in [".log-1", ".damaged-3-wal", ".backups/2026-03-05.db-wal"] {
        for file in linked.put(ending) {
            let db = rusqlite::Connection::open(linked.folder.path().join("other.db")).unwrap();
            db.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS note (text)")
                .unwrap();
            db.execute("INSERT INTO note VALUES (?1)", [SECRET])
                .unwrap();
            fs::copy(linked.folder.path().join("other.db-wal"), &file).unwrap();
            own.push(file);
        }
    }
    own.sort();
    drop(live);
    let diary = linked.open();
    assert_eq!(linked.readable(), own);
    assert_eq!(paths(encrypt_remains(&diary)), own);
    assert_eq!(linked.readable(), own);

    let mine = linked.ways[1].with_file_name("mine.db");
    fs::copy(&linked.plain, &mine).unwrap();
    // Another's diary, another program's file and one that is encrypted are none of them.
    let other = Place::with_pain([7]);
    fs::copy(&other.file, linked.ways[1].with_file_name("other.db")).unwrap();
    fs::write(linked.ways[1].with_file_name("letter"), SECRET).unwrap();
    fs::copy(&linked.ways[2], linked.ways[1].with_file_name("safe.db")).unwrap();
    assert_eq!(paths(own_copies(&diary)), std::slice::from_ref(&mine));
    encrypt_remains(&diary);
    assert!(!Repository::is_locked(&mine));
}

#[test]
fn what_cannot_be_looked_at_is_not_taken_for_nothing() {
    let linked = Linked::new();
    let folder = format!("{}.backups", linked.ways[1].display());
    fs::write(&folder, "no folder").unwrap();
    let unseen = |left: Vec<Remains>| matches!(&left[..], [Remains::Unseen(_)]);
    let diary = linked.open();
    assert!(unseen(remains(&diary)) && unseen(encrypt_remains(&diary)));
    drop(diary);
    // Then nothing is changed.
    safekeeping::convert(&linked.ways[0], Some(&key()), None).unwrap_err();
    assert!(Repository::is_locked(&linked.ways[0]));
}

#[test]
fn beside_a_diary_without_a_passphrase_nothing_is_amiss() {
    let place = Place::with_pain([4]);
    fs::copy(
        &place.file,
        place.folder.path().join("diary.db.before-v1.db"),
    )
    .unwrap();
    let diary = place.open();
    assert!(remains(&diary).is_empty() && encrypt_remains(&diary).is_empty());
    assert!(own_copies(&diary).is_empty());
}
