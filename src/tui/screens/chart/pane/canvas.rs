//! Curves in dots finer than cells.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use crate::tui::appearance::Appearance;
use crate::tui::appearance::glyphs::GlyphSet;
use crate::tui::appearance::theme::Meaning;

/// What a dot belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ink {
    pub meaning: Meaning,
    /// What a cell of it looks like where there are no dots finer than cells.
    pub ascii: &'static str,
    /// Whether every other dot is left out, so that the line is told from others without colour.
    pub dotted: bool,
}

/// A grid of dots over an area of cells. A cell has the style of the ink that reached it last.
pub(crate) struct Canvas {
    area: Rect,
    set: GlyphSet,
    cells: Vec<(u8, Option<Ink>)>,
}

impl Canvas {
    pub(crate) fn new(area: Rect, set: GlyphSet) -> Self {
        Self {
            area,
            set,
            cells: vec![(0, None); area.area() as usize],
        }
    }

    /// Dots in a cell, across and down.
    fn dots(set: GlyphSet) -> (usize, usize) {
        match set {
            GlyphSet::Braille => (2, 4),
            GlyphSet::Blocks => (2, 2),
            GlyphSet::Ascii => (1, 1),
        }
    }

    /// Dots in a cell, across and down.
    pub(crate) fn dots_of_cell(&self) -> (usize, usize) {
        Self::dots(self.set)
    }

    /// Whether a line of two dots is still a line.
    pub(crate) fn is_fine(&self) -> bool {
        self.set == GlyphSet::Braille
    }

    /// Dots across.
    pub(crate) fn width(&self) -> usize {
        usize::from(self.area.width) * Self::dots(self.set).0
    }

    /// Dots down.
    pub(crate) fn height(&self) -> usize {
        usize::from(self.area.height) * Self::dots(self.set).1
    }

    /// The row of dots at a height from 0, the bottom, to 1, the top.
    pub(crate) fn row(&self, height: f64) -> usize {
        let last = self.height().saturating_sub(1);
        ((1.0 - height) * last as f64)
            .round()
            .clamp(0.0, last as f64) as usize
    }

    /// Sets a dot, counted from the upper left. Beyond the canvas there is nothing to set.
    pub(crate) fn dot(&mut self, x: usize, y: usize, ink: Ink) {
        let (across, down) = Self::dots(self.set);
        let (column, row) = (x / across, y / down);
        if column >= self.area.width.into() || row >= self.area.height.into() {
            return;
        }
        let at = row * usize::from(self.area.width) + column;
        if let Some((bits, last)) = self.cells.get_mut(at) {
            *bits |= bit(self.set, x % across, y % down);
            *last = Some(ink);
        }
    }

    /// Joins two dots.
    pub(crate) fn line(&mut self, from: (usize, usize), to: (usize, usize), ink: Ink) {
        let (x0, y0) = (from.0 as f64, from.1 as f64);
        let (dx, dy) = (to.0 as f64 - x0, to.1 as f64 - y0);
        let steps = dx.abs().max(dy.abs()).max(1.0) as usize;
        for step in 0..=steps {
            let part = step as f64 / steps as f64;
            let (x, y) = ((x0 + dx * part).round(), (y0 + dy * part).round());
            let (x, y) = (x as usize, y as usize);
            // A dot by itself is no line.
            let left_out = ink.dotted && from != to && x % Self::dots(self.set).0 == 1;
            if !left_out {
                self.dot(x, y, ink);
            }
        }
    }

    /// Puts the dots on the screen; cells without any are left as they are.
    pub(crate) fn draw(&self, buf: &mut Buffer, appearance: &Appearance) {
        let width = usize::from(self.area.width).max(1);
        let bars = appearance.glyphs().levels;
        for (at, (bits, ink)) in self.cells.iter().enumerate() {
            let Some(ink) = ink else { continue };
            let (x, y) = (at % width, at / width);
            let place = (self.area.x + x as u16, self.area.y + y as u16);
            let Some(cell) = buf.cell_mut(place) else {
                continue;
            };
            let bar = bars.iter().position(|bar| *bar == cell.symbol());
            let behind = match bar {
                // A curve over a bar stands on the bar's colour, …
                Some(part) if part + 1 == bars.len() => Some(cell.fg),
                // The top of a bar is what was answered: no curve hides it.
                Some(_) => continue,
                None => None,
            };
            cell.reset();
            cell.set_style(appearance.style(ink.meaning));
            match behind {
                // … or is cut out of it, where there are no colours.
                Some(Color::Reset) => cell.modifier.insert(Modifier::REVERSED),
                Some(color) => drop(cell.set_bg(color)),
                None => {}
            }
            match self.set {
                GlyphSet::Ascii => cell.set_symbol(ink.ascii),
                set => cell.set_char(symbol(set, *bits)),
            };
        }
    }
}

/// The bit of a dot within its cell.
fn bit(set: GlyphSet, x: usize, y: usize) -> u8 {
    match set {
        // The order of dots in Unicode's braille patterns.
        GlyphSet::Braille => [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]][y % 4][x % 2],
        GlyphSet::Blocks => [[1, 2], [4, 8]][y % 2][x % 2],
        GlyphSet::Ascii => 1,
    }
}

fn symbol(set: GlyphSet, bits: u8) -> char {
    /// By bits: upper left 1, upper right 2, lower left 4, lower right 8.
    const QUADRANTS: [char; 16] = [
        ' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█',
    ];
    match set {
        GlyphSet::Blocks => QUADRANTS[usize::from(bits % 16)],
        _ => char::from_u32(0x2800 + u32::from(bits)).unwrap_or(' '),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::{appearance, rows};

    fn ink(dotted: bool) -> Ink {
        Ink {
            meaning: Meaning::Text,
            ascii: "*",
            dotted,
        }
    }

    fn drawn(set: GlyphSet, dotted: bool) -> String {
        let area = Rect::new(0, 0, 4, 2);
        let mut canvas = Canvas::new(area, set);
        let corner = (canvas.width() - 1, canvas.row(1.0));
        canvas.line((0, canvas.row(0.0)), corner, ink(dotted));
        let mut buf = Buffer::empty(area);
        canvas.draw(&mut buf, &appearance(set));
        rows(&buf)
    }

    #[test]
    fn lines_run_from_dot_to_dot() {
        assert_eq!(drawn(GlyphSet::Braille, false), "  ⡠⠊\n⡠⠊");
        assert_eq!(drawn(GlyphSet::Blocks, false), "  ▄▀\n▄▀");
        assert_eq!(drawn(GlyphSet::Ascii, false), "  **\n**");
    }

    #[test]
    fn a_dotted_line_leaves_out_every_other_dot() {
        assert_eq!(drawn(GlyphSet::Braille, true), "  ⡀⠂\n⡀⠂");
        assert_eq!(drawn(GlyphSet::Blocks, true), "  ▖▘\n▖▘");
        assert_eq!(drawn(GlyphSet::Ascii, true), "  **\n**");
    }

    #[test]
    fn a_curve_over_a_bar_leaves_no_hole_in_it() {
        let area = Rect::new(0, 0, 1, 1);
        let (mut canvas, mut buf) = (Canvas::new(area, GlyphSet::Braille), Buffer::empty(area));
        canvas.dot(0, 0, ink(false));
        buf[(0, 0)].set_symbol("█");
        canvas.draw(&mut buf, &appearance(GlyphSet::Braille));
        assert!(buf[(0, 0)].modifier.contains(Modifier::REVERSED));
    }
}
