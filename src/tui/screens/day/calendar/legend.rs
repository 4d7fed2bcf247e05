//! What stands below the months: what is expected, and what the marks mean.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{CalendarLayout, CalendarView};
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::marks::{Mark, Sign, WARNING};
use crate::tui::widgets::text;

/// Draws as much as there is room for, from the bottom up; the lines of the view come first, and whole
/// where the legend leaves them more than a row each.
pub(super) fn draw(
    view: &CalendarView,
    layout: &CalendarLayout,
    below: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) {
    let mut bottom = below.bottom();
    let height = usize::from(below.height);
    let beneath = height.saturating_sub(view.lines.len());
    let told = told(view, layout, appearance);
    let rows = rows(&told, below.width, beneath);
    let rows = &rows[..rows.len().min(beneath)];
    let mut free = (below.y..bottom).take(height - rows.len());
    for (nth, (line, meaning)) in view.lines.iter().enumerate() {
        let later = view.lines.len() - nth - 1;
        let most = free.len().saturating_sub(later);
        let words = text::wrap(line, below.width.into());
        for (at, y) in free.by_ref().take(most.min(words.len())).enumerate() {
            // The last row says that there is more.
            let line = match at + 1 == most {
                true => words[at..].join(" "),
                false => words[at].to_owned(),
            };
            let (style, ellipsis) = (appearance.style(*meaning), appearance.glyphs().ellipsis);
            text::fit(buf, below.x, y, below.width, &line, style, ellipsis);
        }
    }
    for row in rows.iter().rev() {
        bottom -= 1;
        let mut x = below.x;
        for (sign, meaning, label, _) in row {
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
        Sign::Mark(mark) => marks
            .iter()
            .find(|seen| is_told_by(seen, mark))
            .map(|seen| {
                let label = entry.label.as_str();
                (seen.glyph.to_string(), seen.meaning, label, false)
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

/// Whether a mark is the one that an entry tells of; an urgent warning has the letter of any other.
fn is_told_by(seen: &Mark, told: Mark) -> bool {
    *seen == told || told == WARNING && seen.glyph == WARNING.glyph
}

/// The cells of an entry, with those around it.
fn wide((sign, _, label, _): &Told) -> usize {
    3 + text::width(sign) + text::width(label)
}

/// Entries row by row, in as few rows as they take: marks and bands each begin their own where there is
/// room for that, and marks keep their order if they can.
fn rows<'a, 'b>(told: &'b [Told<'a>], width: u16, room: usize) -> Vec<Vec<&'b Told<'a>>> {
    let all: Vec<&Told> = told.iter().collect();
    let one = filled(&all, width);
    if one.len() < 2 {
        return one;
    }
    let (marks, bands) = all.split_at(told.partition_point(|(.., band)| !band));
    let packed = packed(marks, width);
    let ways = [
        [filled(marks, width), filled(bands, width)].concat(),
        one,
        [filled(&packed, width), filled(bands, width)].concat(),
        filled(&[&packed, bands].concat(), width),
    ];
    let fits = ways.iter().find(|rows| rows.len() <= room);
    let least = || ways.iter().min_by_key(|rows| rows.len());
    fits.or_else(least).cloned().unwrap_or_default()
}

/// Rows filled with entries in their order.
fn filled<'a, 'b>(told: &[&'b Told<'a>], width: u16) -> Vec<Vec<&'b Told<'a>>> {
    let mut rows: Vec<Vec<&Told>> = Vec::new();
    let mut used = 0;
    for of in told {
        used += wide(of);
        match rows.last_mut() {
            Some(row) if used <= usize::from(width) + 2 => row.push(of),
            _ => {
                rows.push(vec![of]);
                used = wide(of);
            }
        }
    }
    rows
}

/// Entries in an order that fills rows better: each goes on with the widest that it still has room for.
fn packed<'a, 'b>(told: &[&'b Told<'a>], width: u16) -> Vec<&'b Told<'a>> {
    let mut rest = told.to_vec();
    let mut packed = Vec::new();
    let mut used = 0;
    while !rest.is_empty() {
        let fits = |of: &Told| used + wide(of) <= usize::from(width) + 2;
        let next = (0..rest.len()).filter(|at| fits(rest[*at]));
        // Where nothing fits a row is full, and the first begins another.
        let at = match next.max_by_key(|at| wide(rest[*at])) {
            Some(at) if used > 0 => at,
            _ => {
                used = 0;
                0
            }
        };
        let of = rest.remove(at);
        used += wide(of);
        packed.push(of);
    }
    packed
}
