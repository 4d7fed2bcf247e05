//! A page of the guide: lines to read.

use crate::tui::widgets::prose::Line;

/// A page: its title, its lines, and the articles it leads to, by the digit that opens them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What it is about.
    pub title: String,
    /// What it says.
    pub lines: Vec<Line>,
    /// The articles it leads to, at most nine.
    pub links: Vec<String>,
}

/// Some lines that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it says.
    pub lines: Vec<Line>,
    /// The article it leads to.
    pub article: Option<String>,
}
