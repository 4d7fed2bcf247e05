//! `salvage`: what can still be read of a damaged diary.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::{Context, Error, Output};
use crate::confinement::Reach;
use crate::safekeeping;
use crate::safekeeping::folder_of;
use crate::words::shell::files as say;

/// Write whatever can be read of a damaged diary to a new one
///
/// The damaged file is left as it is. Restore a backup first, where there is one.
#[derive(Debug, Args)]
pub(super) struct Salvage {
    /// The new diary; it must not exist yet
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl Salvage {
    /// The file it is asked to write.
    pub(super) fn reach(&self, reach: &mut Reach) {
        reach.write(&self.file);
    }

    /// Reads, writes, and says what could not be read.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let path = context.diary_path()?;
        folder_of(&self.file)?;
        let salvaged = context.unlock(&path, |path, key| {
            safekeeping::salvage(path, key, &self.file)
        })?;
        let new = self.file.display();
        let (entries, answers) = (salvaged.entries, salvaged.answers);
        let said = say::salvaged(entries, answers, &new, salvaged.found_elsewhere);
        writeln!(out, "{said}")?;
        for lost in &salvaged.lost {
            writeln!(out, "  {}", crate::words::errors::lost(lost))?;
        }
        Ok(writeln!(out, "{}", say::log_begins_anew(&new))?)
    }
}
