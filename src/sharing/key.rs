//! The key of a folder, and the file it lies in, which the passphrase of sharing opens.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use rusqlite::params;
use zeroize::Zeroizing;

use super::error::Result;
use super::file::{self, ENDING, Why};
use super::seal::{FORM, is_newer};
use super::{DeviceId, chance};
use crate::repository::Passphrase;

/// How the names of files with a key begin.
const BEGIN: &str = "key-";

/// The name of a key: its generation, which every [renewal](super::renew) counts up, and 48 bits drawn
/// by chance. Of several in a folder the largest counts, for all computers alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct KeyName(u64);

impl KeyName {
    /// A new one.
    pub(super) fn draw(generation: u64) -> Result<Self> {
        Ok(Self(generation << 48 | chance::number()? >> 16))
    }

    /// 1 for that of whoever began.
    pub(super) const fn generation(self) -> u64 {
        self.0 >> 48
    }
}

impl fmt::Display for KeyName {
    /// The name of its file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{BEGIN}{:016x}{ENDING}", self.0)
    }
}

impl FromStr for KeyName {
    type Err = Why;

    fn from_str(file: &str) -> std::result::Result<Self, Why> {
        let digits = file.strip_prefix(BEGIN);
        let digits = digits.and_then(|rest| rest.strip_suffix(ENDING));
        let number: Option<DeviceId> = digits.and_then(|digits| digits.parse().ok());
        number.map(|of| Self(of.number())).ok_or(Why::Foreign)
    }
}

/// The key of a folder.
#[derive(Clone)]
pub(super) struct FolderKey {
    /// Its name.
    pub(super) name: KeyName,
    /// The lasting name of the diary that the folder was begun with.
    pub(super) diary: String,
    /// The key itself.
    pub(super) secret: Zeroizing<[u8; 32]>,
}

impl FolderKey {
    /// Draws one.
    pub(super) fn draw(generation: u64, diary: &str) -> Result<Self> {
        Ok(Self {
            name: KeyName::draw(generation)?,
            diary: diary.to_owned(),
            secret: Zeroizing::new(chance::bytes()?),
        })
    }

    /// What files are opened with.
    pub(super) fn opens(&self) -> Passphrase {
        Passphrase::of_key(self.secret.clone())
    }

    /// The bytes of its file, encrypted with a passphrase. They are made in a folder that can be
    /// written to, and nothing of them is left there.
    pub(super) fn locked(&self, folder: &Path, passphrase: &Passphrase) -> Result<Vec<u8>> {
        file::bytes(folder, passphrase, |db| {
            db.execute_batch(
                "CREATE TABLE folder (
                   form INTEGER NOT NULL, program TEXT NOT NULL, diary TEXT NOT NULL,
                   key BLOB NOT NULL
                 ) STRICT",
            )?;
            let program = env!("CARGO_PKG_VERSION");
            db.execute(
                "INSERT INTO folder VALUES (?1, ?2, ?3, ?4)",
                params![FORM, program, self.diary, self.secret.as_slice()],
            )
            .map(drop)
        })
    }

    /// Reads the file of a key.
    pub(super) fn unlock(
        file: &Path,
        name: KeyName,
        passphrase: &Passphrase,
    ) -> std::result::Result<Self, Why> {
        file::tag(file)?;
        file::open(file, passphrase, |db| {
            if is_newer(db, "folder")? {
                return Ok(Err(Why::Newer));
            }
            db.query_row("SELECT diary, key FROM folder", [], |row| {
                let key: Zeroizing<Vec<u8>> = Zeroizing::new(row.get(1)?);
                let Ok(secret) = key.as_slice().try_into() else {
                    return Ok(Err(Why::NoPart));
                };
                Ok(Ok(Self {
                    name,
                    diary: row.get(0)?,
                    secret: Zeroizing::new(secret),
                }))
            })
        })?
    }
}

#[cfg(feature = "encryption")]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_passphrase_opens_it_and_no_other_does() {
        let folder = tempfile::tempdir().unwrap();
        let words = |words: &str| Passphrase::new(words.as_bytes().to_vec()).unwrap();
        let key = FolderKey::draw(3, "a diary").unwrap();
        let locked = key.locked(folder.path(), &words("open sesame")).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        let file = folder.path().join(key.name.to_string());
        std::fs::write(&file, &locked).unwrap();
        let unlocked = FolderKey::unlock(&file, key.name, &words("open sesame")).ok();
        let unlocked = unlocked.unwrap();
        assert_eq!(unlocked.secret, key.secret);
        assert_eq!(unlocked.diary, "a diary");
        let wrong = FolderKey::unlock(&file, key.name, &words("sesame")).err();
        assert_eq!(wrong, Some(Why::Undeciphered));
        std::fs::write(&file, &locked[..4096]).unwrap();
        let cut = FolderKey::unlock(&file, key.name, &words("open sesame")).err();
        assert_eq!(cut, Some(Why::Undeciphered));
    }

    #[test]
    fn a_later_generation_counts_whatever_was_drawn() {
        let names: Vec<KeyName> = (1..9).map(|of| KeyName::draw(of).unwrap()).collect();
        assert!(names.is_sorted());
        for (name, generation) in names.iter().zip(1..) {
            assert_eq!(name.generation(), generation);
            assert_eq!(name.to_string().parse(), Ok(*name));
        }
        for file in [
            "key-1.twinge",
            "key-0001AAAABBBBCCCC.twinge",
            "key-0001aaaabbbbcccc.sync-conflict-20260317.twinge",
            "0001aaaabbbbcccc.twinge",
        ] {
            assert_eq!(file.parse::<KeyName>(), Err(Why::Foreign), "{file}");
        }
    }
}
