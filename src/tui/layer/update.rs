//! What lies over the panes: opening it, its keys, and what comes of it.

use crossterm::event::KeyEvent;

use crate::words::day::day_text;

use crate::tui::appearance::theme::Meaning;
use crate::tui::keymap::Context;
use crate::tui::keymap::action::Action;
use crate::tui::layer::{Layer, Purpose, Reader};
use crate::tui::message::{Do, Effect};
use crate::tui::model::Model;
use crate::tui::screens::day::form::update as answer;
use crate::tui::screens::editor::update as editor;
use crate::tui::screens::guide::update as guide;
use crate::tui::screens::options::update as options;
use crate::tui::screens::picker::update as list;
use crate::tui::screens::search::update as search;
use crate::tui::screens::settings::update as settings;
use crate::tui::screens::welcome::update as welcome;

pub use crate::tui::screens::editor::update::ask_date;
pub use crate::tui::screens::picker::update::{find_field, show_palette};
pub use crate::tui::screens::welcome::update::welcome_key;

/// How many lines a page of a list or text has.
const PAGE: usize = 10;

/// Does what a key of the topmost layer is bound to.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(layer) = model.layers.pop() else {
        return vec![];
    };
    match layer {
        Layer::Reader(reader) => read(model, reader, action),
        Layer::Picker(picker) => list::list(model, picker, action),
        Layer::Options(options) => options::choose(model, options, action),
        Layer::Editor(editor) => editor::write(model, editor, action),
        Layer::Settings { focus } => settings::settings(model, focus, action),
        Layer::Items { focus } => settings::item_list(model, focus, action),
        Layer::Which(layer) => guide::which_act(model, layer, action),
        Layer::Welcome(profile) => welcome::welcome(model, profile, action),
        Layer::Blank if action == Action::Close => vec![],
        Layer::Blank => {
            model.layers.push(Layer::Blank);
            vec![]
        }
    }
}

/// A key that is text, in a list or an editor.
pub fn type_key(model: &mut Model, event: KeyEvent) -> Vec<Effect> {
    match model.layers.last_mut() {
        Some(Layer::Editor(editor)) => {
            editor.problem = None;
            editor.text.input(event);
            vec![]
        }
        Some(Layer::Picker(picker)) => {
            if !picker.input.input(event) {
                return vec![];
            }
            match picker.purpose {
                Purpose::Search => return search::run(model),
                Purpose::Article => guide::search(model),
                _ => picker.filter(),
            }
            vec![]
        }
        _ => vec![],
    }
}

/// Pasted words go where words are typed; on a field of words, into its editor.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    match model.layers.last_mut() {
        Some(Layer::Editor(editor)) => editor.paste(text),
        Some(Layer::Picker(picker)) => {
            picker
                .input
                .insert_str(crate::diary::parse::plain(text, false));
            match picker.purpose {
                Purpose::Search => return search::run(model),
                Purpose::Article => guide::search(model),
                _ => picker.filter(),
            }
        }
        Some(_) => {}
        None => {
            let field = model
                .form
                .field()
                .map(|(target, item)| (target, item.clone()));
            let item = field.and_then(|(target, id)| {
                Some((target, model.catalogue.item(id.as_str())?.clone()))
            });
            match item {
                Some((target, item)) if item.kind.is_words() => {
                    answer::edit(model, target, &item, None);
                    // No editor opens on a day that has not come yet.
                    if !model.layers.is_empty() {
                        return paste(model, text);
                    }
                }
                _ => model.say("pasted words need a field of words: n goes to the note"),
            }
        }
    }
    vec![]
}

pub fn moved(focus: usize, len: usize, action: Action) -> Option<usize> {
    let last = len.saturating_sub(1);
    match action {
        Action::NextField => Some((focus + 1).min(last)),
        Action::PreviousField => Some(focus.saturating_sub(1)),
        Action::NextSection => Some((focus + PAGE).min(last)),
        Action::PreviousSection => Some(focus.saturating_sub(PAGE)),
        Action::FirstField => Some(0),
        Action::LastField => Some(last),
        _ => None,
    }
}

fn read(model: &mut Model, mut reader: Reader, action: Action) -> Vec<Effect> {
    if action == Action::Close {
        return vec![];
    }
    if let Some(scroll) = moved(reader.scroll, reader.lines.len(), action) {
        reader.scroll = scroll;
    }
    model.layers.push(Layer::Reader(reader));
    vec![]
}

/// Shows every key that works where the keys are now, then all others.
pub fn show_help(model: &mut Model) -> Vec<Effect> {
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
        lines.push(vec![(context.label().to_owned(), Meaning::Title)]);
        if context == Context::Form {
            let text = "  digits answer at once (1 then 0 is ten); capital letters add an entry; \
                        other letters jump to the field they stand before";
            lines.push(vec![(text.to_owned(), Meaning::Text)]);
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
    let title = "Help".to_owned();
    model.layers.push(Layer::Reader(Reader {
        title,
        lines,
        scroll: 0,
    }));
    vec![]
}

/// Puts the cursor day in words on the clipboard.
pub fn copy_day(model: &mut Model) -> Vec<Effect> {
    match model.day() {
        Some(day) => {
            let words = day_text(day, &model.catalogue, &model.profile);
            let text = format!("{}\n{words}", model.cursor.format("%A %-d %B %Y"));
            model.say("the day is on the clipboard, in words");
            vec![Do::Copy(text).into()]
        }
        None => {
            model.say("nothing is recorded on this day");
            vec![]
        }
    }
}
