//! A folder for a while.

use std::io;
use std::path::Path;

use tempfile::TempDir;

/// A folder in another that nobody else may look into, and that goes when it is dropped.
pub(super) fn private_folder(place: &Path, prefix: &str) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir_in(place)
}
