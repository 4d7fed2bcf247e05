//! One channel for everything that wakes the program: keys, signals, finished work.
//!
//! Each source blocks in a thread of its own, so an idle program makes no system call.

use std::cell::Cell;
use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crossterm::event;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGUSR1};
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

/// Where everything that wakes the program arrives.
pub struct Events {
    to: Sender<Event>,
    events: Receiver<Event>,
    /// Signals that are taken in and not listened to yet.
    signals: Cell<Option<Signals>>,
}

impl Events {
    /// From now on signals are taken in, and keys as soon as somebody waits for them: the first
    /// frame does not wait for threads to begin.
    ///
    /// # Errors
    /// When signals cannot be taken in.
    pub fn new() -> io::Result<Self> {
        let (to, events) = channel();
        let signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGUSR1])?;
        Ok(Self {
            to,
            events,
            signals: Cell::new(Some(signals)),
        })
    }

    /// Where other threads tell what they found.
    pub fn sender(&self) -> Sender<Event> {
        self.to.clone()
    }

    /// Waits until something happens, or for some time at most; `None` when the time is over.
    ///
    /// # Errors
    /// When there can be no other thread.
    pub fn wait(&self, at_most: Option<Duration>) -> io::Result<Option<Event>> {
        if let Some(signals) = self.signals.take() {
            self.listen(signals)?;
        }
        // There is a sender in here: it never hangs up.
        Ok(match at_most {
            None => self.events.recv().ok(),
            Some(time) => self.events.recv_timeout(time).ok(),
        })
    }

    /// What has piled up meanwhile.
    pub fn piled_up(&self) -> impl Iterator<Item = Event> {
        self.events.try_iter()
    }

    fn listen(&self, mut signals: Signals) -> io::Result<()> {
        let to = self.sender();
        let thread = thread::Builder::new().name("signals".into());
        thread.spawn(move || {
            for signal in signals.forever() {
                if to.send(Event::Signal(signal)).is_err() {
                    return;
                }
            }
        })?;
        let to = self.sender();
        let thread = thread::Builder::new().name("keys".into());
        thread.spawn(move || keys(&to))?;
        Ok(())
    }
}

fn keys(to: &Sender<Event>) {
    loop {
        let event = match event::read() {
            Ok(event) => Event::Terminal(event),
            Err(_) => Event::Gone,
        };
        let gone = matches!(event, Event::Gone);
        if to.send(event).is_err() || gone {
            return;
        }
    }
}
