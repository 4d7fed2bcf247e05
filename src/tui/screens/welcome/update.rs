//! The first run.

use crate::diary::profile::Choice;
use crate::diary::{Profile, acts};
use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::{Ask, Do, Effect};
use crate::tui::model::Model;
use crate::tui::screens::welcome::state::Welcome;

/// Does what a key is bound to; `None` for any other action.
pub fn act(model: &mut Model, mut welcome: Box<Welcome>, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::Quit => return Some(vec![Do::Quit.into()]),
        Action::WelcomeWeek => step(&mut welcome.profile, "week-start"),
        Action::WelcomeTemperature => step(&mut welcome.profile, "temperature"),
        Action::WelcomeAbout => {
            welcome.about = !welcome.about;
            welcome.scroll.rewind();
        }
        Action::NextField => welcome.scroll.by(1, true),
        Action::PreviousField => welcome.scroll.by(1, false),
        Action::OpenField => return Some(vec![begin(model, welcome.profile)]),
        Action::WelcomePassphrase => {
            return Some(vec![begin(model, welcome.profile), Do::Passphrase.into()]);
        }
        _ => {
            model.layers.push(Layer::Welcome(welcome));
            return None;
        }
    }
    model.layers.push(Layer::Welcome(welcome));
    Some(vec![])
}

fn begin(model: &mut Model, mut profile: Profile) -> Effect {
    profile.welcomed = true;
    model.profile = profile.clone();
    Ask::Perform(acts::profile::begin(profile)).into()
}

/// A digit of the welcome turns what has that number on or off.
pub fn letter(model: &mut Model, key: char) -> Vec<Effect> {
    let nth = key.to_digit(10).and_then(|n| (n as usize).checked_sub(1));
    if let (Some(nth), Some(Layer::Welcome(welcome))) = (nth, model.layers.last_mut()) {
        welcome.press(nth);
    }
    vec![]
}

fn step(profile: &mut Profile, setting: &str) {
    if let Some(choice) = Choice::named(setting).first() {
        *profile = choice.step(profile, true);
    }
}
