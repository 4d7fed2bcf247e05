//! The words that open a diary.

use std::fmt;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

/// The longest passphrase, in bytes of UTF-8: longer than anyone types, shorter than a file that
/// was named by mistake.
const LONGEST: usize = 1024;

/// The words that open a diary. They are overwritten when they are dropped, and never printed.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

/// Why words cannot be a passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseError {
    /// There are none.
    #[error("the passphrase is empty")]
    Empty,
    /// There are too many.
    #[error("the passphrase is longer than {most} bytes")]
    TooLong {
        /// The most bytes one can have.
        most: usize,
    },
    /// Other programs could not be given it.
    #[error("the passphrase is not text in UTF-8 on one line")]
    NotText,
}

impl Passphrase {
    /// A passphrase of bytes as they are typed, read from a file or written by a command. One line
    /// end behind them does not belong to them.
    ///
    /// # Errors
    /// [`PassphraseError`] when they cannot be one.
    pub fn new(bytes: impl Into<Zeroizing<Vec<u8>>>) -> Result<Self, PassphraseError> {
        let bytes = bytes.into();
        let line = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.len() > LONGEST {
            return Err(PassphraseError::TooLong { most: LONGEST });
        }
        let words = std::str::from_utf8(line).map_err(|_| PassphraseError::NotText)?;
        if words.is_empty() {
            return Err(PassphraseError::Empty);
        }
        if words.chars().any(char::is_control) {
            return Err(PassphraseError::NotText);
        }
        Ok(Self(Zeroizing::new(words.to_owned())))
    }

    /// Whether two are the same.
    pub fn is(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    /// Hands the words to SQLCipher, for the database of that name in a connection, before anything
    /// of it is read.
    #[cfg(feature = "encryption")]
    pub(crate) fn unlock(&self, db: &Connection, name: &std::ffi::CStr) -> rusqlite::Result<()> {
        use rusqlite::ffi;
        // It would report a wrong passphrase on standard error, across the screen.
        db.execute_batch("PRAGMA cipher_log_level = NONE")?;
        // No longer than LONGEST.
        let length = i32::try_from(self.0.len()).unwrap_or(i32::MAX);
        // As words of SQL they would stay behind in memory.
        // SAFETY: the handle is open while `db` is borrowed, the name ends with a zero, and
        // SQLCipher copies as many bytes as there are.
        let code = unsafe {
            ffi::sqlite3_key_v2(db.handle(), name.as_ptr(), self.0.as_ptr().cast(), length)
        };
        match code {
            ffi::SQLITE_OK => Ok(()),
            code => Err(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)),
        }
    }

    /// Whether it deciphers any page of a file, however garbled the others are: then it is the right one.
    #[cfg(feature = "encryption")]
    pub(super) fn deciphers(&self, path: &Path) -> bool {
        const PAGE: u64 = 4096;
        let pages = std::fs::metadata(path).map_or(0, |found| found.len() / PAGE);
        let wrong = || -> rusqlite::Result<u64> {
            // An absolute path is never one of SQLite's special names.
            let file = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
            // Nothing else is asked: it would want to read the first page.
            let db = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            self.unlock(&db, c"main")?;
            let mut wrong = db.prepare("PRAGMA cipher_integrity_check")?;
            let mut wrong = wrong.query([])?;
            let mut count = 0;
            while let Some(row) = wrong.next()? {
                count += u64::from(row.get_ref(0)?.as_str()?.contains("HMAC"));
            }
            Ok(count)
        };
        wrong().is_ok_and(|wrong| wrong < pages)
    }

    /// Without SQLCipher nothing is deciphered.
    #[cfg(not(feature = "encryption"))]
    pub(super) fn deciphers(&self, _: &Path) -> bool {
        false
    }

    #[cfg(not(feature = "encryption"))]
    pub(crate) fn unlock(&self, _: &Connection, _: &std::ffi::CStr) -> rusqlite::Result<()> {
        unreachable_without_encryption()
    }
}

/// Without SQLCipher every passphrase is refused before a file is opened with it.
#[cfg(not(feature = "encryption"))]
fn unreachable_without_encryption() -> rusqlite::Result<()> {
    Err(rusqlite::Error::InvalidQuery)
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passphrase(bytes: &[u8]) -> Result<String, PassphraseError> {
        Passphrase::new(bytes.to_vec()).map(|passphrase| passphrase.0.to_string())
    }

    #[test]
    fn one_line_end_does_not_belong_to_it() {
        for bytes in [
            &b"open \xc3\xa9 sesame"[..],
            b"open \xc3\xa9 sesame\n",
            b"open \xc3\xa9 sesame\r\n",
        ] {
            assert_eq!(passphrase(bytes).as_deref(), Ok("open é sesame"));
        }
        assert_eq!(passphrase(b" x ").as_deref(), Ok(" x "), "spaces do");
    }

    #[test]
    fn what_other_programs_could_not_be_given_is_refused() {
        use PassphraseError::{Empty, NotText, TooLong};
        let long = vec![b'x'; LONGEST + 1];
        for (bytes, why) in [
            (&b""[..], Empty),
            (b"\n", Empty),
            (b"two\nlines", NotText),
            (b"two\n\n", NotText),
            (b"nul\0", NotText),
            (b"\xff\xfe", NotText),
            (&long, TooLong { most: LONGEST }),
        ] {
            assert_eq!(passphrase(bytes), Err(why));
        }
        assert!(passphrase(&long[1..]).is_ok());
    }

    #[test]
    fn it_is_not_printed() {
        let passphrase = Passphrase::new(b"secret".to_vec()).unwrap();
        assert!(!format!("{passphrase:?}").contains("secret"));
    }

    #[cfg(feature = "encryption")]
    #[test]
    fn it_is_known_again_by_any_page() {
        use crate::repository::{Repository, RepositoryError};
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("diary.db");
        let key = |word: &str| Passphrase::new(word.as_bytes().to_vec()).unwrap();
        drop(Repository::open_with(&file, Some(key("right"))).unwrap());
        for at in [100, 4000, 3 * 4096] {
            let mut bytes = std::fs::read(&file).unwrap();
            bytes[at] ^= 1;
            std::fs::write(&file, bytes).unwrap();
            assert!(key("right").deciphers(&file));
            assert!(!key("wrong").deciphers(&file));
            let told = Repository::open_with(&file, Some(key("right"))).unwrap_err();
            assert!(matches!(told, RepositoryError::Damaged { .. }), "{told}");
            let told = Repository::open_with(&file, Some(key("wrong"))).unwrap_err();
            assert!(
                matches!(told, RepositoryError::WrongPassphrase(_)),
                "{told}"
            );
        }
    }
}
