//! The loop: draw, wait, take in what happened, do what follows from it.

use std::ops::ControlFlow;

use chrono::{Local, NaiveDate, NaiveDateTime};
use crossterm::event as input;
use ratatui::layout::Position;
use signal_hook::consts::{SIGTSTP, SIGUSR1};

use crate::memory;
use crate::repository::Repository;
use crate::safekeeping;
use crate::words::{dates, notices};

use super::error::TuiError;
use super::events::{Event, Events};
use super::message::{Do, Message};
use super::options::Options;
use super::session::Session;
use super::terminal::Screen;
use super::unlock::idle::{Idle, Moment};
use super::unlock::prompt::PassphrasePrompt;
use super::unlock::{Change, Unlock};
use super::view::{self, Clicked, Layout};
use super::worker::{Evaluation, Job, Workers};

/// The wall clock, or a day that was asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    /// The day that was asked for.
    pub today: Option<NaiveDate>,
}

impl Clock {
    /// The moment, on the wall clock.
    pub(super) fn now(self) -> NaiveDateTime {
        let now = Local::now().naive_local();
        self.today.map_or(now, |today| today.and_time(now.time()))
    }
}

/// A sitting before a terminal.
pub(super) struct EventLoop<'a> {
    screen: Screen,
    session: Session,
    events: &'a Events,
    unlock: Unlock<'a>,
    options: &'a Options,
    clock: Clock,
    idle: Idle,
    /// What stands where on the screen.
    layout: Layout,
    /// What is to be worked on as soon as a frame is drawn.
    jobs: Vec<Job>,
    /// Dropped last: the terminal is given back before the threads are waited for.
    workers: Option<Workers>,
}

impl<'a> EventLoop<'a> {
    /// Before the first frame.
    pub(super) fn new(
        screen: Screen,
        session: Session,
        events: &'a Events,
        unlock: Unlock<'a>,
        options: &'a Options,
        clock: Clock,
    ) -> Self {
        Self {
            screen,
            session,
            events,
            unlock,
            options,
            clock,
            idle: Idle::new(options.config.lock_minutes, Moment::now()),
            layout: Layout::default(),
            jobs: Vec::new(),
            workers: None,
        }
    }

    /// Goes on until the person leaves.
    ///
    /// # Errors
    /// [`TuiError`] when the diary or the terminal fails, or a signal ends it.
    pub(super) fn run(mut self) -> Result<(), TuiError> {
        while self.turn()?.is_continue() {}
        Ok(())
    }

    /// Draws once, and takes in whatever has happened then.
    fn turn(&mut self) -> Result<ControlFlow<()>, TuiError> {
        self.draw()?;
        // The first frame does not wait for what takes the whole diary, …
        if self.workers.is_none() {
            self.start_workers()?;
        }
        // … nor any frame for the threads to be told, …
        self.give_jobs()?;
        // … nor a key for what it can be foreseen to need.
        let mut effects = self.session.prefetch();
        // Whatever has piled up is taken in before anything is drawn.
        for event in self.wait()? {
            let Some(done) = self.take_in(event)? else {
                return Ok(ControlFlow::Break(()));
            };
            effects.extend(done);
            for effect in effects.drain(..) {
                if self.carry_out(effect)?.is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn draw(&mut self) -> Result<(), TuiError> {
        let (model, appearance) = (&self.session.model, self.unlock.appearance);
        let layout = &mut self.layout;
        self.screen
            .draw(|frame| *layout = view::draw(model, frame.buffer_mut(), appearance))?;
        layout.settle(&mut self.session.model);
        Ok(())
    }

    /// Starts what works beside the keys, with all that rests on the whole diary.
    fn start_workers(&mut self) -> Result<(), TuiError> {
        let Some(diary) = self.session.repository() else {
            return Ok(());
        };
        memory::share_heaps();
        let today = self.session.model.today();
        let everything = Job::Evaluate(Evaluation::Everything(today));
        if !self.jobs.contains(&everything) {
            self.jobs.insert(0, everything);
        }
        let report = self.events.post().report();
        let mut workers = Workers::start(diary, self.options.rules.clone(), report)?;
        // What keeps them from being looked for, making one will say.
        let copies = safekeeping::backups(&self.options.diary).unwrap_or_default();
        let is_due = copies.iter().all(|(date, _)| *date != today);
        if is_due || !safekeeping::remains(diary).is_empty() {
            workers.tidy(diary, today, self.options.config.retention())?;
        }
        let set_back = safekeeping::clock_set_back(diary, Local::now())?;
        self.workers = Some(workers);
        if let Some(before) = set_back {
            let said = notices::clock_set_back(dates::iso_moment(before));
            self.session.model.complain(said);
        }
        Ok(())
    }

    fn give_jobs(&mut self) -> Result<(), TuiError> {
        if let (Some(workers), Some(diary)) = (&mut self.workers, self.session.repository()) {
            for job in self.jobs.drain(..) {
                workers.give(job, diary)?;
            }
        }
        Ok(())
    }

    /// Waits until something happens; gives everything that has happened by then.
    fn wait(&self) -> Result<impl Iterator<Item = Event> + use<'a>, TuiError> {
        // Only a diary that can lock looks at the clock while nothing happens.
        let can_lock = self.session.can_lock();
        let left = || self.idle.left(Moment::now());
        let at_most = left().filter(|_| can_lock);
        let first = self.events.wait(at_most)?.unwrap_or(Event::Signal(SIGUSR1));
        // After the machine slept, what wakes the program is not shown the diary.
        let slept = can_lock && left().is_some_and(|left| left.is_zero());
        let lock = slept.then_some(Event::Signal(SIGUSR1));
        // What comes behind a lock is left to the prompt: it is asked for one by one.
        let all = lock.into_iter().chain([first]);
        Ok(all.chain(self.events.piled_up()))
    }

    /// Takes in an event and gives what follows from it; `None` when the terminal is gone.
    fn take_in(&mut self, event: Event) -> Result<Option<Vec<Do>>, TuiError> {
        Ok(Some(match event {
            Event::Terminal(event) => {
                self.idle.touch(Moment::now());
                self.typed(event)
            }
            Event::Outcome(outcome) => self.session.handle(Message::Outcome(outcome)),
            Event::Signal(SIGUSR1) => vec![Do::Lock],
            Event::Signal(SIGTSTP) => vec![Do::Suspend],
            Event::Signal(signal) => {
                self.session.keep_drafts();
                return Err(TuiError::Signal(signal));
            }
            Event::Gone => {
                self.session.keep_drafts();
                return Ok(None);
            }
        }))
    }

    /// Takes in what the terminal says.
    fn typed(&mut self, event: input::Event) -> Vec<Do> {
        let session = &mut self.session;
        match event {
            input::Event::Key(key) => session.key(key, self.clock.now()),
            input::Event::Paste(text) => session.handle(Message::Paste(text)),
            input::Event::Resize(columns, rows) => session.handle(Message::Resize(columns, rows)),
            input::Event::Mouse(mouse) => {
                let pressed = mouse.kind == input::MouseEventKind::Down(input::MouseButton::Left);
                let at = Position::new(mouse.column, mouse.row);
                match self.layout.at(at).filter(|_| pressed) {
                    Some(Clicked::Day(date)) => session.handle(Message::Click(date)),
                    Some(Clicked::Row(row)) => session.handle(Message::ClickRow(row)),
                    None => vec![],
                }
            }
            input::Event::FocusGained | input::Event::FocusLost => vec![],
        }
    }

    /// Does something to the screen or the program.
    fn carry_out(&mut self, effect: Do) -> Result<ControlFlow<()>, TuiError> {
        match effect {
            Do::Work(job) => self.jobs.push(job),
            Do::Copy(words) => self.screen.copy(&words)?,
            Do::Lock => return self.lock(),
            Do::Suspend => return self.suspend(),
            Do::Passphrase => self.change_passphrase()?,
            Do::Redraw => self.screen.redraw()?,
            Do::Quit => return Ok(ControlFlow::Break(())),
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Shuts the diary until its passphrase is typed; without one there is nothing to lock it with,
    /// and the screen is blanked.
    fn lock(&mut self) -> Result<ControlFlow<()>, TuiError> {
        if !self.session.can_lock() {
            self.session.blank();
            return Ok(ControlFlow::Continue(()));
        }
        self.shut();
        self.open_again()
    }

    /// Goes to the shell, with the diary shut if it can be.
    fn suspend(&mut self) -> Result<ControlFlow<()>, TuiError> {
        if !self.session.can_lock() {
            self.screen.suspend()?;
            return Ok(ControlFlow::Continue(()));
        }
        self.shut();
        self.screen.suspend()?;
        self.open_again()
    }

    /// Shuts the diary, in all threads.
    fn shut(&mut self) {
        self.session.shut();
        self.workers = None;
    }

    fn open_again(&mut self) -> Result<ControlFlow<()>, TuiError> {
        let prompt = PassphrasePrompt::disguised();
        match self.unlock.open(&mut self.screen, prompt)? {
            Some(repository) => {
                self.resume(repository)?;
                Ok(ControlFlow::Continue(()))
            }
            None => Ok(ControlFlow::Break(())),
        }
    }

    fn resume(&mut self, repository: Repository) -> Result<(), TuiError> {
        let effects = self.session.resume(repository, self.clock.now())?;
        for effect in effects {
            // To open a diary asks for nothing that ends the loop.
            let _ = self.carry_out(effect)?;
        }
        self.idle.touch(Moment::now());
        Ok(())
    }

    /// Asks for another passphrase, and writes the diary anew with it.
    fn change_passphrase(&mut self) -> Result<(), TuiError> {
        let Some(repository) = self.session.repository() else {
            return Ok(());
        };
        let Some(Change { from, to }) = self.unlock.another(&mut self.screen, repository)? else {
            self.session.model.say(notices::passphrase_kept());
            self.idle.touch(Moment::now());
            return Ok(());
        };
        self.shut();
        let path = self.unlock.path;
        let done = safekeeping::convert(path, from.as_ref(), to.as_ref());
        let now = if done.is_ok() { to } else { from };
        let is_set = now.is_some();
        self.resume(Repository::open_with(path, now)?)?;
        let model = &mut self.session.model;
        match done {
            Ok(left) if !left.is_empty() => {
                let copies = left.iter().map(|copy| copy.display().to_string());
                model.complain(notices::copies_kept(copies.collect::<Vec<_>>().join(", ")));
            }
            Ok(_) if is_set => model.say(notices::passphrase_set()),
            Ok(_) => model.say(notices::passphrase_off()),
            Err(error) => model.complain(notices::passphrase_unchanged(error)),
        }
        Ok(())
    }
}
