//! The first run.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};

use crate::diary::ProfileField;
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::screens::settings::state::Setting;
use crate::tui::screens::settings::state::{AREAS, area_explained};
use crate::tui::widgets::panel::Panel;
use crate::words::profile;
use crate::words::screens::welcome as words;

use crate::tui::widgets::popup::{popup, put, row};

/// Draws the first questions.
pub fn draw(profile: &crate::diary::Profile, area: Rect, buf: &mut Buffer, look: &Appearance) {
    let place = popup(area, 74, 18, buf, look);
    let panel = Panel {
        title: words::title(),
        focused: true,
        ..Panel::default()
    };
    let inner = panel.draw(place, buf, look).inner(Margin::new(2, 1));
    let glyphs = look.glyphs();
    let mut lines: Vec<(String, Meaning)> = vec![
        (words::what_it_is().into(), Meaning::Text),
        (String::new(), Meaning::Text),
        (words::what_to_keep().into(), Meaning::Title),
    ];
    for (nth, area) in AREAS.into_iter().enumerate() {
        let kept = profile.keep.contains(&area);
        let mark = if kept { glyphs.full } else { glyphs.empty };
        let meaning = if kept { Meaning::Text } else { Meaning::Muted };
        let words = words::area(profile::area(area), area_explained(area));
        lines.push((format!("{} {mark} {words}", nth + 1), meaning));
    }
    lines.push((String::new(), Meaning::Text));
    for (key, setting) in [
        ("w", Setting::Of(ProfileField::WeekStart)),
        ("t", Setting::Of(ProfileField::Temperature)),
    ] {
        let words = format!(
            "{key}   {}",
            words::setting(setting.label(), setting.value(profile))
        );
        lines.push((words, Meaning::Text));
    }
    lines.push((String::new(), Meaning::Text));
    lines.push((words::begin().into(), Meaning::Key));
    for (nth, (words, meaning)) in lines.iter().enumerate() {
        if let Some(line) = row(inner, nth) {
            put(buf, look, line, words, *meaning);
        }
    }
}
