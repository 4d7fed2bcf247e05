//! The page as one HTML file that needs nothing else: any browser shows and prints it.
//!
//! It holds no script and no link, and tells the browser to fetch nothing. It is black, white and
//! grey, no word is smaller than 7 points, and it fits A4 and US Letter (186 mm × 255 mm).

mod figures;
mod writer;

use unicode_width::UnicodeWidthStr;

use self::writer::Writer;
use super::Report;
use super::sheet::{Block, Part, Sheet, Table, Width};
use crate::words::language;

/// How the page looks.
const STYLE: &str = include_str!("../../../assets/report/page.css");

/// How the browser reads it; it may fetch nothing.
const HEAD: &str = include_str!("../../../assets/report/head.html");

/// The page as a file.
pub fn html(report: &Report) -> String {
    let sheet = Sheet::of(report);
    let mut out = Writer::default();
    out.own("<!doctype html>");
    out.element("html", &[("lang", &language().tag())], |out| {
        out.element("head", &[], |out| head(out, &sheet));
        out.element("body", &[], |out| body(out, &sheet));
    });
    out.own("");
    out.end()
}

/// The chart of its days alone, as a picture on white paper.
pub fn picture(report: &Report) -> String {
    let mut out = Writer::default();
    let view = figures::view(&report.chart);
    let attributes: [writer::Attribute; 3] = [
        ("xmlns", &"http://www.w3.org/2000/svg"),
        ("viewBox", &view),
        ("font-family", &"sans-serif"),
    ];
    out.element("svg", &attributes, |out| {
        figures::paper(out);
        figures::daily(out, &report.chart);
    });
    out.own("");
    out.end()
}

fn head(out: &mut Writer, sheet: &Sheet) {
    out.own(HEAD);
    out.words("title", &[], sheet.title);
    out.element("style", &[], |out| out.own(STYLE));
}

fn body(out: &mut Writer, sheet: &Sheet) {
    out.element("main", &[], |out| {
        out.words("h1", &[], sheet.title);
        sheet.head.iter().for_each(|line| out.words("p", &[], line));
        // Neighbours of half the width stand in two columns.
        let alike = |a: &Part, b: &Part| a.width == Width::Half && b.width == Width::Half;
        for parts in sheet.parts.chunk_by(alike) {
            match parts {
                [one] if one.width != Width::Half => part(out, one, width(one.width)),
                halves => out.element("div", &[("class", &"halves")], |out| {
                    let (left, right) = halves.split_at(split(halves));
                    for column in [left, right] {
                        out.element("div", &[], |out| {
                            column
                                .iter()
                                .for_each(|half| part(out, half, width(half.width)));
                        });
                    }
                }),
            }
        }
        out.words("footer", &[], &sheet.foot);
        sheet.days.iter().for_each(|days| part(out, days, "days"));
    });
}

/// How many of some parts stand in the left column, so that both are about as high.
fn split(parts: &[Part]) -> usize {
    let lines = |parts: &[Part]| parts.iter().map(lines).sum::<usize>();
    let apart = |at: &usize| lines(&parts[..*at]).abs_diff(lines(&parts[*at..]));
    (1..=parts.len()).min_by_key(apart).unwrap_or(parts.len())
}

/// Letters in a line of a column, where the browser has none but wide ones (DejaVu Sans).
const LETTERS: usize = 58;

/// About how many lines a part is high.
fn lines(part: &Part) -> usize {
    /// The heading, with the room around it.
    const HEADING: usize = 2;
    /// The figures of half the width.
    const FIGURE: usize = 9;
    let block = |block: &Block| match block {
        Block::Line(words) => words.width().div_ceil(LETTERS),
        Block::Table(table) => table_lines(table),
        Block::Daily(_) | Block::Course(_) | Block::Sites(_) => FIGURE,
    };
    HEADING + part.blocks.iter().map(block).sum::<usize>()
}

/// About how many lines a table is high: where a row is too wide, its first and its last cell wrap.
fn table_lines(table: &Table) -> usize {
    let widths = table.widths();
    let [first, between @ .., last] = &widths[..] else {
        return table.rows().count();
    };
    let room = LETTERS.saturating_sub(between.iter().sum());
    let share = |width: &usize| (room * width / (first + last).max(1)).clamp(1, room.max(1));
    let wrapped = |cell: Option<&String>, width| {
        let letters = cell.map_or(0, |cell| cell.width());
        letters.div_ceil(share(width)).max(1)
    };
    let high = |row: &Vec<String>| match first + last <= room {
        true => 1,
        false => wrapped(row.first(), first).max(wrapped(row.last(), last)),
    };
    table.rows().map(high).sum()
}

fn width(of: Width) -> &'static str {
    match of {
        Width::Boxed => "boxed",
        Width::Full => "full",
        Width::Half => "half",
    }
}

fn part(out: &mut Writer, part: &Part, class: &'static str) {
    out.element("section", &[("class", &class)], |out| {
        out.words("h2", &[], &part.heading);
        for block in &part.blocks {
            match block {
                Block::Line(words) => out.words("p", &[], words),
                Block::Table(of) => table(out, of),
                Block::Daily(chart) => {
                    figures::daily(out, chart);
                    figures::daily_key(out, chart);
                }
                Block::Sites(of) => figures::sites(out, of, &part.heading),
                Block::Course(of) => figures::course(out, of, &part.heading),
            }
        }
    });
}

fn table(out: &mut Writer, table: &Table) {
    out.element("table", &[], |out| {
        if !table.head.is_empty() {
            out.element("thead", &[], |out| {
                out.element("tr", &[], |out| {
                    for cell in &table.head {
                        // A head without words is none.
                        match cell.is_empty() {
                            true => out.words("td", &[], ""),
                            false => out.words("th", &[("scope", &"col")], cell),
                        }
                    }
                });
            });
        }
        out.element("tbody", &[], |out| {
            for row in &table.rows {
                out.element("tr", &[], |out| {
                    for (at, cell) in row.iter().enumerate() {
                        match at {
                            0 => out.words("th", &[("scope", &"row")], cell),
                            _ => out.words("td", &[], cell),
                        }
                    }
                });
            }
        });
    });
}
