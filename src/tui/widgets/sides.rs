//! Two answers to the same beside each other, of which one is chosen.

use std::ops::Range;

use super::prose::{Line, Row};
use super::text;
use crate::tui::appearance::theme::Meaning;

/// With less room than this, both sides stand below what they are about.
const BESIDE: usize = 60;
/// A date, and a gap behind it.
const DATE: usize = 13;
/// The widest a side is.
const SIDE: usize = 32;

/// Two answers to the same.
#[derive(Debug)]
pub struct Sides<'a> {
    /// The day it is of; empty where it is of none.
    pub date: String,
    /// What it is about.
    pub label: &'a str,
    /// What the person says, and what another says.
    pub said: [String; 2],
    /// Whether the other's is chosen.
    pub is_theirs: bool,
}

/// Where what they are about stands, and both sides.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    width: usize,
    label: usize,
    side: usize,
    beside: bool,
}

impl Columns {
    /// Those of so many cells.
    pub fn of(width: usize) -> Self {
        let beside = width >= BESIDE;
        let (label, side) = match beside {
            true => {
                let side = (width * 3 / 10).min(SIDE);
                (width - 2 * side - 1, side)
            }
            false => (width, width / 2),
        };
        Self {
            width,
            label,
            side,
            beside,
        }
    }

    /// What stands over both sides.
    pub fn heads(&self, heads: [&str; 2]) -> Row {
        let [mine, theirs] = self.sides();
        let heads = [(mine, heads[0]), (theirs, heads[1])];
        let heads = heads.map(|(at, head)| (at.start + 1, head.to_owned(), Meaning::Muted));
        heads.into()
    }

    /// What it is about, and both sides; both whole where it has the keys and they are cut.
    pub fn rows(&self, both: &Sides<'_>, focused: bool, ellipsis: &str) -> Vec<Row> {
        let meaning = match focused {
            true => Meaning::Cursor,
            false => Meaning::Text,
        };
        let cut = |words: &str, room: usize| text::truncate(words, room, ellipsis).into_owned();
        let room = self.label.saturating_sub(DATE);
        let about = [
            (0, both.date.clone(), meaning),
            (DATE, cut(both.label, room), meaning),
        ];
        let mut row = Row::new();
        let mut whole = Vec::new();
        let chosen = [!both.is_theirs, both.is_theirs];
        for ((said, is_chosen), place) in both.said.iter().zip(chosen).zip(self.sides()) {
            let said = text::one_line(said);
            let room = place.len().saturating_sub(2);
            let words = cut(&said, room);
            row.push(match is_chosen {
                true => (place.start, format!("[{words}]"), meaning),
                false => (place.start + 1, words.clone(), Meaning::Muted),
            });
            if focused && words != *said {
                whole.extend(Line::new(said, Meaning::Text).rows(self.width));
            }
        }
        let mut rows = match self.beside {
            true => vec![about.into_iter().chain(row).collect()],
            false => vec![about.into(), row],
        };
        rows.extend(whole);
        rows
    }

    /// The cells of the person's side, and of the other.
    fn sides(&self) -> [Range<usize>; 2] {
        let first = if self.beside { self.label + 1 } else { 0 };
        let second = first + self.side;
        [first..second, second..second + self.side]
    }
}
