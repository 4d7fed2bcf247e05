//! One channel for everything that wakes the program: keys, signals, finished work.
//!
//! Each source blocks in a thread of its own, so an idle program makes no system call.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

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
