//! `backup`: a copy of the diary.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::output::tell;
use super::{Context, Error, Output};
use crate::confinement::Reach;
use crate::repository::Repository;
use crate::safekeeping;
use crate::words::shell::files as say;

/// Write a verified copy of the diary to a new file
#[derive(Debug, Args)]
pub(super) struct Backup {
    /// The file to write; it must not exist yet
    #[arg(value_name = "FILE", required_unless_present = "list")]
    file: Option<PathBuf>,

    /// List the copies that were made of themselves, instead
    #[arg(long, conflicts_with = "file")]
    list: bool,
}

impl Backup {
    /// The file it is asked to write.
    pub(super) fn reach(&self, reach: &mut Reach) {
        if let Some(file) = &self.file {
            reach.write(file);
        }
    }

    /// Copies, also while the diary is in use.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let Some(file) = &self.file else {
            for (date, copy) in safekeeping::backups(&context.diary_path()?)? {
                writeln!(out, "{date}  {}", copy.display())?;
            }
            return list_second(context, out);
        };
        safekeeping::backup(&context.open_read_only()?, file)?;
        Ok(writeln!(out, "{}", say::copied(file.display()))?)
    }
}

/// Lists the copies in the second place: those of this diary, where it can be told without a passphrase
/// which it is.
fn list_second(context: &Context, out: &mut Output) -> Result<(), Error> {
    let Some(place) = context.second_place()? else {
        return Ok(());
    };
    let opened = Repository::open_read_only_with(&context.diary_path()?, context.passphrase());
    let Some(copies) = place.backups(opened.as_ref().ok())? else {
        out.flush()?;
        tell(say::place_away(place.folder().display()));
        return Ok(());
    };
    for (date, copy) in copies {
        writeln!(out, "{date}  {}", copy.display())?;
    }
    Ok(())
}
