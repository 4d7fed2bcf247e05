//! A file, before it is imported: both sides of what it says otherwise stand beside each other.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};

use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::screens::import::state::{Import, Part, Preview, Stage};
use crate::tui::screens::import::table::view as table;
use crate::tui::screens::import::told::both;
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::parts;
use crate::tui::widgets::popup::popup;
use crate::tui::widgets::prose::{self, Line, Row};
use crate::tui::widgets::sides::{Columns, Sides};
use crate::tui::widgets::text;
use crate::words::screens::import as words;
use crate::words::{common, dates};

/// Lines wider than this are hard to read.
const WIDEST: u16 = 110;

/// Draws what is known of the file; where its parts are, by their number.
pub fn draw(
    model: &Model,
    import: &Import,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> Vec<(Rect, usize)> {
    let place = popup(area, WIDEST, area.height, buf, appearance);
    let name = import.file.path.file_name().unwrap_or_default();
    let name = text::one_line(&name.to_string_lossy()).into_owned();
    let foot = match &import.stage {
        Stage::Preview(preview) => common::position(preview.focus + 1, preview.parts.len()),
        Stage::Table(table) => common::position(table.focus + 1, table.lines().len()),
        _ => String::new(),
    };
    let panel = Panel {
        title: words::title(),
        aside: &name,
        foot: &foot,
        focused: true,
    };
    let inner = panel.draw(place, buf, appearance).inner(Margin::new(1, 0));
    let lines = match &import.stage {
        Stage::Preview(preview) => return parts(model, preview, inner, buf, appearance),
        Stage::Table(of) => return table::draw(model, of, inner, buf, appearance),
        Stage::Reading(percent) => vec![
            Line::new(words::reading(percent), Meaning::Text),
            Line::new(words::called_off(), Meaning::Muted),
        ],
        Stage::Writing(percent) => vec![
            Line::new(words::writing(percent), Meaning::Text),
            Line::new(words::called_off(), Meaning::Muted),
        ],
        Stage::Refused(why) => prose::refusal(why),
    };
    let rows = prose::rows(&lines, inner.width.into());
    prose::draw(rows.iter(), inner, buf, appearance);
    vec![]
}

/// Draws the parts around the one that has the keys.
fn parts(
    model: &Model,
    preview: &Preview,
    inner: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> Vec<(Rect, usize)> {
    let width = parts::width(inner);
    let sheet = Sheet {
        model,
        preview,
        columns: Columns::of(width),
        width,
        ellipsis: appearance.glyphs().ellipsis,
    };
    let rows = |part| sheet.rows(part);
    let parts = (preview.parts.len(), preview.focus);
    parts::draw(parts, rows, inner, buf, appearance)
}

/// What is drawn, and how wide.
struct Sheet<'a> {
    model: &'a Model,
    preview: &'a Preview,
    columns: Columns,
    width: usize,
    ellipsis: &'a str,
}

impl Sheet<'_> {
    /// The rows of a part.
    fn rows(&self, part: usize) -> Vec<Row> {
        match self.preview.parts.get(part) {
            None => vec![],
            Some(Part::Words(line)) => line.rows(self.width),
            Some(Part::Sides) => self.sides(),
            Some(Part::Conflict(at)) => self.conflict(*at, part == self.preview.focus),
        }
    }

    /// The heading over both sides.
    fn sides(&self) -> Vec<Row> {
        let plan = &self.preview.plan;
        let all = plan.conflicts.len() + plan.more_conflicts;
        let heading = match self.preview.theirs.len() {
            0 => words::otherwise(all),
            taken => words::otherwise_taken(all, taken),
        };
        let mut rows = Line::new(heading, Meaning::Title).rows(self.width);
        rows.extend(Line::new(words::stay(), Meaning::Muted).rows(self.width));
        rows.push(self.columns.heads([words::yours(), words::in_file()]));
        rows
    }

    /// A conflict, and what is chosen of it.
    fn conflict(&self, at: usize, focused: bool) -> Vec<Row> {
        let Some(conflict) = self.preview.plan.conflicts.get(at) else {
            return vec![];
        };
        let (catalogue, unit) = (&self.model.catalogue, self.model.profile.temperature);
        let item = catalogue.item(conflict.item.as_str());
        let sides = Sides {
            date: dates::short_day_month_year(conflict.date),
            label: item.map_or(conflict.item.as_str(), |item| &item.label),
            said: both(conflict, item, catalogue, unit),
            is_theirs: { conflict.field() }
                .is_some_and(|field| self.preview.theirs.contains(&field)),
        };
        self.columns.rows(&sides, focused, self.ellipsis)
    }
}
