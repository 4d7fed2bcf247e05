//! What a terminal answers when it is asked: it comes where keys come, and is never one.

use crate::tui::appearance::colour::Rgb;

const ESC: u8 = 0x1b;
const BELL: u8 = 0x07;
/// The number of the background among the colours that are asked for by number.
const BACKGROUND: &str = "11";

/// What has been answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Answers {
    /// The colour of the background (OSC 11).
    pub background: Option<Rgb>,
    /// Whether it told what it is (DA1), which every terminal answers, and in the order of the questions.
    pub attributes: bool,
}

impl Answers {
    /// Takes in whole bytes of the terminal; whether they are an answer, and so no key.
    pub(super) fn take(&mut self, bytes: &[u8]) -> bool {
        match bytes {
            [ESC, b']', b'0'..=b'9', ..] => {
                self.background = background(bytes).or(self.background);
                true
            }
            [ESC, b'[', b'?', .., b'c'] => {
                self.attributes = true;
                true
            }
            _ => false,
        }
    }
}

/// How many bytes the words behind `ESC ]` take, with what ends them; `None` while the end is out.
/// Without an end they stop before the first byte that cannot be of them.
pub(super) fn words(rest: &[u8], longest: usize) -> Option<usize> {
    let inside = |byte: &&u8| matches!(byte, 0x20..=0x7e);
    let length = rest.iter().take(longest).take_while(inside).count();
    match (rest.get(length)?, rest.get(length + 1)) {
        (&BELL, _) => Some(length + 1),
        (&ESC, Some(b'\\')) => Some(length + 2),
        (&ESC, None) => None,
        _ => Some(length),
    }
}

/// How many bytes of some belong to an answer whose beginning was given up. A key comes by itself.
pub(super) fn rest(bytes: &[u8]) -> usize {
    let is_of_it = |byte: &u8| byte.is_ascii_hexdigit() || b";:/rgb".contains(byte);
    let length = bytes.iter().take_while(|byte| is_of_it(byte)).count();
    match &bytes[length..] {
        [BELL, ..] => length + 1,
        [ESC, b'\\', ..] => length + 2,
        [] if length > 1 => length,
        _ => 0,
    }
}

/// The colour in `ESC ] 11 ; rgb:RRRR/GGGG/BBBB`: one to four digits each, of which all are the whole
/// (XParseColor).
fn background(bytes: &[u8]) -> Option<Rgb> {
    let words = std::str::from_utf8(bytes.get(2..)?).ok()?;
    let words = words.trim_end_matches(['\x07', '\x1b', '\\']);
    let (number, colour) = words.split_once(';')?;
    let (_, parts) = colour.split_once(':')?;
    let part = |part: &str| {
        // A sign would be read, too.
        part.bytes()
            .all(|digit| digit.is_ascii_hexdigit())
            .then_some(())?;
        let value = u32::from_str_radix(part, 16).ok()?;
        let most = 16_u32.pow(
            u32::try_from(part.len())
                .ok()
                .filter(|digits| *digits <= 4)?,
        ) - 1;
        u8::try_from(value * 255 / most).ok()
    };
    let mut parts = parts.split('/').map(part);
    let rgb = [parts.next()??, parts.next()??, parts.next()??];
    (number == BACKGROUND).then_some(rgb)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_background_is_told_in_one_to_four_digits() {
        for (bytes, rgb) in [
            (&b"\x1b]11;rgb:ffff/8080/0000\x07"[..], Some([255, 128, 0])),
            (b"\x1b]11;rgb:1e/1e/2e\x1b\\", Some([0x1e, 0x1e, 0x2e])),
            (b"\x1b]11;rgba:f/0/8/f\x07", Some([255, 0, 136])),
            (b"\x1b]10;rgb:ff/ff/ff\x07", None),
            (b"\x1b]11;rgb:fffff/0/0\x07", None),
            (b"\x1b]11;rgb:/0/0\x07", None),
            (b"\x1b]11;?\x07", None),
            (b"\x1b]11;rgb:+f/0/0\x07", None),
        ] {
            let mut answers = Answers::default();
            assert!(answers.take(bytes));
            assert_eq!(answers.background, rgb, "{}", bytes.escape_ascii());
        }
    }
}
