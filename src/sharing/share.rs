//! Sharing a diary: beginning and joining, going round, renewing the key, ending.
//!
//! In all of them `folder` is the person's, in which `twinge` is made. What a round takes stands in
//! the diary when it returns; the files of this computer are written after that, and by the next
//! round where they could not be: a crash in between loses nothing.

use std::path::{Path, PathBuf};

use super::error::{Result, SharingError};
use super::folder::{Folder, Skipped};
use super::join::unused;
use super::look::Look;
use super::member::{self, Member, Seen};
use super::reading::Reading;
use super::round::{self, Round};
use super::watch::UNWATCHED;
use super::{Computer, key::FolderKey, rows};
use crate::repository::{Passphrase, Repository};

/// How it stands with a shared diary.
#[derive(Debug)]
pub struct Status {
    /// This computer.
    pub me: Computer,
    /// The others of which anything was read, by name.
    pub others: Vec<Seen>,
    /// How many parts of the diary are shared: a month each, and the settings.
    pub parts: usize,
    /// How many of them changed since their files were written.
    pub to_write: usize,
    /// How many files of others changed since they were read.
    pub to_read: usize,
    /// Files that are left as they are.
    pub skipped: Vec<Skipped>,
    /// How many answers differ between computers that had not seen each other's.
    pub doubts: usize,
    /// What keeps the folder from being used now.
    pub waits: Option<SharingError>,
}

/// What this computer is called where a diary is shared; `None` where it is not.
///
/// # Errors
/// When the diary cannot be read.
pub fn me(diary: &Repository) -> Result<Option<Computer>> {
    Ok(Member::read(diary)?.map(|member| member.me))
}

/// Takes what others wrote, and writes what they have not got.
///
/// # Errors
/// [`SharingError::NotShared`]; [`SharingError::Away`] while the folder is not there, and
/// [`SharingError::Renewed`] once another computer renewed the key: then nothing is written, and
/// nothing is lost by waiting. Also when the diary cannot be written.
pub fn now(diary: &mut Repository, folder: &Path) -> Result<Round> {
    let mut member = Member::of(diary)?;
    let folder = Folder::of(folder);
    usable(&folder, &member)?;
    if member.is_copied(diary)? {
        let others = member::seen(diary)?.into_iter().map(|seen| seen.computer);
        let others: Vec<Computer> = others.chain([member.me.clone()]).collect();
        member.me = Computer {
            id: member::draw_device()?,
            name: unused(&member.me.name, &others),
        };
        return round::enter(diary, &folder, &member, UNWATCHED);
    }
    round::go(diary, &folder, &member)
}

/// How it stands. Looks at all files that were not read yet, and writes nothing.
///
/// # Errors
/// [`SharingError::NotShared`], and when the diary cannot be read.
pub fn status(diary: &Repository, folder: &Path) -> Result<Status> {
    let member = Member::of(diary)?;
    let folder = Folder::of(folder);
    let mut others = member::seen(diary)?;
    others.retain(|seen| seen.computer.id != member.me.id);
    others.sort_by(|one, other| one.computer.name.cmp(&other.computer.name));
    let mut status = Status {
        others,
        parts: member::kept(diary)?.len(),
        to_write: 0,
        to_read: 0,
        skipped: Vec::new(),
        doubts: rows::doubts(diary)?,
        waits: None,
        me: member.me.clone(),
    };
    let look = || Look::at(&folder, member.me.id, member.key.name, diary);
    let looked = usable(&folder, &member).and_then(|()| look());
    match looked {
        Ok(mut look) => {
            let reading = Reading::default();
            let key = member.key.opens();
            status.to_read = reading.each(&look.changed, &key).count();
            status.to_write = look.behind(&member::kept(diary)?).len();
            status.skipped.append(&mut look.skipped);
            status.skipped.extend(reading.done().skipped);
        }
        Err(SharingError::Diary(error)) => return Err(error.into()),
        Err(error) => status.waits = Some(error),
    }
    Ok(status)
}

/// Gives the folder another key, and another passphrase: for when a computer was lost. The other
/// computers then ask for it. What was in the folder before stays readable to whoever copied it and
/// knows the old passphrase.
///
/// # Errors
/// As [`now`]; also when the folder cannot be written to: then it has the key it had.
pub fn renew(diary: &mut Repository, folder: &Path, passphrase: &Passphrase) -> Result<Round> {
    // What others wrote with the former key is taken before it is left.
    let first = now(diary, folder)?;
    if let Some(unwritten) = first.unwritten {
        return Err(unwritten);
    }
    let mut member = Member::of(diary)?;
    let folder = Folder::of(folder);
    let generation = member.key.name.generation() + 1;
    let place = folder.make(generation, member.me.id)?;
    member.key = FolderKey::draw(generation, &member.key.diary)?;
    member.locked = member.key.locked(&place, passphrase)?;
    let second = round::enter(diary, &folder, &member, UNWATCHED)?;
    Ok(Round {
        arrival: first.arrival,
        written: second.written,
        ..second
    })
}

/// Shares the diary no more. All that stands in it stays. The files of this computer stay for the
/// others; whoever is the last of them takes all files of ours along.
///
/// # Errors
/// [`SharingError::NotShared`], and when the diary cannot be written; then it is shared as before.
pub fn stop(diary: &mut Repository, folder: &Path) -> Result<()> {
    let member = Member::of(diary)?;
    rows::end(diary)?;
    let folder = Folder::of(folder);
    let generation = member.key.name.generation();
    let alone = folder
        .list(generation)
        .is_ok_and(|listed| listed.devices.iter().all(|device| *device == member.me.id));
    if alone {
        round::clear(&folder.device(generation, member.me.id));
        let _ = std::fs::remove_file(folder.key(member.key.name));
        folder.unmake(generation, member.me.id);
    }
    Ok(())
}

/// The folders in which a change may be one for this diary: those of the others, those in which others
/// appear, and that of lines written elsewhere. Not this computer's own.
///
/// # Errors
/// As [`now`].
pub fn to_watch(diary: &Repository, folder: &Path) -> Result<Vec<PathBuf>> {
    let member = Member::of(diary)?;
    let folder = Folder::of(folder);
    usable(&folder, &member)?;
    let generation = member.key.name.generation();
    let devices = folder.list(generation)?.devices.into_iter();
    let others = devices.filter(|device| *device != member.me.id);
    let inbox = Some(folder.inbox()).filter(|inbox| inbox.is_dir());
    Ok([folder.path().to_owned(), folder.generation(generation)]
        .into_iter()
        .chain(inbox)
        .chain(others.map(|device| folder.device(generation, device)))
        .collect())
}

/// The folder of lines that a person writes elsewhere; `None` where nobody made one.
pub fn inbox(folder: &Path) -> Option<PathBuf> {
    Some(Folder::of(folder).inbox()).filter(|inbox| inbox.is_dir())
}

/// Whether the folder is there, and has no later key.
fn usable(folder: &Folder, member: &Member) -> Result<()> {
    if !folder.is_there()? {
        return Err(SharingError::Away(folder.path().to_owned()));
    }
    match folder.keys()?.last() {
        Some(last) if *last > member.key.name => {
            Err(SharingError::Renewed(folder.persons().to_owned()))
        }
        _ => Ok(()),
    }
}
