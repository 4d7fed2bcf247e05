//! What lies over the panes gets the keys, and what is typed and pasted.

use crossterm::event::KeyEvent;

use crate::diary::parse;
use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::screens::editor::{pasted, update as editor};
use crate::tui::screens::guide::update as guide;
use crate::tui::screens::help::update as help;
use crate::tui::screens::import::update as import;
use crate::tui::screens::items::update as items;
use crate::tui::screens::joining::update as joining;
use crate::tui::screens::look::update as look;
use crate::tui::screens::lost::update as lost;
use crate::tui::screens::options::state::Focus;
use crate::tui::screens::options::update as options;
use crate::tui::screens::picker::state::Purpose;
use crate::tui::screens::picker::update as picker;
use crate::tui::screens::reader::update as reader;
use crate::tui::screens::search::update as search;
use crate::tui::screens::settings::update as settings;
use crate::tui::screens::shared::update as shared;
use crate::tui::screens::welcome::update as welcome;
use crate::tui::widgets::typing;
use crate::words::notices;

/// Does what a key of the topmost layer is bound to; `None` when it is not to be done there. A layer
/// that stays open puts itself back.
pub fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    if action == Action::Help {
        return Some(help::show(model));
    }
    match model.layers.pop()? {
        Layer::Reader(reader) => reader::act(model, reader, action),
        Layer::Picker(picker) => picker::act(model, picker, action),
        Layer::Options(options) => options::act(model, options, action),
        Layer::Editor(editor) => editor::act(model, editor, action),
        Layer::Settings { focus } => settings::act(model, focus, action),
        Layer::Items { focus } => items::act(model, focus, action),
        Layer::Which(layer) => guide::which_act(model, layer, action),
        Layer::Welcome(welcome) => welcome::act(model, welcome, action),
        Layer::Sharing(sharing) => shared::act(model, sharing, action),
        Layer::Joining(layer) => joining::act(model, layer, action),
        Layer::Import(layer) => import::act(model, layer, action),
        Layer::Lost(lost) => lost::act(model, lost, action),
        Layer::Blank if action == Action::Close => Some(vec![]),
        Layer::Blank => {
            model.layers.push(Layer::Blank);
            None
        }
    }
}

/// A line of the topmost layer was pointed at: it has the keys. Gives what is done then, where it is
/// there to be chosen.
pub fn point(model: &mut Model, line: usize) -> Option<Action> {
    let layer = model.layers.last_mut()?;
    match layer {
        Layer::Picker(picker) => {
            picker.focus = line;
            Some(Action::OpenField)
        }
        Layer::Options(options) => {
            let item = model.catalogue.item(options.item.as_str())?;
            options.focus = Focus::on(item, &item.options().get(line)?.code);
            Some(Action::Toggle)
        }
        Layer::Settings { focus } | Layer::Items { focus } => {
            *focus = line;
            None
        }
        Layer::Sharing(sharing) => {
            sharing.focus = line;
            None
        }
        Layer::Joining(joining) => {
            joining.focus = line;
            None
        }
        Layer::Import(layer) => layer.point(line).then_some(Action::Toggle),
        // A second time opens where it leads.
        Layer::Which(which) => {
            let again = std::mem::replace(&mut which.focus, line) == line;
            again.then_some(Action::OpenField)
        }
        Layer::Welcome(welcome) => {
            welcome.press(line);
            None
        }
        _ => None,
    }
}

/// A key that is text, in a list or an editor.
pub fn type_key(model: &mut Model, event: KeyEvent) -> Vec<Effect> {
    match model.layers.last_mut() {
        Some(Layer::Editor(editor)) => {
            editor.problem = None;
            typing::input(&mut editor.text, event);
            vec![]
        }
        Some(Layer::Picker(picker)) => match typing::input(&mut picker.input, event) {
            true => find(model),
            false => vec![],
        },
        _ => vec![],
    }
}

/// Pasted words go where words are typed.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    model.chord.0.clear();
    model.typed_one = false;
    match model.layers.last_mut() {
        Some(Layer::Editor(editor)) => editor.paste(text),
        Some(Layer::Picker(picker)) => {
            picker.input.insert_str(parse::plain(text, false));
            return find(model);
        }
        Some(Layer::Blank) => {}
        Some(_) => model.say(notices::pasted_nowhere()),
        None => return pasted::take(model, text),
    }
    vec![]
}

/// Finds what fits the words that are typed into a list.
fn find(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Picker(picker)) = model.layers.last() else {
        return vec![];
    };
    match picker.purpose {
        Purpose::Search => return search::run(model),
        Purpose::Article => guide::search(model),
        _ => picker::find(model),
    }
    match model.layers.last() {
        Some(Layer::Picker(picker)) => look::preview(model, picker),
        _ => vec![],
    }
}
