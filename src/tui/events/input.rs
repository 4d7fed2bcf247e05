//! The terminal's end that is read: once and only when there is something, so never for long.

use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::fd::{AsFd, BorrowedFd};
use std::time::{Duration, Instant};

use crossterm::event::Event;
use rustix::io::Errno;
use zeroize::Zeroizing;

use super::answer::Answers;
use super::decoder::Decoder;

/// What is read at once.
const PIECE: usize = 4096;

/// What is typed.
pub(super) struct Input {
    /// The terminal, where it is not standard input.
    terminal: Option<File>,
    decoder: Decoder,
    /// When something came last.
    since: Instant,
}

impl Input {
    /// What is typed at standard input or, where that is no terminal, at the one of this process.
    pub(super) fn open() -> io::Result<Self> {
        let terminal = match io::stdin().is_terminal() {
            true => None,
            false => Some(File::open("/dev/tty")?),
        };
        Ok(Self {
            terminal,
            decoder: Decoder::default(),
            since: Instant::now(),
        })
    }

    /// Reads what is there, when there is something; `None` when the terminal is gone.
    pub(super) fn read(&mut self) -> Option<Vec<Event>> {
        let mut bytes = Zeroizing::new([0; PIECE]);
        let read = match rustix::io::read(self.as_fd(), bytes.as_mut()) {
            Ok(0) => return None,
            Ok(read) => read,
            Err(Errno::INTR | Errno::AGAIN) => return Some(vec![]),
            Err(_) => return None,
        };
        self.since = Instant::now();
        Some(self.decoder.take(&bytes[..read], read == PIECE))
    }

    /// What the terminal has answered.
    pub(super) fn answers(&self) -> Answers {
        self.decoder.answers()
    }

    /// How long to wait for the rest of what is half come; zero when that was long enough.
    pub(super) fn left(&self) -> Option<Duration> {
        let patience = self.decoder.patience()?;
        Some(patience.saturating_sub(self.since.elapsed()))
    }

    /// Waits no longer for it.
    pub(super) fn give_up(&mut self) -> Option<Event> {
        self.decoder.give_up()
    }
}

impl AsFd for Input {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match &self.terminal {
            Some(terminal) => terminal.as_fd(),
            // It stays open as long as the program runs.
            None => rustix::stdio::stdin(),
        }
    }
}
