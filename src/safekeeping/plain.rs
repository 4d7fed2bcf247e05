//! Telling files that can be read without a passphrase from encrypted ones, by their bytes.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;

use super::beside::{Kind, Made};
use crate::repository::RepositoryError;
use crate::repository::raw::{self, MAGIC, Result};

/// So many pages of a file are looked at, which without a passphrase show themselves soon.
const LOOKED_AT: usize = 64;

/// How pages lie in a file: what is before the first, and before and behind each.
struct Layout {
    begin: u64,
    before: usize,
    page: usize,
    behind: usize,
}

impl Layout {
    /// By the form of SQLite's files: <https://www.sqlite.org/fileformat2.html>.
    fn of(begin: &[u8]) -> Self {
        let number = |at: usize| {
            let bytes = begin
                .get(at..at + 4)
                .and_then(|bytes| bytes.try_into().ok());
            bytes.map_or(0, |bytes| u32::from_be_bytes(bytes) as usize)
        };
        let page = |size: usize| Some(size).filter(|size| (512..=65536).contains(size));
        match begin {
            // A write-ahead log.
            [0x37, 0x7f, 0x06, 0x82 | 0x83, ..] => Self {
                begin: 32,
                before: 24,
                page: page(number(8)).unwrap_or(4096),
                behind: 0,
            },
            // A journal to roll back with.
            [0xd9, 0xd5, 0x05, 0xf9, ..] => Self {
                begin: page(number(20)).unwrap_or(512) as u64,
                before: 4,
                page: page(number(24)).unwrap_or(4096),
                behind: 4,
            },
            _ => Self {
                begin: 0,
                before: 0,
                page: 4096,
                behind: 0,
            },
        }
    }
}

/// A file to read, if it is one and is there.
fn open(path: &Path) -> std::io::Result<Option<File>> {
    let opened = match std::fs::metadata(path) {
        // Opening a pipe would wait for whoever writes into it.
        Ok(found) if !found.is_file() => return Ok(None),
        Ok(_) => OpenOptions::new().read(true).open(path),
        Err(error) => Err(error),
    };
    match opened {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        opened => opened.map(Some),
    }
}

/// Whether a file beside a diary holds pages that are not encrypted; not where there is none.
pub(super) fn is_plain(made: &Made) -> Result<bool> {
    holds_pages(&made.path, made.kind).map_err(|error| RepositoryError::io(&made.path, error))
}

/// Which program a database that is not encrypted belongs to, by the number in its header.
pub(super) fn application(path: &Path) -> Result<Option<i64>> {
    let mut header = Vec::with_capacity(100);
    let read = open(path).and_then(|file| match file {
        Some(file) => file.take(100).read_to_end(&mut header),
        None => Ok(0),
    });
    read.map_err(|error| RepositoryError::io(path, error))?;
    Ok(raw::application(&header))
}

fn holds_pages(path: &Path, kind: Kind) -> std::io::Result<bool> {
    let Some(mut file) = open(path)? else {
        return Ok(false);
    };
    let mut begin = Vec::with_capacity(32);
    (&mut file).take(32).read_to_end(&mut begin)?;
    if begin.starts_with(MAGIC) || kind == Kind::Copy {
        return Ok(begin.starts_with(MAGIC));
    }
    let layout = Layout::of(&begin);
    file.seek(SeekFrom::Start(layout.begin))?;
    let mut piece = vec![0; layout.before + layout.page + layout.behind];
    for _ in 0..LOOKED_AT {
        match file.read_exact(&mut piece) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => break,
            Err(error) => return Err(error),
        }
        if looks_plain(&piece[layout.before..][..layout.page]) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a page is one of SQLite's trees, or the first. Of encrypted ones, which are bytes at random,
/// less than one in a thousand million looks so.
fn looks_plain(page: &[u8]) -> bool {
    let number = |at: usize| usize::from(u16::from_be_bytes([page[at], page[at + 1]]));
    let header = match page[0] {
        2 | 5 => 12,
        10 | 13 => 8,
        _ => return page.starts_with(MAGIC),
    };
    let (free, cells, content) = (number(1), number(3), number(5));
    let pointers = header + 2 * cells;
    cells > 0
        && free < page.len()
        && (pointers..page.len()).contains(&content)
        && (header..pointers)
            .step_by(2)
            .all(|at| (content..page.len()).contains(&number(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_files_are_told_from_encrypted_ones_by_their_pages() {
        let folder = tempfile::tempdir().unwrap();
        let plain = |name: &str, kind| holds_pages(&folder.path().join(name), kind).unwrap();
        let db = rusqlite::Connection::open(folder.path().join("a.db")).unwrap();
        db.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;
             CREATE TABLE note (text); INSERT INTO note VALUES ('lemon');",
        )
        .unwrap();
        assert!(plain("a.db", Kind::Copy) && plain("a.db-wal", Kind::Log));
        db.execute_batch("PRAGMA journal_mode = PERSIST; UPDATE note SET text = 'tea'")
            .unwrap();
        // A persistent journal is made unusable, though its pages stay.
        let mut journal = std::fs::read(folder.path().join("a.db-journal")).unwrap();
        journal[..4].copy_from_slice(&[0xd9, 0xd5, 0x05, 0xf9]);
        std::fs::write(folder.path().join("b.db-journal"), journal).unwrap();
        assert!(plain("b.db-journal", Kind::Log));
        drop(db);
        let mut bytes = std::fs::read(folder.path().join("a.db")).unwrap();
        bytes[..100].fill(0);
        std::fs::write(folder.path().join("half"), bytes).unwrap();
        assert!(plain("half", Kind::HalfMade) && plain("half", Kind::Aside));

        let mut random = fastrand::Rng::with_seed(1);
        for trial in 0..200 {
            let mut bytes: Vec<u8> = (0..16 * 4120 + 32).map(|_| random.u8(..)).collect();
            match trial % 3 {
                0 => bytes[..4].copy_from_slice(&[0x37, 0x7f, 0x06, 0x82]),
                1 => bytes[..4].copy_from_slice(&[0xd9, 0xd5, 0x05, 0xf9]),
                _ => {}
            }
            std::fs::write(folder.path().join("random"), bytes).unwrap();
            assert!(!plain("random", Kind::Log) && !plain("random", Kind::HalfMade));
        }
        assert!(!plain("nowhere", Kind::Log) && !plain(".", Kind::Log));
    }
}
