//! What hands do at the real binary: how many keys the usual takes, and what comes of slips of the
//! hand and of terminals that do not answer.

use std::path::Path;
use std::process::Command;

use twinge::keymap::Context;
use twinge::repository::Repository;

use crate::check_in::{MEDICINE, TYPICAL};
use crate::pty::{Terminal, split};
use crate::screens::lived;
use crate::sitting::Sitting;

const TODAY: &str = "2026-03-17";

/// A home in which the first questions are over.
fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), TODAY, &[], 80, 24);
    terminal.wait("Welcome to twinge");
    terminal.keys("Enter");
    terminal.wait_gone("Welcome to twinge");
    terminal.keys("Ctrl-c");
    assert_eq!(terminal.end(), 0);
    home
}

fn start(home: &Path) -> Terminal {
    let terminal = Terminal::start(home, TODAY, &[], 80, 24);
    terminal.wait("? help");
    terminal
}

fn leave(mut terminal: Terminal) {
    terminal.keys("Ctrl-c");
    assert_eq!(terminal.end(), 0);
}

/// The day, as the shell tells it.
fn told(home: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_twinge"))
        .args(["show"])
        .env_clear()
        .env("HOME", home)
        .env("TZ", "UTC")
        .env("TWINGE_TODAY", TODAY)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The keys of a script, without the words that are typed.
fn count(keys: &str) -> usize {
    let keys = split(keys);
    keys.iter().filter(|key| !key.starts_with('"')).count()
}

#[test]
fn the_usual_takes_few_keys_from_the_first_screen_on() {
    let home = home();
    let mut keys = [0; 3];
    for (nth, (script, answers)) in [
        (TYPICAL, ["moderate", "long drive, then heat helped"]),
        (MEDICINE, ["ibuprofen", "400 mg"]),
        ("R C", ["ibuprofen", "400 mg"]),
    ]
    .into_iter()
    .enumerate()
    {
        let mut terminal = start(home.path());
        terminal.keys(script);
        keys[nth] = count(script);
        terminal.settled();
        leave(terminal);
        let told = told(home.path());
        for answer in answers {
            assert!(
                told.contains(answer),
                "{script}: {answer} is not in\n{told}"
            );
        }
        let doses = told.matches("400 mg").count();
        assert_eq!(doses, nth, "{script}\n{told}");
    }
    println!(
        "check-in {}, a dose {}, the same again {}",
        keys[0], keys[1], keys[2]
    );
    let most = [25, 12, 4];
    assert!(
        keys.iter().zip(most).all(|(keys, most)| *keys <= most),
        "{keys:?}"
    );
}

#[test]
fn lines_that_are_pasted_without_a_word_stay_text() {
    for end in ["\r", "\n", "\r\n"] {
        for lines in [
            &[
                "4 hours on a chair",
                "9 then 8, and lay down",
                "R then Quiet sleep",
            ][..],
            &["5", "R 4", "quit"],
        ] {
            let home = home();
            let mut terminal = start(home.path());
            terminal.keys("n Enter");
            terminal.wait("Enter keep");
            terminal.bytes(lines.join(end).as_bytes());
            terminal.wait(lines[2]);
            terminal.keys("Enter");
            terminal.wait_gone("Enter keep");
            leave(terminal);
            let told = told(home.path());
            for line in lines {
                assert!(told.contains(line), "{end:?}: {line} is not in\n{told}");
            }
            assert!(!told.contains("Worst"), "{end:?}: {told}");
        }
    }
}

/// What is pasted at a pane is no keys, of a terminal that says what is pasted and of one that does not.
#[test]
fn what_is_pasted_at_a_pane_is_offered_as_a_note() {
    let home = home();
    let mut terminal = start(home.path());
    // Each line of it would answer, open or end something.
    let pasted = "5\rR 4\rquit";
    let marked = format!("\x1b[200~{pasted}\x1b[201~");
    for pane in ["F2", "F3", "F4", "Alt-2"] {
        for bytes in [pasted, &marked] {
            terminal.keys(pane);
            terminal.bytes(bytes.as_bytes());
            terminal.wait("Pasted: 3 lines; Esc lets them go");
            terminal.keys("Esc");
            terminal.wait_gone("Pasted");
        }
    }
    // A long line, and one behind keys that were typed; a list that is open filters by it.
    terminal.keys("F3 b");
    terminal.bytes(b"quit 4 R");
    terminal.wait("Pasted: 1 line; Esc lets it go");
    terminal.keys("Esc :");
    terminal.wait("Commands");
    terminal.bytes(pasted.as_bytes());
    terminal.wait("> 5 R 4 quit");
    terminal.keys("Esc g s");
    terminal.wait("Settings");
    terminal.bytes(pasted.as_bytes());
    terminal.wait("nothing was done with what was pasted");
    terminal.keys("Esc");
    assert!(!told(home.path()).contains('5'), "{}", told(home.path()));
    // It goes behind what the note says already.
    terminal.keys(r#"n Enter "slept" Enter F2"#);
    terminal.bytes(pasted.as_bytes());
    terminal.wait("Put into the note of");
    terminal.keys("Enter");
    terminal.wait("Enter keep");
    terminal.keys("Enter");
    terminal.wait_gone("Enter keep");
    leave(terminal);
    let told = told(home.path());
    for line in ["slept", "R 4", "quit"] {
        assert!(told.contains(line), "{line} is not in\n{told}");
    }
    assert!(!told.contains("Worst"), "{told}");
}

/// What is held down comes in heaps, and is as many keys.
#[test]
fn keys_that_repeat_are_no_paste() {
    let home = home();
    let mut terminal = start(home.path());
    terminal.keys("F3");
    terminal.bytes(b"llllllllll");
    terminal.bytes(b"n\r");
    terminal.wait("Enter keep");
    terminal.keys(r#""heaps" Enter"#);
    terminal.wait_gone("Enter keep");
    leave(terminal);
    let told = told(home.path());
    assert!(
        told.contains("Worst today: 9") && told.contains("heaps"),
        "{told}"
    );
}

#[test]
fn escape_and_a_key_in_one_packet_are_two_keys() {
    let home = home();
    let mut terminal = start(home.path());
    terminal.keys(r#"n Enter "short""#);
    terminal.wait("short");
    // It keeps the note; the digit is the pain's, after a jump that came with the escape.
    terminal.bytes(b"\x1bp");
    terminal.wait_gone("Enter keep");
    terminal.keys("4");
    terminal.wait("moderate");
    // A list closes, and the key behind is not typed into it.
    terminal.keys("F2 :");
    terminal.wait("Commands");
    terminal.bytes(b"\x1b?");
    terminal.wait("type to find a key");
    terminal.bytes(b"\x1b/");
    terminal.wait("Search: words");
    terminal.keys("Esc");
    leave(terminal);
    let told = told(home.path());
    assert!(
        told.contains("short") && told.contains("moderate"),
        "{told}"
    );
}

#[test]
fn a_window_may_change_while_a_list_is_open() {
    let home = home();
    let mut terminal = start(home.path());
    for (keys, list) in [
        ("?", "type to find a key"),
        (":", "Commands"),
        ("g s", "Settings"),
    ] {
        terminal.keys("F2");
        terminal.keys(keys);
        terminal.wait(list);
        for (columns, rows) in [(20, 5), (200, 60), (1, 1), (40, 12), (80, 24)] {
            terminal.look_at(columns, rows);
            terminal.resize(columns, rows);
            terminal.settled();
        }
        terminal.wait(list);
        terminal.keys("Esc");
        terminal.wait_gone(list);
    }
    leave(terminal);
}

/// Nothing here answers what a terminal is asked, and no key is lost meanwhile.
#[test]
fn a_terminal_that_answers_nothing_loses_no_key() {
    let home = home();
    let mut terminal = Terminal::start(home.path(), TODAY, &[], 80, 24);
    terminal.wait_asked();
    terminal.keys("4");
    terminal.wait("moderate");
    leave(terminal);
    assert!(told(home.path()).contains("moderate"));
}

/// With Caps Lock on, letters mean something else: nothing is written unless it is said, with the way
/// back.
#[test]
fn caps_lock_writes_nothing_without_a_word() {
    let acts = |sitting: &Sitting| {
        let diary: &Repository = sitting.session.repository().unwrap();
        diary.history(usize::MAX).unwrap().len()
    };
    let (mut silent, mut wrote) = (Vec::new(), 0);
    for (place, keys) in [
        (Context::Form, "p"),
        (Context::Calendar, "F2"),
        (Context::Chart, "F4"),
    ] {
        let mut sitting = lived(80, 24);
        for letter in 'A'..='Z' {
            sitting.keys("F3");
            sitting.keys(keys);
            let before = acts(&sitting);
            sitting.keys(&letter.to_string());
            if acts(&sitting) != before {
                wrote += 1;
                let notice = sitting.session.model.notice.as_ref();
                if notice.is_none_or(|notice| notice.text.is_empty()) {
                    silent.push((place, letter));
                }
            }
            sitting.keys("Esc Esc");
        }
    }
    assert!(silent.is_empty(), "{silent:?}");
    // What answers the rest as yesterday is the only one.
    assert!(wrote <= 1, "{wrote}");
}
