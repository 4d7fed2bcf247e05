//! What lies over the panes: a stack, topmost first to get the keys.

pub mod update;
pub mod view;

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::NaiveDate;
use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use crate::diary::{Act, Area, Code, EntryId, Item, ItemId, ItemKind, Profile, Target};

use crate::tui::appearance::theme::Meaning;
use crate::tui::keymap::Context;
use crate::tui::keymap::action::Action;
use crate::tui::screens::guide::state::Which;
use crate::tui::widgets::body_map::{Figure, Spot, map_of};

/// Something that lies over the panes.
#[derive(Debug)]
pub enum Layer {
    /// Words to read: help, the log of changes.
    Reader(Reader),
    /// Something to choose from a list by typing: palette, search, fields.
    Picker(Box<Picker>),
    /// The body map, or a list of options to choose from.
    Options(Options),
    /// A line or a page to type.
    Editor(Box<Editor>),
    /// What the person keeps and told about themselves.
    Settings {
        /// The line that has the keys.
        focus: usize,
    },
    /// The items, to rename, hide, move and add.
    Items {
        /// The line that has the keys.
        focus: usize,
    },
    /// "Which is it?": the readings of a day.
    Which(Which),
    /// The first run.
    Welcome(Box<Profile>),
    /// The screen is blank, for eyes that should not see it.
    Blank,
}

impl Layer {
    /// The welcome.
    pub fn welcome() -> Self {
        Self::Welcome(Box::default())
    }

    /// Where its keys are looked up.
    pub fn context(&self) -> Context {
        match self {
            Self::Reader(_) => Context::Reader,
            Self::Picker(_) => Context::List,
            Self::Options(_) => Context::Options,
            Self::Editor(_) => Context::Text,
            Self::Settings { .. } => Context::Settings,
            Self::Items { .. } => Context::Items,
            Self::Which(_) => Context::Which,
            Self::Welcome(_) => Context::Welcome,
            Self::Blank => Context::Blank,
        }
    }
}

/// Words to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// What they are about.
    pub title: String,
    /// The lines, each in parts with a meaning.
    pub lines: Vec<Vec<(String, Meaning)>>,
    /// The first line on the screen.
    pub scroll: usize,
}

/// What a list is for, and so what choosing does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// Every command by name.
    Palette,
    /// A field of the form by name.
    Field,
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
    /// What was removed, to bring it back.
    Bin,
    /// How an own item of that name is answered.
    NewItem(String),
}

/// What a line of a list stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Pick {
    /// Do something.
    Do(Action),
    /// An item.
    Item(ItemId),
    /// No item.
    NoItem,
    /// A day.
    Day(NaiveDate),
    /// An option of an item.
    Option(Code),
    /// An article.
    Article(String),
    /// An event, by its name in files.
    Event(String),
    /// A kind of answer.
    Kind(Box<ItemKind>),
    /// Do something to the diary.
    Perform(Box<Act>),
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
            input: line(""),
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

    /// Keeps the lines that have every word typed; names that begin with it come first.
    pub fn filter(&mut self) {
        let query = self.query().to_lowercase();
        let words: Vec<&str> = query.split_whitespace().collect();
        let text = |row: &PickRow| format!("{} {}", row.label, row.detail).to_lowercase();
        self.shown = (0..self.all.len())
            .filter(|at| {
                let text = text(&self.all[*at]);
                words.iter().all(|word| text.contains(word))
            })
            .collect();
        self.shown
            .sort_by_key(|at| !self.all[*at].label.to_lowercase().starts_with(query.trim()));
        self.focus = 0;
    }
}

/// Options to choose from for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The entry.
    pub target: Target,
    /// The item.
    pub item: ItemId,
    /// What has the keys.
    pub focus: Focus,
}

/// What has the keys among options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Focus {
    /// An option of a list.
    Option(Code),
    /// A place on a drawing.
    Spot(Spot),
}

impl Focus {
    /// On an option of an item: on its drawing, if it has one.
    pub fn on(item: &Item, code: &Code) -> Self {
        match map_of(item) {
            Some(map) => Self::Spot(Figure::of(map).spot(code)),
            None => Self::Option(code.clone()),
        }
    }

    /// The option that is meant.
    pub fn code<'a>(&'a self, item: &Item) -> Option<&'a Code> {
        match self {
            Self::Option(code) => Some(code),
            Self::Spot(spot) => map_of(item).map(|map| Figure::of(map).code(*spot)),
        }
    }
}

/// What is typed into an editor, and so what keeping it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typing {
    /// An answer.
    Answer(Target, ItemId),
    /// The date and time of an entry.
    When(EntryId),
    /// A date to go to.
    Jump,
    /// One of two stretches of time to compare.
    Stretch(Side),
    /// Another name for an item.
    Rename(ItemId),
    /// The name of a new item, with its options.
    NewItem,
}

/// Which of two stretches of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The first.
    Before,
    /// The second.
    After,
}

/// A line or a page to type.
#[derive(Debug, Clone)]
pub struct Editor {
    /// What is typed.
    pub typing: Typing,
    /// Words over it.
    pub title: String,
    /// A line of help under it.
    pub help: String,
    /// The text.
    pub text: TextArea<'static>,
    /// Whether it may have several lines.
    pub lines: bool,
    /// Why it cannot be kept.
    pub problem: Option<String>,
}

impl Editor {
    /// An editor with some words in it already.
    pub fn new(
        typing: Typing,
        title: impl Into<String>,
        help: impl Into<String>,
        text: &str,
    ) -> Self {
        Self {
            typing,
            title: title.into(),
            help: help.into(),
            text: line(text),
            lines: false,
            problem: None,
        }
    }

    /// The editor may have several lines.
    #[must_use]
    pub fn with_lines(mut self) -> Self {
        self.lines = true;
        self
    }

    /// What is typed.
    pub fn content(&self) -> String {
        self.text.lines().join("\n")
    }

    /// Puts in what was pasted, in one piece.
    pub fn paste(&mut self, text: &str) {
        self.text
            .insert_str(crate::diary::parse::plain(text, self.lines));
    }
}

/// A text to edit, with the cursor at its end.
fn line(text: &str) -> TextArea<'static> {
    let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
    area.set_cursor_line_style(ratatui::style::Style::default());
    area.set_wrap_mode(WrapMode::WordOrGlyph);
    area.move_cursor(CursorMove::Bottom);
    area.move_cursor(CursorMove::End);
    area
}

/// The areas of the welcome, with their words.
pub const AREAS: [(Area, &str, &str); 5] = [
    (Area::Pain, "Pain", "how bad, where, what it feels like"),
    (Area::Cycle, "Cycle", "bleeding, temperature, mucus, tests"),
    (
        Area::Intimacy,
        "Intimacy",
        "sex and orgasm, and pain with or after them",
    ),
    (
        Area::Relief,
        "Relief",
        "what you try against the pain, and whether it helps",
    ),
    (
        Area::Load,
        "Load and sleep",
        "sitting, lifting, exercise, stress, sleep",
    ),
];

/// Turns an area on or off.
pub fn turn(keep: &mut BTreeSet<Area>, area: Area) {
    if !keep.remove(&area) {
        keep.insert(area);
    }
}

/// The options an item offers, the person's own words that stand in an answer included.
pub fn codes(item: &Item) -> Vec<Code> {
    item.options()
        .iter()
        .map(|option| option.code.clone())
        .collect()
}
