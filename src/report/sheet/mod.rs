//! The page in words: what text and HTML both show, section by section.

mod marks;
mod parts;

pub(super) use marks::{bleeds, key, marks};
pub(super) use parts::{chart_told, reach};

use unicode_width::UnicodeWidthStr;

use super::{Chart, Course, Report, Site, ToAsk};
use crate::words::{dates, report as say};

/// Between the things of a list.
const BETWEEN: &str = " · ";

/// How much of the page's width a part takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// All of it, in a box.
    Boxed,
    /// All of it.
    Full,
    /// A column of two.
    Half,
}

/// A table: the first cell of each row is its heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The headings of the columns; none where the rows explain themselves.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// Its rows, beginning with its head where it has one.
    pub(super) fn rows(&self) -> impl Iterator<Item = &Vec<String>> {
        let head = Some(&self.head).filter(|head| !head.is_empty());
        head.into_iter().chain(&self.rows)
    }

    /// Without the columns that no row has anything in.
    fn without_empty_columns(mut self) -> Self {
        let filled = |at: usize| self.rows.iter().any(|row| !row[at].is_empty());
        let filled: Vec<bool> = (0..self.head.len()).map(filled).collect();
        for row in self.rows.iter_mut().chain([&mut self.head]) {
            let mut filled = filled.iter();
            row.retain(|_| filled.next().is_some_and(|filled| *filled));
        }
        self
    }

    /// How wide each column is at its widest cell, in columns of a terminal.
    pub(super) fn widths(&self) -> Vec<usize> {
        let mut widths = Vec::new();
        for row in self.rows() {
            widths.resize(widths.len().max(row.len()), 0);
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.width().max(*width);
            }
        }
        widths
    }
}

/// A piece of a part.
#[derive(Debug, Clone, PartialEq)]
pub enum Block<'r> {
    /// A paragraph.
    Line(String),
    /// A table.
    Table(Table),
    /// The worst pain of each day.
    Daily(&'r Chart),
    /// The pain by day of the cycle, or by week.
    Course(&'r Course),
    /// The sites on an outline of the body; the table beside it tells the same.
    Sites(&'r [Site]),
}

/// A part of the page under its heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Part<'r> {
    /// Its heading.
    pub heading: String,
    /// How wide it is.
    pub width: Width,
    /// What it says.
    pub blocks: Vec<Block<'r>>,
}

/// The page in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet<'r> {
    /// What it is.
    pub title: &'static str,
    /// What stands under the title.
    pub head: Vec<String>,
    /// The parts in the order in which they are read; none is empty.
    pub parts: Vec<Part<'r>>,
    /// What stands at the foot.
    pub foot: String,
    /// Every day, behind the page.
    pub days: Option<Part<'r>>,
}

impl<'r> Sheet<'r> {
    /// The words of a page.
    pub fn of(report: &'r Report) -> Self {
        let days = (!report.days.is_empty()).then(|| parts::days(report));
        Self {
            title: say::title(),
            head: head(report),
            parts: parts::all(report),
            foot: say::foot(report.version),
            days,
        }
    }
}

/// What was noted to ask, a line each; how much more there is stands behind the last, to spare one.
fn asked(to_ask: &ToAsk) -> Vec<String> {
    let latest = to_ask.latest.iter();
    let mut lines: Vec<String> = latest
        .map(|of| say::to_ask(&of.words, dates::day_month(of.date)))
        .collect();
    if to_ask.more > 0 {
        let more = say::more_to_ask(to_ask.more);
        match lines.pop() {
            Some(last) => lines.push([last, more].join(" ")),
            None => lines.push(more),
        }
    }
    lines
}

fn head(report: &Report) -> Vec<String> {
    let span = &report.span;
    let [first, last] = [span.first, span.last].map(dates::day_month_year);
    let mut head = vec![
        say::span(first, last, span.days, span.recorded),
        say::blanks().to_owned(),
    ];
    head.extend(report.questions.iter().map(say::why));
    head.extend(asked(&report.to_ask));
    if span.is_little() {
        head.push(say::little(span.recorded));
    }
    head.push(match report.pain_before {
        Some(_) => {
            let [first, last] = [span.before_first, span.before_last].map(dates::day_month_year);
            say::before(span.days, first, last, span.before_recorded)
        }
        None => say::no_before(span.days),
    });
    head
}
