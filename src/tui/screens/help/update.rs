//! Every key and what it does, to read.

use crate::tui::appearance::theme::Meaning;
use crate::tui::keymap::Context;
use crate::tui::layer::Layer;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::screens::reader::state::Reader;
use crate::words::{keys, screens::help as words};

/// Shows every key that works where the keys are now, then all others.
pub fn show(model: &mut Model) -> Vec<Effect> {
    let here = model.contexts();
    let mut contexts = here.clone();
    for binding in model.keymap.bindings() {
        for context in &binding.contexts {
            if !contexts.contains(context) {
                contexts.push(*context);
            }
        }
    }
    let mut lines = Vec::new();
    for context in contexts {
        lines.push(vec![(keys::place(context).to_owned(), Meaning::Title)]);
        if context == Context::Form {
            let text = format!("  {}", words::typing_into_form());
            lines.push(vec![(text, Meaning::Text)]);
        }
        for binding in model.keymap.bindings_in(&[context]) {
            let keys: Vec<String> = binding.keys.iter().map(ToString::to_string).collect();
            lines.push(vec![
                (format!("  {:<22}", keys.join("  ")), Meaning::Key),
                (binding.says.clone(), Meaning::Text),
            ]);
        }
        lines.push(vec![]);
    }
    let reader = Reader {
        title: words::title().to_owned(),
        lines,
        scroll: 0,
    };
    model.layers.push(Layer::Reader(reader));
    vec![]
}
