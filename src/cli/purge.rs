//! `purge`: what was removed, removed for good.

use std::io::Write;

use clap::Args;

use super::{Context, Error, Output};
use crate::safekeeping;
use crate::words::shell::changing as say;

/// Remove for good what was removed or changed
///
/// Whatever is removed can be brought back for 30 days, and whatever is done can be undone. This
/// forgets all that at once, and leaves no trace of it in the file. Backups are not touched.
#[derive(Debug, Args)]
pub(super) struct Purge {}

impl Purge {
    /// Forgets.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let forgotten = safekeeping::purge(&mut context.open()?)?;
        writeln!(out, "{}", say::purged(forgotten))?;
        Ok(writeln!(out, "{}", say::backups_stay())?)
    }
}
