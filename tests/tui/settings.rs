//! A diary opens full screen whatever its settings are, and says what of them is left out.

use std::path::Path;

use crate::pty::Terminal;

/// Settings of which one cannot be used.
const BROKEN: [&str; 6] = [
    "mouse = ",
    "mouse = 3",
    "[keys]\nundo = \"ctrl-z\"",
    "[keys.form]\nx = \"nxt-day\"",
    "theme = \"none-such\"",
    "theme = \"bad\"",
];

fn opens(home: &Path) {
    let mut terminal = Terminal::start(home, "2026-03-17", &[], 160, 30);
    terminal.wait("left out");
    terminal.keys("Ctrl-c");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_diary_opens_whatever_its_settings_are() {
    let home = tempfile::tempdir().unwrap();
    let settings = home.path().join(".config/twinge");
    std::fs::create_dir_all(settings.join("themes")).unwrap();
    std::fs::write(
        settings.join("themes/bad.toml"),
        "[style]\nnote = \"blod\"\n",
    )
    .unwrap();
    let file = settings.join("config.toml");
    for text in BROKEN {
        std::fs::write(&file, text).unwrap();
        opens(home.path());
    }
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    opens(home.path());
}
