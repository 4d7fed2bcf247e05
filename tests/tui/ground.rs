//! The theme goes by the background of the terminal, whether and whenever that says which it is.

use std::path::Path;
use std::time::Duration;

use crate::pty::Terminal;

const TODAY: &str = "2026-03-17";
/// The ink of the dark theme, of the light one, and neither.
const DARK: [bool; 2] = [true, false];
const LIGHT: [bool; 2] = [false, true];
const NEITHER: [bool; 2] = [false, false];
/// What every terminal answers.
const FENCE: &[u8] = b"\x1b[?62;22c";
/// What is shown at first.
const OPEN: &str = "Welcome to twinge";

#[track_caller]
fn wait_inks(terminal: &Terminal, [dark, light]: [bool; 2]) {
    terminal.settled();
    terminal.wait_colours(&[(252, dark), (235, light)]);
}

fn start(home: &Path, environment: &[(&str, &str)]) -> Terminal {
    Terminal::start_in(home, TODAY, &[], 100, 30, environment)
}

fn leave(mut terminal: Terminal) {
    terminal.keys("Ctrl-c");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn the_theme_is_that_of_the_background_which_is_told() {
    let home = tempfile::tempdir().unwrap();
    for (pieces, environment, theme) in [
        (
            &[&b"\x1b]11;rgb:0000/2b2b/3636\x1b\\"[..], FENCE][..],
            &[][..],
            DARK,
        ),
        // In pieces, and with the other end.
        (&[b"\x1b]11;rgb:fd", b"/f6/e3\x07"], &[], LIGHT),
        // The terminal knows only what it is; then the environment is asked.
        (&[FENCE], &[("COLORFGBG", "15;0")], DARK),
        (&[FENCE], &[("COLORFGBG", "0;default;15")], LIGHT),
        (&[FENCE], &[], NEITHER),
        // What the terminal says counts more.
        (
            &[b"\x1b]11;rgb:ff/ff/ff\x07", FENCE],
            &[("COLORFGBG", "15;0")],
            LIGHT,
        ),
        // Nothing is said at all.
        (&[], &[], NEITHER),
        (&[], &[("COLORFGBG", "15;0")], DARK),
    ] {
        let mut terminal = start(home.path(), environment);
        terminal.wait_asked();
        for piece in pieces {
            terminal.keys(&format!("\"{}\"", String::from_utf8_lossy(piece)));
        }
        terminal.wait(OPEN);
        wait_inks(&terminal, theme);
        leave(terminal);
    }
}

#[test]
fn no_theme_is_looked_for_where_one_is_chosen_or_none_is_wanted() {
    let home = tempfile::tempdir().unwrap();
    let terminal = start(home.path(), &[("NO_COLOR", "1"), ("COLORFGBG", "0;15")]);
    terminal.wait(OPEN);
    wait_inks(&terminal, NEITHER);
    assert_eq!(terminal.told().asked, Vec::<String>::new());
    leave(terminal);
    let settings = home.path().join(".config/twinge");
    std::fs::create_dir_all(&settings).unwrap();
    std::fs::write(settings.join("look.toml"), "theme = \"light\"\n").unwrap();
    let terminal = start(home.path(), &[("COLORFGBG", "15;0")]);
    terminal.wait(OPEN);
    wait_inks(&terminal, LIGHT);
    assert_eq!(terminal.told().asked, Vec::<String>::new());
    leave(terminal);
}

/// What is answered late is not typed into the form, nor is a key lost that comes between.
#[test]
fn a_late_answer_is_no_key() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(home.path(), &[]);
    terminal.wait(OPEN);
    terminal.keys("Enter");
    terminal.wait_gone(OPEN);
    let before = terminal.settled();
    terminal.bytes(b"\x1b]11;rgb:0000/2b");
    // Longer than half a key is waited for.
    std::thread::sleep(Duration::from_millis(300));
    terminal.bytes(b"2b/3636\x07");
    terminal.bytes(FENCE);
    assert_eq!(terminal.settled(), before);
    terminal.keys("?");
    terminal.wait_until("the help", |screen| screen != before);
    terminal.keys("Ctrl-c Ctrl-c");
    assert_eq!(terminal.end(), 0);
}
