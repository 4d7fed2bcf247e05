//! `purge`: what was removed, removed for good.

use std::io::Write;

use clap::Args;

use super::{Context, Error};
use crate::safekeeping;

/// Remove for good what was removed or changed
///
/// Whatever is removed can be brought back for 30 days, and whatever is done can be undone. This
/// forgets all that at once, and leaves no trace of it in the file. Backups are not touched.
#[derive(Debug, Args)]
pub struct Purge {}

impl Purge {
    /// Forgets.
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        let forgotten = safekeeping::purge(&mut context.open()?)?;
        writeln!(
            out,
            "the bin is empty; {forgotten} acts were forgotten and cannot be undone any more"
        )?;
        Ok(writeln!(
            out,
            "backups still hold what they held: twinge backup --list"
        )?)
    }
}
