//! `path`: where things are.

use std::io::Write;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::{Context, Error, Output};

/// Say where the diary or the settings are
#[derive(Debug, Args)]
pub(super) struct PathVerb {
    /// Which file
    #[arg(value_enum, default_value_t = Which::Diary)]
    which: Which,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Which {
    /// The diary
    Diary,
    /// The settings
    Config,
}

impl PathVerb {
    /// Writes the path, whether the file exists or not.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let path = match self.which {
            Which::Diary => context.diary_path()?,
            Which::Config => context.config_path()?,
        };
        if self.json {
            let there = json!({ "path": path.display().to_string(), "exists": path.exists() });
            return Ok(out.json(there)?);
        }
        Ok(writeln!(out, "{}", path.display())?)
    }
}
