//! The bar at the foot: which keys matter now, and what just happened.
//!
//! What just happened stands there until the next key, so it is not cut: what is longer than the bar
//! takes lines above it. Help stands at the end of the bar, however narrow the screen is.

mod which_key;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::keymap::action::Action;
use crate::tui::keymap::{Binding, Chord, Context};
use crate::tui::model::{Model, Notice, View};
use crate::tui::screens::day::form::hints as form;
use crate::tui::widgets::text;

pub(super) use which_key::draw as which_key;

/// Keys as they are pressed, what they do, and the same as a click does it.
type Hint<'a> = (String, &'a str, Option<Action>);

/// Draws the hint bar: from the right what is pinned and the notice, then as many hints as fit; where
/// they are, and what each does.
pub(super) fn draw(
    model: &Model,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> Vec<(Rect, Action)> {
    let mut places = Vec::new();
    if area.width < 4 || area.height == 0 {
        return places;
    }
    let place = |x: u16, hint: &Hint| {
        let place = Rect::new(x, area.y, width(hint), 1);
        hint.2.map(|action| (place, action))
    };
    let contexts = model.contexts();
    let mut end = area.right() - 1;
    for hint in pinned(model, &contexts).into_iter().rev() {
        let start = (end - area.x).checked_sub(width(&hint));
        let Some(start) = start.filter(|start| *start > 0) else {
            return places;
        };
        let start = area.x + start;
        places.extend(place(start, &hint));
        put(buf, start, end, area.y, &hint, appearance);
        end = start.saturating_sub(2);
    }
    if let Some(notice) = &model.notice {
        let words = text::one_line(&notice.text);
        if fits_in_bar(model, area, &words) {
            let width = text::width(&words) as u16;
            let style = appearance.style(meaning(notice));
            text::put(buf, end - width, area.y, area.width, &words, style);
            end = end.saturating_sub(width + 2);
        }
    }
    let mut x = area.x + 1;
    for hint in hints(model, &contexts) {
        if x + width(&hint) <= end {
            places.extend(place(x, &hint));
            x += put(buf, x, end, area.y, &hint, appearance) + 2;
        }
    }
    places
}

/// What is named where there is room, the most useful first. The line of the form that has the keys
/// says itself what it takes.
fn hints<'a>(model: &'a Model, contexts: &'a [Context]) -> Vec<Hint<'a>> {
    if !model.chord.0.is_empty() {
        return vec![];
    }
    let hints = model.keymap.hints(contexts);
    let hints = hints.filter(|(_, binding)| !idles(model, binding.action));
    let mut hints: Vec<_> = hints.collect();
    hints.sort_by_key(|(_, binding)| binding.hint);
    let hints = hints.into_iter().map(hint);
    match contexts.contains(&Context::Form) {
        true => form::hints(model).into_iter().chain(hints).collect(),
        false => hints.collect(),
    }
}

/// Whether there is nothing that an action could be done to.
fn idles(model: &Model, action: Action) -> bool {
    match (model.layers.last(), model.view) {
        (Some(layer), _) => layer.idles(action),
        (None, View::Patterns) => model.patterns.idles(action),
        (None, _) => false,
    }
}

/// What is always named.
fn pinned<'a>(model: &'a Model, contexts: &'a [Context]) -> Vec<Hint<'a>> {
    // After the first key of two the others mean something else.
    if !model.chord.0.is_empty() {
        return vec![];
    }
    let pinned = model.keymap.pinned(contexts);
    pinned.map(hint).collect()
}

fn hint<'a>((key, binding): (&Chord, &'a Binding)) -> Hint<'a> {
    (key.to_string(), &binding.says, Some(binding.action))
}

fn width((keys, says, _): &Hint<'_>) -> u16 {
    (text::width(keys) + 1 + text::width(says)) as u16
}

fn put(
    buf: &mut Buffer,
    x: u16,
    end: u16,
    y: u16,
    (keys, says, _): &Hint<'_>,
    appearance: &Appearance,
) -> u16 {
    let key = appearance.style(Meaning::Key);
    let used = text::put(buf, x, y, end - x, keys, key) + 1;
    let hint = appearance.style(Meaning::Hint);
    let x = x + used;
    used + text::put(buf, x, y, end.saturating_sub(x), says, hint)
}

/// Whether a notice has room in the bar, beside what is pinned.
fn fits_in_bar(model: &Model, bar: Rect, words: &str) -> bool {
    let pinned: u16 = pinned(model, &model.contexts())
        .iter()
        .map(|hint| width(hint) + 2)
        .sum();
    text::width(words) <= usize::from(bar.width.saturating_sub(2 + pinned))
}

/// Draws a notice that is too long for the hint bar, over what stands above it.
pub(super) fn long_notice(model: &Model, bar: Rect, buf: &mut Buffer, appearance: &Appearance) {
    let Some(notice) = model.notice.as_ref().filter(|_| bar.width >= 4) else {
        return;
    };
    let words = text::one_line(&notice.text);
    if bar.height == 0 || fits_in_bar(model, bar, &words) {
        return;
    }
    let lines = text::wrap(&words, usize::from(bar.width - 2));
    // What it is about stays in sight.
    let most = usize::from(buf.area.height / 3).max(1);
    let shown = lines.len().min(most);
    let height = shown as u16;
    let area = Rect {
        y: bar.y.saturating_sub(height),
        height,
        ..bar
    };
    Clear.render(area, buf);
    buf.set_style(area, appearance.style(Meaning::Text));
    let style = appearance.style(meaning(notice));
    for (nth, line) in lines[..shown].iter().enumerate() {
        let is_cut = nth + 1 == shown && shown < lines.len();
        let words = match is_cut {
            true => format!("{line} {}", lines[shown]),
            false => (*line).to_owned(),
        };
        let ellipsis = appearance.glyphs().ellipsis;
        let words = text::truncate(&words, usize::from(area.width - 2), ellipsis);
        text::put(
            buf,
            area.x + 1,
            area.y + nth as u16,
            area.width - 2,
            &words,
            style,
        );
    }
}

fn meaning(notice: &Notice) -> Meaning {
    match notice.bad {
        true => Meaning::Bad,
        false => Meaning::Good,
    }
}
