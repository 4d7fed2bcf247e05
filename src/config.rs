//! What belongs to this computer and not to the diary: `config.toml` in the XDG config folder.
//!
//! The file holds only what differs from the defaults, is never written unasked, and keeps its
//! comments when a setting is changed from the shell. A key or value that is not understood is
//! refused with its line and the nearest right name.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use toml::Value;
use toml_edit::{DocumentMut, value};

use crate::diary::parse::{self, Unknown};
use crate::safekeeping::Retention;

/// The settings of a computer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// `auto`, `dark`, `light`, `16`, `mono`, or the name of another theme.
    pub theme: String,
    /// Which characters curves and frames are drawn with.
    pub glyphs: Glyphs,
    /// Whether there are colours.
    pub color: Color,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// After how many idle minutes a diary with a passphrase locks; 0 is never.
    pub lock_minutes: u16,
    /// The file of the person's own rules, from this folder on; `rules.toml` when empty.
    pub rules: String,
    /// How many daily copies are kept.
    pub backups_daily: u16,
    /// How many weekly copies are kept.
    pub backups_weekly: u16,
    /// How many monthly copies are kept.
    pub backups_monthly: u16,
    /// The command that writes the passphrase of the diary; empty when the person types it.
    pub passphrase_command: String,
    /// Keys that differ from the built-in ones, as the terminal's key table reads them.
    pub keys: toml::Table,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            theme: "auto".into(),
            glyphs: Glyphs::default(),
            color: Color::default(),
            mouse: false,
            lock_minutes: 10,
            rules: String::new(),
            backups_daily: 7,
            backups_weekly: 4,
            backups_monthly: 12,
            passphrase_command: String::new(),
            keys: toml::Table::new(),
        }
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

/// The settings with one line each on what they mean, in the order they are shown.
pub const SETTINGS: [(&str, &str); 10] = [
    ("theme", "auto, dark, light, 16, mono or a theme's name"),
    ("glyphs", "auto, braille, blocks or ascii"),
    ("color", "auto, always or never"),
    ("mouse", "yes or no"),
    (
        "lock-minutes",
        "idle minutes until a diary with a passphrase locks; 0 is never",
    ),
    (
        "rules",
        "a file of your own warning rules; rules.toml when empty",
    ),
    ("backups-daily", "copies of the latest days; 0 is none"),
    ("backups-weekly", "copies of the latest weeks; 0 is none"),
    ("backups-monthly", "copies of the latest months; 0 is none"),
    (
        "passphrase-command",
        "a command that writes the passphrase, such as pass show diary",
    ),
];

/// The table of keys a person changed.
const KEYS: &str = "keys";

/// Why the settings could not be read or changed.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read or written.
    #[error("{path}: {source}", path = path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file says something that is not understood.
    #[error("{path}, line {line}: {message}{nearest}", path = path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        message: String,
        /// The nearest right name, as half a sentence; empty when there is none.
        nearest: String,
    },
    /// A setting of that name does not exist.
    #[error("there is no setting \"{given}\"{nearest}")]
    Setting {
        /// What was typed.
        given: String,
        /// The nearest right name, as half a sentence; empty when there is none.
        nearest: String,
    },
    /// A setting cannot have that value.
    #[error("{setting} cannot be \"{given}\": it is {allowed}")]
    Value {
        /// The setting.
        setting: String,
        /// What was typed.
        given: String,
        /// What it can be.
        allowed: String,
    },
}

impl Config {
    /// Reads the settings; a file that does not exist is all defaults.
    ///
    /// # Errors
    /// [`ConfigError::File`] when the file cannot be read, [`ConfigError::Wrong`] for a key or
    /// value that is not understood.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        Self::parse(path, &read(path)?)
    }

    fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        toml::from_str(text).map_err(|error| {
            let span = error.span().unwrap_or(0..0);
            let before = text.get(..span.start).unwrap_or_default();
            let word = text.get(span).unwrap_or_default();
            let nearest = error
                .message()
                .starts_with("unknown")
                .then(|| error.message().split('`').skip(3).step_by(2))
                .map(|names| Unknown::new("setting", word.trim_matches(['"', '\'']), names));
            ConfigError::Wrong {
                path: path.to_owned(),
                line: 1 + before.matches('\n').count(),
                message: error.message().to_owned(),
                nearest: nearest
                    .as_ref()
                    .map(Unknown::suggestion)
                    .unwrap_or_default(),
            }
        })
    }

    /// How many copies of the diary are kept.
    pub fn kept(&self) -> Retention {
        Retention {
            daily: self.backups_daily,
            weekly: self.backups_weekly,
            monthly: self.backups_monthly,
        }
    }

    /// A setting's value as it is typed; `None` when there is no such setting.
    pub fn get(&self, setting: &str) -> Option<String> {
        self.value(setting).map(|value| match value {
            Value::String(text) => text,
            Value::Boolean(yes) => if yes { "yes" } else { "no" }.into(),
            other => other.to_string(),
        })
    }

    fn value(&self, setting: &str) -> Option<Value> {
        match setting.strip_prefix("keys.") {
            Some(key) => self.keys.get(key).cloned(),
            None if setting == KEYS => None,
            None => toml::Table::try_from(self).ok()?.remove(setting),
        }
    }

    /// Gives a setting a value in the file, or takes it out with `None`; everything else there
    /// stays as it is. A value that is the default is not written.
    ///
    /// # Errors
    /// [`ConfigError`] when there is no such setting, it cannot have that value, or the file
    /// cannot be read or written; it is then unchanged.
    pub fn change(path: &Path, setting: &str, to: Option<&str>) -> Result<Self, ConfigError> {
        let text = read(path)?;
        Self::parse(path, &text)?;
        let mut document: DocumentMut = text
            .parse()
            .map_err(|error: toml_edit::TomlError| wrong_form(path, &error))?;

        if let Some(key) = setting.strip_prefix("keys.") {
            let table = document.entry(KEYS).or_insert(toml_edit::table());
            match (table.as_table_like_mut(), to) {
                (Some(table), Some(to)) => drop(table.insert(key, value(to))),
                (Some(table), None) => drop(table.remove(key)),
                (None, _) => {}
            }
        } else {
            let usual = Self::default().value(setting).ok_or_else(|| {
                let names = SETTINGS.iter().map(|(name, _)| *name);
                ConfigError::Setting {
                    given: setting.into(),
                    nearest: Unknown::new("setting", setting, names).suggestion(),
                }
            })?;
            let to = to.map(|to| typed(setting, &usual, to)).transpose()?;
            match to.filter(|to| *to != usual) {
                Some(Value::Boolean(yes)) => document[setting] = value(yes),
                Some(Value::Integer(n)) => document[setting] = value(n),
                Some(Value::String(text)) => document[setting] = value(text),
                _ => drop(document.remove(setting)),
            }
        }
        let text = document.to_string();
        let changed = Self::parse(path, &text).map_err(|_| refused(setting, to))?;
        write(path, &text)?;
        Ok(changed)
    }
}

/// A typed word as a value of the kind the setting usually has.
fn typed(setting: &str, usual: &Value, to: &str) -> Result<Value, ConfigError> {
    let typed = match usual {
        Value::Boolean(_) => parse::yes_no(to).map(Value::Boolean),
        Value::Integer(_) => to.parse().ok().map(Value::Integer),
        _ => Some(Value::String(to.into())),
    };
    typed.ok_or_else(|| refused(setting, Some(to)))
}

fn refused(setting: &str, to: Option<&str>) -> ConfigError {
    let allowed = SETTINGS.iter().find(|(name, _)| *name == setting);
    ConfigError::Value {
        setting: setting.into(),
        given: to.unwrap_or_default().into(),
        allowed: allowed.map_or("a key", |(_, allowed)| allowed).into(),
    }
}

fn wrong_form(path: &Path, error: &toml_edit::TomlError) -> ConfigError {
    ConfigError::Wrong {
        path: path.to_owned(),
        line: 1,
        message: error.message().to_owned(),
        nearest: String::new(),
    }
}

fn read(path: &Path) -> Result<String, ConfigError> {
    match std::fs::read_to_string(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        read => read.map_err(|source| ConfigError::File {
            path: path.to_owned(),
            source,
        }),
    }
}

/// Writes beside the file and renames, so that a crash leaves the old settings or the new.
fn write(path: &Path, text: &str) -> Result<(), ConfigError> {
    // Settings are often a link into a folder that is kept under version control.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let write = || {
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)
    };
    write().map(drop).map_err(|source| ConfigError::File {
        path: path.to_owned(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, String> {
        Config::parse(Path::new("config.toml"), text).map_err(|error| error.to_string())
    }

    #[test]
    fn an_empty_file_is_all_defaults() {
        assert_eq!(parse(""), Ok(Config::default()));
    }

    #[test]
    fn every_setting_can_be_shown() {
        let config = Config::default();
        for (name, _) in SETTINGS {
            assert!(config.get(name).is_some(), "{name}");
        }
        let fields = toml::Table::try_from(&config).unwrap();
        assert_eq!(fields.len(), SETTINGS.len() + 1, "all but the keys");
    }

    #[test]
    fn what_is_not_understood_is_refused_with_its_line() {
        for (text, line, words) in [
            (
                "mouse = true\ntheem = \"dark\"\n",
                2,
                "did you mean \"theme\"?",
            ),
            ("\n\nglyphs = \"brail\"\n", 3, "did you mean \"braille\"?"),
            ("mouse = 3", 1, "expected a boolean"),
            ("theme = ", 1, ""),
            ("lock-minutes = -1", 1, "-1"),
        ] {
            let refused = parse(text).unwrap_err();
            assert!(
                refused.starts_with(&format!("config.toml, line {line}: ")),
                "{refused}"
            );
            assert!(refused.contains(words), "{refused}");
        }
    }

    #[test]
    fn a_change_keeps_the_rest_and_holds_only_differences() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("twinge/config.toml");
        Config::change(&path, "mouse", Some("yes")).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, format!("# why: a trackball\n{text}")).unwrap();
        let config = Config::change(&path, "theme", Some("16")).unwrap();
        assert_eq!((config.mouse, config.theme.as_str()), (true, "16"));
        Config::change(&path, "theme", Some("auto")).unwrap();
        Config::change(&path, "keys.undo", Some("ctrl-z")).unwrap();
        assert_eq!(
            std::fs::read_to_string(&path).unwrap(),
            "# why: a trackball\nmouse = true\n\n[keys]\nundo = \"ctrl-z\"\n"
        );
        assert_eq!(
            Config::load(&path).unwrap().get("keys.undo").as_deref(),
            Some("ctrl-z")
        );
    }

    #[test]
    fn a_wrong_change_leaves_the_file_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        for (setting, to, words) in [
            ("mous", "yes", "did you mean \"mouse\"?"),
            (
                "mouse",
                "perhaps",
                "mouse cannot be \"perhaps\": it is yes or no",
            ),
            ("glyphs", "emoji", "auto, braille, blocks or ascii"),
            ("lock-minutes", "soon", "0 is never"),
            ("lock-minutes", "-4", "0 is never"),
            ("keys", "x", "no setting"),
        ] {
            let refused = Config::change(&path, setting, Some(to)).unwrap_err();
            assert!(refused.to_string().contains(words), "{refused}");
        }
        assert!(!path.exists());
    }
}
