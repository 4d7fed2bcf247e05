//! What the program puts beside a diary, on every side of a link that leads to it.

use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::repository::RepositoryError;
use crate::repository::raw::{BEFORE_STEP, CONVERTING, Result, beside};

/// Longer chains of links lead in a circle, or nowhere.
const LINKS: usize = 40;

/// The names by which a file is reached, whether it is there or not: the one given, and where each
/// link leads to.
///
/// # Errors
/// What the system has against following a link.
pub fn ways_to(file: &Path) -> io::Result<Vec<PathBuf>> {
    let mut ways = vec![std::path::absolute(file)?];
    while let Some(last) = ways.last().filter(|_| ways.len() < LINKS) {
        match last.symlink_metadata() {
            Ok(found) if found.is_symlink() => {
                let folder = last.parent().unwrap_or(last);
                ways.push(folder.join(std::fs::read_link(last)?));
            }
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => break,
        }
    }
    match file.canonicalize() {
        // Its folder may be reached by a link.
        Ok(file) => ways.push(file),
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        Err(_) => {}
    }
    // Two may differ only in how their folder is named.
    for way in &mut ways {
        let folder = way.parent().and_then(|folder| folder.canonicalize().ok());
        if let (Some(folder), Some(name)) = (folder, way.file_name()) {
            *way = folder.join(name);
        }
    }
    let mut seen = BTreeSet::new();
    ways.retain(|way| seen.insert(way.clone()));
    Ok(ways)
}

/// The folders of copies, on every side of a link.
pub(super) fn folders(diary: &Path) -> Result<BTreeSet<PathBuf>> {
    let ways = ways_to(diary).map_err(|error| RepositoryError::io(diary, error))?;
    let folders = ways.iter().map(|way| beside(way, ".backups"));
    // One may be a link to the other.
    Ok(folders
        .map(|folder| folder.canonicalize().unwrap_or(folder))
        .collect())
}

/// The files of a folder; none where it is not there.
pub(super) fn files_of(folder: &Path) -> Result<Vec<PathBuf>> {
    let refused = |error| RepositoryError::io(folder, error);
    match std::fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        files => files
            .map_err(refused)?
            .map(|file| file.map(|file| file.path()).map_err(refused))
            .collect(),
    }
}

/// What a file beside a diary is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A copy that was verified when it was made.
    Copy,
    /// A diary that was set aside, and may be damaged.
    Aside,
    /// A log without which another file is not as it was left.
    Log,
    /// What was to become one of the others, or the diary; nothing is lost with it.
    HalfMade,
}

/// A file that the program made beside a diary.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Made {
    pub(super) kind: Kind,
    pub(super) path: PathBuf,
}

/// What the program made beside a diary, and which folders could not be looked into.
pub(super) fn made(diary: &Path) -> (BTreeSet<Made>, Vec<RepositoryError>) {
    let (mut made, mut refused) = (BTreeSet::new(), Vec::new());
    let mut look = |folder: &Path, kind: &dyn Fn(&str) -> Option<Kind>| match files_of(folder) {
        Ok(files) => made.extend(files.into_iter().filter_map(|path| {
            let kind = kind(path.file_name()?.to_str()?)?;
            Some(Made { kind, path })
        })),
        Err(error) => refused.push(error),
    };
    match (ways_to(diary), folders(diary)) {
        (Ok(ways), Ok(folders)) => {
            for folder in folders {
                look(&folder, &of_backup);
            }
            for way in &ways {
                let name = way.file_name().unwrap_or_default().to_string_lossy();
                look(way.parent().unwrap_or(way), &|file| {
                    of_ending(file.strip_prefix(&*name)?)
                });
            }
        }
        (Err(error), _) => refused.push(RepositoryError::io(diary, error)),
        (_, Err(error)) => refused.push(error),
    }
    (made, refused)
}

/// What a file in a folder of copies is.
fn of_backup(name: &str) -> Option<Kind> {
    let (date, ending) = name.split_once(".db")?;
    let _: NaiveDate = date.parse().ok()?;
    match ending {
        "" => Some(Kind::Copy),
        ending => of_ending(ending),
    }
}

/// What a file is whose name ends so, behind that of a diary.
fn of_ending(ending: &str) -> Option<Kind> {
    let is_log = ["-wal", "-journal"].iter().any(|log| ending.ends_with(log));
    let begins = |with: &str| ending.starts_with(with);
    if ending.contains(CONVERTING) {
        Some(Kind::HalfMade)
    } else if begins(".damaged-") {
        // Also one whose name was being exchanged for the diary's.
        (!ending.ends_with("-shm")).then_some(if is_log { Kind::Log } else { Kind::Aside })
    } else if ending.contains(".partial") {
        Some(Kind::HalfMade)
    } else if is_log || begins(".log-") {
        Some(Kind::Log)
    } else if begins(BEFORE_STEP) || begins(".kept-") {
        ending.ends_with(".db").then_some(Kind::Copy)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_program_makes_is_known_by_its_name() {
        for (ending, kind) in [
            ("", None),
            ("x", None),
            (".old", None),
            ("-shm", None),
            ("-wal", Some(Kind::Log)),
            (".log-2", Some(Kind::Log)),
            (".converting", Some(Kind::HalfMade)),
            (".converting-journal", Some(Kind::HalfMade)),
            (".before-v3.db", Some(Kind::Copy)),
            (".before-v3-2.db.partial", Some(Kind::HalfMade)),
            (".before-v3.db.converting", Some(Kind::HalfMade)),
            (".kept-2026-03-17-120000.db", Some(Kind::Copy)),
            (".damaged-1", Some(Kind::Aside)),
            (".damaged-1-wal", Some(Kind::Log)),
            (".damaged-1-shm", None),
            (".damaged-1.partial", Some(Kind::Aside)),
        ] {
            assert_eq!(of_ending(ending), kind, "{ending}");
        }
        for (name, kind) in [
            ("2026-03-17.db", Some(Kind::Copy)),
            ("2026-03-17.db.partial", Some(Kind::HalfMade)),
            ("2026-03-17.db.partial-journal", Some(Kind::HalfMade)),
            ("mine.db", None),
        ] {
            assert_eq!(of_backup(name), kind, "{name}");
        }
    }
}
