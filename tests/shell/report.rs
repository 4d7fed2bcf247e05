//! `report`: the page for the doctor, as text and as a file.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use serde_json::Value;

use crate::support::Home;

/// A home with a note that would be a script.
fn noted() -> Home {
    let home = Home::new();
    home.ok(&["log", "pain=4", "note=<script>alert(1)</script>"]);
    home
}

/// What a run says that writes a page: the output, and what is told beside it.
#[track_caller]
fn writes(home: &Home, args: &[&str]) -> String {
    let run = home.run(args);
    assert_eq!(run.code, 0, "{}", run.err);
    run.out + &run.err
}

fn mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
}

#[test]
fn a_page_is_written_for_its_owner_once() {
    let home = noted();
    let name = home.name("page.html");
    let args = ["report", "--days", "-o", &name];
    let told = writes(&home, &args);
    assert!(
        told.contains(&name) && told.contains("not encrypted"),
        "{told}"
    );
    let page = std::fs::read_to_string(&name).unwrap();
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script"));
    let written = std::fs::metadata(&name).unwrap().permissions();
    assert_eq!(written.mode() & 0o777, 0o600);
    // A file that is there stays as it is.
    std::fs::write(&name, "mine").unwrap();
    home.fails(1, &args);
    assert_eq!(std::fs::read(&name).unwrap(), b"mine");
}

#[test]
fn a_folder_that_takes_no_file_leaves_none() {
    let home = noted();
    home.fails(1, &["report", "-o", &home.name("nowhere/page.html")]);
    let folder = home.path("shut");
    std::fs::create_dir(&folder).unwrap();
    mode(&folder, 0o555);
    let run = home.run(&["report", "-o", &home.name("shut/page.html")]);
    // Whoever may write everywhere writes here, too.
    let written = folder.join("page.html").exists();
    assert_eq!(run.code, i32::from(!written), "{}", run.err);
    mode(&folder, 0o755);
    assert_eq!(
        std::fs::read_dir(folder).unwrap().count(),
        usize::from(written)
    );
}

#[test]
fn little_and_nothing_are_told_as_such() {
    let home = Home::new();
    home.fails(1, &["report"]);
    home.ok(&["log", "pain=4"]);
    let page = home.ok(&["report"]);
    assert!(
        page.contains("1 day, 1 recorded") && page.contains("Only 1 day is recorded"),
        "{page}"
    );
    let none = ["report", "--from", "2025-01-01", "--to", "2025-02-01"];
    assert!(home.fails(1, &none).contains("nothing is recorded"));
}

/// The area of what a warning rests on may be none that the person keeps.
#[test]
fn a_warning_stands_on_the_page_whatever_is_kept() {
    let home = Home::new();
    home.ok(&["log", "pain=3", "bleeding=spotting"]);
    home.ok(&["profile", "keep=pain", "uterus=yes", "menopause=yes"]);
    let flags: Value = serde_json::from_str(&home.ok(&["flags", "--json"])).unwrap();
    let title = flags["flags"][0]["title"].as_str().unwrap();
    let page = |more: &[&str]| {
        let args = [&["report", "--json"], more].concat();
        serde_json::from_str::<Value>(&home.ok(&args)).unwrap()
    };
    let told = page(&[]);
    assert_eq!(told["warnings"]["warned"][0]["label"], title);
    assert_eq!(told["bleeding"]["spotting-days"], 1);
    assert_eq!(told["bleeding"]["past-menopause"], true);
    // What the person leaves out by name stays out.
    let left_out = page(&["--without", "cycle"]);
    assert!(
        left_out["warnings"]["warned"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let home = noted();
    let long = "x".repeat(241);
    home.fails(2, &["report", "--question", &long]);
    let told = home.fails(2, &["report", "--without", "intimcy"]);
    assert!(told.contains("did you mean \"intimacy\"?"), "{told}");
    home.fails(2, &["report", "--json", "-o", &home.name("page.html")]);
}

#[test]
fn ten_years_with_every_day_are_written() {
    let home = Home::new();
    let days = (0..3650).map(|day| {
        let date = chrono::NaiveDate::from_ymd_opt(2016, 3, 20).unwrap() + chrono::Days::new(day);
        format!("{date} pain={}\n", day % 11)
    });
    let run = home.pipe(&["log", "-"], days.collect::<String>());
    assert_eq!(run.code, 0, "{}", run.err);
    let name = home.name("page.html");
    writes(
        &home,
        &["report", "--from", "2016-03-20", "--days", "-o", &name],
    );
    let page = std::fs::read_to_string(&name).unwrap();
    assert!(page.matches("<tr>").count() > 3650);
}

#[cfg(feature = "encryption")]
mod encrypted {
    use std::io::{Read, Write};

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    use super::*;

    fn locked() -> (Home, String) {
        let home = noted();
        let key = home.write("key", "correct horse battery staple");
        home.ok(&["passphrase", "set", "--new-passphrase-file", &key]);
        (home, key)
    }

    /// What is shown at a terminal where the question is answered.
    fn asked(home: &Home, args: &[&str], answer: &str) -> String {
        let pair = native_pty_system().openpty(PtySize::default()).unwrap();
        let plain = home.command(args);
        let mut command = CommandBuilder::new(plain.get_program());
        command.args(args);
        command.env_clear();
        for (name, value) in plain.get_envs() {
            command.env(name, value.unwrap());
        }
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut writer = pair.master.take_writer().unwrap();
        writer.write_all(answer.as_bytes()).unwrap();
        let mut shown = Vec::new();
        // The terminal goes with the program, which is an error to whoever reads on.
        let _ = pair
            .master
            .try_clone_reader()
            .unwrap()
            .read_to_end(&mut shown);
        child.wait().unwrap();
        String::from_utf8(shown).unwrap()
    }

    #[test]
    fn a_page_of_an_encrypted_diary_is_asked_for_once() {
        let (home, key) = locked();
        let name = home.name("page.html");
        let args = ["report", "-o", &name, "--passphrase-file", &key];
        let told = home.fails(2, &args);
        assert!(
            told.contains("--yes") && !home.path("page.html").exists(),
            "{told}"
        );
        let shown = asked(&home, &args, "no\n");
        assert!(!home.path("page.html").exists(), "{shown}");
        let shown = asked(&home, &args, "yes\n");
        assert!(home.path("page.html").exists(), "{shown}");
        assert_eq!(shown.matches("(yes or no)").count(), 1, "{shown}");
    }

    #[test]
    fn a_script_says_yes_and_a_page_that_is_only_told_is_not_asked_for() {
        let (home, key) = locked();
        let name = home.name("page.html");
        home.ok(&["report", "--passphrase-file", &key]);
        writes(
            &home,
            &["report", "-o", &name, "--yes", "--passphrase-file", &key],
        );
        assert!(home.path("page.html").exists());
    }
}
