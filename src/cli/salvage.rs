//! `salvage`: what can still be read of a damaged diary.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::{Context, Error};
use crate::confinement::Reach;
use crate::safekeeping;

/// Write whatever can be read of a damaged diary to a new one
///
/// The damaged file is left as it is. Restore a backup first, where there is one.
#[derive(Debug, Args)]
pub struct Salvage {
    /// The new diary; it must not exist yet
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl Salvage {
    /// The file it is asked to write.
    pub fn reach(&self, reach: &mut Reach) {
        reach.write(&self.file);
    }

    /// Reads, writes, and says what could not be read.
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        let path = context.diary_path()?;
        let salvaged = context.unlock(&path, |path, key| {
            safekeeping::salvage(path, key, &self.file)
        })?;
        let counted = |count: usize, one: &str, more: &str| match count {
            1 => format!("1 {one}"),
            n => format!("{n} {more}"),
        };
        writeln!(
            out,
            "{} with {} {} in {}; {} found in the index or the log only",
            counted(salvaged.entries, "entry", "entries"),
            counted(salvaged.answers, "answer", "answers"),
            if salvaged.entries == 1 { "is" } else { "are" },
            self.file.display(),
            counted(
                salvaged.found_elsewhere,
                "of the answers was",
                "of the answers were"
            ),
        )?;
        for lost in &salvaged.lost {
            writeln!(out, "  {lost}")?;
        }
        Ok(writeln!(
            out,
            "the log of acts begins anew there; open it with --diary {}",
            self.file.display()
        )?)
    }
}
