//! Text without what could act on a terminal.

use std::borrow::Cow;

/// A text as it is kept: without control characters. Line ends of all systems become `\n`, or a
/// space where only one line is wanted; a tab becomes a space.
pub fn plain(text: &str, lines: bool) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept = text.chars().filter_map(|c| match c {
        '\n' if lines => Some('\n'),
        '\n' | '\t' => Some(' '),
        c => (!c.is_control()).then_some(c),
    });
    kept.collect()
}

/// A name as it is kept: on one line, without control characters, and without those of the reading
/// direction, for it is put into sentences.
pub fn label(text: &str) -> String {
    let mut label = plain(text, false);
    label.retain(|c| !steers(c));
    label
}

/// A text as it is shown, wherever it came from: without anything that could act on a terminal or
/// on the text around it. Control characters and those of the reading direction are left out; tabs and all
/// kinds of line ends but `\n` become a space.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    if text.chars().all(harmless) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n");
    let clean = text.chars().filter_map(|c| match c {
        c if harmless(c) => Some(c),
        '\t' => Some(' '),
        c if breaks(c) => Some(' '),
        _ => None,
    });
    Cow::Owned(clean.collect())
}

/// Whether a character does nothing but stand there, or ends a line: the one rule of what may reach a
/// terminal, by the shell or full screen.
pub fn harmless(c: char) -> bool {
    c == '\n' || !(c.is_control() || steers(c) || breaks(c))
}

/// Steers the reading direction of what is around it.
fn steers(c: char) -> bool {
    matches!(
        c,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

/// Ends a line, without being the one line end we keep.
fn breaks(c: char) -> bool {
    matches!(
        c,
        '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_has_no_control_characters() {
        for (text, lines, kept) in [
            ("a\r\nb\rc\td", true, "a\nb\nc d"),
            ("a\r\nb\rc\td", false, "a b c d"),
            ("bell\u{7}\u{1b}[31m red", true, "bell[31m red"),
            ("plain", false, "plain"),
        ] {
            assert_eq!(plain(text, lines), kept);
        }
    }

    #[test]
    fn a_name_steers_nothing() {
        assert_eq!(label(" a\u{1b}\u{202E}b\r\nc\u{9B} "), " ab c ");
    }

    #[test]
    fn what_is_shown_steers_nothing() {
        assert!(matches!(sanitize("Wärme\nkalt"), Cow::Borrowed(_)));
        assert_eq!(sanitize("a\u{202E}b\u{2028}c\td\u{1b}e\r\nf"), "ab c de\nf");
        assert_eq!(sanitize("a\u{200E}b\u{200F}c\u{61C}d"), "abcd");
    }
}
