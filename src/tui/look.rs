//! What everything on the screen looks like: a theme and a set of glyphs.

use ratatui::style::Style;

use super::glyphs::{GlyphSet, Glyphs};
use super::theme::{Meaning, Theme};

/// Handed to everything that draws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Styles by meaning.
    pub theme: Theme,
    /// Which characters are used.
    pub glyphs: GlyphSet,
}

impl Look {
    /// What a meaning looks like.
    pub fn style(&self, meaning: Meaning) -> Style {
        self.theme.style(meaning)
    }

    /// The characters of the set.
    pub fn glyphs(&self) -> &'static Glyphs {
        self.glyphs.glyphs()
    }
}
