//! Beginning to share a diary, or joining the computers that do.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{NaiveDate, Utc};
use smol_str::{SmolStr, format_smolstr};

use super::error::{NoName, Result, SharingError};
use super::file::Why;
use super::folder::{Folder, Skipped};
use super::key::FolderKey;
use super::look::Look;
use super::member::{self, Member};
use super::reading::Reading;
use super::round::{self, Round};
use super::rows::{self, Arrival, Conflict};
use super::watch::{UNWATCHED, Watch};
use super::{Computer, file, seal};
use crate::repository::{Passphrase, Repository};

/// The most letters of a computer's name.
pub const LONGEST_NAME: usize = 40;

/// What it takes to share a diary through a folder.
#[derive(Debug, Clone, Copy)]
pub struct Invitation<'a> {
    /// The person's folder, which has to be there.
    pub folder: &'a Path,
    /// What the person calls this computer: 1 to [`LONGEST_NAME`] letters, seen on the others.
    pub name: &'a str,
    /// The passphrase of sharing: it opens the folder, and need not be the diary's.
    pub passphrase: &'a Passphrase,
    /// What a person reads who finds the folder.
    pub read_me: &'a str,
    /// Whether entries here and those of another diary in the folder shall be one diary from now on:
    /// once the person has seen the [`plan`].
    pub together: bool,
}

/// What came of sharing a diary.
#[derive(Debug)]
pub struct Begun {
    /// Whether other computers were there, or have been.
    pub joined: bool,
    /// The first round.
    pub round: Round,
}

/// What sharing a diary would do.
#[derive(Debug)]
pub struct Plan {
    /// Whether other computers are there; otherwise it would be begun.
    pub joins: bool,
    /// The other computers.
    pub computers: Vec<Computer>,
    /// Whether the folder has another diary than this, which has entries: they become one only where
    /// the [`Invitation`] says so.
    pub other_diary: bool,
    /// This computer, as it would be known.
    pub me: Computer,
    /// What would come of their entries here.
    pub arrival: Arrival,
    /// How many answers of each day would go out that no other computer has.
    pub going: BTreeMap<NaiveDate, usize>,
    /// The answers on which this computer would differ from others.
    pub differ: Vec<Conflict>,
    /// Files that cannot be read.
    pub skipped: Vec<Skipped>,
}

/// Whether this program can share a diary at all.
///
/// # Errors
/// [`SharingError::Unencrypted`] where it was built without encryption.
pub fn can_share() -> Result<()> {
    match cfg!(feature = "encryption") {
        true => Ok(()),
        false => Err(SharingError::Unencrypted),
    }
}

/// Whether a diary can be shared through a folder as far as that is there.
///
/// # Errors
/// [`SharingError::NoFolder`], [`SharingError::NotAFolder`], or what the system has against it.
pub fn can_share_through(folder: &Path) -> Result<()> {
    match Folder::of(folder).is_there() {
        Err(SharingError::Away(folder)) => Err(SharingError::NoFolder(folder)),
        there => there.map(drop),
    }
}

/// Whether somebody shares a diary through a folder: whoever comes joins then.
pub fn is_begun(folder: &Path) -> bool {
    Folder::of(folder).keys().is_ok_and(|keys| !keys.is_empty())
}

/// What [`join`] would do. Nothing is written.
///
/// # Errors
/// As [`join`], but for another diary.
pub fn plan(diary: &mut Repository, invitation: &Invitation<'_>) -> Result<Plan> {
    let way = Way::of(diary, invitation)?;
    let me = way.me(invitation)?;
    let Some(key) = way.key else {
        return Ok(Plan {
            joins: false,
            computers: Vec::new(),
            other_diary: false,
            me,
            arrival: Arrival::default(),
            going: BTreeMap::new(),
            differ: Vec::new(),
            skipped: Vec::new(),
        });
    };
    let mut look = Look::at(&way.folder, me.id, key.name, diary)?;
    let (reading, opens) = (Reading::default(), key.opens());
    let now = Utc::now().timestamp_millis();
    let foreseen = rows::plan(diary, &me, reading.each(&look.changed, &opens), now)?;
    look.skipped.extend(reading.done().skipped);
    Ok(Plan {
        joins: true,
        computers: way.others,
        other_diary: way.other_diary,
        me,
        arrival: foreseen.arrival,
        going: foreseen.going,
        differ: foreseen.differ,
        skipped: look.skipped,
    })
}

/// Shares a diary through a folder: begins, or joins the computers that do already, and goes round
/// once. Also for one that is shared already: through another folder, under another name, or with the
/// passphrase that another computer [renewed](super::renew).
///
/// # Errors
/// [`SharingError`]; then nothing is written: a wrong passphrase, another diary, a name that is
/// taken, files of a newer version or of other programs, a folder that is not there, cannot be
/// written to or has the diary itself in it.
pub fn join(diary: &mut Repository, invitation: &Invitation<'_>) -> Result<Begun> {
    join_watched(diary, invitation, UNWATCHED)
}

/// The same, telling how far it is.
///
/// # Errors
/// As [`join`]; also [`SharingError::CalledOff`] when `watch` called it off before what others wrote
/// stood in the diary.
pub fn join_watched(
    diary: &mut Repository,
    invitation: &Invitation<'_>,
    watch: Watch<'_>,
) -> Result<Begun> {
    let way = Way::of(diary, invitation)?;
    if way.other_diary && !invitation.together {
        return Err(SharingError::OtherDiary(invitation.folder.to_owned()));
    }
    let me = way.me(invitation)?;
    let (id, joined) = (me.id, way.key.is_some());
    let generation = way.key.as_ref().map_or(1, |key| key.name.generation());
    // A computer's folder without a key is where the key is yet to be brought, and nobody begins there:
    // so it comes after the key, lest a program that is killed leave the one without the other.
    let place = match joined {
        true => way.folder.make(generation, id)?,
        false => way.folder.begin()?,
    };
    let (folder, former) = (
        way.folder.clone(),
        way.before.as_ref().map(|of| of.key.name),
    );
    let member = way.member(diary, me, &place, invitation.passphrase);
    let entered =
        member.and_then(|member| Ok((round::enter(diary, &folder, &member, watch)?, member)));
    let (mut round, member) = entered.inspect_err(|_| folder.unmake(generation, id))?;
    let explained = folder.explain(invitation.read_me);
    round.unwritten = round.unwritten.or(explained.err());
    if let Some(former) = former.filter(|former| *former < member.key.name) {
        // Whoever had it was asked for the passphrase of the one that counts.
        let _ = std::fs::remove_file(folder.key(former));
    }
    Ok(Begun { joined, round })
}

/// What is found on the way to sharing a diary.
struct Way {
    folder: Folder,
    /// The key of the folder; `None` where nobody has begun.
    key: Option<FolderKey>,
    /// How it is shared already.
    before: Option<Member>,
    /// Whether that was on another computer.
    copied: bool,
    /// The other computers that have files there.
    others: Vec<Computer>,
    other_diary: bool,
}

impl Way {
    /// Looks whether there is one. Nothing is written.
    fn of(diary: &Repository, invitation: &Invitation<'_>) -> Result<Self> {
        can_share()?;
        check_name(invitation.name)?;
        let folder = Folder::of(invitation.folder);
        let there = folder.is_there()?;
        if lies_in(diary.path(), invitation.folder) {
            return Err(SharingError::Within(invitation.folder.to_owned()));
        }
        let before = Member::read(diary)?;
        let copied = match &before {
            Some(before) => before.is_copied(diary)?,
            None => false,
        };
        let key = match there {
            true => key(&folder, invitation.passphrase)?,
            false => None,
        };
        let own = member::name_of(diary)?;
        let other_diary = match &key {
            Some(key) if key.diary == own => false,
            // It was joined before.
            Some(key) if before.as_ref().is_some_and(|of| of.key.diary == key.diary) => false,
            Some(_) => diary.span()?.is_some(),
            None => false,
        };
        let others = match &key {
            Some(key) => others(&folder, key)?,
            None => Vec::new(),
        };
        Ok(Self {
            folder,
            key,
            before,
            copied,
            others,
            other_diary,
        })
    }

    /// This computer as it will take part. `place` is a folder that can be written to.
    fn member(
        self,
        diary: &Repository,
        me: Computer,
        place: &Path,
        passphrase: &Passphrase,
    ) -> Result<Member> {
        let (key, locked) = match self.key {
            Some(key) => {
                let path = self.folder.key(key.name);
                let locked = std::fs::read(&path).map_err(|e| SharingError::io(&path, e))?;
                (key, locked)
            }
            None => {
                let key = FolderKey::draw(1, &member::name_of(diary)?)?;
                let locked = key.locked(place, passphrase)?;
                (key, locked)
            }
        };
        Ok(Member { me, key, locked })
    }

    /// Who this computer is to be.
    fn me(&self, invitation: &Invitation<'_>) -> Result<Computer> {
        let id = match &self.before {
            Some(before) if !self.copied => before.me.id,
            _ => member::draw_device()?,
        };
        let name = SmolStr::new(invitation.name.trim());
        let others = self.others.iter().filter(|other| other.id != id);
        if is_used(&name, others) {
            return Err(SharingError::NameTaken(name.into()));
        }
        Ok(Computer { id, name })
    }
}

/// The key that counts in a folder; `None` where nobody has begun.
fn key(folder: &Folder, passphrase: &Passphrase) -> Result<Option<FolderKey>> {
    let Some(name) = folder.keys()?.pop_last() else {
        return match (folder.is_used()?, folder.is_foreign()?) {
            (true, _) => Err(SharingError::NoKey(folder.persons().to_owned())),
            (_, true) => Err(SharingError::Occupied(folder.path().to_owned())),
            (false, false) => Ok(None),
        };
    };
    let file = folder.key(name);
    match FolderKey::unlock(&file, name, passphrase) {
        Ok(key) => Ok(Some(key)),
        Err(Why::Newer) => Err(SharingError::Newer(file)),
        Err(Why::Refused) if file::is_gone(&file) => Err(SharingError::Away(file)),
        Err(Why::Refused) => Err(SharingError::Refused(file)),
        Err(_) => Err(SharingError::WrongPassphrase(folder.persons().to_owned())),
    }
}

/// The computers that have files in a folder, by one of the files of each.
fn others(folder: &Folder, key: &FolderKey) -> Result<Vec<Computer>> {
    let listed = folder.list(key.name.generation())?;
    let opens = key.opens();
    let mut others: Vec<Computer> = Vec::new();
    for found in listed.files {
        if others.iter().any(|other| other.id == found.owner) || file::tag(&found.path).is_err() {
            continue;
        }
        if let Ok(sealed) = seal::read(&found.path, &opens) {
            // In a folder may lie what another wrote.
            if sealed.from.id == found.owner {
                others.push(sealed.from);
            }
        }
    }
    Ok(others)
}

/// Whether a file lies in a folder, however deep.
fn lies_in(file: &Path, folder: &Path) -> bool {
    match (file.canonicalize(), folder.canonicalize()) {
        (Ok(file), Ok(folder)) => file.starts_with(folder),
        _ => false,
    }
}

fn check_name(name: &str) -> Result<()> {
    let name = name.trim();
    if name.is_empty() {
        return Err(SharingError::Name(NoName::Empty));
    }
    if name.chars().count() > LONGEST_NAME {
        let most = LONGEST_NAME;
        return Err(SharingError::Name(NoName::TooLong { most }));
    }
    if name.chars().any(char::is_control) {
        return Err(SharingError::Name(NoName::Unseen));
    }
    Ok(())
}

fn is_used<'a>(name: &str, mut others: impl Iterator<Item = &'a Computer>) -> bool {
    others.any(|other| other.name.to_lowercase() == name.to_lowercase())
}

/// A name like another that no computer has: `laptop-2`.
pub(super) fn unused(name: &SmolStr, others: &[Computer]) -> SmolStr {
    let mut names = (2..).map(|number: u32| format_smolstr!("{name}-{number}"));
    let free = names.find(|name| !is_used(name, others.iter()));
    free.unwrap_or_else(|| name.clone())
}
