//! The settings and the items, a line each.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};

use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::screens::settings::state::Setting;
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::text;

use crate::tui::layer::view::{first_of, popup, put, row};

pub fn settings(model: &Model, focus: usize, area: Rect, buf: &mut Buffer, look: &Appearance) {
    let place = popup(area, 76, 26, buf, look);
    let panel = Panel {
        title: "Settings",
        aside: "kept in the diary",
        focused: true,
        ..Panel::default()
    };
    let inner = panel.draw(place, buf, look).inner(Margin::new(1, 0));
    let mut lines: Vec<(Option<usize>, String, &str)> = Vec::new();
    for (at, setting) in Setting::ALL.into_iter().enumerate() {
        if let Some(heading) = setting.heading() {
            if at > 0 {
                lines.push((None, String::new(), ""));
            }
            lines.push((None, heading.to_owned(), ""));
        }
        lines.push((
            Some(at),
            setting.label().to_owned(),
            setting.value(&model.profile),
        ));
    }
    let here = lines
        .iter()
        .position(|(at, ..)| *at == Some(focus))
        .unwrap_or(0);
    let first = first_of(here, lines.len(), inner.height.into());
    for (nth, (at, label, value)) in lines.iter().enumerate().skip(first) {
        let Some(line) = row(inner, nth - first) else {
            break;
        };
        let Some(at) = at else {
            put(buf, look, line, label, Meaning::Title);
            continue;
        };
        list_line(buf, look, line, label, value, *at == focus, Meaning::Text);
    }
}

/// Puts the pointer before a line that has the keys, and gives the room behind it.
pub fn pointed(buf: &mut Buffer, look: &Appearance, line: Rect, focused: bool) -> Rect {
    if focused {
        let style = look.style(Meaning::Cursor);
        text::put(buf, line.x, line.y, 1, look.glyphs().pointer, style);
    }
    Rect {
        x: line.x + 2,
        width: line.width.saturating_sub(2),
        ..line
    }
}

fn list_line(
    buf: &mut Buffer,
    look: &Appearance,
    line: Rect,
    label: &str,
    value: &str,
    focused: bool,
    meaning: Meaning,
) {
    let meaning = if focused { Meaning::Cursor } else { meaning };
    let line = pointed(buf, look, line, focused);
    let used = put(buf, look, line, label, meaning);
    let rest = line.width.saturating_sub(used + 1);
    text::put_before(buf, line.right(), line.y, rest, value, look.style(meaning));
}

pub fn items(model: &Model, focus: usize, area: Rect, buf: &mut Buffer, look: &Appearance) {
    let place = popup(area, 76, area.height, buf, look);
    let items = model.catalogue.items();
    let foot = format!("{} of {}", focus + 1, items.len());
    let panel = Panel {
        title: "Items",
        aside: "answers stay, whatever you change here",
        foot: &foot,
        focused: true,
    };
    let inner = panel.draw(place, buf, look).inner(Margin::new(1, 0));
    let first = first_of(focus, items.len(), inner.height.into());
    for (at, item) in items.iter().enumerate().skip(first) {
        let Some(line) = row(inner, at - first) else {
            break;
        };
        let section = model
            .catalogue
            .section(&item.section)
            .map_or("", |s| s.label.as_str());
        let state = match (item.hidden, item.own) {
            (true, _) => "hidden, ",
            (false, true) => "your own, ",
            (false, false) => "",
        };
        let meaning = if item.hidden {
            Meaning::Muted
        } else {
            Meaning::Text
        };
        let value = format!("{state}{section}");
        list_line(buf, look, line, &item.label, &value, at == focus, meaning);
    }
}
