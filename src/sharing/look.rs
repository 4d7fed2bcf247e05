//! The folder beside what the diary knows of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::error::Result;
use super::file::{self, ENDING, Tag, Why};
use super::folder::{Folder, Found, Listed, Skipped};
use super::key::KeyName;
use super::member::{self, Kept, file_of};
use super::{DeviceId, PartName};
use crate::repository::Repository;

/// The folder beside what the diary knows of it.
pub(super) struct Look {
    /// Files that changed since they were read, or were put there by somebody else.
    pub(super) changed: Vec<(Found, Tag)>,
    /// Files that cannot be read.
    pub(super) skipped: Vec<Skipped>,
    /// The counters in the files of this computer that are as it wrote them.
    written: BTreeMap<PartName, i64>,
    /// Files beside those of this computer's parts, in its folder, that were read already.
    pub(super) spare: Vec<Found>,
    /// What is known of files that are not there any more.
    pub(super) gone: Vec<String>,
}

impl Look {
    /// Looks at the tags of all files, as a computer with a key does.
    pub(super) fn at(
        folder: &Folder,
        me: DeviceId,
        key: KeyName,
        diary: &Repository,
    ) -> Result<Self> {
        let Listed { files, foreign, .. } = folder.list(key.generation())?;
        let mut known = member::known(diary, key)?;
        let mine: BTreeMap<String, PartName> = member::kept(diary)?
            .into_iter()
            .map(|kept| (kept.file + ENDING, kept.part))
            .collect();
        let mut look = Self {
            changed: Vec::new(),
            skipped: foreign,
            written: BTreeMap::new(),
            spare: Vec::new(),
            gone: Vec::new(),
        };
        for found in files {
            let part = mine.get(&found.name).filter(|_| found.owner == me);
            let known = known.remove(&file_of(found.owner, &found.name));
            match (file::tag(&found.path), known) {
                (Ok(tag), Some((of, counter))) if tag == of => match part {
                    Some(part) => drop(look.written.insert(*part, counter)),
                    None if found.owner == me => look.spare.push(found),
                    None => {}
                },
                (Ok(tag), _) => look.changed.push((found, tag)),
                // One of its own is written again; what was just taken away is not there.
                (Err(_), _) if part.is_some() || file::is_gone(&found.path) => {}
                (Err(why), _) => look.skip(&found.path, why),
            }
        }
        look.gone = known.into_keys().collect();
        Ok(look)
    }

    /// Those of the parts that are kept whose file is not as the diary has them now.
    pub(super) fn behind(&self, kept: &[Kept]) -> BTreeSet<PartName> {
        let is_behind = |kept: &&Kept| self.written.get(&kept.part) != Some(&kept.counter);
        kept.iter()
            .filter(is_behind)
            .map(|kept| kept.part)
            .collect()
    }

    fn skip(&mut self, file: &Path, why: Why) {
        let file = file.to_owned();
        self.skipped.push(Skipped { file, why });
    }
}
