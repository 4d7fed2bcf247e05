//! The page for the doctor, to read before it is written.

use crate::diary::DateRange;
use crate::report::{self, Report};
use crate::tui::appearance::theme::Meaning;
use crate::tui::layer::Layer;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::screens::reader::state::Reader;
use crate::tui::worker::{Evaluation, Job};
use crate::words::report as say;

/// Asks for the page up to today.
pub fn ask(model: &Model) -> Vec<Effect> {
    vec![Job::Evaluate(Evaluation::Report(model.today())).into()]
}

/// Shows the page in the words in which the shell tells it.
pub fn show(model: &mut Model, span: DateRange, page: Option<&Report>) {
    let Some(page) = page else {
        model.complain(say::nothing(span.first, span.last));
        return;
    };
    let told = report::text(page);
    let lines = told.lines().map(|line| match line {
        "" => vec![],
        line => vec![(line.to_owned(), Meaning::Text)],
    });
    let before = [vec![(say::preview().to_owned(), Meaning::Muted)], vec![]];
    model.layers.push(Layer::Reader(Reader {
        title: say::to_read().to_owned(),
        lines: before.into_iter().chain(lines).collect(),
        scroll: 0,
    }));
}
