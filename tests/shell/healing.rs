//! A damaged diary: a sound copy heals it whatever is wrong with it, and what is wrong is told.

use std::fs;
use std::path::PathBuf;

use crate::support::{Home, Run};

/// How many damaged diaries of a sort are tried; 200 were, by hand.
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
        let told = self.run(&["restore", &self.copy]);
        assert_eq!(told.code, 0, "{what}: {}", told.err);
        let check = self.run(&["check"]);
        assert_eq!(check.code, 0, "{what}: {}{}", told.out, check.err);
        assert_eq!(self.run(&["export"]).out, self.export, "{what}");
        let aside = self.folder.join("diary.db.damaged-1");
        if aside.exists() {
            assert!(told.out.contains(aside.to_str().unwrap()), "{}", told.out);
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
    heals_flips(Some("open sesame"));
}
