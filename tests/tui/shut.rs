//! Nothing keeps a diary open: wherever its person is, and whatever is half typed, it is shut and the
//! program ended at once.

use std::fs;
use std::time::Duration;

use tempfile::TempDir;
use twinge::diary::{Act, Answer, Edit, Profile, Target};
use twinge::repository::Repository;

use crate::locked::{NOTE, TODAY, home, note, start};
use crate::pty::Terminal;

const PASSPHRASE: &str = "open sesame";

/// A place: the keys there from the calendar, what is seen there, and the keys back.
struct Place(&'static str, &'static str, &'static str);

/// Every screen and every layer.
const PLACES: [Place; 26] = [
    Place("", "March 2026", ""),
    Place("F3", "Note", "F2"),
    Place("g i", NOTE, "g i"),
    Place("g y", "2026", "Alt-1"),
    Place("\"\u{1b}3\"", "Pain", "Alt-1"),
    Place("g o", "Cycle", "Alt-1"),
    Place("g p", "Patterns", "Alt-1"),
    Place("g a", "Guide", "Alt-1"),
    Place("?", "Everywhere", "Esc"),
    Place(r#": "un""#, "undo", "Esc"),
    Place(r#"g / "zitr""#, NOTE, "Esc"),
    Place("g s", "Settings", "Esc"),
    Place("g e", "Items", "Esc"),
    Place(r#"g e a "sauna""#, "sauna", "Esc Esc"),
    Place(r#"g d "12 mar""#, "12 mar", "Esc"),
    Place("g l", "Changes", "Esc"),
    Place("g b", "Removed in the last", "Esc"),
    Place(r#"n Enter " and more""#, "and more", "Esc F2"),
    Place("`", "untitled", "Esc"),
    Place("", "March 2026", ""),
    Place("", "March 2026", ""),
    Place("", "March 2026", ""),
    Place("", "March 2026", ""),
    Place("", "March 2026", ""),
    Place("", "March 2026", ""),
    Place("", "March 2026", ""),
];

#[test]
#[ignore]
fn look() {
    let home = home(None);
    let mut terminal = start(&home);
    terminal.wait("March 2026");
    for Place(keys, words, back) in PLACES {
        terminal.keys("F2");
        terminal.keys(keys);
        std::thread::sleep(Duration::from_millis(700));
        println!("=== {keys} wants {words:?}: {}\n{}", terminal.screen().contains(words), terminal.screen());
        terminal.keys(back);
    }
}
