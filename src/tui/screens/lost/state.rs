//! What became of a diary whose file was lost.

use std::path::PathBuf;

use crate::repository::Loss;
use crate::tui::scroll::Scroll;

/// What became of a diary whose file was lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The diary's name.
    pub path: PathBuf,
    /// What happened to its file.
    pub loss: Loss,
    /// Where what was held is kept now, or why it could not be kept.
    pub kept: Result<PathBuf, String>,
    /// Where copies of it are, if there are any.
    pub copies: PathBuf,
    /// Why the diary could not be opened again.
    pub problem: Option<String>,
    /// How far it is scrolled, where the screen is small.
    pub scroll: Scroll,
}

impl Lost {
    /// Whether what lies there now can be opened, with nothing left here that could still be kept.
    pub fn is_settled(&self) -> bool {
        self.kept.is_ok() || self.loss == Loss::Overwritten
    }
}
