//! What was done and what was removed, to read and to bring back.

use crate::repository::{Operation, OperationState};
use crate::safekeeping::Removed;
use crate::words::day::entry_line;
use crate::words::{acts, dates, screens::history as words};

use crate::tui::appearance::theme::Meaning;
use crate::tui::layer::Layer;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::runtime::MOST_OPERATIONS;
use crate::tui::screens::picker::state::{Pick, PickRow, Picker, Purpose};
use crate::tui::screens::reader::state::Reader;

/// What an operation did, in one line.
pub fn told(model: &Model, operation: &Operation) -> String {
    let unit = model.profile.temperature;
    acts::sentence(&operation.summary, &model.catalogue, unit)
}

/// With a gap behind it, where there is anything.
fn gap(state: &str) -> String {
    if state.is_empty() {
        String::new()
    } else {
        format!("{state}  ")
    }
}

/// Shows the log of changes.
pub fn show_log(model: &mut Model, operations: &[Operation]) -> Vec<Effect> {
    let mut lines: Vec<_> = operations
        .iter()
        .map(|operation| {
            let (state, meaning) = match operation.state {
                OperationState::Done => ("", Meaning::Text),
                OperationState::Undone => (words::undone_last(), Meaning::Muted),
                OperationState::Abandoned => (words::undone(), Meaning::Muted),
            };
            vec![
                (
                    format!("{}  ", dates::iso_moment_if_known(operation.at)),
                    Meaning::Muted,
                ),
                (gap(state), Meaning::Warning),
                (
                    gap(operation.origin.as_deref().unwrap_or_default()),
                    Meaning::Muted,
                ),
                (told(model, operation), meaning),
            ]
        })
        .collect();
    if lines.is_empty() {
        lines.push(vec![(words::nothing_written().to_owned(), Meaning::Muted)]);
    }
    if operations.len() < MOST_OPERATIONS && operations.last().is_some_and(|first| first.id > 1) {
        let forgotten = acts::earlier_forgotten().to_owned();
        lines.push(vec![(forgotten, Meaning::Muted)]);
    }
    let title = words::title().to_owned();
    model.layers.push(Layer::Reader(Reader {
        title,
        lines,
        page: None,
        scroll: 0,
    }));
    vec![]
}

/// Shows what was removed.
pub fn show_trash(model: &mut Model, removed: &[Removed]) -> Vec<Effect> {
    if removed.is_empty() {
        model.say(words::nothing_removed());
        return vec![];
    }
    let rows = removed.iter().map(|removed| PickRow {
        label: entry_line(&removed.entry, &model.catalogue, model.profile.temperature),
        detail: dates::column(removed.entry.date()),
        marks: vec![],
        pick: Pick::Perform(Box::new(removed.back())),
    });
    let picker = Picker::new(Purpose::Trash, rows.collect());
    model.layers.push(Layer::Picker(picker));
    vec![]
}
