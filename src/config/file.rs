//! The files of the settings: read part by part, so that one mistake costs one setting, and written
//! whole.

use std::fs::File;
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use serde::Deserialize as _;
use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};
use toml_edit::{DocumentMut, Item, value};

use super::{Change, Config, ConfigError, Files, Home, KEYS, NoValue, Setting, word};
use crate::keymap::action::Action;
use crate::keymap::{Chord, Context};

impl Config {
    /// Reads the settings; a file that does not exist is all defaults. What cannot be used is left
    /// out, and why is told beside.
    pub fn load(files: &Files) -> (Self, Vec<ConfigError>) {
        understand(files, |home| read(files.of(home)))
    }
}

/// What can be understood of the texts of the files, and what not.
pub(super) fn understand(
    files: &Files,
    text: impl Fn(Home) -> Result<String, ConfigError>,
) -> (Config, Vec<ConfigError>) {
    let mut understood = Table::new();
    let mut faults = Vec::new();
    for home in Home::ALL {
        let path = files.of(home);
        match text(home) {
            Ok(text) => faults.extend(take_in(home, path, &text, &mut understood)),
            Err(why) => faults.push(why),
        }
    }
    // Each part was understood by itself, and none depends on another.
    let config = Config::deserialize(understood).unwrap_or_default();
    (config, faults)
}

/// Takes in what can be understood of a file; gives why the rest cannot.
fn take_in(home: Home, path: &Path, text: &str, understood: &mut Table) -> Vec<ConfigError> {
    let (Ok(table), Ok(spans)) = (text.parse::<Table>(), DeTable::parse(text)) else {
        return vec![syntax(path, text)];
    };
    let mut parts = Vec::new();
    leaves(&table, spans.get_ref(), &mut Vec::new(), &mut parts);
    let mut faults = Vec::new();
    for part in parts {
        let setting = part.path.first().map_or("", String::as_str);
        let other = Setting::named(setting).is_some_and(|known| known.home != home);
        match Config::deserialize(part.alone()) {
            Ok(_) if other || (setting == KEYS && home != Home::Settings) => {
                faults.push(ConfigError::Elsewhere {
                    path: path.to_owned(),
                    line: line_of(text, part.at),
                    setting: setting.to_owned(),
                });
            }
            Ok(_) => part.put_into(understood),
            Err(_) => faults.push(ConfigError::Wrong {
                path: path.to_owned(),
                line: line_of(text, part.at),
                why: Box::new(part.mistake()),
            }),
        }
    }
    faults
}

/// A setting of the file, or one key of one's own.
struct Part {
    path: Vec<String>,
    value: Value,
    /// Where it begins in the text.
    at: usize,
}

impl Part {
    fn put_into(&self, table: &mut Table) {
        let Some((last, above)) = self.path.split_last() else {
            return;
        };
        let mut table = table;
        for name in above {
            let below = table.entry(name).or_insert_with(|| Table::new().into());
            let Value::Table(below) = below else { return };
            table = below;
        }
        table.insert(last.clone(), self.value.clone());
    }

    fn alone(&self) -> Table {
        let mut table = Table::new();
        self.put_into(&mut table);
        table
    }

    /// Why it cannot be used.
    fn mistake(&self) -> ConfigError {
        let setting = self.path.join(".");
        let given = match &self.value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let why = match Setting::named(&setting) {
            Some(known) => NoValue::NotInFile(known),
            None => match Change::read(&setting, Some(&given)) {
                Err(why) => return why,
                Ok(_) => NoValue::OtherKeys,
            },
        };
        ConfigError::Value {
            setting,
            given,
            why,
        }
    }
}

/// The parts of a table: its settings, and of the keys each by itself.
fn leaves(table: &Table, spans: &DeTable<'_>, above: &mut Vec<String>, parts: &mut Vec<Part>) {
    for (name, spanned) in spans {
        let Some(value) = table.get(name.get_ref().as_ref()) else {
            continue;
        };
        above.push(name.get_ref().to_string());
        match (value, spanned.get_ref()) {
            (Value::Table(below), DeValue::Table(spans)) if above[0] == KEYS && above.len() < 3 => {
                leaves(below, spans, above, parts);
            }
            _ => parts.push(Part {
                path: above.clone(),
                value: value.clone(),
                at: begins(name, spanned, value),
            }),
        }
        above.pop();
    }
}

/// Where a mistake in a setting is looked for: at its value, or its name.
fn begins<N>(name: &Spanned<N>, spanned: &Spanned<DeValue<'_>>, value: &Value) -> usize {
    match value {
        Value::Table(_) => name.span().start,
        _ => spanned.span().start,
    }
}

/// The line of a place in a text, from 1.
fn line_of(text: &str, at: usize) -> usize {
    1 + text.get(..at).unwrap_or_default().matches('\n').count()
}

/// Why a text is not TOML at all.
pub(super) fn syntax(path: &Path, text: &str) -> ConfigError {
    let error = text.parse::<Table>().err();
    let span = error.as_ref().and_then(toml::de::Error::span);
    ConfigError::NotToml {
        path: path.to_owned(),
        line: line_of(text, span.map_or(0, |span| span.start)),
        said: error.map_or_else(String::new, |error| error.message().to_owned()),
    }
}

/// Writes a key of one's own into the file, or takes it out.
pub(super) fn write_key(
    document: &mut DocumentMut,
    context: Context,
    chord: &Chord,
    action: Option<Action>,
) {
    let context = word(context);
    let same = |spelling: &str| spelling.parse().is_ok_and(|other: Chord| other == *chord);
    let keys = document.entry(KEYS).or_insert_with(implicit);
    let Some(keys) = keys.as_table_like_mut() else {
        return;
    };
    let own = keys.entry(&context).or_insert_with(toml_edit::table);
    if let Some(own) = own.as_table_like_mut() {
        // The chord may stand there in another spelling.
        let spellings: Vec<String> = own.iter().map(|(name, _)| name.to_owned()).collect();
        for spelling in spellings.iter().filter(|spelling| same(spelling)) {
            own.remove(spelling);
        }
        if let Some(action) = action {
            own.insert(&chord.word(), value(word(action)));
        }
        if own.is_empty() {
            keys.remove(&context);
        }
    }
    if keys.is_empty() {
        document.remove(KEYS);
    }
}

/// A table without a heading of its own.
fn implicit() -> Item {
    let mut table = toml_edit::Table::new();
    table.set_implicit(true);
    Item::Table(table)
}

pub(super) fn read(path: &Path) -> Result<String, ConfigError> {
    match std::fs::read_to_string(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        read => read.map_err(|source| ConfigError::File {
            path: path.to_owned(),
            source,
        }),
    }
}

/// Writes a file of the settings.
pub(super) fn write(home: Home, path: &Path, text: &str) -> Result<(), ConfigError> {
    let written = match home {
        Home::Settings => write_beside(path, text),
        // The full screen may write this file and no other beside it. A crash leaves the usual look.
        Home::Look => write_over(path, text),
    };
    written.map_err(|source| ConfigError::File {
        path: path.to_owned(),
        source,
    })
}

/// Writes beside the file and renames, so that a crash leaves the old settings or the new.
fn write_beside(path: &Path, text: &str) -> io::Result<()> {
    // Settings are often a link into a folder that is kept under version control.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

fn write_over(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
