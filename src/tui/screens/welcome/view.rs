//! The first run.

use std::fmt::Display;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::diary::profile::Choice;
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::keymap::Context;
use crate::tui::keymap::action::Action;
use crate::tui::model::Model;
use crate::tui::pointer::Pointed;
use crate::tui::screens::welcome::state::Welcome;
use crate::tui::widgets::prose::Line;
use crate::tui::widgets::sheet::Sheet;
use crate::words::profile as settings;
use crate::words::screens::welcome as words;

/// A line, and what is meant by pointing at it.
type Told = (Line, Option<Pointed>);

/// Draws the first questions; what of them can be pointed at, and how far they can be scrolled.
pub fn draw(
    model: &Model,
    welcome: &Welcome,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> (Vec<(Rect, Pointed)>, usize) {
    let (mut told, context) = match welcome.about {
        true => (about(welcome, appearance), Context::About),
        false => (kept(welcome, appearance), Context::Welcome),
    };
    let begin = Line::new(words::begin(), Meaning::Key);
    told.extend([only(Line::gap()), acts(begin, Action::OpenField)]);
    let (lines, means): (Vec<Line>, Vec<Option<Pointed>>) = told.into_iter().unzip();
    let sheet = Sheet {
        title: words::title(),
        lines: &lines,
        scroll: welcome.scroll.at,
        width: 74,
        context,
    };
    let shown = sheet.draw(&model.keymap, area, buf, appearance);
    let lines = shown.lines.into_iter();
    let lines = lines.filter_map(|(place, line)| Some((place, means[line]?)));
    (lines.collect(), shown.most)
}

/// A line that is only read.
fn only(line: Line) -> Told {
    (line, None)
}

/// A line that does what its key does.
fn acts(line: Line, action: Action) -> Told {
    (line, Some(Pointed::Act(action)))
}

/// A line that does what its number does, counted from 0.
fn numbered(line: Line, nth: usize) -> Told {
    (line, Some(Pointed::Line(nth)))
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
fn kept(welcome: &Welcome, appearance: &Appearance) -> Vec<Told> {
    let profile = &welcome.profile;
    let mut lines = vec![
        only(Line::new(words::what_it_is(), Meaning::Text)),
        only(Line::gap()),
        only(Line::new(words::what_to_keep(), Meaning::Title)),
    ];
    for (nth, area) in Choice::named("keep").into_iter().enumerate() {
        let words = words::area(settings::label(area), settings::explained(area));
        let line = mark(nth + 1, area.holds(profile), &words, appearance);
        lines.push(numbered(line, nth));
    }
    lines.push(only(Line::gap()));
    for (key, name, action) in [
        ("w", "week-start", Action::WelcomeWeek),
        ("t", "temperature", Action::WelcomeTemperature),
    ] {
        for choice in Choice::named(name) {
            let (label, chosen) = (settings::label(choice), settings::chosen(choice, profile));
            lines.push(acts(keyed(key, words::setting(label, chosen)), action));
        }
    }
    let about = keyed("a", words::about(welcome.is_told()));
    lines.push(acts(about, Action::WelcomeAbout));
    lines
}

/// What is asked about the person.
fn about(welcome: &Welcome, appearance: &Appearance) -> Vec<Told> {
    let mut lines = vec![
        only(Line::new(words::why_asked(), Meaning::Text)),
        only(Line::new(words::what_is_so(), Meaning::Title)),
    ];
    let mut number = 0;
    for choice in Welcome::asked() {
        number += 1;
        let chosen = settings::chosen(choice, &welcome.profile);
        let words = words::answered(settings::label(choice), chosen);
        lines.push(numbered(keyed(number, words), number - 1));
    }
    for (nth, (choice, word, chosen)) in welcome.contraception().enumerate() {
        if nth == 0 {
            lines.push(only(Line::new(settings::label(choice), Meaning::Title)));
        }
        number += 1;
        let words = settings::value(choice.setting, word);
        let line = mark(number, chosen, words, appearance);
        lines.push(numbered(line, number - 1));
    }
    lines
}
