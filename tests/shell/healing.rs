//! A damaged diary: a sound copy heals it whatever is wrong with it, and what is wrong is told.

use std::fs;
use std::path::PathBuf;

use crate::support::{Home, Run};

/// How many damaged diaries of a sort are tried; 200 were by hand, with 800 exports.
const TRIALS: u64 = 12;

/// A diary of some pages, its export, a copy of it, and how it is opened.
struct Sound {
    home: Home,
    folder: PathBuf,
    copy: String,
    bytes: Vec<u8>,
    export: String,
    key: Vec<String>,
}

impl Sound {
    fn new(passphrase: Option<&str>) -> Self {
        let home = Home::new();
        let folder = home.path("data/twinge");
        fs::create_dir_all(&folder).unwrap();
        home.ok(&["demo", "--write", home.diary().to_str().unwrap()]);
        home.ok(&["log", "pain=4", "note=the last act"]);
        let key = passphrase.map_or(Vec::new(), |passphrase| {
            let file = home.write("key", passphrase);
            home.ok(&["passphrase", "set", "--new-passphrase-file", &file]);
            vec!["--passphrase-file".into(), file]
        });
        let copy = home.name("copy.db");
        let mut sound = Self {
            home,
            folder,
            copy: copy.clone(),
            bytes: Vec::new(),
            export: String::new(),
            key,
        };
        assert_eq!(sound.run(&["backup", &copy]).code, 0);
        sound.export = sound.run(&["export"]).out;
        sound.bytes = fs::read(sound.home.diary()).unwrap();
        sound
    }

    fn run(&self, args: &[&str]) -> Run {
        let key = self.key.iter().map(String::as_str);
        let args: Vec<&str> = args.iter().copied().chain(key).collect();
        self.home.run(&args)
    }

    /// Damages the diary, and nothing of an earlier trial is left.
    fn damage(&self, damage: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
        fs::remove_dir_all(&self.folder).unwrap();
        fs::create_dir_all(&self.folder).unwrap();
        let mut bytes = self.bytes.clone();
        damage(&mut bytes);
        fs::write(self.home.diary(), &bytes).unwrap();
        bytes
    }

    /// Restores the copy: the content is the copy's, and the damaged file lies beside it.
    fn heal(&self, damaged: &[u8], what: &str) {
        let mut told = self.run(&["restore", &self.copy]);
        // The number of its form may be garbled or true: then the hint helps.
        if told.err.contains("newer twinge") && told.err.contains("--replace") {
            told = self.run(&["restore", &self.copy, "--replace"]);
        }
        assert_eq!(told.code, 0, "{what}: {}", told.err);
        let check = self.run(&["check"]);
        assert_eq!(check.code, 0, "{what}: {}{}", told.out, check.err);
        assert_eq!(self.run(&["export"]).out, self.export, "{what}");
        let aside = self.folder.join("diary.db.damaged-1");
        if aside.exists() {
            let kept = format!("is kept as {} now", aside.display());
            assert!(told.out.contains(&kept), "{}", told.out);
            assert_eq!(fs::read(aside).unwrap(), damaged, "{what}");
        } else {
            // Nothing anybody wrote lay there: what the diary holds was put right by an act.
            assert!(!told.out.contains("damaged"), "{what}: {}", told.out);
        }
    }
}

/// Numbers that look like chance, the same each time.
fn numbers(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    }
}

/// Flips of bytes: in the header, in a page, several at once.
fn flip(bytes: &mut [u8], trial: u64) {
    let mut number = numbers(trial);
    let (count, below) = match trial % 4 {
        // Behind the salt, which no two files share: without it no passphrase is known again.
        0 => (1, 100),
        1 => (1, bytes.len()),
        2 => (6, bytes.len()),
        _ => (1, 4096),
    };
    for _ in 0..count {
        let at = 16 + number(below - 16);
        bytes[at] ^= 1 + number(255) as u8;
    }
}

fn heals_flips(passphrase: Option<&str>) {
    let sound = Sound::new(passphrase);
    for trial in 0..TRIALS {
        let damaged = sound.damage(|bytes| flip(bytes, trial));
        sound.heal(&damaged, &format!("trial {trial}"));
    }
    for length in [0, 1, 100, 600, 4096, 5000, sound.bytes.len() - 4096] {
        let damaged = sound.damage(|bytes| bytes.truncate(length));
        sound.heal(&damaged, &format!("cut to {length}"));
    }
    let damaged = sound.damage(|bytes| bytes[..8192].fill(0));
    sound.heal(&damaged, "its first pages overwritten");
    let damaged = sound.damage(|bytes| bytes.fill(0));
    sound.heal(&damaged, "all overwritten");
}

#[test]
fn a_copy_heals_a_plain_diary_whatever_is_wrong_with_it() {
    heals_flips(None);
}

#[cfg(feature = "encryption")]
#[test]
fn a_copy_heals_a_diary_with_a_passphrase_whatever_is_wrong_with_it() {
    heals_flips(Some("seven lemon trees"));
}

#[test]
fn a_diary_that_was_emptied_is_not_begun_anew_over_its_copies() {
    let home = Home::new();
    home.ok(&["log", "2026-03-16", "pain=4"]);
    let export = home.ok(&["export"]);
    fs::write(home.diary(), "").unwrap();
    for args in [
        &["log", "pain=5"][..],
        &["undo"],
        &["profile", "keep=pain"],
        &["check-in"],
    ] {
        let refused = home.fails(1, args);
        assert!(
            refused.contains("is empty") && refused.contains("twinge restore /"),
            "{refused}"
        );
        assert_eq!(fs::read(home.diary()).unwrap(), b"");
    }
    let refused = home.fails(1, &["log", "pain=5"]);
    let copy = refused
        .split('`')
        .nth(1)
        .unwrap()
        .strip_prefix("twinge restore ")
        .unwrap();
    assert!(copy.ends_with("2026-03-17.db"), "{copy}");
    home.ok(&["restore", copy]);
    assert_eq!(home.ok(&["export"]), export);

    // Without copies there is nothing to cover up, and it is said.
    let file = home.write("new.db", "");
    let run = home.run(&["--diary", &file, "log", "pain=5"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("was empty"), "{}", run.err);
    assert_eq!(home.run(&["--diary", &file, "log", "pain=6"]).err, "");
}

#[test]
fn no_export_of_a_damaged_diary_is_wrong_and_says_nothing() {
    let sound = Sound::new(None);
    let (mut refused, mut harmless) = (0, 0);
    for trial in 0..4 * TRIALS {
        sound.damage(|bytes| flip(bytes, trial));
        let run = sound.run(&["export"]);
        if run.code == 0 {
            harmless += 1;
            assert_eq!(run.out, sound.export, "trial {trial}");
            continue;
        }
        refused += 1;
        assert_eq!(run.out, "", "trial {trial}");
        assert!(
            run.err.contains("damaged")
                || run.err.contains("not a diary")
                || run.err.contains("newer"),
            "trial {trial}: {}",
            run.err
        );
    }
    assert!(refused > harmless, "{refused} refused, {harmless} harmless");
}

#[test]
fn a_damaged_diary_is_exported_when_that_is_asked_for_and_what_is_wrong_is_told() {
    let home = Home::new();
    home.ok(&["log", "pain=4", "note=first"]);
    home.ok(&["log", "relief-before=5", "at=10:30"]);
    let whole = home.ok(&["export"]);
    let db = rusqlite::Connection::open(home.diary()).unwrap();
    // Nothing but the last act knows the time once more.
    db.execute_batch("UPDATE entry SET time = '11:30' WHERE time = '10:30'")
        .unwrap();
    drop(db);
    let said = home.fails(1, &["export"]);
    assert!(
        said.contains("2026-03-17#1 is not as the last act left it")
            && said.contains("twinge restore COPY")
            && said.contains("--damaged"),
        "{said}"
    );
    let file = home.name("out.json");
    home.fails(1, &["export", &file]);
    assert!(!home.path("out.json").exists());
    let run = home.run(&["export", "--damaged"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(run.out.replace("11:30", "10:30"), whole);
    assert!(
        run.err.contains("not as the last act left it"),
        "{}",
        run.err
    );
    // This computer may leave the check out.
    home.ok(&["config", "set", "check-before-export", "no"]);
    assert_eq!(home.ok(&["export"]), run.out);
    let run = home.run(&["export", "--damaged"]);
    assert!(
        run.err.contains("not as the last act left it"),
        "{}",
        run.err
    );
}

#[test]
fn rows_out_of_order_are_told_wherever_days_are_read() {
    let home = Home::new();
    home.ok(&["log", "2026-03-10", "pain=4"]);
    home.ok(&["log", "2026-03-12", "pain=5"]);
    home.ok(&["log", "2026-03-14", "pain=6"]);
    let moved = |sql: &str| {
        let db = rusqlite::Connection::open(home.diary()).unwrap();
        db.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}"))
            .unwrap();
    };
    // An answer without its entry, and an entry that lost its answers to another day.
    for (there, back) in [(3, 0), (-1, 0), (4096 * 400, 0)] {
        moved(&format!(
            "UPDATE answer SET entry = entry + {there} WHERE value = 5"
        ));
        for verb in [
            &["show", "2026-03-12"][..],
            &["list"],
            &["export", "--damaged"],
        ] {
            let run = home.run(verb);
            assert_eq!(run.code, 1, "{verb:?} {there}: {}", run.out);
            assert!(run.err.contains("is damaged"), "{verb:?}: {}", run.err);
        }
        moved(&format!(
            "UPDATE answer SET entry = entry - {there} + {back} WHERE value = 5"
        ));
    }
    assert!(home.ok(&["check"]).contains("the diary is whole"));
    home.ok(&["list"]);
}

#[test]
fn a_copy_goes_where_there_is_no_diary_and_where_one_is_not_known_again() {
    let sound = Sound::new(None);
    let there = |home: &Home| home.ok(&["export"]);
    fs::remove_dir_all(&sound.folder).unwrap();
    let told = sound.home.ok(&["restore", &sound.copy, "--dry-run"]);
    assert!(told.contains("would be put there"), "{told}");
    assert!(!sound.home.diary().exists());
    let told = sound.home.ok(&["restore", &sound.copy]);
    assert!(told.contains("was put there"), "{told}");
    assert_eq!(there(&sound.home), sound.export);

    // A flipped number makes it a diary of a later twinge: which may be true.
    let damaged = sound.damage(|bytes| bytes[63] = 77);
    let told = sound.home.fails(1, &["restore", &sound.copy]);
    assert!(
        told.contains("newer twinge") && told.contains("--replace"),
        "{told}"
    );
    let told = sound
        .home
        .ok(&["restore", &sound.copy, "--replace", "--dry-run"]);
    assert!(told.contains("would take its place"), "{told}");
    sound.home.ok(&["restore", &sound.copy, "--replace"]);
    assert_eq!(there(&sound.home), sound.export);
    let aside = |n: u8| sound.folder.join(format!("diary.db.damaged-{n}"));
    assert_eq!(fs::read(aside(1)).unwrap(), damaged);

    // The log of the damaged one goes with it, and what was set aside before stays.
    fs::write(sound.home.diary(), "broken").unwrap();
    fs::write(sound.folder.join("diary.db-wal"), "its log").unwrap();
    let told = sound.home.ok(&["restore", &sound.copy]);
    assert!(told.contains("damaged-2"), "{told}");
    assert_eq!(there(&sound.home), sound.export);
    assert_eq!(fs::read(aside(2)).unwrap(), b"broken");
    let log = sound.folder.join("diary.db.damaged-2-wal");
    assert_eq!(fs::read(log).unwrap(), b"its log");
    assert_eq!(fs::read(aside(1)).unwrap(), damaged);

    // A damaged copy heals nothing, and the diary is not touched.
    let copy = sound.home.name("bad.db");
    let mut bytes = fs::read(&sound.copy).unwrap();
    let half = bytes.len() / 2;
    bytes[half..half + 4096].fill(7);
    fs::write(&copy, bytes).unwrap();
    fs::write(sound.home.diary(), "broken").unwrap();
    let told = sound.home.fails(1, &["restore", &copy]);
    assert!(told.contains("is damaged itself"), "{told}");
    assert_eq!(fs::read(sound.home.diary()).unwrap(), b"broken");
}

#[cfg(feature = "encryption")]
#[test]
fn a_diary_that_loses_its_passphrase_by_a_plain_copy_says_so() {
    let sound = Sound::new(Some("open sesame"));
    let plain = Sound::new(None);
    sound.damage(|bytes| bytes[5000] ^= 1);
    let told = sound.run(&["restore", &plain.copy]);
    assert!(
        told.out.contains("has none now"),
        "{}{}",
        told.out,
        told.err
    );

    // Without the salt no passphrase is known again, and the diary may have another.
    let damaged = sound.damage(|bytes| bytes[3] ^= 1);
    let told = sound.run(&["restore", &sound.copy]);
    assert!(
        told.code == 1 && told.err.contains("--replace"),
        "{}",
        told.err
    );
    assert_eq!(fs::read(sound.home.diary()).unwrap(), damaged);
    assert_eq!(sound.run(&["restore", &sound.copy, "--replace"]).code, 0);
    assert_eq!(sound.run(&["export"]).out, sound.export);
}

#[test]
fn what_is_salvaged_of_a_damaged_diary_passes_the_check() {
    let sound = Sound::new(None);
    let mut salvaged = 0;
    for trial in 0..2 * TRIALS {
        sound.damage(|bytes| flip(bytes, trial));
        let new = sound.home.name(&format!("new-{trial}.db"));
        let run = sound.run(&["salvage", &new]);
        // Where nothing tells any more what an own item was, its answers are kept all the same.
        if run.code == 0 && !run.out.contains("settings and own items") {
            salvaged += 1;
            let check = sound.run(&["--diary", &new, "check"]);
            assert_eq!(check.code, 0, "trial {trial}: {}{}", run.out, check.err);
        } else if run.code != 0 {
            assert!(!sound.home.path(&format!("new-{trial}.db")).exists());
        }
    }
    assert!(salvaged > TRIALS, "{salvaged}");
}

#[test]
fn what_means_nothing_is_left_out_of_what_is_salvaged_and_named() {
    let home = Home::new();
    home.ok(&["log", "pain=4", "stress=5"]);
    home.ok(&["log", "relief-before=5", "at=10:30"]);
    let db = rusqlite::Connection::open(home.diary()).unwrap();
    db.execute_batch(
        "UPDATE answer SET item = 'paim' WHERE item = 'pain';
         UPDATE answer SET value = 77 WHERE item = 'stress';
         UPDATE entry SET kind = 'reliee', time = '29:59' WHERE kind = 'relief';",
    )
    .unwrap();
    drop(db);
    let new = home.name("new.db");
    let told = home.ok(&["salvage", &new]);
    for what in ["paim", "77", "reliee", "29:59"] {
        assert!(told.contains(what), "{what}: {told}");
    }
    let check = home.ok(&["--diary", &new, "check"]);
    assert!(check.contains("whole: 1 entry, 1 answer"), "{check}{told}");
    assert!(
        home.ok(&["--diary", &new, "export"])
            .contains("relief-before")
    );
}
