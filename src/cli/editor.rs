//! Words in the person's own editor: a file that nobody else may look into, and that is gone afterwards.

use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};

use rustix::fs::{FlockOperation, flock};
use rustix::process::{Pid, Signal, kill_process};
use signal_hook::consts::{SIGCHLD, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;
use tempfile::TempDir;

use super::Error;
use super::private_folder::private_folder;
use crate::safekeeping::write_words;
use crate::tui::events::Events;
use crate::words::shell::note as say;

/// What the file is called that the editor opens, and what its folder begins with.
const NAME: &str = "note.txt";
const FOLDER: &str = "twinge-note-";

/// What came back from an editor. Until it is in the diary, the file stays.
#[derive(Debug)]
pub(super) struct Edited {
    /// A folder of its own: what an editor puts beside a file goes with it.
    folder: TempDir,
    /// Says as long as it is held that the folder is in use.
    _used: File,
    /// The words, without the space around them.
    pub words: String,
    /// The signal that ended the editor and is to end the program.
    pub signal: Option<u8>,
}

impl Edited {
    /// The folder that the file is in.
    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Removes the file.
    pub(super) fn remove(self) -> Result<(), Error> {
        let place = self.folder.path().to_owned();
        let closed = self.folder.close();
        closed.map_err(|error| {
            Error::diary(say::not_removed(error)).hint(say::not_removed_hint(place.display()))
        })
    }

    /// Keeps the file after all, and says where.
    pub(super) fn keep(self, error: Error) -> Error {
        kept(self.folder, error)
    }
}

/// Opens words in the editor and waits until it ends.
///
/// # Errors
/// When there is no editor, or it fails. Words that were changed by then stay in the file, and where that
/// is, is said.
pub(super) fn edit(words: &str, diary: &Path) -> Result<Edited, Error> {
    let mut editor = command()?;
    let program = editor.get_program().to_string_lossy().into_owned();
    if needs_terminal(&program) && !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        let error = Error::usage(say::editor_needs_terminal(&program));
        return Err(error.hint(say::editor_needs_terminal_hint()));
    }
    let place = places(diary).next().unwrap_or_else(env::temp_dir);
    let failed = |error: std::io::Error| Error::file(place.display(), error);
    let folder = private_folder(&place, FOLDER).map_err(failed)?;
    let used = File::open(folder.path()).map_err(failed)?;
    flock(&used, FlockOperation::LockExclusive).map_err(|error| failed(error.into()))?;
    let file = folder.path().join(NAME);
    write_words(&file, &format!("{words}\n"))?;
    // Where a passphrase was typed, signals would be passed on to what asked for it, and end the program.
    let _heard = Events::new(0);
    let heard =
        Signals::new([SIGCHLD, SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP]).map_err(failed)?;
    let child = editor.arg(&file).spawn();
    let child = child.map_err(|error| {
        Error::usage(say::no_editor(&program, error)).hint(say::no_editor_hint())
    })?;
    let (status, signal) = wait(child, heard).map_err(failed)?;
    let read = fs::read(&file).map_err(failed);
    let read =
        read.and_then(|bytes| String::from_utf8(bytes).map_err(|_| Error::input(say::not_text())));
    let written = match read {
        Ok(written) => written.trim().to_owned(),
        Err(error) => return Err(kept(folder, error)),
    };
    if signal.is_none() && !status.success() {
        let error = Error::input(say::failed(program, status));
        return Err(match written == words.trim() {
            true => error.hint(say::as_it_was()),
            false => kept(folder, error),
        });
    }
    Ok(Edited {
        folder,
        _used: used,
        words: written,
        signal,
    })
}

/// Editors that fill a terminal, and without one do nothing that anybody sees.
const FULL_SCREEN: &[&str] = &[
    "helix", "hx", "jed", "joe", "kak", "mcedit", "micro", "mg", "nano", "ne", "nvi", "nvim",
    "pico", "tilde", "vi", "view", "vim", "zile",
];

/// Whether a program is such an editor; of others nothing is known.
fn needs_terminal(program: &str) -> bool {
    let name = Path::new(program).file_name().and_then(OsStr::to_str);
    name.is_some_and(|name| FULL_SCREEN.contains(&name))
}

/// Leaves the file where it is, and says so.
fn kept(folder: TempDir, error: Error) -> Error {
    let file = folder.keep().join(NAME);
    error.hint(say::kept(file.display()))
}

/// The person's editor, as other programs find it.
fn command() -> Result<Command, Error> {
    let named = ["VISUAL", "EDITOR"]
        .into_iter()
        .filter_map(|name| env::var(name).ok());
    let line = named.into_iter().find(|line| !line.trim().is_empty());
    let line = line.unwrap_or_else(|| "vi".into());
    let words = shlex::split(&line).unwrap_or_default();
    let Some((program, arguments)) = words.split_first() else {
        return Err(Error::usage(say::not_a_command(line)).hint(say::no_editor_hint()));
    };
    let mut command = Command::new(program);
    command.args(arguments);
    Ok(command)
}

/// Where the file may be, the best first: where it is in memory only and goes when the person logs out, or
/// else beside the diary.
fn places(diary: &Path) -> impl Iterator<Item = PathBuf> {
    let memory = env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    let memory = memory.filter(|folder| folder.is_absolute());
    let beside = diary.parent().map(Path::to_owned);
    let places = memory.into_iter().chain(beside);
    places.filter(|folder| folder.is_dir())
}

/// The files that an editor was opened on and nobody has any more, as when twinge was killed meanwhile. They
/// are found and named, and never removed: their words may be nowhere else.
pub(super) fn left(diary: &Path) -> Vec<PathBuf> {
    let folders = places(diary).filter_map(|place| fs::read_dir(place).ok());
    let folders = folders.flatten().flatten().filter(|folder| {
        let name = folder.file_name();
        name.to_string_lossy().starts_with(FOLDER)
    });
    let files = folders.map(|folder| folder.path().join(NAME));
    let mut left: Vec<PathBuf> = files
        .filter(|file| file.is_file() && !is_used(file))
        .collect();
    left.sort();
    left.dedup();
    left
}

/// Whether some twinge waits for its editor there.
fn is_used(file: &Path) -> bool {
    let folder = file.parent().map(File::open);
    let Some(Ok(folder)) = folder else {
        return false;
    };
    let tried = flock(&folder, FlockOperation::NonBlockingLockExclusive);
    tried.is_err_and(|error| error == rustix::io::Errno::WOULDBLOCK)
}

/// Waits for the end of the editor. What is pressed in the terminal is the editor's own affair; what is to
/// end the program ends the editor, and what it has saved by then is not lost.
fn wait(mut child: Child, mut heard: Signals) -> std::io::Result<(ExitStatus, Option<u8>)> {
    let mut ends = None;
    for signal in heard.forever() {
        match signal {
            SIGINT | SIGQUIT | SIGCHLD => {}
            SIGTSTP => emulate_default_handler(SIGTSTP)?,
            signal => {
                ends = u8::try_from(signal).ok();
                let _ = kill_process(Pid::from_child(&child), Signal::TERM);
            }
        }
        if let Some(status) = child.try_wait()? {
            return Ok((status, ends));
        }
    }
    Ok((child.wait()?, ends))
}
