//! The screen: which panes stand where, and what lies over them. Pure: a model in, cells out.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::diary::{DateRange, Day, ItemId, Role};

use super::hints;
use super::keymap::action::Action;
use super::layer::view as layers;
use super::marks::{self, DayMark};
use super::screens::cycles::{marks as cycle, view as cycles};
use super::screens::guide::view as guide;
use super::screens::patterns::view as sheets;
use super::widgets::text;
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::marked::Marked;
use crate::tui::model::{Model, Pane, View};
use crate::tui::screens::chart::pane::{ChartLayout, ChartView, Curve, Strip};
use crate::tui::screens::day::calendar::{CalendarLayout, CalendarView};
use crate::tui::screens::day::card::{DayCardLayout, DayCardView};
use crate::tui::screens::day::form::view as form;
use crate::tui::screens::year::heat::{HeatLayout, HeatView};

/// What stands where on the drawn screen, so that a click needs no second geometry.
#[derive(Debug, Default)]
pub struct Layout {
    calendar: CalendarLayout,
    chart: ChartLayout,
    years: HeatLayout,
    cycles: Vec<(Rect, NaiveDate)>,
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

/// The days on the calendar while the cursor is on one of them.
pub fn days_shown(model: &Model, panes: &Arrangement, cursor: NaiveDate) -> DateRange {
    let area = panes.calendar.unwrap_or_default();
    CalendarView::range(area, cursor, model.today())
}

/// How far the page of the guide is scrolled after an action; `None` when it does not scroll.
pub fn guide_scroll(model: &Model, action: Action) -> Option<usize> {
    let area = Arrangement::of(model).guide?;
    guide::scroll(model, area, action)
}

/// The days on the heat map.
pub fn years_shown(model: &Model, panes: &Arrangement) -> DateRange {
    let area = panes.year.unwrap_or_default();
    HeatView::range(area, model.cursor, model.today(), since(model))
}

pub use crate::tui::arrangement::Arrangement;

/// Draws the screen.
pub fn draw(model: &Model, buf: &mut Buffer, look: &Appearance) -> Layout {
    let area = buf.area;
    // A theme that leaves plain words to the terminal has nothing to set in every cell.
    let text = look.style(Meaning::Text);
    if text != Style::default() {
        buf.set_style(area, text);
    }
    let arrangement = Arrangement::of(model);
    let mut layout = Layout::default();
    if let Some(area) = arrangement.calendar {
        layout.calendar = draw_calendar(model, area, buf, look);
    }
    if let Some(area) = arrangement.form {
        let focused = model.focus == Pane::Form && model.layers.is_empty();
        layout.fields = form::draw(model, area, buf, look, focused);
    }
    if let Some(area) = arrangement.card {
        draw_card(model, area, buf, look);
    }
    if let Some(area) = arrangement.chart {
        layout.chart = draw_chart(model, area, buf, look);
    }
    if let Some(area) = arrangement.year {
        layout.years = draw_years(model, area, buf, look);
    }
    layout.cycles = cycles::draw(model, &arrangement, buf, look);
    if let Some(area) = arrangement.guide {
        guide::draw(model, area, buf, look);
    }
    if let Some(area) = arrangement.sheets {
        sheets::draw(model, area, buf, look);
    }
    if let Some(area) = arrangement.banner {
        guide::banner(model, area, buf, look);
    }
    hints::draw(model, arrangement.hints, buf, look);
    for layer in &model.layers {
        layers::draw(model, layer, arrangement.layers, buf, look);
    }
    if area.width < 24 || area.height < 6 {
        let words = "Make the window larger: 40 by 12 is enough.";
        for (line, y) in text::wrap(words, area.width.into())
            .iter()
            .zip(area.y..area.bottom())
        {
            text::put(buf, area.x, y, area.width, line, look.style(Meaning::Muted));
        }
    }
    layout
}

/// Days of the calendar or the heat map, with what stands for what.
pub fn marked(model: &Model, range: DateRange) -> Marked {
    let view = model.view;
    let (catalogue, profile) = (&model.catalogue, &model.profile);
    let pain = catalogue.role(Role::Pain);
    let read = match view {
        View::Year => &model.year.diary,
        _ => &model.window.diary,
    };
    let mut days: BTreeMap<NaiveDate, DayMark> = read
        .range(range)
        .map(|(date, day)| (date, DayMark::of(day, pain, catalogue, profile)))
        .collect();
    if view != View::Year {
        cycle::mark(model, range, &mut days);
        guide::mark(model, range, &mut days);
    }
    let legend = marks::legend(pain, catalogue, profile);
    Marked::new(view, range, days, legend)
}

fn draw_calendar(model: &Model, area: Rect, buf: &mut Buffer, look: &Appearance) -> CalendarLayout {
    let view = CalendarView {
        cursor: model.cursor,
        today: model.today(),
        week_start: model.profile.week_start,
        days: &|date| model.marked.day(date),
        legend: &model.marked.legend,
        lines: &cycle::lines(model, area.width),
        aside: &cycle::aside(model),
        focused: model.focus == Pane::Calendar && model.layers.is_empty(),
    };
    view.draw(area, buf, look)
}

fn draw_chart(model: &Model, area: Rect, buf: &mut Buffer, look: &Appearance) -> ChartLayout {
    let chart = &model.chart;
    let catalogue = &model.catalogue;
    let curve = |id: &ItemId| {
        Some(Curve {
            item: catalogue.item(id.as_str())?,
            series: chart.series.get(id)?,
        })
    };
    let Some(first) = curve(&chart.item) else {
        return ChartLayout::default();
    };
    let strips: Vec<Strip> = chart
        .strips
        .iter()
        .filter_map(|id| catalogue.item(id.as_str()))
        .filter(|item| catalogue.concerns(item, &model.profile))
        .filter_map(|item| Some(Strip::of_item(item, chart.series.get(&item.id)?, catalogue)))
        .collect();
    let focused =
        model.layers.is_empty() && (model.view == View::Chart || model.focus == Pane::Chart);
    let foot = format!("{}: [ ] zoom  , . pan", chart.span.label());
    let view = ChartView {
        range: chart.range(model),
        cursor: model.cursor,
        today: model.today(),
        week_start: model.profile.week_start,
        unit: model.profile.temperature,
        catalogue,
        first,
        second: chart.second.as_ref().and_then(curve),
        strips: &strips,
        events: &chart.tags,
        foot: &foot,
        focused,
    };
    view.draw(area, buf, look)
}

/// Where the day in words stands after a step of half its height.
pub fn card_scroll(model: &Model, down: bool) -> usize {
    let Some(area) = Arrangement::of(model).card else {
        return 0;
    };
    let step = usize::from(area.height / 2).max(1);
    if !down {
        return model.card_scroll.saturating_sub(step);
    }
    let look = Appearance::plain();
    let most = draw_card(model, area, &mut Buffer::empty(area), &look).most_scroll();
    (model.card_scroll + step).min(most)
}

fn draw_card(model: &Model, area: Rect, buf: &mut Buffer, look: &Appearance) -> DayCardLayout {
    let nothing = Day::default();
    let mut extra = guide::day(model);
    extra.extend(cycle::day(model));
    let view = DayCardView {
        date: model.cursor,
        day: model.day().unwrap_or(&nothing),
        catalogue: &model.catalogue,
        profile: &model.profile,
        extra: &extra,
        scroll: model.card_scroll,
        aside: "",
        foot: "( ) scroll",
        focused: false,
    };
    view.draw(area, buf, look)
}

/// The first day there is anything to see on the heat map.
fn since(model: &Model) -> NaiveDate {
    model
        .span
        .map_or(model.cursor, |span| span.first.min(model.cursor))
}

fn draw_years(model: &Model, area: Rect, buf: &mut Buffer, look: &Appearance) -> HeatLayout {
    let pain = model.catalogue.role(Role::Pain);
    let words = model.cursor.format("%A %-d %B %Y").to_string();
    let view = HeatView {
        title: &pain.name,
        cursor: model.cursor,
        today: model.today(),
        since: since(model),
        week_start: model.profile.week_start,
        days: &|date| model.marked.day(date),
        legend: &model.marked.legend,
        words: &words,
        foot: "",
        focused: model.layers.is_empty(),
    };
    view.draw(area, buf, look)
}
