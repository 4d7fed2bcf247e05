//! `check`: whether the file is whole.

use std::io::Write;

use clap::Args;
use serde_json::json;

use super::{Context, Error};
use crate::confinement::InForce;
use crate::safekeeping;

/// Check that the diary's file is whole
#[derive(Debug, Args)]
pub struct Check {
    /// Look at the pages and references only, which is quicker
    #[arg(long)]
    quick: bool,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

fn protection(encrypted: bool) -> &'static str {
    if encrypted {
        "it is encrypted with a passphrase"
    } else if cfg!(feature = "encryption") {
        "it has no passphrase: anybody who has the file can read it (twinge passphrase set)"
    } else {
        "it is not encrypted, and this twinge was built without encryption"
    }
}

impl Check {
    /// Looks at every page, entry and answer.
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        let repository = context.open_read_only()?;
        let report = if self.quick {
            safekeeping::quick_check(&repository)?
        } else {
            safekeeping::check(&repository)?
        };
        let encrypted = repository.is_encrypted();
        let private = safekeeping::is_private(&repository);
        let denied = InForce::try_all();
        let (entries, answers) = (report.entries, report.answers);
        if self.json {
            let found = json!({
                "problems": report.problems,
                "entries": entries,
                "answers": answers,
                "encrypted": encrypted,
                "private": private,
                "denied": {
                    "network": denied.network,
                    "programs": denied.programs,
                    "files": denied.files,
                    "memory": denied.memory,
                },
            });
            writeln!(out, "{found}")?;
        } else {
            if report.problems.is_empty() {
                writeln!(
                    out,
                    "the diary is whole: {entries} entries, {answers} answers"
                )?;
            }
            writeln!(out, "{}", protection(encrypted))?;
            if !private {
                writeln!(
                    out,
                    "other people who use this computer can read the file: chmod 600 {}",
                    context.diary_path()?.display()
                )?;
            }
            for (what, is) in [
                ("the network", denied.network),
                ("other programs", denied.programs),
                ("files it was not asked to use", denied.files),
                ("other processes' looks into its memory", denied.memory),
            ] {
                let says = if is {
                    "denied, as trying showed"
                } else {
                    "not denied on this system"
                };
                writeln!(out, "  {what}: {says}")?;
            }
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
