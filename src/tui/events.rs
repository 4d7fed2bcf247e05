//! One channel for everything that wakes the program: keys, signals, finished work.
//!
//! Each source blocks in a thread of its own, so an idle program makes no system call.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use chrono::NaiveDate;
use crossterm::event;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGUSR1};
use signal_hook::iterator::Signals;

use crate::guide::RuleBook;
use crate::repository::{Kept, Repository, RepositoryError};

use super::message::Message;
use super::thinker::{Thinker, Thought};

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

/// Starts listening.
///
/// # Errors
/// When signals cannot be listened to.
pub fn listen() -> io::Result<(Sender<Event>, Receiver<Event>)> {
    let (sender, receiver) = channel();
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGUSR1])?;
    let to = sender.clone();
    thread::Builder::new()
        .name("signals".into())
        .spawn(move || {
            for signal in signals.forever() {
                if to.send(Event::Signal(signal)).is_err() {
                    return;
                }
            }
        })?;
    let to = sender.clone();
    thread::Builder::new()
        .name("keys".into())
        .spawn(move || keys(&to))?;
    Ok((sender, receiver))
}

/// A thread that thinks, and others that have the diary open beside the person.
#[derive(Debug)]
pub struct Thinking {
    to: Sender<Thought>,
    threads: Vec<JoinHandle<()>>,
}

impl Thinking {
    /// Gives it something to think about. One that is gone has said why.
    pub fn of(&self, thought: Thought) {
        let _ = self.to.send(thought);
    }

    /// Takes on another thread that has the diary open.
    pub fn beside(&mut self, thread: JoinHandle<()>) {
        self.threads.push(thread);
    }

    /// Ends it, and waits until all have closed the diary.
    pub fn end(self) {
        drop(self.to);
        for thread in self.threads {
            let _ = thread.join();
        }
    }
}

/// Starts thinking on a thread of its own; what is thought through arrives as an event.
///
/// # Errors
/// When there can be no other thread.
pub fn think(
    open: impl FnOnce() -> Result<Repository, RepositoryError> + Send + 'static,
    rules: RuleBook,
    to: Sender<Event>,
) -> io::Result<Thinking> {
    let (sender, thoughts) = channel();
    let thread = thread::Builder::new()
        .name("thinker".into())
        .spawn(move || {
            let mut thinker = match open() {
                Ok(diary) => Thinker::new(diary, rules),
                Err(error) => {
                    let _ = to.send(Event::Thought(Message::Failed(error.to_string())));
                    return;
                }
            };
            for thought in thoughts {
                for message in thinker.think(thought) {
                    if to.send(Event::Thought(message)).is_err() {
                        return;
                    }
                }
            }
        })?;
    Ok(Thinking {
        to: sender,
        threads: vec![thread],
    })
}

/// Makes today's copy of the diary and empties its bin, on a thread of its own; only a failure is
/// told.
///
/// # Errors
/// When there can be no other thread.
pub fn tidy(
    open: impl FnOnce() -> Result<Repository, RepositoryError> + Send + 'static,
    today: NaiveDate,
    kept: Kept,
    to: Sender<Event>,
) -> io::Result<JoinHandle<()>> {
    thread::Builder::new().name("tidy".into()).spawn(move || {
        if let Err(error) = open().and_then(|mut diary| diary.tidy(today, kept)) {
            let words = format!("today's backup was not made: {error}");
            let _ = to.send(Event::Thought(Message::Failed(words)));
        }
    })
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
