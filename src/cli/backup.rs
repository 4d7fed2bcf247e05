//! `backup`: a copy of the diary.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::{Context, Error};
use crate::confinement::Reach;

/// Write a verified copy of the diary to a new file
#[derive(Debug, Args)]
pub struct Backup {
    /// The file to write; it must not exist yet
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl Backup {
    /// The file it is asked to write.
    pub fn reach(&self, reach: &mut Reach) {
        reach.write(&self.file);
    }

    /// Copies, also while the diary is in use.
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        context.open_read_only()?.backup(&self.file)?;
        Ok(writeln!(
            out,
            "the diary was copied to {}",
            self.file.display()
        )?)
    }
}
