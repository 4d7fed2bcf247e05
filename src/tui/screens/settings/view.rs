//! The settings, a line each.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};

use crate::diary::profile::Choice;
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::widgets::panel::Panel;
use crate::words::profile as settings;
use crate::words::screens::settings as words;

use crate::tui::widgets::popup::{first_of, list_line, popup, put, row};

/// Draws the list; where its lines are, by their number.
pub fn draw(
    model: &Model,
    focus: usize,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> Vec<(Rect, usize)> {
    let place = popup(area, 76, 26, buf, appearance);
    let panel = Panel {
        title: words::title(),
        aside: words::title_aside(),
        focused: true,
        ..Panel::default()
    };
    let inner = panel.draw(place, buf, appearance).inner(Margin::new(1, 0));
    let mut lines: Vec<(Option<usize>, String, &str)> = Vec::new();
    let mut under = None;
    for (at, choice) in Choice::shown(&model.profile).enumerate() {
        let heading = choice.setting.heading;
        if under.replace(heading) != Some(heading) {
            if at > 0 {
                lines.push((None, String::new(), ""));
            }
            lines.push((None, settings::heading(choice.setting).to_owned(), ""));
        }
        let label = settings::label(choice).to_owned();
        lines.push((Some(at), label, settings::chosen(choice, &model.profile)));
    }
    let here = lines
        .iter()
        .position(|(at, ..)| *at == Some(focus))
        .unwrap_or(0);
    let first = first_of(here, lines.len(), inner.height.into());
    let mut places = Vec::new();
    for (nth, (at, label, value)) in lines.iter().enumerate().skip(first) {
        let Some(line) = row(inner, nth - first) else {
            break;
        };
        let Some(at) = at else {
            put(buf, appearance, line, label, Meaning::Title);
            continue;
        };
        list_line(
            buf,
            appearance,
            line,
            label,
            value,
            *at == focus,
            Meaning::Text,
        );
        places.push((line, *at));
    }
    places
}
