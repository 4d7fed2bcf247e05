//! Words that are typed and not shown.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use zeroize::{Zeroize, Zeroizing};

use crate::repository::{Passphrase, PassphraseError};

/// Roomy from the start: a text that grows leaves what it held behind. Longer than any passphrase.
const ROOM: usize = 8192;

/// Words that are typed and not shown; overwritten when they are dropped.
pub struct Masked(Zeroizing<String>);

impl fmt::Debug for Masked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Masked(…)")
    }
}

/// What came of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// More may follow.
    More,
    /// That was all.
    Done,
    /// The person breaks off.
    Broken,
}

impl Default for Masked {
    fn default() -> Self {
        Self(Zeroizing::new(String::with_capacity(ROOM)))
    }
}

impl Masked {
    /// Takes in a key.
    pub fn key(&mut self, key: KeyEvent) -> Typed {
        if key.kind == KeyEventKind::Release {
            return Typed::More;
        }
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Enter => return Typed::Done,
            KeyCode::Esc => return Typed::Broken,
            KeyCode::Char('c' | 'd') if control => return Typed::Broken,
            KeyCode::Char('m' | 'j') if control => return Typed::Done,
            KeyCode::Char('u' | 'w') if control => self.0.zeroize(),
            KeyCode::Char('h') if control => drop(self.0.pop()),
            KeyCode::Backspace => drop(self.0.pop()),
            KeyCode::Char(c) if !control => self.push(c),
            _ => {}
        }
        Typed::More
    }

    /// Takes in what was pasted, without the end of its line.
    pub fn paste(&mut self, words: &str) {
        words
            .trim_end_matches(['\r', '\n'])
            .chars()
            .for_each(|c| self.push(c));
    }

    /// How many letters there are.
    pub fn len(&self) -> usize {
        self.0.chars().count()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes the words out, as a passphrase.
    ///
    /// # Errors
    /// [`PassphraseError`] when they cannot be one.
    pub fn take(&mut self) -> Result<Passphrase, PassphraseError> {
        let bytes = Zeroizing::new(self.0.as_bytes().to_vec());
        self.0.zeroize();
        Passphrase::new(bytes)
    }

    fn push(&mut self, c: char) {
        if self.0.len() + c.len_utf8() <= ROOM {
            self.0.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_make_words_that_are_gone_when_taken() {
        let mut masked = Masked::default();
        for c in "öpenx".chars() {
            assert_eq!(masked.key(KeyEvent::from(KeyCode::Char(c))), Typed::More);
        }
        masked.key(KeyEvent::from(KeyCode::Backspace));
        masked.paste(" sesame\n");
        assert_eq!(masked.len(), 11);
        assert_eq!(masked.key(KeyEvent::from(KeyCode::Enter)), Typed::Done);
        let expected = Passphrase::new("öpen sesame".as_bytes().to_vec()).unwrap();
        assert!(masked.take().unwrap().is(&expected));
        assert!(masked.is_empty());
        assert!(matches!(masked.take(), Err(PassphraseError::Empty)));
    }

    #[test]
    fn more_than_there_is_room_for_is_left_out() {
        let mut masked = Masked::default();
        masked.paste(&"x".repeat(ROOM * 2));
        assert_eq!(masked.len(), ROOM);
        assert!(matches!(
            masked.take(),
            Err(PassphraseError::TooLong { .. })
        ));
        for broken in [
            KeyEvent::from(KeyCode::Esc),
            KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL),
        ] {
            assert_eq!(masked.key(broken), Typed::Broken);
        }
    }
}
