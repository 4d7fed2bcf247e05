//! The days that the panes draw: asked for where they are missing, read and marked before a key
//! needs them, forgotten when the cursor is far from them.

use chrono::{Months, NaiveDate};

use crate::diary::DateRange;
use crate::guide::QuestionnaireBook;

use crate::tui::message::{Ask, Effect};
use crate::tui::model::{Model, View};
use crate::tui::view;
use crate::tui::view::Arrangement;

/// Asks for the days that the panes need and do not have.
pub fn ask(model: &mut Model, panes: &Arrangement, effects: &mut Vec<Effect>) {
    let needed = needed(model, panes, model.cursor);
    effects.extend(
        model
            .window
            .missing(needed)
            .into_iter()
            .map(|of| Ask::Read(of).into()),
    );
    if panes.year.is_some() {
        let years = view::years_shown(model, panes);
        effects.extend(
            model
                .year
                .missing(years)
                .into_iter()
                .map(|of| Ask::ReadYear(of).into()),
        );
    }
    if panes.overlay.is_some() {
        let wanted = model.overlay.range(model);
        let wanted = wanted.map(|range| (range, model.overlay.item.clone()));
        if wanted != model.overlay.loaded
            && let Some((range, item)) = wanted
        {
            effects.push(Ask::ReadOverlay(range, item).into());
        }
    }
    if panes.chart.is_some() {
        let range = model.chart.range(model);
        match missing_of_chart(model, range) {
            // It comes with the days.
            Some(_) if needed.covers(range) => {}
            Some(missing) => effects.push(missing),
            None => model
                .chart
                .count_out(&model.catalogue, range, &model.window),
        }
    }
}

/// Marks the days of the calendar or the heat map, unless they are.
pub fn mark(model: &mut Model, panes: &Arrangement) {
    let shown = match model.view {
        View::Day => view::days_shown(model, panes, model.cursor),
        View::Year => view::years_shown(model, panes),
        _ => return,
    };
    if !model.marked.has(model.view, shown) {
        model.marked = view::marked(model, shown);
    }
}

/// Asks for what a step to the month before or after will need, as far as the diary goes.
pub fn look_ahead(model: &Model) -> Vec<Effect> {
    let Some(span) = model.span else {
        return vec![];
    };
    if !matches!(model.view, View::Day | View::Chart) {
        return vec![];
    }
    let panes = Arrangement::of(model);
    let within = |range: DateRange, now: DateRange| range.overlap(span.hull(now));
    let now = needed(model, &panes, model.cursor);
    let days = model.window.missing(within(near(model, &panes), now));
    let mut effects: Vec<Effect> = days.into_iter().map(|of| Ask::Read(of).into()).collect();
    if panes.chart.is_some() {
        let now = model.chart.range(model);
        effects.extend(missing_of_chart(model, within(months_around(now), now)));
    }
    effects
}

/// Marks what a step to the month before or after will show, and forgets the days that neither
/// needs; whether there were any.
pub fn stay_near(model: &mut Model) -> bool {
    let panes = Arrangement::of(model);
    if model.view == View::Day {
        let ahead = around(model, |cursor| view::days_shown(model, &panes, cursor));
        if !model.marked.has(View::Day, ahead) {
            model.marked = view::marked(model, ahead);
        }
    }
    model.window.keep(near(model, &panes))
}

/// The days that are to be at hand while the cursor is on one of them: those on the calendar, and
/// those the form looks back at.
fn needed(model: &Model, panes: &Arrangement, cursor: NaiveDate) -> DateRange {
    let before = QuestionnaireBook::built_in().lookback().max(7);
    view::days_shown(model, panes, cursor).hull(DateRange::ending(cursor, u64::from(before) + 1))
}

/// The months that are needed now, or after a step to the month before or after.
fn near(model: &Model, panes: &Arrangement) -> DateRange {
    around(model, |cursor| needed(model, panes, cursor)).months()
}

/// What has to be read for a stretch of the chart to be drawn.
fn missing_of_chart(model: &Model, range: DateRange) -> Option<Effect> {
    let items = model.chart.wanted(&model.catalogue);
    let at_hand = model.window.has(range) || model.chart.has(range, &items);
    (!at_hand).then(|| Ask::ReadChart(range, items.into_iter().collect()).into())
}

/// A range at the cursor, with the same in the months before and after.
fn around(model: &Model, at: impl Fn(NaiveDate) -> DateRange) -> DateRange {
    let step = months_around(DateRange::day(model.cursor));
    at(model.cursor).hull(at(step.first)).hull(at(step.last))
}

/// A range with a month more at both ends.
fn months_around(range: DateRange) -> DateRange {
    let month = Months::new(1);
    DateRange {
        first: range.first.checked_sub_months(month).unwrap_or(range.first),
        last: range.last.checked_add_months(month).unwrap_or(range.last),
    }
}
