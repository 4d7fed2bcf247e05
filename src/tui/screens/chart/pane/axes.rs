//! What stands around and behind the curves: axes, rules, strips, events, the legend.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::canvas::{Canvas, Ink};
use super::curve::MEDIAN_DAYS;
use super::parts::{MEDIAN, Parts, SECOND};
use super::scale::Scale;
use super::time::TimeAxis;
use super::{ChartView, strip};
use crate::tui::appearance::Appearance;
use crate::tui::appearance::glyphs::GlyphSet;
use crate::tui::appearance::theme::Meaning;
use crate::tui::widgets::panel::over;
use crate::tui::widgets::text;
use crate::words::screens::chart as words;

/// The row of cells of a height.
fn cell_row(scale: &Scale, parts: &Parts, canvas: &Canvas, value: f64) -> u16 {
    let dots = (canvas.height() / usize::from(parts.plot.height).max(1)).max(1);
    parts.plot.y + (canvas.row(scale.height(value)) / dots) as u16
}

/// Faint lines where the bands of a scale begin.
pub(super) fn rules(
    scale: &Scale,
    parts: &Parts,
    canvas: &Canvas,
    buf: &mut Buffer,
    appearance: &Appearance,
) {
    let named = scale.levels.iter().filter(|level| level.name.is_some());
    for level in named.skip(1) {
        let y = cell_row(scale, parts, canvas, level.value);
        // The lowest row is left to tell a gap from a zero.
        for x in (parts.plot.left()..parts.plot.right()).filter(|_| y + 1 < parts.plot.bottom()) {
            text::glyph(
                buf,
                x,
                y,
                appearance.glyphs().faint_rule,
                appearance.style(Meaning::Frame),
            );
        }
    }
}

/// The names of heights beside the plot, from the top down, one a row.
pub(super) fn heights(
    scale: &Scale,
    parts: &Parts,
    canvas: &Canvas,
    right: bool,
    buf: &mut Buffer,
    appearance: &Appearance,
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
    let axis = appearance.style(Meaning::Axis);
    for y in plot.top()..plot.bottom() {
        text::glyph(buf, x, y, appearance.glyphs().bar, axis);
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
            text::glyph(buf, x, y, appearance.glyphs().tick_right, axis);
            let style = appearance.style(Meaning::Second);
            let ellipsis = appearance.glyphs().ellipsis;
            text::fit(buf, x + 1, y, room - 1, &level.label, style, ellipsis);
            continue;
        }
        text::glyph(buf, x, y, appearance.glyphs().tick, axis);
        let full = match &level.name {
            Some(name) => format!("{name} {}", level.label),
            None => level.label.clone(),
        };
        let label = if text::width(&full) < room.into() {
            &full
        } else {
            &level.label
        };
        let style = appearance.style(level.meaning);
        let label = text::truncate(label, usize::from(room) - 1, appearance.glyphs().ellipsis);
        text::put_before(buf, x, y, room - 1, &label, style);
    }
}

/// An upright line at the cursor day, behind the curves.
pub(super) fn cursor(
    view: &ChartView,
    parts: &Parts,
    time: &TimeAxis,
    buf: &mut Buffer,
    appearance: &Appearance,
) {
    let Some(column) = time.column(view.cursor) else {
        return;
    };
    let x = parts.plot.x + column as u16;
    for y in parts.plot.top()..parts.plot.bottom() {
        text::glyph(
            buf,
            x,
            y,
            appearance.glyphs().bar,
            appearance.style(Meaning::FrameFocused),
        );
    }
}

/// The time axis, the strips and the events.
pub(super) fn below(
    view: &ChartView,
    parts: &Parts,
    time: &TimeAxis,
    buf: &mut Buffer,
    appearance: &Appearance,
) {
    let plot = parts.plot;
    let glyphs = appearance.glyphs();
    let mut y = plot.bottom();
    if parts.axis {
        let axis = appearance.style(Meaning::Axis);
        if parts.gutter > 0 {
            text::glyph(buf, plot.x - 1, y, glyphs.corner, axis);
        }
        for x in plot.left()..plot.right() {
            text::glyph(buf, x, y, glyphs.rule, axis);
        }
        for (column, label) in time.ticks(view.week_start) {
            let x = plot.x + column as u16;
            let room = plot.right().saturating_sub(x);
            if column > 0 {
                text::glyph(buf, x - 1, y, " ", axis);
            }
            let label = format!("{label} ");
            text::put(
                buf,
                x,
                y,
                room,
                &label,
                over(appearance.style(Meaning::Muted)),
            );
        }
        if let Some(column) = time.column(view.cursor) {
            let x = plot.x + column as u16;
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.set_style(appearance.style(Meaning::FrameFocused));
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
        strip_label(&shown.label, y, parts, buf, appearance);
        strip::draw(shown, row(y), time, buf, appearance);
        y += 1;
    }
    if parts.events {
        strip_label(words::events(), y, parts, buf, appearance);
        events(view, row(y), time, buf, appearance);
    }
}

fn strip_label(label: &str, y: u16, parts: &Parts, buf: &mut Buffer, appearance: &Appearance) {
    let room = parts.gutter.saturating_sub(1);
    let label = text::truncate(label, room.into(), appearance.glyphs().ellipsis);
    let x = parts.plot.x.saturating_sub(1);
    text::put_before(buf, x, y, room, &label, appearance.style(Meaning::Muted));
}

/// A mark for each event, and its words where they stand whole before the next; those of the cursor day
/// stand whole whatever they cover.
fn events(view: &ChartView, row: Rect, time: &TimeAxis, buf: &mut Buffer, appearance: &Appearance) {
    let (mark, style) = (appearance.glyphs().up, appearance.style(Meaning::Note));
    let told = view.events.iter();
    let told = told.filter_map(|(date, words)| Some((time.column(*date)?, *date, words)));
    let told: Vec<_> = told.collect();
    let wide = usize::from(row.width);
    for (n, (column, _, words)) in told.iter().enumerate() {
        let next = told.get(n + 1).map_or(wide + 1, |(column, ..)| *column);
        let whole = format!("{mark} {}", text::one_line(words));
        let fits = column + text::width(&whole) < next;
        let (x, room) = (row.x + *column as u16, row.width - *column as u16);
        let words = if fits { &whole } else { mark };
        text::put(buf, x, row.y, room, words, style);
    }
    if let Some((column, _, words)) = told.iter().find(|(_, date, _)| *date == view.cursor) {
        let words = format!(" {} ", text::one_line(words));
        let words = text::truncate(&words, wide, appearance.glyphs().ellipsis);
        // Behind its mark, or before it where the row ends.
        let width = text::width(&words);
        let behind = column + 1;
        let at = match behind + width <= wide {
            true => behind,
            false => column.saturating_sub(width),
        };
        let (x, room) = (row.x + at as u16, (wide - at) as u16);
        text::put(buf, x, row.y, room, &words, style);
    }
}

/// What the curves are, at the upper right of the frame.
pub(super) fn legend(
    view: &ChartView,
    area: Rect,
    title: usize,
    buf: &mut Buffer,
    appearance: &Appearance,
) {
    let glyphs = appearance.glyphs();
    let told = |ink: Ink, words: &str| {
        let sample = match appearance.glyphs {
            GlyphSet::Ascii => &ink.ascii.repeat(2),
            _ if ink.dotted => glyphs.sample_dotted,
            _ => glyphs.sample,
        };
        (format!("{sample} {words}"), ink.meaning)
    };
    let mut parts = vec![];
    if view.has_median() {
        parts.push(told(MEDIAN, &words::median_of_days(MEDIAN_DAYS)));
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
            over(appearance.style(*meaning)),
        );
    }
}
