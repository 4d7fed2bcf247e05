//! The first run.

use crate::diary::Profile;
use crate::tui::keymap::action::Action;
use crate::tui::layer::{AREAS, Layer, turn};
use crate::tui::message::{Do, Effect};
use crate::tui::model::Model;
use crate::tui::screens::settings::state::Setting;

use crate::tui::screens::settings::update::profile_effect;

pub fn welcome(model: &mut Model, mut profile: Box<Profile>, action: Action) -> Vec<Effect> {
    match action {
        Action::Quit => return vec![Do::Quit.into()],
        Action::WelcomeWeek => *profile = Setting::WeekStart.step(&profile, true),
        Action::WelcomeTemperature => *profile = Setting::Temperature.step(&profile, true),
        Action::OpenField => {
            profile.welcomed = true;
            model.profile = (*profile).clone();
            return vec![profile_effect("diary begun".into(), *profile)];
        }
        Action::WelcomePassphrase => {
            let mut effects = welcome(model, profile, Action::OpenField);
            effects.push(Do::Passphrase.into());
            return effects;
        }
        _ => {}
    }
    model.layers.push(Layer::Welcome(profile));
    vec![]
}

/// A digit turns an area of the welcome on or off.
pub fn welcome_key(model: &mut Model, key: char) -> Vec<Effect> {
    let area = key
        .to_digit(10)
        .and_then(|n| AREAS.get((n as usize).checked_sub(1)?));
    if let (Some((area, ..)), Some(Layer::Welcome(profile))) = (area, model.layers.last_mut()) {
        turn(&mut profile.keep, *area);
    }
    vec![]
}
