//! `inbox`: lines out of a folder.

use std::path::Path;

use crate::support::{Home, names};

/// A home with a folder of these files.
fn with(files: &[(&str, &[u8])]) -> (Home, String) {
    let home = Home::new();
    std::fs::create_dir(home.path("phone")).unwrap();
    for (name, bytes) in files {
        home.write(&format!("phone/{name}"), bytes);
    }
    let folder = home.name("phone");
    (home, folder)
}

/// Every file of a folder with what is in it.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let read = |name: String| {
        let bytes = std::fs::read(folder.join(&name)).unwrap();
        (name, bytes)
    };
    names(folder).into_iter().map(read).collect()
}

#[test]
fn lines_are_counted_once_in_one_act_and_one_undo() {
    let (home, folder) = with(&[
        ("2026-03-12.md", b"# Day\n- pain=4\nintimacy\nMilk\n"),
        (
            "phone.txt",
            b"# 2026-03-13\nnote: sat too long\n2026-03-14 pain=2\n",
        ),
        ("2026-03-12.sync-conflict-1.md", b"pain=4\nintimacy\n"),
        ("other.csv", b"pain=9"),
        (".hidden.txt", b"pain=9"),
    ]);
    let before = contents(&home.path("phone"));
    let inbox = ["inbox", &folder];
    let dry = home.ok(&["inbox", &folder, "--dry-run"]);
    assert!(
        dry.contains("4 new lines") && dry.contains("nothing was written"),
        "{dry}"
    );
    assert!(!home.diary().exists());

    let told = home.ok(&inbox);
    assert!(
        told.contains("4 new lines\n2 lines were counted before\n"),
        "{told}"
    );
    assert!(told.contains("1 line is not for the diary"), "{told}");
    let of_day = home.ok(&["show", "2026-03-12"]);
    assert!(of_day.contains("Worst today: 4"), "{of_day}");
    assert_eq!(of_day.matches("Intimacy").count(), 1, "{of_day}");
    assert!(
        home.ok(&["show", "2026-03-13"])
            .contains("Note: sat too long")
    );
    assert_eq!(home.ok(&["history"]).lines().count(), 1);

    let again = home.ok(&inbox);
    assert!(
        again.contains("nothing new\n6 lines were counted before"),
        "{again}"
    );
    // What the person does to it since is theirs.
    home.ok(&["log", "2026-03-12", "pain=7"]);
    home.ok(&["log", "2026-03-14", "pain="]);
    std::fs::rename(home.path("phone/phone.txt"), home.path("phone/moved.md")).unwrap();
    assert!(home.ok(&inbox).contains("nothing new\n6 lines"));
    for _ in 0..3 {
        home.ok(&["undo"]);
    }
    home.fails(1, &["search", "pain>=0"]);
    assert!(home.ok(&inbox).contains("4 new lines"));
    assert!(home.ok(&["check"]).starts_with("the diary is whole"));
    std::fs::rename(home.path("phone/moved.md"), home.path("phone/phone.txt")).unwrap();
    assert_eq!(contents(&home.path("phone")), before);
}

#[test]
fn an_answer_of_the_diary_stays_and_the_other_is_told() {
    let (home, folder) = with(&[(
        "2026-03-12.txt",
        b"pain=6\nsleep-quality=2\nat=22:10 pain-after=3\n",
    )]);
    home.ok(&["log", "2026-03-12", "pain=4"]);
    home.ok(&["log", "2026-03-12", "orgasm", "at=22:10", "pain-after=0"]);
    let conflict = "2026-03-12 pain: 4 stays in the diary; 6 in 2026-03-12.txt line 1";
    for _ in 0..2 {
        let told = home.ok(&["inbox", &folder]);
        assert!(told.contains(conflict), "{told}");
        assert!(told.contains("pain-after: 0 stays"), "{told}");
    }
    let json = home.ok(&["inbox", &folder, "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["written"], false);
    assert_eq!(json["counted-before"], 1);
    assert_eq!(
        json["conflicts"][0],
        serde_json::json!({"file": "2026-03-12.txt", "line": 1, "date": "2026-03-12",
            "item": "pain", "kept": 4, "offered": 6})
    );
    for list in ["not-understood", "left-alone"] {
        assert_eq!(json[list], serde_json::json!([]), "{list}");
    }
    assert!(home.ok(&["show", "2026-03-12"]).contains("Worst today: 4"));
    home.ok(&["log", "2026-03-12", "pain=6"]);
    assert!(!home.ok(&["inbox", &folder]).contains("pain: "));
}

#[test]
fn of_a_file_that_is_not_understood_nothing_is_written_and_of_others_all() {
    for (bytes, expected) in [
        (&b"pain=4\npian=4\n"[..], "bad.txt line 2: "),
        (
            b"2026-03-12 pain=4\npain=4\n",
            "bad.txt line 2: it names no day",
        ),
        (
            b"2026-03-12 pain=4\nyesterday pain=4\n",
            "is another day by the time",
        ),
        (
            b"2026-03-12 pain=4\n2026-03-18 pain=4\n",
            "2026-03-18 hasn't come yet",
        ),
        (
            b"2026-03-12 pain=4\nnote=\xff\n",
            "bad.txt line 2: it is not UTF-8 text",
        ),
        (
            b"2026-03-12 pain=4\npain=\0\n",
            "bad.txt line 2: it is not UTF-8 text",
        ),
        (
            b"2026-03-12 pain=4\n2026-03-12 pain-after=3\n",
            "that this could complete",
        ),
    ] {
        let (home, folder) = with(&[("bad.txt", bytes), ("good.md", b"2026-03-11 pain=3")]);
        let run = home.run(&["inbox", &folder]);
        assert_eq!(run.code, 1, "{run:?}");
        assert!(run.err.contains(expected), "{expected}: {}", run.err);
        assert!(run.out.contains("1 new line\n"), "{}", run.out);
        let found = home.ok(&["search", "pain>=0"]);
        assert!(
            found.contains("2026-03-11") && !found.contains("2026-03-12"),
            "{found}"
        );
    }
}

#[test]
fn what_is_no_page_is_not_read() {
    let (home, folder) = with(&[("good.md", b"2026-03-11 pain=3")]);
    // A file with a hole is as long as a line of a gigabyte, and takes no room.
    let long = std::fs::File::create(home.path("phone/long.txt")).unwrap();
    long.set_len(1 << 30).unwrap();
    #[cfg(unix)]
    {
        let outside = home.write("outside.txt", "2026-03-12 pain=9");
        std::os::unix::fs::symlink(outside, home.path("phone/link.txt")).unwrap();
        let made = std::process::Command::new("mkfifo")
            .arg(home.path("phone/pipe.txt"))
            .status();
        assert!(made.unwrap().success());
    }
    let run = home.run(&["inbox", &folder]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("long.txt: it is longer than 4 MiB"),
        "{}",
        run.err
    );
    if cfg!(unix) {
        for name in ["link.txt", "pipe.txt"] {
            assert!(
                run.err.contains(&format!("{name}: it is a link")),
                "{}",
                run.err
            );
        }
    }
    assert!(run.out.contains("1 new line\n"), "{}", run.out);
    home.fails(1, &["search", "pain=9"]);
    let refused = home.fails(1, &["inbox", &home.name("nowhere")]);
    assert!(
        refused.contains("nowhere: ") && refused.contains("\n  check its name"),
        "{refused}"
    );
}

/// How many files of each sort; 5,000 were by hand.
const N: usize = 1_000;

#[test]
fn thousands_of_files_are_read() {
    let (home, folder) = with(&[]);
    let first = chrono::NaiveDate::from_ymd_opt(2012, 1, 1).unwrap();
    for (n, date) in first.iter_days().take(N).enumerate() {
        home.write(&format!("phone/{date}.txt"), "pain=4");
        home.write(&format!("phone/{n}.md"), format!("{date} illness=cold"));
    }
    let told = home.ok(&["inbox", &folder]);
    assert!(told.contains(&format!("{} new lines", 2 * N)), "{told}");
    let again = home.ok(&["inbox", &folder]);
    assert_eq!(
        again,
        format!("nothing new\n{} lines were counted before\n", 2 * N)
    );
}

#[test]
fn a_template_that_is_not_filled_in_says_nothing() {
    let (home, folder) = with(&[]);
    let template = home.ok(&["inbox", "--template"]);
    assert!(template.starts_with("# 2026-03-17\n"), "{template}");
    home.write("phone/blank.txt", &template);
    assert_eq!(home.ok(&["inbox", &folder]), "nothing new\n");
    home.write(
        "phone/filled.txt",
        template.replace("\npain= ", "\npain=4 "),
    );
    assert!(home.ok(&["inbox", &folder]).contains("1 new line"));
    assert!(home.ok(&["show"]).contains("Worst today: 4"));
    home.fails(2, &["inbox"]);
}
