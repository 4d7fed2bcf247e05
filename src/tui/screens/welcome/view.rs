//! The first run.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};

use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::layer::AREAS;
use crate::tui::screens::settings::state::Setting;
use crate::tui::widgets::panel::Panel;

use crate::tui::layer::view::{popup, put, row};

pub fn welcome(profile: &crate::diary::Profile, area: Rect, buf: &mut Buffer, look: &Appearance) {
    let place = popup(area, 74, 18, buf, look);
    let panel = Panel {
        title: "Welcome to twinge",
        focused: true,
        ..Panel::default()
    };
    let inner = panel.draw(place, buf, look).inner(Margin::new(2, 1));
    let glyphs = look.glyphs();
    let mut lines: Vec<(String, Meaning)> = vec![
        (
            "A diary for a back or pelvis that hurts. It stays on this computer.".into(),
            Meaning::Text,
        ),
        (String::new(), Meaning::Text),
        (
            "What would you like to keep? A number turns one off or on.".into(),
            Meaning::Title,
        ),
    ];
    for (nth, (area, label, words)) in AREAS.iter().enumerate() {
        let kept = profile.keep.contains(area);
        let mark = if kept { glyphs.full } else { glyphs.empty };
        let meaning = if kept { Meaning::Text } else { Meaning::Muted };
        lines.push((format!("{} {mark} {label}: {words}", nth + 1), meaning));
    }
    lines.push((String::new(), Meaning::Text));
    for (key, setting) in [("w", Setting::WeekStart), ("t", Setting::Temperature)] {
        let words = format!("{key}   {} {}", setting.label(), setting.value(profile));
        lines.push((words, Meaning::Text));
    }
    lines.push((String::new(), Meaning::Text));
    lines.push((
        "Enter begins, p with a passphrase. All of it can change later.".into(),
        Meaning::Key,
    ));
    for (nth, (words, meaning)) in lines.iter().enumerate() {
        if let Some(line) = row(inner, nth) {
            put(buf, look, line, words, *meaning);
        }
    }
}
