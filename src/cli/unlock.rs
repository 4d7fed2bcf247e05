//! Reading a passphrase: from the terminal without echo, a file, a descriptor, or a command of the
//! person's. Never from an argument, which everybody on the computer can read.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::Args;
use crossterm::event as input;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use zeroize::Zeroizing;

use super::{Error, ErrorKind, Output};
use crate::repository::{Passphrase, PassphraseError};
use crate::tui::events::{Event, Events, Shut};
use crate::tui::unlock::masked::{Masked, Typed};
use crate::words::errors;
use crate::words::shell::passphrase as say;

/// More than a passphrase can have: what is longer is refused for that.
const MOST: usize = 4096;

/// Where a passphrase comes from, when not from the terminal.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct Source {
    /// Read the passphrase from the first line of a file
    #[arg(long, global = true, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,

    /// Read the passphrase from a file descriptor that is open already
    #[arg(
        long,
        global = true,
        value_name = "N",
        conflicts_with = "passphrase_file"
    )]
    passphrase_fd: Option<i32>,

    /// Read the passphrase from what a command writes: "pass show diary"
    #[arg(
        long,
        global = true,
        value_name = "COMMAND",
        conflicts_with_all = ["passphrase_file", "passphrase_fd"]
    )]
    passphrase_command: Option<String>,
}

impl Source {
    /// The passphrase, if the command line says where it is.
    pub(super) fn read(&self) -> Result<Option<Passphrase>, Error> {
        if let Some(path) = &self.passphrase_file {
            of_file(path).map(Some)
        } else if let Some(number) = self.passphrase_fd {
            of_descriptor(number).map(Some)
        } else if let Some(command) = &self.passphrase_command {
            of_command(command).map(Some)
        } else {
            Ok(None)
        }
    }
}

/// The passphrase on the first line of a file.
pub(super) fn of_file(path: &Path) -> Result<Passphrase, Error> {
    let what = path.display().to_string();
    let file = File::open(path).map_err(|error| Error::file(&what, error))?;
    first_line(file, &what)
}

/// The passphrase on the first line of a descriptor that was handed to the program.
#[cfg(unix)]
pub(super) fn of_descriptor(number: i32) -> Result<Passphrase, Error> {
    use std::os::fd::BorrowedFd;
    let what = say::descriptor(number);
    if number < 0 {
        return Err(Error::usage(say::cannot_be(what)).hint(say::cannot_be_hint()));
    }
    // SAFETY: only borrowed to be duplicated, which fails when it is not open.
    let handed = unsafe { BorrowedFd::borrow_raw(number) };
    let owned = handed.try_clone_to_owned();
    let owned = owned.map_err(|error| Error::file(&what, error))?;
    first_line(File::from(owned), &what)
}

/// The passphrase on the first line of a descriptor that was handed to the program.
#[cfg(not(unix))]
pub fn of_descriptor(_: i32) -> Result<Passphrase, Error> {
    Err(Error::usage(say::no_descriptors()).hint(say::no_descriptors_hint()))
}

/// The passphrase on the first line a command writes. It may ask the person on its own.
pub(super) fn of_command(line: &str) -> Result<Passphrase, Error> {
    let failed =
        |why: String| Error::new(ErrorKind::Locked, say::command(why)).hint(say::command_hint());
    let words = shlex::split(line).filter(|words| !words.is_empty());
    let words = words.ok_or_else(|| failed(say::not_a_command(line)))?;
    let Some((program, arguments)) = words.split_first() else {
        return Err(failed(say::empty_command().into()));
    };
    let child = Command::new(program)
        .args(arguments)
        .stdout(Stdio::piped())
        .spawn();
    let mut child = child.map_err(|error| failed(format!("{program}: {error}")))?;
    let read = match child.stdout.take() {
        Some(out) => first_line(out, program),
        None => Err(failed(say::no_output(program))),
    };
    let status = child.wait();
    let status = status.map_err(|error| failed(format!("{program}: {error}")))?;
    if status.success() {
        read
    } else {
        Err(failed(say::ended_with(program, status)))
    }
}

fn first_line(from: impl Read, what: &str) -> Result<Passphrase, Error> {
    // Roomy from the start: a buffer that grows leaves what it held behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(MOST + 1));
    let read = from.take(MOST as u64).read_to_end(&mut bytes);
    read.map_err(|error| Error::file(what, error))?;
    if let Some(end) = bytes.iter().position(|byte| *byte == b'\n') {
        bytes.truncate(end);
    }
    Passphrase::new(bytes).map_err(|error| Error::from(error).during(what))
}

/// Asks at the terminal, without echo. `None` when the person breaks off.
pub(super) fn ask(question: &str) -> Result<Option<Passphrase>, Error> {
    loop {
        match typed(question)?.map(|mut typed| typed.take()) {
            None => return Ok(None),
            Some(Ok(passphrase)) => return Ok(Some(passphrase)),
            Some(Err(why)) => refuse(why),
        }
    }
}

/// Asks the same way for what may be passed over with Enter alone, which gives `Some(None)`.
pub(super) fn ask_or_pass(question: &str) -> Result<Option<Option<Passphrase>>, Error> {
    loop {
        match typed(question)?.map(|mut typed| typed.take()) {
            None => return Ok(None),
            Some(Ok(passphrase)) => return Ok(Some(Some(passphrase))),
            Some(Err(PassphraseError::Empty)) => return Ok(Some(None)),
            Some(Err(why)) => refuse(why),
        }
    }
}

/// Says why what was typed cannot be one.
fn refuse(why: PassphraseError) {
    let _ = writeln!(Output::error(), "{}", errors::passphrase(&why));
}

/// What is typed behind a question; `None` when the person breaks off.
fn typed(question: &str) -> Result<Option<Masked>, Error> {
    let mut err = Output::error();
    let _ = write!(err, "{question}: ").and_then(|()| err.flush());
    let typed = masked()?;
    let _ = writeln!(err);
    Ok(typed)
}

/// Whether there is somebody to ask: questions go to standard error, so that output stays output.
pub(super) fn can_ask() -> bool {
    io::stderr().is_terminal() && (io::stdin().is_terminal() || File::open("/dev/tty").is_ok())
}

/// Raw keys, until it is dropped.
struct Raw;

impl Raw {
    fn begin() -> io::Result<Self> {
        enable_raw_mode()?;
        Ok(Self)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        let _ = disable_raw_mode();
    }
}

/// What is typed. Whatever ends or stops the program meanwhile finds the terminal as it was.
fn masked() -> Result<Option<Masked>, Error> {
    let refused = |error: io::Error| Error::input(say::terminal(error)).hint(say::terminal_hint());
    let events = Events::new(0).map_err(refused)?;
    let mut raw = Raw::begin().map_err(refused)?;
    let mut masked = Masked::default();
    loop {
        let Some(event) = events.wait(None).map_err(refused)? else {
            continue;
        };
        match event {
            Event::Terminal(input::Event::Key(key)) => match masked.key(key) {
                Typed::More => {}
                Typed::Done => return Ok(Some(masked)),
                Typed::Broken => return Ok(None),
            },
            Event::Terminal(input::Event::Paste(words)) => masked.paste(&Zeroizing::new(words)),
            Event::Shut(why) => {
                drop(raw);
                if why == Shut::Suspended {
                    events.stop().map_err(refused)?;
                }
                raw = Raw::begin().map_err(refused)?;
            }
            Event::End(signal) => {
                drop(raw);
                return Err(Error::signal(u8::try_from(signal).unwrap_or_default()));
            }
            Event::Gone => return Ok(None),
            Event::Terminal(_) | Event::Outcome(_) | Event::Carried => {}
        }
    }
}
