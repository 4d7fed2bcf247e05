//! The figures: SVG in black, greys and a hatch, each with a title and a description.

use std::fmt::Display;

use super::writer::{Attribute, Writer};
use crate::report::numbers::SEVERE;
use crate::report::sheet::chart_told;
use crate::report::{Chart, ChartDay, Course};
use crate::words::figures::{fixed, plain};
use crate::words::{dates, report as say};

/// Left of the bars, for the labels, in units of the drawing.
const LEFT: f64 = 26.0;
/// The width of the chart of days.
const WIDE: f64 = 720.0;
/// Where 0 lies in it, and how high a point is.
const ZERO: f64 = 112.0;
const POINT: f64 = 10.0;
/// Where bleeding stands, and how high a step of flow is.
const FLOW: f64 = 130.0;
const STEP: f64 = 3.4;
/// From here on pain is moderate.
const MODERATE: f64 = 4.0;
/// Days between the dates under the chart.
const WEEKS: usize = 14;

/// A number as an attribute.
fn n(value: f64) -> String {
    fixed(value, 1)
}

/// A figure with its title and its description. The size of its letters is its own: what prints to
/// PDF may not read the page's styles inside it.
fn figure(
    out: &mut Writer,
    id: &'static str,
    view: &str,
    [title, told]: [&str; 2],
    inside: impl FnOnce(&mut Writer),
) {
    let [title_id, told_id] = ["t", "d"].map(|end| format!("{id}{end}"));
    let labelled = format!("{title_id} {told_id}");
    let attributes: [Attribute; 4] = [
        ("font-size", &"10"),
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

/// The worst pain of each day.
pub(super) fn daily(out: &mut Writer, chart: &Chart) {
    let told = chart_told(chart);
    let view = format!("0 0 {WIDE} 176");
    figure(out, "c1", &view, [say::worst_pain(), &told], |out| {
        hatch(out);
        for score in [0.0, MODERATE, SEVERE, 10.0] {
            let y = ZERO - score * POINT;
            line(out, &format!("M{LEFT} {y}H{WIDE}"), "#999", "0.5");
            label(out, [LEFT - 4.0, y + 3.0], "end", plain(score));
        }
        let step = (WIDE - LEFT) / chart.days.len() as f64;
        for (at, day) in chart.days.iter().enumerate() {
            let x = LEFT + at as f64 * step;
            bars(out, day, x, step);
            if at % WEEKS == 0 {
                label(out, [x, 174.0], "start", dates::short_day_month(day.date));
            }
        }
        rows(out, chart, step);
    });
    out.words("p", &[], say::chart_key());
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
    if let Some(flow) = day.bleeding.filter(|flow| *flow > 0.0) {
        rect(out, [x, FLOW - flow * STEP, width, flow * STEP], "#000");
    }
}

/// The rows of marks under the days; one that has none is left out.
fn rows(out: &mut Writer, chart: &Chart, step: f64) {
    type Has = fn(&ChartDay) -> bool;
    let bleeding: Has = |day| day.bleeding.is_some_and(|flow| flow > 0.0);
    if chart.days.iter().any(bleeding) {
        label(out, [0.0, FLOW], "start", say::row_bleeding());
    }
    let rows: [(&str, &str, f64, Has); 3] = [
        (say::row_lh(), "+", 141.0, |day| day.lh),
        (say::row_intimacy(), "x", 152.0, |day| day.intimacy),
        (say::row_relief(), "r", 163.0, |day| day.relief),
    ];
    for (name, mark, y, has) in rows {
        if !chart.days.iter().any(has) {
            continue;
        }
        label(out, [0.0, y], "start", name);
        let marked = chart.days.iter().enumerate().filter(|(_, day)| has(day));
        for (at, _) in marked {
            let x = LEFT + (at as f64 + 0.5) * step;
            label(out, [x, y], "middle", mark);
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
    figure(
        out,
        "c2",
        "0 0 340 92",
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
            for at in (1..=last).filter(|at| last < 10 || *at == 1 || at % 7 == 0) {
                label(out, [x(at), 90.0], "middle", at);
            }
        },
    );
    out.words("p", &[], say::course_told());
}
