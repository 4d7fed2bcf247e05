//! Nothing keeps a diary open: wherever its person is, and whatever is half typed, it is shut and the
//! program ended at once.

use tempfile::TempDir;
use twinge::diary::{Act, Answer, Edit, Target};
use twinge::repository::Repository;

use crate::locked::{NOTE, home, note, start, words};
use crate::pty::Terminal;

const PASSPHRASE: &str = "open sesame";

/// A place: the keys there from the calendar, what is seen there, and the keys back.
struct Place(&'static str, &'static str, &'static str);

/// Every screen and every layer.
const PLACES: [Place; 24] = [
    Place("", "March 2026", ""),
    Place("F3", "Worst today", "F2"),
    Place(r#"F3 n Enter " and more""#, "and more", "Esc F2"),
    Place("g i", NOTE, "g i"),
    Place("g y", "2026", "Alt-1"),
    Place("\"\u{1b}3\"", "Worst pain", "Alt-1"),
    Place("g o", "Cycles", "Alt-1"),
    Place("g p", "What your pain goes with", "Alt-1"),
    Place("g a", "Warnings", "Alt-1"),
    Place("w", "which is it?", "Esc"),
    Place("?", "type to find a key", "Esc"),
    Place(r#": "un""#, "undo", "Esc"),
    Place(r#"F3 / "wher""#, "Find a field", "Esc F2"),
    Place(
        r#"F3 / "where" Enter Enter"#,
        "nowhere chosen yet",
        "Esc F2",
    ),
    Place("g h a", "which item", "Esc F2"),
    Place("g s", "Settings", "Esc"),
    Place("g e", "Items", "Esc"),
    Place(r#"g e a "sauna""#, "sauna", "Esc Esc"),
    Place(r#"g e a "sauna" Enter"#, "how is it answered", "Esc Esc"),
    Place(r#"g d "12 mar""#, "12 mar", "Esc"),
    Place("g l", "Log of changes", "Esc"),
    Place("g b", "Removed in the last", "Esc"),
    Place(r#"g / "zitr""#, NOTE, "Esc"),
    Place("`", "untitled", "Enter"),
];

/// A home with a diary that has a note of today, and something that was removed.
pub(crate) fn full(passphrase: Option<&str>) -> TempDir {
    let home = home(passphrase);
    let diary = home.path().join("diary.db");
    let mut repository = Repository::open_with(&diary, passphrase.map(words)).unwrap();
    for answer in [Some(Answer::Scale(4)), None] {
        let day = Target::Day("2026-03-16".parse().unwrap());
        let item = "pain".into();
        let target = day;
        let act = Act::one(
            "pain",
            Edit::Answer {
                target,
                item,
                answer,
            },
        );
        repository.perform(&act).unwrap();
    }
    home
}

/// Opens the diary and goes to its calendar.
pub(crate) fn sit_down(home: &TempDir, passphrase: Option<&str>) -> Terminal {
    let mut terminal = start(home);
    if let Some(words) = passphrase {
        terminal.wait("Passphrase:");
        terminal.keys(&format!("\"{words}\" Enter"));
    }
    terminal.wait("March 2026");
    terminal.keys("F2");
    terminal
}

/// What is seen on a screen: blanks at the end of a line are not.
fn lines(screen: &str) -> Vec<&str> {
    screen.lines().map(str::trim_end).collect()
}

/// Nothing of the diary is seen.
#[track_caller]
fn wait_shut(terminal: &Terminal) {
    terminal.wait("untitled");
    let screen = terminal.screen();
    let empty = screen.lines().all(|line| {
        let line = line.trim();
        line.is_empty() || line == "~" || line.contains("untitled")
    });
    assert!(empty, "{screen}");
}

/// From a shut diary back to it.
fn come_back(terminal: &mut Terminal, passphrase: Option<&str>) {
    terminal.keys("Enter");
    if let Some(words) = passphrase {
        terminal.wait("Passphrase:");
        terminal.keys(&format!("\"{words}\" Enter"));
    }
}

/// Shuts the diary with a signal: to lock, or to stop and go on.
fn shut(terminal: &Terminal, signal: &str) {
    terminal.signal(signal);
    if signal != "USR1" {
        terminal.wait_stopped();
        terminal.signal("CONT");
    }
    wait_shut(terminal);
}

/// A signal that shuts the diary at each place in turn, so that each signal is met at many.
fn signal(nth: usize) -> &'static str {
    ["USR1", "TSTP", "STOP"][nth % 3]
}

#[test]
fn every_place_is_shut_and_found_again() {
    let rounds: usize = std::env::var("TWINGE_ROUNDS").map_or(1, |n| n.parse().unwrap());
    for passphrase in [Some(PASSPHRASE), None] {
        let home = full(passphrase);
        let mut terminal = sit_down(&home, passphrase);
        let places = || PLACES.iter().filter(|place| place.1 != "untitled");
        for (nth, Place(keys, words, back)) in (0..rounds).flat_map(|round| (round..).zip(places()))
        {
            terminal.keys(keys);
            terminal.wait(words);
            let before = terminal.settled();
            shut(&terminal, signal(nth));
            come_back(&mut terminal, passphrase);
            terminal.wait(words);
            // A note that is being written is kept when the diary is shut, and seen beneath.
            if !words.contains("more") {
                terminal.wait_until(&before, |screen| lines(screen) == lines(&before));
            }
            terminal.keys(back);
            terminal.wait("n note");
        }
        terminal.keys("q");
        assert_eq!(terminal.end(), 0);
    }
}

#[test]
fn every_question_about_a_passphrase_is_put_aside() {
    for (passphrase, questions) in [
        (
            Some(PASSPHRASE),
            &[
                ("g k", "the passphrase it has now"),
                (r#"g k "open se""#, "*******"),
                (r#"g k "open sesame" Enter"#, "Another passphrase, or none"),
                (r#"g k "open sesame" Enter "other" Enter"#, "The same again"),
            ][..],
        ),
        (
            None,
            &[
                ("g k", "If you forget it, nobody"),
                (r#"g k "other" Enter "oth""#, "The same again: ***"),
            ],
        ),
    ] {
        let home = full(passphrase);
        let mut terminal = sit_down(&home, passphrase);
        for (keys, words) in questions {
            for signal in ["USR1", "TSTP", "STOP"] {
                terminal.keys(keys);
                terminal.wait(words);
                shut(&terminal, signal);
                // Neither Esc nor any other key leads past the passphrase.
                terminal.keys("Esc");
                if passphrase.is_some() {
                    terminal.wait("Passphrase:");
                    terminal.keys("\"other\" Enter");
                    terminal.wait("not the passphrase");
                    terminal.keys("\"open sesame\" Enter");
                } else {
                    terminal.keys("Enter");
                }
                terminal.wait("n note");
            }
        }
        terminal.keys("q");
        assert_eq!(terminal.end(), 0);
        assert_eq!(note(home.path(), passphrase), NOTE);
    }
}

/// The halves of keys, letters and pastes, and what they put into a text in the end.
const HALVES: [(&[u8], &str); 7] = [
    (b"\x1b[", ""),
    (b"\x1bO", ""),
    (b"\x1b[1;5", ""),
    (b"\x1b[<0;5", ""),
    (b"\xc3", ""),
    (b"\xf0\x9f\xa6", ""),
    (b"\x1b[200~, pasted", ", pasted"),
];

#[test]
fn whatever_is_half_typed_the_diary_is_shut_and_the_program_ends() {
    for passphrase in [Some(PASSPHRASE), None] {
        let home = full(passphrase);
        let mut terminal = sit_down(&home, passphrase);
        let mut expected = NOTE.to_owned();
        terminal.keys("F3 n Enter");
        for (nth, (half, adds)) in HALVES.into_iter().enumerate() {
            terminal.wait(&expected);
            terminal.bytes(half);
            expected += adds;
            shut(&terminal, signal(nth));
            come_back(&mut terminal, passphrase);
            terminal.wait(&expected);
            // The next key is a key.
            terminal.bytes(half);
            std::thread::sleep(std::time::Duration::from_millis(150));
            if !adds.is_empty() {
                expected += adds;
                terminal.wait(&expected);
            }
            terminal.keys("\"k\"");
            expected.push('k');
        }
        terminal.wait(&expected);
        terminal.keys("Esc F2 q");
        assert_eq!(terminal.end(), 0);
        assert_eq!(note(home.path(), passphrase), expected);
    }
    for (half, adds) in HALVES {
        let home = full(None);
        let mut terminal = sit_down(&home, None);
        terminal.keys("F3 n Enter");
        terminal.wait(NOTE);
        terminal.bytes(half);
        terminal.signal("TERM");
        assert_eq!(terminal.end(), 128 + 15);
        assert_eq!(note(home.path(), None), format!("{NOTE}{adds}"));
    }
}

/// The signals that end a program, by their numbers here.
const ENDING: [(&str, u32); 14] = [
    ("TERM", 15),
    ("HUP", 1),
    ("INT", 2),
    ("QUIT", 3),
    ("ABRT", 6),
    ("ALRM", 14),
    ("USR2", 12),
    ("VTALRM", 26),
    ("PROF", 27),
    ("XCPU", 24),
    ("POLL", 29),
    ("PWR", 30),
    ("STKFLT", 16),
    ("RTMIN+3", 37),
];

#[test]
fn every_signal_that_ends_it_leaves_the_terminal_as_it_was_and_keeps_the_note() {
    let ways = PLACES.into_iter().zip(ENDING.into_iter().cycle());
    for (Place(keys, words, _), (signal, number)) in ways {
        let home = full(None);
        let mut terminal = start(&home);
        terminal.wait("March 2026");
        // A note is being written, with the screen blanked over it.
        let writes = words == "untitled";
        terminal.keys(if writes {
            r#"F3 n Enter "!" F12"#
        } else {
            "F2"
        });
        if !writes {
            terminal.keys(keys);
        }
        terminal.wait(words);
        assert!(!terminal.is_as_it_was());
        terminal.signal(signal);
        terminal.wait_for_shell();
        assert!(!terminal.is_full_screen(), "{signal} at {keys}");
        terminal.wait_as_it_was();
        assert_eq!(terminal.end(), 128 + number, "{signal}");
        let kept = match words {
            "and more" => format!("{NOTE} and more"),
            _ if writes => format!("{NOTE}!"),
            _ => NOTE.to_owned(),
        };
        assert_eq!(note(home.path(), None), kept, "{signal} at {keys}");
    }
}

#[test]
fn after_idle_minutes_every_place_is_shut() {
    let places = [
        ("F3 n Enter \" and more\"", &b"\x1b["[..], Some(PASSPHRASE)),
        ("g k", b"", Some(PASSPHRASE)),
        (
            "g k \"open sesame\" Enter",
            b"\x1b[200~half",
            Some(PASSPHRASE),
        ),
        ("g s", b"\xc3", None),
        ("g k", b"", None),
    ];
    let mut sittings = Vec::new();
    for (keys, half, passphrase) in places {
        let home = full(passphrase);
        let settings = home.path().join(".config/twinge");
        std::fs::create_dir_all(&settings).unwrap();
        std::fs::write(settings.join("config.toml"), "lock-minutes = 1\n").unwrap();
        let mut terminal = sit_down(&home, passphrase);
        terminal.keys(keys);
        terminal.bytes(half);
        sittings.push((home, terminal, passphrase));
    }
    for (_home, mut terminal, passphrase) in sittings {
        terminal.wait_minutes("untitled");
        wait_shut(&terminal);
        come_back(&mut terminal, passphrase);
        terminal.wait("March 2026");
        terminal.kill();
    }
}
