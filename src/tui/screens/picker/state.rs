//! A list to choose from by typing: what it is for, its lines, and those that fit.

use std::ops::Range;

use chrono::NaiveDate;
use ratatui_textarea::TextArea;

use crate::config::{Config, Setting};
use crate::diary::{Act, Catalogue, Code, Day, Item, ItemId, ItemKind, Phrase, Target};
use crate::repository::Draft;
use crate::tui::keymap::Context;
use crate::tui::keymap::action::Action;
use crate::tui::screens::editor::state::Unfinished;
use crate::tui::widgets::typing;

/// What a list is for, and so what choosing does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// Every command by name.
    Palette,
    /// Every key and what it does.
    Help,
    /// A field of the form by name.
    Field,
    /// The answer to an item.
    Answer(Target, Box<Item>),
    /// The days a search finds.
    Search,
    /// The item the chart draws.
    ChartItem,
    /// The item the chart draws over it.
    ChartSecond,
    /// The items under the chart's axis.
    ChartStrips,
    /// The item the cycles are laid over each other by.
    OverlayItem,
    /// Why the chosen cycle is left out.
    LeaveOut,
    /// An article of the guide.
    Article,
    /// The scale patterns are asked about.
    PatternItem,
    /// The event whose days around are looked at.
    Event,
    /// How the screen looks.
    Look,
    /// What was removed, to bring it back.
    Trash,
    /// What was being written when the program ended, to go on with it or drop it.
    Unfinished,
    /// What was pasted where no words are typed, in so many lines.
    Pasted(usize),
    /// Which item a column answers, of the table of the file of a number.
    TableItem {
        /// The number.
        number: u64,
        /// The column's place.
        at: usize,
        /// Its name.
        name: String,
    },
    /// How an own item of that name is answered.
    NewItem(String),
}

/// What a line of a list stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Pick {
    /// Do something.
    Do(Action),
    /// A key that is pressed in a place, and does nothing from here.
    Key(Context),
    /// An item.
    Item(ItemId),
    /// No item.
    NoItem,
    /// A day that was found, with what is recorded on it.
    Day(NaiveDate, Box<Day>),
    /// An option of an item.
    Option(Code),
    /// An article.
    Article(String),
    /// An event, by its name in files.
    Event(String),
    /// A kind of answer.
    Kind(Box<ItemKind>),
    /// Go on with what was being written.
    GoOn(Box<Unfinished>),
    /// Drop it.
    Drop(Draft),
    /// Put what was pasted into a note.
    Pasted(String),
    /// Do something to the diary.
    Perform(Box<Act>),
    /// How the screen looks with a setting changed.
    Look {
        /// Which.
        setting: &'static Setting,
        /// All settings then.
        looks: Box<Config>,
    },
}

/// A line of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct PickRow {
    /// What it says.
    pub label: String,
    /// What stands on the right.
    pub detail: String,
    /// Parts of the label to show as found.
    pub marks: Vec<Range<usize>>,
    /// What it stands for.
    pub pick: Pick,
}

impl PickRow {
    /// The words that were being written or pasted, where it is about them.
    pub fn words(&self) -> Option<&str> {
        match &self.pick {
            Pick::Pasted(text) => Some(text),
            Pick::GoOn(unfinished) => Some(&unfinished.draft.text),
            Pick::Drop(draft) => Some(&draft.text),
            _ => None,
        }
    }
}

/// Something to choose from a list by typing.
#[derive(Debug)]
pub struct Picker {
    /// What it is for.
    pub purpose: Purpose,
    /// What is typed.
    pub input: TextArea<'static>,
    /// Everything that can be chosen, in order; for a search, what it found.
    pub all: Vec<PickRow>,
    /// The places in `all` of the lines that fit what is typed.
    pub shown: Vec<usize>,
    /// The place in `shown` of the line that has the keys.
    pub focus: usize,
    /// Why what is typed finds nothing.
    pub problem: Option<String>,
}

impl Picker {
    /// A list with nothing typed yet.
    pub fn new(purpose: Purpose, all: Vec<PickRow>) -> Box<Self> {
        let shown = (0..all.len()).collect();
        Box::new(Self {
            purpose,
            input: typing::begun(""),
            all,
            shown,
            focus: 0,
            problem: None,
        })
    }

    /// What is typed.
    pub fn query(&self) -> String {
        self.input.lines().join(" ")
    }

    /// The line that has the keys.
    pub fn chosen(&self) -> Option<&PickRow> {
        self.all.get(*self.shown.get(self.focus)?)
    }

    /// The command that has the keys.
    pub fn command(&self) -> Option<Action> {
        match self.chosen()?.pick {
            Pick::Do(action) => Some(action),
            _ => None,
        }
    }

    /// Keeps the lines that have every word typed, and the items that people call so. Names that
    /// begin with it come first, with all of a word before others (1 is not 12), then items that are called just so, then lines that have it.
    pub fn filter(&mut self, catalogue: &Catalogue) {
        let query = self.query().to_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        let sought: Vec<Phrase> = words.iter().map(|word| Phrase::new(word)).collect();
        let rank = |row: &PickRow| {
            let label = row.label.to_lowercase();
            let line = format!("{label} {}", row.detail.to_lowercase());
            let item = match &row.pick {
                Pick::Item(id) => catalogue.item(id.as_str()),
                _ => None,
            };
            let just_so = |item: &Item| {
                item.called()
                    .any(|name| name.to_lowercase() == query.trim())
            };
            let begins = label.strip_prefix(query.trim());
            [
                begins.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')),
                begins.is_some(),
                item.is_some_and(just_so),
                words.iter().all(|word| line.contains(word)),
                item.is_some_and(|item| item.is_called(&sought)),
            ]
            .into_iter()
            .position(|fits| fits)
        };
        let ranked = (0..).zip(&self.all);
        let mut ranked: Vec<(usize, usize)> = ranked
            .filter_map(|(at, row)| Some((rank(row)?, at)))
            .collect();
        ranked.sort_unstable();
        self.shown = ranked.into_iter().map(|(_, at)| at).collect();
        self.focus = 0;
    }
}
