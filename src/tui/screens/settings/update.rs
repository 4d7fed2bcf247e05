//! The settings.

use crate::diary::acts;
use crate::diary::profile::Choice;
use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::{Ask, Effect};
use crate::tui::model::Model;

use crate::tui::navigate::moved;

/// Does what a key is bound to; `None` for any other action.
pub fn act(model: &mut Model, focus: usize, action: Action) -> Option<Vec<Effect>> {
    let to = moved(focus, Choice::shown(&model.profile).count(), action);
    let focus = to.unwrap_or(focus);
    if action == Action::Close {
        return Some(vec![]);
    }
    model.layers.push(Layer::Settings { focus });
    match action {
        Action::Undo => Some(vec![Ask::Undo.into()]),
        Action::Redo => Some(vec![Ask::Redo.into()]),
        Action::StepUp | Action::StepDown => {
            let choice = Choice::shown(&model.profile).nth(focus)?;
            let profile = choice.step(&model.profile, action == Action::StepUp);
            let act = acts::profile::change(&model.profile, profile);
            Some(vec![Ask::Perform(act).into()])
        }
        _ => to.map(|_| vec![]),
    }
}
