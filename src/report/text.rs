//! The page in a terminal, or printed by any program.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::sheet::{Block, Part, Table, Width, chart_told, key, marks, reach};
use super::{ByDay, Chart, ChartDay, Course, Middle, Report, Sheet};
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
            let signs = days.iter().map(|day| (mark.sign)(day).unwrap_or(' '));
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

/// The course as a table: of cycles a row for seven of their days, so that it is seen at a glance; else
/// a row a week.
fn course_table(of: &Course) -> Table {
    let by_week = of.cycles == 0;
    let head = match by_week {
        true => [
            say::week(),
            say::median(),
            say::range(),
            say::how_many_days(),
        ],
        false => [
            say::cycle_days(),
            say::medians(),
            say::range(),
            say::how_many_cycles(),
        ],
    };
    let size = if by_week { 1 } else { SEVEN };
    let end = of.points.last().map_or(0, |point| point.at);
    let rows = of
        .points
        .chunk_by(|a, b| (a.at - 1) / size == (b.at - 1) / size);
    Table {
        head: head.map(str::to_owned).into(),
        rows: rows
            .filter_map(|points| course_row(points, size, end))
            .collect(),
    }
}

/// So many days of a cycle are a row.
const SEVEN: i64 = 7;

/// A row of some points, of which there can be so many and none behind the end: from which to which, the median of each, how far
/// they reach, and how many days or cycles they are of.
fn course_row(points: &[ByDay], size: i64, end: i64) -> Option<Vec<String>> {
    let first = (points.first()?.at - 1) / size * size + 1;
    let last = end.min(first + size - 1);
    let median = |at| {
        let point = points.iter().find(|point| point.at == at);
        let told = point.map_or_else(|| GAP.to_string(), |point| plain(point.pain.median));
        format!("{told:<3} ")
    };
    let medians: String = (first..=last).map(median).collect();
    let pains = points.iter().map(|point| point.pain);
    let reached = Middle::of(pains.clone().flat_map(|of| [of.lowest, of.highest]))?;
    // There are never more than a float tells apart.
    let counted = Middle::of(pains.map(|of| of.n as f64))?;
    Some(vec![
        match size {
            1 => first.to_string(),
            _ => say::cycle_days_of(first, last),
        },
        medians.trim_end().to_owned(),
        reach(&reached),
        reach(&counted),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_stand_apart_however_long_they_are() {
        let pains = [10.0, 4.5, 0.0, 9.5, 9.5, 10.0, 2.25];
        let points: Vec<ByDay> = pains
            .into_iter()
            .zip(1..)
            .map(|(pain, at)| ByDay {
                at,
                pain: Middle::of([pain]).unwrap(),
            })
            .collect();
        let row = course_row(&points, SEVEN, SEVEN).unwrap();
        let told: Vec<&str> = row[1].split_whitespace().collect();
        assert_eq!(told, pains.map(plain));
    }
}
