//! How the screen looks: it follows the line that has the keys, goes back when the list is left, and is
//! kept in a file of its own when a line is chosen.

use crate::config::{Config, Home, SETTINGS, Setting};
use crate::tui::layer::Layer;
use crate::tui::message::{Do, Effect};
use crate::tui::model::Model;
use crate::tui::screens::picker::state::{Pick, PickRow, Picker, Purpose};
use crate::words::screens::picker as words;

/// Lists how the screen can look.
pub fn choose(model: &mut Model) -> Vec<Effect> {
    let settings = SETTINGS.iter().filter(|of| of.home == Home::Look);
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

/// Keeps what is shown.
pub fn take(model: &mut Model, setting: &'static Setting, looks: Box<Config>) -> Vec<Effect> {
    let value = looks.get(setting.name).unwrap_or_default();
    model.config = *looks.clone();
    vec![Do::Look(looks).into(), Do::KeepLook(setting, value).into()]
}
