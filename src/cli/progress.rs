//! How far something long has come, told on standard error where a person sees it, and called off by
//! Ctrl-C.

use std::cell::Cell;
use std::io::{self, IsTerminal, Read, Seek, SeekFrom, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use signal_hook::consts::TERM_SIGNALS;
use signal_hook::flag;

use crate::words::shell::files as say;

/// What is done sooner needs no progress.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often it is told.
const EVERY: Duration = Duration::from_millis(100);
/// How long the bar is, in cells.
const BAR: usize = 24;

/// How much of some bytes is read. Nothing is told unless standard error is a terminal.
#[derive(Debug)]
pub(super) struct Progress {
    all: usize,
    done: Cell<usize>,
    next: Cell<Instant>,
    /// How many cells of the line were last written.
    told: Cell<usize>,
    seen: bool,
    /// Whether Ctrl-C was pressed, or the program told to end; once more then ends it at once.
    called_off: Arc<AtomicBool>,
}

impl Progress {
    /// Over that many bytes; with 0 nobody knows how many, and nothing is told.
    pub(super) fn new(all: usize) -> Self {
        let called_off = Arc::default();
        // Where there are no signals, the system ends the program.
        #[cfg(unix)]
        let hung_up = [signal_hook::consts::SIGHUP];
        #[cfg(not(unix))]
        let hung_up = [];
        for signal in TERM_SIGNALS.iter().chain(&hung_up) {
            let _ = flag::register_conditional_default(*signal, Arc::clone(&called_off));
            let _ = flag::register(*signal, Arc::clone(&called_off));
        }
        Self {
            all: all.max(1),
            done: Cell::new(0),
            next: Cell::new(Instant::now() + PATIENCE),
            told: Cell::new(0),
            seen: all > 0 && io::stderr().is_terminal(),
            called_off,
        }
    }

    /// The bytes, counted as they are read. Once it is called off, none come.
    pub(super) fn count<R: Read>(&self, bytes: R) -> Counted<'_, R> {
        Counted {
            bytes,
            progress: self,
        }
    }

    /// Whether the person has had enough of it.
    pub(super) fn is_called_off(&self) -> bool {
        self.called_off.load(Ordering::Relaxed)
    }

    fn tell(&self) {
        if !self.seen || Instant::now() < self.next.get() {
            return;
        }
        let done = self.done.get().min(self.all);
        let full = done * BAR / self.all;
        let bar = format!("{}{}", "#".repeat(full), ".".repeat(BAR - full));
        let line = say::reading(bar, done * 100 / self.all, self.all / 1_000_000);
        // A progress that cannot be told is none; the import goes on.
        let _ = write!(io::stderr(), "\r{line}");
        self.next.set(Instant::now() + EVERY);
        self.told.set(line.chars().count());
    }
}

impl Drop for Progress {
    /// The line is free again for what comes, and Ctrl-C ends the program as it does elsewhere.
    fn drop(&mut self) {
        if self.told.get() > 0 {
            let _ = write!(io::stderr(), "\r{:1$}\r", "", self.told.get());
        }
        self.called_off.store(true, Ordering::Relaxed);
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
        if self.progress.is_called_off() {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
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
