//! A list to choose from by typing.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};

use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::layer::{Picker, Purpose};
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::text;

use crate::tui::layer::view::{draw_text, first_of, popup, put, row};
use crate::tui::screens::settings::view::pointed;

pub fn pick(picker: &Picker, area: Rect, buf: &mut Buffer, look: &Appearance) {
    let title = match &picker.purpose {
        Purpose::Palette => "Commands".to_owned(),
        Purpose::Field => "Find a field".to_owned(),
        Purpose::Search => {
            "Search: words, pain>=6, bleeding:heavy, orgasm, after:2026-01, -travel".to_owned()
        }
        Purpose::ChartItem => "Chart: which item".to_owned(),
        Purpose::ChartSecond => "Chart: which second item".to_owned(),
        Purpose::ChartStrips => "Chart: which strips; Enter turns one on or off".to_owned(),
        Purpose::OverlayItem => "Cycles over each other: which item".to_owned(),
        Purpose::LeaveOut => "Leave this cycle out of averages and forecasts".to_owned(),
        Purpose::Article => "Search the guide".to_owned(),
        Purpose::PatternItem => "Patterns: about which scale".to_owned(),
        Purpose::Event => "Around which event".to_owned(),
        Purpose::Bin => "Removed in the last 30 days; Enter brings one back".to_owned(),
        Purpose::NewItem(name) => format!("{name}: how is it answered?"),
    };
    let place = popup(area, 84, 20, buf, look);
    let found = match picker.shown.len() {
        0 => String::new(),
        n => format!("{} of {n}", picker.focus + 1),
    };
    let panel = Panel {
        title: &title,
        foot: &found,
        focused: true,
        ..Panel::default()
    };
    let inner = panel.draw(place, buf, look).inner(Margin::new(1, 0));
    let Some(line) = row(inner, 0) else { return };
    text::put(buf, line.x, line.y, 1, ">", look.style(Meaning::Key));
    let input = Rect {
        x: line.x + 2,
        width: line.width.saturating_sub(2),
        ..line
    };
    draw_text(&picker.input, input, buf, look);
    if let (Some(problem), Some(line)) = (&picker.problem, row(inner, 1)) {
        put(buf, look, line, problem, Meaning::Warning);
    }
    let list = Rect {
        y: inner.y + 2,
        height: inner.height.saturating_sub(2),
        ..inner
    };
    let first = first_of(picker.focus, picker.shown.len(), list.height.into());
    for (nth, shown) in picker.shown.iter().enumerate().skip(first) {
        let (Some(line), Some(item)) = (row(list, nth - first), picker.all.get(*shown)) else {
            break;
        };
        let focused = nth == picker.focus;
        let line = pointed(buf, look, line, focused);
        let search = matches!(picker.purpose, Purpose::Search | Purpose::Article);
        let (left, right) = if search {
            (&item.detail, &item.label)
        } else {
            (&item.label, &item.detail)
        };
        let meaning = if focused {
            Meaning::Cursor
        } else {
            Meaning::Text
        };
        let used = put(buf, look, line, left, meaning);
        let rest = line.width.saturating_sub(used + 2);
        let at = Rect {
            x: line.x + used + 2,
            width: rest,
            ..line
        };
        if search {
            marked(buf, look, at, right, &item.marks);
        } else {
            text::put_before(
                buf,
                line.right(),
                line.y,
                rest,
                right,
                look.style(Meaning::Muted),
            );
        }
    }
}

/// Words with the found parts standing out.
fn marked(
    buf: &mut Buffer,
    look: &Appearance,
    line: Rect,
    words: &str,
    marks: &[std::ops::Range<usize>],
) {
    let mut x = line.x;
    let mut at = 0;
    for mark in marks {
        let (Some(before), Some(found)) = (words.get(at..mark.start), words.get(mark.clone()))
        else {
            break;
        };
        for (part, meaning) in [(before, Meaning::Muted), (found, Meaning::Match)] {
            let room = line.right().saturating_sub(x);
            x += text::put(buf, x, line.y, room, &flat(part), look.style(meaning));
        }
        at = mark.end;
    }
    let rest = words.get(at..).unwrap_or_default();
    let room = line.right().saturating_sub(x);
    text::put(
        buf,
        x,
        line.y,
        room,
        &flat(rest),
        look.style(Meaning::Muted),
    );
}

/// A part of a line with its spaces, but without line ends.
fn flat(part: &str) -> String {
    text::sanitize(part).replace('\n', " ")
}
