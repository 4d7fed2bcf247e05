//! A bar a day: for whatever grows from nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::curve::{Bucket, buckets, highest};
use super::scale::Scale;
use super::time::TimeAxis;
use crate::tui::appearance::Appearance;
use crate::tui::widgets::text;

/// Draws the bars. Zero is a line at the bottom, a day without an answer is nothing at all.
pub(super) fn draw(
    points: &[(chrono::NaiveDate, f64)],
    scale: &Scale,
    plot: Rect,
    time: &TimeAxis,
    buf: &mut Buffer,
    appearance: &Appearance,
) {
    let width = usize::from(plot.width);
    if time.days() > width {
        for Bucket { step, value, .. } in buckets(points, time, width, highest) {
            bar(plot.x + step as u16, 1, value, scale, plot, buf, appearance);
        }
        return;
    }
    for (date, value) in points {
        let Some(day) = time.day(*date) else { continue };
        let columns = time.columns_of(day);
        // From three columns on, one of them keeps the days apart.
        let wide = columns.len() - usize::from(columns.len() > 2);
        bar(
            plot.x + columns.start as u16,
            wide as u16,
            *value,
            scale,
            plot,
            buf,
            appearance,
        );
    }
}

fn bar(
    x: u16,
    wide: u16,
    value: f64,
    scale: &Scale,
    plot: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) {
    let levels = appearance.glyphs().levels;
    let parts = levels.len();
    let most = usize::from(plot.height) * parts;
    // The lowest part is that of zero.
    let high = 1 + (scale.height(value) * most.saturating_sub(1) as f64).round() as usize;
    let style = appearance.style(scale.meaning(value).filled());
    for row in 0..plot.height {
        let left = high.saturating_sub(usize::from(row) * parts).min(parts);
        let Some(glyph) = left.checked_sub(1).and_then(|n| levels.get(n)) else {
            return;
        };
        let y = plot.bottom() - 1 - row;
        for x in x..x + wide {
            text::glyph(buf, x, y, glyph, style);
        }
    }
}
