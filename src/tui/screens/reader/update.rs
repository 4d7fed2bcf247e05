//! Scrolling through words.

use crate::tui::keymap::action::Action;
use crate::tui::layer::Layer;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::navigate::moved;
use crate::tui::screens::editor::update as editor;
use crate::tui::screens::reader::state::Reader;

/// Does what a key is bound to; `None` when it is not to be done here.
pub fn act(model: &mut Model, mut reader: Reader, action: Action) -> Option<Vec<Effect>> {
    if action == Action::Close {
        return Some(vec![]);
    }
    if action == Action::WritePage
        && let Some(page) = reader.page.clone()
    {
        model.layers.push(Layer::Reader(reader));
        editor::ask_page(model, page);
        return Some(vec![]);
    }
    let to = moved(reader.scroll, reader.lines.len(), action);
    reader.scroll = to.unwrap_or(reader.scroll);
    model.layers.push(Layer::Reader(reader));
    to.map(|_| vec![])
}
