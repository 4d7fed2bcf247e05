//! The first run.

use std::fmt::Display;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::diary::profile::Choice;
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::keymap::Context;
use crate::tui::model::Model;
use crate::tui::screens::welcome::state::Welcome;
use crate::tui::widgets::prose::Line;
use crate::tui::widgets::sheet::Sheet;
use crate::words::profile as settings;
use crate::words::screens::welcome as words;

/// Draws the first questions; how far they can be scrolled.
pub fn draw(
    model: &Model,
    welcome: &Welcome,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> usize {
    let (mut lines, context) = match welcome.about {
        true => (about(welcome, appearance), Context::About),
        false => (kept(welcome, appearance), Context::Welcome),
    };
    lines.extend([Line::gap(), Line::new(words::begin(), Meaning::Key)]);
    let sheet = Sheet {
        title: words::title(),
        lines: &lines,
        scroll: welcome.scroll.at,
        width: 74,
        context,
    };
    sheet.draw(&model.keymap, area, buf, appearance)
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
    let words = format!("{mark} {words}");
    Line::labelled(number.to_string(), Meaning::Key, 2, words, meaning)
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
