//! The screen: which panes stand where, and what lies over them. Pure: a model in, cells out.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::screens::chart::pane::ChartLayout;
use crate::tui::screens::chart::view as chart;
use crate::tui::screens::day::calendar::CalendarLayout;
use crate::tui::screens::day::card::DayCardLayout;
use crate::tui::screens::day::form::view as form;
use crate::tui::screens::day::view as day;
use crate::tui::screens::year::heat::HeatLayout;
use crate::tui::screens::year::view as year;
use crate::words::common;

use super::hints;
use super::layer::Layer;
use super::layer::view as layers;
use super::model::{Model, Pane};
use super::screens::cycles::view as cycles;
use super::screens::guide::view as guide;
use super::screens::patterns::view as patterns;
use super::widgets::text;

/// What stands where on the drawn screen, so that a click needs no second geometry.
#[derive(Debug, Default)]
pub struct Layout {
    calendar: CalendarLayout,
    card: DayCardLayout,
    chart: ChartLayout,
    years: HeatLayout,
    cycles: Vec<(Rect, NaiveDate)>,
    /// How far the page of the guide can be scrolled, in lines.
    guide: Option<usize>,
    /// How far the topmost layer can be scrolled, in lines.
    layer: Option<usize>,
    fields: Vec<(Rect, usize)>,
}

/// What was clicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clicked {
    /// A day.
    Day(NaiveDate),
    /// A line of the form.
    Row(usize),
}

impl Layout {
    /// Takes what was seen of long things into the model: scrolling goes by it.
    pub fn settle(&self, model: &mut Model) {
        model.card_scroll.drawn(self.card.most_scroll());
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

    /// What stands at a place on the screen.
    pub fn at(&self, place: Position) -> Option<Clicked> {
        let row = self.fields.iter().find(|(line, _)| line.contains(place));
        row.map(|(_, row)| Clicked::Row(*row))
            .or_else(|| self.calendar.date_at(place).map(Clicked::Day))
            .or_else(|| self.chart.date_at(place).map(Clicked::Day))
            .or_else(|| self.years.date_at(place).map(Clicked::Day))
            .or_else(|| {
                let line = self.cycles.iter().find(|(line, _)| line.contains(place));
                line.map(|(_, start)| Clicked::Day(*start))
            })
    }
}

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
    let mut layout = Layout::default();
    if let Some(area) = arrangement.calendar {
        layout.calendar = day::calendar(model, area, buf, appearance);
    }
    if let Some(area) = arrangement.form {
        let focused = model.focus == Pane::Form && model.layers.is_empty();
        layout.fields = form::draw(model, area, buf, appearance, focused);
    }
    if let Some(area) = arrangement.card {
        layout.card = day::card(model, area, buf, appearance);
    }
    if let Some(area) = arrangement.chart {
        layout.chart = chart::draw(model, area, buf, appearance);
    }
    if let Some(area) = arrangement.year {
        layout.years = year::draw(model, area, buf, appearance);
    }
    layout.cycles = cycles::draw(model, &arrangement, buf, appearance);
    if let Some(area) = arrangement.guide {
        layout.guide = guide::draw(model, area, buf, appearance);
    }
    if let Some(area) = arrangement.patterns {
        patterns::draw(model, area, buf, appearance);
    }
    if let Some(area) = arrangement.banner {
        guide::banner(model, area, buf, appearance);
    }
    hints::draw(model, arrangement.hints, buf, appearance);
    for layer in &model.layers {
        layout.layer = layers::draw(model, layer, arrangement.layers, buf, appearance);
    }
    // A blank screen shows nothing of what happened, either.
    if !matches!(model.layers.last(), Some(Layer::Blank)) {
        hints::which_key(model, arrangement.hints, buf, appearance);
        hints::long_notice(model, arrangement.hints, buf, appearance);
    }
    if area.width < 24 || area.height < 6 {
        for (line, y) in text::wrap(common::window_too_small(), area.width.into())
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
    layout
}
