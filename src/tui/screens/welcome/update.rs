//! The first run.

use crate::diary::profile::Choice;
use crate::diary::{Profile, acts};
use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::{Ask, Do, Effect};
use crate::tui::model::Model;

/// Does what a key is bound to; `None` for any other action.
pub fn act(model: &mut Model, mut profile: Box<Profile>, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::Quit => return Some(vec![Do::Quit.into()]),
        Action::WelcomeWeek => step(&mut profile, Choice::named("week-start").first()),
        Action::WelcomeTemperature => step(&mut profile, Choice::named("temperature").first()),
        Action::OpenField => return Some(vec![begin(model, *profile)]),
        Action::WelcomePassphrase => {
            return Some(vec![begin(model, *profile), Do::Passphrase.into()]);
        }
        _ => {
            model.layers.push(Layer::Welcome(profile));
            return None;
        }
    }
    model.layers.push(Layer::Welcome(profile));
    Some(vec![])
}

fn begin(model: &mut Model, mut profile: Profile) -> Effect {
    profile.welcomed = true;
    model.profile = profile.clone();
    Ask::Perform(acts::profile::begin(profile)).into()
}

/// A digit turns an area of the welcome on or off.
pub fn letter(model: &mut Model, key: char) -> Vec<Effect> {
    let nth = key.to_digit(10).and_then(|n| (n as usize).checked_sub(1));
    if let (Some(nth), Some(Layer::Welcome(profile))) = (nth, model.layers.last_mut()) {
        step(profile, Choice::named("keep").get(nth));
    }
    vec![]
}

fn step(profile: &mut Profile, choice: Option<&Choice>) {
    if let Some(choice) = choice {
        *profile = choice.step(profile, true);
    }
}
