//! What stands below the months: what is expected, and what the marks mean.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{CalendarLayout, CalendarView};
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::marks::Sign;
use crate::tui::widgets::text;

/// Draws as much as there is room for, from the bottom up; the lines of the view come first.
pub(super) fn draw(
    view: &CalendarView,
    layout: &CalendarLayout,
    below: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) {
    let (mut top, mut bottom) = (below.y, below.bottom());
    for (line, meaning) in view.lines {
        if top >= bottom {
            return;
        }
        let (style, ellipsis) = (appearance.style(*meaning), appearance.glyphs().ellipsis);
        text::fit(buf, below.x, top, below.width, line, style, ellipsis);
        top += 1;
    }
    let told = told(view, layout, appearance);
    let rows = match rows(&told, below.width) {
        one if one.len() < 2 => one,
        // In more than one row, marks and bands each begin their own.
        _ => {
            let (marks, bands) = told.split_at(told.partition_point(|(.., band)| !band));
            [rows(marks, below.width), rows(bands, below.width)].concat()
        }
    };
    for row in rows.iter().take((bottom - top).into()).rev() {
        bottom -= 1;
        let mut x = below.x;
        for (sign, meaning, label, _) in *row {
            let room = below.right().saturating_sub(x);
            x += text::put(buf, x, bottom, room, sign, appearance.style(*meaning)) + 1;
            let room = below.right().saturating_sub(x);
            let (style, ellipsis) = (
                appearance.style(Meaning::Muted),
                appearance.glyphs().ellipsis,
            );
            x += text::fit(buf, x, bottom, room, label, style, ellipsis) + 2;
        }
    }
}

/// A sign as it looks in the calendar, what it stands for, and whether it is a band.
type Told<'a> = (String, Meaning, &'a str, bool);

/// What can be seen, in the order of the legend.
fn told<'a>(
    view: &CalendarView<'a>,
    layout: &CalendarLayout,
    appearance: &Appearance,
) -> Vec<Told<'a>> {
    let days = layout
        .cells
        .iter()
        .filter_map(|(_, date)| (view.days)(*date));
    let (mut marks, mut scored) = (Vec::new(), false);
    for day in days {
        scored |= day.score.is_some();
        for mark in &day.marks {
            if !marks.contains(mark) {
                marks.push(*mark);
            }
        }
    }
    let entries = view.legend.iter().filter_map(|entry| match entry.sign {
        Sign::Mark(mark) => marks.contains(&mark).then(|| {
            (
                mark.glyph.to_string(),
                mark.meaning,
                entry.label.as_str(),
                false,
            )
        }),
        Sign::Scores { from, to, meaning } => scored.then(|| {
            let sign = match (from, to) {
                (_, 0) => appearance.glyphs().dot.to_owned(),
                _ => format!("{from}-{to}"),
            };
            (sign, meaning, entry.label.as_str(), true)
        }),
    });
    entries.collect()
}

/// The entries, row by row, as they fit into a width.
fn rows<'a, 'b>(told: &'b [Told<'a>], width: u16) -> Vec<&'b [Told<'a>]> {
    let mut rows = Vec::new();
    let mut rest = told;
    while !rest.is_empty() {
        let mut used = 0;
        let fit = rest.iter().take_while(|(sign, _, label, _)| {
            used += 3 + text::width(sign) + text::width(label);
            used <= usize::from(width) + 2
        });
        let (row, after) = rest.split_at(fit.count().max(1));
        rows.push(row);
        rest = after;
    }
    rows
}
