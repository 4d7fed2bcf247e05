//! Everything that wakes the program: keys, signals, finished work.
//!
//! One place waits for all of it, without a limit of time, so an idle program makes no system call.
//! Keys come from the terminal at first hand: they wait for no other thread.

use std::cell::Cell;
use std::fmt;
use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::{event, terminal};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGUSR1, SIGWINCH};
use signal_hook::iterator::Signals;

use super::message::Message;

/// Something that wakes the program.
#[derive(Debug)]
pub enum Event {
    /// From the terminal.
    Terminal(event::Event),
    /// The terminal is gone.
    Gone,
    /// A signal, by its number.
    Signal(i32),
    /// Something was thought through.
    Thought(Message),
}

/// Enough to take up what has been read of the terminal already, if anything has …
const AT_ONCE: Duration = Duration::from_micros(50);
/// … and enough to be sure of it, when there is nothing else to do.
const SURELY: Duration = Duration::from_millis(5);

/// Where everything that wakes the program arrives.
pub struct Events {
    post: Post,
    events: Receiver<Event>,
    /// The other end of the bell.
    bell: UnixStream,
    /// Signals that are taken in and not listened to yet.
    signals: Cell<Option<Signals>>,
    /// Whether more may have been read of the terminal than was taken up.
    begun: Cell<bool>,
}

/// Where other threads tell what happened; it wakes the one that waits.
#[derive(Debug, Clone)]
pub struct Post {
    to: Sender<Event>,
    bell: Arc<UnixStream>,
}

impl Post {
    /// Tells something; whether there is anybody to hear it.
    pub fn send(&self, event: Event) -> bool {
        let heard = self.to.send(event).is_ok();
        // A bell that can take no more has been rung already.
        let _ = (&*self.bell).write(&[0]);
        heard
    }
}

impl fmt::Debug for Events {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").finish_non_exhaustive()
    }
}

impl Events {
    /// From now on signals are taken in, and heard as soon as somebody waits: the first frame does
    /// not wait for a thread to begin.
    ///
    /// # Errors
    /// When signals cannot be taken in.
    pub fn new() -> io::Result<Self> {
        let (to, events) = channel();
        let (bell, ringer) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        ringer.set_nonblocking(true)?;
        let signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGUSR1, SIGWINCH])?;
        Ok(Self {
            post: Post {
                to,
                bell: Arc::new(ringer),
            },
            events,
            bell,
            signals: Cell::new(Some(signals)),
            begun: Cell::new(true),
        })
    }

    /// Where other threads tell what they found.
    pub fn post(&self) -> Post {
        self.post.clone()
    }

    /// Waits until something happens, or for some time at most; `None` when the time is over.
    ///
    /// # Errors
    /// When there can be no other thread, or the system cannot wait.
    pub fn wait(&self, at_most: Option<Duration>) -> io::Result<Option<Event>> {
        if let Some(signals) = self.signals.take() {
            listen(signals, self.post())?;
        }
        let until = at_most.map(|time| Instant::now() + time);
        loop {
            if let Ok(event) = self.events.try_recv() {
                return Ok(Some(event));
            }
            // What was typed quickly is read in one piece, and lies here and not at the terminal.
            if self.begun.get()
                && let Some(event) = self.typed(SURELY)
            {
                return Ok(Some(event));
            }
            let left = until.map(|until| until.saturating_duration_since(Instant::now()));
            if left.is_some_and(|left| left.is_zero()) {
                return Ok(None);
            }
            if self.sleep(left)? {
                return Ok(Some(Event::Gone));
            }
        }
    }

    /// What has piled up meanwhile.
    pub fn piled_up(&self) -> impl Iterator<Item = Event> {
        std::iter::from_fn(|| {
            let told = self.events.try_recv().ok();
            told.or_else(|| self.typed(AT_ONCE))
        })
    }

    /// Something typed, if there is anything within a time.
    fn typed(&self, within: Duration) -> Option<Event> {
        let read = event::poll(within).and_then(|any| any.then(event::read).transpose());
        self.begun.set(matches!(read, Ok(Some(_))));
        match read {
            Ok(event) => event.map(Event::Terminal),
            Err(_) => Some(Event::Gone),
        }
    }

    /// Sleeps until there is something to hear or to read, or the time is over; whether the terminal
    /// is gone.
    fn sleep(&self, at_most: Option<Duration>) -> io::Result<bool> {
        let terminal = io::stdin();
        let mut ends = [
            PollFd::new(&terminal, PollFlags::IN),
            PollFd::new(&self.bell, PollFlags::IN),
        ];
        let at_most = at_most.and_then(|time| Timespec::try_from(time).ok());
        match poll(&mut ends, at_most.as_ref()) {
            Err(rustix::io::Errno::INTR) => return Ok(false),
            ready => ready?,
        };
        let [terminal, bell] = ends.map(|end| end.revents());
        if bell.contains(PollFlags::IN) {
            while (&self.bell).read(&mut [0; 64]).is_ok_and(|rung| rung > 0) {}
        }
        self.begun
            .set(self.begun.get() || terminal.contains(PollFlags::IN));
        Ok(terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL))
    }
}

/// Passes signals on; a new size of the terminal is one, too.
fn listen(mut signals: Signals, to: Post) -> io::Result<()> {
    let listening = thread::Builder::new().name("signals".into());
    listening.spawn(move || {
        for signal in signals.forever() {
            let event = match signal {
                SIGWINCH => match terminal::size() {
                    Ok((columns, rows)) => Event::Terminal(event::Event::Resize(columns, rows)),
                    Err(_) => continue,
                },
                signal => Event::Signal(signal),
            };
            if !to.send(event) {
                return;
            }
        }
    })?;
    Ok(())
}
