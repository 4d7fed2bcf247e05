//! What the chart shows.

use crate::diary::{Item, Measure};

use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::screens::chart::state::Span;
use crate::tui::screens::picker::state::{Pick, PickRow, Picker, Purpose};
use crate::words::screens::chart as words;

/// Does what a key of the chart is bound to; `None` for any other action.
pub fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::ZoomIn => zoom(model, Span::shorter),
        Action::ZoomOut => zoom(model, Span::longer),
        // All of it has nothing before.
        Action::PanBack if model.chart.span == Span::All => {}
        Action::PanBack => model.chart.back += 1,
        Action::PanForward => model.chart.back = model.chart.back.saturating_sub(1),
        Action::ChartMedian => model.chart.median = !model.chart.median,
        Action::ChartItem => choose(model, Purpose::ChartItem),
        Action::ChartSecond => choose(model, Purpose::ChartSecond),
        Action::ChartStrips => choose(model, Purpose::ChartStrips),
        _ => return None,
    }
    Some(vec![])
}

fn zoom(model: &mut Model, to: fn(Span) -> Span) {
    let span = to(model.chart.span);
    model.chart.span = span;
    model.chart.follow();
    model.say(words::span_chosen(span.label()));
}

/// Lists the items that can be drawn.
pub fn choose(model: &mut Model, purpose: Purpose) {
    let strips = purpose == Purpose::ChartStrips;
    let fits = |item: &&Item| match item.kind.measure() {
        Measure::Score | Measure::Amount { .. } => !strips,
        Measure::Level => true,
        Measure::Sort | Measure::Event => strips,
        Measure::Set { .. } | Measure::Nothing => false,
    };
    let mut rows = Vec::new();
    if purpose == Purpose::ChartSecond {
        rows.push(PickRow {
            label: words::no_second_item().into(),
            detail: String::new(),
            marks: vec![],
            pick: Pick::NoItem,
        });
    }
    let items = model.catalogue.items().iter();
    rows.extend(
        items
            .filter(|item| model.catalogue.concerns(item, &model.profile))
            .filter(fits)
            .map(|item| crate::tui::screens::search::update::item_row(model, item)),
    );
    model.layers.push(Layer::Picker(Picker::new(purpose, rows)));
}
