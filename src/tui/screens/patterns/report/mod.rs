//! What was found, as sheets to read: the page, a question with every case behind it, the days
//! around an event, two stretches of time side by side.

mod around;
mod compare;
mod page;
mod question;

use chrono::NaiveDate;

use crate::diary::{Code, ItemId};
use crate::patterns::Question;

use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::screens::picker::state::{Pick, PickRow};
use crate::tui::widgets::picture::{Gauge, Picture};
use crate::tui::widgets::prose::Line;

/// What a sheet shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shows {
    /// Everything that was asked.
    Page,
    /// Questions about a scale; one alone with all it rests on.
    Questions(ItemId, Vec<Question>),
    /// Every use of a relief measure.
    Relief(Code),
    /// The days around an event, by its name in files.
    Around(String),
    /// Two stretches of time.
    Compare,
}

/// Something to read, passage by passage.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What it shows.
    pub shows: Shows,
    /// What it is about.
    pub title: String,
    /// A word on that.
    pub aside: String,
    /// What it says.
    pub passages: Vec<Passage>,
    /// The passage that has the keys.
    pub focus: usize,
}

/// Some rows that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// What they show.
    pub body: Body,
    /// Where Enter leads.
    pub leads: Leads,
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
pub enum Leads {
    /// Nowhere.
    Nowhere,
    /// To another sheet.
    Sheet(Shows),
    /// To a day.
    Day(NaiveDate),
}

impl Passage {
    /// Words that lead nowhere.
    fn words(lines: Vec<Line>) -> Self {
        Self {
            body: Body::Words(lines, Picture::Nothing),
            leads: Leads::Nowhere,
        }
    }

    /// A heading with a line on what it means.
    fn heading(title: &str, note: &str) -> Self {
        let mut lines = vec![Line::gap(), Line::new(title, Meaning::Title)];
        if !note.is_empty() {
            lines.push(Line::new(note, Meaning::Muted));
        }
        Self {
            body: Body::Heading(lines),
            leads: Leads::Nowhere,
        }
    }

    /// The scale over the gauges below, and what their marks stand for.
    fn axis(full: &'static str, hollow: &'static str) -> Self {
        Self {
            body: Body::Axis { full, hollow },
            leads: Leads::Nowhere,
        }
    }

    /// Whether the keys can come to it.
    pub fn stops(&self) -> bool {
        !matches!(self.body, Body::Heading(_) | Body::Axis { .. })
    }
}

impl Sheet {
    /// A sheet before there is anything on it.
    pub fn new(shows: Shows) -> Self {
        Self {
            shows,
            title: String::new(),
            aside: String::new(),
            passages: Vec::new(),
            focus: 0,
        }
    }

    /// Says anew what it says. Nothing is left on a sheet whose matter is gone.
    pub fn fill(&mut self, model: &Model) {
        let found = match &self.shows {
            Shows::Page => Some(page::page(model)),
            Shows::Questions(item, questions) => question::questions(model, item, questions),
            Shows::Relief(measure) => question::relief(model, measure),
            Shows::Around(event) => around::around(model, event),
            Shows::Compare => Some(compare::compare(model)),
        };
        let (title, aside, passages) = found.unwrap_or_default();
        (self.title, self.aside, self.passages) = (title, aside, passages);
        self.focus = self.focus.min(self.passages.len().saturating_sub(1));
        if !self.passages.get(self.focus).is_some_and(Passage::stops) {
            self.step(true);
        }
    }

    /// Goes to the next passage that has keys, or the one before.
    pub fn step(&mut self, on: bool) {
        let stops = |at: &usize| self.passages.get(*at).is_some_and(Passage::stops);
        let to = match on {
            true => (self.focus + 1..self.passages.len()).find(stops),
            false => (0..self.focus).rev().find(stops),
        };
        self.focus = to.unwrap_or(self.focus);
    }

    /// The passage that has the keys.
    pub fn chosen(&self) -> Option<&Passage> {
        self.passages.get(self.focus).filter(|of| of.stops())
    }
}

/// The events that happened, as lines to choose from, those that happened most first.
pub fn event_rows(model: &Model) -> Vec<PickRow> {
    let page = model.patterns.page.as_ref();
    let responses = page.map_or(&[][..], |page| &page.responses).iter();
    let mut happened: Vec<_> = responses.filter(|of| !of.dates.is_empty()).collect();
    happened.sort_by_key(|of| std::cmp::Reverse(of.dates.len()));
    let rows = happened.into_iter().map(|response| {
        let (label, detail) = around::listed(response);
        PickRow {
            label,
            detail,
            marks: vec![],
            pick: Pick::Event(response.event.clone()),
        }
    });
    rows.collect()
}

/// A title, a word on it, and passages.
type Filled = (String, String, Vec<Passage>);

/// With a sign, to a tenth.
fn signed(points: f64) -> String {
    let text = format!("{points:+.1}");
    match text.as_str() {
        "+0.0" | "-0.0" => "0.0".to_owned(),
        _ => text,
    }
}

/// A day with its year.
fn day(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

/// With a capital, for the beginning of a line.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}
