//! The body map, or a list of options.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};

use crate::diary::{Answer, Item};
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::layer::{Focus, Options};
use crate::tui::model::Model;
use crate::tui::widgets::body_map::{BodyMapView, map_of};
use crate::tui::widgets::panel::Panel;

use crate::tui::layer::view::{map_size, popup, put, row};

pub fn choose(model: &Model, options: &Options, area: Rect, buf: &mut Buffer, look: &Appearance) {
    let Some(item) = model.catalogue.item(options.item.as_str()) else {
        return;
    };
    let chosen = match model.answer(options.target, &item.id) {
        Some(Answer::Many(codes)) => codes.clone(),
        _ => BTreeSet::new(),
    };
    let answered = model.answer(options.target, &item.id).is_some();
    let aside = match (answered, chosen.len()) {
        (false, _) => "not answered".to_owned(),
        (true, 0) => "none".to_owned(),
        (true, n) => format!("{n} chosen"),
    };
    let map = map_of(item);
    let (width, height) = map.map_or((64, list_height(item)), map_size);
    let place = popup(area, width, height, buf, look);
    let panel = Panel {
        title: &item.label,
        aside: &aside,
        focused: true,
        ..Panel::default()
    };
    let inner = panel.draw(place, buf, look);
    let Focus::Option(focus) = &options.focus else {
        if let Focus::Spot(focus) = options.focus {
            let view = BodyMapView {
                item,
                focus,
                chosen: &chosen,
            };
            view.draw(inner, buf, look);
        }
        return;
    };
    let inner = inner.inner(Margin::new(1, 0));
    let column = inner.width / 2;
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
        let glyphs = look.glyphs();
        let is_chosen = chosen.contains(&option.code);
        let mark = if is_chosen { glyphs.full } else { glyphs.empty };
        let meaning = match (option.code == *focus, is_chosen) {
            (true, _) => Meaning::Cursor,
            (false, true) => Meaning::Selected,
            (false, false) => Meaning::Text,
        };
        put(
            buf,
            look,
            line,
            &format!("{mark} {}", option.label),
            meaning,
        );
    }
}

fn list_height(item: &Item) -> u16 {
    let lines = item.options().len().div_ceil(2) + 2;
    u16::try_from(lines).unwrap_or(u16::MAX)
}
