//! `config`: the settings of this computer.

use std::io::Write;

use clap::{Args, Subcommand};
use serde_json::{Map, json};

use super::{Context, Error};
use crate::config::{Config, SETTINGS};
use crate::tui::appearance::Appearance;

/// Show or change the settings of this computer
///
/// What belongs to the diary itself, such as the areas that are kept, is in `twinge profile`.
#[derive(Debug, Args)]
#[command(after_help = settings())]
pub struct ConfigVerb {
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
    pub fn writes(&self) -> bool {
        self.verb.is_some()
    }

    /// Shows all settings, or changes one.
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        let path = context.config_path()?;
        let themes = context.themes_path()?;
        // What the full screen could not use is not written.
        let check = |config: &Config| Appearance::of(config, &themes).map(drop);
        let change = |setting: &str, to: Option<&str>| {
            Config::change(&path, setting, to, check).map_err(Error::usage)
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
                if !context.faults().is_empty() {
                    return Err(Error::input(context.faults().join("\n        "))
                        .hint("put it right there, or with twinge config set"));
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
                    return Ok(writeln!(out, "{}", json!(all))?);
                }
                for (setting, value) in values {
                    writeln!(out, "{} = {value}  ({})", setting.name, setting.allowed())?;
                }
                for (key, action) in config.own_keys() {
                    writeln!(out, "{key} = {action}")?;
                }
            }
        }
        Ok(())
    }
}

/// All settings under their headings, for the help.
fn settings() -> String {
    let mut words = String::new();
    for part in SETTINGS.chunk_by(|a, b| a.heading == b.heading) {
        for (at, setting) in part.iter().enumerate() {
            if at == 0 {
                words += &format!(
                    "{}{}:\n",
                    if words.is_empty() { "" } else { "\n" },
                    setting.heading
                );
            }
            words += &format!("  {:<20}{}\n", setting.name, setting.help);
            if setting.allowed() != setting.help {
                words += &format!("{:22}{}\n", "", setting.allowed());
            }
        }
    }
    words.trim_end().to_owned()
}
