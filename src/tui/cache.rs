//! The days that the panes draw: asked for where they are missing, read and marked before a key
//! needs them, forgotten when the cursor is far from them.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};

use crate::diary::{DateRange, Role};
use crate::guide::QuestionnaireBook;

use crate::tui::arrangement::Arrangement;
use crate::tui::marked::{Drawn, Marked};
use crate::tui::marks::{self, DayMark};
use crate::tui::message::{Ask, Effect};
use crate::tui::model::{Model, View};
use crate::tui::screens::chart::view as chart;
use crate::tui::screens::cycles::marks as cycle;
use crate::tui::screens::cycles::state::Overlay;
use crate::tui::screens::day::view as day;
use crate::tui::screens::guide::view as guide;
use crate::tui::screens::year::view as year;

/// Asks for the days that the panes need and do not have.
pub(super) fn request(model: &mut Model, panes: &Arrangement, effects: &mut Vec<Effect>) {
    let needed = needed(model, panes, model.cursor);
    effects.extend(
        model
            .window
            .missing(needed)
            .into_iter()
            .map(|of| Ask::Read(of).into()),
    );
    if panes.year.is_some() {
        let years = year::days_shown(model, panes);
        effects.extend(
            model
                .year
                .missing(years)
                .into_iter()
                .map(|of| Ask::ReadYear(of).into()),
        );
    }
    if panes.overlay.is_some() {
        let cycles = model.cycles();
        let wanted = cycles.and_then(|cycles| Overlay::range(cycles, model.cursor));
        let wanted = wanted.map(|range| (range, model.overlay.item.clone()));
        if wanted != model.overlay.loaded
            && let Some((range, item)) = wanted
        {
            effects.push(Ask::ReadOverlay(range, item).into());
        }
    }
    if panes.chart.is_some() {
        let range = chart::range(model);
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
pub(super) fn mark(model: &mut Model, panes: &Arrangement) {
    let (drawn, shown) = match model.view {
        View::Day => (Drawn::Calendar, day::days_shown(model, panes, model.cursor)),
        View::Year => (Drawn::HeatMap, year::days_shown(model, panes)),
        View::Chart | View::Cycle | View::Patterns | View::Guide => return,
    };
    if !model.marked.has(drawn, shown) {
        model.marked = marked(model, drawn, shown);
    }
}

/// Asks for what a step to the month before or after will need, as far as the diary goes.
pub(super) fn prefetch(model: &Model) -> Vec<Effect> {
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
        let now = chart::range(model);
        effects.extend(missing_of_chart(model, within(months_around(now), now)));
    }
    effects
}

/// Marks what a step to the month before or after will show, and forgets the days that neither
/// needs; whether there were any.
pub(super) fn evict(model: &mut Model) -> bool {
    let panes = Arrangement::of(model);
    if model.view == View::Day {
        let ahead = around(model, |cursor| day::days_shown(model, &panes, cursor));
        if !model.marked.has(Drawn::Calendar, ahead) {
            model.marked = marked(model, Drawn::Calendar, ahead);
        }
    }
    model.window.keep(near(model, &panes))
}

/// Days of the calendar or the heat map, with what stands for what.
fn marked(model: &Model, drawn: Drawn, range: DateRange) -> Marked {
    let (catalogue, profile) = (&model.catalogue, &model.profile);
    let pain = catalogue.role(Role::Pain);
    let read = match drawn {
        Drawn::Calendar => &model.window.diary,
        Drawn::HeatMap => &model.year.diary,
    };
    let mut days: BTreeMap<NaiveDate, DayMark> = read
        .range(range)
        .map(|(date, day)| (date, DayMark::of(day, pain, catalogue, profile)))
        .collect();
    if drawn == Drawn::Calendar {
        cycle::mark(model, range, &mut days);
        guide::mark(model, range, &mut days);
    }
    let legend = marks::legend(pain, catalogue, profile);
    Marked::new(drawn, range, days, legend)
}

/// The days that are to be at hand while the cursor is on one of them: those on the calendar, those
/// the form looks back at, and those that are marked.
fn needed(model: &Model, panes: &Arrangement, cursor: NaiveDate) -> DateRange {
    let before = QuestionnaireBook::built_in().lookback().max(7);
    let back = DateRange::ending(cursor, u64::from(before) + 1);
    let marked = model.selected().unwrap_or(back);
    day::days_shown(model, panes, cursor)
        .hull(back)
        .hull(marked)
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
