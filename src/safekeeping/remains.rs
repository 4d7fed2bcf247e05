//! What can be read without the passphrase beside a diary that has one: the program was ended before it
//! had encrypted all of it, or could not, or it is the person's own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::beside::{Kind, files_of, made, ways_to};
use super::conversion::{convert_file, erase};
use super::plain::{application, is_plain};
use super::restore::is_copy;
use crate::repository::raw::{APPLICATION_ID, Result, identity};
use crate::repository::{Repository, RepositoryError};

/// Something beside an encrypted diary.
#[derive(Debug)]
pub enum Remains {
    /// A file of the program's that can be read without the passphrase; [`encrypt_remains`] encrypts
    /// it, or removes it where it is half made.
    Pending(PathBuf),
    /// One that could not be encrypted or removed, and why not.
    Kept {
        /// The file.
        path: PathBuf,
        /// What is against it.
        why: RepositoryError,
    },
    /// One that only the person can judge: a log that was set aside, or a copy of their own.
    Own(PathBuf),
    /// What could not be looked at.
    Unseen(RepositoryError),
}

/// Looks for files of the program's beside a diary with a passphrase that can be read without it.
/// None beside one that has none.
pub fn remains(diary: &Repository) -> Vec<Remains> {
    if !diary.is_encrypted() {
        return Vec::new();
    }
    let (plain, unseen) = plain(diary.path());
    let found = plain.into_iter().map(|(path, kind)| match kind {
        Kind::Log => Remains::Own(path),
        _ => Remains::Pending(path),
    });
    found
        .chain(unseen.into_iter().map(Remains::Unseen))
        .collect()
}

/// Encrypts what [`remains`] finds, and removes what is half made. Hands back what is left.
pub fn encrypt_remains(diary: &Repository) -> Vec<Remains> {
    let Some(key) = diary.key() else {
        return Vec::new();
    };
    let mut refused = BTreeMap::new();
    for (path, kind) in plain(diary.path()).0 {
        let done = match kind {
            Kind::Copy | Kind::Aside => convert_file(&path, None, Some(key)),
            Kind::HalfMade => erase(&path).map_err(|error| RepositoryError::io(&path, error)),
            Kind::Log => Ok(()),
        };
        if let Err(why) = done {
            refused.insert(path, why);
        }
    }
    // Another program may have been at it, too: what counts is what lies there now.
    let left = remains(diary).into_iter();
    left.map(|left| match left {
        Remains::Pending(path) => match refused.remove(&path) {
            Some(why) => Remains::Kept { path, why },
            None => Remains::Pending(path),
        },
        left => left,
    })
    .collect()
}

/// Looks for copies of a diary with a passphrase that can be read without it and that the person made
/// in the same folder: copies asked for, and what was salvaged.
pub fn own_copies(diary: &Repository) -> Vec<Remains> {
    let mut found = Vec::new();
    if !diary.is_encrypted() {
        return found;
    }
    let Ok(ways) = ways_to(diary.path()) else {
        // Looking for the program's own says why.
        return found;
    };
    let made = made(diary.path()).0;
    for folder in ways.iter().filter_map(|way| way.parent()) {
        // A folder that is refused is told of there, too.
        for path in files_of(folder).unwrap_or_default() {
            let is_known = made.iter().any(|made| made.path == path);
            if is_known || is_same(&path, diary.path()) {
                continue;
            }
            match is_own_copy(diary, &path) {
                Ok(true) => found.push(Remains::Own(path)),
                Ok(false) => {}
                Err(error) => found.push(Remains::Unseen(error)),
            }
        }
    }
    found
}

fn is_own_copy(diary: &Repository, path: &Path) -> Result<bool> {
    if application(path)? != Some(APPLICATION_ID) {
        return Ok(false);
    }
    let copy = Repository::open_read_only(path)?;
    // Of two diaries that hold nothing it cannot be told, and there is nothing to tell.
    Ok(diary.span()?.is_some() && copy.span()?.is_some() && is_copy(diary, &copy)?)
}

/// The files of the program's that can be read without a passphrase, and what could not be looked at.
fn plain(diary: &Path) -> (Vec<(PathBuf, Kind)>, Vec<RepositoryError>) {
    let (made, mut unseen) = made(diary);
    let mut found = Vec::new();
    for file in made {
        // To look at the diary itself, by whatever name, would let go of the locks on it.
        if is_same(&file.path, diary) {
            continue;
        }
        match is_plain(&file) {
            Ok(true) => found.push((file.path, file.kind)),
            Ok(false) => {}
            Err(error) => unseen.push(error),
        }
    }
    (found, unseen)
}

/// Whether two names are of one file.
fn is_same(one: &Path, other: &Path) -> bool {
    identity(one).is_some_and(|one| identity(other) == Some(one))
}
