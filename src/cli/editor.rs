//! Words in the person's own editor: a file that nobody else may look into, and that is gone afterwards.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};

use rustix::process::{Pid, Signal, kill_process};
use signal_hook::consts::{SIGCHLD, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;
use tempfile::TempDir;

use super::Error;
use super::new_file::{private_folder, write_new};
use crate::tui::events::Events;
use crate::words::shell::note as say;

/// What the file is called that the editor opens.
const NAME: &str = "note.txt";

/// What came back from an editor. Until it is in the diary, the file stays.
#[derive(Debug)]
pub(super) struct Edited {
    /// A folder of its own: what an editor puts beside a file goes with it.
    folder: TempDir,
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
        let closed = self.folder.close();
        closed.map_err(|error| Error::diary(say::not_removed(error)))
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
    let place = place(diary);
    let failed = |error: std::io::Error| Error::input(error).during(place.display());
    let folder = private_folder(&place, "twinge-note-").map_err(failed)?;
    let file = folder.path().join(NAME);
    write_new(&file, |to| Ok(writeln!(to, "{words}")?))?;
    let program = editor.get_program().to_string_lossy().into_owned();
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
        words: written,
        signal,
    })
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
        return Err(Error::usage(say::not_a_command(line)));
    };
    let mut command = Command::new(program);
    command.args(arguments);
    Ok(command)
}

/// Where the file may be: where it is in memory only and goes when the person logs out, or else beside the
/// diary.
fn place(diary: &Path) -> PathBuf {
    let memory = env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    let memory = memory.filter(|folder| folder.is_absolute() && folder.is_dir());
    memory.unwrap_or_else(|| {
        let folder = diary.parent().filter(|folder| folder.is_dir());
        folder.map_or_else(env::temp_dir, Path::to_owned)
    })
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
