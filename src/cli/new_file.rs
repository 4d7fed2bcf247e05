//! A file that is written as a whole or not at all, and never over another; a folder for a while.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::TempDir;

use super::Error;
use crate::repository::RepositoryError;

/// A folder in another that nobody else may look into, and that goes when it is dropped.
pub(super) fn private_folder(place: &Path, prefix: &str) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir_in(place)
}

/// The folder that a new file is to be in.
///
/// # Errors
/// That there is none.
pub(super) fn folder_of(path: &Path) -> Result<&Path, Error> {
    let folder = path.parent().unwrap_or(path);
    match folder.as_os_str().is_empty() {
        true => Ok(Path::new(".")),
        false if folder.is_dir() => Ok(folder),
        false => Err(RepositoryError::NoFolder(folder.to_owned()).into()),
    }
}

/// Writes a new file that nobody else may read.
///
/// # Errors
/// What writing says, or what the system has against the file; then there is none.
pub(super) fn write_new(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), Error>,
) -> Result<(), Error> {
    let failed = |error: io::Error| Error::input(error).during(path.display());
    // tempfile makes it private.
    let file = tempfile::NamedTempFile::new_in(folder_of(path)?);
    let mut file = file.map_err(failed)?;
    let mut buffered = BufWriter::new(&mut file);
    write(&mut buffered)?;
    buffered.flush().map_err(failed)?;
    drop(buffered);
    file.as_file().sync_all().map_err(failed)?;
    let persisted = file.persist_noclobber(path);
    persisted.map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => RepositoryError::Exists(path.to_owned()).into(),
        _ => failed(error.error),
    })?;
    Ok(())
}
