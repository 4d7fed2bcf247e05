//! The settings of a computer, a row a setting: its name, what it is usually, and what it can be. What
//! it is for stands under its name in `assets/words/*/settings.ftl`. [`Config`], the shell's `config` and its help are made of these rows.

use serde::{Deserialize, Serialize};

use crate::keymap::KeyOverrides;

/// The themes the program comes with, with the text of each: a file in `assets/themes` is one.
pub const THEMES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/themes.rs"));

/// What a setting can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// Yes or no.
    YesNo,
    /// A whole number from 0 to 65535.
    Number,
    /// One of some words.
    OneOf(&'static [&'static str]),
    /// The name of a theme.
    Theme,
    /// Words that are not looked at here.
    Words,
}

/// A setting of a computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Its name in the file and in the shell.
    pub name: &'static str,
    /// The part it stands in, as its words are called in `assets/words/*/settings.ftl`.
    pub heading: &'static str,
    /// What it can be.
    pub values: Values,
}

impl Setting {
    /// The setting of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.name == name)
    }
}

macro_rules! settings {
    ($($heading:literal {
        $($name:literal $field:ident: $type:ty = $usual:expr, $values:expr;)*
    })*) => {
        /// The settings of a computer.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct Config {
            $($(
                #[doc = concat!("The setting `", $name, "`.")]
                #[serde(rename = $name)]
                pub $field: $type,
            )*)*
            /// Keys that differ from the built-in ones.
            pub keys: KeyOverrides,
        }

        impl Default for Config {
            fn default() -> Self {
                Self { $($($field: $usual,)*)* keys: KeyOverrides::new() }
            }
        }

        /// All settings but the keys, in the order they are shown.
        pub const SETTINGS: &[Setting] = &[$($(
            Setting { name: $name, heading: $heading, values: $values },
        )*)*];
    };
}

settings! {
    "full-screen" {
        "theme" theme: String = "auto".into(), Values::Theme;
        "glyphs" glyphs: Glyphs = Glyphs::Auto,
            Values::OneOf(&["auto", "braille", "blocks", "ascii"]);
        "color" color: Color = Color::Auto, Values::OneOf(&["auto", "always", "never"]);
        "mouse" mouse: bool = false, Values::YesNo;
        "lock-minutes" lock_minutes: u16 = 10, Values::Number;
    }
    "warnings" {
        "rules" rules: String = String::new(), Values::Words;
    }
    "backups" {
        "backups-daily" backups_daily: u16 = 7, Values::Number;
        "backups-weekly" backups_weekly: u16 = 4, Values::Number;
        "backups-monthly" backups_monthly: u16 = 12, Values::Number;
    }
    "exports" {
        "check-before-export" check_before_export: bool = true, Values::YesNo;
    }
    "passphrase" {
        "passphrase-command" passphrase_command: String = String::new(), Values::Words;
    }
}

/// Which characters a terminal's font has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Glyphs {
    /// Braille where the locale is UTF-8, ASCII elsewhere.
    #[default]
    Auto,
    /// Curves in braille dots.
    Braille,
    /// Curves in half blocks.
    Blocks,
    /// Nothing but ASCII.
    Ascii,
}

/// Whether there are colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Whether there are colours in an output that is a terminal, or is none (no-color.org: NO_COLOR
    /// counts when it is not empty).
    pub fn shown(self, on_terminal: bool) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                on_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        }
    }
}
