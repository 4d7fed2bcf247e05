//! Words to read, and how far they are read.

use std::sync::Arc;

use crate::tui::appearance::theme::Meaning;
use crate::tui::keymap::action::Action;

/// Words to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// What they are about.
    pub title: String,
    /// The lines, each in parts with a meaning.
    pub lines: Vec<Vec<(String, Meaning)>>,
    /// The first line on the screen.
    pub scroll: usize,
    /// The page for the doctor, where the words are of one that can be written.
    pub page: Option<Arc<str>>,
}

impl Reader {
    /// Whether there is nothing that an action could be done to: a single line.
    pub fn idles(&self, action: Action) -> bool {
        matches!(action, Action::NextField | Action::PreviousField) && self.lines.len() < 2
    }
}
