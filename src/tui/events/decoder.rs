//! Bytes of a terminal into keys, clicks and pastes.
//!
//! What is half come is held and never waited for; whoever reads the terminal has it given up after
//! a while, so that nothing typed can keep the program from hearing anything else. What was held is
//! overwritten: it may be a passphrase.

use std::time::Duration;

use crossterm::event::{Event, KeyModifiers};
use zeroize::Zeroizing;

use super::answer::{self, Answers};

const ESC: u8 = 0x1b;
/// Around what is pasted.
const BEGIN: &[u8] = b"\x1b[200~";
const END: &[u8] = b"\x1b[201~";
/// No key is told in more bytes than this.
const LONGEST: usize = 256;
/// More than a passphrase needs: a buffer that grows leaves what it held behind.
const ROOM: usize = 8192;
/// The rest of a key follows at once; of a paste, over a slow line, it may take a while.
const KEY: Duration = Duration::from_millis(100);
const PASTE: Duration = Duration::from_secs(1);

/// Makes events of bytes as they come.
#[derive(Default)]
pub(super) struct Decoder {
    /// Bytes that are no whole key yet.
    held: Zeroizing<Vec<u8>>,
    /// What is being pasted.
    paste: Option<Paste>,
    answers: Answers,
    /// Whether the end of an answer is still out, of which nothing more is waited for.
    unended: bool,
}

struct Paste {
    /// What has come and was not handed on.
    bytes: Zeroizing<Vec<u8>>,
    /// Whether nothing has come for a while: what comes key by key then is no paste any more.
    stalled: bool,
}

impl Decoder {
    /// Takes in what was read; `more` when the terminal may have the rest of it at hand.
    pub(super) fn take(&mut self, bytes: &[u8], more: bool) -> Vec<Event> {
        if self.paste.as_ref().is_some_and(|paste| paste.ends(bytes)) {
            self.paste = None;
        }
        let mut events = Vec::new();
        let bytes = match std::mem::take(&mut self.unended) {
            true => &bytes[answer::rest(bytes)..],
            false => bytes,
        };
        self.held.extend_from_slice(bytes);
        let held = std::mem::take(&mut self.held);
        let mut rest = held.as_slice();
        while !rest.is_empty() {
            if let Some(paste) = &mut self.paste {
                let Some(behind) = paste.take(rest) else {
                    return events;
                };
                events.push(paste.hand_on(paste.bytes.len()));
                self.paste = None;
                rest = behind;
                continue;
            }
            let Some(length) = length(rest) else { break };
            let (key, behind) = rest.split_at(length);
            rest = behind;
            match key {
                BEGIN => self.paste = Some(Paste::begin()),
                answer if self.answers.take(answer) => {}
                key => events.extend(meaning(key)),
            }
        }
        if rest == [ESC] && !more {
            events.extend(meaning(rest));
        } else {
            self.held.extend_from_slice(rest);
        }
        events
    }

    /// How long what is held is waited for; `None` when nothing is.
    pub(super) fn patience(&self) -> Option<Duration> {
        match &self.paste {
            Some(paste) => (!paste.stalled).then_some(PASTE),
            None => (!self.held.is_empty()).then_some(KEY),
        }
    }

    /// Waits no longer for the rest of what is held: of a paste, what has come is handed on.
    pub(super) fn give_up(&mut self) -> Option<Event> {
        match &mut self.paste {
            Some(paste) => {
                paste.stalled = true;
                let whole = paste.whole();
                (whole > 0).then(|| paste.hand_on(whole))
            }
            None => {
                let held = std::mem::take(&mut self.held);
                self.unended = Answers::default().take(&held);
                if self.unended { None } else { meaning(&held) }
            }
        }
    }

    /// What the terminal has answered.
    pub(super) fn answers(&self) -> Answers {
        self.answers
    }
}

impl Paste {
    fn begin() -> Self {
        Self {
            bytes: Zeroizing::new(Vec::with_capacity(ROOM)),
            stalled: false,
        }
    }

    /// Whether it was over without saying so, and these bytes are a key behind it.
    fn ends(&self, bytes: &[u8]) -> bool {
        let is_key = bytes == [ESC] || length(bytes) == Some(bytes.len());
        self.stalled && self.bytes.is_empty() && is_key && bytes != END
    }

    /// Takes in what is pasted; gives what stands behind its end.
    fn take<'b>(&mut self, bytes: &'b [u8]) -> Option<&'b [u8]> {
        self.stalled = false;
        // The end may come in two pieces.
        let from = self.bytes.len().saturating_sub(END.len() - 1);
        self.bytes.extend_from_slice(bytes);
        let end = self.bytes[from..].windows(END.len());
        let at = from + end.into_iter().position(|found| found == END)?;
        let behind = self.bytes.len() - at - END.len();
        self.bytes.truncate(at);
        Some(&bytes[bytes.len() - behind..])
    }

    /// How much of it ends neither within its end nor within a letter.
    fn whole(&self) -> usize {
        let ends = |n: &usize| self.bytes.ends_with(&END[..*n]);
        let text = self.bytes.len() - (1..END.len()).rev().find(ends).unwrap_or(0);
        match std::str::from_utf8(&self.bytes[..text]) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => text,
        }
    }

    fn hand_on(&mut self, length: usize) -> Event {
        let rest = Zeroizing::new(self.bytes.split_off(length));
        let whole = std::mem::replace(&mut self.bytes, rest);
        Event::Paste(String::from_utf8_lossy(&whole).into_owned())
    }
}

/// How many bytes the first key of some takes; `None` when there is only half of it. What turns out
/// to be none ends before the first byte that does not belong to it.
fn length(bytes: &[u8]) -> Option<usize> {
    let (first, rest) = bytes.split_first()?;
    match first {
        &ESC => match rest.first()? {
            &ESC => Some(1),
            b'[' => sequence(&rest[1..]).map(|length| length + 2),
            b']' => match rest.get(1)? {
                b'0'..=b'9' => answer::words(&rest[1..], LONGEST).map(|length| length + 2),
                _ => Some(2),
            },
            b'O' => rest
                .get(1)
                .map(|key| 2 + usize::from(key.is_ascii_graphic())),
            _ => length(rest).map(|length| length + 1),
        },
        0xc2..=0xdf => letter(rest, 1),
        0xe0..=0xef => letter(rest, 2),
        0xf0..=0xf4 => letter(rest, 3),
        _ => Some(1),
    }
}

/// How many bytes a letter takes of which some more are to follow the first.
fn letter(rest: &[u8], more: usize) -> Option<usize> {
    let follow = rest.iter().take(more);
    let follow = follow
        .take_while(|byte| matches!(byte, 0x80..=0xbf))
        .count();
    (follow == more || rest.len() > follow).then_some(follow + 1)
}

/// How many bytes a sequence takes behind the two that begin it.
fn sequence(rest: &[u8]) -> Option<usize> {
    match rest.first()? {
        // The function keys of the Linux console, and clicks in the oldest manner.
        b'[' => rest.get(1).map(|_| 2),
        b'M' => rest.get(3).map(|_| 4),
        _ => {
            let inside = |byte: &u8| matches!(byte, 0x20..=0x3f);
            let length = rest.iter().take(LONGEST).take_while(|byte| inside(byte));
            let length = length.count();
            match rest.get(length)? {
                0x40..=0x7e => Some(length + 1),
                _ => Some(length),
            }
        }
    }
}

/// What the bytes of a key mean, if anything.
fn meaning(bytes: &[u8]) -> Option<Event> {
    if let [ESC, b'[', report @ .., b'M' | b'm'] = bytes
        && !report.is_empty()
    {
        // Places are counted from one, which is taken for granted below.
        let mut numbers = report.split(|byte| *byte == b';').skip(1);
        if numbers.any(|number| number.iter().all(|digit| *digit == b'0')) {
            return None;
        }
    }
    let read = terminput::Event::parse_from(bytes).ok().flatten();
    let read = read.and_then(|event| terminput_crossterm::to_crossterm(event).ok());
    read.or_else(|| match bytes {
        // Three keys that begin much else are keys by themselves.
        &[ESC, key @ (b'[' | b'O' | b']')] => {
            let mut event = meaning(&[key])?;
            if let Event::Key(key) = &mut event {
                key.modifiers |= KeyModifiers::ALT;
            }
            Some(event)
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{KeyCode, KeyEvent, MouseButton, MouseEvent, MouseEventKind};
    use proptest::prelude::*;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, modifiers))
    }

    fn plain(code: KeyCode) -> Event {
        key(code, KeyModifiers::NONE)
    }

    fn letters(words: &str) -> Vec<Event> {
        words.chars().map(|c| plain(KeyCode::Char(c))).collect()
    }

    fn paste(words: &str) -> Event {
        Event::Paste(words.into())
    }

    fn read(bytes: &[u8]) -> Vec<Event> {
        Decoder::default().take(bytes, false)
    }

    #[test]
    fn keys_are_what_terminals_send() {
        use KeyCode::*;
        let (none, alt, control) = (KeyModifiers::NONE, KeyModifiers::ALT, KeyModifiers::CONTROL);
        let shift = KeyModifiers::SHIFT;
        for (bytes, code, modifiers) in [
            (&b"a"[..], Char('a'), none),
            (b"A", Char('A'), shift),
            ("ä".as_bytes(), Char('ä'), none),
            ("🦋".as_bytes(), Char('🦋'), none),
            (b"\r", Enter, none),
            (b"\n", Char('j'), control),
            (b"\t", Tab, none),
            (b"\x7f", Backspace, none),
            (b"\x03", Char('c'), control),
            (b"\0", Char(' '), control),
            (b"\x1b", Esc, none),
            (b"\x1b[27u", Esc, none),
            (b"\x1b[A", Up, none),
            (b"\x1bOA", Up, none),
            (b"\x1b[H", Home, none),
            (b"\x1b[4~", End, none),
            (b"\x1b[5~", PageUp, none),
            (b"\x1b[3~", Delete, none),
            (b"\x1bOQ", F(2), none),
            (b"\x1b[12~", F(2), none),
            (b"\x1b[[B", F(2), none),
            (b"\x1b[15~", F(5), none),
            (b"\x1b[1;5C", Right, control),
            (b"\x1b[Z", BackTab, shift),
            (b"\x1b4", Char('4'), alt),
            ("\x1bö".as_bytes(), Char('ö'), alt),
            (b"\x1b\r", Enter, alt),
            (b"\x1b\x7f", Backspace, alt),
        ] {
            assert_eq!(read(bytes), [key(code, modifiers)], "{bytes:?}");
        }
        let click = Event::Mouse(MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column: 4,
            row: 6,
            modifiers: none,
        });
        assert_eq!(read(b"\x1b[<0;5;7M"), [click]);
        assert_eq!(read(b"\x1b[<0;0;0M\x1b[32;0;1M\x1b[?62;1c"), []);
    }

    #[test]
    fn what_is_no_key_ends_before_the_next_one() {
        let up = || vec![plain(KeyCode::Up)];
        let esc_up = || vec![plain(KeyCode::Esc), plain(KeyCode::Up)];
        assert_eq!(read(b"\x1b\x1b[A"), esc_up());
        assert_eq!(read(b"\x1b[1;\x1b[A"), up());
        assert_eq!(read(b"\xc3\x1b[A\xff\x80"), up());
        assert_eq!(read(b"\xe2\x82a"), letters("a"));
        let alt = key(KeyCode::Char('['), KeyModifiers::ALT);
        assert_eq!(read(b"\x1b[\x1b[A"), [alt, plain(KeyCode::Up)]);
    }

    #[test]
    fn half_a_key_is_given_up_and_the_next_one_counts() {
        let alt = |c, more| key(KeyCode::Char(c), KeyModifiers::ALT | more);
        for (half, given_up) in [
            (&b"\x1b["[..], Some(alt('[', KeyModifiers::NONE))),
            (b"\x1bO", Some(alt('O', KeyModifiers::SHIFT))),
            (b"\x1b[1;5", None),
            (b"\x1b[<0;5", None),
            (b"\x1b[M", None),
            (b"\xc3", None),
            (b"\x1b\xf0\x9f", None),
        ] {
            let mut decoder = Decoder::default();
            assert_eq!(decoder.take(half, false), [], "{half:?}");
            assert_eq!(decoder.patience(), Some(KEY));
            assert_eq!(decoder.give_up(), given_up);
            assert_eq!(decoder.patience(), None);
            assert_eq!(decoder.take(b"q", false), letters("q"));
        }
        // What fills the buffer may go on.
        let mut decoder = Decoder::default();
        assert_eq!(decoder.take(b"\x1b", true), []);
        assert_eq!(decoder.take(b"[A", false), [plain(KeyCode::Up)]);
    }

    #[test]
    fn a_paste_comes_in_one_piece_however_it_is_cut() {
        let bytes = "a\x1b[200~zwei\nZeilen 🦋\x1b[201~b".as_bytes();
        let mut expected = letters("a");
        expected.push(paste("zwei\nZeilen 🦋"));
        expected.extend(letters("b"));
        for at in 0..bytes.len() {
            let mut decoder = Decoder::default();
            let mut events = decoder.take(&bytes[..at], true);
            events.extend(decoder.take(&bytes[at..], true));
            assert_eq!(events, expected, "cut at {at}");
            assert_eq!(decoder.patience(), None);
        }
    }

    #[test]
    fn a_paste_without_an_end_is_handed_on_and_ends_with_the_next_key() {
        let mut decoder = Decoder::default();
        assert_eq!(decoder.take("\x1b[200~öl\u{1f98b}".as_bytes(), false), []);
        assert_eq!(decoder.patience(), Some(PASTE));
        assert_eq!(decoder.give_up(), Some(paste("öl🦋")));
        assert_eq!((decoder.patience(), decoder.give_up()), (None, None));
        // A slow one goes on.
        assert_eq!(decoder.take(b"two\xc3", false), []);
        assert_eq!(decoder.give_up(), Some(paste("two")));
        assert_eq!(decoder.take(b"\xb6\x1b[20", false), []);
        assert_eq!(decoder.give_up(), Some(paste("ö")));
        assert_eq!(
            decoder.take(b"1~q", false),
            [&[paste("")][..], &letters("q")].concat()
        );
        // This one does not.
        assert_eq!(decoder.take(b"\x1b[200~three", false), []);
        assert_eq!(decoder.give_up(), Some(paste("three")));
        let ctrl_c = key(KeyCode::Char('c'), KeyModifiers::CONTROL);
        assert_eq!(decoder.take(b"\x03", false), [ctrl_c]);
        assert_eq!(decoder.take(b"q", false), letters("q"));
    }

    #[test]
    fn answers_are_no_keys_whenever_they_come() {
        let said = b"\x1b]11;rgb:0000/2b2b/3636\x1b\\";
        for cut in 1..said.len() {
            for gives_up in [false, true] {
                // The first byte alone is Escape; and of what is given up, two are a key, and the last
                // one is none that could be known again.
                if cut == 1 || gives_up && (cut == 2 || cut + 1 == said.len()) {
                    continue;
                }
                let mut decoder = Decoder::default();
                let (first, second) = said.split_at(cut);
                assert_eq!(decoder.take(first, false), []);
                if gives_up {
                    assert_eq!(decoder.give_up(), None);
                }
                assert_eq!(decoder.take(second, false), [], "{cut} {gives_up}");
                assert_eq!(decoder.take(b"4", false), letters("4"));
                if !gives_up {
                    assert_eq!(decoder.answers().background, Some([0, 0x2b, 0x36]));
                }
            }
        }
        let mut decoder = Decoder::default();
        assert_eq!(decoder.take(b"\x1b[?62;22ca", false), letters("a"));
        assert!(decoder.answers().attributes);
    }

    #[test]
    fn a_key_after_half_an_answer_is_a_key() {
        for key in ["4", "j", "ä"] {
            let mut decoder = Decoder::default();
            decoder.take(b"\x1b]11;rgb:00", false);
            assert_eq!(decoder.give_up(), None);
            assert_eq!(decoder.take(key.as_bytes(), false), letters(key));
        }
    }

    proptest! {
        #[test]
        fn no_bytes_are_held_for_long(
            pieces in prop::collection::vec(
                prop_oneof![
                    prop::collection::vec(any::<u8>(), 0..40),
                    "\x1b?[\\[\\]O<]?[0-9;:]{0,9}[A-Za-z~\x07]?".prop_map(String::into_bytes),
                ],
                0..12,
            ),
        ) {
            let mut decoder = Decoder::default();
            for piece in pieces {
                decoder.take(&piece, false);
            }
            decoder.give_up();
            prop_assert_eq!(decoder.patience(), None);
            prop_assert!(decoder.held.is_empty());
        }
    }
}
