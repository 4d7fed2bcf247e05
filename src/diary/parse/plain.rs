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

/// A text as it is shown, wherever it came from: without anything that could act on a terminal or
/// on the text around it. Control characters and direction overrides are left out; tabs and all
/// kinds of line ends but `\n` become a space.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    let harmless = |c: char| c == '\n' || !(c.is_control() || steers(c) || breaks(c));
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

/// Steers the reading direction of what follows.
fn steers(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
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
    fn what_is_shown_steers_nothing() {
        assert!(matches!(sanitize("Wärme\nkalt"), Cow::Borrowed(_)));
        assert_eq!(sanitize("a\u{202E}b\u{2028}c\td\u{1b}e\r\nf"), "ab c de\nf");
    }
}
