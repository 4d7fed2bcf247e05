//! `restore`: the diary as a copy of it holds it.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Context, Error, Output};
use crate::confinement::Reach;
use crate::diary::Summary;
use crate::repository::{Repository, RepositoryError};
use crate::safekeeping::{self, Difference, Standing};
use crate::words::errors;
use crate::words::shell::{everywhere, files as say};

/// Bring the diary back to what a copy of it holds
///
/// Both are checked whole first. Where the diary is sound, what would change is told, and one undo
/// takes it back. A diary that is damaged is kept under another name, and the copy takes its place.
#[derive(Debug, Args)]
pub(super) struct Restore {
    /// The copy, such as one that `twinge backup --list` names
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Say what would change, and write nothing
    #[arg(long)]
    dry_run: bool,

    /// Also when nothing shows that the file is a copy of this diary
    #[arg(long)]
    other_diary: bool,

    /// Keep the diary under another name without looking at it, and put the copy in its place: where
    /// it is so damaged that its passphrase or its form is not known again
    #[arg(long)]
    replace: bool,
}

impl Restore {
    /// The copy, and what SQLite needs beside it to read it.
    pub(super) fn reach(&self, reach: &mut Reach) {
        reach.write(&self.file);
    }

    /// Whether it may begin a diary.
    pub(super) fn writes(&self) -> bool {
        !self.dry_run
    }

    /// Looks at both, and restores.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let copy = self.copy(context)?;
        let path = context.diary_path()?;
        let standing = if self.replace && path.exists() {
            None
        } else {
            let looked = context.unlock(&path, safekeeping::standing);
            Some(looked.map_err(|error| error.hint(say::replace_hint()))?)
        };
        match standing {
            Some(Standing::Whole) => return self.merge(context, &copy, out),
            Some(Standing::Missing) if self.dry_run => {
                writeln!(out, "{}", say::would_put(path.display()))?;
            }
            Some(Standing::Missing) => {
                safekeeping::put(&path, &copy)?;
                writeln!(out, "{}", say::put(path.display()))?;
            }
            Some(Standing::Damaged(_)) | None if self.dry_run => {
                let why = damage(standing.as_ref());
                writeln!(out, "{}", say::would_replace(path.display(), why))?;
            }
            Some(Standing::Damaged(_)) | None => {
                let was_locked = Repository::is_locked(&path);
                let aside = safekeeping::replace(&path, &copy)?;
                let why = damage(standing.as_ref());
                writeln!(
                    out,
                    "{}",
                    say::replaced(path.display(), why, aside.display())
                )?;
                if was_locked && !copy.is_encrypted() {
                    writeln!(out, "{}", say::restored_plain())?;
                }
            }
        }
        Ok(())
    }

    /// The copy, checked whole.
    fn copy(&self, context: &Context) -> Result<Repository, Error> {
        // No diary is begun in a copy's place.
        if self.file.try_exists().is_ok_and(|there| !there) {
            let said = everywhere::no_file(self.file.display());
            return Err(Error::input(said).hint(say::no_copy_hint()));
        }
        let open = |path: &Path, key| {
            let looked = Repository::open_read_only_with(path, key).and_then(|copy| {
                let damage = safekeeping::check(&copy)?.damage();
                Ok(damage.map_or(Ok(copy), Err))
            });
            match looked {
                Err(RepositoryError::Damaged { detail, .. }) => Ok(Err(*detail)),
                looked => looked,
            }
        };
        let copy = if Repository::is_locked(&self.file) {
            context.unlock(&self.file, open)?
        } else {
            open(&self.file, None)?
        };
        copy.map_err(|problem| {
            let said = say::copy_damaged(self.file.display(), errors::problem(&problem));
            Error::input(said).hint(say::copy_damaged_hint())
        })
    }

    /// Brings a diary that is sound to what the copy holds.
    fn merge(&self, context: &Context, copy: &Repository, out: &mut Output) -> Result<(), Error> {
        let mut diary = context.open()?;
        if !self.other_diary && !safekeeping::is_copy(&diary, copy)? {
            let said = say::another_diary(self.file.display());
            return Err(Error::input(said).hint(say::another_diary_hint()));
        }
        let difference = safekeeping::difference(&diary, copy)?;
        tell(&difference, out)?;
        if self.dry_run || difference.is_empty() {
            return Ok(writeln!(out, "{}", say::nothing_written())?);
        }
        let from = self.file.display().to_string();
        safekeeping::restore(&mut diary, copy, &Summary::Restored { from })?;
        Ok(writeln!(out, "{}", say::restored())?)
    }
}

/// What is wrong with a diary, as far as it was looked at.
fn damage(standing: Option<&Standing>) -> String {
    match standing {
        Some(Standing::Damaged(problem)) => say::is_damaged(errors::problem(problem)),
        _ => String::new(),
    }
}

/// Words for so many of something.
type Counted = fn(usize) -> String;

fn tell(difference: &Difference, out: &mut Output) -> Result<(), Error> {
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
