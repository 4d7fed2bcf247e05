//! A frame in the middle of the screen, and the lines in it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::widgets::text;

/// So few cells beside a frame show nothing but cut words.
const SLIVERS: u16 = 8;

/// Room of that size in the middle of an area, and of its whole width where hardly any is left.
pub fn place(area: Rect, width: u16, height: u16) -> Rect {
    let width = match area.width.saturating_sub(width) {
        ..=SLIVERS => area.width,
        _ => width,
    };
    let height = height.min(area.height);
    let x = area.x + (area.width - width) / 2;
    let y = area.y + (area.height - height) / 3;
    Rect::new(x, y, width, height)
}

/// Room of that size in the middle of an area, emptied.
pub fn popup(
    area: Rect,
    width: u16,
    height: u16,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> Rect {
    let place = place(area, width, height);
    Clear.render(place, buf);
    buf.set_style(place, appearance.style(Meaning::Text));
    place
}

/// Puts words on a line, cut where it ends; gives how wide they are.
pub fn put(
    buf: &mut Buffer,
    appearance: &Appearance,
    line: Rect,
    words: &str,
    meaning: Meaning,
) -> u16 {
    let words = text::one_line(words);
    let words = text::truncate(&words, line.width.into(), appearance.glyphs().ellipsis);
    text::put(
        buf,
        line.x,
        line.y,
        line.width,
        &words,
        appearance.style(meaning),
    )
}

/// The line of that number, from above; `None` below the last.
pub fn row(area: Rect, at: usize) -> Option<Rect> {
    let at = u16::try_from(at).ok().filter(|at| *at < area.height)?;
    Some(Rect {
        y: area.y + at,
        height: 1,
        ..area
    })
}

/// The first line of a list on the screen, so that the one with the keys is in sight.
pub fn first_of(focus: usize, len: usize, height: usize) -> usize {
    focus
        .saturating_sub(height / 2)
        .min(len.saturating_sub(height))
}

/// Puts the pointer before a line that has the keys, and gives the room behind it.
pub fn pointed(buf: &mut Buffer, appearance: &Appearance, line: Rect, focused: bool) -> Rect {
    if focused {
        let style = appearance.style(Meaning::Cursor);
        text::put(buf, line.x, line.y, 1, appearance.glyphs().pointer, style);
    }
    Rect {
        x: line.x + 2,
        width: line.width.saturating_sub(2),
        ..line
    }
}

/// A line of a list: what it is on the left, its value on the right.
pub fn list_line(
    buf: &mut Buffer,
    appearance: &Appearance,
    line: Rect,
    label: &str,
    value: &str,
    focused: bool,
    meaning: Meaning,
) {
    let meaning = if focused { Meaning::Cursor } else { meaning };
    let line = pointed(buf, appearance, line, focused);
    // With too little room for both neither takes more than half from the other.
    let wanted = (text::width(value) as u16).min(line.width / 2);
    let left = Rect {
        width: line.width.saturating_sub(wanted + 1),
        ..line
    };
    let used = put(buf, appearance, left, label, meaning);
    let rest = line.width.saturating_sub(used + 1);
    let value = text::truncate(value, rest.into(), appearance.glyphs().ellipsis);
    let style = appearance.style(meaning);
    text::put_before(buf, line.right(), line.y, rest, &value, style);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_slivers_are_left_beside_a_frame() {
        for (columns, width) in [(40, 40), (80, 80), (84, 84), (85, 76), (200, 76)] {
            let area = Rect::new(0, 0, columns, 24);
            assert_eq!(place(area, 76, 10).width, width, "{columns}");
        }
    }
}
