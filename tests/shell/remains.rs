//! Encrypted means everywhere: what a passphrase leaves beside a diary that is reached by a link.

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::support::{Home, Run};

const WORDS: &str = "correct horse battery staple";
const SECRET: &str = "zitronenfalter";

/// A diary that was moved behind a link after its first days, with copies on both sides.
struct Linked {
    home: Home,
    key: String,
}

impl Linked {
    fn new() -> Self {
        let home = Home::new();
        let key = home.write("key", WORDS);
        std::fs::create_dir(home.path("sync")).unwrap();
        let linked = Self { home, key };
        linked.day("2026-03-15");
        let diary = linked.home.diary();
        std::fs::rename(&diary, linked.home.path("sync/moved.db")).unwrap();
        symlink(linked.home.path("sync/moved.db"), &diary).unwrap();
        linked.day("2026-03-16");
        linked.day("2026-03-17");
        assert_eq!(linked.copies().len(), 3);
        linked
    }

    fn day(&self, today: &str) {
        let mut command = self
            .home
            .command(&["log", "pain=4", &format!("note={SECRET} {today}")]);
        assert!(
            command
                .env("TWINGE_TODAY", today)
                .status()
                .unwrap()
                .success()
        );
    }

    fn copies(&self) -> Vec<PathBuf> {
        let mut copies = Vec::new();
        for folder in ["data/twinge/diary.db.backups", "sync/moved.db.backups"] {
            let files = std::fs::read_dir(self.home.path(folder)).unwrap();
            copies.extend(files.map(|file| file.unwrap().path()));
        }
        copies
    }

    /// Runs with the passphrase.
    fn run(&self, args: &[&str]) -> Run {
        self.home
            .run(&[args, &["--passphrase-file", &self.key]].concat())
    }

    /// The files that hold what was written for anybody to read.
    fn readable(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for folder in ["data/twinge", "sync"] {
            readable_in(&self.home.path(folder), &mut found);
        }
        found
    }
}

fn readable_in(folder: &Path, found: &mut Vec<PathBuf>) {
    for file in std::fs::read_dir(folder).unwrap() {
        let file = file.unwrap().path();
        if file.is_symlink() {
            continue;
        }
        if file.is_dir() {
            readable_in(&file, found);
            continue;
        }
        let bytes = std::fs::read(&file).unwrap();
        let holds = |words: &[u8]| bytes.windows(words.len()).any(|part| part == words);
        if holds(SECRET.as_bytes()) || holds(b"SQLite format 3") {
            found.push(file);
        }
    }
}

#[test]
fn a_passphrase_reaches_the_copies_on_both_sides_of_a_link() {
    let linked = Linked::new();
    let home = &linked.home;
    home.ok(&["passphrase", "set", "--new-passphrase-file", &linked.key]);
    assert!(linked.readable().is_empty(), "{:?}", linked.readable());
    assert_eq!(linked.run(&["check"]).code, 0);
    let run = linked.run(&["log", "pain=5"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

#[test]
fn a_link_named_from_its_own_folder_is_reached_on_both_sides() {
    let linked = Linked::new();
    let mut set = linked
        .home
        .command(&["--diary", "diary.db", "passphrase", "set"]);
    set.args(["--new-passphrase-file", &linked.key]);
    set.current_dir(linked.home.path("data/twinge"));
    assert!(set.stdout(Stdio::null()).status().unwrap().success());
    assert!(linked.readable().is_empty(), "{:?}", linked.readable());
}

#[test]
fn what_is_left_plain_is_told_by_check_and_encrypted_by_any_verb_that_writes() {
    let linked = Linked::new();
    let home = &linked.home;
    let plain: Vec<(PathBuf, Vec<u8>)> = linked
        .copies()
        .into_iter()
        .map(|copy| (copy.clone(), std::fs::read(copy).unwrap()))
        .collect();
    home.ok(&["passphrase", "set", "--new-passphrase-file", &linked.key]);
    for kind in ["daily", "weekly", "monthly"] {
        home.ok(&["config", "set", &format!("backups-{kind}"), "0"]);
    }
    for verb in [
        &["log", "pain=6"][..],
        &["undo"],
        &["redo"],
        &["purge", "--yes"],
    ] {
        for (copy, bytes) in &plain {
            std::fs::write(copy, bytes).unwrap();
        }
        let check = linked.run(&["check"]);
        assert_eq!(check.code, 1);
        assert!(check.out.contains("the diary is whole"), "{}", check.out);
        for (copy, _) in &plain {
            assert!(check.err.contains(copy.to_str().unwrap()), "{}", check.err);
        }
        let json: serde_json::Value =
            serde_json::from_str(&linked.run(&["check", "--json"]).out).unwrap();
        assert_eq!(json["problems"].as_array().unwrap().len(), plain.len());
        let run = linked.run(verb);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{verb:?}");
        assert!(linked.readable().is_empty(), "{verb:?}: {}", run.err);
        assert_eq!(linked.run(&["check"]).code, 0);
    }

    let own = home.name("sync/own.db");
    std::fs::write(&own, &plain[0].1).unwrap();
    let check = linked.run(&["check"]);
    assert!(check.code == 1 && check.err.contains(&own), "{}", check.err);
    assert_eq!(linked.run(&["log", "pain=7"]).code, 0);
    assert_eq!(std::fs::read(&own).unwrap(), plain[0].1);
}

#[test]
fn copies_with_an_earlier_passphrase_are_named_and_can_be_given_the_diarys() {
    let linked = Linked::new();
    let home = &linked.home;
    let later = home.write("later", "another one");
    home.ok(&["passphrase", "set", "--new-passphrase-file", &linked.key]);
    let copies = linked.copies();
    let [named, others @ ..] = &copies[..] else {
        panic!()
    };
    let earlier = std::fs::read(named).unwrap();
    let change = ["passphrase", "change", "--new-passphrase-file", &later];
    assert_eq!(linked.run(&change).code, 0);
    std::fs::write(named, earlier).unwrap();
    let copy = named.to_str().unwrap();

    let check = ["check", "--passphrase-file", &later];
    let json = ["check", "--json", "--passphrase-file", &later];
    let names = |run: Run| {
        assert_eq!(run.code, 1, "{}", run.err);
        let said = run.out + &run.err;
        assert!(said.contains(copy), "{said}");
        let is_named = |copy: &PathBuf| said.contains(copy.to_str().unwrap());
        assert!(!others.iter().any(is_named), "{said}");
        said
    };
    let said = names(home.run(&check));
    assert!(said.contains("the diary is whole") && said.contains("passphrase change"));
    names(home.run(&json));

    let own = ["--diary", copy, "--passphrase-file", &linked.key];
    home.ok(&[&own[..], &change].concat());
    home.ok(&check);

    // One that stays behind when the diary has none any more.
    let remove = ["passphrase", "remove", "--passphrase-file", &later];
    let locked = std::fs::read(named).unwrap();
    home.ok(&remove);
    std::fs::write(named, locked).unwrap();
    assert!(names(home.run(&["check"])).contains("passphrase remove"));
    home.ok(&[&["--diary", copy], &remove[..]].concat());
    home.ok(&["check"]);
}

/// How often it is killed, spread over the time it takes; more by the variable.
fn kills() -> u32 {
    let more = std::env::var("TWINGE_TEST_KILLS").ok();
    more.map_or(3, |more| more.parse().unwrap())
}

#[test]
fn killed_at_any_moment_of_a_passphrase_nothing_plain_is_left_unsaid() {
    let kills = kills();
    let (mut early, mut late, mut between) = (0, 0, 0);
    for (first, verb) in [(true, "set"), (false, "change"), (false, "remove")] {
        let kills = if first { kills } else { kills.div_ceil(2) };
        let mut whole = Duration::ZERO;
        for kill in 0..=kills {
            let linked = Linked::new();
            let other = linked.home.write("other", "another one");
            let mut args = vec!["passphrase", verb];
            if !first {
                let set = ["passphrase", "set", "--new-passphrase-file", &linked.key];
                linked.home.ok(&set);
                args.extend(["--passphrase-file", &linked.key]);
            }
            match verb {
                "set" => args.extend(["--new-passphrase-file", &linked.key]),
                "change" => args.extend(["--new-passphrase-file", &other]),
                _ => {}
            }
            let begun = Instant::now();
            let mut child = linked
                .home
                .command(&args)
                .stdout(Stdio::null())
                .spawn()
                .unwrap();
            if kill == 0 {
                // The first is let run, to know how long it takes.
                assert!(child.wait().unwrap().success());
                whole = begun.elapsed();
                continue;
            }
            std::thread::sleep(whole * kill / kills);
            child.kill().unwrap();
            child.wait().unwrap();

            let file = linked.home.path("sync/moved.db");
            let begins = std::fs::read(&file).unwrap();
            if begins.starts_with(b"SQLite format 3") {
                // No passphrase yet, or none any more: then it says so.
                early += 1;
                let run = linked.home.run(&["log", "pain=5"]);
                assert_eq!((run.code, run.err.as_str()), (0, ""));
                continue;
            }
            let mut key = &linked.key;
            if verb == "change" {
                if linked.run(&["list"]).code == 0 {
                    // It is not changed; the same again does what is left.
                    linked.home.ok(&args);
                }
                key = &other;
                for copy in linked.copies() {
                    let copy = copy.to_str().unwrap();
                    let list = ["--diary", copy, "list", "--passphrase-file", key];
                    linked.home.ok(&list);
                }
                linked.home.ok(&["check", "--passphrase-file", key]);
            }
            let run = linked
                .home
                .run(&["log", "pain=5", "--passphrase-file", key]);
            assert_eq!(run.code, 0, "{}", run.err);
            let unsaid: Vec<PathBuf> = linked
                .readable()
                .into_iter()
                .filter(|file| !run.err.contains(file.to_str().unwrap()))
                .collect();
            assert!(unsaid.is_empty(), "kill {kill} of {verb}: {unsaid:?}");
            if verb == "set" {
                between += 1;
                for copy in linked.copies() {
                    let copy = copy.to_str().unwrap();
                    let run = linked.run(&["--diary", copy, "list"]);
                    assert_eq!(run.code, 0, "{copy}: {}", run.err);
                    assert!(run.out.contains("2026-03-15"), "{}", run.out);
                }
                assert_eq!(linked.run(&["check"]).code, 0);
            } else {
                late += 1;
            }
        }
    }
    println!("{early} plain, {between} set, {late} changed or not yet removed");
    assert!(between + early + late > 0);
}
