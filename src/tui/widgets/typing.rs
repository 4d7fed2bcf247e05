//! Words that are typed.

use std::cmp::Ordering;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Widget;
use ratatui_textarea::{CursorMove, DataCursor, TextArea, WrapMode};

use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::widgets::text::letters;

/// A text to edit, with the cursor at its end.
pub fn begun(text: &str) -> TextArea<'static> {
    let mut area = begun_of(text.split('\n').map(str::to_owned).collect());
    area.move_cursor(CursorMove::Bottom);
    area.move_cursor(CursorMove::End);
    area
}

fn begun_of(lines: Vec<String>) -> TextArea<'static> {
    let mut area = TextArea::new(lines);
    area.set_cursor_line_style(Style::default());
    area.set_wrap_mode(WrapMode::WordOrGlyph);
    area
}

/// Takes in a key that is text; whether anything changed. Ctrl-U clears up to the cursor, as
/// wherever else lines are typed.
pub fn input(area: &mut TextArea<'static>, event: KeyEvent) -> bool {
    match (event.code, event.modifiers) {
        (KeyCode::Char('u'), KeyModifiers::CONTROL) => area.delete_line_by_head(),
        _ => area.input(event),
    }
}

/// Longer texts are drawn around the cursor only, in bytes: each drawing wraps all there is.
const WHOLE: usize = 16 << 10;

/// At most so many letters before and behind the cursor are drawn, of a line that has no end.
const MOST: usize = 16 << 10;

/// Draws them, with the cursor.
pub fn draw(area: &TextArea<'static>, place: Rect, buf: &mut Buffer, appearance: &Appearance) {
    let long = area.lines().iter().map(String::len).sum::<usize>() > WHOLE;
    let mut area = match area.selection_range() {
        None if long => around_cursor(area, place),
        _ => area.clone(),
    };
    area.set_style(appearance.style(Meaning::Text));
    area.set_cursor_style(
        appearance
            .style(Meaning::Text)
            .add_modifier(Modifier::REVERSED),
    );
    (&area).render(place, buf);
}

/// As much of a text as there is room for before the cursor, and as much behind it.
fn around_cursor(area: &TextArea<'static>, place: Rect) -> TextArea<'static> {
    let (height, width) = (usize::from(place.height), usize::from(place.width));
    let room = (height * width).clamp(1, MOST);
    let DataCursor(row, column) = area.cursor();
    let first = row.saturating_sub(height);
    // From the same letter on while the cursor is moved a little, so that lines break where they did.
    let from = (column / room).saturating_sub(1) * room;
    let lines = area.lines().iter().enumerate().skip(first);
    let lines = lines
        .take(2 * height + 1)
        .map(|(at, line)| match at.cmp(&row) {
            Ordering::Less => letters(line, line.chars().count().saturating_sub(room), room),
            Ordering::Equal => letters(line, from, 3 * room),
            Ordering::Greater => letters(line, 0, room),
        });
    let mut shown = begun_of(lines.map(str::to_owned).collect());
    let place = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
    shown.move_cursor(CursorMove::Jump(place(row - first), place(column - from)));
    shown
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::Cell;

    use super::*;

    fn drawn(mut area: TextArea<'static>, place: Rect) -> Buffer {
        area.set_cursor_style(Style::default().add_modifier(Modifier::REVERSED));
        let mut buf = Buffer::empty(place);
        (&area).render(place, &mut buf);
        buf
    }

    proptest! {
        #[test]
        fn what_is_around_the_cursor_is_drawn_as_all_of_it_would_be(
            lines in prop::collection::vec("[a-zé日 ]{0,30}", 1..60),
            row in 0u16..60, column in 0u16..30, height in 1u16..9, width in 8u16..40,
        ) {
            let mut area = begun(&lines.join("\n"));
            area.move_cursor(CursorMove::Jump(row, column));
            let place = Rect::new(0, 0, width, height);
            // A line is cut only when it is longer than all there is room for.
            if usize::from(height * width) >= 60 {
                prop_assert_eq!(drawn(around_cursor(&area, place), place), drawn(area, place));
            }
        }
    }

    #[test]
    fn little_of_a_long_text_is_drawn_and_the_cursor_is_seen_in_it() {
        let place = Rect::new(0, 0, 60, 10);
        for text in [
            "a few words\n".repeat(200_000),
            "a few words ".repeat(200_000),
        ] {
            let mut area = begun(&text);
            for to in [CursorMove::Bottom, CursorMove::Head, CursorMove::Top] {
                area.move_cursor(to);
                area.insert_str("here");
                let around = around_cursor(&area, place);
                let letters: usize = around.lines().iter().map(String::len).sum();
                assert!(letters <= 4 * 600, "{letters}");
                let buf = drawn(around, place);
                let seen: String = buf.content().iter().map(|cell| cell.symbol()).collect();
                assert!(seen.contains("here"), "{seen}");
                let is_cursor = |cell: &Cell| cell.modifier.contains(Modifier::REVERSED);
                assert_eq!(
                    buf.content().iter().filter(|cell| is_cursor(cell)).count(),
                    1
                );
            }
        }
    }
}
