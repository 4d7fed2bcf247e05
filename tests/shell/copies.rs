//! The second place for copies, and whether all copies are sound.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};
use std::{fs, io};

use crate::support::{Home, Run, names};

/// A home whose copies have a second place, on a stick.
struct Kept {
    home: Home,
    stick: PathBuf,
}

impl Kept {
    fn new() -> Self {
        let home = Home::new();
        let stick = home.path("stick");
        fs::create_dir(&stick).unwrap();
        let folder = stick.to_str().unwrap();
        let said = home.ok(&["config", "set", "backup-folder", folder]);
        assert_eq!(said, format!("backup-folder = {folder}\n"));
        Self { home, stick }
    }

    fn on(&self, day: &str, args: &[&str]) -> Run {
        let output = self.home.command(args).env("TWINGE_TODAY", day).output();
        crate::support::told(output.unwrap())
    }

    /// Runs what has to succeed, and hands back what it told beside the output.
    #[track_caller]
    fn told_on(&self, day: &str, args: &[&str]) -> String {
        let run = self.on(day, args);
        assert_eq!(run.code, 0, "{args:?}: {}", run.err);
        run.err
    }

    /// The folders of diaries on the stick.
    fn diaries(&self) -> Vec<PathBuf> {
        let folder = self.stick.join("twinge");
        names(&folder)
            .iter()
            .map(|name| folder.join(name))
            .collect()
    }

    /// The copies of the only diary on the stick.
    fn copies(&self) -> Vec<PathBuf> {
        let [diary] = &self.diaries()[..] else {
            panic!("{:?}", self.diaries())
        };
        names(diary).iter().map(|name| diary.join(name)).collect()
    }

    fn pull_out(&self) {
        fs::rename(&self.stick, self.home.path("drawer")).unwrap();
    }

    fn plug_in(&self) {
        fs::rename(self.home.path("drawer"), &self.stick).unwrap();
    }
}

fn file_name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

#[test]
fn the_copy_of_a_day_is_in_both_places_and_both_are_thinned_out_alike() {
    let kept = Kept::new();
    for day in 1..=9 {
        let day = format!("2026-03-{day:02}");
        assert_eq!(kept.told_on(&day, &["log", "pain=4"]), "");
        assert_eq!(kept.told_on(&day, &["log", "pain=5"]), "");
    }
    let here = names(&kept.home.path("data/twinge/diary.db.backups"));
    let there: Vec<String> = kept
        .copies()
        .iter()
        .map(|copy| file_name(copy).into())
        .collect();
    assert_eq!(here, there);
    assert_eq!(here.first().unwrap(), "2026-03-01.db");
    assert!(!here.contains(&"2026-03-02.db".into()), "{here:?}");
    let listed = kept.home.ok(&["backup", "--list"]);
    for copy in kept.copies() {
        assert!(listed.contains(copy.to_str().unwrap()), "{listed}");
    }
    assert_eq!(listed.lines().count(), 2 * here.len());
    #[cfg(unix)]
    for path in kept.copies().iter().chain(&kept.diaries()) {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}", path.display());
    }
}

#[test]
fn a_place_that_is_not_there_is_told_once_a_day_and_nothing_else_fails() {
    let kept = Kept::new();
    assert_eq!(kept.told_on("2026-03-01", &["log", "pain=4"]), "");
    kept.pull_out();
    for day in ["2026-03-02", "2026-03-03"] {
        let said = kept.told_on(day, &["log", "pain=5"]);
        assert!(
            said.contains("is not there now")
                && said.contains("plug its disk in")
                && said.contains(kept.stick.to_str().unwrap()),
            "{said}"
        );
        assert_eq!(kept.told_on(day, &["log", "pain=6"]), "");
        assert_eq!(kept.told_on(day, &["show"]), "");
    }
    let list = kept.home.run(&["backup", "--list"]);
    assert_eq!((list.code, list.out.lines().count()), (0, 3));
    assert!(list.err.contains("not there now"), "{}", list.err);
    // What stands under its name now is not it: a folder to mount the disk on, or another disk.
    fs::create_dir(&kept.stick).unwrap();
    let said = kept.told_on("2026-03-04", &["log", "pain=5"]);
    assert!(said.contains("not there now"), "{said}");
    assert_eq!(names(&kept.stick), Vec::<String>::new());
    fs::remove_dir(&kept.stick).unwrap();
    // Plugged in, the copy of the day is made with the next entry.
    kept.plug_in();
    assert_eq!(kept.told_on("2026-03-04", &["log", "pain=6"]), "");
    let there: Vec<String> = kept
        .copies()
        .iter()
        .map(|copy| file_name(copy).into())
        .collect();
    assert_eq!(there, ["2026-03-01.db", "2026-03-04.db"]);
}

#[cfg(unix)]
#[test]
fn a_place_that_takes_nothing_is_told_once_a_day_and_the_copy_beside_the_diary_is_made() {
    let kept = Kept::new();
    let folder = kept.stick.join("twinge");
    // Also who may write anywhere cannot make a folder in a file.
    fs::remove_dir(&folder).unwrap();
    kept.told_on("2026-03-01", &["log", "pain=4"]);
    fs::create_dir(&folder).unwrap();
    kept.told_on("2026-03-01", &["log", "pain=5"]);
    let [diary] = &kept.diaries()[..] else {
        panic!()
    };
    fs::remove_dir_all(diary).unwrap();
    fs::write(diary, "no folder").unwrap();
    let said = kept.told_on("2026-03-02", &["log", "pain=5"]);
    assert!(said.contains("was not made in the second place"), "{said}");
    assert_eq!(kept.told_on("2026-03-02", &["log", "pain=6"]), "");
    assert_eq!(
        names(&kept.home.path("data/twinge/diary.db.backups")).len(),
        2
    );
}

/// Runs a command behind a script that mounts what nobody else sees, and ends with 77 where it may not.
#[cfg(target_os = "linux")]
fn alone(script: &str, command: &mut Command) -> io::Result<Output> {
    let mut shell = Command::new("unshare");
    shell.args(["-rm", "sh", "-c", script]);
    shell.arg(command.get_program()).args(command.get_args());
    shell.envs(
        command
            .get_envs()
            .filter_map(|(key, value)| Some((key, value?))),
    );
    shell.output()
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_full_disk_the_closed_diary_is_read() {
    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    let [disk, diary] = [home.path("disk"), home.diary()].map(|path| path.display().to_string());
    fs::create_dir(&disk).unwrap();
    let full = format!(
        "mount -t tmpfs -o size=1m none {disk} && cp {diary} {disk}/diary.db || exit 77; \
         cat /dev/zero >{disk}/rest 2>/dev/null; \"$0\" \"$@\""
    );
    for verb in ["show", "list", "export", "check", "show"] {
        let there = format!("{disk}/diary.db");
        let run = alone(&full, &mut home.command(&["--diary", &there, verb]));
        let run = match run {
            Ok(output) if output.status.code() != Some(77) => crate::support::told(output),
            refused => {
                println!("not tried: no disk can be mounted here ({refused:?})");
                return;
            }
        };
        assert_eq!(run.code, 0, "{verb}: {}{}", run.out, run.err);
    }
}

/// On a disk of its own, where the system lets anybody have one.
#[cfg(target_os = "linux")]
#[test]
fn a_copy_that_does_not_fit_is_told_of_and_the_diary_is_said_to_be_saved() {
    let kept = Kept::new();
    let stick = kept.stick.to_str().unwrap();
    let mounted = format!(
        "mount -t tmpfs -o size=16k none {stick} && mkdir {stick}/twinge || exit 77; \"$0\" \"$@\""
    );
    let log = alone(&mounted, &mut kept.home.command(&["log", "pain=4"]));
    let run = match log {
        Ok(output) if output.status.code() != Some(77) && !output.status.success() => {
            panic!("{output:?}")
        }
        Ok(output) if output.status.success() => crate::support::told(output),
        refused => {
            println!("not tried: no disk can be mounted here ({refused:?})");
            return;
        }
    };
    for words in [
        "was not made in the second place: the disk of",
        "is full\n",
        "make room there; what you wrote is saved in the diary",
    ] {
        assert!(run.err.contains(words), "{}", run.err);
    }
    assert!(!run.err.contains("not saved"), "{}", run.err);
    let shown = kept.home.ok(&["show"]);
    assert!(shown.contains("Worst today: 4"), "{shown}");
    let copies = kept.home.path("data/twinge/diary.db.backups");
    assert_eq!(names(&copies), ["2026-03-17.db"]);
}

#[cfg(unix)]
#[test]
fn a_place_that_refuses_says_that_the_diary_is_saved() {
    let kept = Kept::new();
    kept.told_on("2026-03-01", &["log", "pain=4"]);
    let [diary] = &kept.diaries()[..] else {
        panic!()
    };
    fs::remove_dir_all(diary).unwrap();
    fs::write(diary, "no folder").unwrap();
    let said = kept.told_on("2026-03-02", &["log", "pain=5"]);
    assert!(
        said.contains("what you wrote is saved in the diary"),
        "{said}"
    );
}

#[test]
fn two_diaries_do_not_mix_and_a_lost_one_is_found() {
    let kept = Kept::new();
    let other = kept.home.name("other.db");
    kept.told_on("2026-03-01", &["log", "pain=4"]);
    kept.told_on("2026-03-01", &["--diary", &other, "log", "pain=9"]);
    assert_eq!(kept.diaries().len(), 2);
    let listed = kept.home.ok(&["backup", "--list"]);
    assert_eq!(listed.lines().count(), 2, "{listed}");
    let export = kept.home.ok(&["export"]);
    // The computer is lost, with all that lay beside the diary.
    fs::remove_dir_all(kept.home.path("data")).unwrap();
    let listed = kept.home.ok(&["backup", "--list"]);
    assert_eq!(listed.lines().count(), 2, "{listed}");
    let exports: Vec<String> = listed
        .lines()
        .map(|line| {
            let (_, copy) = line.split_once("  ").unwrap();
            kept.home.ok(&["restore", copy]);
            let restored = kept.home.ok(&["export"]);
            fs::remove_dir_all(kept.home.path("data")).unwrap();
            restored
        })
        .collect();
    assert!(exports.contains(&export));
}

#[test]
fn a_second_place_is_a_folder_that_is_there_by_its_whole_name() {
    let home = Home::new();
    for (folder, words) in [
        ("stick", "such as /media/stick"),
        ("~/stick", "such as /media/stick"),
        (&home.name("nowhere"), "plugged in"),
        (&home.write("letter", "Dear"), "letter"),
    ] {
        let refused = home.fails(2, &["config", "set", "backup-folder", folder]);
        assert!(refused.contains(words), "{refused}");
    }
    assert!(!home.path("nowhere").exists());
    // In the file it is told with its line, and the diary opens.
    fs::create_dir_all(home.path("config/twinge")).unwrap();
    home.write("config/twinge/config.toml", "backup-folder = \"stick\"\n");
    let run = home.run(&["log", "pain=4"]);
    assert_eq!(run.code, 0);
    assert!(
        run.err.contains("line 1") && run.err.contains("a folder by its whole name"),
        "{}",
        run.err
    );
    assert_eq!(
        home.ok(&["config", "unset", "backup-folder"]),
        "backup-folder = \n"
    );
    assert_eq!(
        home.ok(&["log", "pain=5"]),
        "Worst pain 5 (was 4) on 2026-03-17\n"
    );
}

#[test]
fn every_copy_is_read_whole_and_one_that_is_not_sound_is_named() {
    let kept = Kept::new();
    for day in ["2026-03-01", "2026-03-02", "2026-03-03"] {
        kept.told_on(day, &["log", "pain=4", "-m", "zitronenfalter"]);
    }
    let check = |args: &[&str]| kept.home.run(&[&["check", "--read-copies"], args].concat());
    let run = check(&[]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.out.contains("6 copies were read whole and are sound"),
        "{}",
        run.out
    );

    let copies = kept.copies();
    let mut bytes = fs::read(&copies[0]).unwrap();
    let half = bytes.len() / 2;
    bytes[half..half + 4096].fill(7);
    fs::write(&copies[0], bytes).unwrap();
    let other = kept.home.name("other.db");
    kept.home
        .ok(&["--diary", &other, "log", "pain=9", "-m", "another person"]);
    fs::copy(&other, &copies[1]).unwrap();
    fs::write(&copies[2], "").unwrap();
    let run = check(&[]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("3 of 6 copies are not"), "{}", run.err);
    for (copy, words) in copies
        .iter()
        .zip(["it is damaged", "another diary", "it cannot be read"])
    {
        let line = run
            .out
            .lines()
            .find(|line| line.starts_with(copy.to_str().unwrap()));
        assert!(
            line.is_some_and(|line| line.contains(words)),
            "{words}: {}",
            run.out
        );
    }
    let run = check(&["--json"]);
    let found: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(found["copies"]["read"], 6);
    assert_eq!(found["copies"]["faulty"].as_array().unwrap().len(), 3);
    // Without being asked for, no copy is looked at.
    assert!(!kept.home.ok(&["check", "--json"]).contains("copies"));

    kept.pull_out();
    let run = check(&[]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("were not read"), "{}", run.err);
}

#[cfg(feature = "encryption")]
#[test]
fn the_copies_of_an_encrypted_diary_are_encrypted_in_both_places() {
    let kept = Kept::new();
    let key = kept.home.write("key", format!("x'{}'", "5a".repeat(32)));
    let next = kept.home.write("next", format!("x'{}'", "a5".repeat(32)));
    kept.told_on("2026-03-01", &["log", "pain=4"]);
    let plain = |copy: &PathBuf| fs::read(copy).unwrap().starts_with(b"SQLite format 3");
    assert!(kept.copies().iter().all(plain));
    kept.told_on(
        "2026-03-01",
        &["passphrase", "set", "--new-passphrase-file", &key],
    );
    assert!(!kept.copies().iter().any(plain));

    // What was not there when the passphrase was set gets it when it is there again.
    kept.told_on(
        "2026-03-01",
        &["passphrase", "remove", "--passphrase-file", &key],
    );
    kept.pull_out();
    let run = kept.on(
        "2026-03-01",
        &["passphrase", "set", "--new-passphrase-file", &key],
    );
    assert!(
        run.out.contains(kept.stick.to_str().unwrap()),
        "{}",
        run.out
    );
    kept.plug_in();
    assert!(kept.copies().iter().all(plain));
    let check = ["check", "--read-copies", "--passphrase-file", &key];
    let run = kept.home.run(&check);
    assert_eq!(run.code, 1);
    assert!(
        run.out
            .contains("it has no passphrase, but the diary has one"),
        "{}",
        run.out
    );
    kept.told_on("2026-03-01", &["log", "pain=6", "--passphrase-file", &key]);
    assert!(!kept.copies().iter().any(plain));
    kept.home.ok(&check);

    // Copies with an older passphrase are named.
    kept.pull_out();
    let change = [
        "passphrase",
        "change",
        "--passphrase-file",
        &key,
        "--new-passphrase-file",
        &next,
    ];
    kept.told_on("2026-03-01", &change);
    kept.plug_in();
    let run = kept
        .home
        .run(&["check", "--read-copies", "--passphrase-file", &next]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("it has another passphrase"), "{}", run.out);
}

/// As where the program was killed while it kept what it held of a diary that was lost.
#[test]
fn a_copy_that_was_not_finished_is_named_by_check_and_finished_by_the_next_run() {
    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    let kept = home.path("data/twinge/diary.db.kept-2026-03-16-120000.db");
    let half = kept.with_extension("db.partial");
    fs::copy(home.diary(), &half).unwrap();
    let is_named = |name: &Path| {
        let name = name.to_str().unwrap();
        let json: serde_json::Value = serde_json::from_str(&home.ok(&["check", "--json"])).unwrap();
        let named = json["unfinished"]
            .as_array()
            .unwrap()
            .contains(&name.into());
        assert_eq!(home.ok(&["check"]).contains(name), named);
        named
    };
    // Somebody may be making it.
    assert!(!is_named(&half));
    let file = fs::File::options().write(true).open(&half).unwrap();
    let long_ago = SystemTime::now() - Duration::from_secs(2 * 60 * 60);
    file.set_modified(long_ago).unwrap();
    drop(file);
    assert!(is_named(&half));
    let run = home.run(&["log", "pain=5"]);
    assert!(run.err.contains(kept.to_str().unwrap()), "{run:?}");
    assert!(kept.exists() && !half.exists() && !is_named(&half));
    assert_eq!(home.run(&["log", "pain=6"]).err, "");
}

#[test]
fn a_diary_in_a_synced_folder_is_told_by_the_conflict_copies_beside_it() {
    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    home.ok(&["check"]);
    let copy = "data/twinge/diary.sync-conflict-20260317-101010-ABCDEFG.db";
    std::fs::copy(home.diary(), home.path(copy)).unwrap();
    let run = home.run(&["check"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.out.contains("the diary is whole"), "{}", run.out);
    assert!(run.err.contains("sync-conflict-20260317"), "{}", run.err);
    assert!(
        run.err
            .contains("move the diary to a folder that is not synced"),
        "{}",
        run.err
    );
    let json = home.run(&["check", "--json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let problem = json["problems"][0].as_str().unwrap();
    assert!(
        problem.ends_with("is a conflict copy of a synced folder"),
        "{problem}"
    );
}
