//! `check`: whether the file is whole.

use std::io::Write;

use clap::Args;
use serde_json::json;

use super::{Context, Error};
use crate::confinement::InForce;
use crate::safekeeping;
use crate::words::errors;
use crate::words::shell::looking as say;

/// Check that the diary's file is whole
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Look at the pages and references only, which is quicker
    #[arg(long)]
    quick: bool,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

fn protection(encrypted: bool) -> &'static str {
    if encrypted {
        say::encrypted()
    } else if cfg!(feature = "encryption") {
        say::no_passphrase()
    } else {
        say::no_encryption()
    }
}

impl Check {
    /// Looks at every page, entry and answer.
    pub(super) fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
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
        let problems: Vec<String> = report.problems.iter().map(errors::problem).collect();
        let mut remains = safekeeping::remains(&repository);
        remains.extend(safekeeping::own_copies(&repository));
        let remains: Vec<String> = remains.iter().map(errors::remains).collect();
        if self.json {
            let all = [problems.as_slice(), &remains].concat();
            let found = json!({
                "problems": all,
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
            if problems.is_empty() {
                writeln!(out, "{}", say::whole(entries, answers))?;
                if !self.quick && !report.words_compared {
                    writeln!(out, "{}", say::not_compared())?;
                }
            }
            writeln!(out, "{}", protection(encrypted))?;
            if !private {
                let path = context.diary_path()?;
                writeln!(out, "{}", say::not_private(path.display()))?;
            }
            for (what, is) in [
                (say::network(), denied.network),
                (say::programs(), denied.programs),
                (say::other_files(), denied.files),
                (say::memory(), denied.memory),
            ] {
                let says = if is { say::denied() } else { say::not_denied() };
                writeln!(out, "  {what}: {says}")?;
            }
        }
        let remains = remains.join("\n  ");
        let remains = (!remains.is_empty()).then(|| say::not_all_encrypted(remains));
        if problems.is_empty() {
            return remains.map_or(Ok(()), |remains| Err(Error::diary(remains)));
        }
        let path = context.diary_path()?;
        let message = say::damaged(path.display(), problems.join("\n  "));
        let damaged = Error::diary(message).hint(say::damaged_hint());
        Err(remains.into_iter().fold(damaged, Error::hint))
    }
}
