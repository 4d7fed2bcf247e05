//! `restore`: the diary as a copy of it holds it.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::{Context, Error};
use crate::confinement::Reach;
use crate::repository::{Repository, RepositoryError};
use crate::safekeeping::{self, Difference};

/// Bring the diary back to what a copy of it holds
///
/// It says what that changes, and one undo takes it back. A diary that cannot be opened any more is
/// put aside under another name.
#[derive(Debug, Args)]
pub struct Restore {
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
    pub fn reach(&self, reach: &mut Reach) {
        reach.write(&self.file);
    }

    /// Compares, says what would change, and restores.
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        let copy = if Repository::is_locked(&self.file) {
            context.unlock(&self.file, Repository::open_read_only_with)?
        } else {
            Repository::open_read_only(&self.file)?
        };
        if let Some(problem) = safekeeping::quick_check(&copy)?.problems.first() {
            let said = format!(
                "the copy {} is damaged itself: {problem}",
                self.file.display()
            );
            return Err(Error::input(said).hint("try another, or see twinge salvage"));
        }
        let path = context.diary_path()?;
        let mut diary =
            match context.unlock(&path, |path, key| match Repository::open_with(path, key) {
                Err(RepositoryError::Damaged { .. } | RepositoryError::NotADiary(_)) => Ok(None),
                opened => opened.map(Some),
            })? {
                Some(diary) => diary,
                None if self.dry_run => {
                    return Ok(writeln!(
                        out,
                        "{} cannot be opened; the copy would take its place",
                        path.display()
                    )?);
                }
                None => {
                    let aside = safekeeping::replace(&path, &copy)?;
                    return Ok(writeln!(
                        out,
                        "{} could not be opened and is {} now; the copy took its place",
                        path.display(),
                        aside.display()
                    )?);
                }
            };
        if !self.other_diary && !safekeeping::is_copy(&diary, &copy)? {
            let said = format!(
                "{} is a copy of another diary: they have no act in common",
                self.file.display()
            );
            return Err(Error::input(said)
                .hint("nothing was changed; --other-diary restores it all the same"));
        }
        let difference = safekeeping::difference(&diary, &copy)?;
        tell(&difference, out)?;
        if self.dry_run || difference.is_empty() {
            return Ok(writeln!(out, "nothing was written")?);
        }
        let description = format!("restored from {}", self.file.display());
        safekeeping::restore(&mut diary, &copy, &description)?;
        Ok(writeln!(out, "restored; twinge undo takes it back")?)
    }
}

fn tell(difference: &Difference, out: &mut dyn Write) -> Result<(), Error> {
    let dates = difference.dates();
    if let (Some(first), Some(last)) = (dates.first(), dates.last()) {
        writeln!(out, "{} days from {first} to {last}:", dates.len())?;
    }
    for (what, count) in [
        ("entries that come back", difference.back.len()),
        ("entries that change", difference.changed.len()),
        ("entries that go", difference.gone.len()),
        ("settings that change", difference.settings),
    ] {
        if count > 0 {
            writeln!(out, "  {what}: {count}")?;
        }
    }
    Ok(())
}
