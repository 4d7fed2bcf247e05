//! Everything that wakes the program: keys, signals, finished work.
//!
//! One place waits for all of it, without a limit of time, so an idle program makes no system call.
//! Keys come from the terminal at first hand: they wait for no other thread.

use std::cell::Cell;
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

use super::worker::{Outcome, Report};

/// Something that wakes the program.
#[derive(Debug)]
pub enum Event {
    /// From the terminal.
    Terminal(event::Event),
    /// The terminal is gone.
    Gone,
    /// A signal, by its number.
    Signal(i32),
    /// Something was worked out beside the keys.
    Outcome(Outcome),
}

/// To ask what was typed without waiting for it. Asked with no time at all, crossterm does not even
/// look; with so little it may miss its turn once, so it is asked more than once.
const AT_ONCE: Duration = Duration::from_micros(5);
const TIMES: usize = 3;

/// Where everything that wakes the program arrives.
pub struct Events {
    post: Post,
    events: Receiver<Event>,
    /// The other end of the bell.
    bell: UnixStream,
    /// Signals that are taken in and not listened to yet.
    signals: Cell<Option<Signals>>,
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

    /// Where outcomes of work beside the keys go.
    pub fn report(self) -> Report {
        Arc::new(move |outcome| self.send(Event::Outcome(outcome)))
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
            let now = self.piled_up().next();
            if now.is_some() {
                return Ok(now);
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
            told.or_else(typed)
        })
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
        Ok(terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL))
    }
}

/// What was typed. What was typed quickly is read in one piece: it lies here, and not at the
/// terminal, until it is asked for.
fn typed() -> Option<Event> {
    (0..TIMES).find_map(|_| match event::poll(AT_ONCE) {
        Ok(false) => None,
        Ok(true) => Some(event::read().map_or(Event::Gone, Event::Terminal)),
        Err(_) => Some(Event::Gone),
    })
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
