//! Journeys of a person at a real terminal, through the real binary.

use std::collections::BTreeSet;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::pty::Terminal;

const LAST_DAY: &str = "2026-03-17";

/// Fourteen days typed by keyboard: a day a line, ending on the day the sitting takes for today.
/// Two of them are corrected on a later day, and one mistake is undone.
const DAYS: [(&str, &str); 14] = [
    (
        "2026-03-04",
        r#"2 w Enter Space Esc f Enter Space Esc s 6 Enter n Enter "Anfang. Rücken zwickt" Enter"#,
    ),
    ("2026-03-05", r#"3 w Enter Space Right Space Esc b 2"#),
    (
        "2026-03-06",
        r#"6 i 4 b 5 R 1 b 6 a 3 Esc n Enter "first day, heat helped 🙂" Enter"#,
    ),
    ("2026-03-07", r#"5 b 5 R 9 b 5 a 4 Esc"#),
    ("2026-03-08", r#"3 b 4"#),
    ("2026-03-09", r#"2 b 3 t Enter "36,42" Enter"#),
    ("2026-03-10", r#"1 b 2 t Enter "36.38" Enter"#),
    (
        "2026-03-11",
        r#"0 X 2 o Space d 0 Esc n Enter "déjà mieux, öfter gelaufen" Enter"#,
    ),
    // The pain after it is asked for, zero included.
    ("2026-03-12", r#"1 k 0 t Enter "36.45" Enter"#),
    (
        "2026-03-13",
        r#"4 e 5 L 1 Esc n Enter "carried boxes 📦 all day" Enter"#,
    ),
    // Tomorrow's pain typed by mistake, and undone.
    ("2026-03-14", r#"4 9 u R 2 b 4 a 2 Esc"#),
    // The 10th was worse than it was written down.
    ("2026-03-15", r#"2 g d "10 mar" Enter F3 p 3 Home"#),
    ("2026-03-16", r#"1 0 j k 1 m 3 o 2"#),
    // The day before yesterday had spotting.
    (
        "2026-03-17",
        r#"2 < < b 2 > > n Enter "two weeks, ça va 👍" Enter"#,
    ),
];

fn twinge(home: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_twinge"))
        .args(arguments)
        .env_clear()
        .env("HOME", home.path())
        .env("TZ", "UTC")
        .env("TWINGE_TODAY", LAST_DAY)
        .output()
        .unwrap()
}

fn words(output: &Output) -> String {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn fourteen_days_by_keyboard() {
    let home = tempfile::tempdir().unwrap();
    for (nth, (day, keys)) in DAYS.iter().enumerate() {
        let mut terminal = Terminal::start(home.path(), day, &[], 100, 30);
        if nth == 0 {
            terminal.wait("Welcome to twinge");
            terminal.keys("Enter");
            terminal.wait_gone("Welcome to twinge");
        }
        terminal.wait("March 2026");
        for key in crate::pty::split(keys) {
            terminal.keys(&key);
        }
        terminal.keys("Esc Esc q");
        assert_eq!(terminal.end(), 0, "{day}");
    }

    // Browsed.
    let mut terminal = Terminal::start(home.path(), LAST_DAY, &[], 200, 60);
    terminal.wait("two weeks, ça va 👍");
    terminal.keys("F2 K J h h h h");
    terminal.wait("carried boxes 📦 all day");
    // Charted.
    terminal.keys("3 - -");
    terminal.wait("everything");
    terminal.keys("1");
    // Searched: both days with heat.
    terminal.keys("/ \"measure:heat\" Enter");
    terminal.wait("Friday 6 March 2026");
    terminal.keys("/ \"zwickt\" Enter");
    terminal.wait("Wednesday 4 March 2026");
    // Looked up in the log, blanked and brought back.
    terminal.keys("g l");
    terminal.wait("Log of changes");
    terminal.keys("Esc `");
    terminal.wait_gone("twinge");
    terminal.wait_gone("March");
    terminal.keys("`");
    terminal.wait("Wednesday 4 March 2026");
    terminal.keys("q");
    assert_eq!(terminal.end(), 0);

    // Read back from the shell.
    let table = words(&twinge(&home, &["export", "--format", "csv"]));
    for row in [
        "2026-03-04,,day,pain,2,",
        "2026-03-06,,day,bleeding,heavy,",
        "2026-03-10,,day,pain,3,",
        "2026-03-12,,day,temperature,36.45,°C",
        "2026-03-14,,day,pain,4,",
        "2026-03-15,,day,bleeding,spotting,",
        "2026-03-16,,day,pain,1,",
        "2026-03-17,,day,note,",
    ] {
        assert!(table.contains(row), "{row} is not in\n{table}");
    }
    // These days and no others: the pain that was typed into the wrong one is gone.
    let dates: BTreeSet<&str> = table.lines().skip(1).map(|row| &row[..10]).collect();
    assert_eq!(dates, DAYS.map(|(day, _)| day).into());
    let after = table
        .lines()
        .find(|line| line.contains(",pain-after,"))
        .unwrap();
    assert!(
        after.starts_with("2026-03-11,") && after.contains(",0,"),
        "{after}"
    );

    // Exported, and brought into an empty diary: the same, and nothing twice.
    let export = words(&twinge(&home, &["export"]));
    let file = home.path().join("export.json");
    std::fs::write(&file, &export).unwrap();
    let (file, other) = (file.to_str().unwrap(), home.path().join("other.db"));
    let other = other.to_str().unwrap();
    for _ in 0..2 {
        words(&twinge(&home, &["--diary", other, "import", file]));
        assert_eq!(words(&twinge(&home, &["--diary", other, "export"])), export);
    }
    words(&twinge(&home, &["check"]));
}

#[test]
fn two_programs_see_each_others_changes() {
    let home = tempfile::tempdir().unwrap();
    words(&twinge(&home, &["log", "pain=1"]));
    let mut one = Terminal::start(home.path(), LAST_DAY, &[], 100, 30);
    one.wait("Welcome");
    one.keys("Enter");
    one.wait("[1]");
    let mut other = Terminal::start(home.path(), LAST_DAY, &[], 100, 30);
    other.wait("[1]");
    one.keys("7");
    one.wait("[7]");
    other.keys("k");
    other.wait("[7]");
    other.keys("p 5");
    other.wait("[5]");
    one.keys("k");
    one.wait("[5]");
    one.keys("q");
    other.keys("q");
    assert_eq!((one.end(), other.end()), (0, 0));
}

#[test]
fn the_terminal_is_given_back() {
    for (signal, code) in [("TERM", 143), ("HUP", 129), ("INT", 130)] {
        let home = tempfile::tempdir().unwrap();
        words(&twinge(&home, &["log", "pain=1"]));
        let mut terminal = Terminal::start(home.path(), LAST_DAY, &[], 80, 24);
        terminal.wait("Welcome");
        terminal.keys("Enter n Enter");
        terminal.wait("Anything worth");
        // A note that is half typed is kept.
        terminal.keys("\"half a note\"");
        terminal.wait("half a note");
        assert!(terminal.is_full_screen());
        let process = terminal.process().to_string();
        assert!(
            Command::new("kill")
                .args(["-s", signal, &process])
                .status()
                .unwrap()
                .success()
        );
        terminal.wait_for_shell();
        assert!(!terminal.is_full_screen());
        assert_eq!(terminal.end(), code, "{signal}");
        let note = words(&twinge(&home, &["show"]));
        assert!(note.contains("half a note"), "{note}");
    }
}

#[test]
fn patterns_are_looked_for_beside_the_keys() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), LAST_DAY, &["demo"], 100, 30);
    terminal.wait("March 2026");
    terminal.keys("g p");
    terminal.wait("worst pain was higher in the first three");
    terminal.keys("Enter");
    terminal.wait("Each cycle");
    terminal.keys("G");
    terminal.wait("Enter go to the day");
    terminal.keys("Enter");
    terminal.wait_gone("Each cycle");
    terminal.keys("g t g p Esc c");
    terminal.wait("Two stretches of time");
    terminal.keys("s");
    terminal.wait("before 17 Mar 2026");
    // The patterns stand where they were left, and an answer is taken in as everywhere.
    terminal.keys("Alt-1 g f p 9");
    terminal.wait("[9]");
    terminal.keys("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn hostile_sizes_do_no_harm() {
    let home = tempfile::tempdir().unwrap();
    words(&twinge(&home, &["log", "pain=1"]));
    let mut terminal = Terminal::start(home.path(), LAST_DAY, &[], 80, 24);
    terminal.wait("Welcome");
    terminal.keys("Enter");
    terminal.wait_gone("Welcome");
    // Some of these sizes are too hostile for the terminal of the test itself.
    terminal.look_at(500, 200);
    for (columns, rows) in [(1, 1), (500, 200), (3, 90), (300, 2), (20, 5)] {
        terminal.resize(columns, rows);
        terminal.keys("j k Tab Tab Tab");
    }
    terminal.resize(100, 30);
    terminal.wait("median of 7 days");
    terminal.keys("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn without_a_terminal_there_is_no_full_screen() {
    let home = tempfile::tempdir().unwrap();
    let output = twinge(&home, &[]);
    assert_eq!(output.status.code(), Some(2));
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(words.contains("no terminal"), "{words}");
}
