//! Words that are typed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Widget;
use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;

/// A text to edit, with the cursor at its end.
pub fn begun(text: &str) -> TextArea<'static> {
    let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
    area.set_cursor_line_style(Style::default());
    area.set_wrap_mode(WrapMode::WordOrGlyph);
    area.move_cursor(CursorMove::Bottom);
    area.move_cursor(CursorMove::End);
    area
}

/// Draws them, with the cursor.
pub fn draw(area: &TextArea<'static>, place: Rect, buf: &mut Buffer, appearance: &Appearance) {
    let mut area = area.clone();
    area.set_style(appearance.style(Meaning::Text));
    area.set_cursor_style(
        appearance
            .style(Meaning::Text)
            .add_modifier(Modifier::REVERSED),
    );
    (&area).render(place, buf);
}
