//! The bytes of a file that is gone through more than once, also of one that comes but once.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::cli::{Context, Error};
use crate::repository::Repository;

/// So many bytes of what comes but once are held in memory where it is not kept on the disk.
const HELD: u64 = 64 << 20;
/// So few are never kept on the disk.
const SHORT: u64 = 1 << 20;
/// So many are at most: what never ends shall not fill it.
const KEPT: u64 = 4 << 30;

/// Where what comes but once is kept to be gone through again.
pub(super) enum Kept {
    /// In memory: of what goes into a diary with a passphrase nothing lies plain on the disk.
    Memory,
    /// What is long, in a file without a name, in the folder of a diary as plain as it is; up to so many
    /// bytes.
    Folder(PathBuf, u64),
}

impl Kept {
    pub(super) fn beside(
        context: &Context,
        repository: Option<&Repository>,
    ) -> Result<Self, Error> {
        let is_plain = match repository {
            Some(repository) => !repository.is_encrypted(),
            None => context.passphrase().is_none(),
        };
        let diary = context.diary_path()?;
        // A link leads to where the diary is.
        let diary = diary.canonicalize().unwrap_or(diary);
        let folder = diary.parent().filter(|folder| is_plain && folder.is_dir());
        Ok(folder.map_or(Self::Memory, |folder| Self::Folder(folder.to_owned(), KEPT)))
    }

    /// How many bytes of what comes but once are kept at most.
    pub(super) fn most(&self) -> u64 {
        match self {
            Self::Memory => HELD,
            Self::Folder(_, most) => *most,
        }
    }

    /// Keeps all that comes; `None` when it is too much.
    fn all_of(&self, mut bytes: impl Read) -> io::Result<Option<Input>> {
        let most = match self {
            Self::Memory => HELD,
            Self::Folder(..) => SHORT,
        };
        let mut held = Vec::new();
        { bytes.by_ref() }.take(most).read_to_end(&mut held)?;
        let mut next = Vec::new();
        { bytes.by_ref() }.take(1).read_to_end(&mut next)?;
        Ok(match self {
            _ if next.is_empty() => Some(Input::Held(io::Cursor::new(held))),
            Self::Memory => None,
            Self::Folder(folder, most) => {
                let mut file = tempfile::tempfile_in(folder)?;
                let all = held.as_slice().chain(&*next).chain(bytes);
                let count = io::copy(&mut all.take(most + 1), &mut file)?;
                file.rewind()?;
                (count <= *most).then(|| Input::File(BufReader::new(file)))
            }
        })
    }
}

/// A file, or what is held in memory of what comes but once.
pub(super) enum Input {
    File(BufReader<File>),
    Held(io::Cursor<Vec<u8>>),
}

impl Input {
    /// Opens a file; `None` when it comes but once and is too much to be kept.
    pub(super) fn open(path: &Path, kept: &Kept) -> io::Result<Option<Self>> {
        if path.as_os_str() == "-" {
            return kept.all_of(io::stdin().lock());
        }
        let file = File::open(path)?;
        if file.metadata()?.is_file() {
            return Ok(Some(Self::File(BufReader::new(file))));
        }
        kept.all_of(file)
    }

    /// How many bytes it has.
    pub(super) fn size(&self) -> io::Result<u64> {
        match self {
            Self::File(file) => file.get_ref().metadata().map(|file| file.len()),
            Self::Held(bytes) => Ok(bytes.get_ref().len() as u64),
        }
    }
}

impl Read for Input {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::Held(bytes) => bytes.read(buffer),
        }
    }
}

impl Seek for Input {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::File(file) => file.seek(to),
            Self::Held(bytes) => bytes.seek(to),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_but_once_is_kept_in_the_folder_without_a_name_or_held_up_to_a_bound() {
        let folder = tempfile::tempdir().unwrap();
        let most = 2 * SHORT;
        let beside = Kept::Folder(folder.path().to_owned(), most);
        for (kept, count, on_disk) in [
            (&beside, SHORT, Some(false)),
            (&beside, SHORT + 2, Some(true)),
            (&beside, most, Some(true)),
            (&beside, most + 1, None),
            (&Kept::Memory, SHORT + 2, Some(false)),
            (&Kept::Memory, HELD, Some(false)),
            (&Kept::Memory, HELD + 1, None),
        ] {
            let text = { b"ab".repeat(count.div_ceil(2) as usize) }
                .get(..count as usize)
                .unwrap()
                .to_vec();
            let mut input = kept.all_of(&*text).unwrap();
            let is_on_disk = input.as_ref().map(|input| matches!(input, Input::File(_)));
            assert_eq!(is_on_disk, on_disk, "{count}");
            for _ in 0..2 {
                let Some(input) = &mut input else { continue };
                assert_eq!(input.size().unwrap(), count);
                let mut again = Vec::new();
                input.read_to_end(&mut again).unwrap();
                assert!(again == text, "{count}");
                input.rewind().unwrap();
            }
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        }
    }
}
