//! A file beside the diary, or anywhere: written as a whole or not at all, and never over another.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::repository::RepositoryError;

/// The folder that a new file is to be in.
///
/// # Errors
/// That there is none.
pub fn folder_of(path: &Path) -> Result<&Path, RepositoryError> {
    let folder = path.parent().unwrap_or(path);
    match folder.as_os_str().is_empty() {
        true => Ok(Path::new(".")),
        false if folder.is_dir() => Ok(folder),
        false => Err(RepositoryError::NoFolder(folder.to_owned())),
    }
}

/// Writes a new file that nobody else may read.
///
/// # Errors
/// What writing says, or what the system has against the file, also where there is one of that name;
/// then nothing was written.
pub fn write_new<E: From<RepositoryError>>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<(), E> {
    let failed = |error: io::Error| E::from(RepositoryError::making(path, error));
    // tempfile makes it private.
    let mut file = NamedTempFile::new_in(folder_of(path)?).map_err(failed)?;
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

/// Writes words as a new file that nobody else may read.
///
/// # Errors
/// Those of [`write_new`].
pub fn write_words(path: &Path, words: &str) -> Result<(), RepositoryError> {
    write_new(path, |file| {
        let written = file.write_all(words.as_bytes());
        written.map_err(|error| RepositoryError::making(path, error))
    })
}
