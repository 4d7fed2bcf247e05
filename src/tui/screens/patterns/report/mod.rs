//! What was found, as reports to read: the page, a question with every case behind it, the days
//! around an event, two stretches of time side by side.

mod around;
pub mod block;
mod compare;
mod figures;
mod page;
mod question;

use crate::tui::model::Model;
use crate::tui::screens::patterns::route::Route;
use crate::tui::screens::picker::state::{Pick, PickRow};

use block::Report;

/// A report. Nothing stands in one whose matter is gone.
pub fn compose(model: &Model, route: &Route) -> Report {
    let composed = match route {
        Route::Page => Some(page::page(model)),
        Route::Section(heading) => page::section(model, *heading),
        Route::Questions(item, questions) => question::questions(model, item, questions),
        Route::Relief(measure) => question::relief(model, measure),
        Route::Around(event) => around::around(model, event),
        Route::Compare => Some(compare::compare(model)),
    };
    composed.unwrap_or_default()
}

/// The events that happened, as lines to choose from, those that happened most first.
pub fn event_rows(model: &Model) -> Vec<PickRow> {
    let page = model.patterns.page.as_ref();
    let responses = page.map_or(&[][..], |page| &page.responses).iter();
    let mut happened: Vec<_> = responses.filter(|of| !of.dates.is_empty()).collect();
    happened.sort_by_key(|of| std::cmp::Reverse(of.dates.len()));
    let rows = happened.into_iter().map(|response| {
        let (label, detail) = around::listed(response);
        PickRow {
            label,
            detail,
            marks: vec![],
            pick: Pick::Event(response.event.clone()),
        }
    });
    rows.collect()
}
