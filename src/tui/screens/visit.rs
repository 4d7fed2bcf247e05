//! The page for the doctor, to read before it is written.

use crate::diary::{DateRange, Target};
use crate::report::{self, Report, TO_ASK};
use crate::tui::appearance::theme::Meaning;
use crate::tui::keymap::Context;
use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::navigate;
use crate::tui::screens::day::form::update as answer;
use crate::tui::screens::reader::state::Reader;
use crate::tui::worker::{Evaluation, Job};
use crate::words::report as say;

/// Asks for the page up to today, which may take a moment.
pub fn ask(model: &mut Model) -> Vec<Effect> {
    model.say(say::making());
    vec![Job::Evaluate(Evaluation::Report(model.today())).into()]
}

/// What is to be asked at the next visit, noted today.
pub fn to_ask(model: &mut Model) -> Vec<Effect> {
    let Some(item) = model.catalogue.item(TO_ASK).cloned() else {
        return vec![];
    };
    let today = model.today();
    let mut effects = navigate::go_to(model, today);
    answer::go_to_day(model, &item.id);
    effects.extend(answer::edit(model, Target::Day(today), &item, None));
    effects
}

/// Shows the page in the words in which the shell tells it.
pub fn show(model: &mut Model, span: DateRange, page: Option<&Report>) {
    model.notice = None;
    let Some(page) = page else {
        model.complain(say::nothing(span.first, span.last));
        return;
    };
    let told = report::text(page);
    let lines = told.lines().map(|line| match line {
        "" => vec![],
        line => vec![(line.to_owned(), Meaning::Text)],
    });
    // Where no key does, the shell does.
    let key = model.keymap.key_of(&[Context::Page], Action::WritePage);
    let key = key.map(|key| vec![(say::preview(key), Meaning::Muted)]);
    let before = key.into_iter().flat_map(|line| [line, vec![]]);
    model.layers.push(Layer::Reader(Reader {
        title: say::to_read().to_owned(),
        lines: before.chain(lines).collect(),
        scroll: 0,
        page: Some(report::html(page).into()),
    }));
}
