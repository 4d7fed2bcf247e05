//! What a report is made of: blocks of rows that the keys go through.

use chrono::NaiveDate;

use crate::tui::appearance::theme::Meaning;
use crate::tui::screens::patterns::route::Route;
use crate::tui::widgets::picture::{Gauge, Picture};
use crate::tui::widgets::prose::Line;

/// Something to read, block by block.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// What it is about.
    pub title: String,
    /// A word on that.
    pub aside: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// Some rows that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What they show.
    pub body: Body,
    /// Where Enter leads.
    pub target: Target,
}

/// What rows show.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// A heading, and what it means.
    Heading(Vec<Line>),
    /// Words, with a small picture on their right.
    Words(Vec<Line>, Picture),
    /// The numbers of the scale over the gauges below.
    Axis {
        /// What their full marks stand for.
        full: &'static str,
        /// What their hollow marks stand for.
        hollow: &'static str,
    },
    /// A name, values on the scale, and a figure.
    Gauge {
        /// What it is of.
        name: String,
        /// The values.
        gauge: Gauge,
        /// What they come to.
        figure: String,
        /// What that looks like.
        meaning: Meaning,
    },
}

/// Where Enter leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Nowhere.
    Nowhere,
    /// To another report.
    Report(Route),
    /// To a day.
    Day(NaiveDate),
}

impl Block {
    /// Words that lead nowhere.
    pub fn words(lines: Vec<Line>) -> Self {
        Self {
            body: Body::Words(lines, Picture::Nothing),
            target: Target::Nowhere,
        }
    }

    /// A heading with a line on what it means; a gap without words.
    pub fn heading(title: &str, note: &str) -> Self {
        let mut lines = vec![Line::gap()];
        if !title.is_empty() {
            lines.push(Line::new(title, Meaning::Title));
        }
        if !note.is_empty() {
            lines.push(Line::new(note, Meaning::Muted));
        }
        Self {
            body: Body::Heading(lines),
            target: Target::Nowhere,
        }
    }

    /// The scale over the gauges below, and what their marks stand for.
    pub fn axis(full: &'static str, hollow: &'static str) -> Self {
        Self {
            body: Body::Axis { full, hollow },
            target: Target::Nowhere,
        }
    }

    /// Whether the keys can come to it.
    pub fn stops(&self) -> bool {
        !matches!(self.body, Body::Heading(_) | Body::Axis { .. })
    }
}

impl Report {
    /// The block the keys come to from another: the next one, or the one before.
    pub fn step(&self, focus: usize, on: bool) -> usize {
        let stops = |at: &usize| self.blocks.get(*at).is_some_and(Block::stops);
        let to = match on {
            true => (focus + 1..self.blocks.len()).find(stops),
            false => (0..focus.min(self.blocks.len())).rev().find(stops),
        };
        to.unwrap_or(focus)
    }

    /// The first block the keys can come to.
    pub fn first(&self) -> usize {
        self.blocks.iter().position(Block::stops).unwrap_or(0)
    }

    /// The last block the keys can come to.
    pub fn last(&self) -> usize {
        self.blocks.iter().rposition(Block::stops).unwrap_or(0)
    }

    /// The same block, if the keys can come to it, or else one near it.
    pub fn nearest(&self, focus: usize) -> usize {
        let focus = focus.min(self.blocks.len().saturating_sub(1));
        match self.blocks.get(focus).is_some_and(Block::stops) {
            true => focus,
            false => self.step(focus, true),
        }
    }

    /// Where the block that has the keys leads.
    pub fn target(&self, focus: usize) -> Option<&Target> {
        let block = self.blocks.get(focus).filter(|of| of.stops());
        block.map(|of| &of.target)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_come_to_words_and_never_to_headings() {
        let words = || Block::words(vec![]);
        let heading = || Block::heading("", "");
        let report = Report {
            blocks: vec![heading(), words(), heading(), words(), heading()],
            ..Report::default()
        };
        assert_eq!((report.first(), report.last()), (1, 3));
        assert_eq!(report.nearest(0), 1);
        assert_eq!(report.nearest(9), 4, "there is none below");
        assert_eq!((report.step(1, true), report.step(3, true)), (3, 3));
        assert_eq!((report.step(3, false), report.step(1, false)), (1, 1));
        assert_eq!(report.target(0), None);
        assert_eq!(report.target(1), Some(&Target::Nowhere));
        assert_eq!(Report::default().nearest(7), 0);
    }
}
