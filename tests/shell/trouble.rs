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

#[cfg(unix)]
#[test]
fn a_disk_that_fills_while_a_diary_is_salvaged_leaves_nothing() {
    let (home, _folder) = long();
    let new = home.name("new.db");
    let run = within(&home, &["salvage", &new]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(
        run.err.contains("full") || run.err.contains("free space"),
        "{}",
        run.err
    );
    assert_eq!(home.names(), ["data"]);
    home.ok(&["salvage", &new]);
    assert_eq!(home.names(), ["data", "new.db"]);
}

#[test]
fn what_a_clock_that_was_ahead_left_can_be_cleared() {
    let home = Home::new();
    let ahead = |args: &[&str]| {
        let mut command = home.command(args);
        told(command.env("TWINGE_TODAY", "2099-01-01").output().unwrap())
    };
    assert_eq!(ahead(&["log", "pain=4", "-m", "oops"]).code, 0);
    assert_eq!(ahead(&["log", "relief-before=5"]).code, 0);
    home.fails(2, &["log", "2099-01-01", "pain=5"]);
    home.fails(2, &["log", "2099-01-01", "pain=", "stress=5"]);
    home.fails(2, &["log", "2099-01-01", "pain=", "-m", "more"]);
    home.ok(&["log", "2099-01-01", "pain=", "note="]);
    home.ok(&["log", "2099-01-01", "relief-before="]);
    assert!(!home.ok(&["export"]).contains("oops"));
    assert!(!home.ok(&["export"]).contains("relief-before"));
    // What is not there cannot be cleared, and nothing is made.
    assert!(home.ok(&["log", "2099-01-02", "pain="]).contains("nothing"));
    home.fails(2, &["log", "2099-01-02", "relief-before="]);
}

#[test]
fn a_day_that_would_be_too_full_is_told_before_it_is_imported() {
    let home = Home::new();
    let entry = |n: usize| {
        format!(
            "{{\"date\": \"2026-03-17\", \"kind\": \"relief\", \"uid\": \"n{n}\", \
             \"answers\": {{\"relief-before\": {}}}}}",
            n % 5
        )
    };
    let file = |count: usize| {
        let entries: Vec<String> = (0..count).map(entry).collect();
        let text = format!(
            "{{\"format\": \"twinge\", \"version\": 1, \"entries\": [{}]}}",
            entries.join(",")
        );
        home.write("full.json", text)
    };
    let refused = |count| {
        let over = file(count);
        let said = home.fails(1, &["import", &over, "--dry-run"]);
        assert!(said.contains("2026-03-17 holds as many entries"), "{said}");
        for flags in [&["--json"][..], &[]] {
            assert_eq!(
                home.fails(1, &[&["import", &over][..], flags].concat()),
                said
            );
        }
    };
    // The last number of a day is kept for an entry that is only begun.
    refused(4095);
    // What was refused began nothing.
    assert!(!home.diary().exists());
    home.ok(&["log", "relief-before=5"]);
    refused(4094);
    let fits = file(4093);
    home.ok(&["import", &fits, "--dry-run"]);
    home.ok(&["import", &fits]);
}

#[cfg(all(unix, feature = "encryption"))]
#[test]
fn a_diary_behind_a_link_keeps_no_plain_copy_when_it_gets_a_passphrase() {
    let home = Home::new();
    home.ok(&["log", "pain=3"]);
    let synced = home.path("synced");
    fs::create_dir(&synced).unwrap();
    fs::rename(home.diary(), synced.join("diary.db")).unwrap();
    std::os::unix::fs::symlink(synced.join("diary.db"), home.diary()).unwrap();
    let mut next = home.command(&["log", "pain=4"]);
    let next = told(next.env("TWINGE_TODAY", "2026-03-18").output().unwrap());
    assert_eq!((next.code, next.err.as_str()), (0, ""));
    let listed = home.ok(&["backup", "--list"]);
    assert_eq!(listed.lines().count(), 2, "{listed}");
    let key = home.write("key", "open sesame");
    home.ok(&["passphrase", "set", "--new-passphrase-file", &key]);
    for line in listed.lines() {
        let copy = fs::read(line.split("  ").nth(1).unwrap()).unwrap();
        assert!(!copy.starts_with(b"SQLite format 3"), "{line}");
    }
}

#[test]
fn what_is_not_there_is_named_with_what_to_do() {
    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    let nowhere = home.name("no/such");
    let no_folder = format!("there is no folder {nowhere}");
    let file = home.name("no/such/file");
    for (args, says) in [
        (&["report", "-o", &file][..], no_folder.as_str()),
        (&["demo", "--picture", &file], &no_folder),
        (&["salvage", &file], &no_folder),
        (&["backup", &file], &no_folder),
        (&["man", "--all", &nowhere], &no_folder),
        (&["restore", &file], "twinge backup --list names the copies"),
        (&["import", &file], "check its name"),
    ] {
        let told = home.fails(1, args);
        assert!(told.contains(says), "{told}");
        assert!(told.lines().count() > 1, "it says what to do: {told}");
    }
}
