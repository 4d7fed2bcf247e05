//! The items, a line each.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};

use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::popup::{first_of, list_line, popup, row};
use crate::words::{common, screens::items as words};

/// Draws the list; where its lines are, by their number.
pub fn draw(
    model: &Model,
    focus: usize,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> Vec<(Rect, usize)> {
    let place = popup(area, 76, area.height, buf, appearance);
    let items = model.catalogue.items();
    let foot = common::position(focus + 1, items.len());
    let panel = Panel {
        title: words::title(),
        aside: words::title_aside(),
        foot: &foot,
        focused: true,
    };
    let inner = panel.draw(place, buf, appearance).inner(Margin::new(1, 0));
    let first = first_of(focus, items.len(), inner.height.into());
    let mut places = Vec::new();
    for (at, item) in items.iter().enumerate().skip(first) {
        let Some(line) = row(inner, at - first) else {
            break;
        };
        let section = model
            .catalogue
            .section(&item.section)
            .map_or("", |s| s.label.as_str());
        let value = match (item.hidden, item.own) {
            (true, _) => words::hidden(section),
            (false, true) => words::own(section),
            (false, false) => section.to_owned(),
        };
        let meaning = if item.hidden {
            Meaning::Muted
        } else {
            Meaning::Text
        };
        list_line(
            buf,
            appearance,
            line,
            &item.label,
            &value,
            at == focus,
            meaning,
        );
        places.push((line, at));
    }
    places
}
