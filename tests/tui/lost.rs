//! The file under an open diary: another takes its place, or it goes; and what lies there once the
//! person has left.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use tempfile::TempDir;
use twinge::diary::{Act, Answer, DateRange, Edit, Profile, Target};
use twinge::repository::{Passphrase, Repository};
use twinge::safekeeping;
use twinge::tui::message::{Do, Message};
use twinge::words::notices;

use crate::pty::Terminal;
use crate::sitting::{Sitting, today};

const TODAY: &str = "2026-03-17";
/// How often another file takes the diary's place; raise it to try harder.
const TRIALS: usize = 4;
const TITLE: &str = "The diary is not where it was";

fn pain(day: u32, score: u8) -> Edit {
    Edit::Answer {
        target: Target::Day(
            TODAY.parse::<chrono::NaiveDate>().unwrap() - chrono::Days::new(day.into()),
        ),
        item: "pain".into(),
        answer: Some(Answer::Scale(score)),
    }
}

fn act(edits: Vec<Edit>) -> Act {
    let summary = "a test".into();
    Act { summary, edits }
}

fn words(words: &str) -> Passphrase {
    Passphrase::new(words.as_bytes().to_vec()).unwrap()
}

/// A home with a diary of some weeks, which today's copy was made of.
fn home(passphrase: Option<&str>) -> (TempDir, PathBuf) {
    let home = TempDir::new().unwrap();
    let path = home.path().join("diary.db");
    let mut repository = Repository::open_with(&path, passphrase.map(words)).unwrap();
    let profile = Profile {
        welcomed: true,
        ..Profile::default()
    };
    let edits = (1..60).map(|day| pain(day, 2));
    let edits = edits.chain([Edit::Profile(Box::new(profile))]).collect();
    repository.perform(&act(edits)).unwrap();
    safekeeping::keep_backup(
        &repository,
        today(),
        twinge::config::Config::default().retention(),
    )
    .unwrap();
    (home, path)
}

fn start(home: &TempDir) -> Terminal {
    let diary = home.path().join("diary.db");
    let arguments = ["--diary", diary.to_str().unwrap()];
    let terminal = Terminal::start(home.path(), TODAY, &arguments, 120, 40);
    terminal.wait("March 2026");
    terminal
}

fn signal(process: u32, name: &str) {
    let sent = Command::new("kill")
        .args(["-s", name, &process.to_string()])
        .status();
    assert!(sent.unwrap().success());
}

/// What begins with the diary's name.
fn files(home: &TempDir) -> Vec<String> {
    let names = fs::read_dir(home.path()).unwrap();
    let names = names.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names
        .filter(|name| name.starts_with("diary.db") && !name.ends_with(".backups"))
        .collect();
    names.sort();
    names
}

fn kept(home: &TempDir) -> Option<PathBuf> {
    let name = files(home)
        .into_iter()
        .find(|name| name.contains(".kept-") && name.ends_with(".db"))?;
    Some(home.path().join(name))
}

/// The pain of today, and how many days have one, of a file that is whole.
fn whole(path: &Path) -> (Option<u8>, usize) {
    let diary = Repository::open(path).unwrap();
    assert_eq!(safekeeping::check(&diary).unwrap().problems, []);
    let of_today = diary.day(TODAY.parse().unwrap()).unwrap();
    let score = match of_today.answer(&"pain".into()) {
        Some(Answer::Scale(score)) => Some(*score),
        _ => None,
    };
    (score, diary.read(DateRange::ALL).unwrap().len())
}

/// What the window with the title tells, without spaces: a path that is longer than it is wide breaks
/// anywhere.
fn told(screen: &str) -> String {
    let rows: Vec<Vec<char>> = screen.lines().map(|line| line.chars().collect()).collect();
    let title: Vec<char> = TITLE.chars().collect();
    let found = rows.iter().enumerate().find_map(|(row, line)| {
        let at = line.windows(title.len()).position(|words| words == title)?;
        let corner = at - line[..at].iter().rev().position(|of| *of == '┌')?;
        let width = line[corner..].iter().position(|of| *of == '┐')?;
        Some((row, corner, width))
    });
    let (row, left, width) = found.unwrap_or_else(|| panic!("no window on\n{screen}"));
    let inside = rows[row + 1..].iter().map(|line| &line[left..left + width]);
    let inside = inside.take_while(|line| line[0] != '└').flatten();
    let letters = inside.filter(|of| **of != '│' && !of.is_whitespace());
    letters.collect()
}

#[test]
fn another_file_in_the_diarys_place_is_told_of_and_neither_is_harmed() {
    for trial in 0..TRIALS {
        let (home, path) = home(None);
        let elsewhere = home.path().join("elsewhere.db");
        safekeeping::backup(&Repository::open(&path).unwrap(), &elsewhere).unwrap();
        let more = (60..260).map(|day| pain(day, 3)).collect();
        Repository::open(&elsewhere)
            .unwrap()
            .perform(&act(more))
            .unwrap();
        let expected = whole(&elsewhere);

        let mut terminal = start(&home);
        for score in 3..=6 + trial % 3 {
            terminal.keys(&score.to_string());
            terminal.wait(&format!("[{score}]"));
        }
        let last = u8::try_from(6 + trial % 3).unwrap();
        fs::rename(&elsewhere, &path).unwrap();
        match trial % 4 {
            // Killed before it could notice.
            0 => signal(terminal.process(), "KILL"),
            how => {
                terminal.keys("9");
                terminal.wait(TITLE);
                let told = told(&terminal.settled());
                let kept = kept(&home).unwrap();
                for words in [
                    &format!("placeof{}while", path.display()),
                    kept.to_str().unwrap(),
                ] {
                    assert!(told.contains(&words.replace(' ', "")), "{told}");
                }
                match how {
                    1 => signal(terminal.process(), "KILL"),
                    2 => terminal.keys("q"),
                    _ => {
                        terminal.keys("Enter");
                        terminal.wait_gone(TITLE);
                        terminal.wait("this is what is there now");
                        terminal.keys("8");
                        terminal.wait("[8]");
                        terminal.keys("u");
                        terminal.wait("undone");
                        terminal.keys("F2 q");
                    }
                }
                assert_eq!(whole(&kept), (Some(last), 60), "trial {trial}");
            }
        }
        terminal.end();
        assert_eq!(whole(&path), expected, "trial {trial}");
        assert!(
            files(&home)
                .iter()
                .all(|name| !name.ends_with("-wal") || trial % 4 < 2)
        );
    }
}

/// What waits in the log of a diary, by its length.
fn waiting(home: &TempDir) -> u64 {
    fs::metadata(home.path().join("diary.db-wal")).map_or(0, |log| log.len())
}

/// Reads a diary until it is dropped, so that its log cannot be written back: whoever answers is seldom
/// interrupted between a key and that.
fn reader(path: &Path) -> rusqlite::Connection {
    let reader = rusqlite::Connection::open(path).unwrap();
    // Nor does it write anything itself as it ends.
    let ends = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
    assert!(reader.set_db_config(ends, true).unwrap());
    let begun = reader.execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema;");
    begun.unwrap();
    reader
}

/// Nothing of the file that lost its name can be had back then but its log, which is kept.
#[test]
fn killed_before_it_looks_again_the_file_in_its_place_is_whole_and_the_log_is_kept() {
    let more = std::env::var("TWINGE_TEST_TRIALS").ok();
    let trials: usize = more.map_or(10, |more| more.parse().unwrap());
    let (mut noticed, mut put_aside) = (0, 0);
    for trial in 0..trials {
        let (home, path) = home(None);
        let elsewhere = home.path().join("elsewhere.db");
        safekeeping::backup(&Repository::open(&path).unwrap(), &elsewhere).unwrap();
        // A page or a hundred of them may differ.
        let days = if trial % 3 == 0 { 61 } else { 260 };
        let more = (60..days).map(|day| pain(day, 3)).collect();
        drop(Repository::open(&elsewhere).unwrap().perform(&act(more)));
        let expected = whole(&elsewhere);

        let mut terminal = start(&home);
        let reader = (trial % 2 == 0).then(|| reader(&path));
        for score in [3, 4, 5] {
            terminal.keys(&score.to_string());
            terminal.wait(&format!("[{score}]"));
        }
        if trial % 2 == 1 {
            // What was saved is in the file by then, and the log is empty.
            let patience = Instant::now();
            while waiting(&home) > 0 && patience.elapsed() < Duration::from_secs(60) {
                std::thread::sleep(Duration::from_millis(20));
            }
            terminal.keys("7");
            terminal.wait("[7]");
        }
        fs::rename(&elsewhere, &path).unwrap();
        if trial % 5 > 2 {
            terminal.keys("9 8");
            std::thread::sleep(Duration::from_millis(7 * trial as u64));
        }
        terminal.kill();
        let has_log = reader.is_some();
        drop(reader);

        let log = fs::read(home.path().join("diary.db-wal")).unwrap_or_default();
        let show = Command::new(env!("CARGO_BIN_EXE_twinge"))
            .args(["--diary", path.to_str().unwrap(), "show"])
            .output()
            .unwrap();
        let said = String::from_utf8(show.stderr).unwrap();
        assert!(show.status.success(), "trial {trial}: {said}");
        if !log.is_empty() {
            put_aside += 1;
            assert!(said.contains("diary.db.log-1"), "trial {trial}: {said}");
            let kept = fs::read(home.path().join("diary.db.log-1")).unwrap();
            assert_eq!(kept, log, "trial {trial}");
        }
        assert_eq!(whole(&path), expected, "trial {trial}");
        // Whoever had begun to look had put it aside already.
        let is_aside = home.path().join("diary.db.log-1").exists();
        assert!(
            !has_log || is_aside || kept(&home).is_some(),
            "trial {trial}"
        );
        if let Some(kept) = kept(&home) {
            noticed += 1;
            let last = if trial % 2 == 1 { 7 } else { 5 };
            assert_eq!(whole(&kept), (Some(last), 60), "trial {trial}");
        }
    }
    println!("{trials} times replaced and killed: {noticed} noticed, {put_aside} logs kept");
}

#[test]
fn a_diary_that_was_removed_is_put_back_when_asked() {
    let (home, path) = home(None);
    let mut terminal = start(&home);
    terminal.keys("7");
    terminal.wait("[7]");
    fs::remove_file(&path).unwrap();
    terminal.keys("8");
    terminal.wait(TITLE);
    assert!(!path.exists());
    terminal.keys("Enter");
    terminal.wait_gone(TITLE);
    terminal.keys("9");
    terminal.wait("[9]");
    terminal.keys("F2 q");
    assert_eq!(terminal.end(), 0);
    assert_eq!(files(&home), ["diary.db"]);
    assert_eq!(whole(&path), (Some(9), 60));
}

/// A sitting with an answer, whose diary something happens to.
fn lost(happen: impl Fn(&Path)) -> (Sitting, PathBuf) {
    let mut sitting = Sitting::new(100, 30);
    let path = sitting.folder.path().join("diary.db");
    sitting.keys("7");
    happen(&path);
    (sitting, path)
}

fn kept_in(sitting: &Sitting) -> PathBuf {
    sitting.session.lost().unwrap().kept.clone().unwrap()
}

#[test]
fn whatever_happens_to_the_file_what_was_saved_and_what_is_being_written_is_kept() {
    let replaced = |path: &Path| {
        let other = path.with_extension("other");
        drop(Repository::open(&other).unwrap());
        fs::rename(other, path).unwrap();
    };
    let removed = |path: &Path| fs::remove_file(path).unwrap();
    let moved = |path: &Path| fs::rename(path, path.with_extension("away")).unwrap();
    let folder = |path: &Path| {
        fs::remove_file(path).unwrap();
        fs::create_dir(path).unwrap();
    };
    let log = |path: &Path| fs::remove_file(path.with_extension("db-wal")).unwrap();
    type Happens<'a> = (&'a str, &'a dyn Fn(&Path));
    let all: [Happens; 5] = [
        ("took the place", &replaced),
        ("removed or moved away", &removed),
        ("removed or moved away", &moved),
        ("took the place", &folder),
        ("The log beside", &log),
    ];
    for (told, happen) in all {
        let (mut sitting, _) = lost(happen);
        // A key that would have answered is not taken for one of the dialog's.
        sitting.keys("n");
        let screen = sitting.screen();
        assert!(screen.contains(TITLE) && screen.contains(told), "{screen}");
        assert_eq!(whole(&kept_in(&sitting)), (Some(7), 1), "{told}");
        for (columns, rows) in [(1, 1), (20, 5), (40, 12), (200, 60)] {
            let screen = sitting.resize(columns, rows).screen();
            assert!(columns < 40 || screen.contains("leave"), "{screen}");
        }

        // In the midst of a note, which is kept with the rest.
        let mut sitting = Sitting::new(100, 30);
        let path = sitting.folder.path().join("diary.db");
        sitting.keys(r#"n Enter "half a wor""#);
        happen(&path);
        sitting.press(crossterm::event::KeyEvent::from(
            crossterm::event::KeyCode::Char('d'),
        ));
        assert!(sitting.screen().contains(TITLE), "{told}");
        let kept = kept_in(&sitting);
        sitting.session.keep_drafts();
        let diary = Repository::open(&kept).unwrap();
        let note = diary.day(today()).unwrap().answer(&"note".into()).cloned();
        assert_eq!(note, Some(Answer::Text("half a wor".into())), "{told}");
    }
}

/// What the file held is gone then, and nothing is promised of it; what is being written is not.
#[test]
fn another_file_written_over_the_diary_is_told_of_and_opened_when_asked() {
    for answers in [true, false] {
        let (home, path) = home(None);
        let elsewhere = home.path().join("elsewhere.db");
        drop(
            Repository::open(&elsewhere)
                .unwrap()
                .perform(&act((1..260).map(|day| pain(day, 3)).collect())),
        );
        let expected = whole(&elsewhere);
        let mut terminal = start(&home);
        terminal.keys("7");
        terminal.wait("[7]");
        fs::write(&path, fs::read(&elsewhere).unwrap()).unwrap();
        terminal.keys(if answers { "8" } else { "j" });
        terminal.wait(TITLE);
        let told = told(&terminal.settled());
        let copies = format!("{}.backups", path.display());
        for words in ["Another file was written over", &copies] {
            assert!(told.contains(&words.replace(' ', "")), "{told}");
        }
        assert!(kept(&home).is_none());
        if answers {
            terminal.keys("Enter");
            terminal.wait_gone(TITLE);
            terminal.wait("what was written over the diary is open now");
            terminal.keys("F2 q");
            assert_eq!(terminal.end(), 0);
        } else {
            // Whoever leaves so shall not take it for saved.
            terminal.keys("q");
            assert_ne!(terminal.end(), 0);
        }
        assert_eq!(whole(&path), expected);
    }
}

#[test]
fn a_file_of_the_same_state_is_gone_on_with() {
    let same: [&dyn Fn(&Path); 2] = [
        &|path| {
            let copy = path.with_extension("copy");
            safekeeping::backup(&Repository::open(path).unwrap(), &copy).unwrap();
            fs::rename(copy, path).unwrap();
        },
        &|path| {
            Repository::open(path).unwrap().write_back();
            fs::remove_file(path.with_extension("db-wal")).unwrap();
        },
    ];
    for happen in same {
        let (mut sitting, path) = lost(happen);
        sitting.keys("p 8");
        assert!(sitting.session.lost().is_none());
        assert_eq!(whole(&path).0, Some(8));
    }
}

#[test]
fn what_cannot_be_kept_is_held_and_can_be_tried_again() {
    let (mut sitting, path) = lost(|path| {
        let folder = path.parent().unwrap();
        fs::rename(folder, folder.with_extension("away")).unwrap();
    });
    sitting.keys("8");
    let screen = sitting.screen();
    assert!(screen.contains("could not be kept"), "{screen}");
    // The words break where the name of the folder lets them.
    assert!(screen.contains("there is no"), "{screen}");
    sitting.keys("Enter");
    assert!(sitting.session.lost().unwrap().kept.is_err());
    let folder = path.parent().unwrap();
    fs::create_dir(folder).unwrap();
    sitting.keys("Enter");
    assert_eq!(whole(&kept_in(&sitting)), (Some(7), 1));
    fs::remove_dir_all(folder.with_extension("away")).unwrap();
    let now = sitting.now;
    let enter = crossterm::event::KeyEvent::from(crossterm::event::KeyCode::Enter);
    assert!(sitting.session.key(enter, now).contains(&Do::Reopen));
    assert!(
        sitting
            .session
            .handle(Message::Key(enter, now))
            .contains(&Do::Reopen)
    );
}

/// `diary.db` alone is all of the diary, while the screen rests and however it is left.
#[test]
fn a_diary_that_rests_or_was_left_is_one_file() {
    let leave: [(&str, Option<&str>); 6] = [
        ("q", None),
        ("TERM", None),
        ("HUP", None),
        ("INT", None),
        ("TSTP", None),
        ("USR1", Some("open sesame")),
    ];
    for (how, passphrase) in leave {
        let (home, path) = home(passphrase);
        let diary = path.to_str().unwrap();
        let mut terminal = Terminal::start(home.path(), TODAY, &["--diary", diary], 120, 40);
        if let Some(words) = passphrase {
            terminal.wait("Passphrase:");
            terminal.keys(&format!("\"{words}\" Enter"));
        }
        terminal.wait("March 2026");
        terminal.keys("8");
        terminal.wait("[8]");
        let copy = home.path().join("copy.db");
        let patience = Instant::now();
        let log = home.path().join("diary.db-wal");
        while fs::metadata(&log).unwrap().len() > 0 {
            assert!(
                patience.elapsed() < Duration::from_secs(60),
                "the log is not written back"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
        fs::copy(&path, &copy).unwrap();
        let copied = Repository::open_with(&copy, passphrase.map(words)).unwrap();
        let answered = copied.day(today()).unwrap().answer(&"pain".into()).cloned();
        assert_eq!(answered, Some(Answer::Scale(8)));

        terminal.keys("9");
        terminal.wait("[9]");
        match how {
            "q" => terminal.keys("F2 q"),
            name => signal(terminal.process(), name),
        }
        match how {
            "TSTP" | "USR1" => {
                let patience = Instant::now();
                while files(&home) != ["diary.db"] {
                    assert!(
                        patience.elapsed() < Duration::from_secs(60),
                        "{how}: {:?}",
                        files(&home)
                    );
                    std::thread::sleep(Duration::from_millis(20));
                }
                if how == "TSTP" {
                    signal(terminal.process(), "CONT");
                    // Without a passphrase the screen is blank until Enter is pressed.
                    terminal.wait("untitled");
                    terminal.keys("Enter");
                    terminal.wait("[9]");
                    terminal.keys("F2 q");
                } else {
                    terminal.wait("untitled");
                    signal(terminal.process(), "TERM");
                }
                terminal.end();
            }
            _ => drop(terminal.end()),
        }
        assert_eq!(files(&home), ["diary.db"], "{how}");
        let diary = Repository::open_with(&path, passphrase.map(words)).unwrap();
        let answered = diary.day(today()).unwrap().answer(&"pain".into()).cloned();
        assert_eq!(answered, Some(Answer::Scale(9)), "{how}");
    }
}

#[test]
fn a_note_that_another_screen_wrote_meanwhile_is_told_of_and_both_are_kept() {
    let mut here = Sitting::new(100, 30);
    let path = here.folder.path().join("diary.db");
    let there = Repository::open(&path).unwrap();
    let mut there = Sitting::on(there, TempDir::new().unwrap(), 100, 30);
    here.keys(r#"n Enter "mine""#);
    there.keys(r#"n Enter "theirs" Enter"#);
    assert_ne!(
        there.session.model.notice.as_ref().unwrap().text,
        notices::saved_over()
    );
    here.keys("Enter");
    assert_eq!(
        here.session.model.notice.as_ref().unwrap().text,
        notices::saved_over()
    );
    let note = || {
        let diary = Repository::open(&path).unwrap();
        diary
            .day(today())
            .unwrap()
            .answer(&"note".into())
            .unwrap()
            .word()
    };
    assert_eq!(note(), "mine");
    here.keys("u");
    assert_eq!(note(), "theirs");
    // Who writes on after that writes over nothing.
    here.keys(r#"n Enter " and mine" Enter"#);
    assert_eq!(note(), "theirs and mine");
    assert_ne!(
        here.session.model.notice.as_ref().unwrap().text,
        notices::saved_over()
    );
}
