//! Everything that wakes the program: keys, signals, finished work, folders that are watched, and that
//! nobody is there.
//!
//! One place waits for all of it, without a limit of time, so an idle program makes no system call;
//! and it waits for nothing else, so that half a key keeps nothing from being heard. Keys come from
//! the terminal at first hand: they wait for no other thread.

mod answer;
mod burst;
mod decoder;
mod input;
mod signals;
mod watch;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::os::fd::AsFd as _;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use crossterm::event::{self, KeyEvent};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::SIGTSTP;
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::appearance::colour::Ground;
use super::unlock::idle::{Idle, Moment};
use super::worker::{Outcome, Report};
use input::Input;
pub use watch::Watcher;

/// A terminal that has not answered by then is not waited for: nobody notices so short a time.
const ANSWER: Duration = Duration::from_millis(100);

/// The next piece of what is pasted follows at once, and sooner than a key that is held down.
const PIECE: Duration = Duration::from_millis(20);

/// Something that wakes the program.
#[derive(Debug)]
pub enum Event {
    /// From the terminal.
    Terminal(event::Event),
    /// The terminal is gone.
    Gone,
    /// Nothing of the diary is to be seen any more.
    Shut(Shut),
    /// A signal ends the program, by its number.
    End(i32),
    /// Something was worked out beside the keys.
    Outcome(Outcome),
    /// Something changed in a folder that is watched.
    Carried,
}

/// Why nothing of the diary is to be seen any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shut {
    /// Nobody is there, or somebody says so.
    Locked,
    /// The program is to stop until it is continued.
    Suspended,
    /// It was stopped without being asked, and goes on.
    Continued,
}

/// Where everything that wakes the program arrives.
pub struct Events {
    post: Post,
    told: Receiver<Event>,
    /// The other end of the bell.
    bell: UnixStream,
    /// Signals that are taken in and not listened to yet.
    signals: Cell<Option<Signals>>,
    input: RefCell<Input>,
    idle: RefCell<Idle>,
    /// What happened and was not asked for yet.
    happened: RefCell<VecDeque<Event>>,
    /// How often the program stopped on its own and did not hear yet that it goes on.
    stops: Cell<u32>,
    /// What watches folders, while any are to be.
    watcher: RefCell<Option<Watcher>>,
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
    /// not wait for a thread to begin. After so many minutes without a key it is time to lock; 0 is
    /// never.
    ///
    /// # Errors
    /// When there is no terminal, or signals cannot be taken in.
    pub fn new(lock_minutes: u16) -> io::Result<Self> {
        let (to, told) = channel();
        let (bell, ringer) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        ringer.set_nonblocking(true)?;
        let post = Post {
            to,
            bell: Arc::new(ringer),
        };
        let signals = signals::hear(post.clone())?;
        Ok(Self {
            post,
            told,
            bell,
            signals: Cell::new(signals),
            input: RefCell::new(Input::open()?),
            idle: RefCell::new(Idle::new(lock_minutes, Moment::now())),
            happened: RefCell::default(),
            stops: Cell::new(0),
            watcher: RefCell::default(),
        })
    }

    /// Where other threads tell what they found.
    pub fn post(&self) -> Post {
        self.post.clone()
    }

    /// What has folders watched from now on; `None` where the system watches for nobody.
    pub fn watcher(&self) -> Option<Watcher> {
        let mut watcher = self.watcher.borrow_mut();
        if watcher.is_none() {
            *watcher = Watcher::new().ok();
        }
        watcher.clone()
    }

    /// Has no folder watched any more, once who has the others' end lets go of it.
    pub fn watch_no_more(&self) {
        *self.watcher.borrow_mut() = None;
    }

    /// Waits until something happens, or for some time at most; `None` when the time is over.
    ///
    /// # Errors
    /// When there can be no other thread.
    pub fn wait(&self, at_most: Option<Duration>) -> io::Result<Option<Event>> {
        if let Some(signals) = self.signals.take() {
            signals::pass_on(signals)?;
        }
        let until = at_most.map(|time| Instant::now() + time);
        loop {
            let now = self.next();
            if now.is_some() {
                return Ok(now);
            }
            let left = until.map(|until| until.saturating_duration_since(Instant::now()));
            if left.is_some_and(|left| left.is_zero()) {
                return Ok(None);
            }
            let rest = self.input.borrow().left();
            let lock = self.idle.borrow().left(Moment::now());
            self.gather([left, rest, lock].into_iter().flatten().min());
        }
    }

    /// What lies behind the words, as the terminal says when it was just asked; `None` when it does not
    /// say, or not at once. What is typed meanwhile is kept, and what is said later is passed over.
    pub fn ground(&self) -> Option<Ground> {
        let until = Instant::now() + ANSWER;
        loop {
            let (answers, rest) = {
                let input = self.input.borrow();
                (input.answers(), input.left())
            };
            let left = until.saturating_duration_since(Instant::now());
            let gone = matches!(self.happened.borrow().back(), Some(Event::Gone));
            if answers.background.is_some() || answers.attributes || left.is_zero() || gone {
                return answers.background.map(Ground::of);
            }
            self.gather([Some(left), rest].into_iter().flatten().min());
        }
    }

    /// What has piled up meanwhile.
    pub fn piled_up(&self) -> impl Iterator<Item = Event> {
        std::iter::from_fn(|| self.next())
    }

    /// What was pasted, where a key that was taken last begins it, of a terminal that does not say so;
    /// what belongs to it is taken, too. A few keys that were typed ahead are none.
    pub fn pasted(&self, key: &KeyEvent) -> Option<String> {
        let mut words = String::from(burst::of_key(key)?);
        let mut more = self.letters();
        words.push_str(&more);
        if !burst::is_pasted(&words) {
            return None;
        }
        while !more.is_empty() {
            let taken = more.chars().count();
            self.happened.borrow_mut().drain(..taken);
            if self.happened.borrow().is_empty() {
                self.gather(Some(PIECE));
            }
            more = self.letters();
            words.push_str(&more);
        }
        Some(words)
    }

    /// The letters that have come and were not asked for yet.
    fn letters(&self) -> String {
        let happened = self.happened.borrow();
        let terminal = happened.iter().map_while(|event| match event {
            Event::Terminal(event) => burst::letter(event),
            _ => None,
        });
        terminal.collect()
    }

    /// Stops the program until it is continued; that it goes on then is no news.
    ///
    /// # Errors
    /// When the system does not let it.
    pub fn stop(&self) -> io::Result<()> {
        self.stops.set(self.stops.get() + 1);
        emulate_default_handler(SIGTSTP)
    }

    fn next(&self) -> Option<Event> {
        // After the machine slept, what wakes the program is not shown the diary.
        if self.idle.borrow_mut().is_due(Moment::now()) {
            return Some(Event::Shut(Shut::Locked));
        }
        loop {
            if self.happened.borrow().is_empty() {
                self.gather(Some(Duration::ZERO));
            }
            let event = self.happened.borrow_mut().pop_front()?;
            match event {
                Event::Shut(Shut::Continued) if self.stops.get() > 0 => {
                    self.stops.set(self.stops.get() - 1);
                }
                event => {
                    if matches!(event, Event::Terminal(_)) {
                        self.idle.borrow_mut().touch(Moment::now());
                    }
                    return Some(event);
                }
            }
        }
    }

    /// Takes in what there is to hear and to read; sleeps until there is something, or for some time
    /// at most.
    fn gather(&self, at_most: Option<Duration>) {
        let mut input = self.input.borrow_mut();
        let mut happened = self.happened.borrow_mut();
        let watcher = self.watcher.borrow();
        // Without a watcher the bell stands in for it.
        let watched = watcher.as_ref().map_or(self.bell.as_fd(), |of| of.as_fd());
        let mut ends = [
            PollFd::new(&*input, PollFlags::IN),
            PollFd::new(&self.bell, PollFlags::IN),
            PollFd::from_borrowed_fd(watched, PollFlags::IN),
        ];
        let at_most = at_most.and_then(|time| Timespec::try_from(time).ok());
        let polled = poll(&mut ends, at_most.as_ref());
        let [terminal, bell, folders] = ends.map(|end| end.revents());
        match polled {
            Ok(_) => {}
            Err(Errno::INTR) => return,
            Err(_) => happened.push_back(Event::Gone),
        }
        if terminal.contains(PollFlags::IN) {
            match input.read() {
                Some(typed) => happened.extend(typed.into_iter().map(Event::Terminal)),
                None => happened.push_back(Event::Gone),
            }
        }
        if terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            happened.push_back(Event::Gone);
        }
        if bell.contains(PollFlags::IN) {
            while (&self.bell).read(&mut [0; 64]).is_ok_and(|rung| rung > 0) {}
        }
        if let Some(watcher) = watcher.as_ref().filter(|_| folders.contains(PollFlags::IN)) {
            watcher.hear();
            happened.push_back(Event::Carried);
        }
        while let Ok(told) = self.told.try_recv() {
            // What is half typed was typed before it.
            if !matches!(told, Event::Outcome(_)) {
                happened.extend(input.give_up().map(Event::Terminal));
            }
            happened.push_back(told);
        }
        if input.left().is_some_and(|left| left.is_zero()) {
            happened.extend(input.give_up().map(Event::Terminal));
        }
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        signals::forget();
    }
}
