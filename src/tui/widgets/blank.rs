//! A screen that shows nothing of the diary.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::widgets::popup::put;
use crate::tui::widgets::text;
use crate::words::common;

/// An editor with nothing in it: what anyone may see.
pub fn draw(buf: &mut Buffer, appearance: &Appearance) {
    let area = buf.area;
    Clear.render(area, buf);
    buf.set_style(area, appearance.style(Meaning::Text));
    for y in area.y + 1..area.bottom().saturating_sub(1) {
        text::put(
            buf,
            area.x,
            y,
            area.width,
            "~",
            appearance.style(Meaning::Muted),
        );
    }
    if area.height > 0 {
        let line = Rect {
            y: area.bottom() - 1,
            height: 1,
            ..area
        };
        put(buf, appearance, line, common::untitled(), Meaning::Muted);
    }
}
