//! The body map, or a list of options.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};

use crate::diary::{Answer, BodyMap, Item};
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::screens::options::state::{Focus, Options};
use crate::tui::widgets::body_map::{self, BodyMapView, map_of};
use crate::tui::widgets::panel::Panel;
use crate::words::screens::options as words;

use crate::tui::widgets::popup::{place, popup, put, row};

/// Draws the drawing, or the list; where the options are, by their number.
pub fn draw(
    model: &Model,
    options: &Options,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> Vec<(Rect, usize)> {
    let Some(item) = model.catalogue.item(options.item.as_str()) else {
        return vec![];
    };
    let chosen = match model.answer(options.target, &item.id) {
        Some(Answer::Many(codes)) => codes.clone(),
        _ => BTreeSet::new(),
    };
    let answered = model.answer(options.target, &item.id).is_some();
    let aside = match (answered, chosen.len()) {
        (false, _) => words::not_answered().to_owned(),
        (true, 0) => words::none().to_owned(),
        (true, count) => words::chosen(count),
    };
    let map = map_of(item);
    let (width, height) = map.map_or((64, list_height(item)), map_size);
    let place = popup(area, width, height, buf, appearance);
    let panel = Panel {
        title: &item.label,
        aside: &aside,
        focused: true,
        ..Panel::default()
    };
    let inner = panel.draw(place, buf, appearance);
    let focus = match &options.focus {
        Focus::Option(focus) => focus,
        Focus::Spot(focus) => {
            let view = BodyMapView {
                item,
                focus: *focus,
                chosen: &chosen,
            };
            let sites = view.draw(inner, buf, appearance).into_iter();
            let sites = sites.map(|(place, code)| {
                let at = item.options().iter().position(|of| of.code == *code);
                (place, at)
            });
            return sites.filter_map(|(place, at)| Some((place, at?))).collect();
        }
    };
    let inner = inner.inner(Margin::new(1, 0));
    let column = inner.width / 2;
    let mut places = Vec::new();
    for (nth, option) in item.options().iter().enumerate() {
        let Some(line) = row(inner, nth / 2) else {
            break;
        };
        let x = line.x + column * u16::from(nth % 2 == 1);
        let line = Rect {
            x,
            width: column,
            ..line
        };
        let glyphs = appearance.glyphs();
        let is_chosen = chosen.contains(&option.code);
        let mark = if is_chosen { glyphs.full } else { glyphs.empty };
        let meaning = match (option.code == *focus, is_chosen) {
            (true, _) => Meaning::Cursor,
            (false, true) => Meaning::Selected,
            (false, false) => Meaning::Text,
        };
        put(
            buf,
            appearance,
            line,
            &format!("{mark} {}", option.label),
            meaning,
        );
        places.push((line, nth));
    }
    places
}

fn list_height(item: &Item) -> u16 {
    let lines = item.options().len().div_ceil(2) + 2;
    u16::try_from(lines).unwrap_or(u16::MAX)
}

/// The size of a drawing with its frame.
pub fn map_size(map: BodyMap) -> (u16, u16) {
    let (width, height) = body_map::room(map);
    (width + 4, height + 2)
}

/// Where a drawing stands, within its frame.
pub fn map_area(area: Rect, map: BodyMap) -> Rect {
    let (width, height) = map_size(map);
    place(area, width, height).inner(Margin::new(1, 1))
}
