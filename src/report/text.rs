//! The page in a terminal, or printed by any program.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::sheet::{Block, Part, Table, Width, chart_told, key, marks, reach};
use super::{Chart, ChartDay, Course, Report, Sheet};
use crate::words::figures::plain;
use crate::words::report as say;

/// Days of the chart in a line: six weeks fit a terminal of 80 columns, and twelve weeks two lines.
const DAYS: usize = 42;

/// The heights of pain, 0 to 10.
const HEIGHTS: [char; 11] = ['▁', '▂', '▂', '▃', '▃', '▄', '▅', '▅', '▆', '▇', '█'];

/// Where nothing is recorded.
const GAP: char = '·';

/// The page as lines.
pub fn text(report: &Report) -> String {
    let sheet = Sheet::of(report);
    let mut out = String::new();
    line(&mut out, sheet.title);
    sheet.head.iter().for_each(|words| line(&mut out, words));
    for part in sheet.parts.iter().chain(&sheet.days) {
        written(&mut out, part);
    }
    line(&mut out, "");
    line(&mut out, &sheet.foot);
    out
}

/// A string takes whatever is written to it.
fn line(out: &mut String, words: &str) {
    let _ = writeln!(out, "{}", words.trim_end());
}

fn written(out: &mut String, part: &Part) {
    line(out, "");
    let mark = match part.width {
        Width::Boxed => "! ",
        Width::Full | Width::Half => "",
    };
    line(out, &format!("{mark}{}", part.heading));
    for block in &part.blocks {
        match block {
            Block::Line(words) => line(out, &format!("  {words}")),
            Block::Table(of) => table(out, of),
            Block::Daily(chart) => daily(out, chart),
            Block::Course(of) => table(out, &course_table(of)),
            Block::Sites(_) => {}
        }
    }
}

fn table(out: &mut String, table: &Table) {
    let widths = table.widths();
    for row in table.rows() {
        let mut told = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let room = width - cell.width();
            let _ = write!(told, "  {cell}{:room$}", "");
        }
        line(out, &told);
    }
}

fn daily(out: &mut String, chart: &Chart) {
    let marks = marks(chart);
    line(out, &format!("  {}", chart_told(chart)));
    for days in chart.days.chunks(DAYS) {
        row(out, say::row_pain(), days.iter().map(pain));
        row(out, say::row_bleeding(), days.iter().map(bleeding));
        for mark in &marks {
            let signs = days.iter().map(|day| (mark.has)(day));
            let signs = signs.map(|has| if has { mark.sign } else { ' ' });
            row(out, mark.label, signs);
        }
    }
    let key = key(chart, say::key_bars_text(), say::key_bleeding_text());
    line(out, &format!("  {key}"));
}

/// A row of signs with its label; none where there is no sign.
fn row(out: &mut String, label: &str, signs: impl Iterator<Item = char>) {
    let signs: String = signs.collect();
    if !signs.trim().is_empty() {
        line(out, &format!("  {label:<5}{signs}"));
    }
}

fn pain(day: &ChartDay) -> char {
    let at = |pain: f64| (0..).zip(HEIGHTS).find(|(at, _)| f64::from(*at) >= pain);
    let height = day.pain.and_then(at);
    height.map_or(GAP, |(_, height)| height)
}

fn bleeding(day: &ChartDay) -> char {
    let sign = day.flow().and_then(|flow| plain(flow).chars().next());
    sign.unwrap_or(' ')
}

/// The course as a table.
fn course_table(of: &Course) -> Table {
    let [at, n] = match of.cycles {
        0 => [say::week(), say::how_many_days()],
        _ => [say::day(), say::how_many_cycles()],
    };
    let row = |point: &super::ByDay| {
        let pain = point.pain;
        vec![
            point.at.to_string(),
            plain(pain.median),
            reach(&pain),
            pain.n.to_string(),
        ]
    };
    Table {
        head: [at, say::median(), say::range(), n]
            .map(str::to_owned)
            .into(),
        rows: of.points.iter().map(row).collect(),
    }
}
