//! Every key and what it does, to find by typing and to do at once where it can be done.

use crate::tui::keymap::action::Action;
use crate::tui::keymap::{Binding, Chord, Context, Pressed};
use crate::tui::layer::Layer;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::screens::picker::state::{Pick, PickRow, Picker, Purpose};
use crate::tui::widgets::text;
use crate::words::keys as places;
use crate::words::screens::help as words;

/// Columns for the keys, before what they do.
const KEYS: usize = 21;

/// Lists every key that works where the keys are now, then all others; where the list is open already,
/// goes back.
pub fn show(model: &mut Model) -> Vec<Effect> {
    let is_help = |layer: &mut Layer| matches!(layer, Layer::Picker(picker) if picker.purpose == Purpose::Help);
    if model.layers.pop_if(is_help).is_some() {
        return vec![];
    }
    let here = model.contexts();
    let mut elsewhere = Vec::new();
    for context in { model.keymap.bindings() }.flat_map(|binding| &binding.contexts) {
        if !here.contains(context) && !elsewhere.contains(context) {
            elsewhere.push(*context);
        }
    }
    let mut rows = Vec::new();
    for context in here.iter().chain(&elsewhere) {
        if *context == Context::Form {
            rows.extend(typed(here.contains(context)));
        }
        let bindings = model.keymap.bindings_in(std::slice::from_ref(context));
        let bindings = bindings.filter(|binding| binding.action != Action::Help);
        rows.extend(bindings.map(|binding| match here.contains(context) {
            true => line_here(model, &here, binding),
            false => line(
                &named(binding, |_| true),
                &binding.says,
                Some(*context),
                None,
            ),
        }));
    }
    let picker = Picker::new(Purpose::Help, rows);
    model.layers.push(Layer::Picker(picker));
    vec![]
}

/// What the form makes of keys that no line of the table has.
fn typed(here: bool) -> impl Iterator<Item = PickRow> {
    let place = (!here).then_some(Context::Form);
    let typed = [
        ("0-9", words::typed_digits()),
        ("A-Z", words::typed_capitals()),
        ("a-z", words::typed_letters()),
    ];
    typed
        .into_iter()
        .map(move |(keys, says)| line(keys, says, place, None))
}

/// A line that can be done: with those of its keys that have no other meaning here.
fn line_here(model: &Model, here: &[Context], binding: &Binding) -> PickRow {
    let meant = Pressed::Action(binding.action);
    let keys = named(binding, |key| model.keymap.press(here, key) == meant);
    line(&keys, &binding.says, None, Some(binding.action))
}

fn named(binding: &Binding, tells: impl Fn(&Chord) -> bool) -> String {
    let keys = binding.keys.iter().filter(|key| tells(key));
    let keys: Vec<String> = keys.map(ToString::to_string).collect();
    keys.join("  ")
}

/// A line: the keys, what they do, and where, unless it is here.
fn line(keys: &str, says: &str, place: Option<Context>, does: Option<Action>) -> PickRow {
    let gap = KEYS.saturating_sub(text::width(keys)).max(2);
    PickRow {
        label: format!("{keys}{:gap$}{says}", ""),
        detail: place.map_or("", places::place).into(),
        marks: std::iter::once(0..keys.len()).collect(),
        pick: does.map_or(Pick::Key(place.unwrap_or(Context::Form)), Pick::Do),
    }
}
