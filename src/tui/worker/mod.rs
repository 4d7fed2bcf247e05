//! The threads beside the keys: one thinks about what changed, one looks for what is asked for, one
//! keeps the diary tidy. Each has a connection of its own, and what comes of it arrives as an event.

pub mod finder;
pub mod thinker;

use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use chrono::NaiveDate;

use crate::failure::Failure;
use crate::guide::RuleBook;
use crate::insight;
use crate::memory;
use crate::patterns::Progress;
use crate::repository::{Repository, RepositoryError};
use crate::safekeeping::{self, Retention};

use super::events::{Event, Post};
use super::message::Message;
use crate::tui::worker::finder::{Finder, Found, Quest};
use crate::tui::worker::thinker::{Thinker, Thought};

/// A thread that thinks, and others that have the diary open beside the person. When it is dropped
/// they end, and all have closed the diary.
#[derive(Debug)]
pub struct Thinking {
    to: Option<Sender<Thought>>,
    threads: Vec<JoinHandle<()>>,
    looking: Looking,
}

/// A thread that looks for things, once something is to be looked for.
#[derive(Debug)]
struct Looking {
    quests: Option<Sender<(u64, Quest)>>,
    /// The latest quest of each kind: one before it is called off.
    latest: Arc<[AtomicU64; 2]>,
    to: Post,
}

/// Nothing is told of looking that is done within a blink …
const BLINK: Duration = Duration::from_millis(150);
/// … and no more often than this while it takes longer.
const BETWEEN: Duration = Duration::from_millis(80);

impl Thinking {
    /// Gives it something to think about. One that is gone has said why.
    pub fn of(&self, thought: Thought) {
        if let Some(to) = &self.to {
            let _ = to.send(thought);
        }
    }

    /// Sets out to look for something; what was looked for before is called off.
    ///
    /// # Errors
    /// When there can be no other thread.
    pub fn look(
        &mut self,
        quest: Quest,
        open: impl FnOnce() -> Result<Repository, RepositoryError> + Send + 'static,
    ) -> io::Result<()> {
        let kind = &self.looking.latest[kind(&quest)];
        let number = kind.fetch_add(1, Ordering::Relaxed) + 1;
        if self.looking.quests.is_none() {
            let (sender, quests) = channel();
            let (latest, to) = (self.looking.latest.clone(), self.looking.to.clone());
            let thread = thread::Builder::new().name("finder".into());
            self.threads
                .push(thread.spawn(move || find(open, &quests, &latest, &to))?);
            self.looking.quests = Some(sender);
        }
        if let Some(quests) = &self.looking.quests {
            // One that is gone has said why.
            let _ = quests.send((number, quest));
        }
        Ok(())
    }

    /// Takes on another thread that has the diary open.
    pub fn beside(&mut self, thread: JoinHandle<()>) {
        self.threads.push(thread);
    }
}

impl Drop for Thinking {
    fn drop(&mut self) {
        self.to = None;
        self.looking.quests = None;
        for latest in self.looking.latest.iter() {
            latest.fetch_add(1, Ordering::Relaxed);
        }
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

/// Starts thinking on a thread of its own, by the person's own rules where the file of that name is
/// there; what is thought through arrives as an event.
///
/// # Errors
/// When there can be no other thread.
pub fn think(
    open: impl FnOnce() -> Result<Repository, RepositoryError> + Send + 'static,
    rules: PathBuf,
    to: Post,
) -> io::Result<Thinking> {
    let (sender, thoughts) = channel();
    let looking = Looking {
        quests: None,
        latest: Arc::default(),
        to: to.clone(),
    };
    let thread = thread::Builder::new()
        .name("thinker".into())
        .spawn(move || {
            let tell = |message| to.send(Event::Thought(message));
            let diary = match open() {
                Ok(diary) => diary,
                Err(error) => {
                    tell(Message::Failed(error.into()));
                    return;
                }
            };
            let rules = insight::rules(&rules, diary.catalogue()).unwrap_or_else(|why| {
                // A mistake in the rules keeps nobody from their diary.
                tell(Message::Failed(Failure::new(why).hint("they are left out")));
                RuleBook::built_in().clone()
            });
            let mut thinker = Thinker::new(diary, rules);
            for thought in thoughts {
                let whole = matches!(thought, Thought::Everything(_));
                if !thinker.think(thought).into_iter().all(tell) {
                    return;
                }
                thinker.rest();
                // Less than the whole diary leaves its room to the next thought: all threads share
                // the heap, and the one that draws would have to ask for its pages again.
                if whole {
                    memory::give_back();
                }
            }
        })?;
    Ok(Thinking {
        to: Some(sender),
        threads: vec![thread],
        looking,
    })
}

/// Which of the latest quests one is.
fn kind(quest: &Quest) -> usize {
    match quest {
        Quest::Patterns(..) => 0,
        Quest::Compare(_) => 1,
    }
}

/// Looks for one thing after the other.
fn find(
    open: impl FnOnce() -> Result<Repository, RepositoryError>,
    quests: &Receiver<(u64, Quest)>,
    latest: &[AtomicU64; 2],
    to: &Post,
) {
    let mut finder = match open() {
        Ok(diary) => Finder::new(diary),
        Err(error) => {
            to.send(Event::Thought(Message::Failed(error.into())));
            return;
        }
    };
    for (number, quest) in quests {
        let latest = &latest[kind(&quest)];
        let told = Mutex::new(Instant::now() + BLINK - BETWEEN);
        let report = |progress: Progress| {
            if latest.load(Ordering::Relaxed) != number {
                return ControlFlow::Break(());
            }
            if let Ok(mut told) = told.lock()
                && told.elapsed() >= BETWEEN
            {
                *told = Instant::now();
                to.send(Event::Thought(Message::Found(Found::Progress(progress))));
            }
            ControlFlow::Continue(())
        };
        if latest.load(Ordering::Relaxed) == number
            && let Some(message) = finder.find(quest, &report)
            && !to.send(Event::Thought(message))
        {
            return;
        }
    }
}

/// Makes today's copy of the diary and empties its trash, on a thread of its own; only a failure is
/// told.
///
/// # Errors
/// When there can be no other thread.
pub fn tidy(
    open: impl FnOnce() -> Result<Repository, RepositoryError> + Send + 'static,
    today: NaiveDate,
    kept: Retention,
    to: Post,
) -> io::Result<JoinHandle<()>> {
    thread::Builder::new().name("tidy".into()).spawn(move || {
        if let Err(error) = open().and_then(|mut diary| safekeeping::tidy(&mut diary, today, kept))
        {
            let failure = Failure::from(error).during("today's backup was not made");
            to.send(Event::Thought(Message::Failed(failure)));
        }
    })
}
