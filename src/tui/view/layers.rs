//! What lies over the panes.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::Modifier;
use ratatui::widgets::{Clear, Widget};

use crate::diary::{Answer, BodyMap, Item, words};
use crate::tui::layer::{AREAS, Editor, Focus, Layer, Options, Picker, Purpose, Reader, Typing};
use crate::tui::look::Look;
use crate::tui::model::Model;
use crate::tui::setting::Setting;
use crate::tui::theme::Meaning;
use crate::tui::widgets::body_map::{self, BodyMapView, map_of};
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::text;

/// Draws a layer over what is there.
pub fn draw(model: &Model, layer: &Layer, area: Rect, buf: &mut Buffer, look: &Look) {
    match layer {
        Layer::Reader(reader) => read(reader, area, buf, look),
        Layer::Picker(picker) => pick(picker, area, buf, look),
        Layer::Options(options) => choose(model, options, area, buf, look),
        Layer::Editor(editor) => write(model, editor, area, buf, look),
        Layer::Settings { focus } => settings(model, *focus, area, buf, look),
        Layer::Items { focus } => items(model, *focus, area, buf, look),
        Layer::Which(layer) => {
            let place = popup(area, 110, area.height, buf, look);
            super::guide::which(layer, place, buf, look);
        }
        Layer::Welcome(profile) => welcome(profile, area, buf, look),
        Layer::Blank => blank(buf, look),
    }
}

/// Room of that size in the middle of an area.
fn place(area: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(area.width);
    let height = height.min(area.height);
    let x = area.x + (area.width - width) / 2;
    let y = area.y + (area.height - height) / 3;
    Rect::new(x, y, width, height)
}

/// The size of a drawing with its frame.
fn map_size(map: BodyMap) -> (u16, u16) {
    let (width, height) = body_map::room(map);
    (width + 4, height + 2)
}

/// Where a drawing stands, within its frame.
pub fn map_area(area: Rect, map: BodyMap) -> Rect {
    let (width, height) = map_size(map);
    place(area, width, height).inner(Margin::new(1, 1))
}

/// Room of that size in the middle of an area, emptied.
fn popup(area: Rect, width: u16, height: u16, buf: &mut Buffer, look: &Look) -> Rect {
    let place = place(area, width, height);
    Clear.render(place, buf);
    buf.set_style(place, look.style(Meaning::Text));
    place
}

fn put(buf: &mut Buffer, look: &Look, line: Rect, words: &str, meaning: Meaning) -> u16 {
    let words = text::one_line(words);
    let words = text::truncate(&words, line.width.into(), look.glyphs().ellipsis);
    text::put(buf, line.x, line.y, line.width, &words, look.style(meaning))
}

fn row(area: Rect, at: usize) -> Option<Rect> {
    let at = u16::try_from(at).ok().filter(|at| *at < area.height)?;
    Some(Rect {
        y: area.y + at,
        height: 1,
        ..area
    })
}

/// The first line of a list on the screen, so that the one with the keys is in sight.
fn first_of(focus: usize, len: usize, height: usize) -> usize {
    focus
        .saturating_sub(height / 2)
        .min(len.saturating_sub(height))
}

fn read(reader: &Reader, area: Rect, buf: &mut Buffer, look: &Look) {
    let place = popup(area, 92, area.height, buf, look);
    let last = reader.lines.len();
    let foot = format!("{} of {last}", (reader.scroll + 1).min(last));
    let panel = Panel {
        title: &reader.title,
        foot: &foot,
        focused: true,
        ..Panel::default()
    };
    let inner = panel.draw(place, buf, look).inner(Margin::new(1, 0));
    let mut at = 0;
    for line in reader.lines.iter().skip(reader.scroll) {
        // Long lines go on below, under their words.
        let indent = line.first().map_or(0, |(words, _)| {
            if line.len() > 1 {
                text::width(words)
            } else {
                0
            }
        });
        let mut x = 0;
        if line.is_empty() {
            at += 1;
        }
        for (words, meaning) in line {
            let words = text::one_line(words);
            let first = if x == 0 { 0 } else { x.max(indent) };
            let room = usize::from(inner.width).saturating_sub(first).max(1);
            for (nth, part) in text::wrap(&words, room).into_iter().enumerate() {
                at += usize::from(nth > 0);
                let Some(place) = row(inner, at) else { return };
                let from = (first as u16).min(place.width);
                let place = Rect {
                    x: place.x + from,
                    width: place.width - from,
                    ..place
                };
                text::put(
                    buf,
                    place.x,
                    place.y,
                    place.width,
                    part,
                    look.style(*meaning),
                );
                x = first + text::width(part);
            }
        }
        at += usize::from(!line.is_empty());
    }
}

fn pick(picker: &Picker, area: Rect, buf: &mut Buffer, look: &Look) {
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
    look: &Look,
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

fn draw_text(
    area: &ratatui_textarea::TextArea<'static>,
    place: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    let mut area = area.clone();
    area.set_style(look.style(Meaning::Text));
    area.set_cursor_style(look.style(Meaning::Text).add_modifier(Modifier::REVERSED));
    (&area).render(place, buf);
}

fn choose(model: &Model, options: &Options, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(item) = model.catalogue.item(options.item.as_str()) else {
        return;
    };
    let chosen = match model.answer(options.target, &item.id) {
        Some(Answer::Many(codes)) => codes.clone(),
        _ => BTreeSet::new(),
    };
    let answered = model.answer(options.target, &item.id).is_some();
    let aside = match (answered, chosen.len()) {
        (false, _) => "not answered".to_owned(),
        (true, 0) => "none".to_owned(),
        (true, n) => format!("{n} chosen"),
    };
    let map = map_of(item);
    let (width, height) = map.map_or((64, list_height(item)), map_size);
    let place = popup(area, width, height, buf, look);
    let panel = Panel {
        title: &item.label,
        aside: &aside,
        focused: true,
        ..Panel::default()
    };
    let inner = panel.draw(place, buf, look);
    let Focus::Option(focus) = &options.focus else {
        if let Focus::Spot(focus) = options.focus {
            let view = BodyMapView {
                item,
                focus,
                chosen: &chosen,
            };
            view.draw(inner, buf, look);
        }
        return;
    };
    let inner = inner.inner(Margin::new(1, 0));
    let column = inner.width / 2;
    for (nth, option) in item.options().iter().enumerate() {
        let Some(line) = row(inner, nth / 2) else {
            break;
        };
        let x = line.x + column * u16::from(nth % 2 == 1);
        let line = Rect {
            x,
            width: column,
            ..line
        };
        let glyphs = look.glyphs();
        let is_chosen = chosen.contains(&option.code);
        let mark = if is_chosen { glyphs.full } else { glyphs.empty };
        let meaning = match (option.code == *focus, is_chosen) {
            (true, _) => Meaning::Cursor,
            (false, true) => Meaning::Selected,
            (false, false) => Meaning::Text,
        };
        put(
            buf,
            look,
            line,
            &format!("{mark} {}", option.label),
            meaning,
        );
    }
}

fn list_height(item: &Item) -> u16 {
    let lines = item.options().len().div_ceil(2) + 2;
    u16::try_from(lines).unwrap_or(u16::MAX)
}

fn write(model: &Model, editor: &Editor, area: Rect, buf: &mut Buffer, look: &Look) {
    let width = 72.min(area.width);
    let wrapped: usize = editor
        .text
        .lines()
        .iter()
        .map(|line| text::width(line) / usize::from(width.saturating_sub(5).max(1)) + 1)
        .sum();
    let most = usize::from(area.height / 2).max(1);
    let least = if editor.lines { 3 } else { 1 };
    let lines = wrapped.clamp(least.min(most), most) as u16;
    let help = match (&editor.problem, &editor.typing) {
        (Some(problem), _) => (problem.clone(), Meaning::Bad),
        (None, Typing::Jump) => match words::date(&editor.content(), model.today()) {
            Ok(date) => (date.format("%A %-d %B %Y").to_string(), Meaning::Good),
            Err(_) => (editor.help.clone(), Meaning::Hint),
        },
        (None, _) => (editor.help.clone(), Meaning::Hint),
    };
    let words = text::one_line(&help.0).into_owned();
    let below = text::wrap(&words, usize::from(width.saturating_sub(4)).max(1));
    let below = &below[..below.len().min(3)];
    let place = popup(area, width, lines + below.len() as u16 + 2, buf, look);
    let panel = Panel {
        title: &editor.title,
        focused: true,
        ..Panel::default()
    };
    let inner = panel.draw(place, buf, look).inner(Margin::new(1, 0));
    let lines = lines.min(inner.height);
    draw_text(
        &editor.text,
        Rect {
            height: lines,
            ..inner
        },
        buf,
        look,
    );
    for (nth, words) in below.iter().enumerate() {
        if let Some(line) = row(inner, usize::from(lines) + nth) {
            put(buf, look, line, words, help.1);
        }
    }
}

fn settings(model: &Model, focus: usize, area: Rect, buf: &mut Buffer, look: &Look) {
    let place = popup(area, 76, 26, buf, look);
    let panel = Panel {
        title: "Settings",
        aside: "kept in the diary",
        focused: true,
        ..Panel::default()
    };
    let inner = panel.draw(place, buf, look).inner(Margin::new(1, 0));
    let mut lines: Vec<(Option<usize>, String, &str)> = Vec::new();
    for (at, setting) in Setting::ALL.into_iter().enumerate() {
        if let Some(heading) = setting.heading() {
            if at > 0 {
                lines.push((None, String::new(), ""));
            }
            lines.push((None, heading.to_owned(), ""));
        }
        lines.push((
            Some(at),
            setting.label().to_owned(),
            setting.value(&model.profile),
        ));
    }
    let here = lines
        .iter()
        .position(|(at, ..)| *at == Some(focus))
        .unwrap_or(0);
    let first = first_of(here, lines.len(), inner.height.into());
    for (nth, (at, label, value)) in lines.iter().enumerate().skip(first) {
        let Some(line) = row(inner, nth - first) else {
            break;
        };
        let Some(at) = at else {
            put(buf, look, line, label, Meaning::Title);
            continue;
        };
        list_line(buf, look, line, label, value, *at == focus, Meaning::Text);
    }
}

/// Puts the pointer before a line that has the keys, and gives the room behind it.
fn pointed(buf: &mut Buffer, look: &Look, line: Rect, focused: bool) -> Rect {
    if focused {
        let style = look.style(Meaning::Cursor);
        text::put(buf, line.x, line.y, 1, look.glyphs().pointer, style);
    }
    Rect {
        x: line.x + 2,
        width: line.width.saturating_sub(2),
        ..line
    }
}

fn list_line(
    buf: &mut Buffer,
    look: &Look,
    line: Rect,
    label: &str,
    value: &str,
    focused: bool,
    meaning: Meaning,
) {
    let meaning = if focused { Meaning::Cursor } else { meaning };
    let line = pointed(buf, look, line, focused);
    let used = put(buf, look, line, label, meaning);
    let rest = line.width.saturating_sub(used + 1);
    text::put_before(buf, line.right(), line.y, rest, value, look.style(meaning));
}

fn items(model: &Model, focus: usize, area: Rect, buf: &mut Buffer, look: &Look) {
    let place = popup(area, 76, area.height, buf, look);
    let items = model.catalogue.items();
    let foot = format!("{} of {}", focus + 1, items.len());
    let panel = Panel {
        title: "Items",
        aside: "answers stay, whatever you change here",
        foot: &foot,
        focused: true,
    };
    let inner = panel.draw(place, buf, look).inner(Margin::new(1, 0));
    let first = first_of(focus, items.len(), inner.height.into());
    for (at, item) in items.iter().enumerate().skip(first) {
        let Some(line) = row(inner, at - first) else {
            break;
        };
        let section = model
            .catalogue
            .section(&item.section)
            .map_or("", |s| s.label.as_str());
        let state = match (item.hidden, item.own) {
            (true, _) => "hidden, ",
            (false, true) => "your own, ",
            (false, false) => "",
        };
        let meaning = if item.hidden {
            Meaning::Muted
        } else {
            Meaning::Text
        };
        let value = format!("{state}{section}");
        list_line(buf, look, line, &item.label, &value, at == focus, meaning);
    }
}

fn welcome(profile: &crate::diary::Profile, area: Rect, buf: &mut Buffer, look: &Look) {
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

/// An editor with nothing in it: what anyone may see.
pub fn blank(buf: &mut Buffer, look: &Look) {
    let area = buf.area;
    Clear.render(area, buf);
    buf.set_style(area, look.style(Meaning::Text));
    for y in area.y + 1..area.bottom().saturating_sub(1) {
        text::put(buf, area.x, y, area.width, "~", look.style(Meaning::Muted));
    }
    if area.height > 0 {
        let line = Rect {
            y: area.bottom() - 1,
            height: 1,
            ..area
        };
        put(buf, look, line, "untitled", Meaning::Muted);
    }
}
