//! The parts of the chart on the screen.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::canvas::{Canvas, Ink};
use super::curve::{Bucket, MEDIAN_DAYS, bucket_medians, buckets, moving_median};
use super::scale::{Level, Scale};
use super::time::TimeAxis;
use super::{ChartLayout, ChartView, Curve, bars, strip};
use crate::diary::DateRange;
use crate::tui::glyphs::GlyphSet;
use crate::tui::look::Look;
use crate::tui::theme::Meaning;
use crate::tui::widgets::text;

const FIRST: Ink = Ink {
    meaning: Meaning::First,
    ascii: "*",
};
const MEDIAN: Ink = Ink {
    meaning: Meaning::Median,
    ascii: "=",
};
const SECOND: Ink = Ink {
    meaning: Meaning::Second,
    ascii: "o",
};

/// With more days than this to a dot, the dot's own median says more than a moving one.
const FEW_DAYS: usize = 3;

/// Where the parts of a chart are.
struct Parts {
    /// The curves.
    plot: Rect,
    /// Left of the plot: names of heights and strips; the axis itself is the last column.
    gutter: u16,
    /// Right of the plot: the heights of the second item.
    right: u16,
    /// Whether there is a row for the time axis.
    axis: bool,
    /// How many strips there is room for.
    strips: u16,
    /// Whether there is a row for events.
    events: bool,
}

/// Draws into what is inside the frame.
pub(super) fn draw(view: &ChartView, area: Rect, buf: &mut Buffer, look: &Look) -> ChartLayout {
    if area.is_empty() {
        return ChartLayout::default();
    }
    let first = scale(view, &view.first);
    let second = view.second.as_ref().map(|curve| scale(view, curve));
    let parts = parts(view, area, &first, second.as_ref());
    let plot = parts.plot;
    let time = TimeAxis::new(view.range, plot.width);
    let mut canvas = Canvas::new(plot, look.glyphs);
    rules(&first, &parts, &canvas, buf, look);
    if let (Some(curve), Some(scale)) = (&view.second, &second) {
        let values = buckets(within(curve, view.range), &time, canvas.width(), f64::max);
        trace(&mut canvas, &values, scale, SECOND);
        heights(scale, &parts, &canvas, true, buf, look);
    }
    curves(view, &first, &time, &mut canvas, plot, buf, look);
    heights(&first, &parts, &canvas, false, buf, look);
    cursor(view, &parts, &time, buf, look);
    canvas.draw(buf, look);
    below(view, &parts, &time, buf, look);
    ChartLayout {
        plot: Rect {
            height: area.bottom() - plot.y,
            ..plot
        },
        time: Some(time),
    }
}

fn within<'a>(curve: &Curve<'a>, range: DateRange) -> &'a [(NaiveDate, f64)] {
    curve.series.within(range)
}

fn scale(view: &ChartView, curve: &Curve) -> Scale {
    let seen: Vec<f64> = within(curve, view.range)
        .iter()
        .map(|(_, value)| *value)
        .collect();
    Scale::of(curve.item, view.catalogue, view.unit, &seen)
}

fn parts(view: &ChartView, area: Rect, first: &Scale, second: Option<&Scale>) -> Parts {
    let widest = |scale: &Scale, words: fn(&Level) -> usize| {
        scale.levels.iter().map(words).max().unwrap_or(0) as u16
    };
    let number = |level: &Level| text::width(&level.label);
    let named = |level: &Level| {
        text::width(&level.label) + level.name.as_ref().map_or(0, |name| 1 + text::width(name))
    };
    let strips = view
        .strips
        .iter()
        .map(|strip| text::width(&strip.label))
        .max();
    let wanted = widest(first, named).max(strips.unwrap_or(0) as u16);
    // Names take no more than a sixth of the width; numbers always have their place.
    let gutter = wanted
        .min(14)
        .min(area.width / 6)
        .max(widest(first, number))
        + 1;
    let gutter = if area.width >= 16 {
        gutter.min(area.width / 2)
    } else {
        0
    };
    let right = second.map_or(0, |scale| widest(scale, number) + 1);
    let right = if area.width >= 40 {
        right.min(area.width / 4)
    } else {
        0
    };
    let axis = area.height >= 3;
    // The curve keeps four rows; strips and events share the rest, but never more than half.
    let spare = area
        .height
        .saturating_sub(4 + u16::from(axis))
        .min(area.height / 2);
    let wanted = view.strips.len() as u16;
    let events = !view.events.is_empty() && spare > 0;
    let strips = wanted.min(spare - u16::from(events));
    let below = u16::from(axis) + strips + u16::from(events);
    Parts {
        plot: Rect {
            x: area.x + gutter,
            width: area.width.saturating_sub(gutter + right),
            height: area.height - below,
            ..area
        },
        gutter,
        right,
        axis,
        strips,
        events,
    }
}

/// The item itself as bars with their median over them, or as a curve.
fn curves(
    view: &ChartView,
    scale: &Scale,
    time: &TimeAxis,
    canvas: &mut Canvas,
    plot: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    let points = within(&view.first, view.range);
    if !scale.begins_at_nothing() {
        let values = buckets(points, time, canvas.width(), f64::max);
        trace(canvas, &values, scale, FIRST);
        return;
    }
    bars::draw(points, scale, plot, time, buf, look);
    if view.has_median() {
        let medians = if time.days() > FEW_DAYS * canvas.width() {
            bucket_medians(points, time, canvas.width())
        } else {
            let medians = moving_median(&view.first.series.points, view.range);
            buckets(&medians, time, canvas.width(), |_, last| last)
        };
        trace(canvas, &medians, scale, MEDIAN);
    }
}

/// Joins what is side by side; a gap stays a gap.
fn trace(canvas: &mut Canvas, values: &[Bucket], scale: &Scale, ink: Ink) {
    let mut last = None;
    for bucket in values {
        let here = (bucket.step, canvas.row(scale.height(bucket.value)));
        let from = last.filter(|_| bucket.joined).unwrap_or(here);
        canvas.line(from, here, ink);
        if ink == FIRST && canvas.is_fine() {
            // The item itself is drawn bolder than what goes with it.
            let below = |(x, y): (usize, usize)| (x, y + 1);
            canvas.line(below(from), below(here), ink);
        }
        last = Some(here);
    }
}

/// The row of cells of a height.
fn cell_row(scale: &Scale, parts: &Parts, canvas: &Canvas, value: f64) -> u16 {
    let dots = (canvas.height() / usize::from(parts.plot.height).max(1)).max(1);
    parts.plot.y + (canvas.row(scale.height(value)) / dots) as u16
}

/// Faint lines where the bands of a scale begin.
fn rules(scale: &Scale, parts: &Parts, canvas: &Canvas, buf: &mut Buffer, look: &Look) {
    let named = scale.levels.iter().filter(|level| level.name.is_some());
    for level in named.skip(1) {
        let y = cell_row(scale, parts, canvas, level.value);
        // The lowest row is left to tell a gap from a zero.
        for x in (parts.plot.left()..parts.plot.right()).filter(|_| y + 1 < parts.plot.bottom()) {
            text::put(
                buf,
                x,
                y,
                1,
                look.glyphs().faint_rule,
                look.style(Meaning::Frame),
            );
        }
    }
}

/// The names of heights beside the plot, from the top down, one a row.
fn heights(
    scale: &Scale,
    parts: &Parts,
    canvas: &Canvas,
    right: bool,
    buf: &mut Buffer,
    look: &Look,
) {
    let plot = parts.plot;
    let (room, x) = if right {
        (parts.right, plot.right())
    } else {
        (parts.gutter, plot.x.saturating_sub(1))
    };
    if room == 0 {
        return;
    }
    let axis = look.style(Meaning::Axis);
    for y in plot.top()..plot.bottom() {
        text::put(buf, x, y, 1, look.glyphs().bar, axis);
    }
    let mut told = Vec::new();
    // The ends matter most, then from the top down.
    let (ends, rest): (Vec<_>, Vec<_>) = scale
        .levels
        .iter()
        .enumerate()
        .partition(|(n, _)| *n == 0 || *n + 1 == scale.levels.len());
    for (_, level) in ends.iter().chain(rest.iter().rev()) {
        let y = cell_row(scale, parts, canvas, level.value);
        if told.contains(&y) {
            continue;
        }
        told.push(y);
        if right {
            text::put(buf, x, y, 1, look.glyphs().tick_right, axis);
            let style = look.style(Meaning::Second);
            text::put(buf, x + 1, y, room - 1, &level.label, style);
            continue;
        }
        text::put(buf, x, y, 1, look.glyphs().tick, axis);
        let full = match &level.name {
            Some(name) => format!("{name} {}", level.label),
            None => level.label.clone(),
        };
        let label = if text::width(&full) < room.into() {
            &full
        } else {
            &level.label
        };
        let style = look.style(level.meaning);
        let label = text::truncate(label, usize::from(room) - 1, look.glyphs().ellipsis);
        text::put_before(buf, x, y, room - 1, &label, style);
    }
}

/// An upright line at the cursor day, behind the curves.
fn cursor(view: &ChartView, parts: &Parts, time: &TimeAxis, buf: &mut Buffer, look: &Look) {
    let Some(column) = time.column(view.cursor) else {
        return;
    };
    let x = parts.plot.x + column as u16;
    for y in parts.plot.top()..parts.plot.bottom() {
        text::put(
            buf,
            x,
            y,
            1,
            look.glyphs().bar,
            look.style(Meaning::FrameFocused),
        );
    }
}

/// The time axis, the strips and the events.
fn below(view: &ChartView, parts: &Parts, time: &TimeAxis, buf: &mut Buffer, look: &Look) {
    let plot = parts.plot;
    let glyphs = look.glyphs();
    let mut y = plot.bottom();
    if parts.axis {
        let axis = look.style(Meaning::Axis);
        if parts.gutter > 0 {
            text::put(buf, plot.x - 1, y, 1, glyphs.corner, axis);
        }
        for x in plot.left()..plot.right() {
            text::put(buf, x, y, 1, glyphs.rule, axis);
        }
        for (column, label) in time.ticks(view.week_start) {
            let x = plot.x + column as u16;
            let room = plot.right().saturating_sub(x);
            if column > 0 {
                text::put(buf, x - 1, y, 1, " ", axis);
            }
            let label = format!("{label} ");
            text::put(buf, x, y, room, &label, look.style(Meaning::Muted));
        }
        if let Some(column) = time.column(view.cursor) {
            let x = plot.x + column as u16;
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.set_style(look.style(Meaning::FrameFocused));
                if cell.symbol() == glyphs.rule {
                    cell.set_symbol(glyphs.foot);
                }
            }
        }
        y += 1;
    }
    let row = |y| Rect {
        y,
        height: 1,
        ..plot
    };
    for shown in view.strips.iter().take(parts.strips.into()) {
        strip_label(&shown.label, y, parts, buf, look);
        strip::draw(shown, row(y), time, buf, look);
        y += 1;
    }
    if parts.events {
        strip_label("events", y, parts, buf, look);
        events(view, row(y), time, buf, look);
    }
}

fn strip_label(label: &str, y: u16, parts: &Parts, buf: &mut Buffer, look: &Look) {
    let room = parts.gutter.saturating_sub(1);
    let label = text::truncate(label, room.into(), look.glyphs().ellipsis);
    let x = parts.plot.x.saturating_sub(1);
    text::put_before(buf, x, y, room, &label, look.style(Meaning::Muted));
}

/// Each event in words, as far as the next one leaves room.
fn events(view: &ChartView, row: Rect, time: &TimeAxis, buf: &mut Buffer, look: &Look) {
    let shown = view
        .events
        .iter()
        .filter_map(|event| Some((time.column(event.date)?, event)));
    let shown: Vec<_> = shown.collect();
    for (n, (column, event)) in shown.iter().enumerate() {
        let next = shown
            .get(n + 1)
            .map_or(row.width.into(), |(column, _)| *column);
        let room = next.saturating_sub(*column);
        let words = format!("{} {}", look.glyphs().up, text::one_line(&event.label));
        let words = text::truncate(
            &words,
            room.saturating_sub(1).max(1),
            look.glyphs().ellipsis,
        );
        let x = row.x + *column as u16;
        text::put(
            buf,
            x,
            row.y,
            room as u16,
            &words,
            look.style(Meaning::Note),
        );
    }
}

/// What the curves are, at the upper right of the frame.
pub(super) fn legend(view: &ChartView, area: Rect, title: usize, buf: &mut Buffer, look: &Look) {
    let told = |ink: Ink, words: &str| match look.glyphs {
        GlyphSet::Ascii => (format!("{0}{0} {words}", ink.ascii), ink.meaning),
        _ => (format!("{} {words}", look.glyphs().sample), ink.meaning),
    };
    let mut parts = vec![];
    if view.has_median() {
        parts.push(told(MEDIAN, &format!("median of {MEDIAN_DAYS} days")));
    }
    if let Some(second) = &view.second {
        parts.push(told(SECOND, &second.item.name));
    }
    let mut right = area.right().saturating_sub(1);
    let mut room = usize::from(area.width).saturating_sub(title + 6);
    for (words, meaning) in parts.iter().rev() {
        let words = format!(" {words} ");
        let wide = text::width(&words);
        if wide > room {
            return;
        }
        room -= wide;
        right -= text::put_before(
            buf,
            right,
            area.y,
            wide as u16,
            &words,
            look.style(*meaning),
        );
    }
}
