//! The first run.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};

use crate::diary::profile::Choice;
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::screens::welcome::state::Welcome;
use crate::tui::widgets::panel::Panel;
use crate::words::profile as settings;
use crate::words::screens::welcome as words;

use crate::tui::widgets::popup::{popup, put, row};

/// A line and what it is.
type Line = (String, Meaning);

/// Draws the first questions.
pub fn draw(welcome: &Welcome, area: Rect, buf: &mut Buffer, appearance: &Appearance) {
    let place = popup(area, 74, 18, buf, appearance);
    let panel = Panel {
        title: words::title(),
        focused: true,
        ..Panel::default()
    };
    let inner = panel.draw(place, buf, appearance).inner(Margin::new(2, 1));
    let lines = match welcome.about {
        true => about(welcome, appearance),
        false => kept(welcome, appearance),
    };
    let begin = [
        (String::new(), Meaning::Text),
        (words::begin().into(), Meaning::Key),
    ];
    for (nth, (words, meaning)) in lines.iter().chain(&begin).enumerate() {
        if let Some(line) = row(inner, nth) {
            put(buf, appearance, line, words, *meaning);
        }
    }
}

/// What can be turned on and off, by its number.
fn mark(number: usize, on: bool, words: &str, appearance: &Appearance) -> Line {
    let glyphs = appearance.glyphs();
    let (mark, meaning) = match on {
        true => (glyphs.full, Meaning::Text),
        false => (glyphs.empty, Meaning::Muted),
    };
    (format!("{number} {mark} {words}"), meaning)
}

/// What is kept, and how it is shown.
fn kept(welcome: &Welcome, appearance: &Appearance) -> Vec<Line> {
    let profile = &welcome.profile;
    let mut lines: Vec<Line> = vec![
        (words::what_it_is().into(), Meaning::Text),
        (String::new(), Meaning::Text),
        (words::what_to_keep().into(), Meaning::Title),
    ];
    for (nth, area) in Choice::named("keep").into_iter().enumerate() {
        let words = words::area(settings::label(area), settings::explained(area));
        lines.push(mark(nth + 1, area.holds(profile), &words, appearance));
    }
    lines.push((String::new(), Meaning::Text));
    for (key, name) in [("w", "week-start"), ("t", "temperature")] {
        for choice in Choice::named(name) {
            let (label, chosen) = (settings::label(choice), settings::chosen(choice, profile));
            let words = words::setting(label, chosen);
            lines.push((format!("{key}   {words}"), Meaning::Text));
        }
    }
    let about = words::about(welcome.is_told());
    lines.push((format!("a   {about}"), Meaning::Text));
    lines
}

/// What is asked about the person.
fn about(welcome: &Welcome, appearance: &Appearance) -> Vec<Line> {
    let mut lines: Vec<Line> = vec![
        (words::why_asked().into(), Meaning::Text),
        (words::what_is_so().into(), Meaning::Title),
    ];
    let mut number = 0;
    for choice in Welcome::asked() {
        number += 1;
        let chosen = settings::chosen(choice, &welcome.profile);
        let words = words::answered(settings::label(choice), chosen);
        lines.push((format!("{number}   {words}"), Meaning::Text));
    }
    for (nth, (choice, word, chosen)) in welcome.contraception().enumerate() {
        if nth == 0 {
            lines.push((settings::label(choice).into(), Meaning::Title));
        }
        number += 1;
        let words = settings::value(choice.setting, word);
        lines.push(mark(number, chosen, words, appearance));
    }
    lines
}
