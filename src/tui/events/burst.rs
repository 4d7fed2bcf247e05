//! Letters that come at once, as nobody types them: a terminal that does not say what is pasted sends
//! it like this.
//!
//! Where each letter comes by itself, as over a slow line, a paste is no different from typing, and is
//! taken as keys: whether more is to come could only be told by holding every key back. What it writes
//! into the diary is an act a key, and undo takes each back.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// More keys than hands type ahead while the program is busy. A key that is held down is one.
const AHEAD: usize = 8;
/// The same with the end of a line among them.
const WITH_LINES: usize = 4;

/// The letter that an event types, or the end of a line; `None` for anything else.
pub(super) fn letter(event: &Event) -> Option<char> {
    match event {
        Event::Key(key) => of_key(key),
        _ => None,
    }
}

/// The letter that a key types, or the end of a line.
pub(super) fn of_key(key: &KeyEvent) -> Option<char> {
    match (key.code, key.modifiers) {
        (KeyCode::Enter, KeyModifiers::NONE) => Some('\r'),
        (KeyCode::Char('j'), KeyModifiers::CONTROL) => Some('\n'),
        (KeyCode::Tab, KeyModifiers::NONE) => Some('\t'),
        (KeyCode::Char(letter), KeyModifiers::NONE | KeyModifiers::SHIFT) => Some(letter),
        _ => None,
    }
}

/// Whether letters that came at once were pasted.
pub(super) fn is_pasted(letters: &str) -> bool {
    let mut keys: Vec<char> = letters.chars().collect();
    keys.dedup();
    let most = match letters.contains(['\r', '\n']) {
        true => WITH_LINES,
        false => AHEAD,
    };
    keys.len() >= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hands_do_ahead_is_not_pasted() {
        for typed in [
            "",
            "n",
            "n\r",
            "5\r3",
            "gsjjjl",
            "jjjjjjjjjjjjjjjjjjkkkk",
            "\r\r\r\r\r",
        ] {
            assert!(!is_pasted(typed), "{typed:?}");
        }
        for pasted in ["ok\rno", "4 h\r", "4\r\n6\r\n", "ibuprofen", "low back"] {
            assert!(is_pasted(pasted), "{pasted:?}");
        }
    }

    #[test]
    fn keys_that_type_nothing_are_no_letters() {
        let key = |code, modifiers| of_key(&KeyEvent::new(code, modifiers));
        assert_eq!(key(KeyCode::Char('É'), KeyModifiers::SHIFT), Some('É'));
        assert_eq!(key(KeyCode::Enter, KeyModifiers::NONE), Some('\r'));
        for (code, modifiers) in [
            (KeyCode::Enter, KeyModifiers::ALT),
            (KeyCode::Char('c'), KeyModifiers::CONTROL),
            (KeyCode::Char('p'), KeyModifiers::ALT),
            (KeyCode::Esc, KeyModifiers::NONE),
            (KeyCode::Down, KeyModifiers::NONE),
        ] {
            assert_eq!(key(code, modifiers), None, "{code:?}");
        }
        assert_eq!(letter(&Event::FocusGained), None);
    }
}
