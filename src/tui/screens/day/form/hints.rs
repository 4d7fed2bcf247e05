//! What the line of the form that has the keys takes.

use crate::diary::kind::Control;
use crate::tui::keymap::Context;
use crate::tui::keymap::action::Action;
use crate::tui::model::Model;
use crate::words::screens::day as words;

use super::state::Row;

/// The keys of the line that has them, and what they do there.
pub fn hints(model: &Model) -> Vec<(String, &str)> {
    let key = |action| {
        let key = model.keymap.key_of(&[Context::Form], action);
        key.map(ToString::to_string)
    };
    let enter = |says| key(Action::OpenField).map(|key| (key, says));
    let steps = || {
        Some((
            format!("{} {}", key(Action::StepDown)?, key(Action::StepUp)?),
            words::hint_step(),
        ))
    };
    let toggle = || key(Action::Toggle).map(|key| (key, words::hint_yes_no()));
    let digits = |most: usize| Some((format!("1-{}", most.min(9)), words::hint_answer()));
    let hints = match model.form.row() {
        None => vec![],
        Some(Row::Heading { adds: Some(_), .. }) => vec![enter(words::hint_add())],
        Some(Row::Heading { .. }) => vec![enter(words::hint_unfold())],
        Some(Row::More { .. }) => vec![enter(words::hint_unfold())],
        Some(Row::Entry(_)) => vec![enter(words::hint_open())],
        Some(Row::When(_)) => vec![enter(words::hint_write())],
        Some(Row::Again(_)) => vec![enter(words::hint_again())],
        Some(Row::Skip(_)) => vec![enter(words::hint_skip())],
        Some(Row::Field { item, .. }) => match model.catalogue.item(item.as_str()) {
            None => vec![],
            Some(item) => match item.kind.control() {
                Control::Ruler => vec![Some(("0-9".to_owned(), words::hint_answer())), steps()],
                Control::Row(row) if item.options().is_empty() => vec![toggle(), digits(row.len())],
                Control::Row(row) => vec![digits(row.len()), enter(words::hint_list()), steps()],
                Control::List => vec![enter(words::hint_list())],
                Control::Editor { .. } => vec![enter(words::hint_write())],
            },
        },
    };
    hints.into_iter().flatten().collect()
}
