//! The days a search found: each a line with its pain, its marks and the words found, and the chosen
//! one in words beside or beneath them.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::state::{Pick, PickRow, Picker};
use crate::diary::Role;
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::marks::DayMark;
use crate::tui::model::Model;
use crate::tui::screens::day::card::DayCardView;
use crate::tui::widgets::popup::{first_of, pointed, put, row};
use crate::tui::widgets::text;

/// As many marks of a day have room on its line, each with a gap behind it.
const MARKS: u16 = 5;
/// The widest pain, 10, and the gap behind it.
const PAIN: u16 = 3;
/// From this width on, the chosen day stands beside the list.
const BESIDE: u16 = 116;
/// From this height on, it stands beneath the list otherwise.
const BENEATH: u16 = 14;
/// Cells between the list and the day.
const BETWEEN: u16 = 2;

/// How wide and high the list and the day are at best.
pub(super) fn size(area: Rect) -> (u16, u16) {
    match area.width >= BESIDE + 4 {
        true => (160, area.height.saturating_sub(4).min(36)),
        false => (96, area.height.saturating_sub(2).min(30)),
    }
}

/// Draws the days and the chosen one; where the days are, by their place among those found.
pub(super) fn draw(
    model: &Model,
    picker: &Picker,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> Vec<(Rect, usize)> {
    let (list, card) = rooms(area);
    let mut places = Vec::new();
    let first = first_of(picker.focus, picker.shown.len(), list.height.into());
    for (nth, shown) in picker.shown.iter().enumerate().skip(first) {
        let (Some(line), Some(found)) = (row(list, nth - first), picker.all.get(*shown)) else {
            break;
        };
        places.push((line, nth));
        let is_chosen = nth == picker.focus;
        let line = pointed(buf, appearance, line, is_chosen);
        day_row(model, line, found, is_chosen, buf, appearance);
    }
    if let (Some(card), Some(Pick::Day(date, day))) = (card, picker.chosen().map(|row| &row.pick)) {
        let view = DayCardView {
            date: *date,
            day,
            catalogue: &model.catalogue,
            profile: &model.profile,
            extra: &[],
            scroll: 0,
            aside: "",
            foot: "",
            focused: false,
        };
        view.draw(card, buf, appearance);
    }
    places
}

/// Room for the list, and for the chosen day where there is any.
fn rooms(area: Rect) -> (Rect, Option<Rect>) {
    if area.width >= BESIDE {
        let width = (area.width - BETWEEN) / 2;
        let list = Rect { width, ..area };
        let card = Rect {
            x: area.right() - width,
            ..list
        };
        (list, Some(card))
    } else if area.height >= BENEATH {
        let height = area.height / 2;
        let list = Rect { height, ..area };
        let card = Rect {
            y: area.y + height,
            height: area.height - height,
            ..area
        };
        (list, Some(card))
    } else {
        (area, None)
    }
}

/// The date, the pain, the marks and the words of a day.
fn day_row(
    model: &Model,
    line: Rect,
    found: &PickRow,
    is_chosen: bool,
    buf: &mut Buffer,
    appearance: &Appearance,
) {
    let Pick::Day(_, day) = &found.pick else {
        return;
    };
    let pain = model.catalogue.role(Role::Pain);
    let mark = DayMark::of(day, pain, &model.catalogue, &model.profile);
    let date = if is_chosen {
        Meaning::Cursor
    } else {
        Meaning::Text
    };
    let after = |line: Rect, cells: u16| Rect {
        x: line.x + cells.min(line.width),
        width: line.width.saturating_sub(cells),
        ..line
    };
    let used = put(buf, appearance, line, &found.detail, date);
    let at = after(line, used + 1);
    if let Some(score) = mark.score.filter(|_| at.width >= PAIN) {
        let style = appearance.style(score.meaning);
        let value = score.value.to_string();
        text::put_before(buf, at.x + PAIN, at.y, PAIN, &value, style);
    }
    let mut at = after(at, PAIN + 1);
    let words = after(at, 2 * MARKS);
    for mark in mark.marks.iter().take(MARKS.into()) {
        let style = appearance.style(mark.meaning);
        let used = text::put(
            buf,
            at.x,
            at.y,
            at.width,
            mark.glyph.encode_utf8(&mut [0; 4]),
            style,
        );
        at = after(at, used + 1);
    }
    marked(buf, appearance, words, &found.label, &found.marks);
}

/// Words with the found parts standing out.
pub(super) fn marked(
    buf: &mut Buffer,
    appearance: &Appearance,
    line: Rect,
    words: &str,
    marks: &[Range<usize>],
) {
    let ellipsis = appearance.glyphs().ellipsis;
    let mut x = line.x;
    let mut at = 0;
    for mark in marks {
        let (Some(before), Some(found)) = (words.get(at..mark.start), words.get(mark.clone()))
        else {
            break;
        };
        for (part, meaning) in [(before, Meaning::Muted), (found, Meaning::Match)] {
            let room = line.right().saturating_sub(x);
            let (part, style) = (flat(part), appearance.style(meaning));
            x += text::fit(buf, x, line.y, room, &part, style, ellipsis);
        }
        at = mark.end;
    }
    let rest = flat(words.get(at..).unwrap_or_default());
    let room = line.right().saturating_sub(x);
    let style = appearance.style(Meaning::Muted);
    text::fit(buf, x, line.y, room, &rest, style, ellipsis);
}

/// A part of a line with its spaces, but without line ends.
fn flat(part: &str) -> String {
    text::sanitize(part).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::appearance::glyphs::GlyphSet;
    use crate::tui::testing::{appearance, rows};

    #[test]
    fn words_that_are_cut_say_so() {
        let drawn = |words: &str| {
            let mut buf = Buffer::empty(Rect::new(0, 0, 12, 1));
            let area = buf.area;
            marked(
                &mut buf,
                &appearance(GlyphSet::Braille),
                area,
                words,
                std::slice::from_ref(&(4..8)),
            );
            rows(&buf).trim_end().to_owned()
        };
        assert_eq!(drawn("the back hur"), "the back hur");
        assert_eq!(drawn("the back hurts"), "the back hu…");
    }
}
