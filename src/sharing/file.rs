//! A file of the folder: a small database of its own, every page of it encrypted and authenticated.
//!
//! Whatever carries the folder may bring half of one, an old one, or one that somebody changed. What
//! is not as it was written with the key is told from what is, and never reaches what reads it.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::chance;
use super::error::{Result, SharingError};
use crate::repository::raw::{connect, immutable, private_file};
use crate::repository::{Passphrase, RepositoryError};

/// How files of this program end.
pub(super) const ENDING: &str = ".twinge";

/// How files end that are not whole yet. They begin with a dot, too: carriers and people leave those
/// alone.
const UNFINISHED: &str = ".part";

/// How often a file is begun anew where another program tidied it away.
const AGAIN: usize = 20;

/// A page of SQLCipher 4, in bytes.
const PAGE: u64 = 4096;

/// The largest file that is looked into, in bytes: a part of a diary is a thousand times smaller.
const LARGEST: u64 = 64 << 20;

/// What is new in a file whenever it is written: the last bytes of its first page, which are drawn by
/// chance or follow from it. When it was written, carriers do not keep.
pub(super) type Tag = [u8; 80];

/// Why a file was left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is none of ours.
    Foreign,
    /// It is cut off or garbled, or has another key: not yet carried over whole, perhaps.
    Undeciphered,
    /// A later version of the program wrote it.
    Newer,
    /// It is larger than any of ours.
    TooLarge,
    /// What stands in it is no part of a diary.
    NoPart,
    /// The system does not let it be read.
    Refused,
}

/// Whether a name is that of a file that is not whole.
pub(super) fn is_unfinished(name: &str) -> bool {
    name.starts_with('.') && name.ends_with(UNFINISHED)
}

/// Whether a file is not there any more: who carries the folder, and another program, may take one away
/// between two looks.
pub(super) fn is_gone(path: &Path) -> bool {
    { path.symlink_metadata() }.is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}

/// Reads the tag of a file, and nothing else.
pub(super) fn tag(path: &Path) -> std::result::Result<Tag, Why> {
    let refused = |_: io::Error| Why::Refused;
    // Opening a pipe would wait for whoever writes into it, and a link could lead anywhere.
    let found = path.symlink_metadata().map_err(refused)?;
    if !found.is_file() {
        return Err(Why::Foreign);
    }
    match found.len() {
        LARGEST.. => return Err(Why::TooLarge),
        0 => return Err(Why::Undeciphered),
        length if length % PAGE != 0 => return Err(Why::Undeciphered),
        _ => {}
    }
    let mut tag = [0; size_of::<Tag>()];
    let mut file = File::open(path).map_err(refused)?;
    file.seek(SeekFrom::Start(PAGE - tag.len() as u64))
        .map_err(refused)?;
    match file.read_exact(&mut tag) {
        Ok(()) => Ok(tag),
        // It was cut off since.
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Err(Why::Undeciphered),
        Err(_) => Err(Why::Refused),
    }
}

/// Reads a file that [`tag`] can be read of; what `read` finds missing is why it is no part.
pub(super) fn open<T>(
    path: &Path,
    key: &Passphrase,
    read: impl FnOnce(&Connection) -> rusqlite::Result<T>,
) -> std::result::Result<T, Why> {
    let why = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Why::Undeciphered,
        // A page that is not there, or not as it was written.
        Some(ErrorCode::SystemIoFailure) => Why::Undeciphered,
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Why::Refused,
        _ => Why::NoPart,
    };
    // Of a page that is not as it was written SQLCipher makes one of zeros, without a word where it is
    // the last of a row, and of all that come after it: so the first is forgotten and asked for again.
    let whole = |db: Connection| {
        let found = read(&db)?;
        db.release_memory()?;
        db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(found))
    };
    match immutable(path, Some(key)) {
        Ok(db) => whole(db).map_err(why),
        Err(RepositoryError::Sqlite(error)) => Err(why(error)),
        Err(_) => Err(Why::Refused),
    }
}

/// Writes a file, or another in its place, which then is whole or not there: it is made under
/// another name and gets its own when it is on the disk. Only its owner may read it.
pub(super) fn make(
    path: &Path,
    key: &Passphrase,
    fill: impl Fn(&Connection) -> rusqlite::Result<()>,
) -> Result<Tag> {
    put(path, |unfinished| {
        encrypt(unfinished, key, &fill)?;
        tag(unfinished).map_err(|_| SharingError::Away(path.to_owned()))
    })
}

/// The bytes of such a file, of which nothing is left in the folder that it is made in.
pub(super) fn bytes(
    folder: &Path,
    key: &Passphrase,
    fill: impl Fn(&Connection) -> rusqlite::Result<()>,
) -> Result<Vec<u8>> {
    aside(folder, |unfinished| {
        encrypt(unfinished, key, &fill)?;
        std::fs::read(unfinished).map_err(|error| SharingError::io(unfinished, error))
    })
}

/// Puts a file in place once `write` has filled it under another name. That the name lasts is not waited
/// for: where a power cut takes it away, the next round sees another tag, or none, and writes again.
pub(super) fn put<T>(path: &Path, write: impl Fn(&Path) -> Result<T>) -> Result<T> {
    aside(path.parent().unwrap_or(path), |unfinished| {
        let written = write(unfinished)?;
        let file = File::options().write(true).open(unfinished);
        file.and_then(|file| file.sync_all())
            .and_then(|()| std::fs::rename(unfinished, path))
            .map_err(|error| SharingError::io(path, error))?;
        Ok(written)
    })
}

/// Works on an empty file under a name that nothing has, of which nothing is left. Another program of
/// this computer may take it for one that was never ended, and tidy it away: then on another.
fn aside<T>(folder: &Path, work: impl Fn(&Path) -> Result<T>) -> Result<T> {
    let mut more = 0..AGAIN;
    loop {
        let unfinished = folder.join(format!(".{:016x}{UNFINISHED}", chance::number()?));
        private_file(&unfinished).map_err(|error| SharingError::io(folder, error))?;
        let done = work(&unfinished);
        let is_lost = done.is_err() && is_gone(&unfinished);
        let _ = std::fs::remove_file(&unfinished);
        if !is_lost || more.next().is_none() {
            return done;
        }
    }
}

fn encrypt(
    unfinished: &Path,
    key: &Passphrase,
    fill: impl Fn(&Connection) -> rusqlite::Result<()>,
) -> Result<()> {
    let refused = |error| SharingError::of_file(unfinished, error);
    let access = OpenFlags::SQLITE_OPEN_READ_WRITE;
    let db = connect(unfinished, access, Some(key)).map_err(refused)?;
    // Nobody else sees it, and half of one is thrown away.
    db.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")
        .and_then(|()| fill(&db))
        .and_then(|()| db.execute_batch("COMMIT"))
        .map_err(|error| refused(RepositoryError::from(error).seen_by(&db, unfinished)))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::fs;

    use super::*;

    #[test]
    fn a_file_that_another_program_tidied_away_is_begun_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("part.twinge");
        let put_after = |losses: usize| {
            let begun = Cell::new(0);
            let put = put(&path, |unfinished| {
                begun.set(begun.get() + 1);
                fs::write(unfinished, "whole").unwrap();
                if begun.get() <= losses {
                    fs::remove_file(unfinished).unwrap();
                }
                Ok(())
            });
            (put, begun.get())
        };
        for losses in [0, 1, AGAIN] {
            let (put, begun) = put_after(losses);
            assert!(put.is_ok(), "{put:?}");
            assert_eq!(begun, losses + 1);
            assert_eq!(fs::read_to_string(&path).unwrap(), "whole");
            fs::remove_file(&path).unwrap();
        }
        // Not for ever.
        let (put, _) = put_after(usize::MAX);
        assert!(matches!(put, Err(SharingError::Away(_))), "{put:?}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
