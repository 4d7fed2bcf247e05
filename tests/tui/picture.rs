//! A picture of the screen, written with a key.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use twinge::keymap::action::Action;
use twinge::keymap::{Context, KeyOverrides, Keymap};

use crate::pty::Terminal;

#[test]
fn a_key_writes_the_screen_as_it_is_beside_the_diary_and_over_no_file() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), "2026-03-17", &[], 100, 30);
    terminal.wait("Welcome to twinge");
    terminal.keys("Enter");
    terminal.wait_gone("Welcome to twinge");
    terminal.keys("F2 g r");
    terminal.wait("Picture of the screen");
    // A place is refused while it is typed; a name is taken.
    terminal.keys(r#"Ctrl-a Ctrl-k "/tmp/zitronenfalter" Enter"#);
    terminal.wait("cannot be the name of a file");
    terminal.keys(r#"Ctrl-a Ctrl-k "zitronenfalter" Enter"#);
    terminal.wait("the picture is in");

    let folder = home.path().join(".local/share/twinge");
    let file = folder.join("zitronenfalter.svg");
    let drawn = fs::read_to_string(&file).unwrap();
    assert!(drawn.starts_with("<svg ") && drawn.ends_with("</svg>\n"));
    assert!(drawn.contains(">March</tspan>"), "{drawn}");
    assert!(
        !drawn.contains("zitronenfalter"),
        "the question is not in it"
    );
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);

    fs::write(&file, "another's").unwrap();
    terminal.keys(r#"g r Ctrl-a Ctrl-k "zitronenfalter.svg" Enter"#);
    terminal.wait("exists already");
    assert_eq!(fs::read_to_string(&file).unwrap(), "another's");
    terminal.keys("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_screen_that_hides_the_diary_has_no_such_key() {
    let keymap = Keymap::new(&KeyOverrides::new()).unwrap();
    let bound = keymap.bindings().filter(|of| of.action == Action::Picture);
    let places: Vec<Context> = bound.flat_map(|of| of.contexts.clone()).collect();
    assert_eq!(places, [Context::Global]);
}
