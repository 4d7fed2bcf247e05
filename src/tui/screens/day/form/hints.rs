//! What the line of the form that has the keys takes.

use crate::diary::kind::Control;
use crate::tui::keymap::Context;
use crate::tui::keymap::action::Action;
use crate::tui::model::Model;
use crate::words::screens::day as words;

use super::state::Row;

/// The keys of the line that has them, what they do there, and what of it one act does.
pub fn hints(model: &Model) -> Vec<(String, &str, Option<Action>)> {
    let key = |action| {
        let key = model.keymap.key_of(&[Context::Form], action);
        key.map(ToString::to_string)
    };
    let does = |action, says| key(action).map(|key| (key, says, Some(action)));
    let enter = |says| does(Action::OpenField, says);
    let steps = || {
        Some((
            format!("{} {}", key(Action::StepDown)?, key(Action::StepUp)?),
            words::hint_step(),
            None,
        ))
    };
    let toggle = || does(Action::Toggle, words::hint_yes_no());
    // A click on digits, of which none is pressed, does the next best.
    let digits = |most: usize, or| {
        let keys = format!("1-{}", most.min(9));
        Some((keys, words::hint_answer(), Some(or)))
    };
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
                Control::Ruler => vec![
                    Some(("0-9".to_owned(), words::hint_answer(), None)),
                    steps(),
                ],
                Control::Row(row) if item.options().is_empty() => {
                    vec![toggle(), digits(row.len(), Action::Toggle)]
                }
                Control::Row(row) => vec![
                    digits(row.len(), Action::OpenField),
                    enter(words::hint_list()),
                    steps(),
                ],
                Control::List => vec![enter(words::hint_list())],
                Control::Editor { .. } => vec![enter(words::hint_write())],
            },
        },
    };
    hints.into_iter().flatten().collect()
}
