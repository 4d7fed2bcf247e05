//! The settings of a computer, a row a setting: its name, what it is usually, and what it can be. What
//! it is for stands under its name in `assets/words/*/settings.ftl`. [`Config`], the shell's `config` and its help are made of these rows.

use std::path::{Path, PathBuf};

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
    /// The whole name of a folder, or nothing.
    Folder,
    /// Words that are not looked at here.
    Words,
}

/// The file a setting stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// `config.toml`: the full screen can only read it, as it names a program that is started.
    Settings,
    /// `look.toml`: how the screen looks, which the full screen writes; nothing in it runs.
    Look,
}

impl Home {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Settings, Self::Look];
}

/// A setting of a computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Its name in the file and in the shell.
    pub name: &'static str,
    /// The part it stands in, as its words are called in `assets/words/*/settings.ftl`.
    pub heading: &'static str,
    /// The file it stands in.
    pub home: Home,
    /// What it can be.
    pub values: Values,
}

impl Setting {
    /// The setting of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.name == name)
    }

    /// All values it can have, where they can be counted.
    pub fn words(&self) -> Vec<&'static str> {
        match self.values {
            Values::YesNo => vec!["yes", "no"],
            Values::OneOf(words) => words.to_vec(),
            Values::Theme => {
                let names = THEMES.iter().map(|(name, _)| *name);
                std::iter::once("auto").chain(names).collect()
            }
            Values::Number | Values::Folder | Values::Words => vec![],
        }
    }
}

/// The files of the settings, whether they exist or not.
#[derive(Debug, Clone)]
pub struct Files {
    settings: PathBuf,
    look: PathBuf,
}

impl Files {
    /// The file of the settings, and that of the look beside it.
    pub fn at(settings: PathBuf) -> Self {
        let look = settings.with_file_name("look.toml");
        Self { settings, look }
    }

    /// The file of some of them.
    pub fn of(&self, home: Home) -> &Path {
        match home {
            Home::Settings => &self.settings,
            Home::Look => &self.look,
        }
    }
}

macro_rules! settings {
    ($($heading:literal in $home:ident {
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
            Setting {
                name: $name,
                heading: $heading,
                home: Home::$home,
                values: $values,
            },
        )*)*];
    };
}

settings! {
    "look" in Look {
        "theme" theme: String = "auto".into(), Values::Theme;
        "glyphs" glyphs: Glyphs = Glyphs::Auto,
            Values::OneOf(&["auto", "braille", "blocks", "ascii"]);
        "mouse" mouse: bool = false, Values::YesNo;
    }
    "full-screen" in Settings {
        "color" color: Color = Color::Auto, Values::OneOf(&["auto", "always", "never"]);
        "lock-minutes" lock_minutes: u16 = 10, Values::Number;
    }
    "warnings" in Settings {
        "rules" rules: String = String::new(), Values::Words;
    }
    "backups" in Settings {
        "backups-daily" backups_daily: u16 = 7, Values::Number;
        "backups-weekly" backups_weekly: u16 = 4, Values::Number;
        "backups-monthly" backups_monthly: u16 = 12, Values::Number;
        "backup-folder" backup_folder: Folder = Folder::default(), Values::Folder;
    }
    "sharing" in Settings {
        "share-folder" share_folder: Folder = Folder::default(), Values::Folder;
    }
    "exports" in Settings {
        "check-before-export" check_before_export: bool = true, Values::YesNo;
    }
    "passphrase" in Settings {
        "passphrase-command" passphrase_command: String = String::new(), Values::Words;
    }
}

/// The whole name of a folder, or none: what it would stand for otherwise depends on where the program
/// is started.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "PathBuf", into = "PathBuf")]
pub struct Folder(Option<PathBuf>);

/// Why something is not the name of a folder.
#[derive(Debug, thiserror::Error)]
#[error("expected the whole name of a folder, such as /media/stick")]
pub struct NotWhole;

impl Folder {
    /// Its name.
    pub fn path(&self) -> Option<&Path> {
        self.0.as_deref()
    }
}

impl TryFrom<PathBuf> for Folder {
    type Error = NotWhole;

    fn try_from(path: PathBuf) -> Result<Self, NotWhole> {
        if path.as_os_str().is_empty() {
            Ok(Self(None))
        } else if path.is_absolute() {
            Ok(Self(Some(path)))
        } else {
            Err(NotWhole)
        }
    }
}

impl From<Folder> for PathBuf {
    fn from(folder: Folder) -> Self {
        folder.0.unwrap_or_default()
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
