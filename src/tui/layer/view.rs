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

/// Draws a layer over what is there; how far it can be scrolled, where that is known only then.
pub fn draw(
    model: &Model,
    layer: &Layer,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> Option<usize> {
    match layer {
        Layer::Reader(reader) => reader::draw(reader, area, buf, appearance),
        Layer::Picker(picker) => picker::draw(model, picker, area, buf, appearance),
        Layer::Options(options) => options::draw(model, options, area, buf, appearance),
        Layer::Editor(editor) => editor::draw(model, editor, area, buf, appearance),
        Layer::Settings { focus } => settings::draw(model, *focus, area, buf, appearance),
        Layer::Items { focus } => items::draw(model, *focus, area, buf, appearance),
        Layer::Which(layer) => {
            let place = popup(area, 110, area.height, buf, appearance);
            guide::which(layer, place, buf, appearance);
        }
        Layer::Welcome(welcome) => {
            return Some(welcome::draw(model, welcome, area, buf, appearance));
        }
        Layer::Lost(lost) => return Some(lost::draw(model, lost, area, buf, appearance)),
        Layer::Blank => blank::draw(buf, appearance),
    }
    None
}
