//! A list to choose from by typing.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};

use crate::safekeeping::TRASH_DAYS;
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::screens::picker::state::{PickRow, Picker, Purpose};
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::text;
use crate::words::common;
use crate::words::screens::{help, picker as words};

use super::days::{self, marked};

use crate::tui::widgets::popup::pointed;
use crate::tui::widgets::popup::{first_of, popup, put, row};
use crate::tui::widgets::typing;

/// Draws the list; where its lines are, by their place among those shown.
pub fn draw(
    model: &Model,
    picker: &Picker,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> Vec<(Rect, usize)> {
    let title = title(&picker.purpose);
    let (width, height) = match picker.purpose {
        Purpose::Search => days::size(area),
        Purpose::Help => (92, area.height),
        _ => (84, 20),
    };
    let place = popup(area, width, height, buf, appearance);
    let found = match picker.shown.len() {
        0 => String::new(),
        count => common::position(picker.focus + 1, count),
    };
    let panel = Panel {
        title: &title,
        foot: &found,
        focused: true,
        ..Panel::default()
    };
    let inner = panel.draw(place, buf, appearance).inner(Margin::new(1, 0));
    let Some(line) = row(inner, 0) else {
        return vec![];
    };
    text::put(buf, line.x, line.y, 1, ">", appearance.style(Meaning::Key));
    let input = Rect {
        x: line.x + 2,
        width: line.width.saturating_sub(2),
        ..line
    };
    typing::draw(&picker.input, input, buf, appearance);
    if let (Some(problem), Some(line)) = (&picker.problem, row(inner, 1)) {
        put(buf, appearance, line, problem, Meaning::Warning);
    }
    let mut list = Rect {
        y: inner.y + 2,
        height: inner.height.saturating_sub(2),
        ..inner
    };
    if picker.purpose == Purpose::Search {
        return days::draw(model, picker, list, buf, appearance);
    }
    if let Some(words) = picker.chosen().and_then(PickRow::words) {
        let beneath;
        [list, beneath] = halves(list, picker.shown.len());
        begun(buf, appearance, beneath, words);
    }
    let first = first_of(picker.focus, picker.shown.len(), list.height.into());
    let mut places = Vec::new();
    for (nth, shown) in picker.shown.iter().enumerate().skip(first) {
        let (Some(line), Some(item)) = (row(list, nth - first), picker.all.get(*shown)) else {
            break;
        };
        places.push((line, nth));
        let focused = nth == picker.focus;
        let line = pointed(buf, appearance, line, focused);
        match picker.purpose {
            Purpose::Article => found_row(buf, appearance, line, item, focused),
            _ => list_row(buf, appearance, line, item, focused),
        }
    }
    places
}

/// Room for a list of so many lines, at most half of it, and for what belongs to one of them.
fn halves(area: Rect, lines: usize) -> [Rect; 2] {
    let half = area.height.div_ceil(2);
    let lines = u16::try_from(lines).map_or(half, |lines| lines.min(half));
    // The labels above stand behind the pointer.
    let beneath = Rect::new(
        area.x + 2,
        area.y + lines + 1,
        area.width.saturating_sub(2),
        area.height.saturating_sub(lines + 1),
    );
    let list = Rect {
        height: lines,
        ..area
    };
    [list, beneath]
}

/// The first lines of words that are gone on with, dropped or put somewhere.
fn begun(buf: &mut Buffer, appearance: &Appearance, area: Rect, words: &str) {
    let words = words.trim();
    // A note may be long, and every frame would wrap all of it.
    let first = text::letters(words, 0, 2 * area.area() as usize);
    let clean = text::sanitize(first);
    let lines = text::wrap(&clean, area.width.into());
    let is_cut = first.len() < words.len() || lines.len() > area.height.into();
    let last = lines.len().min(area.height.into());
    for (nth, words) in lines.into_iter().enumerate() {
        let Some(line) = row(area, nth) else { break };
        let end = match is_cut && nth + 1 == last {
            true => appearance.glyphs().ellipsis,
            false => "",
        };
        put(
            buf,
            appearance,
            line,
            &format!("{words}{end}"),
            Meaning::Text,
        );
    }
}

/// A line of the list; what stands out in it is keys.
fn list_row(buf: &mut Buffer, appearance: &Appearance, line: Rect, item: &PickRow, focused: bool) {
    let meaning = if focused {
        Meaning::Cursor
    } else {
        Meaning::Text
    };
    let used = put(buf, appearance, line, &item.label, meaning);
    if !focused && let Some(keys) = item.marks.first() {
        put(
            buf,
            appearance,
            line,
            &item.label[keys.clone()],
            Meaning::Key,
        );
    }
    let rest = line.width.saturating_sub(used + 2);
    let style = appearance.style(Meaning::Muted);
    text::put_before(buf, line.right(), line.y, rest, &item.detail, style);
}

/// A line of what was found, after where it was found.
fn found_row(buf: &mut Buffer, appearance: &Appearance, line: Rect, item: &PickRow, focused: bool) {
    let meaning = if focused {
        Meaning::Cursor
    } else {
        Meaning::Text
    };
    let used = put(buf, appearance, line, &item.detail, meaning);
    let at = Rect {
        x: line.x + used + 2,
        width: line.width.saturating_sub(used + 2),
        ..line
    };
    marked(buf, appearance, at, &item.label, &item.marks);
}

fn title(purpose: &Purpose) -> Cow<'static, str> {
    match purpose {
        Purpose::Palette => words::palette().into(),
        Purpose::Help => help::title().into(),
        Purpose::Field => words::field().into(),
        Purpose::Answer(_, item) => item.label.clone().into(),
        Purpose::Search => words::search().into(),
        Purpose::ChartItem => words::chart_item().into(),
        Purpose::ChartSecond => words::chart_second().into(),
        Purpose::ChartStrips => words::chart_strips().into(),
        Purpose::OverlayItem => words::overlay_item().into(),
        Purpose::LeaveOut => words::leave_out().into(),
        Purpose::Article => words::article().into(),
        Purpose::PatternItem => words::pattern_item().into(),
        Purpose::Event => words::event().into(),
        Purpose::Look => words::look().into(),
        Purpose::Trash => words::trash(TRASH_DAYS.num_days()).into(),
        Purpose::Unfinished => words::unfinished().into(),
        Purpose::Pasted(lines) => words::pasted(*lines).into(),
        Purpose::TableItem { name, .. } => words::table_item(text::one_line(name)).into(),
        Purpose::NewItem(name) => words::new_item(name).into(),
    }
}
