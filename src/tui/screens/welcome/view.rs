//! The first run.

use std::fmt::Display;

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};

use crate::diary::profile::Choice;
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::screens::welcome::state::Welcome;
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::popup::popup;
use crate::tui::widgets::prose::{self, Line};
use crate::words::profile as settings;
use crate::words::screens::guide;
use crate::words::screens::welcome as words;

/// From this many rows on an empty one stands above the words and below.
const AIRY: u16 = 18;

/// Draws the first questions; how far they can be scrolled.
pub fn draw(welcome: &Welcome, area: Rect, buf: &mut Buffer, appearance: &Appearance) -> usize {
    let place = popup(area, 74, AIRY, buf, appearance);
    let across = Margin::new(2, u16::from(place.height >= AIRY));
    let room = place.inner(Margin::new(1, 1)).inner(across);
    let mut lines = match welcome.about {
        true => about(welcome, appearance),
        false => kept(welcome, appearance),
    };
    lines.extend([Line::gap(), Line::new(words::begin(), Meaning::Key)]);
    let rows = prose::rows(&lines, room.width.into());
    let height = usize::from(room.height);
    let most = rows.len().saturating_sub(height);
    let first = welcome.scroll.at.min(most);
    let foot = match most {
        0 => String::new(),
        _ => guide::rows_shown(first + 1, first + height, rows.len()),
    };
    let panel = Panel {
        title: words::title(),
        foot: &foot,
        focused: true,
        ..Panel::default()
    };
    panel.draw(place, buf, appearance);
    prose::draw(rows.iter().skip(first), room, buf, appearance);
    most
}

/// What a key answers.
fn keyed(key: impl Display, words: impl Into<String>) -> Line {
    let words = words.into();
    Line::labelled(key.to_string(), Meaning::Key, 4, words, Meaning::Text)
}

/// What can be turned on and off, by its number.
fn mark(number: usize, on: bool, words: &str, appearance: &Appearance) -> Line {
    let glyphs = appearance.glyphs();
    let (mark, meaning) = match on {
        true => (glyphs.full, Meaning::Text),
        false => (glyphs.empty, Meaning::Muted),
    };
    let key = format!("{number} {mark}");
    Line::labelled(key, meaning, 4, words, meaning)
}

/// What is kept, and how it is shown.
fn kept(welcome: &Welcome, appearance: &Appearance) -> Vec<Line> {
    let profile = &welcome.profile;
    let mut lines = vec![
        Line::new(words::what_it_is(), Meaning::Text),
        Line::gap(),
        Line::new(words::what_to_keep(), Meaning::Title),
    ];
    for (nth, area) in Choice::named("keep").into_iter().enumerate() {
        let words = words::area(settings::label(area), settings::explained(area));
        lines.push(mark(nth + 1, area.holds(profile), &words, appearance));
    }
    lines.push(Line::gap());
    for (key, name) in [("w", "week-start"), ("t", "temperature")] {
        for choice in Choice::named(name) {
            let (label, chosen) = (settings::label(choice), settings::chosen(choice, profile));
            lines.push(keyed(key, words::setting(label, chosen)));
        }
    }
    lines.push(keyed("a", words::about(welcome.is_told())));
    lines
}

/// What is asked about the person.
fn about(welcome: &Welcome, appearance: &Appearance) -> Vec<Line> {
    let mut lines = vec![
        Line::new(words::why_asked(), Meaning::Text),
        Line::new(words::what_is_so(), Meaning::Title),
    ];
    let mut number = 0;
    for choice in Welcome::asked() {
        number += 1;
        let chosen = settings::chosen(choice, &welcome.profile);
        let words = words::answered(settings::label(choice), chosen);
        lines.push(keyed(number, words));
    }
    for (nth, (choice, word, chosen)) in welcome.contraception().enumerate() {
        if nth == 0 {
            lines.push(Line::new(settings::label(choice), Meaning::Title));
        }
        number += 1;
        let words = settings::value(choice.setting, word);
        lines.push(mark(number, chosen, words, appearance));
    }
    lines
}
