//! What belongs to this computer and not to the diary: `config.toml` in the XDG config folder, and
//! `look.toml` beside it, which the full screen writes. Each setting stands in one of them.
//!
//! A file holds only what differs from the defaults, is never written unasked, and keeps its
//! comments when a setting is changed from the shell. What is written is checked first; what is in the
//! file and cannot be used is told with its line and the nearest right name, and its default holds: a
//! diary always opens.

mod file;
mod settings;

use std::path::PathBuf;

use serde::Deserialize as _;
use serde::de::IntoDeserializer as _;
use toml::Value;
use toml_edit::{DocumentMut, value};

use crate::diary::parse::{self, Unknown, suggestion};
use crate::keymap::action::Action;
use crate::keymap::{Chord, ChordError, Context};
use crate::safekeeping::{Keeping, Retention, SecondPlace};

pub use settings::{Color, Config, Files, Folder, Glyphs, Home, SETTINGS, Setting, THEMES, Values};

/// The setting that names the folder the diary is shared through.
pub const SHARE_FOLDER: &str = "share-folder";

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
    #[error("{path}, line {line}: {why}", path = path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        why: Box<ConfigError>,
    },
    /// A setting of the other file.
    #[error("{path}, line {line}: {setting} does not stand in this file", path = path.display())]
    Elsewhere {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The setting.
        setting: String,
    },
    /// The file is not TOML.
    #[error("{path}, line {line}: it is not TOML: {said}", path = path.display())]
    NotToml {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What the reader of TOML says of it, in its own words.
        said: String,
    },
    /// A setting of that name does not exist.
    #[error("there is no setting \"{given}\"{why}")]
    Setting {
        /// What was typed.
        given: String,
        /// What is wrong with it.
        why: NoSetting,
    },
    /// A setting cannot have that value.
    #[error("{setting} cannot be \"{given}\": {why}")]
    Value {
        /// The setting.
        setting: String,
        /// What was typed.
        given: String,
        /// What is wrong with it.
        why: NoValue,
    },
}

/// What is wrong with the name of a setting.
#[derive(Debug, thiserror::Error)]
pub enum NoSetting {
    /// No setting has it; the nearest that has.
    #[error("{}", suggestion(.0.as_deref()))]
    Unknown(Option<String>),
    /// A key without its context and chord.
    #[error("; write keys.CONTEXT.CHORD, such as keys.form.ctrl-d")]
    KeyForm,
    /// A key in a context that does not exist.
    #[error("; {0}")]
    Context(NoKeyWord),
    /// A key that cannot be pressed.
    #[error("; {0}")]
    Chord(ChordError),
}

/// What is wrong with the value of a setting.
#[derive(Debug, thiserror::Error)]
pub enum NoValue {
    /// It is none the setting can have.
    #[error("it is one of {:?}", .0.values)]
    Not(&'static Setting),
    /// It is none the setting can have as a file writes it.
    #[error("it is one of {:?}, as TOML writes them", .0.values)]
    NotInFile(&'static Setting),
    /// No key does that.
    #[error("{0}")]
    Action(NoKeyWord),
    /// The file holds something else in its place.
    #[error("the file says something else of keys; put that right first")]
    OtherKeys,
    /// The last look at it found something wrong, and says what.
    #[error("{0}")]
    Said(String),
}

/// A word that no context and no action of the keys has.
#[derive(Debug, thiserror::Error)]
#[error("there is no \"{word}\" among the keys{}", suggestion(.nearest.as_deref()))]
pub struct NoKeyWord {
    /// What was typed.
    pub word: String,
    /// The nearest right name.
    pub nearest: Option<String>,
}

/// A setting that was typed, and what it is to be.
enum Change {
    /// A row of [`SETTINGS`]; `None` when it is to be as usual.
    Setting(&'static Setting, Option<Value>),
    /// A key.
    Key(Context, Chord, Option<Action>),
}

impl Config {
    /// How many copies of the diary are kept.
    pub fn retention(&self) -> Retention {
        Retention {
            daily: self.backups_daily,
            weekly: self.backups_weekly,
            monthly: self.backups_monthly,
        }
    }

    /// How and where copies of the diary are kept.
    pub fn keeping(&self) -> Keeping {
        Keeping {
            retention: self.retention(),
            second: self.second_place(),
        }
    }

    /// The second place for copies, if there is to be one.
    pub fn second_place(&self) -> Option<SecondPlace> {
        self.backup_folder.path().map(SecondPlace::in_folder)
    }

    /// A setting's value as it is typed; `None` when there is no such setting, or key of one's own.
    pub fn get(&self, setting: &str) -> Option<String> {
        if let Some(key) = setting.strip_prefix("keys.") {
            let (context, chord) = key.split_once('.')?;
            let own = self.keys.get(&named(context).ok()?)?;
            return Some(word(*own.get(&chord.parse().ok()?)?));
        }
        self.value(setting).map(|value| match value {
            Value::String(text) => text,
            Value::Boolean(yes) => if yes { "yes" } else { "no" }.into(),
            other => other.to_string(),
        })
    }

    /// The settings with one of them changed; `None` when there is no such setting, or it cannot have
    /// that value.
    pub fn with(&self, setting: &str, to: &str) -> Option<Self> {
        let Ok(Change::Setting(setting, Some(to))) = Change::read(setting, Some(to)) else {
            return None;
        };
        let mut table = toml::Table::try_from(self).ok()?;
        table.insert(setting.name.into(), to);
        Self::deserialize(table).ok()
    }

    fn value(&self, setting: &str) -> Option<Value> {
        let setting = Setting::named(setting)?;
        toml::Table::try_from(self).ok()?.remove(setting.name)
    }

    /// All keys of one's own as they are typed: the setting and its action.
    pub fn own_keys(&self) -> impl Iterator<Item = (String, String)> + '_ {
        self.keys.iter().flat_map(|(context, own)| {
            let setting = move |chord: &Chord| format!("{KEYS}.{}.{}", word(context), chord.word());
            own.iter()
                .map(move |(chord, action)| (setting(chord), word(action)))
        })
    }

    /// Gives a setting a value in its file, or its usual one with `None`; everything else there
    /// stays as it is. A value that is the default is not written. `check` has the last word on what
    /// would be written.
    ///
    /// # Errors
    /// [`ConfigError`] when there is no such setting, it cannot have that value, or the file
    /// cannot be read or written; it is then unchanged.
    pub fn change(
        files: &Files,
        setting: &str,
        to: Option<&str>,
        check: impl FnOnce(&Self) -> Result<(), String>,
    ) -> Result<Self, ConfigError> {
        let change = Change::read(setting, to)?;
        let home = change.home();
        let path = files.of(home);
        let text = file::read(path)?;
        let mut document: DocumentMut = text.parse().map_err(|_| file::syntax(path, &text))?;
        change.write(&mut document);
        let text = document.to_string();
        let (changed, _) = file::understand(files, |of| match of == home {
            true => Ok(text.clone()),
            false => file::read(files.of(of)),
        });
        let refused = |why| ConfigError::Value {
            setting: setting.into(),
            given: to.unwrap_or_default().into(),
            why,
        };
        if !change.holds(&changed) {
            return Err(refused(change.not_held()));
        }
        if to.is_some() {
            check(&changed).map_err(|said| refused(NoValue::Said(said)))?;
        }
        file::write(home, path, &text)?;
        Ok(changed)
    }
}

impl Change {
    /// Understands what was typed.
    fn read(setting: &str, to: Option<&str>) -> Result<Self, ConfigError> {
        if let Some(key) = setting.strip_prefix("keys.") {
            return Self::key(setting, key, to);
        }
        if setting == KEYS {
            return Err(no_setting(setting, NoSetting::KeyForm));
        }
        let known = Setting::named(setting).ok_or_else(|| {
            let names = SETTINGS.iter().map(|setting| setting.name);
            let unknown = Unknown::new("setting", setting, names);
            no_setting(setting, NoSetting::Unknown(unknown.nearest))
        })?;
        let to = to.map(|to| {
            let typed = match known.values {
                Values::YesNo => parse::yes_no(to).map(Value::Boolean),
                Values::Number => to.parse().ok().map(Value::Integer),
                Values::OneOf(_) | Values::Theme | Values::Folder | Values::Words => {
                    Some(Value::String(to.into()))
                }
            };
            typed.ok_or_else(|| ConfigError::Value {
                setting: setting.into(),
                given: to.into(),
                why: NoValue::Not(known),
            })
        });
        Ok(Self::Setting(known, to.transpose()?))
    }

    fn key(setting: &str, key: &str, to: Option<&str>) -> Result<Self, ConfigError> {
        let (context, chord) = key
            .split_once('.')
            .ok_or_else(|| no_setting(setting, NoSetting::KeyForm))?;
        let context = named(context).map_err(|why| no_setting(setting, NoSetting::Context(why)))?;
        let chord: Chord = chord
            .parse()
            .map_err(|why| no_setting(setting, NoSetting::Chord(why)))?;
        let action = to.map(|to| {
            named(to).map_err(|why| ConfigError::Value {
                setting: setting.into(),
                given: to.into(),
                why: NoValue::Action(why),
            })
        });
        Ok(Self::Key(context, chord, action.transpose()?))
    }

    /// The file it stands in.
    fn home(&self) -> Home {
        match self {
            Self::Setting(setting, _) => setting.home,
            Self::Key(..) => Home::Settings,
        }
    }

    /// Writes it into the file.
    fn write(&self, document: &mut DocumentMut) {
        match self {
            Self::Setting(setting, to) => {
                let usual = Config::default().value(setting.name);
                match to.clone().filter(|_| *to != usual) {
                    Some(Value::Boolean(yes)) => document[setting.name] = value(yes),
                    Some(Value::Integer(n)) => document[setting.name] = value(n),
                    Some(Value::String(text)) => document[setting.name] = value(text),
                    _ => drop(document.remove(setting.name)),
                }
            }
            Self::Key(context, chord, action) => {
                file::write_key(document, *context, chord, *action)
            }
        }
    }

    /// Whether settings say what it is to be.
    fn holds(&self, config: &Config) -> bool {
        match self {
            Self::Setting(setting, to) => to
                .as_ref()
                .is_none_or(|to| config.value(setting.name).as_ref() == Some(to)),
            Self::Key(context, chord, action) => {
                config.keys.get(context).and_then(|own| own.get(chord)) == action.as_ref()
            }
        }
    }

    /// Why settings do not say what it is to be.
    fn not_held(&self) -> NoValue {
        match self {
            Self::Setting(setting, _) => NoValue::Not(setting),
            Self::Key(..) => NoValue::OtherKeys,
        }
    }
}

fn no_setting(given: &str, why: NoSetting) -> ConfigError {
    let given = given.into();
    ConfigError::Setting { given, why }
}

/// A context or an action of a name, or why there is none.
fn named<T: serde::de::DeserializeOwned>(word: &str) -> Result<T, NoKeyWord> {
    let named = T::deserialize(word.into_deserializer());
    named.map_err(|wrong: serde::de::value::Error| NoKeyWord {
        word: word.into(),
        nearest: nearest_in(&wrong.to_string()),
    })
}

/// How a context or an action is written.
fn word(named: impl serde::Serialize) -> String {
    let written = Value::try_from(named).ok();
    let word = written.as_ref().and_then(Value::as_str);
    word.unwrap_or_default().to_owned()
}

/// The nearest of the names that serde lists when it refuses one: "unknown field `glyph`, expected one
/// of `theme`, `glyphs`".
fn nearest_in(refusal: &str) -> Option<String> {
    let mut quoted = refusal.split('`').skip(1).step_by(2);
    let word = quoted.next().filter(|_| refusal.starts_with("unknown"));
    Unknown::new("setting", word?, quoted).nearest
}

#[cfg(test)]
mod tests;
