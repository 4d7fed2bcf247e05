//! Keys and chords: how they are written, read and shown.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A key with its modifiers, as it is written in `keys.toml`: `j`, `ctrl-d`, `alt-enter`, `f2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        let mut modifiers =
            event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        // A shifted character already is another character; back-tab already is shifted.
        if matches!(event.code, KeyCode::Char(_) | KeyCode::BackTab) {
            modifiers -= KeyModifiers::SHIFT;
        }
        Self {
            code: event.code,
            modifiers,
        }
    }
}

impl From<Key> for KeyEvent {
    fn from(key: Key) -> Self {
        Self::new(key.code, key.modifiers)
    }
}

const NAMED: [(&str, KeyCode); 14] = [
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backtab", KeyCode::BackTab),
    ("space", KeyCode::Char(' ')),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("insert", KeyCode::Insert),
];

const PAGES: [(&str, KeyCode); 2] = [("pageup", KeyCode::PageUp), ("pagedown", KeyCode::PageDown)];

impl Key {
    /// As it is written in `keys.toml`; reading it gives the same key.
    fn word(self) -> String {
        let mut word = String::new();
        for (flag, name) in [
            (KeyModifiers::CONTROL, "ctrl-"),
            (KeyModifiers::ALT, "alt-"),
            (KeyModifiers::SHIFT, "shift-"),
        ] {
            if self.modifiers.contains(flag) {
                word += name;
            }
        }
        let named = NAMED.iter().chain(&PAGES);
        match (
            named.clone().find(|(_, code)| *code == self.code),
            self.code,
        ) {
            (Some((name, _)), _) => word += name,
            (None, KeyCode::Char(c)) => word.push(c),
            (None, KeyCode::F(n)) => word += &format!("f{n}"),
            (None, _) => {}
        }
        word
    }
}

/// Why something is not written as keys are.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChordError {
    /// What stands before a hyphen is no modifier.
    #[error("\"{text}\" is not a key: \"{name}\" is not ctrl, alt or shift")]
    Modifier {
        /// All of it.
        text: String,
        /// What is no modifier.
        name: String,
    },
    /// No keyboard has this function key.
    #[error("\"{0}\" is not a key")]
    FunctionKey(String),
    /// It is no key at all.
    #[error("\"{0}\" is not a key: write j, G, ctrl-d, alt-enter, pageup, f2")]
    Key(String),
    /// Nothing is written.
    #[error("a key is missing")]
    Empty,
}

impl FromStr for Key {
    type Err = ChordError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut modifiers = KeyModifiers::NONE;
        let mut rest = text;
        while let Some((name, after)) = rest.split_once('-').filter(|(_, after)| !after.is_empty())
        {
            modifiers |= match name {
                "ctrl" => KeyModifiers::CONTROL,
                "alt" => KeyModifiers::ALT,
                "shift" => KeyModifiers::SHIFT,
                _ => {
                    let (text, name) = (text.to_owned(), name.to_owned());
                    return Err(ChordError::Modifier { text, name });
                }
            };
            rest = after;
        }
        let mut chars = rest.chars();
        let named = NAMED.iter().chain(&PAGES).find(|(name, _)| *name == rest);
        let code = match (chars.next(), chars.next(), named) {
            (Some(c), None, _) => KeyCode::Char(c),
            (.., Some((_, code))) => *code,
            (Some('f'), Some(_), None) => match rest[1..].parse() {
                Ok(n @ 1..=24) => KeyCode::F(n),
                _ => return Err(ChordError::FunctionKey(text.to_owned())),
            },
            _ => return Err(ChordError::Key(text.to_owned())),
        };
        Ok(Self { code, modifiers })
    }
}

impl fmt::Display for Key {
    /// As people read it: `Ctrl-d`, `Enter`, `←`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (flag, name) in [
            (KeyModifiers::CONTROL, "Ctrl-"),
            (KeyModifiers::ALT, "Alt-"),
            (KeyModifiers::SHIFT, "Shift-"),
        ] {
            if self.modifiers.contains(flag) {
                f.write_str(name)?;
            }
        }
        match self.code {
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::F(n) => write!(f, "F{n}"),
            KeyCode::BackTab => f.write_str("Shift-Tab"),
            KeyCode::PageUp => f.write_str("PgUp"),
            KeyCode::PageDown => f.write_str("PgDn"),
            KeyCode::Left => f.write_str("Left"),
            code => write!(f, "{code}"),
        }
    }
}

/// Keys pressed one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Chord(pub Vec<Key>);

impl Chord {
    /// As it is written in `keys.toml`: one spelling for every chord.
    pub fn word(&self) -> String {
        let keys: Vec<String> = self.0.iter().map(|key| key.word()).collect();
        keys.join(" ")
    }
}

impl PartialOrd for Chord {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Chord {
    fn cmp(&self, other: &Self) -> Ordering {
        self.word().cmp(&other.word())
    }
}

impl FromStr for Chord {
    type Err = ChordError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let keys = text
            .split_whitespace()
            .map(str::parse)
            .collect::<Result<Vec<_>, _>>()?;
        if keys.is_empty() {
            Err(ChordError::Empty)
        } else {
            Ok(Self(keys))
        }
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, key) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str(" ")?;
            }
            write!(f, "{key}")?;
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Chord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl Serialize for Chord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chord_has_one_spelling_that_reads_as_itself() {
        for (typed, word) in [
            ("j", "j"),
            ("g  t", "g t"),
            ("shift-ctrl-left", "ctrl-shift-left"),
            ("-", "-"),
            ("ctrl--", "ctrl--"),
            ("space", "space"),
            ("alt-F", "alt-F"),
            ("f12", "f12"),
            ("pageup", "pageup"),
            ("ü .", "ü ."),
        ] {
            let chord: Chord = typed.parse().unwrap();
            assert_eq!(chord.word(), word);
            assert_eq!(word.parse(), Ok(chord), "{word}");
        }
    }
}
