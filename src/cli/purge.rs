//! `purge`: what was removed, removed for good.

use std::io::{IsTerminal, Write, stdin};

use chrono::{DateTime, Local};
use clap::Args;

use super::{Context, Error, Output};
use crate::repository::Repository;
use crate::safekeeping;
use crate::words::shell::changing as say;

/// Remove for good what was removed or changed
///
/// Whatever is removed can be brought back for 30 days, and whatever is done can be undone. This
/// forgets all that at once, and leaves no trace of it in the file. Backups are not touched. It says
/// what would go, and asks first.
#[derive(Debug, Args)]
pub(super) struct Purge {
    /// Forget without asking
    #[arg(long)]
    yes: bool,

    /// Say what would go, and forget nothing
    #[arg(long, conflicts_with = "yes")]
    dry_run: bool,
}

impl Purge {
    /// Forgets.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        if self.dry_run {
            return would_go(&context.open_read_only()?, out);
        }
        let mut diary = context.open()?;
        if !self.yes {
            if !stdin().is_terminal() {
                return Err(Error::usage(say::needs_yes()).hint(say::needs_yes_hint()));
            }
            would_go(&diary, out)?;
            if !out.agreed(say::go_on())? {
                return Ok(writeln!(out, "{}", say::not_purged())?);
            }
        }
        let forgotten = safekeeping::purge(&mut diary)?;
        writeln!(out, "{}", say::purged(forgotten))?;
        Ok(writeln!(out, "{}", say::backups_stay())?)
    }
}

/// Says what would be forgotten.
fn would_go(diary: &Repository, out: &mut Output) -> Result<(), Error> {
    let acts = diary.history(usize::MAX)?.len();
    let removed = safekeeping::trash(diary, DateTime::<Local>::from(DateTime::UNIX_EPOCH))?;
    writeln!(out, "{}", say::would_go(acts, removed.len()))?;
    Ok(writeln!(out, "{}", say::backups_stay())?)
}
