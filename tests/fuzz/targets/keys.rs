//! Keys, pasted words and changes of the size of the terminal, about a byte each.
#![no_main]
#![allow(dead_code)] // what only the tests use of a sitting

#[path = "../../tui/sitting.rs"]
mod sitting;
#[path = "../../tui/steps.rs"]
mod steps;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use steps::{LETTERS, NAMED, Step};

/// More steps than this find little that fewer do not, and take long.
const STEPS: usize = 150;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut bytes = bytes.iter().copied();
    steps::taken(std::iter::from_fn(|| step(&mut bytes)).take(STEPS));
});

/// The next step: what can be typed stands for itself, the other bytes for what else there is.
fn step(bytes: &mut impl Iterator<Item = u8>) -> Option<Step> {
    let letter = |c: char| KeyEvent::from(KeyCode::Char(c));
    Some(match bytes.next()? {
        byte @ b' '..=b'~' => Step::Key(letter(byte.into())),
        byte @ 0x80..=0x9f => {
            let at = usize::from(byte - 0x80) % NAMED.len();
            Step::Key(NAMED[at].into())
        }
        byte @ 0xa0..=0xb9 => Step::Key(KeyEvent::new(
            KeyCode::Char((byte - 0xa0 + b'a').into()),
            KeyModifiers::CONTROL,
        )),
        0xba..=0xbf => Step::Resize(bytes.next()?.into(), u16::from(bytes.next()?) % 90),
        0xc0..=0xc7 => {
            let length = usize::from(bytes.next()?) % 40;
            let words: Vec<u8> = bytes.take(length).collect();
            Step::Paste(String::from_utf8_lossy(&words).into_owned())
        }
        0xc8..=0xcf => {
            let number = u32::from_be_bytes([0, bytes.next()?, bytes.next()?, bytes.next()?]);
            Step::Key(letter(char::from_u32(number)?))
        }
        byte => Step::Key(letter(LETTERS.chars().nth(usize::from(byte) % LETTERS.len())?)),
    })
}
