//! A line or a page to type.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};

use crate::diary::parse;
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::screens::editor::state::{Editor, Typing};
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::text;
use crate::words::dates;

use crate::tui::widgets::popup::{popup, put, row};
use crate::tui::widgets::typing;

/// Draws the editor.
pub fn draw(model: &Model, editor: &Editor, area: Rect, buf: &mut Buffer, appearance: &Appearance) {
    let width = 72.min(area.width);
    let most = usize::from(area.height / 2).max(1);
    // As many as there may be; a text without end is not measured.
    let wrapped: usize = editor
        .text
        .lines()
        .iter()
        .take(most)
        .map(|line| {
            let row = usize::from(width.saturating_sub(5).max(1));
            text::width(text::letters(line, 0, most * row)) / row + 1
        })
        .sum();
    let least = if editor.lines { 3 } else { 1 };
    let lines = wrapped.clamp(least.min(most), most) as u16;
    let help = match (&editor.problem, &editor.typing) {
        (Some(problem), _) => (problem.clone(), Meaning::Bad),
        (None, Typing::Jump) => {
            match parse::date_within(model.reach(), &editor.content(), model.today()) {
                Ok(date) => (dates::weekday_day_month_year(date), Meaning::Good),
                Err(_) => (editor.help.clone(), Meaning::Hint),
            }
        }
        (None, _) => (editor.help.clone(), Meaning::Hint),
    };
    let words = text::one_line(&help.0).into_owned();
    let below = text::wrap(&words, usize::from(width.saturating_sub(4)).max(1));
    let below = &below[..below.len().min(3)];
    let place = popup(area, width, lines + below.len() as u16 + 2, buf, appearance);
    let panel = Panel {
        title: &editor.title,
        focused: true,
        ..Panel::default()
    };
    let inner = panel.draw(place, buf, appearance).inner(Margin::new(1, 0));
    let lines = lines.min(inner.height);
    typing::draw(
        &editor.text,
        Rect {
            height: lines,
            ..inner
        },
        buf,
        appearance,
    );
    for (nth, words) in below.iter().enumerate() {
        if let Some(line) = row(inner, usize::from(lines) + nth) {
            put(buf, appearance, line, words, help.1);
        }
    }
}
