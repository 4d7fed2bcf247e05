//! The first run.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};

use crate::diary::Profile;
use crate::diary::profile::Choice;
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::widgets::panel::Panel;
use crate::words::profile as settings;
use crate::words::screens::welcome as words;

use crate::tui::widgets::popup::{popup, put, row};

/// Draws the first questions.
pub fn draw(profile: &Profile, area: Rect, buf: &mut Buffer, appearance: &Appearance) {
    let place = popup(area, 74, 18, buf, appearance);
    let panel = Panel {
        title: words::title(),
        focused: true,
        ..Panel::default()
    };
    let inner = panel.draw(place, buf, appearance).inner(Margin::new(2, 1));
    let glyphs = appearance.glyphs();
    let mut lines: Vec<(String, Meaning)> = vec![
        (words::what_it_is().into(), Meaning::Text),
        (String::new(), Meaning::Text),
        (words::what_to_keep().into(), Meaning::Title),
    ];
    for (nth, area) in Choice::named("keep").into_iter().enumerate() {
        let (mark, meaning) = match area.holds(profile) {
            true => (glyphs.full, Meaning::Text),
            false => (glyphs.empty, Meaning::Muted),
        };
        let words = words::area(settings::label(area), settings::explained(area));
        lines.push((format!("{} {mark} {words}", nth + 1), meaning));
    }
    lines.push((String::new(), Meaning::Text));
    for (key, name) in [("w", "week-start"), ("t", "temperature")] {
        for choice in Choice::named(name) {
            let (label, chosen) = (settings::label(choice), settings::chosen(choice, profile));
            let words = words::setting(label, chosen);
            lines.push((format!("{key}   {words}"), Meaning::Text));
        }
    }
    lines.push((String::new(), Meaning::Text));
    lines.push((words::begin().into(), Meaning::Key));
    for (nth, (words, meaning)) in lines.iter().enumerate() {
        if let Some(line) = row(inner, nth) {
            put(buf, appearance, line, words, *meaning);
        }
    }
}
