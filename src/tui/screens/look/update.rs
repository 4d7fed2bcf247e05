//! How the screen looks: it follows the line that has the keys, and goes back when the list is left.
//!
//! What is chosen holds until the person leaves. The file of the settings is out of the full screen's
//! reach: it names a program that is started before anything is denied.

use crate::config::{Config, Setting};
use crate::tui::layer::Layer;
use crate::tui::message::{Do, Effect};
use crate::tui::model::Model;
use crate::tui::screens::picker::state::{Pick, PickRow, Picker, Purpose};
use crate::words::notices;
use crate::words::screens::picker as words;

/// The settings that can be chosen on the screen.
const SETTINGS: [&str; 3] = ["theme", "glyphs", "mouse"];

/// Lists how the screen can look.
pub fn choose(model: &mut Model) -> Vec<Effect> {
    let settings = SETTINGS.iter().filter_map(|name| Setting::named(name));
    let rows = settings.flat_map(|setting| rows(&model.config, setting));
    let picker = Picker::new(Purpose::Look, rows.collect());
    model.layers.push(Layer::Picker(picker));
    vec![]
}

/// A line for each value of a setting, the one it has first: what is shown as the list opens is what
/// was.
fn rows(config: &Config, setting: &'static Setting) -> Vec<PickRow> {
    let now = config.get(setting.name).unwrap_or_default();
    let others = setting.words().into_iter().filter(|word| *word != now);
    let values = std::iter::once((now.as_str(), words::look_now()));
    let values = values.chain(others.map(|word| (word, "")));
    values
        .filter_map(|(value, detail)| {
            Some(PickRow {
                label: words::look_value(setting.name, value),
                detail: detail.into(),
                marks: vec![],
                pick: Pick::Look {
                    setting,
                    looks: Box::new(config.with(setting.name, value)?),
                },
            })
        })
        .collect()
}

/// Shows what the line that has the keys stands for.
pub fn preview(model: &Model, picker: &Picker) -> Vec<Effect> {
    match picker.chosen().map(|row| &row.pick) {
        Some(Pick::Look { looks, .. }) => vec![Do::Look(looks.clone()).into()],
        _ => back(model, picker),
    }
}

/// Shows again what was before.
pub fn back(model: &Model, picker: &Picker) -> Vec<Effect> {
    match picker.purpose {
        Purpose::Look => vec![Do::Look(Box::new(model.config.clone())).into()],
        _ => vec![],
    }
}

/// Keeps what is shown until the person leaves, and says how it is kept for longer.
pub fn take(model: &mut Model, setting: &Setting, looks: Box<Config>) -> Vec<Effect> {
    let value = looks.get(setting.name).unwrap_or_default();
    model.config = *looks.clone();
    model.say(notices::look_taken(setting.name, value));
    vec![Do::Look(looks).into()]
}
