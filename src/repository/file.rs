//! The file as the system sees it: names, permissions, what it looks like from outside.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

/// Ends the name of a new file that takes a diary's place when it is complete.
pub(crate) const CONVERTING: &str = ".converting";

/// Who else may do what with a file, of the system's permissions.
#[cfg(unix)]
const OTHERS: u32 = 0o077;

/// A file beside another, of the same name with an ending.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}

/// The folder that a file is in, also when only its name is said.
pub(super) fn folder_of(path: &Path) -> &Path {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// Makes an empty file, where there is none, that only its owner may read.
pub(crate) fn private_file(path: &Path) -> std::io::Result<()> {
    let mut file = OpenOptions::new();
    file.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
    file.open(path).map(|_| ())
}

/// Makes a folder, and those above it, that only their owner may look into.
pub(crate) fn private_folder(path: &Path) -> std::io::Result<()> {
    let mut folder = std::fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(path)
}

/// Whether only its owner may read a file, as far as the system knows.
pub(crate) fn is_private(path: &Path) -> bool {
    #[cfg(unix)]
    return std::fs::metadata(path).is_ok_and(|found| {
        std::os::unix::fs::PermissionsExt::mode(&found.permissions()) & OTHERS == 0
    });
    #[cfg(not(unix))]
    true
}

/// Takes from others what they may do with a diary that was copied or made by other means, and with
/// the files beside it. Whether that was possible, [`is_private`] says.
pub(super) fn make_private(path: &Path) {
    #[cfg(unix)]
    for file in ["", "-wal", "-shm"].map(|ending| beside(path, ending)) {
        use std::os::unix::fs::PermissionsExt;
        let Ok(found) = std::fs::metadata(&file) else {
            continue;
        };
        let mut permissions = found.permissions();
        if permissions.mode() & OTHERS != 0 {
            permissions.set_mode(permissions.mode() & !OTHERS);
            let _ = std::fs::set_permissions(&file, permissions);
        }
    }
}

/// Makes a rename last.
pub(crate) fn sync_folder(path: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    File::open(folder_of(path))?.sync_all()?;
    Ok(())
}

/// Removes what an unfinished conversion left. Only for whoever has the diary open: nobody else can
/// be converting it then.
pub(super) fn clear_unfinished(path: &Path) {
    if let Ok(path) = path.canonicalize() {
        let _ = std::fs::remove_file(beside(&path, CONVERTING));
    }
}

/// How the files of an open diary came to be others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// Another file has the diary's name.
    Replaced,
    /// No file has it: it was removed or moved away, or its disk is gone.
    Gone,
    /// The log beside it was removed or replaced.
    Log,
    /// Another file was written over it, byte for byte: what it held is not there any more.
    Overwritten,
}

/// A file as the system tells it from all others: its device and its number there.
pub(crate) type Identity = (u64, u64);

/// Which file a name stands for now; `None` also where the system tells no files apart.
pub(crate) fn identity(path: &Path) -> Option<Identity> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let found = std::fs::metadata(path).ok()?;
        Some((found.dev(), found.ino()))
    }
    #[cfg(not(unix))]
    None
}

/// When a file was last changed, since 1970, and how long it is then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Change {
    at: Duration,
    /// In bytes.
    pub length: u64,
}

impl Change {
    /// The last one of a file, which nobody can set back; `None` also where the system keeps none.
    pub(super) fn last(path: &Path) -> Option<Self> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let found = std::fs::metadata(path).ok()?;
            let at = Duration::new(
                u64::try_from(found.ctime()).ok()?,
                u32::try_from(found.ctime_nsec()).ok()?,
            );
            let length = found.len();
            Some(Self { at, length })
        }
        #[cfg(not(unix))]
        None
    }

    /// Whether another could follow that looks just the same, as systems count in steps.
    pub(super) fn is_fresh(self) -> bool {
        /// Longer than the step of any system that is in use: 10 ms of Linux at 100 Hz.
        const STEP: Duration = Duration::from_millis(50);
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        now.is_ok_and(|now| now.abs_diff(self.at) < STEP)
    }
}

/// What came of looking for something in files that others may be writing.
pub(super) enum Looked<T> {
    /// It was found.
    Found(T),
    /// It was not, twice while nobody wrote.
    Not,
    /// They were written all the time.
    Busy,
}

/// Looks for something in a file and the log beside it. Who writes one of them changes it little by little,
/// so that nothing is found in the midst of that, and nothing follows from it.
pub(super) fn look_steadily<T>(
    files: [&Path; 2],
    mut look: impl FnMut() -> Option<T>,
) -> Looked<T> {
    /// How long to wait for those who write.
    const PATIENCE: Duration = Duration::from_secs(2);
    const PAUSE: Duration = Duration::from_millis(16);
    let begun = Instant::now();
    let last = || files.map(Change::last);
    let mut not_at = None;
    while begun.elapsed() < PATIENCE {
        let before = last();
        if let Some(found) = look() {
            return Looked::Found(found);
        }
        if before == last() && not_at.replace(before) == Some(before) {
            return Looked::Not;
        }
        std::thread::sleep(PAUSE);
    }
    Looked::Busy
}

/// How many names a file has; 0 when it is not there.
pub(super) fn names(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |found| {
        #[cfg(unix)]
        return std::os::unix::fs::MetadataExt::nlink(&found);
        #[cfg(not(unix))]
        u64::from(found.is_file())
    })
}

/// How a plain database begins (SQLite's file format, 1.3).
pub(crate) const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// The address under which SQLite reads a file as it stands, without looking for its log or index.
pub(super) fn immutable_uri(absolute: &Path) -> String {
    let mut uri = String::from("file:");
    for byte in absolute.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                uri.push(char::from(*byte));
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri + "?immutable=1"
}

/// What a file looks like from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    /// Like anybody's database.
    Plain,
    /// Like a diary with a passphrase.
    Encrypted,
    /// Like nothing of ours, or it is not there.
    Other,
}

/// Looks at a file from outside. Closing it lets go of the locks that this process has on it, so
/// not while the diary is open.
pub(super) fn sniff(path: &Path) -> FileKind {
    const PAGE: usize = 4096;
    /// Of 4096 bytes at random nearly all 256 values occur; of words and pictures' beginnings few.
    const DIFFERENT: usize = 200;
    let mut page = Vec::with_capacity(PAGE);
    // Opening a pipe would wait for whoever writes into it.
    if !std::fs::metadata(path).is_ok_and(|found| found.is_file()) {
        return FileKind::Other;
    }
    let read = File::open(path).and_then(|file| {
        let whole = file.metadata()?.len() % PAGE as u64 == 0;
        file.take(PAGE as u64).read_to_end(&mut page)?;
        Ok(whole)
    });
    let whole = read.unwrap_or(false);
    let different = || page.iter().collect::<BTreeSet<_>>().len();
    if page.starts_with(MAGIC) {
        FileKind::Plain
    } else if whole && different() >= DIFFERENT {
        FileKind::Encrypted
    } else {
        FileKind::Other
    }
}
