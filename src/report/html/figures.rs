//! The figures: SVG in black, greys and a hatch, each with a title and a description.

use std::fmt::Display;

use super::writer::{Attribute, Writer};
use crate::diary::{BodyMap, Cell, Code, Figure, View};
use crate::report::numbers::SEVERE;
use crate::report::sheet::{bleeds, chart_told, key, marks};
use crate::report::{Chart, ChartDay, Course, Site};
use crate::words::figures::{fixed, plain};
use crate::words::{dates, report as say};

/// Left of the bars, for the labels, in units of the drawing.
const LEFT: f64 = 26.0;
/// The width of the chart of days.
const WIDE: f64 = 720.0;
/// Where 0 lies in it, and how high a point is.
const ZERO: f64 = 87.0;
const POINT: f64 = 7.5;
/// Where bleeding stands, and how high a step of flow is.
const FLOW: f64 = 105.0;
const STEP: f64 = 3.4;
/// How far the rows of marks under it stand apart.
const ROW_OF_MARKS: f64 = 9.0;
/// From here on pain is moderate.
const MODERATE: f64 = 4.0;
/// At most so many dates or numbers stand under a figure.
const DATES: usize = 7;

/// In whole weeks, how far the dates or numbers under so many bars stand apart.
fn apart(bars: usize) -> usize {
    7 * bars.div_ceil(7 * DATES).max(1)
}

/// A number as an attribute.
fn n(value: f64) -> String {
    fixed(value, 1)
}

/// A figure with its title and its description. The size of its letters is its own: what prints to
/// PDF may not read the page's styles inside it.
fn figure_of(
    out: &mut Writer,
    id: &'static str,
    (view, letters): (&str, u8),
    [title, told]: [&str; 2],
    inside: impl FnOnce(&mut Writer),
) {
    let [title_id, told_id] = ["t", "d"].map(|end| format!("{id}{end}"));
    let labelled = format!("{title_id} {told_id}");
    let attributes: [Attribute; 5] = [
        ("id", &id),
        ("font-size", &letters),
        ("viewBox", &view),
        ("role", &"img"),
        ("aria-labelledby", &labelled),
    ];
    out.element("svg", &attributes, |out| {
        out.words("title", &[("id", &title_id)], title);
        out.words("desc", &[("id", &told_id)], told);
        inside(out);
    });
}

fn rect(out: &mut Writer, [x, y, width, height]: [f64; 4], fill: &'static str) {
    let [x, y, width, height] = [x, y, width, height].map(n);
    let attributes: [Attribute; 5] = [
        ("x", &x),
        ("y", &y),
        ("width", &width),
        ("height", &height),
        ("fill", &fill),
    ];
    out.element("rect", &attributes, |_| {});
}

fn line(out: &mut Writer, path: &str, colour: &'static str, width: &'static str) {
    let attributes: [Attribute; 4] = [
        ("d", &path),
        ("stroke", &colour),
        ("stroke-width", &width),
        ("fill", &"none"),
    ];
    out.element("path", &attributes, |_| {});
}

fn label(out: &mut Writer, [x, y]: [f64; 2], anchor: &'static str, words: impl Display) {
    let [x, y] = [x, y].map(n);
    let attributes: [Attribute; 3] = [("x", &x), ("y", &y), ("text-anchor", &anchor)];
    out.words("text", &attributes, &words.to_string());
}

/// Where the dates of the chart of days stand: under the rows that there are.
fn foot(chart: &Chart) -> f64 {
    FLOW + ROW_OF_MARKS * (marks(chart).len() + 1) as f64
}

/// Where the chart of days lies.
pub(super) fn view(chart: &Chart) -> String {
    format!("0 0 {WIDE} {}", foot(chart) + 2.0)
}

/// The worst pain of each day.
pub(super) fn daily(out: &mut Writer, chart: &Chart) {
    let told = chart_told(chart);
    let foot = foot(chart);
    let view = view(chart);
    figure_of(out, "c1", (&view, 10), [say::worst_pain(), &told], |out| {
        hatch(out);
        for score in [0.0, MODERATE, SEVERE, 10.0] {
            let y = ZERO - score * POINT;
            line(out, &format!("M{LEFT} {y}H{WIDE}"), "#999", "0.5");
            label(out, [LEFT - 4.0, y + 3.0], "end", plain(score));
        }
        let step = (WIDE - LEFT) / chart.days.len() as f64;
        let dated = apart(chart.days.len());
        for (at, day) in chart.days.iter().enumerate() {
            let x = LEFT + at as f64 * step;
            bars(out, day, x, step);
            if at % dated == 0 {
                label(out, [x, foot], "start", dates::short_day_month(day.date));
            }
        }
        rows(out, chart, step);
    });
}

/// What its bars and marks are.
pub(super) fn daily_key(out: &mut Writer, chart: &Chart) {
    out.words("p", &[], &key(chart, say::key_bars(), say::key_bleeding()));
}

/// White paper under a figure that stands alone.
pub(super) fn paper(out: &mut Writer) {
    let attributes: [Attribute; 3] = [("width", &"100%"), ("height", &"100%"), ("fill", &"#fff")];
    out.element("rect", &attributes, |_| {});
}

fn hatch(out: &mut Writer) {
    out.element("defs", &[], |out| {
        let attributes: [Attribute; 5] = [
            ("id", &"g"),
            ("width", &"4"),
            ("height", &"4"),
            ("patternUnits", &"userSpaceOnUse"),
            ("patternTransform", &"rotate(45)"),
        ];
        out.element("pattern", &attributes, |out| {
            line(out, "M0 0V4", "#777", "0.7");
        });
    });
}

fn bars(out: &mut Writer, day: &ChartDay, x: f64, step: f64) {
    let (x, width) = (x + step * 0.1, step * 0.8);
    match day.pain {
        None => rect(
            out,
            [x, ZERO - 10.0 * POINT, width, 10.0 * POINT],
            "url(#g)",
        ),
        Some(pain) => {
            let fill = match pain {
                pain if pain >= SEVERE => "#000",
                pain if pain >= MODERATE => "#777",
                _ => "#ccc",
            };
            rect(out, [x, ZERO - pain * POINT, width, pain * POINT], fill);
        }
    }
    if let Some(flow) = day.flow() {
        rect(out, [x, FLOW - flow * STEP, width, flow * STEP], "#000");
    }
}

/// The rows of marks under the days; one that has none is left out.
fn rows(out: &mut Writer, chart: &Chart, step: f64) {
    if bleeds(chart) {
        label(out, [0.0, FLOW], "start", say::row_bleeding());
    }
    for (nth, mark) in (1..).zip(&marks(chart)) {
        let y = FLOW + ROW_OF_MARKS * f64::from(nth);
        label(out, [0.0, y], "start", mark.label);
        for (at, day) in (0..).zip(&chart.days) {
            if let Some(sign) = (mark.sign)(day) {
                let x = LEFT + (f64::from(at) + 0.5) * step;
                label(out, [x, y], "middle", sign);
            }
        }
    }
}

/// The pain by day of the cycle, or by week: a line of medians, bars from lowest to highest.
pub(super) fn course(out: &mut Writer, of: &Course, heading: &str) {
    /// Where 0 lies, and how high a point is.
    const BASE: f64 = 76.0;
    const POINT: f64 = 7.0;
    let last = of.points.iter().map(|point| point.at).max().unwrap_or(1);
    let step = 314.0 / last.max(2) as f64;
    let x = |at: i64| 24.0 + (at - 1) as f64 * step;
    let y = |score: f64| BASE - score * POINT;
    figure_of(
        out,
        "c2",
        ("0 0 340 92", 10),
        [heading, say::course_told()],
        |out| {
            for score in [0.0, 5.0, 10.0] {
                line(out, &format!("M18 {}H340", y(score)), "#999", "0.5");
                label(out, [14.0, y(score) + 3.0], "end", plain(score));
            }
            let mut path = String::new();
            for point in &of.points {
                let (x, pain) = (n(x(point.at)), point.pain);
                let [low, high, middle] = [pain.lowest, pain.highest, pain.median].map(y).map(n);
                line(out, &format!("M{x} {low}V{high}"), "#777", "2");
                path += &format!("{}{x} {middle}", if path.is_empty() { 'M' } else { 'L' });
            }
            line(out, &path, "#000", "1.4");
            let apart = apart(last.unsigned_abs() as usize) as i64;
            for at in (1..=last).filter(|at| last < 10 || *at == 1 || at % apart == 0) {
                label(out, [x(at), 90.0], "middle", at);
            }
        },
    );
    out.words("p", &[], say::course_told());
}

/// A column and a row of the body's outline.
const COLUMN: f64 = 4.0;
const ROW: f64 = 6.0;
/// The rows above it, for its heads.
const HEAD: f64 = 15.0;

/// The sites on the outline of the body, with the number of days on each: the darker, the more.
pub(super) fn sites(out: &mut Writer, sites: &[Site], heading: &str) {
    let figure = Figure::of(BodyMap::Sites);
    let (width, height) = (
        f64::from(figure.width) * COLUMN,
        f64::from(figure.height) * ROW + HEAD,
    );
    let view = format!("0 0 {width} {height}");
    let told = [heading, say::sites_told()];
    figure_of(out, "c3", (&view, 12), told, |out| {
        for view in &figure.views {
            heads(out, view);
            // Cells of a row that belong together are one.
            let together = |a: &Place, b: &Place| a.0 == b.0 && a.1 + 1 == b.1 && a.2 == b.2;
            for run in view.cells.chunk_by(together) {
                cells(out, figure, sites, f64::from(view.left), run);
            }
        }
        for spot in figure.spots() {
            let days = days_on(sites, figure.code(spot));
            let (column, row) = figure.middle(spot);
            let at = [(column + 0.5) * COLUMN, HEAD + row * ROW + 6.0];
            if let Some(days) = days {
                label(out, at, "middle", days);
            }
        }
    });
}

/// Row, column and content of a cell.
type Place = (u16, u16, Cell);

fn heads(out: &mut Writer, view: &View) {
    let [left, right] = [view.left, view.left + view.width].map(|x| f64::from(x) * COLUMN);
    let [side, name, other] = &view.head;
    label(out, [left, 11.0], "start", side);
    label(out, [(left + right) / 2.0, 11.0], "middle", name);
    label(out, [right, 11.0], "end", other);
}

fn days_on(sites: &[Site], code: &Code) -> Option<usize> {
    let site = sites.iter().find(|site| site.code == *code);
    site.map(|site| site.days)
}

/// Some cells beside each other: of a site, or lines of the outline.
fn cells(out: &mut Writer, figure: &Figure, sites: &[Site], left: f64, run: &[Place]) {
    let Some((row, column, cell)) = run.first() else {
        return;
    };
    let (x, y) = (
        (left + f64::from(*column)) * COLUMN,
        HEAD + f64::from(*row) * ROW,
    );
    match cell {
        Cell::Site(spot) => {
            if let Some(days) = days_on(sites, figure.code(*spot)) {
                let most = sites.iter().map(|site| site.days).max().unwrap_or(days);
                let fill = match 3 * days / most.max(1) {
                    0 => "#ddd",
                    1 => "#bbb",
                    _ => "#999",
                };
                rect(out, [x, y, run.len() as f64 * COLUMN, ROW], fill);
            }
        }
        Cell::Outline(_) => {
            for (at, (_, _, cell)) in (0..).zip(run) {
                let Cell::Outline(c) = cell else { continue };
                outline(out, *c, x + f64::from(at) * COLUMN, y);
            }
        }
    }
}

/// A line of the outline, as the letter that stands for it in a terminal.
fn outline(out: &mut Writer, letter: char, x: f64, y: f64) {
    let (middle, right, below) = (x + COLUMN / 2.0, x + COLUMN, y + ROW);
    let path = match letter {
        '|' => format!("M{middle} {y}V{below}"),
        '/' => format!("M{right} {y}L{x} {below}"),
        '\\' => format!("M{x} {y}L{right} {below}"),
        '_' => format!("M{x} {below}H{right}"),
        _ => format!("M{x} {below}h1"),
    };
    line(out, &path, "#000", "0.7");
}
