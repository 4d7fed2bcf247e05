//! The computers that share the diary, a line each, and what each says where answers differ.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};

use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::screens::shared::state::Sharing;
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::popup::{first_of, list_line, popup, put, row};
use crate::tui::worker::Shared;
use crate::words::screens::shared as words;
use crate::words::{dates, errors, sharing as told};

/// A line: of what another computer says its number, what it says on the left, and what on the right.
type Line = (Option<usize>, String, String, Meaning);

/// Draws the list; where the lines that have keys are, by their number.
pub fn draw(
    model: &Model,
    sharing: &Sharing,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> Vec<(Rect, usize)> {
    let place = popup(area, 76, 26, buf, appearance);
    let panel = Panel {
        title: words::title(),
        focused: true,
        ..Panel::default()
    };
    let inner = panel.draw(place, buf, appearance).inner(Margin::new(1, 0));
    let lines = match &sharing.shared {
        None => vec![
            said(words::called(&sharing.me.name)),
            said(words::looking()),
        ],
        Some(shared) => lines(model, shared),
    };
    let here = lines.iter().position(|line| line.0 == Some(sharing.focus));
    let first = first_of(here.unwrap_or(0), lines.len(), inner.height.into());
    let mut places = Vec::new();
    for (nth, (at, label, value, meaning)) in lines.iter().enumerate().skip(first) {
        let Some(line) = row(inner, nth - first) else {
            break;
        };
        match at {
            Some(at) => {
                let focused = *at == sharing.focus;
                list_line(buf, appearance, line, label, value, focused, *meaning);
                places.push((line, *at));
            }
            None if value.is_empty() => drop(put(buf, appearance, line, label, *meaning)),
            None => list_line(buf, appearance, line, label, value, false, *meaning),
        }
    }
    places
}

fn said(words: impl Into<String>) -> Line {
    (None, words.into(), String::new(), Meaning::Text)
}

fn lines(model: &Model, shared: &Shared) -> Vec<Line> {
    let status = &shared.status;
    let mut lines = vec![said(words::called(&status.me.name))];
    for other in &status.others {
        let wrote = dates::iso_moment_if_known(told::moment(other.wrote));
        let name = other.computer.name.to_string();
        lines.push((None, name, words::wrote(wrote), Meaning::Text));
    }
    if status.others.is_empty() {
        lines.push(said(words::nobody()));
    }
    if status.to_write + status.to_read > 0 {
        lines.push(said(words::waits(status.to_write, status.to_read)));
    }
    if let Some(why) = &status.waits {
        lines.push((None, errors::sharing(why), String::new(), Meaning::Warning));
    }
    for file in &status.skipped {
        lines.push((None, told::left(file), String::new(), Meaning::Muted));
    }
    lines.push(said(""));
    let (title, none) = match shared.conflicts.is_empty() {
        true => (words::none_differ(), true),
        false => (words::differ(), false),
    };
    let meaning = if none { Meaning::Muted } else { Meaning::Title };
    lines.push((None, title.to_owned(), String::new(), meaning));
    let unit = model.profile.temperature;
    let mut at = 0;
    for conflict in &shared.conflicts {
        let words = told::difference(conflict, status, &model.catalogue, unit);
        let stands = words::stands(&words.what, &words.stands);
        lines.push((None, stands, String::new(), Meaning::Text));
        for other in words.others {
            lines.push((Some(at), other, String::new(), Meaning::Text));
            at += 1;
        }
    }
    lines
}
