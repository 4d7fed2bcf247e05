//! The words that open a diary.

use std::fmt;
use std::path::Path;

use rusqlite::Connection;
#[cfg(feature = "encryption")]
use rusqlite::OpenFlags;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// The longest passphrase, in bytes of UTF-8: longer than anyone types, shorter than a file that
/// was named by mistake.
const LONGEST: usize = 1024;

/// What some editors put in front of a file of text; nobody types it.
const MARK: char = '\u{feff}';

/// The words that open a diary. They are overwritten when they are dropped, and never printed.
///
/// Systems write the same letters with different bytes: they are brought to one form (Unicode NFC).
#[derive(Clone)]
pub struct Passphrase {
    /// What SQLCipher is handed for a new file; never what it takes for a key itself.
    words: Zeroizing<String>,
    /// What it may have been handed for an older one: the words as they are typed here.
    older: Option<Zeroizing<String>>,
}

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
        if words.trim_start_matches(MARK).is_empty() {
            return Err(PassphraseError::Empty);
        }
        if words.chars().any(char::is_control) {
            return Err(PassphraseError::NotText);
        }
        Ok(Self::of(words))
    }

    fn of(typed: &str) -> Self {
        let words = typed.strip_prefix(MARK).unwrap_or(typed);
        // In a string that grew, a part of them would stay behind.
        let mut one_form = Zeroizing::new(String::with_capacity(3 * words.len() + 2));
        if is_key(words) {
            one_form.extend(['"'].into_iter().chain(words.chars()).chain(['"']));
        } else {
            one_form.extend(words.nfc());
        }
        let older = *one_form != typed;
        Self {
            words: one_form,
            older: older.then(|| Zeroizing::new(typed.to_owned())),
        }
    }

    /// A key as it is, with none of the rounds that make guessing it slow: for one drawn by chance, which
    /// nobody guesses.
    pub fn of_key(key: impl Into<Zeroizing<[u8; 32]>>) -> Self {
        let key = key.into();
        // In a string that grew, a part of it would stay behind.
        let mut words = Zeroizing::new(String::with_capacity(2 * key.len() + 3));
        words.push_str("x'");
        words.extend(key.iter().flat_map(|byte| {
            let digit = |four: u8| char::from(b"0123456789abcdef"[usize::from(four)]);
            [digit(byte >> 4), digit(byte & 0xf)]
        }));
        words.push('\'');
        Self { words, older: None }
    }

    /// The words as they were typed, for an archive of another program.
    pub(crate) fn typed(&self) -> &str {
        self.older.as_ref().unwrap_or(&self.words)
    }

    /// Whether two are the same.
    pub fn is(&self, other: &Self) -> bool {
        self.words == other.words
    }

    /// Hands the words to SQLCipher, for the database of that name in a connection, before anything
    /// of it is read.
    #[cfg(feature = "encryption")]
    pub(crate) fn unlock(&self, db: &Connection, name: &std::ffi::CStr) -> rusqlite::Result<()> {
        let words = match (&self.older, db.path()) {
            // What is attached is new.
            (Some(older), Some(file))
                if name == c"main" && !opens(&self.words, file) && opens(older, file) =>
            {
                older
            }
            _ => &self.words,
        };
        hand(words, db, name)
    }

    /// Whether it deciphers any page of a file, however garbled the others are: then it is the right one.
    #[cfg(feature = "encryption")]
    pub(super) fn deciphers(&self, path: &Path) -> bool {
        let mut forms = std::iter::once(&self.words).chain(&self.older);
        forms.any(|words| deciphers(words, path))
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

/// Whether SQLCipher would take words for a key itself, with or without the file's salt: then guessing
/// would be quick, and whoever typed them meant words.
fn is_key(words: &str) -> bool {
    let digits = |words: &str| words.bytes().all(|byte| byte.is_ascii_hexdigit());
    let begun = words.strip_prefix("x'").or(words.strip_prefix("X'"));
    let ended = begun.and_then(|words| {
        words
            .char_indices()
            .next_back()
            .map(|(end, _)| &words[..end])
    });
    ended.is_some_and(|within| within.len() >= 64 && digits(within))
}

#[cfg(feature = "encryption")]
fn hand(words: &str, db: &Connection, name: &std::ffi::CStr) -> rusqlite::Result<()> {
    use rusqlite::ffi;
    // It would report a wrong passphrase on standard error, across the screen.
    db.execute_batch("PRAGMA cipher_log_level = NONE")?;
    // Not much longer than LONGEST.
    let length = i32::try_from(words.len()).unwrap_or(i32::MAX);
    // As words of SQL they would stay behind in memory.
    // SAFETY: the handle is open while `db` is borrowed, the name ends with a zero, and
    // SQLCipher copies as many bytes as there are.
    let code =
        unsafe { ffi::sqlite3_key_v2(db.handle(), name.as_ptr(), words.as_ptr().cast(), length) };
    match code {
        ffi::SQLITE_OK => Ok(()),
        code => Err(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)),
    }
}

/// Whether words open a file, of which nothing but itself is read: neither log nor index.
#[cfg(feature = "encryption")]
fn opens(words: &str, file: &str) -> bool {
    let looked = || -> rusqlite::Result<()> {
        // SQLite names the file by its whole path.
        let uri = super::file::immutable_uri(Path::new(file));
        let access = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let db = Connection::open_with_flags(uri, access)?;
        hand(words, &db, c"main")?;
        db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
    };
    looked().is_ok()
}

#[cfg(feature = "encryption")]
fn deciphers(words: &str, path: &Path) -> bool {
    const PAGE: u64 = 4096;
    let pages = std::fs::metadata(path).map_or(0, |found| found.len() / PAGE);
    let wrong = || -> rusqlite::Result<u64> {
        // An absolute path is never one of SQLite's special names.
        let file = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        // Nothing else is asked: it would want to read the first page.
        let db = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        hand(words, &db, c"main")?;
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
        Passphrase::new(bytes.to_vec()).map(|passphrase| passphrase.words.to_string())
    }

    #[test]
    fn one_line_end_does_not_belong_to_it() {
        for bytes in [
            &b"open \xc3\xa9 sesame"[..],
            b"open \xc3\xa9 sesame\n",
            b"open \xc3\xa9 sesame\r\n",
            b"\xef\xbb\xbfopen \xc3\xa9 sesame\r\n",
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
            (b"\xef\xbb\xbf\n", Empty),
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

    #[test]
    fn the_same_words_are_the_same_however_a_system_writes_them() {
        let key = |words: &str| Passphrase::new(words.as_bytes().to_vec()).unwrap();
        // Composed, decomposed, marks in another order; Hangul; the sign that is a letter.
        for (one, other) in [
            ("caf\u{e9}", "cafe\u{301}"),
            ("\u{1e69}", "s\u{307}\u{323}"),
            ("\u{d55c}", "\u{1112}\u{1161}\u{11ab}"),
            ("\u{212b}", "A\u{30a}"),
        ] {
            assert!(key(one).is(&key(other)), "{one}");
        }
        assert!(!key("cafe").is(&key("caf\u{e9}")));
        assert!(
            !key("\u{fb01}n").is(&key("fin")),
            "a ligature is typed as one"
        );
        let long = "e\u{301}".repeat(LONGEST / 3);
        assert!(key(&long).is(&key(&"\u{e9}".repeat(LONGEST / 3))));
    }

    #[test]
    fn what_looks_like_a_key_is_words() {
        for digits in [64, 96, 160] {
            for (begin, end) in [("x'", "'"), ("X'", "'"), ("x'", "x")] {
                let words = format!("{begin}{}{end}", "5a".repeat(digits / 2));
                let handed = passphrase(words.as_bytes()).unwrap();
                assert_eq!(handed, format!("\"{words}\""));
            }
        }
        for words in ["x'mas'", "x'", "x''", "x'5a'", "5a", "'5a'"] {
            assert_eq!(passphrase(words.as_bytes()).as_deref(), Ok(words));
        }
    }

    #[cfg(feature = "encryption")]
    #[test]
    fn a_diary_made_with_the_words_as_typed_still_opens() {
        use crate::repository::{Repository, RepositoryError};
        let as_key = format!("x'{}'", "5a".repeat(32));
        for (typed, same) in [
            ("cafe\u{301}", "caf\u{e9}"),
            ("\u{feff}cafe", "cafe"),
            (&as_key, &as_key),
        ] {
            let key = |words: &str| Passphrase::new(words.as_bytes().to_vec()).unwrap();
            let before = Passphrase {
                words: Zeroizing::new(typed.to_owned()),
                older: None,
            };
            let folder = tempfile::tempdir().unwrap();
            let [old, new] = ["old.db", "new.db"].map(|name| folder.path().join(name));
            let begun = Repository::open_with(&old, Some(before.clone())).unwrap();
            // With its log, too.
            drop(Repository::open_read_only_with(&old, Some(key(typed))).unwrap());
            drop(begun);
            drop(Repository::open_with(&old, Some(key(typed))).unwrap());
            drop(Repository::open_with(&new, Some(key(typed))).unwrap());
            drop(Repository::open_with(&new, Some(key(same))).unwrap());
            let told = Repository::open_with(&new, Some(before)).unwrap_err();
            assert!(
                matches!(told, RepositoryError::WrongPassphrase(_)),
                "{told}"
            );
            let told = Repository::open_with(&old, Some(key("cafe"))).unwrap_err();
            assert!(
                matches!(told, RepositoryError::WrongPassphrase(_)),
                "{told}"
            );
        }
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
