//! What is pasted where no words are typed: it is no keys, and offered as a note.

use crate::diary::{Item, Role, Target, parse};
use crate::tui::keymap::Context;
use crate::tui::layer::Layer;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::screens::day::form::update as answer;
use crate::tui::screens::picker::state::{Pick, PickRow, Picker, Purpose};
use crate::words::dates;
use crate::words::screens::picker as words;

/// Takes it into the editor of the field that has the keys, where that is one of words; anywhere else
/// it is offered.
pub fn take(model: &mut Model, text: &str) -> Vec<Effect> {
    if text.trim().is_empty() {
        return vec![];
    }
    let field = model
        .form
        .field()
        .filter(|_| model.contexts().contains(&Context::Form));
    let item = field
        .and_then(|(target, item)| Some((target, model.catalogue.item(item.as_str())?.clone())));
    match item {
        Some((target, item)) if item.kind.is_words() => write(model, target, &item, text),
        _ if answer::refuses_future(model, Target::Day(model.cursor)) => vec![],
        _ => {
            offer(model, &parse::plain(text, true));
            vec![]
        }
    }
}

/// Offers to put it into the note of the day.
fn offer(model: &mut Model, text: &str) {
    let day = dates::weekday_day_month(model.cursor);
    let row = PickRow {
        label: words::put_into_note(day),
        detail: String::new(),
        marks: vec![],
        pick: Pick::Pasted(text.to_owned()),
    };
    let picker = Picker::new(Purpose::Pasted(text.lines().count()), vec![row]);
    model.layers.push(Layer::Picker(picker));
}

/// Puts it into the note of the day.
pub fn put(model: &mut Model, text: &str) -> Vec<Effect> {
    let note = model.catalogue.role(Role::Note).clone();
    answer::go_to_day(model, &note.id);
    write(model, Target::Day(model.cursor), &note, text)
}

/// Opens the editor of a field, with it behind what stands there.
fn write(model: &mut Model, target: Target, item: &Item, text: &str) -> Vec<Effect> {
    let effects = answer::edit(model, target, item, None);
    // No editor opens on a day that has not come yet.
    if let Some(Layer::Editor(editor)) = model.layers.last_mut() {
        if editor.lines && !editor.content().trim().is_empty() {
            editor.text.insert_newline();
        }
        editor.paste(text);
    }
    effects
}
