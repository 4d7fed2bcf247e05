//! Words to read.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};

use crate::tui::appearance::Appearance;
use crate::tui::screens::reader::state::Reader;
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::text;
use crate::words::common;

use crate::tui::widgets::popup::{popup, row};

/// Draws them from where they are scrolled to.
pub fn draw(reader: &Reader, area: Rect, buf: &mut Buffer, appearance: &Appearance) {
    let place = popup(area, 92, area.height, buf, appearance);
    let last = reader.lines.len();
    let foot = common::position((reader.scroll + 1).min(last), last);
    let panel = Panel {
        title: &reader.title,
        foot: &foot,
        focused: true,
        ..Panel::default()
    };
    let inner = panel.draw(place, buf, appearance).inner(Margin::new(1, 0));
    let mut at = 0;
    for line in reader.lines.iter().skip(reader.scroll) {
        // Long lines go on below, under their words.
        let indent = line.first().map_or(0, |(words, _)| {
            if line.len() > 1 {
                text::width(words)
            } else {
                0
            }
        });
        let mut x = 0;
        if line.is_empty() {
            at += 1;
        }
        for (words, meaning) in line {
            let words = text::one_line(words);
            let first = if x == 0 { 0 } else { x.max(indent) };
            let room = usize::from(inner.width).saturating_sub(first).max(1);
            for (nth, part) in text::wrap(&words, room).into_iter().enumerate() {
                at += usize::from(nth > 0);
                let Some(place) = row(inner, at) else { return };
                let from = (first as u16).min(place.width);
                let place = Rect {
                    x: place.x + from,
                    width: place.width - from,
                    ..place
                };
                text::put(
                    buf,
                    place.x,
                    place.y,
                    place.width,
                    part,
                    appearance.style(*meaning),
                );
                // Where a line breaks its blanks go; those before the next words stay.
                x = first + text::width(part.trim_end());
            }
            x += text::width(&words) - text::width(words.trim_end());
        }
        at += usize::from(!line.is_empty());
    }
}
