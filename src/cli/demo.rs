//! `demo`: a sample diary, made up.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use tempfile::TempDir;

use super::{Context, Error, Output, full_screen};
use crate::confinement::Reach;
use crate::demo;
use crate::repository::{Repository, RepositoryError};
use crate::words::shell::files as say;

/// Look at a made-up diary of about 14 months
///
/// It is made in a temporary folder and removed on leaving; your own diary is not touched.
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// Write it to a new file instead, and show nothing
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,

    /// Another number makes another diary
    #[arg(long, value_name = "N", default_value_t = 14)]
    seed: u64,
}

impl Demo {
    /// The file it is asked to write, or where it makes one for itself.
    pub(super) fn reach(&self, reach: &mut Reach) {
        match &self.write {
            Some(file) => reach.write(file),
            None => reach.write(&std::env::temp_dir().join("twinge-demo")),
        }
    }

    /// Makes the diary and shows it.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        if let Some(path) = self.write {
            if path.exists() {
                return Err(RepositoryError::Exists(path).into());
            }
            self::write(&path, context, self.seed)?;
            return Ok(writeln!(out, "{}", say::sample_written(path.display()))?);
        }
        // The folder goes when it is dropped.
        let folder = private_folder()
            .map_err(|error| Error::diary(say::no_folder(error)).hint(say::no_folder_hint()))?;
        let path = folder.path().join("diary.db");
        self::write(&path, context, self.seed)?;
        full_screen(context.on(path))
    }
}

/// A temporary folder that nobody else may look into.
fn private_folder() -> std::io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("twinge-demo-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir()
}

fn write(path: &Path, context: &Context, seed: u64) -> Result<(), Error> {
    let mut repository = Repository::open(path)?;
    for act in demo::acts(context.today(), seed) {
        repository.perform(&act)?;
    }
    Ok(())
}
