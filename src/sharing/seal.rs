//! A part of the diary as one computer knows it, in a file.
//!
//! Any SQLCipher tool opens it with the key of the folder:
//! `PRAGMA key = "x'…'"; SELECT name, computer, length(state) FROM part;`

use std::path::Path;

use rusqlite::{Connection, params};

use super::error::Result;
use super::file::{self, Tag, Why};
use super::{Computer, PartName};
use crate::repository::Passphrase;

/// The form of the files that this program writes. It reads all up to it.
pub(super) const FORM: i64 = 1;

/// What stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sealed {
    /// Which part it is.
    pub(super) part: PartName,
    /// Who wrote it.
    pub(super) from: Computer,
    /// When, by the clock of who wrote it, in milliseconds since 1970.
    pub(super) wrote: i64,
    /// How often the document had changed there.
    pub(super) counter: i64,
    /// The whole document.
    pub(super) state: Vec<u8>,
}

/// Writes a file, or another in its place.
pub(super) fn write(path: &Path, key: &Passphrase, sealed: &Sealed) -> Result<Tag> {
    file::make(path, key, |db| {
        db.execute_batch(
            "CREATE TABLE part (
               form INTEGER NOT NULL, program TEXT NOT NULL, device TEXT NOT NULL,
               computer TEXT NOT NULL, wrote INTEGER NOT NULL, name TEXT NOT NULL,
               counter INTEGER NOT NULL, state BLOB NOT NULL
             ) STRICT",
        )?;
        db.execute(
            "INSERT INTO part VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                FORM,
                env!("CARGO_PKG_VERSION"),
                sealed.from.id.to_string(),
                sealed.from.name.as_str(),
                sealed.wrote,
                sealed.part.to_string(),
                sealed.counter,
                sealed.state
            ],
        )
        .map(drop)
    })
}

/// Reads a file.
pub(super) fn read(path: &Path, key: &Passphrase) -> std::result::Result<Sealed, Why> {
    file::open(path, key, |db| {
        if is_newer(db, "part")? {
            return Ok(Err(Why::Newer));
        }
        let all = "SELECT device, computer, wrote, name, counter, state FROM part";
        db.query_row(all, [], |row| {
            let (device, part): (String, String) = (row.get(0)?, row.get(3)?);
            let (Ok(id), Ok(part)) = (device.parse(), part.parse()) else {
                return Ok(Err(Why::NoPart));
            };
            let name: String = row.get(1)?;
            Ok(Ok(Sealed {
                part,
                from: Computer {
                    id,
                    name: name.into(),
                },
                wrote: row.get(2)?,
                counter: row.get(4)?,
                state: row.get(5)?,
            }))
        })
    })?
}

/// Whether what stands in a table has a form that this program does not know.
pub(super) fn is_newer(db: &Connection, table: &str) -> rusqlite::Result<bool> {
    let form: i64 = db.query_row(&format!("SELECT form FROM {table}"), [], |row| row.get(0))?;
    Ok(form > FORM)
}

#[cfg(feature = "encryption")]
#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;
    use crate::sharing::DeviceId;

    fn key(byte: u8) -> Passphrase {
        Passphrase::of_key([byte; 32])
    }

    fn sealed(length: usize) -> Sealed {
        Sealed {
            part: "2026-03".parse().unwrap(),
            from: Computer {
                id: DeviceId::new(7),
                name: "laptop".into(),
            },
            wrote: 1_773_777_777_000,
            counter: 3,
            state: (0..length).map(|at| (at % 251) as u8).collect(),
        }
    }

    fn written(length: usize) -> (TempDir, std::path::PathBuf, Tag) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("part.twinge");
        let tag = write(&file, &key(1), &sealed(length)).unwrap();
        (folder, file, tag)
    }

    #[test]
    fn what_was_written_is_read() {
        for length in [0, 1, 24 << 10, 1 << 20] {
            let (folder, file, tag) = written(length);
            assert_eq!(file::tag(&file), Ok(tag));
            assert!(read(&file, &key(1)) == Ok(sealed(length)));
            assert!(crate::repository::raw::file_is_private(&file));
            // Nothing is left beside it, of writing or of reading.
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
            let bytes = fs::read(&file).unwrap();
            let holds = |words: &[u8]| bytes.windows(words.len()).any(|at| at == words);
            assert!(!holds(b"laptop") && !holds(b"2026-03") && !holds(b"SQLite"));
        }
    }

    #[test]
    fn each_writing_has_a_tag_of_its_own() {
        let (_folder, file, tag) = written(9);
        let again = write(&file, &key(1), &sealed(9)).unwrap();
        assert_ne!(tag, again);
        assert_eq!(file::tag(&file), Ok(again));
    }

    #[test]
    fn what_is_not_as_it_was_written_is_told_from_what_is() {
        let (_folder, file, _) = written(24 << 10);
        assert_eq!(read(&file, &key(2)), Err(Why::Undeciphered));
        let whole = fs::read(&file).unwrap();
        let taken = |bytes: &[u8]| {
            fs::write(&file, bytes).unwrap();
            let taken = file::tag(&file).and_then(|_| read(&file, &key(1)));
            // Of what can be read nothing is another.
            taken.map(|taken| assert!(taken == sealed(24 << 10)))
        };
        for cut in (0..whole.len()).step_by(1021).chain([4096, 8192]) {
            assert_eq!(taken(&whole[..cut]), Err(Why::Undeciphered), "cut at {cut}");
        }
        for at in (0..whole.len()).step_by(509).chain([whole.len() - 1]) {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            assert_eq!(taken(&bytes), Err(Why::Undeciphered), "flipped at {at}");
        }
        // Pages of another writing of the same part.
        let (_other, other, _) = written(24 << 10);
        let other = fs::read(other).unwrap();
        let mixed = [&whole[..8192], &other[8192..]].concat();
        assert_eq!(taken(&mixed), Err(Why::Undeciphered));
        assert_eq!(taken(b"SQLite format 3\0"), Err(Why::Undeciphered));
        assert_eq!(taken(&whole), Ok(()));
    }

    #[test]
    fn what_is_none_of_ours_is_left_unread() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("part.twinge");
        // A diary, or anything else, that has the key.
        let other = |sql: &'static str| {
            file::make(&file, &key(1), |db| db.execute_batch(sql)).unwrap();
            read(&file, &key(1))
        };
        assert_eq!(other("CREATE TABLE a (b)"), Err(Why::NoPart));
        assert_eq!(other("CREATE TABLE part (form)"), Err(Why::NoPart));
        let newer = "CREATE TABLE part (form, is_of_another_kind);
                     INSERT INTO part VALUES (2, 1)";
        assert_eq!(other(newer), Err(Why::Newer));
        fs::remove_file(&file).unwrap();
        fs::create_dir(&file).unwrap();
        assert_eq!(file::tag(&file), Err(Why::Foreign));
        assert_eq!(file::tag(&folder.path().join("missing")), Err(Why::Refused));
        let large = fs::File::create(folder.path().join("large")).unwrap();
        large.set_len(64 << 20).unwrap();
        assert_eq!(file::tag(&folder.path().join("large")), Err(Why::TooLarge));
        // Neither is looked through: it could lead anywhere.
        #[cfg(unix)]
        {
            let (link, to) = (folder.path().join("link"), folder.path().join("large"));
            std::os::unix::fs::symlink(to, &link).unwrap();
            assert_eq!(file::tag(&link), Err(Why::Foreign));
        }
    }
}
