//! What was done and what was removed, to read and to bring back.

use crate::repository::{Operation, OperationState};
use crate::safekeeping::Removed;
use crate::words::acts;
use crate::words::day::entry_line;

use crate::tui::appearance::theme::Meaning;
use crate::tui::layer::{Layer, Pick, PickRow, Picker, Purpose, Reader};
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::runtime::MOST_OPERATIONS;

/// What an operation did, in one line.
pub fn told(model: &Model, operation: &Operation) -> String {
    let unit = model.profile.temperature;
    acts::sentence(&operation.summary, &model.catalogue, unit)
}

/// Shows the log of changes.
pub fn show_log(model: &mut Model, operations: &[Operation]) -> Vec<Effect> {
    let mut lines: Vec<_> = operations
        .iter()
        .map(|operation| {
            let (state, meaning) = match operation.state {
                OperationState::Done => ("", Meaning::Text),
                OperationState::Undone => ("undone, U does it again  ", Meaning::Muted),
                OperationState::Abandoned => ("undone  ", Meaning::Muted),
            };
            vec![
                (
                    operation.at.format("%Y-%m-%d %H:%M  ").to_string(),
                    Meaning::Muted,
                ),
                (state.to_owned(), Meaning::Warning),
                (told(model, operation), meaning),
            ]
        })
        .collect();
    if lines.is_empty() {
        lines.push(vec![(
            "Nothing was written yet.".to_owned(),
            Meaning::Muted,
        )]);
    }
    if operations.len() < MOST_OPERATIONS && operations.last().is_some_and(|first| first.id > 1) {
        let forgotten = crate::words::acts::earlier_forgotten().to_owned();
        lines.push(vec![(forgotten, Meaning::Muted)]);
    }
    let title = "Log of changes, latest first".to_owned();
    model.layers.push(Layer::Reader(Reader {
        title,
        lines,
        scroll: 0,
    }));
    vec![]
}

/// Shows what was removed.
pub fn show_bin(model: &mut Model, removed: &[Removed]) -> Vec<Effect> {
    if removed.is_empty() {
        model.say("nothing was removed lately");
        return vec![];
    }
    let rows = removed.iter().map(|removed| PickRow {
        label: entry_line(&removed.entry, &model.catalogue, model.profile.temperature),
        detail: removed.entry.date().format("%a %e %b %Y").to_string(),
        marks: vec![],
        pick: Pick::Perform(Box::new(removed.back())),
    });
    let picker = Picker::new(Purpose::Bin, rows.collect());
    model.layers.push(Layer::Picker(picker));
    vec![]
}
