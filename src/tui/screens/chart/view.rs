//! From what was counted out to what the chart draws.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::diary::{DateRange, ItemId};
use crate::tui::appearance::Appearance;
use crate::tui::model::{Model, Pane, View};
use crate::words::screens::chart as words;

use super::pane::{ChartLayout, ChartView, Curve, Strip};

/// The stretch that is shown.
pub fn range(model: &Model) -> DateRange {
    let week_start = model.profile.week_start;
    model.chart.range(model.cursor, week_start, model.span)
}

/// Draws the chart and says where its days are.
pub fn draw(model: &Model, area: Rect, buf: &mut Buffer, appearance: &Appearance) -> ChartLayout {
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
    let view = ChartView {
        range: range(model),
        cursor: model.cursor,
        today: model.today(),
        week_start: model.profile.week_start,
        unit: model.profile.temperature,
        catalogue,
        first,
        second: chart.second.as_ref().and_then(curve),
        median: chart.median,
        strips: &strips,
        events: &chart.tags,
        foot: &words::zoom_keys(chart.span.label()),
        focused,
    };
    view.draw(area, buf, appearance)
}
