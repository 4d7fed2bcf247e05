//! Where the parts of a chart are, as there is room for them.

use ratatui::layout::Rect;

use super::ChartView;
use super::canvas::Ink;
use super::scale::{Level, Scale};
use crate::tui::appearance::theme::Meaning;
use crate::tui::widgets::text;

/// The curve of the item.
pub(super) const FIRST: Ink = Ink {
    meaning: Meaning::First,
    ascii: "*",
    dotted: false,
};

/// The curve of its medians.
pub(super) const MEDIAN: Ink = Ink {
    meaning: Meaning::Median,
    ascii: "=",
    dotted: false,
};

/// The curve of the item beside it.
pub(super) const SECOND: Ink = Ink {
    meaning: Meaning::Second,
    ascii: "o",
    dotted: true,
};

/// Where the parts of a chart are.
pub(super) struct Parts {
    /// The curves.
    pub plot: Rect,
    /// Left of the plot: names of heights and strips; the axis itself is the last column.
    pub gutter: u16,
    /// Right of the plot: the heights of the second item.
    pub right: u16,
    /// Whether there is a row for the time axis.
    pub axis: bool,
    /// How many strips there is room for.
    pub strips: u16,
    /// Whether there is a row for events.
    pub events: bool,
}

impl Parts {
    /// The parts of a chart in an area that is not empty.
    pub(super) fn new(view: &ChartView, area: Rect, first: &Scale, second: Option<&Scale>) -> Self {
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
        Self {
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
}
