//! `restore`: the diary as a copy of it holds it.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::{Context, Error};
use crate::confinement::Reach;
use crate::diary::Summary;
use crate::repository::{Repository, RepositoryError};
use crate::safekeeping::{self, Difference};
use crate::words::shell::files as say;

/// Bring the diary back to what a copy of it holds
///
/// It says what that changes, and one undo takes it back. A diary that cannot be opened any more is
/// put aside under another name.
#[derive(Debug, Args)]
pub(super) struct Restore {
    /// The copy, such as one that `twinge backup --list` names
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Say what would change, and write nothing
    #[arg(long)]
    dry_run: bool,

    /// Also when the file is a copy of another diary
    #[arg(long)]
    other_diary: bool,
}

impl Restore {
    /// The copy, and what SQLite needs beside it to read it.
    pub(super) fn reach(&self, reach: &mut Reach) {
        reach.write(&self.file);
    }

    /// Compares, says what would change, and restores.
    pub(super) fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        let copy = if Repository::is_locked(&self.file) {
            context.unlock(&self.file, Repository::open_read_only_with)?
        } else {
            Repository::open_read_only(&self.file)?
        };
        if let Some(problem) = safekeeping::quick_check(&copy)?.problems.first() {
            let said =
                say::copy_damaged(self.file.display(), crate::words::errors::problem(problem));
            return Err(Error::input(said).hint(say::copy_damaged_hint()));
        }
        let path = context.diary_path()?;
        let mut diary =
            match context.unlock(&path, |path, key| match Repository::open_with(path, key) {
                Err(RepositoryError::Damaged { .. } | RepositoryError::NotADiary(_)) => Ok(None),
                opened => opened.map(Some),
            })? {
                Some(diary) => diary,
                None if self.dry_run => {
                    return Ok(writeln!(out, "{}", say::would_replace(path.display()))?);
                }
                None => {
                    let aside = safekeeping::replace(&path, &copy)?;
                    let said = say::replaced(path.display(), aside.display());
                    return Ok(writeln!(out, "{said}")?);
                }
            };
        if !self.other_diary && !safekeeping::is_copy(&diary, &copy)? {
            let said = say::another_diary(self.file.display());
            return Err(Error::input(said).hint(say::another_diary_hint()));
        }
        let difference = safekeeping::difference(&diary, &copy)?;
        tell(&difference, out)?;
        if self.dry_run || difference.is_empty() {
            return Ok(writeln!(out, "{}", say::nothing_written())?);
        }
        let from = self.file.display().to_string();
        safekeeping::restore(&mut diary, &copy, &Summary::Restored { from })?;
        Ok(writeln!(out, "{}", say::restored())?)
    }
}

/// Words for so many of something.
type Counted = fn(usize) -> String;

fn tell(difference: &Difference, out: &mut dyn Write) -> Result<(), Error> {
    let dates = difference.dates();
    if let (Some(first), Some(last)) = (dates.first(), dates.last()) {
        writeln!(out, "{}", say::days_differ(dates.len(), first, last))?;
    }
    let counts: [(Counted, usize); 4] = [
        (say::come_back, difference.back.len()),
        (say::change, difference.changed.len()),
        (say::go, difference.gone.len()),
        (say::settings_change, difference.settings),
    ];
    for (said, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
        writeln!(out, "  {}", said(count))?;
    }
    Ok(())
}
