//! What everything on the screen looks like: a theme and a set of glyphs.

pub mod glyphs;
pub mod theme;

use ratatui::style::Style;

use crate::config::{Color, Config, Glyphs as Chosen};

use glyphs::{GlyphSet, Glyphs};
use theme::{Meaning, Theme};

/// Handed to everything that draws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Styles by meaning.
    pub theme: Theme,
    /// Which characters are used.
    pub glyphs: GlyphSet,
}

impl Look {
    /// The look that the settings of this computer ask for. `auto` keeps to the sixteen colours
    /// the terminal's own palette has, so that it is readable on light and dark alike.
    ///
    /// # Errors
    /// Why the theme cannot be used.
    pub fn of(config: &Config) -> Result<Self, String> {
        let plain = match config.color {
            Color::Always => false,
            Color::Never => true,
            Color::Auto => std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
        };
        let name = match config.theme.as_str() {
            _ if plain => "mono",
            "auto" | "16" => "ansi16",
            name => name,
        };
        let theme = Theme::built_in(name).ok_or_else(|| {
            format!("there is no theme \"{name}\": auto, dark, light, 16 or mono")
        })?;
        let utf8 = ["LC_ALL", "LC_CTYPE", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
            .is_none_or(|locale| locale.to_lowercase().replace('-', "").contains("utf8"));
        let glyphs = match config.glyphs {
            Chosen::Auto if utf8 => GlyphSet::Braille,
            Chosen::Braille => GlyphSet::Braille,
            Chosen::Blocks => GlyphSet::Blocks,
            Chosen::Auto | Chosen::Ascii => GlyphSet::Ascii,
        };
        Ok(Self { theme, glyphs })
    }

    /// Without any style, for measuring.
    pub fn plain() -> Self {
        Self {
            theme: Theme::plain(),
            glyphs: GlyphSet::default(),
        }
    }

    /// What a meaning looks like.
    pub fn style(&self, meaning: Meaning) -> Style {
        self.theme.style(meaning)
    }

    /// The characters of the set.
    pub fn glyphs(&self) -> &'static Glyphs {
        self.glyphs.glyphs()
    }
}
