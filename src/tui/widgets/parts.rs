//! Parts below each other, each of some rows, of which one has the keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::popup::{pointed, row};
use super::prose::{self, Row};
use crate::tui::appearance::Appearance;

/// The pointer, and a space behind it.
const POINTER: u16 = 2;

/// The cells that a row of a part has.
pub fn width(inner: Rect) -> usize {
    usize::from(inner.width.saturating_sub(POINTER))
}

/// Draws parts around the one that has the keys, which is in the middle where there are enough; where
/// they are, by their number. `rows`: those of a part.
pub fn draw(
    (count, focus): (usize, usize),
    rows: impl Fn(usize) -> Vec<Row>,
    inner: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) -> Vec<(Rect, usize)> {
    let height = usize::from(inner.height);
    let back = |from: usize, mut room: usize| {
        let mut first = from;
        while first > 0 {
            match room.checked_sub(rows(first - 1).len()) {
                Some(left) => room = left,
                None => break,
            }
            first -= 1;
        }
        first
    };
    let first = back(focus, height / 2).min(back(count, height));
    let mut places = Vec::new();
    let mut at = 0;
    for part in first..count {
        let rows = rows(part);
        let Some(line) = row(inner, at) else { break };
        let height = u16::try_from(rows.len()).unwrap_or(u16::MAX);
        let place = Rect {
            height: height.min(inner.bottom() - line.y),
            ..line
        };
        let inside = pointed(buf, appearance, line, part == focus);
        let inside = Rect {
            height: place.height,
            ..inside
        };
        prose::draw(rows.iter(), inside, buf, appearance);
        places.push((place, part));
        at += rows.len();
    }
    places
}
