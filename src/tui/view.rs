//! The screen: which panes stand where, and what lies over them. Pure: a model in, cells out.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::screens::chart::view as chart;
use crate::tui::screens::day::form::view as form;
use crate::tui::screens::day::view as day;
use crate::tui::screens::year::view as year;
use crate::words::common;

use super::hints;
use super::keymap::Context;
use super::keymap::action::Action;
use super::layer::Layer;
use super::layer::view as layers;
use super::model::{Model, Pane};
use super::pointer::{Pointed, PointerMap};
use super::screens::cycles::view as cycles;
use super::screens::guide::view as guide;
use super::screens::patterns::view as patterns;
use super::widgets::text;

/// What was seen of the drawn screen.
#[derive(Debug, Default)]
pub struct Layout {
    /// What the mouse means on it.
    pub pointer: PointerMap,
    /// How far the day in words can be scrolled, in lines.
    card: usize,
    /// How far the page of the guide can be scrolled, in lines.
    guide: Option<usize>,
    /// How far the topmost layer can be scrolled, in lines.
    layer: Option<usize>,
}

impl Layout {
    /// Takes what was seen of long things into the model: scrolling goes by it.
    pub fn settle(&self, model: &mut Model) {
        model.card_scroll.drawn(self.card);
        if let Some(most) = self.guide {
            model.guide.scroll.drawn(most);
        }
        if let Some(most) = self.layer {
            match model.layers.last_mut() {
                Some(Layer::Welcome(welcome)) => welcome.scroll.drawn(most),
                Some(Layer::Lost(lost)) => lost.scroll.drawn(most),
                _ => {}
            }
        }
    }
}

/// The least columns and rows in which anything can be read.
const LEAST: (u16, u16) = (24, 6);

pub use crate::tui::arrangement::Arrangement;
pub use crate::tui::screens::day::view::days_shown;

/// Draws the screen.
pub fn draw(model: &Model, buf: &mut Buffer, appearance: &Appearance) -> Layout {
    let area = buf.area;
    // A theme that leaves plain words to the terminal has nothing to set in every cell.
    let text = appearance.style(Meaning::Text);
    if text != Style::default() {
        buf.set_style(area, text);
    }
    let arrangement = Arrangement::of(model);
    let mut layout = panes(model, &arrangement, buf, appearance);
    let pointer = &mut layout.pointer;
    if !model.layers.is_empty() {
        pointer.cover();
    }
    pointer.clicks(
        hints::draw(model, arrangement.hints, buf, appearance),
        Pointed::Act,
    );
    let mut lines = vec![];
    for layer in &model.layers {
        let drawn = layers::draw(model, layer, arrangement.layers, buf, appearance);
        layout.layer = drawn.scrolls;
        lines = drawn.lines;
    }
    if let Some(layer) = model.layers.last() {
        pointer.wheel(area, layer.context());
        pointer.clicks(lines, |means| means);
    }
    // A blank screen shows nothing of what happened, either.
    if !matches!(model.layers.last(), Some(Layer::Blank)) {
        if !model.chord.0.is_empty() {
            pointer.cover();
        }
        let next = hints::which_key(model, arrangement.hints, buf, appearance);
        pointer.clicks(next, Pointed::Act);
        hints::long_notice(model, arrangement.hints, buf, appearance);
    }
    if area.width < LEAST.0 || area.height < LEAST.1 {
        Clear.render(area, buf);
        buf.set_style(area, text);
        for (line, y) in text::wrap(
            &common::window_too_small(LEAST.0, LEAST.1),
            area.width.into(),
        )
        .iter()
        .zip(area.y..area.bottom())
        {
            text::put(
                buf,
                area.x,
                y,
                area.width,
                line,
                appearance.style(Meaning::Muted),
            );
        }
    }
    appearance.glyphs.spell(buf);
    layout
}

/// Draws the panes, and the warning over them.
fn panes(
    model: &Model,
    arrangement: &Arrangement,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> Layout {
    let mut layout = Layout::default();
    let pointer = &mut layout.pointer;
    if let Some(area) = arrangement.calendar {
        pointer.wheel(area, Context::Calendar);
        let days = day::calendar(model, area, buf, appearance).cells;
        pointer.clicks(days, |date| Pointed::Day(Pane::Calendar, date));
    }
    if let Some(area) = arrangement.form {
        let focused = model.focus == Pane::Form && model.layers.is_empty();
        pointer.wheel(area, Context::Form);
        let rows = form::draw(model, area, buf, appearance, focused);
        pointer.clicks(rows, |means| means);
    }
    if let Some(area) = arrangement.card {
        pointer.wheel(area, Context::Global);
        layout.card = day::card(model, area, buf, appearance).most_scroll();
    }
    if let Some(area) = arrangement.chart {
        pointer.wheel(area, Context::Chart);
        let days = chart::draw(model, area, buf, appearance);
        pointer.clicks(days.columns(), |date| Pointed::Day(Pane::Chart, date));
    }
    if let Some(area) = arrangement.year {
        pointer.wheel(area, Context::Year);
        let days = year::draw(model, area, buf, appearance).cells;
        pointer.clicks(days, |date| Pointed::Day(Pane::Calendar, date));
    }
    if let Some(area) = arrangement.cycles {
        pointer.wheel(area, Context::Cycle);
    }
    let starts = cycles::draw(model, arrangement, buf, appearance);
    pointer.clicks(starts, |date| Pointed::Day(Pane::Calendar, date));
    if let Some(area) = arrangement.guide {
        pointer.wheel(area, Context::Guide);
        let drawn = guide::draw(model, area, buf, appearance);
        layout.guide = drawn.scrolls;
        if let Some(page) = drawn.page {
            pointer.wheel(page, Context::Global);
        }
        pointer.clicks(drawn.pages, Pointed::Page);
    }
    if let Some(area) = arrangement.patterns {
        pointer.wheel(area, Context::Patterns);
        let blocks = patterns::draw(model, area, buf, appearance);
        pointer.clicks(blocks, |(open, at)| Pointed::Block(open, at));
    }
    if let Some(area) = arrangement.banner {
        pointer.click(area, Pointed::Act(Action::Warnings));
        guide::banner(model, area, buf, appearance);
    }
    layout
}
