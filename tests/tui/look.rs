//! How the screen looks is chosen while it is seen.

use crate::pty::Terminal;

/// The ink of the dark theme, and of the light one.
const DARK: u8 = 252;
const LIGHT: u8 = 235;

#[test]
fn a_look_is_shown_before_it_is_chosen_and_goes_back_with_escape() {
    let home = tempfile::tempdir().unwrap();
    let dark = [("COLORFGBG", "15;0")];
    let mut terminal = Terminal::start_in(home.path(), "2026-03-17", &[], 100, 30, &dark);
    terminal.wait("Welcome to twinge");
    terminal.keys("Enter");
    terminal.wait_gone("Welcome to twinge");
    let is = |terminal: &Terminal, shown: u8, other: u8| {
        terminal.wait_colours(&[(shown, true), (other, false)]);
    };
    is(&terminal, DARK, LIGHT);

    // Found by its name among the commands.
    terminal.keys(r#": "theme" Enter"#);
    terminal.wait("How the screen looks");
    is(&terminal, DARK, LIGHT);
    terminal.keys(r#""theme: light""#);
    is(&terminal, LIGHT, DARK);
    // Nothing that is typed fits: what was is shown.
    terminal.keys(r#""x""#);
    is(&terminal, DARK, LIGHT);
    terminal.keys("Backspace");
    is(&terminal, LIGHT, DARK);
    terminal.keys("Esc");
    terminal.wait_gone("How the screen looks");
    is(&terminal, DARK, LIGHT);

    terminal.keys(r#"g v "light" Enter"#);
    terminal.wait("twinge config set theme light");
    is(&terminal, LIGHT, DARK);
    terminal.keys(r#"g v "ascii""#);
    terminal.wait("+--");
    terminal.keys("Esc");
    terminal.wait_gone("+--");
    is(&terminal, LIGHT, DARK);

    terminal.keys("Ctrl-c");
    assert_eq!(terminal.end(), 0);
    assert!(!home.path().join(".config/twinge/config.toml").exists());
}
