//! What the diary keeps of being shared: who this computer is, the key of the folder, and what was
//! read and written there. The tables `share` and `share_seen`.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};
use zeroize::Zeroizing;

use super::error::{Result, SharingError};
use super::file::Tag;
use super::key::{FolderKey, KeyName};
use super::table::{DEVICE, NAME, forget, set, value};
use super::{Computer, DeviceId, PartName, chance, rows};
use crate::repository::raw::{HASH_START, hashed, lasting_name};
use crate::repository::{Problem, Repository, RepositoryError};

/// The files that tell which computer this is, where there are any. A diary that was copied to another
/// one is known by it, and shares as another from then on.
pub const MACHINE: [&str; 2] = ["/etc/machine-id", "/var/lib/dbus/machine-id"];

/// This computer, where a diary is shared.
pub(super) struct Member {
    /// Who it is.
    pub(super) me: Computer,
    /// What opens the folder's files.
    pub(super) key: FolderKey,
    /// The file of the key, which whoever knows the passphrase opens.
    pub(super) locked: Vec<u8>,
}

/// Another computer, as it was seen last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Which.
    pub computer: Computer,
    /// When it wrote the latest of its files, by its own clock, in milliseconds since 1970.
    pub wrote: i64,
}

/// A part as this computer keeps it.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    /// Which.
    pub(super) part: PartName,
    /// The name of its file: 32 digits of hex.
    pub(super) file: String,
    /// How often it changed.
    pub(super) counter: i64,
}

/// A file as it was read or written: its tag, and the counter in it.
pub(super) type Known = (Tag, i64);

impl Member {
    /// This computer in a diary; `None` where that is not shared.
    pub(super) fn read(diary: &Repository) -> Result<Option<Self>> {
        if !rows::is_kept(diary)? {
            return Ok(None);
        }
        let read = |db: &Connection| -> rusqlite::Result<Option<Rows>> {
            // Before there is a key, it is not begun to the end.
            let Some(key_name) = value(db, "key-name")? else {
                return Ok(None);
            };
            Ok(Some(Rows {
                device: value(db, DEVICE)?,
                name: value(db, NAME)?,
                key_name,
                key: value::<Vec<u8>>(db, "key")?.map(Zeroizing::new),
                locked: value(db, "key-file")?,
                diary: value(db, "diary")?,
            }))
        };
        let Some(rows) = diary.ask(read)? else {
            return Ok(None);
        };
        let member = rows.member().ok_or_else(|| RepositoryError::Damaged {
            path: diary.path().to_owned(),
            detail: Problem::NotAsWritten.into(),
            source: None,
        })?;
        Ok(Some(member))
    }

    /// The same, which has to be.
    pub(super) fn of(diary: &Repository) -> Result<Self> {
        let not_shared = || SharingError::NotShared(diary.path().to_owned());
        Self::read(diary)?.ok_or_else(not_shared)
    }

    /// Keeps it in a diary that has the tables and knows which computer this is. With another key than
    /// before, nothing of the folder is known any more.
    pub(super) fn write(&self, db: &Connection) -> rusqlite::Result<()> {
        let Self { me, key, locked } = self;
        let before: Option<String> = value(db, "key-name")?;
        if before.as_deref() != Some(&*key.name.to_string()) {
            db.execute("DELETE FROM share_seen", [])?;
        }
        set(db, "key-name", &key.name.to_string())?;
        set(db, "key", &key.secret.as_slice())?;
        set(db, "key-file", locked)?;
        set(db, "diary", &key.diary)?;
        match machine(me.id) {
            Some(machine) => set(db, "machine", &machine),
            None => forget(db, "machine"),
        }
    }

    /// Whether the diary was copied here from another computer, which shares it, too.
    pub(super) fn is_copied(&self, diary: &Repository) -> Result<bool> {
        let noted: Option<i64> = diary.ask(|db| value(db, "machine"))?;
        let here = machine(self.me.id);
        Ok(noted.zip(here).is_some_and(|(noted, here)| noted != here))
    }
}

/// What stands in the table `share`.
struct Rows {
    device: Option<String>,
    name: Option<String>,
    key_name: String,
    key: Option<Zeroizing<Vec<u8>>>,
    locked: Option<Vec<u8>>,
    diary: Option<String>,
}

impl Rows {
    fn member(self) -> Option<Member> {
        Some(Member {
            me: Computer {
                id: self.device?.parse().ok()?,
                name: self.name?.into(),
            },
            key: FolderKey {
                name: self.key_name.parse().ok()?,
                diary: self.diary?,
                secret: Zeroizing::new(self.key?.as_slice().try_into().ok()?),
            },
            locked: self.locked?,
        })
    }
}

/// A number for a computer that none has.
pub(super) fn draw_device() -> Result<DeviceId> {
    chance::number().map(DeviceId::new)
}

/// The lasting name of a diary.
pub(super) fn name_of(diary: &Repository) -> Result<String> {
    Ok(diary.ask(lasting_name)?.unwrap_or_default())
}

/// What is known of the files in the folder of a key, by computer and name.
pub(super) fn known(diary: &Repository, key: KeyName) -> Result<BTreeMap<String, Known>> {
    if !rows::is_kept(diary)? {
        return Ok(BTreeMap::new());
    }
    let read = |db: &Connection| -> rusqlite::Result<_> {
        let of_key = "SELECT file, tag, counter FROM share_seen
                      WHERE EXISTS (SELECT 1 FROM share WHERE key = 'key-name' AND value = ?1)";
        db.prepare(of_key)?
            .query_map([key.to_string()], |row| {
                Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))
            })?
            .collect()
    };
    Ok(diary.ask(read)?)
}

/// The parts that are kept.
pub(super) fn kept(diary: &Repository) -> Result<Vec<Kept>> {
    if !rows::is_kept(diary)? {
        return Ok(Vec::new());
    }
    let read = |db: &Connection| -> rusqlite::Result<Vec<(String, String, i64)>> {
        db.prepare("SELECT name, file, counter FROM share_part")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect()
    };
    let rows = diary.ask(read)?.into_iter();
    Ok(rows
        .filter_map(|(part, file, counter)| {
            let part = part.parse().ok()?;
            Some(Kept {
                part,
                file,
                counter,
            })
        })
        .collect())
}

/// How the keys of computers begin in the table `share`.
const SEEN: &str = "seen ";

/// The computers of which something was read.
pub(super) fn seen(diary: &Repository) -> Result<Vec<Seen>> {
    let read = |db: &Connection| -> rusqlite::Result<Vec<(String, String)>> {
        db.prepare("SELECT key, value FROM share WHERE key GLOB 'seen *'")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect()
    };
    let rows = diary.ask(read)?.into_iter();
    Ok(rows
        .filter_map(|(key, value)| {
            let id = key.strip_prefix(SEEN)?.parse().ok()?;
            let (wrote, name) = value.split_once(' ')?;
            Some(Seen {
                computer: Computer {
                    id,
                    name: name.into(),
                },
                wrote: wrote.parse().ok()?,
            })
        })
        .collect())
}

/// Notes what was read and written, forgets files that are not there any more, and keeps when
/// computers were seen. Where a power cut takes that away, they are read and written once more.
pub(super) fn note(
    diary: &mut Repository,
    files: &BTreeMap<String, Known>,
    gone: &[String],
    computers: &[&Seen],
) -> Result<()> {
    if files.is_empty() && gone.is_empty() && computers.is_empty() {
        return Ok(());
    }
    let noted = |db: &Connection| -> rusqlite::Result<()> {
        let mut put = db.prepare_cached("INSERT OR REPLACE INTO share_seen VALUES (?1, ?2, ?3)")?;
        for (file, (tag, counter)) in files {
            put.execute(params![file, tag, counter])?;
        }
        let mut forget = db.prepare_cached("DELETE FROM share_seen WHERE file = ?1")?;
        for file in gone {
            forget.execute([file])?;
        }
        for Seen { computer, wrote } in computers {
            let Computer { id, name } = computer;
            set(db, &format!("{SEEN}{id}"), &format!("{wrote} {name}"))?;
        }
        Ok(())
    };
    diary.note(noted)?;
    Ok(())
}

/// A number of the computer that this is, which another device than `device` would make another of;
/// `None` where the system does not say.
fn machine(device: DeviceId) -> Option<i64> {
    let said = MACHINE
        .iter()
        .find_map(|file| std::fs::read_to_string(file).ok())?;
    let hash = hashed(HASH_START, &format!("{device} {}", said.trim()));
    Some(hash.cast_signed())
}

/// The name of a file in the table `share_seen`.
pub(super) fn file_of(device: DeviceId, name: &str) -> String {
    format!("{device}/{name}")
}
