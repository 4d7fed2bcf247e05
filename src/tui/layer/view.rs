//! What lies over the panes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::appearance::Appearance;
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::screens::editor::view as editor;
use crate::tui::screens::guide::view as guide;
use crate::tui::screens::items::view as items;
use crate::tui::screens::lost::view as lost;
use crate::tui::screens::options::view as options;
use crate::tui::screens::picker::view as picker;
use crate::tui::screens::reader::view as reader;
use crate::tui::screens::settings::view as settings;
use crate::tui::screens::welcome::view as welcome;
use crate::tui::widgets::blank;
use crate::tui::widgets::popup::popup;

/// Draws a layer over what is there.
pub fn draw(model: &Model, layer: &Layer, area: Rect, buf: &mut Buffer, look: &Appearance) {
    match layer {
        Layer::Reader(reader) => reader::draw(reader, area, buf, look),
        Layer::Picker(picker) => picker::draw(picker, area, buf, look),
        Layer::Options(options) => options::draw(model, options, area, buf, look),
        Layer::Editor(editor) => editor::draw(model, editor, area, buf, look),
        Layer::Settings { focus } => settings::draw(model, *focus, area, buf, look),
        Layer::Items { focus } => items::draw(model, *focus, area, buf, look),
        Layer::Which(layer) => {
            let place = popup(area, 110, area.height, buf, look);
            guide::which(layer, place, buf, look);
        }
        Layer::Welcome(profile) => welcome::draw(profile, area, buf, look),
        Layer::Lost(lost) => lost::draw(lost, area, buf, look),
        Layer::Blank => blank::draw(buf, look),
    }
}
