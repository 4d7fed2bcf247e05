//! A folder, before it is joined: both sides of what differs stand beside each other.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};

use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::keymap::Context;
use crate::tui::keymap::action::Action;
use crate::tui::model::Model;
use crate::tui::screens::joining::state::{Joining, Part, Stage};
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::popup::popup;
use crate::tui::widgets::prose::{self, Line, Row};
use crate::tui::widgets::sides::{Columns, Sides};
use crate::tui::widgets::{parts, text};
use crate::words::screens::{import, joining as words};
use crate::words::{common, dates, sharing};

/// Lines wider than this are hard to read.
const WIDEST: u16 = 110;

/// Draws what joining would do; where its parts are, by their number.
pub fn draw(
    model: &Model,
    joining: &Joining,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> Vec<(Rect, usize)> {
    let place = popup(area, WIDEST, area.height, buf, appearance);
    let folder = joining.folder.to_string_lossy();
    let folder = text::one_line(&folder).into_owned();
    let foot = match joining.stage {
        Stage::Looking => common::position(joining.focus + 1, joining.parts.len()),
        Stage::Joining(_) | Stage::Refused(_) => String::new(),
    };
    let panel = Panel {
        title: words::title(),
        aside: &folder,
        foot: &foot,
        focused: true,
    };
    let inner = panel.draw(place, buf, appearance).inner(Margin::new(1, 0));
    let lines = match &joining.stage {
        Stage::Looking => {
            let width = parts::width(inner);
            let ellipsis = appearance.glyphs().ellipsis;
            let columns = Columns::of(width);
            let rows = |part| rows(model, joining, part, (width, columns), ellipsis);
            let parts = (joining.parts.len(), joining.focus);
            return parts::draw(parts, rows, inner, buf, appearance);
        }
        Stage::Joining(progress) => {
            let off = match progress.stands {
                true => words::stands(),
                false => import::called_off(),
            };
            vec![
                Line::new(words::joining(progress.percent), Meaning::Text),
                Line::new(off, Meaning::Muted),
            ]
        }
        Stage::Refused(why) => prose::refusal(why),
    };
    let rows = prose::rows(&lines, inner.width.into());
    prose::draw(rows.iter(), inner, buf, appearance);
    vec![]
}

/// The rows of a part.
fn rows(
    model: &Model,
    joining: &Joining,
    part: usize,
    (width, columns): (usize, Columns),
    ellipsis: &str,
) -> Vec<Row> {
    let plan = &joining.plan;
    match joining.parts.get(part) {
        None => vec![],
        Some(Part::Words(line)) => line.rows(width),
        Some(Part::Sides) => {
            let heading = import::otherwise(plan.differ.len());
            let mut rows = Line::new(heading, Meaning::Title).rows(width);
            let key = model.keymap.key_of(&[Context::Global], Action::Sharing);
            let stands = match key {
                Some(key) => words::later_stands_see(key),
                None => words::later_stands().into(),
            };
            rows.extend(Line::new(stands, Meaning::Muted).rows(width));
            rows.push(columns.heads([import::yours(), words::theirs()]));
            rows
        }
        Some(Part::Differs(at)) => {
            let Some(conflict) = plan.differ.get(*at) else {
                return vec![];
            };
            let (catalogue, unit) = (&model.catalogue, model.profile.temperature);
            let date = conflict.date.map(dates::short_day_month_year);
            let both = Sides {
                date: date.unwrap_or_default(),
                label: sharing::about(conflict, catalogue),
                said: sharing::sides(conflict, plan.me.id, catalogue, unit),
                is_theirs: conflict.by != plan.me.id,
            };
            columns.rows(&both, part == joining.focus, ellipsis)
        }
    }
}
