//! `check`: whether the file is whole.

use std::io::Write;

use clap::Args;
use serde_json::json;

use super::{Context, Error};

/// Check that the diary's file is whole
#[derive(Debug, Args)]
pub struct Check {
    /// Write JSON
    #[arg(long)]
    json: bool,
}

impl Check {
    /// Looks at every page, entry and answer.
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        let report = context.open_read_only()?.check()?;
        let (entries, answers) = (report.entries, report.answers);
        if self.json {
            let found = json!({
                "problems": report.problems,
                "entries": entries,
                "answers": answers,
            });
            writeln!(out, "{found}")?;
        } else if report.problems.is_empty() {
            writeln!(
                out,
                "the diary is whole: {entries} entries, {answers} answers"
            )?;
        }
        if report.problems.is_empty() {
            return Ok(());
        }
        let path = context.diary_path()?;
        let message = format!(
            "{} is damaged: {}",
            path.display(),
            report.problems.join("\n  ")
        );
        Err(Error::diary(message).hint("copy the file away, then restore a backup"))
    }
}
