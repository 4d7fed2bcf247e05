//! `config`: the settings of this computer.

use std::io::Write;

use clap::{Args, Subcommand};
use serde_json::{Map, json};

use super::{Context, Error};
use crate::config::{Config, SETTINGS};

/// Show or change the settings of this computer
///
/// What belongs to the diary itself, such as the areas that are kept, is in `twinge profile`.
#[derive(Debug, Args)]
pub struct ConfigVerb {
    #[command(subcommand)]
    verb: Option<Verb>,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Give a setting a value; keys.NAME for a key
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
    pub fn writes(&self) -> bool {
        self.verb.is_some()
    }

    /// Shows all settings, or changes one.
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        let path = context.config_path()?;
        let change = |setting: &str, to: Option<&str>| {
            Config::change(&path, setting, to).map_err(Error::usage)
        };
        match self.verb {
            Some(Verb::Set { setting, value }) => {
                let config = change(&setting, Some(&value))?;
                let value = config.get(&setting).unwrap_or(value);
                writeln!(out, "{setting} = {value}")?;
            }
            Some(Verb::Unset { setting }) => {
                let config = change(&setting, None)?;
                let value = config.get(&setting).unwrap_or_else(|| "as usual".into());
                writeln!(out, "{setting} = {value}")?;
            }
            None => {
                let config = context.config()?;
                let values = SETTINGS.map(|(name, _)| (name, config.get(name).unwrap_or_default()));
                if self.json {
                    let mut all: Map<_, _> = values
                        .map(|(name, value)| (name.to_owned(), json!(value)))
                        .into_iter()
                        .collect();
                    all.insert("keys".into(), json!(config.keys));
                    return Ok(writeln!(out, "{}", json!(all))?);
                }
                for ((name, value), (_, allowed)) in values.iter().zip(SETTINGS) {
                    writeln!(out, "{name} = {value}  ({allowed})")?;
                }
                for (key, value) in &config.keys {
                    writeln!(out, "keys.{key} = {value}")?;
                }
            }
        }
        Ok(())
    }
}
