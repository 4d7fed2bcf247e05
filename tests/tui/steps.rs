//! Steps of a sitting, and what holds whatever they are. The fuzz target of the keys asks the same.

use crossterm::event::KeyCode::{
    self, BackTab, Backspace, Delete, Down, End, Enter, Esc, F, Home, Left, PageDown, PageUp,
    Right, Tab, Up,
};
use crossterm::event::KeyEvent;
use twinge::diary::DateRange;
use twinge::repository::Repository;
use twinge::safekeeping;

use crate::sitting::Sitting;

/// What can happen in a sitting.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Key(KeyEvent),
    Paste(String),
    /// To columns and rows.
    Resize(u16, u16),
}

/// Letters that are likely to do something.
pub(crate) const LETTERS: &str = "0123456789jklhwfbtmonpvXREL#/?:gucCqG-+[],.<>{} \"`~";

/// Keys without a letter that are likely to do something.
pub(crate) const NAMED: [KeyCode; 17] = [
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    F(2),
    F(4),
    F(12),
];

/// Takes steps from a new diary on, drawing the screen after each; the diary is sound then, and
/// undoing everything returns to its beginning.
pub(crate) fn taken(steps: impl IntoIterator<Item = Step>) {
    let mut sitting = Sitting::new(100, 30);
    for step in steps {
        match step {
            Step::Key(key) => sitting.press(key),
            Step::Paste(words) => drop(sitting.paste(&words)),
            Step::Resize(columns, rows) => drop(sitting.resize(columns, rows)),
        }
        sitting.screen();
    }
    let Sitting {
        session, folder, ..
    } = sitting;
    drop(session);
    let mut repository = Repository::open(&folder.path().join("diary.db")).unwrap();
    assert_eq!(safekeeping::check(&repository).unwrap().problems, []);
    while repository.undo().unwrap().is_some() {}
    assert!(repository.read(DateRange::ALL).unwrap().is_empty());
    assert!(repository.own_items().is_empty());
    assert!(repository.overrides().is_empty());
}
