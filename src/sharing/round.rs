//! Going round once: what others wrote into the diary, and what they have not got into files.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::Utc;

use super::PartName;
use super::error::{Result, SharingError};
use super::file::{self, ENDING};
use super::folder::{Folder, Found, Skipped, unfinished};
use super::look::Look;
use super::member::{self, Kept, Known, Member, file_of};
use super::reading::Reading;
use super::rows::{self, Arrival, Going};
use super::seal::{self, Sealed};
use super::watch::{Leg, UNWATCHED, Watch};
use crate::repository::Repository;

/// What came of a round.
#[derive(Debug, Default)]
pub struct Round {
    /// What came from others.
    pub arrival: Arrival,
    /// How many files were written for others.
    pub written: usize,
    /// Files that could not be read.
    pub skipped: Vec<Skipped>,
    /// What kept files from being written, which the next round does.
    pub unwritten: Option<SharingError>,
}

/// Takes what others wrote, and writes what they have not got.
pub(super) fn go(diary: &mut Repository, folder: &Folder, member: &Member) -> Result<Round> {
    let look = Look::at(folder, member.me.id, member.key.name, diary)?;
    let (reading, opens) = (Reading::default(), member.key.opens());
    let now = Utc::now().timestamp_millis();
    let incoming = reading.each(&look.changed, &opens);
    let arrival = rows::round(diary, &member.me, incoming, now)?;
    publish(diary, folder, member, UNWATCHED, (look, reading, arrival))
}

/// The same as a member that the diary does not have yet, or has as another.
///
/// # Errors
/// Also [`SharingError::CalledOff`]: then nothing is written.
pub(super) fn enter(
    diary: &mut Repository,
    folder: &Folder,
    member: &Member,
    watch: Watch<'_>,
) -> Result<Round> {
    let look = Look::at(folder, member.me.id, member.key.name, diary)?;
    let (reading, opens) = (Reading::default(), member.key.opens());
    let incoming = reading.each(&look.changed, &opens);
    let going = Going {
        me: &member.me,
        now: Utc::now().timestamp_millis(),
        watch,
    };
    let arrival = rows::enter(diary, &going, |db| member.write(db), incoming)?;
    let arrival = arrival.ok_or(SharingError::CalledOff)?;
    publish(diary, folder, member, watch, (look, reading, arrival))
}

/// Writes what others have not got, once what they wrote is taken.
fn publish(
    diary: &mut Repository,
    folder: &Folder,
    member: &Member,
    watch: Watch<'_>,
    (look, reading, arrival): (Look, Reading, Arrival),
) -> Result<Round> {
    // What was taken may have changed parts, too.
    let kept = member::kept(diary)?;
    let behind = look.behind(&kept);
    let mut read = reading.done();
    let taken = read.taken(look.changed, &arrival.refused);
    let mine = taken.iter().map(|(found, _)| found);
    let mine = mine.filter(|found| found.owner == member.me.id).cloned();
    let copies: Vec<Found> = look.spare.into_iter().chain(mine).collect();
    let known = |(found, known): (Found, Known)| (file_of(found.owner, &found.name), known);
    let mut files: BTreeMap<String, Known> = taken.into_iter().map(known).collect();
    let mut written = 0;
    let unwritten = write(diary, folder, member, &behind, |file, known| {
        files.insert(file, known);
        written += 1;
        watch(Leg::Writing.progress(written, behind.len()))
    });
    let unwritten = unwritten.err();
    let mut gone = look.gone;
    gone.retain(|file| !files.contains_key(file));
    let seen = read.seen_since(&member::seen(diary)?, member.me.id);
    member::note(diary, &files, &gone, &seen)?;
    if unwritten.is_none() {
        tidy(&kept, folder, member, &copies);
    }
    let mut skipped = look.skipped;
    skipped.append(&mut read.skipped);
    Ok(Round {
        arrival,
        written,
        skipped,
        unwritten,
    })
}

/// Writes the files of parts, until one cannot be or it is called off; each that is written is handed
/// over.
fn write(
    diary: &Repository,
    folder: &Folder,
    member: &Member,
    behind: &BTreeSet<PartName>,
    mut written: impl FnMut(String, Known) -> ControlFlow<()>,
) -> Result<()> {
    let (me, name) = (&member.me, member.key.name);
    let key_file = folder.key(name);
    // A half one, too, is put right.
    if std::fs::read(&key_file).ok().as_ref() != Some(&member.locked) {
        file::put(&key_file, |unfinished| {
            std::fs::write(unfinished, &member.locked)
                .map_err(|error| SharingError::io(&key_file, error))
        })?;
    }
    let place = folder.make(name.generation(), me.id)?;
    if behind.is_empty() {
        return Ok(());
    }
    let key = member.key.opens();
    let mut ended = ControlFlow::Continue(());
    rows::outgoing(
        diary,
        |part, _| behind.contains(&part),
        |outgoing| {
            if ended.is_break() {
                return Ok(());
            }
            let name = outgoing.file + ENDING;
            let sealed = Sealed {
                part: outgoing.part,
                from: me.clone(),
                wrote: Utc::now().timestamp_millis(),
                counter: outgoing.counter,
                state: outgoing.state,
            };
            match seal::write(&place.join(&name), &key, &sealed) {
                Ok(tag) => {
                    let file = file_of(me.id, &name);
                    ended = written(file, (tag, sealed.counter)).map_break(|()| None);
                }
                Err(error) => ended = ControlFlow::Break(Some(error)),
            }
            Ok(())
        },
    )?;
    match ended {
        ControlFlow::Break(Some(error)) => Err(error),
        _ => Ok(()),
    }
}

/// Removes files of this computer that say nothing any more: copies that a carrier made and that are
/// in the diary now, what was never whole, and what was written with a former key. What cannot be
/// removed now is by another round.
fn tidy(kept: &[Kept], folder: &Folder, member: &Member, copies: &[Found]) {
    let (me, generation) = (member.me.id, member.key.name.generation());
    let place = folder.device(generation, me);
    let remove = |file: &PathBuf| {
        let _ = std::fs::remove_file(file);
    };
    let is_part = |name: &str| {
        kept.iter()
            .any(|part| name.strip_suffix(ENDING) == Some(&part.file))
    };
    let copies = copies.iter().filter(|copy| !is_part(&copy.name));
    copies.map(|copy| &copy.path).for_each(remove);
    for place in [folder.path(), &place] {
        unfinished(place)
            .unwrap_or_default()
            .iter()
            .for_each(remove);
    }
    for key in folder.keys().unwrap_or_default() {
        if key.generation() < generation {
            remove(&folder.key(key));
        }
    }
    for former in folder.former(generation, me).unwrap_or_default() {
        clear(&former);
    }
}

/// Removes the files of ours from the folder of a computer, and the folder, and that of its
/// generation, where nothing else is in them.
pub(super) fn clear(device: &Path) {
    let files = std::fs::read_dir(device).into_iter().flatten().flatten();
    for file in files {
        let name = file.file_name();
        let name = name.to_string_lossy();
        if name.contains(ENDING) || file::is_unfinished(&name) {
            let _ = std::fs::remove_file(file.path());
        }
    }
    let _ = std::fs::remove_dir(device);
    if let Some(generation) = device.parent() {
        let _ = std::fs::remove_dir(generation);
    }
}
