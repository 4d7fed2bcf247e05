//! A file that is written as a whole or not at all, and never over another.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::Error;

/// Writes a new file that nobody else may read.
///
/// # Errors
/// What writing says, or what the system has against the file; then there is none.
pub(super) fn write_new(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), Error>,
) -> Result<(), Error> {
    let failed = |error: io::Error| Error::input(error).during(path.display());
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    // tempfile makes it private.
    let file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")));
    let mut file = file.map_err(failed)?;
    let mut buffered = BufWriter::new(&mut file);
    write(&mut buffered)?;
    buffered.flush().map_err(failed)?;
    drop(buffered);
    file.as_file().sync_all().map_err(failed)?;
    file.persist_noclobber(path)
        .map_err(|error| failed(error.error))?;
    Ok(())
}
