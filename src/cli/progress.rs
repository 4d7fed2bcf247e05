//! How far something long has come, told on standard error where a person sees it.

use std::cell::Cell;
use std::io::{self, IsTerminal, Read, Seek, SeekFrom, Write};
use std::time::{Duration, Instant};

use crate::words::shell::files as say;

/// What is done sooner needs no progress.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often it is told.
const EVERY: Duration = Duration::from_millis(100);

/// How much of some bytes is read. Nothing is told unless standard error is a terminal.
#[derive(Debug)]
pub(super) struct Progress {
    all: usize,
    done: Cell<usize>,
    next: Cell<Instant>,
    told: Cell<bool>,
    seen: bool,
}

impl Progress {
    /// Over that many bytes; with 0 nobody knows how many, and nothing is told.
    pub(super) fn new(all: usize) -> Self {
        Self {
            all: all.max(1),
            done: Cell::new(0),
            next: Cell::new(Instant::now() + PATIENCE),
            told: Cell::new(false),
            seen: all > 0 && io::stderr().is_terminal(),
        }
    }

    /// The bytes, counted as they are read.
    pub(super) fn count<R: Read>(&self, bytes: R) -> Counted<'_, R> {
        Counted {
            bytes,
            progress: self,
        }
    }

    fn tell(&self) {
        if !self.seen || Instant::now() < self.next.get() {
            return;
        }
        let percent = self.done.get().min(self.all) * 100 / self.all;
        // A progress that cannot be told is none; the import goes on.
        let _ = write!(io::stderr(), "\r{}", say::reading(percent));
        self.next.set(Instant::now() + EVERY);
        self.told.set(true);
    }
}

impl Drop for Progress {
    /// The line is free again for what comes.
    fn drop(&mut self) {
        if self.told.get() {
            let _ = write!(io::stderr(), "\r{:24}\r", "");
        }
    }
}

/// Bytes that count themselves.
#[derive(Debug)]
pub(super) struct Counted<'p, R> {
    bytes: R,
    progress: &'p Progress,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        self.progress.done.set(self.progress.done.get() + read);
        self.progress.tell();
        Ok(read)
    }
}

impl<R: Seek> Seek for Counted<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = self.bytes.seek(to)?;
        let done = usize::try_from(at).unwrap_or(usize::MAX);
        self.progress.done.set(done);
        Ok(at)
    }
}
