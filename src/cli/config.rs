//! `config`: the settings of this computer.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::{Map, json};

use super::{Context, Error, Output, text};
use crate::config::{Config, SETTINGS};
use crate::confinement::Reach;
use crate::safekeeping::SecondPlace;
use crate::tui::appearance::Appearance;
use crate::words::shell::everywhere as say;
use crate::words::{errors, settings as words};

/// Show or change the settings of this computer
///
/// What belongs to the diary itself, such as the areas that are kept, is in `twinge profile`.
#[derive(Debug, Args)]
#[command(after_help = settings())]
pub(super) struct ConfigVerb {
    #[command(subcommand)]
    verb: Option<Verb>,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Give a setting a value; keys.CONTEXT.CHORD for what a key does
    Set {
        /// The setting
        setting: String,
        /// Its value
        #[arg(allow_hyphen_values = true)]
        value: String,
    },
    /// Give a setting its usual value again
    Unset {
        /// The setting
        setting: String,
    },
}

impl ConfigVerb {
    /// Whether it may begin the file of the settings.
    pub(super) fn writes(&self) -> bool {
        self.verb.is_some()
    }

    /// The folder it is asked to begin a second place for copies in.
    pub(super) fn reach(&self, reach: &mut Reach) {
        reach.write.extend(self.second_place());
    }

    /// The folder that is to be the second place for copies.
    fn second_place(&self) -> Option<PathBuf> {
        match &self.verb {
            Some(Verb::Set { setting, value }) if setting == BACKUP_FOLDER => {
                Some(PathBuf::from(value)).filter(|folder| folder.is_absolute())
            }
            _ => None,
        }
    }

    /// Shows all settings, or changes one.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let files = context.config_files()?;
        let themes = context.themes_path()?;
        // What the full screen could not use is not written.
        let begun = self.second_place();
        let check = |config: &Config| {
            Appearance::of(config, &themes, None)?;
            match begun.and(config.second_place()) {
                Some(place) => begin(&place),
                None => Ok(()),
            }
        };
        let change = |setting: &str, to: Option<&str>| {
            Config::change(&files, setting, to, check).map_err(Error::from)
        };
        match self.verb {
            Some(Verb::Set { setting, value }) => {
                let config = change(&setting, Some(&value))?;
                let value = config.get(&setting).unwrap_or(value);
                writeln!(out, "{setting} = {value}")?;
            }
            Some(Verb::Unset { setting }) => {
                let config = change(&setting, None)?;
                let value = config
                    .get(&setting)
                    .unwrap_or_else(|| say::as_usual().into());
                writeln!(out, "{setting} = {value}")?;
            }
            None => {
                let config = context.config()?;
                if !context.faults().is_empty() {
                    return Err(Error::input(context.faults().join("\n        "))
                        .hint(errors::settings_line_hint()));
                }
                let values = SETTINGS.iter().map(|setting| {
                    let value = config.get(setting.name).unwrap_or_default();
                    (setting, value)
                });
                if self.json {
                    let mut all: Map<_, _> = values
                        .map(|(setting, value)| (setting.name.to_owned(), json!(value)))
                        .collect();
                    all.insert("keys".into(), json!(config.keys));
                    return Ok(out.json(json!(all))?);
                }
                for (setting, value) in values {
                    writeln!(
                        out,
                        "{} = {value}  ({})",
                        setting.name,
                        words::allowed(setting)
                    )?;
                }
                for (key, action) in config.own_keys() {
                    writeln!(out, "{key} = {action}")?;
                }
            }
        }
        Ok(())
    }
}

/// The setting that names a folder that has to be there.
const BACKUP_FOLDER: &str = "backup-folder";

/// Begins a second place for copies, so that it is known again.
fn begin(place: &SecondPlace) -> Result<(), String> {
    let refused = |error| say::no_second_place(place.folder().display(), error);
    place.begin().map_err(refused)
}

/// All settings under their headings, for the help.
fn settings() -> String {
    text::settings(SETTINGS.iter().map(|setting| {
        let (help, allowed) = (words::help(setting), words::allowed(setting));
        (words::heading(setting), setting.name, help, allowed)
    }))
}
