//! Rules of a person's own, by which tables come in: the files of a folder beside the settings.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::{Format, RulesFault};
use crate::diary::parse;

/// The rules of a folder.
#[derive(Debug, Default)]
pub struct OwnRules {
    /// The formats they make, by the names of their files: the first that knows a file reads it.
    pub formats: Vec<Format>,
    /// Files that cannot be used.
    pub unread: Vec<Unread>,
}

/// A file of rules that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// It cannot be read, or its folder.
    #[error("{0}: {1}")]
    Io(PathBuf, io::Error),
    /// It is not of the form that rules have.
    #[error("{0}: {1}")]
    Fault(PathBuf, RulesFault),
}

impl OwnRules {
    /// Reads all rules of a folder, whether it exists or not.
    pub fn of(folder: &Path) -> Self {
        let found = match fs::read_dir(folder) {
            Ok(found) => found,
            Err(error) if error.kind() == ErrorKind::NotFound => return Self::default(),
            Err(error) => {
                return Self {
                    unread: vec![Unread::Io(folder.to_owned(), error)],
                    ..Self::default()
                };
            }
        };
        let files = found.filter_map(|file| Some(file.ok()?.path()));
        let mut files: Vec<PathBuf> = files
            .filter(|file| file.extension().is_some_and(|end| end == "toml"))
            .collect();
        files.sort();
        let mut rules = Self::default();
        for file in files {
            match Self::read(&file) {
                Ok(format) => rules.formats.push(format),
                Err(why) => rules.unread.push(why),
            }
        }
        rules
    }

    /// The format that a file of rules makes of a table.
    ///
    /// # Errors
    /// [`Unread`].
    pub fn read(file: &Path) -> Result<Format, Unread> {
        let text = fs::read_to_string(file);
        let text = text.map_err(|error| Unread::Io(file.to_owned(), error))?;
        Format::by_rules(&text).map_err(|fault| Unread::Fault(file.to_owned(), fault))
    }
}

/// What the rules for a file are called: as it, in small words with hyphens.
pub fn rules_name(file: &Path) -> String {
    let name = file.file_stem().map(|stem| stem.to_string_lossy());
    match parse::slug(&name.unwrap_or_default()) {
        empty if empty.is_empty() => "table".to_owned(),
        name => name,
    }
}
