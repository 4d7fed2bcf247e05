//! Themes: data files that map meanings to styles.

use std::collections::BTreeMap;
use std::str::FromStr;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;
use toml::Spanned;

use super::colour::{self, Ground};
use crate::config::THEMES;
use crate::diary::Severity;
use crate::diary::parse::Unknown;
use crate::words::appearance as words;
use crate::words::errors;

macro_rules! meanings {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// What something on the screen means; a theme says what it looks like.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Meaning {
            $($(#[$doc])* $name,)*
        }

        impl Meaning {
            /// All meanings.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The name in a theme file.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }
        }
    };
}

meanings! {
    /// Words to be read.
    Text = "text",
    /// Words that stand back.
    Muted = "muted",
    /// Titles and headings.
    Title = "title",
    /// The frame of a pane.
    Frame = "frame",
    /// The frame of the pane that has the keys.
    FrameFocused = "frame-focused",
    /// Where the keys go: the cursor day, the focused field.
    Cursor = "cursor",
    /// Chosen, without being where the keys go.
    Selected = "selected",
    /// The day that is today.
    Today = "today",
    /// Saturdays and Sundays.
    Weekend = "weekend",
    /// A score of zero.
    PainNone = "pain-none",
    /// A score of the lowest band.
    PainMild = "pain-mild",
    /// A score of the middle band.
    PainModerate = "pain-moderate",
    /// A score of the highest band.
    PainSevere = "pain-severe",
    /// A trace of blood.
    Spotting = "spotting",
    /// Light bleeding.
    Bleeding = "bleeding",
    /// Medium and heavy bleeding.
    BleedingHeavy = "bleeding-heavy",
    /// Sex or orgasm.
    Intimacy = "intimacy",
    /// Something tried against the pain.
    Relief = "relief",
    /// Words a person wrote.
    Note = "note",
    /// A sign to keep an eye on.
    Warning = "warning",
    /// A sign that cannot wait.
    Urgent = "urgent",
    /// The fertile days.
    Fertile = "fertile",
    /// An ovulation that is confirmed.
    OvulationConfirmed = "ovulation-confirmed",
    /// An ovulation that is estimated.
    OvulationEstimated = "ovulation-estimated",
    /// Something expected, not seen yet.
    Forecast = "forecast",
    /// Behind the days of a period.
    PhaseMenstrual = "phase-menstrual",
    /// Behind the days between period and fertile days.
    PhaseFollicular = "phase-follicular",
    /// Behind the fertile days.
    PhaseFertile = "phase-fertile",
    /// Behind the days after ovulation.
    PhaseLuteal = "phase-luteal",
    /// A key to press.
    Key = "key",
    /// What a key does.
    Hint = "hint",
    /// A change for the better; something done.
    Good = "good",
    /// A change for the worse; something that failed.
    Bad = "bad",
    /// A bar, or a day of the heat map, with a score of zero.
    FillNone = "fill-none",
    /// The same with a score of the lowest band.
    FillMild = "fill-mild",
    /// The same with a score of the middle band.
    FillModerate = "fill-moderate",
    /// The same with a score of the highest band.
    FillSevere = "fill-severe",
    /// The curve of an item in a chart.
    First = "first",
    /// The moving median in a chart.
    Median = "median",
    /// The second item in a chart.
    Second = "second",
    /// Axes, ticks and rules.
    Axis = "axis",
    /// Words that were searched for.
    Match = "match",
}

impl Meaning {
    fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|m| m.name() == name)
    }

    /// The meaning of an area filled with what a score means: broad, and so less bright.
    pub fn filled(self) -> Self {
        match self {
            Self::PainNone => Self::FillNone,
            Self::PainMild => Self::FillMild,
            Self::PainModerate => Self::FillModerate,
            Self::PainSevere => Self::FillSevere,
            other => other,
        }
    }

    /// The meaning of a score in a band of that severity.
    pub fn of_severity(severity: Severity) -> Self {
        match severity {
            Severity::Calm => Self::PainNone,
            Severity::Mild => Self::PainMild,
            Severity::Moderate => Self::PainModerate,
            Severity::Severe => Self::PainSevere,
        }
    }
}

/// What every meaning looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// By [`Meaning`].
    styles: [Style; Meaning::ALL.len()],
}

/// What is wrong with a theme file, and on which line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the theme: {problem}")]
pub struct ThemeError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there and what to write instead.
    pub problem: String,
}

/// What a theme is called, too. Where nobody knows the background, "auto" keeps to the colours of the
/// terminal's own palette, so that it is readable on light and dark alike.
const ALIASES: [(&str, &str); 2] = [(AUTO, "16"), ("ansi16", "16")];

/// The theme that goes by the background.
pub const AUTO: &str = "auto";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    base: Option<Spanned<String>>,
    #[serde(default)]
    palette: BTreeMap<String, Spanned<PaletteColor>>,
    #[serde(default)]
    style: BTreeMap<Spanned<String>, Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum PaletteColor {
    Index(u8),
    Name(String),
}

impl Theme {
    /// The names of the themes the program comes with.
    pub fn names() -> impl Iterator<Item = &'static str> {
        THEMES.iter().map(|(name, _)| *name)
    }

    /// A theme the program comes with: a file of `assets/themes`, or `auto`.
    pub fn built_in(name: &str) -> Option<Self> {
        let alias = ALIASES.iter().find(|(alias, _)| *alias == name);
        let name = alias.map_or(name, |(_, name)| name);
        let (_, text) = THEMES.iter().find(|(known, _)| *known == name)?;
        // The tests of this module read every one of them.
        Self::from_toml(text).ok()
    }

    /// The theme for a background, as `auto` chooses it.
    pub fn for_ground(ground: Option<Ground>) -> &'static str {
        match ground {
            Some(Ground::Dark) => "dark",
            Some(Ground::Light) => "light",
            None => AUTO,
        }
    }

    /// No colour and no emphasis at all.
    pub fn plain() -> Self {
        Self {
            styles: [Style::new(); Meaning::ALL.len()],
        }
    }

    /// Reads a theme file; `assets/themes/dark.toml` tells the form. With `base = "dark"` it need
    /// only name what is different.
    ///
    /// # Errors
    /// [`ThemeError`] with the line of what is no TOML, no meaning, no style or no colour.
    pub fn from_toml(text: &str) -> Result<Self, ThemeError> {
        let at = |offset: usize, problem: String| ThemeError {
            line: 1 + text.bytes().take(offset).filter(|b| *b == b'\n').count(),
            problem,
        };
        let file: File = toml::from_str(text).map_err(|e| {
            let offset = e.span().map_or(0, |span| span.start);
            at(offset, e.message().to_owned())
        })?;
        let mut theme = match &file.base {
            None => Self::plain(),
            Some(base) => Self::built_in(base.get_ref()).ok_or_else(|| {
                let known: Vec<&str> = Self::names().collect();
                at(
                    base.span().start,
                    words::no_base(base.get_ref(), known.join(", ")),
                )
            })?,
        };
        let mut palette = BTreeMap::new();
        for (name, color) in &file.palette {
            let known = match color.get_ref() {
                PaletteColor::Index(index) => Ok(Color::Indexed(*index)),
                PaletteColor::Name(word) => Color::from_str(word).map_err(|_| not_a_color(word)),
            };
            let known = known.map_err(|problem| at(color.span().start, problem))?;
            palette.insert(name.as_str(), known);
        }
        for (name, words) in &file.style {
            let meaning = Meaning::named(name.get_ref()).ok_or_else(|| {
                let known = Meaning::ALL.iter().map(|m| m.name());
                let nearest = Unknown::new("style", name.get_ref(), known).nearest;
                let hint = errors::nearest(nearest.as_deref());
                at(name.span().start, words::no_meaning(name.get_ref(), hint))
            })?;
            theme.styles[meaning as usize] =
                style(words.get_ref(), &palette).map_err(|p| at(words.span().start, p))?;
        }
        Ok(theme)
    }

    /// The theme for a terminal without colours beyond the 256: each is the nearest of those.
    pub fn within_256(mut self) -> Self {
        for style in &mut self.styles {
            style.fg = style.fg.map(colour::nearest_of_256);
            style.bg = style.bg.map(colour::nearest_of_256);
        }
        self
    }

    /// What a meaning looks like.
    pub fn style(&self, meaning: Meaning) -> Style {
        self.styles[meaning as usize]
    }
}

fn not_a_color(word: &str) -> String {
    words::no_colour(word)
}

/// Understands `bold amber on 236`.
fn style(text: &str, palette: &BTreeMap<&str, Color>) -> Result<Style, String> {
    let mut style = Style::new();
    let mut words = text.split_whitespace();
    let color = |word: &str| {
        palette
            .get(word)
            .copied()
            .or_else(|| Color::from_str(word).ok())
            .ok_or_else(|| not_a_color(word))
    };
    while let Some(word) = words.next() {
        style = match word {
            "bold" => style.add_modifier(Modifier::BOLD),
            "dim" => style.add_modifier(Modifier::DIM),
            "italic" => style.add_modifier(Modifier::ITALIC),
            "underlined" => style.add_modifier(Modifier::UNDERLINED),
            "reversed" => style.add_modifier(Modifier::REVERSED),
            "on" => {
                let word = words.next().ok_or(words::no_colour_after_on())?;
                style.bg(color(word)?)
            }
            word => style.fg(color(word)?),
        };
    }
    Ok(style)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_themes_name_every_meaning() {
        for (name, text) in THEMES {
            assert!(Theme::built_in(name).is_some(), "{name}");
            let file: File = toml::from_str(text).unwrap();
            for meaning in Meaning::ALL {
                assert!(
                    file.style.contains_key(meaning.name()),
                    "{name}: {meaning:?}"
                );
            }
        }
    }

    /// A marked day may be the cursor's or of any phase, and is told from both.
    #[test]
    fn marked_days_look_like_nothing_else_in_the_calendar() {
        for (name, _) in THEMES {
            let theme = Theme::built_in(name).unwrap();
            for other in [
                Meaning::Cursor,
                Meaning::Today,
                Meaning::PhaseMenstrual,
                Meaning::PhaseFollicular,
                Meaning::PhaseFertile,
                Meaning::PhaseLuteal,
            ] {
                assert_ne!(
                    theme.style(Meaning::Selected),
                    theme.style(other),
                    "{name}: {other:?}"
                );
            }
        }
    }

    #[test]
    fn mono_has_no_colour() {
        let mono = Theme::built_in("mono").unwrap();
        for meaning in Meaning::ALL {
            let style = mono.style(*meaning);
            assert_eq!((style.fg, style.bg), (None, None), "{meaning:?}");
        }
    }

    #[test]
    fn a_theme_needs_only_its_differences() {
        let own =
            "base = \"dark\"\n[palette]\nsea = \"#003344\"\n[style]\ntext = \"bold sea on 7\"";
        let theme = Theme::from_toml(own).unwrap();
        let text = Style::new()
            .fg(Color::Rgb(0, 0x33, 0x44))
            .bg(Color::Indexed(7))
            .add_modifier(Modifier::BOLD);
        assert_eq!(theme.style(Meaning::Text), text);
        let dark = Theme::built_in("dark").unwrap();
        assert_eq!(theme.style(Meaning::Title), dark.style(Meaning::Title));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        for (text, line, words) in [
            ("[style]\ntext = \"blod\"", 2, "\"blod\" is no colour"),
            ("[style]\n\ntext = \"bold on\"", 3, "missing after \"on\""),
            ("[style]\ntexd = \"bold\"", 2, "did you mean \"text\""),
            ("[palette]\nsea = \"wet\"\n", 2, "\"wet\" is no colour"),
            ("\nbase = \"dusk\"", 2, "16, dark, light, mono"),
            ("[style]\ntext = 3", 2, "string"),
            ("[style]\ntext =", 2, ""),
            ("colour = 1", 1, "colour"),
        ] {
            let error = Theme::from_toml(text).unwrap_err();
            assert_eq!(error.line, line, "{error}");
            assert!(error.to_string().contains(words), "{error}");
        }
    }

    #[test]
    fn colours_beyond_the_256_become_the_nearest() {
        let theme = Theme::from_toml("[style]\ntext = \"#ff0000 on #161616\"").unwrap();
        let style = theme.within_256().style(Meaning::Text);
        assert_eq!(style.fg, Some(Color::Indexed(196)));
        assert_eq!(style.bg, Some(Color::Indexed(233)));
    }
}
