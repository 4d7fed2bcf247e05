use std::time::{Duration, Instant};

use super::*;
use crate::locked::{NOTE, home, note, start, words};
use crate::pty::Terminal;

fn wait_for(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed().as_secs() < 90, "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_kill_loses_nothing_that_was_written_a_moment_ago() {
    for passphrase in [None, Some("open sesame")] {
        let home = home(passphrase);
        let file = home.path().join("diary.db");
        let open = || Repository::open_with(&file, passphrase.map(words)).unwrap();
        let unlock = |terminal: &mut Terminal| {
            if let Some(words) = passphrase {
                terminal.wait("Passphrase:");
                terminal.keys(&format!("\"{words}\" Enter"));
            }
        };
        let mut text = NOTE.to_owned();
        for round in 0..3 {
            let mut terminal = start(&home);
            unlock(&mut terminal);
            if round == 0 {
                terminal.wait("March 2026");
                terminal.keys("F3 n Enter");
            } else {
                terminal.wait(OFFERED);
                terminal.keys("Enter");
            }
            terminal.wait(&text);
            terminal.keys("\" and\"");
            text += " and";
            terminal.wait(&text);
            wait_for(&text, || {
                open()
                    .drafts()
                    .unwrap()
                    .iter()
                    .any(|kept| kept.text == text)
            });
            terminal.kill();
            assert_eq!(note(home.path(), passphrase), NOTE);
            let has = |name: &str| {
                let bytes = std::fs::read(home.path().join(name)).unwrap_or_default();
                bytes.windows(4).any(|part| part == b" and")
            };
            assert_eq!(has("diary.db") || has("diary.db-wal"), passphrase.is_none());
        }
        // Dropped, or gone on with.
        let mut terminal = start(&home);
        unlock(&mut terminal);
        terminal.wait(OFFERED);
        match passphrase {
            None => {
                terminal.keys("Down Enter");
                terminal.wait_gone(OFFERED);
                text = NOTE.to_owned();
            }
            Some(_) => {
                terminal.keys("Enter");
                terminal.wait_gone(OFFERED);
                terminal.keys("Esc");
                terminal.wait("saved");
            }
        }
        terminal.keys("F2 q");
        assert_eq!(terminal.end(), 0);
        assert_eq!(note(home.path(), passphrase), text);
        assert_eq!(open().drafts().unwrap(), Drafts::new());
    }
}

#[test]
fn a_blank_screen_and_a_signal_lose_nothing_typed() {
    let home = home(None);
    let mut terminal = start(&home);
    let file = home.path().join("diary.db");
    terminal.wait("March 2026");
    terminal.keys(r#"F3 / "temperature" Enter Enter "36.x""#);
    terminal.wait("36.x");
    terminal.signal("USR1");
    terminal.wait("untitled");
    wait_for("kept behind a blank screen", || kept_in(&file) == ["36.x"]);
    terminal.signal("QUIT");
    terminal.end();
    assert_eq!(kept_in(&file), ["36.x"]);
    let mut terminal = start(&home);
    terminal.wait(OFFERED);
    terminal.keys("Esc F2 q");
    assert_eq!(terminal.end(), 0);
    assert_eq!(kept_in(&file), ["36.x"]);
}

/// How often the program's first thread gave the processor up.
fn wakes(terminal: &Terminal) -> u64 {
    let status = format!("/proc/{}/status", terminal.process());
    let status = std::fs::read_to_string(status).unwrap();
    let line = status.lines().find(|line| line.starts_with("voluntary"));
    line.unwrap()
        .split_whitespace()
        .last()
        .unwrap()
        .parse()
        .unwrap()
}

#[test]
fn an_editor_in_which_nothing_is_typed_wakes_nobody_and_the_file_holds_what_was() {
    let home = home(None);
    let mut terminal = start(&home);
    terminal.wait("March 2026");
    terminal.keys("F3 n Enter");
    terminal.wait(NOTE);
    terminal.keys("\" and more\"");
    terminal.wait("and more");
    // The file alone, without its log.
    let file = home.path().join("diary.db");
    let copy = home.path().join("copy.db");
    wait_for("the file holds what is written", || {
        std::fs::copy(&file, &copy).unwrap();
        kept_in(&copy) == [format!("{NOTE} and more")]
    });
    let mut before = wakes(&terminal);
    // What was worked out since is drawn; then nothing is.
    wait_for("it rests", || {
        std::thread::sleep(Duration::from_secs(3));
        let now = wakes(&terminal);
        let slept = now == before;
        before = now;
        slept
    });
    terminal.kill();
}
