//! Copies of the diary, made while it is in use.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::Backup;

use super::conversion::sync_folder;
use super::open::{beside, private_file, refused};
use super::{Passphrase, RepositoryError, Result, open};

/// Writes a copy to a path that does not exist yet, and verifies it.
///
/// The copy is made under another name and renamed when it is whole, so that a file of that name
/// is always a sound one.
pub(super) fn copy(db: &Connection, key: Option<&Passphrase>, to: &Path) -> Result<()> {
    if to.symlink_metadata().is_ok() {
        return Err(RepositoryError::Exists(to.to_owned()));
    }
    let partial = beside(to, ".partial");
    // Left over from a copy that was interrupted.
    let _ = std::fs::remove_file(&partial);
    let made = write(db, key, &partial)
        .map_err(|error| error.at(to))
        .and_then(|()| {
            std::fs::rename(&partial, to)
                .and_then(|()| sync_folder(to))
                .map_err(|e| refused(to, &e))
        });
    if made.is_err() {
        let _ = std::fs::remove_file(&partial);
    }
    made
}

/// Writes a copy beside the diary before it takes a step to another form.
pub(super) fn before_step(
    db: &Connection,
    key: Option<&Passphrase>,
    path: &Path,
    form: usize,
) -> Result<()> {
    let mut number = 1;
    loop {
        let again = match number {
            1 => String::new(),
            n => format!("-{n}"),
        };
        match copy(
            db,
            key,
            &beside(path, &format!(".before-v{form}{again}.db")),
        ) {
            // An older copy is of another time, and stays.
            Err(RepositoryError::Exists(_)) => number += 1,
            made => return made,
        }
    }
}

/// The copies that were made before a diary took a step.
pub(super) fn before_steps(path: &Path) -> Vec<PathBuf> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beginning = format!("{name}.before-v");
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let files = std::fs::read_dir(folder.unwrap_or(Path::new(".")))
        .into_iter()
        .flatten();
    files
        .flatten()
        .filter(|file| file.file_name().to_string_lossy().starts_with(&beginning))
        .map(|file| file.path())
        .collect()
}

/// Puts a copy in place of a file that cannot be opened any more, with its log.
pub(super) fn replace(db: &Connection, key: Option<&Passphrase>, broken: &Path) -> Result<PathBuf> {
    let aside = (1..)
        .map(|n| beside(broken, &format!(".damaged-{n}")))
        .find(|aside| aside.symlink_metadata().is_err())
        .unwrap_or_default();
    let new = beside(broken, ".restored");
    let _ = std::fs::remove_file(&new);
    copy(db, key, &new)?;
    for ending in ["-wal", "-shm", ""] {
        match std::fs::rename(beside(broken, ending), beside(&aside, ending)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(refused(broken, &error));
            }
            _ => {}
        }
    }
    std::fs::rename(&new, broken).map_err(|e| refused(broken, &e))?;
    sync_folder(broken).map_err(|e| refused(broken, &e))?;
    Ok(aside)
}

fn write(db: &Connection, key: Option<&Passphrase>, to: &Path) -> Result<()> {
    private_file(to).map_err(|e| refused(to, &e))?;
    let mut copy = open::read_write(to, key)?;
    Backup::new(db, &mut copy)?.run_to_completion(1024, Duration::from_millis(5), None)?;
    // One file that needs no other, wherever it is carried.
    copy.execute_batch("PRAGMA journal_mode = DELETE")?;
    drop(copy);
    let sound = super::check::pages(&open::read_only(to, key)?)?;
    match sound.first() {
        None => Ok(()),
        Some(problem) => Err(RepositoryError::Copy {
            path: to.to_owned(),
            detail: problem.clone(),
        }),
    }
}
