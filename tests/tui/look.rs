//! How the screen looks is chosen while it is seen, and kept.

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
    terminal.wait("theme: light, from now on");
    is(&terminal, LIGHT, DARK);
    terminal.keys(r#"g v "ascii""#);
    terminal.wait("+--");
    terminal.keys("Esc");
    terminal.wait_gone("+--");
    is(&terminal, LIGHT, DARK);
    terminal.keys("Ctrl-c");
    assert_eq!(terminal.end(), 0);

    // It is kept, in a file that holds nothing else, and told by the shell.
    let settings = home.path().join(".config/twinge");
    let kept = || std::fs::read_to_string(settings.join("look.toml")).unwrap();
    assert_eq!(kept(), "theme = \"light\"\n");
    assert!(!settings.join("config.toml").exists());
    let mut terminal = Terminal::start_in(home.path(), "2026-03-17", &[], 100, 30, &dark);
    terminal.wait("? help");
    is(&terminal, LIGHT, DARK);
    terminal.keys(r#"g v "mouse: yes" Enter"#);
    terminal.wait("mouse: yes, from now on");
    terminal.keys(r#"g v "theme: auto""#);
    // The terminal is asked for its background; what comes until it is not answered comes at once.
    terminal.wait("> theme: auto");
    is(&terminal, DARK, LIGHT);
    terminal.keys("Enter");
    terminal.wait("theme: auto, from now on");
    is(&terminal, DARK, LIGHT);
    terminal.keys("Ctrl-c");
    assert_eq!(terminal.end(), 0);
    assert_eq!(kept(), "mouse = true\n");
    let terminal = Terminal::start_in(home.path(), "2026-03-17", &["config"], 100, 30, &[]);
    terminal.wait("mouse = yes");
    assert_eq!(terminal.end(), 0);
}

/// Where nothing can be kept, what was chosen holds, and that it is not kept is said.
#[test]
fn a_look_that_cannot_be_kept_holds_until_one_leaves() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(home.path().join(".config/twinge/look.toml")).unwrap();
    let mut terminal = Terminal::start(home.path(), "2026-03-17", &[], 100, 30);
    terminal.wait("Welcome to twinge");
    terminal.keys(r#"Enter g v "light" Enter"#);
    terminal.wait("until you leave");
    terminal.wait_colours(&[(LIGHT, true), (DARK, false)]);
    terminal.keys("Ctrl-c");
    assert_eq!(terminal.end(), 0);
}
