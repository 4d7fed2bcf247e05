//! Files of the folder, read on the way into the diary.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::file::{self, Tag, Why};
use super::folder::{Found, Skipped};
use super::member::{Known, Seen};
use super::rows::Incoming;
use super::seal::{self, Sealed};
use super::{DeviceId, PartName};
use crate::repository::Passphrase;

/// What was read of files on the way into the diary.
#[derive(Default)]
pub(super) struct Read {
    parts: BTreeMap<PathBuf, (PartName, i64)>,
    seen: BTreeMap<DeviceId, Seen>,
    /// Files that could not be read.
    pub(super) skipped: Vec<Skipped>,
}

/// The same while it is being read.
#[derive(Default)]
pub(super) struct Reading(RefCell<Read>);

impl Reading {
    /// Reads file after file, no more than one at a time.
    pub(super) fn each<'a>(
        &'a self,
        files: &'a [(Found, Tag)],
        key: &'a Passphrase,
    ) -> impl Iterator<Item = Incoming> + 'a {
        files.iter().filter_map(move |(found, _)| {
            let mut read = self.0.borrow_mut();
            match seal::read(&found.path, key) {
                Ok(sealed) => Some(read.take(&found.path, sealed)),
                Err(_) if file::is_gone(&found.path) => None,
                Err(why) => {
                    let file = found.path.clone();
                    read.skipped.push(Skipped { file, why });
                    None
                }
            }
        })
    }

    /// What was read.
    pub(super) fn done(self) -> Read {
        self.0.into_inner()
    }
}

impl Read {
    /// The files that were taken, with what is known of them; of those that were refused it is told.
    pub(super) fn taken(
        &mut self,
        changed: Vec<(Found, Tag)>,
        refused: &[PartName],
    ) -> Vec<(Found, Known)> {
        let mut taken = Vec::new();
        for (found, tag) in changed {
            match self.parts.remove(&found.path) {
                Some((part, _)) if refused.contains(&part) => self.skipped.push(Skipped {
                    file: found.path,
                    why: Why::NoPart,
                }),
                Some((_, counter)) => taken.push((found, (tag, counter))),
                None => {}
            }
        }
        taken
    }

    /// The other computers of which something later was read than was known.
    pub(super) fn seen_since(&self, known: &[Seen], me: DeviceId) -> Vec<&Seen> {
        let is_known = |seen: &&Seen| {
            let mut known = known.iter();
            known.any(|of| of.computer.id == seen.computer.id && of.wrote >= seen.wrote)
        };
        let others = self.seen.values().filter(|seen| seen.computer.id != me);
        others.filter(|seen| !is_known(seen)).collect()
    }

    fn take(&mut self, path: &Path, sealed: Sealed) -> Incoming {
        let Sealed {
            part,
            from,
            wrote,
            counter,
            state,
        } = sealed;
        self.parts.insert(path.to_owned(), (part, counter));
        let seen = self.seen.entry(from.id).or_insert_with(|| Seen {
            computer: from.clone(),
            wrote,
        });
        if seen.wrote < wrote {
            *seen = Seen {
                computer: from.clone(),
                wrote,
            };
        }
        Incoming { part, from, state }
    }
}
