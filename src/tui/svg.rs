//! A screen as a picture: cells in, an SVG out, the same for the same cells.

use std::fmt::Write;
use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::appearance::colour::{Ground, Rgb, of_256, of_palette};
use super::widgets::text;

/// The size of a cell, and of the letters in it, in the picture's own units.
const WIDTH: u16 = 8;
const HEIGHT: u16 = 17;
const LETTERS: u16 = 13;
/// How far below the top of its row a line of letters stands.
const BASE: u16 = 13;
/// What is left free around the screen.
const MARGIN: u16 = 8;

/// Fonts of one width that have the marks of the charts, those of today's systems first.
const FONTS: &str = "font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\"";

/// The blocks that fill a cell from below, an eighth more each.
const BLOCKS: &str = "▁▂▃▄▅▆▇█";

/// The lines of frames and charts, which meet those of the cells beside only if no font draws them: each
/// as a path from the middle of its cell.
const LINES: [(&str, &str); 12] = [
    ("─", "m-4 0h8"),
    ("│", "m0-9v18"),
    ("┌", "m4 0h-4v9"),
    ("┐", "m-4 0h4v9"),
    ("└", "m4 0h-4v-9"),
    ("┘", "m-4 0h4v-9"),
    ("├", "m0-9v18m0-9h4"),
    ("┤", "m0-9v18m0-9h-4"),
    ("┬", "m-4 0h8m-4 0v9"),
    ("┴", "m-4 0h8m-4 0v-9"),
    ("┼", "m-4 0h8m-4-9v18"),
    ("╌", "m-3 0h2m2 0h2"),
];

/// What a cell looks like, with nothing left to the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    ink: Rgb,
    paper: Rgb,
    emphasis: Modifier,
}

impl Look {
    fn of(cell: &Cell, ground: Ground) -> Self {
        let (ink, paper) = ground.usual();
        let ink = rgb(cell.fg).unwrap_or(ink);
        let paper = rgb(cell.bg).unwrap_or(paper);
        let reversed = cell.modifier.contains(Modifier::REVERSED);
        let (ink, paper) = if reversed { (paper, ink) } else { (ink, paper) };
        Self {
            ink,
            paper,
            emphasis: cell.modifier.difference(Modifier::REVERSED),
        }
    }

    /// How the letters are set, as attributes.
    fn attributes(self) -> String {
        let mut words = format!(" fill=\"{}\"", hex(self.ink));
        for (emphasis, attribute) in [
            (Modifier::BOLD, " font-weight=\"bold\""),
            (Modifier::DIM, " fill-opacity=\"0.7\""),
            (Modifier::ITALIC, " font-style=\"italic\""),
            (Modifier::UNDERLINED, " text-decoration=\"underline\""),
            (Modifier::CROSSED_OUT, " text-decoration=\"line-through\""),
        ] {
            if self.emphasis.contains(emphasis) {
                words.push_str(attribute);
            }
        }
        words
    }
}

/// Draws a screen as an SVG, over a background where the screen leaves it to the terminal.
pub fn draw(screen: &Buffer, ground: Ground) -> String {
    let area = screen.area;
    let wide = area.width.saturating_mul(WIDTH).saturating_add(2 * MARGIN);
    let high = area
        .height
        .saturating_mul(HEIGHT)
        .saturating_add(2 * MARGIN);
    let (_, paper) = ground.usual();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" \
         height=\"{high}\" role=\"img\">\n<title>twinge</title>\n\
         <rect width=\"{wide}\" height=\"{high}\" rx=\"6\" fill=\"{}\"/>\n\
         <g transform=\"translate({MARGIN} {MARGIN})\" {FONTS} \
         font-size=\"{LETTERS}\" style=\"white-space:pre\">\n",
        hex(paper)
    );
    let rows = screen
        .content
        .chunks(usize::from(area.width).max(1))
        .zip(0..);
    for (cells, row) in rows {
        let top = HEIGHT.saturating_mul(row);
        let look = |cell: &Cell| Look::of(cell, ground);
        for run in runs(cells, |cell| look(cell).paper) {
            let behind = look(&cells[run.start]).paper;
            if behind != paper {
                svg.push_str(&rect(&run, top, HEIGHT, behind));
            }
        }
        for run in runs(cells, |cell| (look(cell), Shape::of(cell))) {
            let first = &cells[run.start];
            svg.push_str(&match Shape::of(first) {
                Shape::Block(eighths) => {
                    let tall = HEIGHT * eighths / 8;
                    rect(&run, top + HEIGHT - tall, tall, look(first).ink)
                }
                Shape::Line(path) => line(&run, top, path, look(first).ink),
                Shape::Letter => letters(&cells[run.clone()], run.start, top, look(first)),
            });
        }
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

/// The stretches of cells that are alike.
fn runs<T: PartialEq>(cells: &[Cell], like: impl Fn(&Cell) -> T) -> Vec<Range<usize>> {
    let mut from = 0;
    let alike = cells.chunk_by(|one, next| like(one) == like(next));
    alike
        .map(|run| {
            let start = from;
            from += run.len();
            start..from
        })
        .collect()
}

/// How a cell is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Filled from below, so many eighths.
    Block(u16),
    /// A line, as a path from the middle of the cell.
    Line(&'static str),
    Letter,
}

impl Shape {
    fn of(cell: &Cell) -> Self {
        let symbol = cell.symbol();
        let block = BLOCKS.chars().zip(1..);
        let block = block.filter(|(block, _)| symbol.starts_with(*block));
        let line = LINES.iter().filter(|(line, _)| *line == symbol);
        let mut shapes = block
            .map(|(_, eighths)| Self::Block(eighths))
            .chain(line.map(|(_, path)| Self::Line(path)));
        shapes.next().unwrap_or(Self::Letter)
    }
}

/// Lines of one kind in cells beside each other.
fn line(run: &Range<usize>, top: u16, path: &str, ink: Rgb) -> String {
    let middle = top + HEIGHT / 2;
    let paths = run.clone().map(|column| {
        let middle_of = usize::from(WIDTH) * column + usize::from(WIDTH / 2);
        format!("M{middle_of} {middle}{path}")
    });
    let paths: String = paths.collect();
    // Half a unit aside, a line of one unit fills whole dots of the screen.
    format!(
        "<path d=\"{paths}\" transform=\"translate(.5 .5)\" fill=\"none\" stroke=\"{}\"/>\n",
        hex(ink)
    )
}

fn rect(run: &Range<usize>, top: u16, tall: u16, fill: Rgb) -> String {
    let (left, wide) = (
        usize::from(WIDTH) * run.start,
        usize::from(WIDTH) * run.len(),
    );
    format!(
        "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{tall}\" fill=\"{}\"/>\n",
        hex(fill)
    )
}

/// A line of letters of one look. Where they stand and how wide they are is said word by word, so that
/// a font that is a little wider, or has not all the marks, moves nothing.
fn letters(cells: &[Cell], start: usize, top: u16, look: Look) -> String {
    let mut words = String::new();
    let (mut nth, mut rest) = (0, cells);
    while let [first, ..] = rest {
        let kind = kind(first, look);
        let alike = rest
            .iter()
            .take_while(|cell| self::kind(cell, look) == kind);
        let (mut word, mut wide) = (String::new(), 0);
        for (at, cell) in alike.enumerate() {
            // What follows a wide letter belongs to it.
            if at >= wide {
                word.push_str(&escaped(cell.symbol()));
                wide += text::width(cell.symbol()).max(1);
            }
        }
        if kind != Kind::Nothing {
            let left = usize::from(WIDTH) * (start + nth);
            let long = usize::from(WIDTH) * wide;
            let _ = write!(
                words,
                "<tspan x=\"{left}\" textLength=\"{long}\" lengthAdjust=\"spacingAndGlyphs\">{word}</tspan>"
            );
        }
        nth += wide;
        rest = rest.get(wide..).unwrap_or_default();
    }
    if words.is_empty() {
        return words;
    }
    let base = top + BASE;
    let attributes = look.attributes();
    format!("<text y=\"{base}\"{attributes}>{words}</text>\n")
}

/// What a letter is like: the marks of the charts may come from another font than the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Nothing,
    Word,
    Mark,
}

fn kind(cell: &Cell, look: Look) -> Kind {
    match cell.symbol() {
        " " if !underlined(look) => Kind::Nothing,
        symbol if symbol.is_ascii() => Kind::Word,
        _ => Kind::Mark,
    }
}

/// Whether spaces are seen as well.
fn underlined(look: Look) -> bool {
    look.emphasis
        .intersects(Modifier::UNDERLINED | Modifier::CROSSED_OUT)
}

fn escaped(symbol: &str) -> String {
    let mut words = String::new();
    for c in symbol.chars() {
        match c {
            '&' => words.push_str("&amp;"),
            '<' => words.push_str("&lt;"),
            '>' => words.push_str("&gt;"),
            // No XML may hold them.
            c if c.is_control() => {}
            c => words.push(c),
        }
    }
    words
}

fn hex([r, g, b]: Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// A colour in numbers; `None` for the one the terminal has for itself.
fn rgb(color: Color) -> Option<Rgb> {
    let index = match color {
        Color::Reset => return None,
        Color::Rgb(r, g, b) => return Some([r, g, b]),
        Color::Indexed(index) => index,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    of_256(index).or_else(|| of_palette(index))
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    fn drawn(words: &str, style: Style) -> String {
        let mut screen = Buffer::empty(Rect::new(0, 0, 12, 1));
        screen.set_string(1, 0, words, style);
        draw(&screen, Ground::Dark)
    }

    #[test]
    fn what_means_something_in_xml_is_written_so_that_it_means_itself() {
        let svg = drawn("<a & b>", Style::new());
        assert!(svg.contains(">&lt;a</tspan>"), "{svg}");
        assert!(svg.contains(">&amp;</tspan>"), "{svg}");
        assert!(svg.contains(">b&gt;</tspan>"), "{svg}");
    }

    #[test]
    fn every_emphasis_and_colour_is_kept() {
        let plain = drawn("a", Style::new());
        for (style, shows) in [
            (Style::new().bold(), "font-weight=\"bold\""),
            (Style::new().italic(), "font-style=\"italic\""),
            (Style::new().underlined(), "text-decoration=\"underline\""),
            (Style::new().dim(), "fill-opacity=\"0.7\""),
            (Style::new().fg(Color::Indexed(110)), "fill=\"#87afd7\""),
            (Style::new().fg(Color::Red), "fill=\"#cd0000\""),
            (Style::new().bg(Color::Rgb(1, 2, 3)), "fill=\"#010203\""),
        ] {
            let svg = drawn("a", style);
            assert!(svg.contains(shows), "{shows}: {svg}");
            assert!(!plain.contains(shows), "{shows}: {plain}");
        }
        let (ink, paper) = Ground::Dark.usual();
        let reversed = drawn("a", Style::new().reversed());
        let behind = format!("height=\"{HEIGHT}\" fill=\"{}\"", hex(ink));
        assert!(reversed.contains(&behind), "{reversed}");
        let letter = format!("<text y=\"{BASE}\" fill=\"{}\">", hex(paper));
        assert!(reversed.contains(&letter), "{reversed}");
    }

    #[test]
    fn each_word_stands_in_its_own_cell() {
        let svg = drawn("ab  日本 c", Style::new());
        for (column, word) in [(1, "ab"), (5, "日"), (7, "本"), (10, "c")] {
            let left = usize::from(WIDTH) * column;
            let long = usize::from(WIDTH) * text::width(word);
            let there = format!("<tspan x=\"{left}\" textLength=\"{long}\"");
            assert!(svg.contains(&there), "{there}: {svg}");
            assert!(svg.contains(&format!(">{word}</tspan>")), "{svg}");
        }
    }

    #[test]
    fn lines_reach_the_edges_of_their_cells_where_the_next_ones_begin() {
        for (line, _) in LINES {
            let svg = drawn(line, Style::new());
            assert!(svg.contains("<path ") && !svg.contains("<text"), "{svg}");
        }
        // Two beside each other begin a cell apart, and are as long as a cell.
        let svg = drawn("──", Style::new());
        let (one, next) = (WIDTH + WIDTH / 2, 2 * WIDTH + WIDTH / 2);
        let middle = HEIGHT / 2;
        let path = format!("d=\"M{one} {middle}m-4 0h{WIDTH}M{next} {middle}m-4 0h{WIDTH}\"");
        assert!(svg.contains(&path), "{path}: {svg}");
        let (_, upright) = LINES[1];
        assert!(upright.ends_with(&format!("v{}", 2 * (HEIGHT / 2 + 1))));
    }

    #[test]
    fn a_block_is_as_high_as_it_says() {
        for (eighths, block) in (1..).zip(BLOCKS.chars()) {
            let svg = drawn(&block.to_string(), Style::new());
            let tall = HEIGHT * eighths / 8;
            assert!(svg.contains(&format!("height=\"{tall}\" fill")), "{svg}");
            assert!(!svg.contains("<text"), "{svg}");
        }
    }
}
