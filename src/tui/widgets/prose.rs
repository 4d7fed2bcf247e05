//! Words to read: paragraphs, points and labelled lines, broken to the width there is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::text;
use crate::failure::Failure;
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;

/// Lines wider than this are hard to read.
const WIDEST: usize = 84;
/// With less room than this beside its label, a text stands below it.
const LEAST: usize = 24;

/// A line before it is broken: a label, and a text from a column on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where the label stands, in cells.
    indent: usize,
    label: String,
    labelled: Meaning,
    /// Where the text stands, in cells.
    at: usize,
    text: String,
    meaning: Meaning,
}

/// A row on the screen: pieces, each at its column.
pub type Row = Vec<(usize, String, Meaning)>;

impl Line {
    /// A paragraph.
    pub fn new(text: impl Into<String>, meaning: Meaning) -> Self {
        Self {
            indent: 0,
            label: String::new(),
            labelled: meaning,
            at: 0,
            text: text.into(),
            meaning,
        }
    }

    /// An empty line.
    pub fn gap() -> Self {
        Self::new("", Meaning::Text)
    }

    /// A text with a label before it; the text keeps to its column.
    pub fn labelled(
        label: impl Into<String>,
        labelled: Meaning,
        at: usize,
        text: impl Into<String>,
        meaning: Meaning,
    ) -> Self {
        Self {
            label: label.into(),
            labelled,
            at,
            ..Self::new(text, meaning)
        }
    }

    /// The same, with its label set in.
    #[must_use]
    pub fn indented(self, indent: usize) -> Self {
        Self { indent, ..self }
    }

    /// The same, with its text at another column.
    #[must_use]
    pub fn at(self, at: usize) -> Self {
        Self { at, ..self }
    }

    /// The rows it takes in a column of that width.
    pub fn rows(&self, width: usize) -> Vec<Row> {
        let width = width.min(WIDEST);
        let label = text::one_line(&self.label).into_owned();
        let fits = self.indent + text::width(&label) < self.at.max(1) || label.is_empty();
        let beside = fits && self.at + LEAST <= width;
        let at = match (beside, label.is_empty()) {
            (true, _) => self.at,
            (false, true) => self.indent,
            (false, false) => self.indent + 2,
        };
        let words = text::one_line(&self.text);
        let mut rows: Vec<Row> = text::wrap(&words, width.saturating_sub(at).max(1))
            .into_iter()
            .map(|piece| vec![(at, piece.to_owned(), self.meaning)])
            .collect();
        if !label.is_empty() {
            let label = (self.indent, label, self.labelled);
            match rows.first_mut().filter(|_| beside) {
                Some(first) => first.insert(0, label),
                None if self.text.is_empty() => rows = vec![vec![label]],
                None => rows.insert(0, vec![label]),
            }
        }
        rows
    }
}

/// What went wrong, and below it what to do next.
pub fn refusal(why: &Failure) -> Vec<Line> {
    let hints = why.hints().iter();
    let hints = hints.map(|hint| Line::new(hint, Meaning::Text));
    let why = Line::new(why.to_string(), Meaning::Bad);
    [why, Line::gap()].into_iter().chain(hints).collect()
}

/// The rows of some lines.
pub fn rows(lines: &[Line], width: usize) -> Vec<Row> {
    lines.iter().flat_map(|line| line.rows(width)).collect()
}

/// Draws the rows that fit.
pub fn draw<'a>(
    rows: impl Iterator<Item = &'a Row>,
    area: Rect,
    buf: &mut Buffer,
    appearance: &Appearance,
) {
    for (row, y) in rows.zip(area.y..area.bottom()) {
        for (column, words, meaning) in row {
            let column = u16::try_from(*column).unwrap_or(u16::MAX);
            let room = area.width.saturating_sub(column);
            let x = area.x.saturating_add(column);
            text::put(buf, x, y, room, words, appearance.style(*meaning));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &Line, width: usize) -> Vec<String> {
        let rows = line.rows(width);
        let row = |row: &Row| {
            row.iter().fold(String::new(), |line, (at, words, _)| {
                format!("{line:at$}{words}", at = *at)
            })
        };
        rows.iter().map(row).collect()
    }

    #[test]
    fn a_text_keeps_to_its_column_or_stands_below_its_label() {
        let words = "egg-white mucus, the left side";
        let line = Line::labelled("for", Meaning::Muted, 10, words, Meaning::Text).indented(2);
        assert_eq!(
            shown(&line, 60),
            ["  for     egg-white mucus, the left side"]
        );
        assert_eq!(
            shown(&line, 34),
            ["  for     egg-white mucus, the", "          left side"]
        );
        assert_eq!(
            shown(&line, 20),
            ["  for", "    egg-white mucus,", "    the left side"]
        );
        let long = Line::labelled("After orgasm", Meaning::Title, 10, words, Meaning::Text);
        assert_eq!(
            shown(&long, 60),
            ["After orgasm", "  egg-white mucus, the left side"]
        );
        assert_eq!(shown(&Line::gap(), 60), [""]);
        let heading = Line::labelled("Heading", Meaning::Title, 0, "", Meaning::Text);
        assert_eq!(shown(&heading, 60), ["Heading"]);
    }
}
