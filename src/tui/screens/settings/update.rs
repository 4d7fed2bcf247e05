//! The settings and the items.

use crate::diary::{Act, Edit, Profile};
use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::screens::settings::state::Setting;

use crate::tui::layer::update::moved;
use crate::tui::screens::items::update as items;

pub fn settings(model: &mut Model, mut focus: usize, action: Action) -> Vec<Effect> {
    let mut effects = vec![];
    if let Some(to) = moved(focus, Setting::ALL.len(), action) {
        focus = to;
    }
    match action {
        Action::Close => return vec![],
        Action::Undo => effects.push(Ask::Undo.into()),
        Action::Redo => effects.push(Ask::Redo.into()),
        Action::StepUp | Action::StepDown => {
            if let Some(setting) = Setting::ALL.get(focus) {
                let profile = setting.step(&model.profile, action == Action::StepUp);
                let description = format!("{}: {}", setting.label(), setting.value(&profile));
                effects.push(profile_effect(description, profile));
            }
        }
        _ => {}
    }
    model.layers.push(Layer::Settings { focus });
    effects
}

pub fn profile_effect(description: String, profile: Profile) -> Effect {
    Ask::Perform(Act::one(description, Edit::Profile(Box::new(profile)))).into()
}

pub fn item_list(model: &mut Model, mut focus: usize, action: Action) -> Vec<Effect> {
    if action == Action::Close {
        return vec![];
    }
    let items = model.catalogue.items();
    if let Some(to) = moved(focus, items.len(), action) {
        focus = to;
    }
    let at = focus;
    // The keys go with the item that moves.
    let section = |at: usize| items.get(at).map(|item| &item.section);
    match action {
        Action::ItemUp if at > 0 && section(at - 1) == section(at) => focus -= 1,
        Action::ItemDown if section(at + 1) == section(at) => focus += 1,
        _ => {}
    }
    model.layers.push(Layer::Items { focus });
    match action {
        Action::Undo => vec![Ask::Undo.into()],
        Action::Redo => vec![Ask::Redo.into()],
        _ => items::act(model, action, at),
    }
}
