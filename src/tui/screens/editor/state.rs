//! A line or a page that is typed, and what it is for.

use std::sync::Arc;

use ratatui_textarea::TextArea;

use crate::diary::{Answer, EntryId, Item, ItemId, Target, TemperatureUnit, parse};
use crate::repository::Draft;
use crate::tui::widgets::typing;

/// What is typed into an editor, and so what keeping it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typing {
    /// An answer.
    Answer(Target, ItemId),
    /// The date and time of an entry.
    When(EntryId),
    /// A date to go to.
    Jump,
    /// The name of a picture of the screen.
    Picture,
    /// The name of a file for the page for the doctor, and the page.
    Page(Arc<str>),
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
    /// The answer that stood when it was opened.
    pub stood: Option<Answer>,
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
            text: typing::begun(text),
            lines: false,
            stood: None,
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
        self.text.insert_str(parse::plain(text, self.lines));
    }
}

/// What was being written when a program ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Unfinished {
    /// The words.
    pub draft: Draft,
    /// The answer that stood where they belong when they were read.
    pub stands: Option<Answer>,
}

/// Whether words are the answer that stands.
pub fn is_finished(
    text: &str,
    item: &Item,
    stands: Option<&Answer>,
    unit: TemperatureUnit,
) -> bool {
    stands.is_some() && Answer::parse(item, text, unit).ok().as_ref() == stands
}
