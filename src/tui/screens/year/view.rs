//! From what is known of the days to what the heat map draws.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::diary::{DateRange, Role};
use crate::tui::appearance::Appearance;
use crate::tui::arrangement::Arrangement;
use crate::tui::model::Model;
use crate::words::dates;

use super::heat::{HeatLayout, HeatView};

/// The days on the heat map.
pub fn days_shown(model: &Model, panes: &Arrangement) -> DateRange {
    let area = panes.year.unwrap_or_default();
    HeatView::range(area, model.cursor, model.today(), since(model))
}

/// Draws the heat map and says where its days are.
pub fn draw(model: &Model, area: Rect, buf: &mut Buffer, appearance: &Appearance) -> HeatLayout {
    let view = HeatView {
        title: &model.catalogue.role(Role::Pain).name,
        cursor: model.cursor,
        today: model.today(),
        since: since(model),
        week_start: model.profile.week_start,
        days: &|date| model.marked.day(date),
        legend: &model.marked.legend,
        words: &dates::weekday_day_month_year(model.cursor),
        foot: "",
        focused: model.layers.is_empty(),
    };
    view.draw(area, buf, appearance)
}

/// The first day there is anything to see.
fn since(model: &Model) -> NaiveDate {
    model
        .span
        .map_or(model.cursor, |span| span.first.min(model.cursor))
}
