//! What lies over the panes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::appearance::Appearance;
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::pointer::Pointed;
use crate::tui::screens::editor::view as editor;
use crate::tui::screens::guide::view as guide;
use crate::tui::screens::import::view as import;
use crate::tui::screens::items::view as items;
use crate::tui::screens::joining::view as joining;
use crate::tui::screens::lost::view as lost;
use crate::tui::screens::options::view as options;
use crate::tui::screens::picker::view as picker;
use crate::tui::screens::reader::view as reader;
use crate::tui::screens::settings::view as settings;
use crate::tui::screens::shared::view as shared;
use crate::tui::screens::welcome::view as welcome;
use crate::tui::widgets::blank;
use crate::tui::widgets::popup::popup;

/// What was seen of a layer.
#[derive(Debug, Default)]
pub struct Drawn {
    /// The lines that can be pointed at, and what is meant by it.
    pub lines: Vec<(Rect, Pointed)>,
    /// How far it can be scrolled, in lines, where that is known only when it is drawn.
    pub scrolls: Option<usize>,
}

/// Draws a layer over what is there.
pub fn draw(
    model: &Model,
    layer: &Layer,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> Drawn {
    let mut drawn = Drawn::default();
    match layer {
        Layer::Reader(reader) => reader::draw(reader, area, buf, appearance),
        Layer::Picker(picker) => {
            drawn.lines = lines(picker::draw(model, picker, area, buf, appearance));
        }
        Layer::Options(options) => {
            drawn.lines = lines(options::draw(model, options, area, buf, appearance));
        }
        Layer::Editor(editor) => editor::draw(model, editor, area, buf, appearance),
        Layer::Settings { focus } => {
            drawn.lines = lines(settings::draw(model, *focus, area, buf, appearance));
        }
        Layer::Items { focus } => {
            drawn.lines = lines(items::draw(model, *focus, area, buf, appearance));
        }
        Layer::Which(layer) => {
            let place = popup(area, 110, area.height, buf, appearance);
            drawn.lines = lines(guide::which(layer, place, buf, appearance));
        }
        Layer::Welcome(welcome) => {
            let (lines, most) = welcome::draw(model, welcome, area, buf, appearance);
            (drawn.lines, drawn.scrolls) = (lines, Some(most));
        }
        Layer::Sharing(sharing) => {
            drawn.lines = lines(shared::draw(model, sharing, area, buf, appearance));
        }
        Layer::Joining(layer) => {
            drawn.lines = lines(joining::draw(model, layer, area, buf, appearance));
        }
        Layer::Import(layer) => {
            drawn.lines = lines(import::draw(model, layer, area, buf, appearance));
        }
        Layer::Lost(lost) => {
            drawn.scrolls = Some(lost::draw(model, lost, area, buf, appearance));
        }
        Layer::Blank => blank::draw(buf, appearance),
    }
    drawn
}

/// Lines by their number.
fn lines(places: Vec<(Rect, usize)>) -> Vec<(Rect, Pointed)> {
    let places = places.into_iter();
    places
        .map(|(place, line)| (place, Pointed::Line(line)))
        .collect()
}
