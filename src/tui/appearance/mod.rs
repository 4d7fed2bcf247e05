//! What everything on the screen looks like: a theme and a set of glyphs.

pub mod colour;
pub mod glyphs;
pub mod theme;

use std::io::ErrorKind;
use std::path::Path;

use ratatui::style::Style;

use crate::config::{Config, Glyphs as Chosen, Setting};
use crate::diary::parse::Unknown;
use crate::words::{appearance as words, errors, settings};

use colour::Ground;
use glyphs::{GlyphSet, Glyphs};
use theme::{AUTO, Meaning, Theme};

/// Handed to everything that draws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appearance {
    /// Styles by meaning.
    pub theme: Theme,
    /// Which characters are used.
    pub glyphs: GlyphSet,
}

impl Appearance {
    /// Whether what settings ask for depends on what lies behind the words.
    pub fn goes_by_ground(config: &Config) -> bool {
        config.theme == AUTO && config.color.shown(true)
    }

    /// The appearance that the settings of this computer ask for, or the usual one and why the theme
    /// cannot be used: a diary opens whatever its colours are.
    pub fn or_usual(config: &Config, own: &Path, ground: Option<Ground>) -> (Self, Option<String>) {
        match Self::of(config, own, ground) {
            Ok(appearance) => (appearance, None),
            Err(why) => {
                let usual = Config {
                    theme: Config::default().theme,
                    ..config.clone()
                };
                let appearance = Self::of(&usual, own, ground).unwrap_or_else(|_| Self::plain());
                (appearance, Some(why))
            }
        }
    }

    /// The appearance that the settings of this computer ask for, over a background as far as it is
    /// known. A theme of the person's own is a file `NAME.toml` in their folder of themes.
    ///
    /// # Errors
    /// Why the theme cannot be used.
    pub fn of(config: &Config, own: &Path, ground: Option<Ground>) -> Result<Self, String> {
        let name = match config.theme.as_str() {
            _ if !config.color.shown(true) => "mono",
            AUTO => Theme::for_ground(ground),
            name => name,
        };
        let theme = named_theme(name, own)?;
        let theme = if shows_every_colour() {
            theme
        } else {
            theme.within_256()
        };
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

    /// The appearance of a picture, which shows every colour and character, and the background it is
    /// made for: a theme by its name, where `auto` is the dark one.
    ///
    /// # Errors
    /// Why the theme cannot be used.
    pub fn of_picture(name: &str, own: &Path) -> Result<(Self, Ground), String> {
        let name = match name {
            AUTO => Theme::for_ground(Some(Ground::Dark)),
            name => name,
        };
        let theme = named_theme(name, own)?;
        let ground = theme.ground();
        let glyphs = GlyphSet::Braille;
        Ok((Self { theme, glyphs }, ground))
    }

    /// Without any style, for measuring.
    pub fn plain() -> Self {
        Self {
            theme: Theme::plain(),
            glyphs: GlyphSet::default(),
        }
    }

    /// What it is made for.
    pub fn ground(&self) -> Ground {
        self.theme.ground()
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

/// A theme the program comes with, or one of the person's own.
fn named_theme(name: &str, own: &Path) -> Result<Theme, String> {
    match Theme::built_in(name) {
        Some(theme) => Ok(theme),
        None => own_theme(name, &own.join(name).with_extension("toml")),
    }
}

/// Reads a theme of the person's own.
fn own_theme(name: &str, file: &Path) -> Result<Theme, String> {
    match std::fs::read_to_string(file) {
        Ok(text) => Theme::from_toml(&text)
            .map_err(|wrong| words::in_line(file.display(), wrong.line, wrong.problem)),
        Err(none) if none.kind() == ErrorKind::NotFound => {
            let setting = Setting::named("theme");
            let allowed = setting.map_or_else(String::new, settings::allowed);
            let known = setting.map_or_else(Vec::new, Setting::words);
            let nearest = Unknown::new("theme", name, known).nearest;
            let nearest = errors::nearest(nearest.as_deref());
            Err(words::no_theme(name, allowed, file.display(), nearest))
        }
        Err(why) => Err(words::in_file(file.display(), why)),
    }
}

/// Whether the terminal says that it shows more than the 256 colours of its palette.
fn shows_every_colour() -> bool {
    let says = std::env::var("COLORTERM").unwrap_or_default();
    matches!(says.as_str(), "truecolor" | "24bit")
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color as Shown;

    use super::*;
    use crate::config::Color;

    fn appearance(theme: &str, own: &Path) -> Result<Appearance, String> {
        let config = Config {
            theme: theme.into(),
            color: Color::Always,
            ..Config::default()
        };
        Appearance::of(&config, own, None)
    }

    #[test]
    fn auto_goes_by_the_background_and_a_theme_that_was_chosen_does_not() {
        let own = Path::new("none");
        let shown = |theme: &str, color, ground| {
            let theme = theme.into();
            let config = Config {
                theme,
                color,
                ..Config::default()
            };
            Appearance::of(&config, own, ground).unwrap().theme
        };
        let is = |name: &str| shown(name, Color::Always, None);
        for (ground, name) in [
            (Some(Ground::Dark), "dark"),
            (Some(Ground::Light), "light"),
            (None, "16"),
        ] {
            assert_eq!(shown("auto", Color::Always, ground), is(name));
            assert_eq!(shown("light", Color::Always, ground), is("light"));
            assert_eq!(shown("auto", Color::Never, ground), is("mono"));
        }
    }

    #[test]
    fn a_theme_of_ones_own_is_a_file_of_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path();
        let file = own.join("sea.toml");
        let missing = appearance("sea", own).unwrap_err();
        assert!(missing.contains(&file.display().to_string()), "{missing}");

        std::fs::write(&file, "base = \"dark\"\n[style]\nnote = \"bold 30\"\n").unwrap();
        let sea = appearance("sea", own).unwrap();
        assert_eq!(sea.style(Meaning::Note).fg, Some(Shown::Indexed(30)));
        let dark = appearance("dark", own).unwrap();
        assert_eq!(sea.style(Meaning::Title), dark.style(Meaning::Title));

        std::fs::write(&file, "[style]\nnote = \"blod\"\n").unwrap();
        let wrong = appearance("sea", own).unwrap_err();
        assert!(wrong.contains("sea.toml: line 2 of the theme"), "{wrong}");
    }
}
