//! A diary opens full screen whatever its settings are, and says what of them is left out.

use std::path::Path;

use crate::pty::Terminal;

/// Settings of which one cannot be used.
const BROKEN: [(&str, &str); 7] = [
    ("config.toml", "mouse = "),
    ("look.toml", "mouse = 3"),
    ("config.toml", "[keys]\nundo = \"ctrl-z\""),
    ("config.toml", "[keys.form]\nx = \"nxt-day\""),
    ("look.toml", "passphrase-command = \"id\""),
    ("look.toml", "theme = \"none-such\""),
    ("look.toml", "theme = \"bad\""),
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
    for (file, text) in BROKEN {
        std::fs::write(settings.join(file), text).unwrap();
        opens(home.path());
        std::fs::remove_file(settings.join(file)).unwrap();
    }
    for file in ["config.toml", "look.toml"] {
        let _ = std::fs::remove_file(settings.join(file));
        std::fs::create_dir(settings.join(file)).unwrap();
        opens(home.path());
        std::fs::remove_dir(settings.join(file)).unwrap();
    }
}
