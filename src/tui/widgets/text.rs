//! Words on a screen: measured, cut, wrapped and drawn by the cells they take.
//!
//! Widths are those of [`ratatui`]'s buffer, so that what is measured here is what is drawn.

use std::borrow::Cow;

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use crate::words::figures::belong_together;

/// How many cells a text takes, in one line.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|b| !b.is_ascii_control()).count();
    }
    if text.chars().nth(1).is_none() {
        // Most cells hold one character.
        return usize::from(text.cell_width());
    }
    cells(text).map(|(_, width)| width).sum()
}

/// Some of a text's letters, as many as there are.
pub fn letters(line: &str, from: usize, count: usize) -> &str {
    let begins = |rest: &str, nth| {
        rest.char_indices()
            .nth(nth)
            .map_or(rest.len(), |(at, _)| at)
    };
    let rest = &line[begins(line, from)..];
    &rest[..begins(rest, count)]
}

/// The graphemes that can be drawn, each with its cells (1 or 2).
fn cells(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.graphemes(true)
        .filter(|grapheme| !grapheme.contains(char::is_control))
        .map(|grapheme| (grapheme, usize::from(grapheme.cell_width())))
        .filter(|(_, width)| *width > 0)
}

pub use crate::diary::parse::sanitize;

/// [`sanitize`], on one line.
pub fn one_line(text: &str) -> Cow<'_, str> {
    match sanitize(text) {
        clean if !clean.contains('\n') => clean,
        clean => Cow::Owned(
            clean
                .split('\n')
                .map(str::trim)
                .collect::<Vec<_>>()
                .join(" "),
        ),
    }
}

/// [`one_line`] of the beginning of a text, enough to fill a number of cells: a note may be long, and a
/// frame is drawn with each key.
pub fn beginning(text: &str, cells: u16) -> Cow<'_, str> {
    // A letter may take several characters.
    one_line(letters(text, 0, usize::from(cells) * 8))
}

/// A text that keeps its reading direction to itself, for a line of plain output.
///
/// Not for the cells of a screen: there each character has its place already, and some terminals
/// give the isolates a cell.
pub fn isolate(text: &str) -> Cow<'_, str> {
    let right_to_left = |c: char| {
        matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'
            | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
    };
    if text.contains(right_to_left) {
        Cow::Owned(format!("\u{2068}{text}\u{2069}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// As much of a text as fits into `room` cells, with `ellipsis` (one cell) where it was cut.
pub fn truncate<'a>(text: &'a str, room: usize, ellipsis: &str) -> Cow<'a, str> {
    if width(text) <= room {
        return Cow::Borrowed(text);
    }
    if room == 0 {
        return Cow::Borrowed("");
    }
    let mut cut = head(text, room - 1).trim_end().to_owned();
    cut.push_str(ellipsis);
    Cow::Owned(cut)
}

/// As much of the beginning as fits into `room` cells.
fn head(text: &str, room: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        let width = cells(grapheme).map(|(_, w)| w).sum::<usize>();
        if used + width > room {
            return &text[..at];
        }
        used += width;
    }
    text
}

/// The lines of a text in a column `room` cells wide: broken between words that do not belong together,
/// in a word only when it is wider than the column. Line ends in the text are kept, and so are empty lines.
pub fn wrap(text: &str, room: usize) -> Vec<&str> {
    let room = room.max(1);
    text.split('\n')
        .flat_map(|line| wrap_line(line, room))
        .collect()
}

fn wrap_line(line: &str, room: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    // Where the line that is being filled begins and its last word ends, and its cells.
    let (mut start, mut end, mut used) = (0, 0, 0);
    let mut next = 0;
    for mut word in words(line, room) {
        let at = next;
        next = at + word.len() + 1;
        let mut wide = width(word);
        let gap = usize::from(at > start);
        if word.is_empty() || used + gap + wide <= room {
            // Spaces may hang over the end of the line; they are cut off there.
            used += gap + wide;
            end = at + word.len();
            continue;
        }
        let filled = line[start..end].trim_end();
        if !filled.trim_start().is_empty() {
            lines.push(filled);
        }
        start = at;
        while wide > room {
            let mut piece = head(word, room);
            if piece.is_empty() {
                // A wide character in a column of one cell: on its own, drawn as far as it fits.
                piece = word.graphemes(true).next().unwrap_or(word);
            }
            if piece.len() == word.len() {
                break;
            }
            lines.push(piece);
            word = &word[piece.len()..];
            start += piece.len();
            wide = width(word);
        }
        (end, used) = (start + word.len(), wide);
    }
    lines.push(line[start..end].trim_end());
    lines
}

/// The words of a line; those that belong together are one, where there is room for them in a line.
fn words(line: &str, room: usize) -> impl Iterator<Item = &str> {
    let end = |rest: &str| rest.find(' ').unwrap_or(rest.len());
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = line.get(at..)?;
        let (mut from, mut to) = (0, end(rest));
        while let Some(more) = rest.get(to + 1..) {
            let last = to + 1 + end(more);
            let ties = belong_together(&rest[from..to], &rest[to + 1..last]);
            if !ties || width(&rest[..last]) > room {
                break;
            }
            (from, to) = (to + 1, last);
        }
        at += to + 1;
        Some(&rest[..to])
    })
}

/// Draws a text at a place, within `room` cells and the buffer, and gives the cells it took.
pub fn put(buf: &mut Buffer, x: u16, y: u16, room: u16, text: &str, style: Style) -> u16 {
    let area = buf.area;
    if y < area.top() || y >= area.bottom() || x < area.left() || x >= area.right() {
        return 0;
    }
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        // Nearly all words are a cell a byte, with nothing to measure.
        let end = x.saturating_add(room).min(area.right());
        let cells = (x..end).zip(0..text.len());
        let taken = cells.len() as u16;
        for (at, n) in cells {
            buf[(at, y)].set_symbol(&text[n..=n]).set_style(style);
        }
        return taken;
    }
    let (end, _) = buf.set_stringn(x, y, text, usize::from(room), style);
    // The second half of a wide character is no blank: when a narrow one takes its place, the
    // terminal has to be told of both halves.
    for at in x..end {
        if at + 1 < end && width(buf[(at, y)].symbol()) == 2 {
            buf[(at + 1, y)].set_symbol("");
        }
    }
    end - x
}

/// Draws words as [`put`] does, with `ellipsis` (one cell) where `room` cuts them.
pub fn fit(
    buf: &mut Buffer,
    x: u16,
    y: u16,
    room: u16,
    words: &str,
    style: Style,
    ellipsis: &str,
) -> u16 {
    put(
        buf,
        x,
        y,
        room,
        &truncate(words, room.into(), ellipsis),
        style,
    )
}

/// Draws a glyph of one cell, if its place is on the buffer. Nothing of what was there shines
/// through, as it does with [`put`].
pub fn glyph(buf: &mut Buffer, x: u16, y: u16, glyph: &str, style: Style) {
    if let Some(cell) = buf.cell_mut((x, y)) {
        cell.reset();
        cell.set_symbol(glyph).set_style(style);
    }
}

/// Draws a text so that it ends before `right`, if it fits into `room` cells at all.
pub fn put_before(
    buf: &mut Buffer,
    right: u16,
    y: u16,
    room: u16,
    text: &str,
    style: Style,
) -> u16 {
    match u16::try_from(width(text)) {
        Ok(wide) if wide <= room && wide <= right => put(buf, right - wide, y, wide, text, style),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn widths_are_those_of_the_screen() {
        for (text, cells) in [
            ("abc", 3),
            ("日本", 4),
            ("e\u{301}a", 2),
            ("👩‍👩‍👧", 2),
            ("\u{200B}", 0),
            ("שלום", 4),
            ("a\u{1b}[31mb", 6),
        ] {
            assert_eq!(width(text), cells, "{text:?}");
        }
    }

    #[test]
    fn nothing_that_acts_on_a_terminal_is_left() {
        assert_eq!(sanitize("a\u{1b}[31m\u{7}b\tc\r\nd"), "a[31mb c\nd");
        assert_eq!(sanitize("a\u{202E}b\u{2069}\u{9B}5n"), "ab5n");
        assert_eq!(one_line("a \n b\u{2028}c"), "a b c");
        assert!(matches!(sanitize("plain 👩‍👩‍👧"), Cow::Borrowed(_)));
    }

    #[test]
    fn text_is_cut_by_cells() {
        assert_eq!(truncate("low back left", 8, "…"), "low bac…");
        assert_eq!(truncate("low back left", 5, "…"), "low…");
        assert_eq!(truncate("日本語", 4, "…"), "日…");
        assert_eq!(truncate("fits", 4, "…"), "fits");
        assert_eq!(truncate("x", 0, "…"), "");
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(wrap("heat did it good", 9), ["heat did", "it good"]);
        assert_eq!(wrap("one\n\ntwo", 9), ["one", "", "two"]);
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap("日本語日本", 5), ["日本", "語日", "本"]);
        assert_eq!(wrap("日本", 1), ["日", "本"]);
        assert_eq!(wrap("", 4), [""]);
        assert_eq!(
            wrap("as often as 30 % of days", 14),
            ["as often as", "30 % of days"]
        );
        assert_eq!(wrap("on 20 December", 11), ["on", "20 December"]);
        assert_eq!(
            wrap("about ± 3 h (4 to 6 h)", 10),
            ["about", "± 3 h", "(4 to 6 h)"]
        );
        assert_eq!(wrap("1 2 3 4 5 6", 5), ["1 2 3", "4 5 6"]);
        assert_eq!(wrap("by 30 December", 6), ["by 30", "Decemb", "er"]);
        assert_eq!(wrap("in 2026. Then", 9), ["in 2026.", "Then"]);
    }

    #[test]
    fn only_what_reads_from_right_to_left_is_isolated() {
        assert_eq!(isolate("heat"), "heat");
        assert_eq!(isolate("שלום"), "\u{2068}שלום\u{2069}");
    }

    proptest! {
        #[test]
        fn wrapping_loses_nothing_and_fits(text in "(?s).{0,60}", room in 2usize..20) {
            let text = sanitize(&text);
            let lines = wrap(&text, room);
            for line in &lines {
                prop_assert!(width(line) <= room, "{line:?} in {room}");
            }
            let bare = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&lines.concat()), bare(&text));
        }

        #[test]
        fn cutting_fits(text in "(?s).{0,40}", room in 0usize..20) {
            prop_assert!(width(&truncate(&text, room, "…")) <= room);
        }
    }

    #[test]
    fn marks_stay_with_their_words() {
        assert_eq!(wrap("for bladder, bowel", 11), ["for", "bladder,", "bowel"]);
        assert_eq!(wrap("the root (a nerve).", 10), ["the root", "(a nerve)."]);
        assert_eq!(wrap("so . so", 4), ["so .", "so"]);
    }
}
