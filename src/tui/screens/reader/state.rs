//! Words to read, and how far they are read.

use crate::tui::appearance::theme::Meaning;

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
