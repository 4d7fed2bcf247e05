//! The list of cycles, and one of them in words.

use std::borrow::Cow;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};

use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::marks::{OVULATION_CONFIRMED, OVULATION_ESTIMATED};
use crate::tui::widgets::panel::Panel;
use crate::tui::widgets::text;
use crate::words::dates;
use crate::words::screens::cycles as words;

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CycleRow {
    /// The first day.
    pub start: NaiveDate,
    /// How long it was, or is so far.
    pub length: String,
    /// How long the period was.
    pub period: String,
    /// The cycle day of ovulation with the mark of the calendar: `O15`, `o14`, `?`.
    pub ovulation: String,
    /// How long the luteal phase was.
    pub luteal: String,
    /// Ovulation in words, and why it is left out.
    pub remarks: String,
    /// Whether it counts for averages.
    pub counts: bool,
}

/// The list of cycles, in the order given.
pub struct CyclesView<'a> {
    /// How many cycles there are.
    pub count: usize,
    /// The cycle on a line; asked of those only that are on the screen.
    pub row: &'a dyn Fn(usize) -> CycleRow,
    /// The one that is shown beside the list.
    pub chosen: Option<usize>,
    /// Whether ovulation and the luteal phase have columns.
    pub fertility: bool,
    /// Whether it bleeds without periods.
    pub bleeds: bool,
    /// What stands there when there are none.
    pub nothing: &'a str,
    /// Whether the keys go here.
    pub focused: bool,
}

/// The least widths of the columns, the most important first: start, length, ovulation, period, luteal
/// phase. Numbers stand on the right.
const COLUMNS: [usize; 5] = [11, 6, 4, 6, 6];
/// Those of ovulation and the luteal phase.
const OF_FERTILITY: [usize; 2] = [2, 4];
/// Before the first column: which line is chosen, and what does not count.
const POINTER: usize = 3;
/// With less room than this there are no remarks.
const LEAST_REMARKS: usize = 16;

impl CyclesView<'_> {
    /// Draws the list and says where each cycle stands.
    pub fn draw(
        &self,
        area: Rect,
        buf: &mut Buffer,
        appearance: &Appearance,
    ) -> Vec<(Rect, NaiveDate)> {
        let area = area.intersection(buf.area);
        let count = self.count.to_string();
        let foot = match self.fertility && self.count > 0 {
            true => words::ovulation_legend(OVULATION_CONFIRMED.glyph, OVULATION_ESTIMATED.glyph),
            false => String::new(),
        };
        let inner = Panel {
            title: words::cycles(),
            aside: if self.count == 0 { "" } else { &count },
            foot: &foot,
            focused: self.focused,
        }
        .draw(area, buf, appearance);
        if inner.is_empty() {
            return vec![];
        }
        if self.count == 0 {
            let inner = inner.inner(Margin::new(1, 0));
            let lines = text::wrap(self.nothing, inner.width.into());
            for (y, line) in (inner.top()..inner.bottom()).zip(lines) {
                let style = appearance.style(Meaning::Muted);
                text::put(buf, inner.x, y, inner.width, line, style);
            }
            return vec![];
        }
        let columns = self.heading(inner, buf, appearance);
        let indent = POINTER as u16;
        let room = inner.width.saturating_sub(indent);
        let height = usize::from(inner.height.saturating_sub(1));
        let chosen = self.chosen.unwrap_or(0);
        let first = chosen
            .saturating_sub(height / 2)
            .min(self.count.saturating_sub(height));
        let mut places = Vec::new();
        for (y, at) in (inner.y + 1..inner.bottom()).zip(first..self.count) {
            let row = (self.row)(at);
            let line = Rect {
                y,
                height: 1,
                ..inner
            };
            let cells = [
                dates::short_day_month_year(row.start).into(),
                row.length.as_str().into(),
                row.ovulation.as_str().into(),
                row.period.as_str().into(),
                row.luteal.as_str().into(),
            ];
            let words = columns.line(cells, &row.remarks);
            let meaning = match (self.chosen == Some(at), row.counts) {
                (true, _) => Meaning::Cursor,
                (_, true) => Meaning::Text,
                _ => Meaning::Muted,
            };
            let style = appearance.style(meaning);
            if self.chosen == Some(at) {
                let (pointer, key) = (appearance.glyphs().pointer, appearance.style(Meaning::Key));
                text::put(buf, line.x, y, 1, pointer, key);
            }
            if !row.counts {
                text::put(buf, line.x + 1, y, 1, "x", appearance.style(Meaning::Muted));
            }
            let (x, ellipsis) = (line.x + indent, columns.ellipsis);
            text::fit(buf, x, y, room, &words, style, ellipsis);
            places.push((line, row.start));
        }
        places
    }

    /// Draws the names of the columns over them.
    fn heading(&self, inner: Rect, buf: &mut Buffer, appearance: &Appearance) -> Columns {
        let headings = [
            words::start(),
            words::length(),
            words::ovulation_short(),
            if self.bleeds {
                words::bleed()
            } else {
                words::period()
            },
            words::luteal(),
        ];
        let (ellipsis, title) = (
            appearance.glyphs().ellipsis,
            appearance.style(Meaning::Muted),
        );
        let room = inner.width.saturating_sub(POINTER as u16);
        let columns = Columns {
            fertility: self.fertility,
            widths: std::array::from_fn(|at| text::width(headings[at]).max(COLUMNS[at])),
            room: room.into(),
            ellipsis,
        };
        let heading = columns.line(headings.map(Cow::from), "");
        let x = inner.x + POINTER as u16;
        text::fit(buf, x, inner.y, room, &heading, title, ellipsis);
        columns
    }
}

/// The columns of the list, and their room.
struct Columns {
    fertility: bool,
    widths: [usize; 5],
    room: usize,
    ellipsis: &'static str,
}

impl Columns {
    /// The columns there is room for, then the remarks.
    fn line(&self, cells: [Cow<str>; 5], remarks: &str) -> String {
        let mut line = String::new();
        for (at, (cell, wide)) in cells.iter().zip(self.widths).enumerate() {
            if !self.fertility && OF_FERTILITY.contains(&at) {
                continue;
            }
            let gap = usize::from(at > 0) * 2;
            if text::width(&line) + gap + wide > self.room {
                break;
            }
            line += &" ".repeat(gap);
            let cell = text::truncate(cell, wide, self.ellipsis);
            let blank = " ".repeat(wide - text::width(&cell));
            let parts = if at == 0 {
                [&*cell, &*blank]
            } else {
                [&*blank, &*cell]
            };
            line.extend(parts);
        }
        let left = self.room.saturating_sub(text::width(&line));
        if left >= LEAST_REMARKS && !remarks.is_empty() {
            line += "  ";
            line += remarks;
        }
        line
    }
}

/// Something in words, each thing with its name.
pub struct AboutView<'a> {
    /// What it is.
    pub title: &'a str,
    /// A word on it.
    pub aside: &'a str,
    /// Names and words.
    pub lines: &'a [(&'static str, String, Meaning)],
}

/// The least width of the column of names, with the space behind it.
const NAMES: u16 = 13;

impl AboutView<'_> {
    /// Draws the words.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, appearance: &Appearance) {
        let area = area.intersection(buf.area);
        let inner = Panel {
            title: self.title,
            aside: self.aside,
            ..Panel::default()
        }
        .draw(area, buf, appearance)
        .inner(Margin::new(1, 0));
        let widest = self.lines.iter().map(|(name, ..)| text::width(name)).max();
        let names = NAMES
            .max(widest.unwrap_or(0) as u16 + 1)
            .min(inner.width / 3);
        let room = inner.width.saturating_sub(names);
        let mut rows: Vec<(&str, String, Meaning)> = Vec::new();
        for (name, words, meaning) in self.lines {
            let words = text::one_line(words);
            let parts = text::wrap(&words, room.into()).into_iter().enumerate();
            rows.extend(parts.map(|(nth, part)| {
                let name = if nth == 0 { *name } else { "" };
                (name, part.to_owned(), *meaning)
            }));
        }
        let ellipsis = appearance.glyphs().ellipsis;
        // The last row says that there is more.
        let height = usize::from(inner.height);
        if rows.len() > height {
            rows.truncate(height);
            if let Some((_, last, _)) = rows.last_mut() {
                last.push_str(ellipsis);
            }
        }
        for (y, (name, words, meaning)) in (inner.top()..inner.bottom()).zip(&rows) {
            let (muted, style) = (appearance.style(Meaning::Muted), appearance.style(*meaning));
            text::fit(
                buf,
                inner.x,
                y,
                names.saturating_sub(1),
                name,
                muted,
                ellipsis,
            );
            text::fit(buf, inner.x + names, y, room, words, style, ellipsis);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::appearance::glyphs::GlyphSet;
    use crate::tui::testing::{appearance, rows, ymd};

    fn row(start: NaiveDate, length: &str, ovulation: &str, remarks: &str) -> CycleRow {
        CycleRow {
            start,
            length: length.into(),
            period: "5 d".into(),
            ovulation: ovulation.into(),
            luteal: "13 d".into(),
            remarks: remarks.into(),
            counts: !remarks.starts_with("left"),
        }
    }

    fn drawn(width: u16, height: u16, fertility: bool) -> String {
        let list = [
            row(
                ymd(2026, 3, 3),
                "day 15",
                "o14",
                "about day 14, estimated: your cycle lengths",
            ),
            row(ymd(2026, 2, 3), "28 d", "O15", "day 15, confirmed: LH test"),
            row(ymd(2025, 12, 30), "35 d", "?", "left out: travel"),
            row(
                ymd(2025, 12, 1),
                "29 d",
                "O16",
                "day 16, confirmed: temperature",
            ),
        ];
        let view = CyclesView {
            count: list.len(),
            row: &|at| list[at].clone(),
            chosen: Some(1),
            fertility,
            bleeds: false,
            nothing: "",
            focused: true,
        };
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        view.draw(buf.area, &mut buf, &appearance(GlyphSet::Braille));
        rows(&buf)
    }

    #[test]
    fn columns_as_there_is_room() {
        insta::assert_snapshot!(
            [drawn(30, 7, true), drawn(38, 5, true), drawn(84, 7, true)].join("\n")
        );
    }

    #[test]
    fn nothing_of_fertility_when_it_is_hidden() {
        let list = drawn(84, 7, false);
        assert!(
            !list.contains("ov.") && !list.contains("luteal") && !list.contains("O15"),
            "{list}"
        );
    }
}
