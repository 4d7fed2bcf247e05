//! The first run.

use crate::diary::{Profile, ProfileField, acts};
use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::{Ask, Do, Effect};
use crate::tui::model::Model;
use crate::tui::screens::settings::state::Setting;
use crate::tui::screens::settings::state::{AREAS, turn};

/// Does what a key is bound to; `None` for any other action.
pub fn act(model: &mut Model, mut profile: Box<Profile>, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::Quit => return Some(vec![Do::Quit.into()]),
        Action::WelcomeWeek => *profile = Setting::Of(ProfileField::WeekStart).step(&profile, true),
        Action::WelcomeTemperature => {
            *profile = Setting::Of(ProfileField::Temperature).step(&profile, true)
        }
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
    let area = key
        .to_digit(10)
        .and_then(|n| AREAS.get((n as usize).checked_sub(1)?));
    if let (Some(area), Some(Layer::Welcome(profile))) = (area, model.layers.last_mut()) {
        turn(&mut profile.keep, *area);
    }
    vec![]
}
