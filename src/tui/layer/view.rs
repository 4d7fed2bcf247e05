//! What lies over the panes.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::Modifier;
use ratatui::widgets::{Clear, Widget};

use crate::diary::BodyMap;
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::screens::editor::view as editor;
use crate::tui::screens::options::view as options;
use crate::tui::screens::picker::view as picker;
use crate::tui::screens::reader::view as reader;
use crate::tui::screens::settings::view as lists;
use crate::tui::screens::welcome::view as welcome;
use crate::tui::widgets::body_map;
use crate::tui::widgets::text;

/// Draws a layer over what is there.
pub fn draw(model: &Model, layer: &Layer, area: Rect, buf: &mut Buffer, look: &Appearance) {
    match layer {
        Layer::Reader(reader) => reader::read(reader, area, buf, look),
        Layer::Picker(picker) => picker::pick(picker, area, buf, look),
        Layer::Options(options) => options::choose(model, options, area, buf, look),
        Layer::Editor(editor) => editor::write(model, editor, area, buf, look),
        Layer::Settings { focus } => lists::settings(model, *focus, area, buf, look),
        Layer::Items { focus } => lists::items(model, *focus, area, buf, look),
        Layer::Which(layer) => {
            let place = popup(area, 110, area.height, buf, look);
            crate::tui::screens::guide::view::which(layer, place, buf, look);
        }
        Layer::Welcome(profile) => welcome::welcome(profile, area, buf, look),
        Layer::Blank => blank(buf, look),
    }
}

/// Room of that size in the middle of an area.
pub fn place(area: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(area.width);
    let height = height.min(area.height);
    let x = area.x + (area.width - width) / 2;
    let y = area.y + (area.height - height) / 3;
    Rect::new(x, y, width, height)
}

/// The size of a drawing with its frame.
pub fn map_size(map: BodyMap) -> (u16, u16) {
    let (width, height) = body_map::room(map);
    (width + 4, height + 2)
}

/// Where a drawing stands, within its frame.
pub fn map_area(area: Rect, map: BodyMap) -> Rect {
    let (width, height) = map_size(map);
    place(area, width, height).inner(Margin::new(1, 1))
}

/// Room of that size in the middle of an area, emptied.
pub fn popup(area: Rect, width: u16, height: u16, buf: &mut Buffer, look: &Appearance) -> Rect {
    let place = place(area, width, height);
    Clear.render(place, buf);
    buf.set_style(place, look.style(Meaning::Text));
    place
}

pub fn put(buf: &mut Buffer, look: &Appearance, line: Rect, words: &str, meaning: Meaning) -> u16 {
    let words = text::one_line(words);
    let words = text::truncate(&words, line.width.into(), look.glyphs().ellipsis);
    text::put(buf, line.x, line.y, line.width, &words, look.style(meaning))
}

pub fn row(area: Rect, at: usize) -> Option<Rect> {
    let at = u16::try_from(at).ok().filter(|at| *at < area.height)?;
    Some(Rect {
        y: area.y + at,
        height: 1,
        ..area
    })
}

/// The first line of a list on the screen, so that the one with the keys is in sight.
pub fn first_of(focus: usize, len: usize, height: usize) -> usize {
    focus
        .saturating_sub(height / 2)
        .min(len.saturating_sub(height))
}

pub fn draw_text(
    area: &ratatui_textarea::TextArea<'static>,
    place: Rect,
    buf: &mut Buffer,
    look: &Appearance,
) {
    let mut area = area.clone();
    area.set_style(look.style(Meaning::Text));
    area.set_cursor_style(look.style(Meaning::Text).add_modifier(Modifier::REVERSED));
    (&area).render(place, buf);
}

/// An editor with nothing in it: what anyone may see.
pub fn blank(buf: &mut Buffer, look: &Appearance) {
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
