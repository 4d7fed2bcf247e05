//! The items themselves: bars and curves.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::canvas::{Canvas, Ink};
use super::curve::{Bucket, buckets, highest, middle, moving_median};
use super::parts::{FIRST, MEDIAN, Parts, SECOND};
use super::scale::Scale;
use super::time::TimeAxis;
use super::{ChartLayout, ChartView, Curve, axes, bars};
use crate::diary::DateRange;
use crate::tui::appearance::Appearance;

/// With more days than this to a dot, the dot's own median says more than a moving one.
const FEW_DAYS: usize = 3;

/// Draws into what is inside the frame.
pub(super) fn draw(
    view: &ChartView,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> ChartLayout {
    if area.is_empty() {
        return ChartLayout::default();
    }
    let first = scale(view, &view.first);
    let second = view.second.as_ref().map(|curve| scale(view, curve));
    let parts = Parts::new(view, area, &first, second.as_ref());
    let plot = parts.plot;
    let time = TimeAxis::new(view.range, plot.width);
    let mut canvas = Canvas::new(plot, appearance.glyphs);
    axes::rules(&first, &parts, &canvas, buf, appearance);
    axes::cursor(view, &parts, &time, buf, appearance);
    if let (Some(curve), Some(scale)) = (&view.second, &second) {
        let values = buckets(within(curve, view.range), &time, canvas.width(), highest);
        trace(&mut canvas, &values, scale, SECOND);
        axes::heights(scale, &parts, &canvas, true, buf, appearance);
    }
    curves(view, &first, &time, &mut canvas, plot, buf, appearance);
    axes::heights(&first, &parts, &canvas, false, buf, appearance);
    canvas.draw(buf, appearance);
    axes::below(view, &parts, &time, buf, appearance);
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
    let seen = within(curve, view.range);
    Scale::of(curve.item, view.catalogue, view.unit, seen)
}

/// The item itself as bars with their median over them, or as a curve.
fn curves(
    view: &ChartView,
    scale: &Scale,
    time: &TimeAxis,
    canvas: &mut Canvas,
    plot: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) {
    let points = within(&view.first, view.range);
    if !scale.begins_at_nothing() {
        let values = buckets(points, time, canvas.width(), highest);
        trace(canvas, &values, scale, FIRST);
        return;
    }
    bars::draw(points, scale, plot, time, buf, appearance);
    if view.has_median() {
        let medians = if time.days() > FEW_DAYS * canvas.width() {
            buckets(points, time, canvas.width(), middle)
        } else {
            let medians = moving_median(&view.first.series.points, view.range);
            buckets(&medians, time, canvas.width(), middle)
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
