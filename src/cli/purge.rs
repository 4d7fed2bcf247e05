//! `purge`: what was removed, removed for good.

use std::io::Write;

use chrono::{Days, Local};
use clap::Args;

use super::{Context, Error};

/// How many days what was removed can be brought back.
const BIN: u64 = 30;

/// Remove for good what was removed or changed before
///
/// Whatever is removed can be brought back with undo. This forgets how things were before the last
/// 30 days, and leaves no trace of it in the file. Backups are not touched.
#[derive(Debug, Args)]
pub struct Purge {
    /// Forget everything that was before, not only what is older than 30 days
    #[arg(long)]
    all: bool,
}

impl Purge {
    /// Forgets.
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        let now = Local::now();
        let before = if self.all {
            now
        } else {
            now.checked_sub_days(Days::new(BIN)).unwrap_or(now)
        };
        let forgotten = context.open()?.purge(before)?;
        writeln!(
            out,
            "{forgotten} acts were forgotten and cannot be undone any more"
        )?;
        Ok(writeln!(
            out,
            "backups still hold what they held: twinge backup --list"
        )?)
    }
}
