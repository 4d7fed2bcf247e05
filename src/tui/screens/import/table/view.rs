//! The columns of a table, what stands in them, and the items they answer.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::exchange::propose::{Dates, Thing};
use crate::exchange::{Decimal, Order, RowKind};
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::screens::import::table::state::{Line, Table, Would};
use crate::tui::screens::import::told;
use crate::tui::widgets::popup::{pointed, row};
use crate::tui::widgets::prose::{self, Row};
use crate::tui::widgets::text;
use crate::words::screens::import as words;
use crate::words::tables;

/// The pointer, and a space behind it.
const POINTER: u16 = 2;
/// With less room than this, what stands in a column is shown only below the line with the keys.
const NARROW: usize = 56;
/// With fewer rows than this nothing is said above the lines.
const ROOMY: u16 = 12;
/// What it would bring takes at most this part of the rows.
const BELOW: u16 = 3;

/// Draws the table; where its lines are, by their number.
pub fn draw(
    model: &Model,
    table: &Table,
    inner: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> Vec<(Rect, usize)> {
    let width = usize::from(inner.width.saturating_sub(POINTER));
    let below = would(model, table, usize::from(inner.width));
    let height = u16::try_from(below.len()).unwrap_or(u16::MAX);
    let height = height.min(inner.height / BELOW);
    let foot = Rect {
        y: inner.bottom() - height,
        height,
        ..inner
    };
    prose::draw(below.iter(), foot, buf, appearance);

    let sheet = Sheet {
        model,
        table,
        columns: Columns::of(width),
        width,
        ellipsis: appearance.glyphs().ellipsis,
    };
    let head = match inner.height >= ROOMY {
        true => prose::Line::new(words::table_told(), Meaning::Muted).rows(inner.width.into()),
        false => vec![],
    };
    let head_rows = u16::try_from(head.len()).unwrap_or(u16::MAX);
    prose::draw(head.iter(), inner, buf, appearance);
    let above = inner.y.saturating_add(head_rows).min(foot.y);
    let list = Rect {
        y: above,
        // With a row between it and what it would bring.
        height: foot.y.saturating_sub(above + 1),
        ..inner
    };
    let lines = table.lines();
    let mut places = Vec::new();
    let mut at = 0;
    for nth in sheet.first(&lines, list.height.into())..lines.len() {
        let rows = sheet.rows(&lines, nth);
        let Some(line) = row(list, at) else { break };
        let inside = pointed(buf, appearance, line, nth == table.focus);
        let height = u16::try_from(rows.len()).unwrap_or(u16::MAX);
        let height = height.min(list.bottom() - line.y);
        prose::draw(rows.iter(), Rect { height, ..inside }, buf, appearance);
        places.push((Rect { height, ..line }, nth));
        at += rows.len();
    }
    places
}

/// What the reading would bring, in a few rows.
fn would(model: &Model, table: &Table, width: usize) -> Vec<Row> {
    let line = |words: String, meaning| prose::Line::new(words, meaning);
    let lines = match &table.would {
        Would::Open if table.tried > 0 => vec![line(words::being_tried().into(), Meaning::Muted)],
        Would::Open => vec![line(words::asked_first().into(), Meaning::Warning)],
        Would::Fail(why) => vec![line(why.in_one_line(), Meaning::Bad)],
        Would::Bring(plan) => told::shortly(plan, &model.catalogue),
    };
    prose::rows(&lines, width)
}

/// What is drawn, and how wide.
struct Sheet<'a> {
    model: &'a Model,
    table: &'a Table,
    columns: Columns,
    width: usize,
    ellipsis: &'a str,
}

impl Sheet<'_> {
    /// The first line on the screen.
    fn first(&self, lines: &[Line], height: usize) -> usize {
        let extra = self.rows(lines, self.table.focus).len().saturating_sub(1);
        let half = (height / 2).saturating_sub(extra);
        let last = lines.len().saturating_sub(height.saturating_sub(extra));
        self.table.focus.saturating_sub(half).min(last)
    }

    /// The rows of a line: one, and below it what is in doubt where it has the keys.
    fn rows(&self, lines: &[Line], nth: usize) -> Vec<Row> {
        let proposal = &self.table.proposal;
        let focused = nth == self.table.focus;
        let Some(line) = lines.get(nth).copied() else {
            return vec![];
        };
        let thing = match line {
            Line::Thing(at) => proposal.things.get(at),
            _ => None,
        };
        let (name, cells, answers) = match line {
            Line::Rows => (
                words::row_is().into(),
                String::new(),
                match proposal.is_kind_open {
                    true => words::row_open(),
                    false => row_kind(proposal.kind),
                }
                .into(),
            ),
            Line::Days => {
                let cells = proposal.date.samples.join(" · ");
                (
                    proposal.date.name.clone(),
                    cells,
                    day(&proposal.date).into(),
                )
            }
            Line::Decimals => (
                words::decimals().into(),
                String::new(),
                decimal(proposal.decimal).into(),
            ),
            Line::Thing(_) => self.thing(thing),
        };
        let meaning = match (focused, thing.is_some_and(|thing| thing.item.is_none())) {
            (true, _) => Meaning::Cursor,
            (false, true) => Meaning::Muted,
            (false, false) => Meaning::Text,
        };
        let cut = |words: &str, room: usize| {
            let words = text::one_line(words);
            text::truncate(&words, room, self.ellipsis).into_owned()
        };
        let Columns {
            name: of_name,
            cells: of_cells,
        } = self.columns;
        let behind = of_name + of_cells;
        let mut row = vec![
            (0, cut(&name, of_name.saturating_sub(1)), meaning),
            (
                of_name,
                cut(&cells, of_cells.saturating_sub(1)),
                Meaning::Muted,
            ),
        ];
        if self.table.is_in_doubt(line) {
            row.push((behind, "?".to_owned(), Meaning::Warning));
        }
        let room = self.width.saturating_sub(behind + 2);
        row.push((behind + 2, cut(&answers, room), meaning));
        let mut rows = vec![row];
        if focused && self.columns.cells == 0 {
            for (words, meaning) in [(cells, Meaning::Muted), (answers, Meaning::Text)] {
                rows.extend(prose::Line::new(words, meaning).rows(self.width));
            }
        }
        if focused {
            let doubts = thing.iter().flat_map(|thing| &thing.doubts);
            let doubts = doubts.map(|doubt| tables::doubt(doubt, &self.model.catalogue));
            for doubt in doubts {
                let words = format!("? {doubt}");
                rows.extend(prose::Line::new(words, Meaning::Warning).rows(self.width));
            }
        }
        rows
    }

    /// The column of a thing, what stands in it, and the item it answers.
    fn thing(&self, thing: Option<&Thing>) -> (String, String, String) {
        let Some(thing) = thing else {
            return Default::default();
        };
        let samples: Vec<&str> = thing.samples().collect();
        let item = thing.item.as_ref();
        let known = item.and_then(|id| self.model.catalogue.item(id.as_str()));
        let answers = match (known, item) {
            (Some(item), _) => item.label.clone(),
            (None, Some(id)) => id.to_string(),
            (None, None) => words::left_alone().to_owned(),
        };
        (thing.name.clone(), samples.join(" · "), answers)
    }
}

fn row_kind(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Wide => words::row_day(),
        RowKind::Long => words::row_thing(),
        RowKind::Events => words::row_event(),
    }
}

fn day(dates: &Dates) -> &'static str {
    match dates.order {
        _ if dates.is_plain() => words::the_day(),
        Some(Order::DayFirst) => words::day_first(),
        Some(Order::MonthFirst) => words::month_first(),
        None => words::which_first(),
    }
}

fn decimal(decimal: Option<Decimal>) -> &'static str {
    match decimal {
        Some(Decimal::Comma) => words::comma(),
        Some(Decimal::Point) => words::point(),
        None => words::comma_or_point(),
    }
}

/// How wide the columns are; what they answer has the rest.
#[derive(Clone, Copy)]
struct Columns {
    name: usize,
    cells: usize,
}

impl Columns {
    fn of(width: usize) -> Self {
        match width < NARROW {
            true => Self {
                name: width * 40 / 100,
                cells: 0,
            },
            false => Self {
                name: width * 28 / 100,
                cells: width * 34 / 100,
            },
        }
    }
}
