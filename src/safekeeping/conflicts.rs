//! What programs that sync folders leave beside a diary when two computers wrote into it. The diary lies
//! in such a folder then, where it is not safe: SQLite's file and log are carried one without the other.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::beside::{files_of, ways_to};
use crate::repository::Repository;

/// The conflict copies of a diary's file and its log, on every side of a link. A folder that cannot be
/// looked into shows none.
pub fn conflict_copies(diary: &Repository) -> Vec<PathBuf> {
    let mut found = BTreeSet::new();
    for way in ways_to(diary.path()).unwrap_or_default() {
        let beside = files_of(way.parent().unwrap_or(&way)).unwrap_or_default();
        found.extend(beside.into_iter().filter(|file| is_conflict(&way, file)));
    }
    found.into_iter().collect()
}

/// Whether a file is named as a conflict copy of another.
fn is_conflict(of: &Path, file: &Path) -> bool {
    let name = |path: &Path| {
        path.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    let stem = of.file_stem().unwrap_or_default().to_string_lossy();
    let ending = of.extension().unwrap_or_default().to_string_lossy();
    let name = name(file);
    let Some(rest) = name.strip_prefix(&*stem) else {
        return false;
    };
    // iCloud Drive counts, from 2 on.
    let counted = rest.strip_prefix(' ').and_then(|rest| {
        let (number, end) = rest.split_once('.')?;
        (end == ending).then(|| number.parse::<u32>().is_ok_and(|number| number > 1))
    });
    rest.starts_with(".sync-conflict-") // Syncthing
        || rest.starts_with("_conflict-") // ownCloud of old
        || rest.starts_with(" (") && rest.contains("conflicted") // Nextcloud, ownCloud, Dropbox
        || counted == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conflict_copies_are_known_by_their_names() {
        for (name, is) in [
            ("diary.sync-conflict-20261125-101010-ABCDEFG.db", true),
            ("diary.sync-conflict-20261125-101010-ABCDEFG.db-wal", true),
            ("diary (conflicted copy 2026-11-25 101010).db", true),
            ("diary (Anna's conflicted copy 2026-11-25).db", true),
            ("diary_conflict-20261125-101010.db", true),
            ("diary 2.db", true),
            ("diary 1.db", false),
            ("diary 2.txt", false),
            ("diary.db", false),
            ("diary.db-wal", false),
            ("diary.db.kept-2026-03-17-120000.db", false),
            ("diary (old).db", false),
            ("other.sync-conflict-20261125-101010-ABCDEFG.db", false),
        ] {
            assert_eq!(
                is_conflict(Path::new("/a/diary.db"), &Path::new("/a").join(name)),
                is,
                "{name}"
            );
        }
    }
}
