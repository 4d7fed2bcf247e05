//! When the machine fails: a full disk, a clock set back, what a killed program left.

use std::fs;
use std::process::Command;

use crate::support::{Home, Run, names, told};

/// Runs where no file can grow beyond half of the diary, as on a full disk.
#[cfg(unix)]
fn within(home: &Home, args: &[&str]) -> Run {
    // Shells count in 512 or in 1024 bytes.
    let blocks = fs::metadata(home.diary()).unwrap().len() / 2048;
    let plain = home.command(args);
    let mut shell = Command::new("sh");
    let limited = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    shell.env_clear().envs(
        plain
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    shell.args(["-c", &limited, env!("CARGO_BIN_EXE_twinge")]);
    told(shell.args(args).output().unwrap())
}

/// A home with a long diary, and its folder.
fn long() -> (Home, std::path::PathBuf) {
    let home = Home::new();
    let folder = home.path("data/twinge");
    fs::create_dir_all(&folder).unwrap();
    home.ok(&["demo", "--write", home.diary().to_str().unwrap()]);
    (home, folder)
}

#[cfg(all(unix, feature = "encryption"))]
#[test]
fn a_disk_that_fills_while_the_passphrase_changes_leaves_the_diary_as_it_was() {
    let (home, folder) = long();
    let key = home.write("key", "open sesame");
    let before = home.ok(&["export"]);
    let set = within(&home, &["passphrase", "set", "--new-passphrase-file", &key]);
    assert_eq!((set.code, set.out.as_str()), (1, ""));
    assert!(
        set.err.contains("check the disk and its free space"),
        "{}",
        set.err
    );
    assert_eq!(names(&folder), ["diary.db"]);
    assert_eq!(home.ok(&["export"]), before);

    home.ok(&["passphrase", "set", "--new-passphrase-file", &key]);
    let unset = within(&home, &["passphrase", "remove", "--passphrase-file", &key]);
    assert_eq!((unset.code, unset.out.as_str()), (1, ""));
    assert!(
        unset.err.contains("check the disk and its free space"),
        "{}",
        unset.err
    );
    // No plain copy beside it.
    assert_eq!(names(&folder), ["diary.db"]);
    home.fails(1, &["export"]);
    assert_eq!(home.ok(&["export", "--passphrase-file", &key]), before);
}

#[cfg(unix)]
#[test]
fn a_disk_that_fills_during_a_backup_leaves_no_half_of_one() {
    let (home, folder) = long();
    let copy = home.name("copy.db");
    let run = within(&home, &["backup", &copy]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("full"), "{}", run.err);
    assert_eq!(home.names(), ["data"]);
    // What is written stands though its copy could not be made, and that is told.
    let run = within(&home, &["log", "note=zitronenfalter"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.err.contains("full") && run.err.contains("only its copy of today is missing"),
        "{}",
        run.err
    );
    assert!(home.ok(&["show"]).contains("zitronenfalter"));
    assert_eq!(home.ok(&["backup", "--list"]), "");
    for name in names(&folder) {
        let inside = folder.join(&name);
        if inside.is_dir() {
            assert_eq!(names(&inside), [""; 0], "{name}");
        }
    }
}

#[test]
fn a_clock_that_was_set_back_harms_nothing() {
    let home = Home::new();
    home.ok(&["log", "pain=4", "note=first"]);
    home.ok(&["log", "yesterday", "note=gone"]);
    home.ok(&["log", "yesterday", "note="]);
    let copies = home.ok(&["backup", "--list"]);
    let earlier = |args: &[&str]| {
        let run = told(
            home.command(args)
                .env("TWINGE_TODAY", "2026-02-01")
                .output()
                .unwrap(),
        );
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
        run.out
    };
    for args in [&["show"][..], &["status"], &["forecast"], &["check"]] {
        earlier(args);
    }
    assert!(earlier(&["bin"]).contains("gone"));
    earlier(&["log", "pain=2"]);
    // The copy of the later day is no older than it was.
    assert!(home.ok(&["backup", "--list"]).ends_with(&copies));
    assert!(home.ok(&["bin"]).contains("gone"));
    let shown = home.ok(&["show"]);
    assert!(
        shown.contains("first") && shown.contains("Worst today: 4"),
        "{shown}"
    );
    assert!(home.ok(&["show", "2026-02-01"]).contains("Worst today: 2"));
}

#[test]
fn what_a_killed_program_left_beside_the_diary_is_no_hindrance() {
    let home = Home::new();
    home.ok(&["log", "pain=4", "note=first"]);
    let folder = home.path("data/twinge");
    for (ending, bytes) in [
        ("-wal", &b""[..]),
        ("-wal", &[7; 5000]),
        ("-shm", &[7; 32768]),
        ("-journal", b"half a page"),
        (".converting", &[7; 5000]),
        (".restored", b"half"),
    ] {
        fs::write(folder.join(format!("diary.db{ending}")), bytes).unwrap();
        assert!(home.ok(&["show"]).contains("first"), "{ending}");
        home.ok(&["log", "-m", "more"]);
        assert!(
            home.ok(&["check"]).contains("the diary is whole"),
            "{ending}"
        );
    }
    assert!(home.ok(&["show"]).contains("first"));
}

#[test]
fn what_was_salvaged_is_counted() {
    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    let salvaged = |name: &str| {
        let to = home.path(name);
        let said = home.ok(&["salvage", to.to_str().unwrap()]);
        said.replace(to.to_str().unwrap(), "FILE")
    };
    assert_eq!(
        salvaged("one.db").lines().next(),
        Some(
            "1 entry with 1 answer is in FILE; \
             0 of the answers were found in the index or the log only"
        )
    );
    home.ok(&["log", "-1", "pain=5", "stress=2"]);
    let said = salvaged("more.db");
    assert!(
        said.starts_with("2 entries with 3 answers are in FILE; 0 of"),
        "{said}"
    );
}
