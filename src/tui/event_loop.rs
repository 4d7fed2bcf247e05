//! The loop: draw, wait, take in what happened, do what follows from it.

use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{Local, NaiveDate, NaiveDateTime};
use crossterm::event::{self as input, KeyCode};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::config::{Config, Setting};
use crate::failure::Failure;
use crate::memory;
use crate::repository::{Passphrase, Repository, RepositoryError};
use crate::safekeeping;
use crate::words::{dates, errors, notices};

use super::appearance::Appearance;
use super::appearance::colour::Ground;
use super::error::TuiError;
use super::events::{Event, Events, Shut};
use super::message::{Do, Message};
use super::options::Options;
use super::screens::lost::state::Lost;
use super::session::Session;
use super::still;
use super::terminal::Screen;
use super::unlock::prompt::PassphrasePrompt;
use super::unlock::{Another, Unlock};
use super::view::{self, Layout};
use super::worker::{Evaluation, Job, Workers};

/// What is being written is in the file so long after its first key that is not.
const UNKEPT: Duration = Duration::from_secs(1);

/// Opens a diary that lies there; where none does, none is begun.
fn open_there(path: &Path, key: Option<Passphrase>) -> Result<Repository, RepositoryError> {
    match path.try_exists() {
        Ok(false) => Err(RepositoryError::Missing(path.to_owned())),
        _ => Repository::open_with(path, key),
    }
}

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
///
/// When it is dropped the terminal is given back first, then the threads are waited for, and the diary
/// is closed last: a thread that is about to open it would find its log closed away.
pub(super) struct EventLoop<'a> {
    screen: Screen,
    workers: Option<Workers>,
    session: Session,
    events: &'a Events,
    unlock: Unlock<'a>,
    /// What lies behind the words, once it was asked for and told.
    ground: Option<Ground>,
    options: &'a Options,
    clock: Clock,
    /// What was seen of the screen.
    layout: Layout,
    /// When what is being written is kept; `None` while the file has it.
    keep_at: Option<Instant>,
    /// What is to be worked on as soon as a frame is drawn.
    jobs: Vec<Job>,
}

impl<'a> EventLoop<'a> {
    /// Before the first frame.
    pub(super) fn new(
        screen: Screen,
        session: Session,
        events: &'a Events,
        unlock: Unlock<'a>,
        ground: Option<Ground>,
        options: &'a Options,
        clock: Clock,
    ) -> Self {
        Self {
            screen,
            workers: None,
            session,
            events,
            unlock,
            ground,
            options,
            clock,
            layout: Layout::default(),
            keep_at: None,
            jobs: Vec::new(),
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
            if self.carry_out_all(effects.drain(..))?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        effects.extend(self.keep());
        self.carry_out_all(effects)
    }

    /// Keeps what is being written, once that is due.
    fn keep(&mut self) -> Vec<Do> {
        let now = Instant::now();
        match self.keep_at {
            Some(at) if at <= now => {
                self.keep_at = None;
                return self.session.rest();
            }
            None if self.session.is_writing() => self.keep_at = Some(now + UNKEPT),
            _ => {}
        }
        vec![]
    }

    fn draw(&mut self) -> Result<(), TuiError> {
        let (model, appearance) = (&self.session.model, &self.unlock.appearance);
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
        // What is kept of a lost file is no diary to make copies of.
        let lost = self.session.lost().is_some();
        let keeping = self.options.config.keeping();
        let is_due = keeping.is_due(diary, today);
        if !lost && (is_due || !safekeeping::remains(diary).is_empty()) {
            workers.tidy(diary, today, keeping)?;
        }
        let set_back = safekeeping::clock_set_back(diary, Local::now());
        self.workers = Some(workers);
        if let Ok(Some(before)) = set_back {
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

    /// Waits until something happens, or what is being written is to be kept; gives everything that
    /// has happened by then.
    fn wait(&self) -> Result<impl Iterator<Item = Event> + use<'a>, TuiError> {
        let left = |at: Instant| at.saturating_duration_since(Instant::now());
        let first = self.events.wait(self.keep_at.map(left))?;
        // What comes behind a lock is left to the prompt: it is asked for one by one.
        Ok(first.into_iter().chain(self.events.piled_up()))
    }

    /// Takes in an event and gives what follows from it; `None` when the terminal is gone.
    fn take_in(&mut self, event: Event) -> Result<Option<Vec<Do>>, TuiError> {
        Ok(Some(match event {
            Event::Terminal(event) => self.typed(event),
            Event::Outcome(outcome) => self.session.handle(Message::Outcome(outcome)),
            Event::Shut(why) => vec![Do::Shut(why)],
            Event::End(signal) => {
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
            // The next line of what is pasted into words of several lines is no command.
            input::Event::Key(key)
                if key.code == KeyCode::Enter
                    && session.types_lines()
                    && let Some(end) = self.events.line_end() =>
            {
                session.handle(Message::Paste(end.into()))
            }
            input::Event::Key(key) => session.key(key, self.clock.now()),
            input::Event::Paste(text) => session.handle(Message::Paste(text)),
            input::Event::Resize(columns, rows) => session.handle(Message::Resize(columns, rows)),
            input::Event::Mouse(mouse) => match self.layout.pointer.meant(mouse) {
                Some(at) => session.point(at, self.clock.now()),
                None => vec![],
            },
            input::Event::FocusGained | input::Event::FocusLost => vec![],
        }
    }

    fn carry_out_all(
        &mut self,
        effects: impl IntoIterator<Item = Do>,
    ) -> Result<ControlFlow<()>, TuiError> {
        for effect in effects {
            if self.carry_out(effect)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Does something to the screen or the program.
    fn carry_out(&mut self, effect: Do) -> Result<ControlFlow<()>, TuiError> {
        match effect {
            Do::Work(job) => self.jobs.push(job),
            Do::Copy(words) => self.screen.copy(&words)?,
            Do::Restart => self.workers = None,
            Do::Reopen => return self.reopen(),
            Do::Shut(why) => return self.shut(why),
            Do::Passphrase => return self.change_passphrase(),
            Do::Look(config) => self.look(&config)?,
            Do::KeepLook(setting, value) => self.keep_look(setting, &value),
            Do::Redraw => self.screen.redraw()?,
            Do::Picture(name) => self.picture(&name)?,
            Do::Quit => {
                self.session.keep_drafts();
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Writes a picture of the screen beside the diary, which is all that is within reach.
    fn picture(&mut self, name: &str) -> Result<(), TuiError> {
        let path = self.unlock.path.with_file_name(name);
        let (columns, rows) = self.screen.size()?;
        let mut screen = Buffer::empty(Rect::new(0, 0, columns, rows));
        let appearance = &self.unlock.appearance;
        view::draw(&self.session.model, &mut screen, appearance);
        let ground = self.ground.unwrap_or_else(|| appearance.ground());
        let written = still::write(&screen, ground, &path);
        let model = &mut self.session.model;
        match written {
            Ok(()) => model.say(notices::picture_written(path.display())),
            Err(why) => model.complain(notices::picture_not_written(path.display(), why)),
        }
        Ok(())
    }

    /// Looks as settings ask for.
    fn look(&mut self, config: &Config) -> Result<(), TuiError> {
        if Appearance::goes_by_ground(config) && self.ground.is_none() {
            self.ground = self.screen.ground(self.events)?;
        }
        let (appearance, _) = Appearance::or_usual(config, &self.options.themes, self.ground);
        self.unlock.appearance = appearance;
        Ok(self.screen.listen_to_mouse(config.mouse)?)
    }

    /// Keeps a setting of the look for the next start.
    fn keep_look(&mut self, setting: &Setting, value: &str) {
        let files = &self.options.config_files;
        let kept = Config::change(files, setting.name, Some(value), |_| Ok(()));
        let model = &mut self.session.model;
        match kept {
            Ok(_) => model.say(notices::look_kept(setting.name, value)),
            Err(why) => {
                let why = errors::config(&why);
                model.complain(notices::look_not_kept(setting.name, value, why));
            }
        }
    }

    /// Keeps what is being written before something else has the keys.
    fn rest(&mut self) -> Result<(), TuiError> {
        self.keep_at = None;
        let effects = self.session.rest();
        // To keep it asks for nothing that ends the loop.
        self.carry_out_all(effects).map(drop)
    }

    /// Shuts the diary until its passphrase is typed. Without one there is nothing to lock it with, and
    /// the screen is blanked. In the shell, what happens to its file is none of ours.
    fn shut(&mut self, why: Shut) -> Result<ControlFlow<()>, TuiError> {
        self.rest()?;
        let locks = self.session.can_lock();
        let closes = locks || why == Shut::Suspended;
        if !locks {
            self.session.blank();
        }
        if closes {
            self.close();
        }
        self.screen.shut(why, self.events)?;
        if locks {
            return self.open_again();
        }
        if closes {
            match open_there(self.unlock.path, None) {
                Err(RepositoryError::Locked(_)) => return self.open_again(),
                opened => self.resume(opened?)?,
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Opens what has the diary's name now, after its file was lost; where nothing has it, what was
    /// kept is put back.
    fn reopen(&mut self) -> Result<ControlFlow<()>, TuiError> {
        let Some(lost) = self.session.lost().cloned() else {
            return Ok(ControlFlow::Continue(()));
        };
        let Ok(kept) = &lost.kept else {
            return Ok(ControlFlow::Continue(()));
        };
        let key = self
            .session
            .repository()
            .and_then(|diary| diary.key().cloned());
        self.close();
        let there = match lost.path.symlink_metadata() {
            Ok(_) => Ok(()),
            Err(_) => safekeeping::put_back(kept, &lost.path),
        };
        match there.and_then(|()| open_there(&lost.path, key.clone())) {
            Ok(repository) => {
                self.resume(repository)?;
                if kept.exists() {
                    let words = notices::opened_there(kept.display());
                    self.session.model.complain(words);
                }
            }
            Err(error)
                if error.is_about_the_passphrase()
                    || matches!(error, RepositoryError::NoPassphrase(_)) =>
            {
                return self.open_again();
            }
            Err(error) => {
                let problem = Some(Failure::from(error).to_string());
                self.resume(Repository::open_with(kept, key)?)?;
                let lost = Lost { problem, ..lost };
                self.session.handle(Message::Lost(Box::new(lost)));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Closes the diary, in all threads, as they are dropped.
    fn close(&mut self) {
        self.workers = None;
        self.session.shut();
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
        Ok(())
    }

    /// Asks for another passphrase, and writes the diary anew with it.
    fn change_passphrase(&mut self) -> Result<ControlFlow<()>, TuiError> {
        self.rest()?;
        let Some(repository) = self.session.repository() else {
            return Ok(ControlFlow::Continue(()));
        };
        match self.unlock.another(&mut self.screen, repository)? {
            Another::Words { from, to } => self.convert(from, to)?,
            Another::Kept => self.session.model.say(notices::passphrase_kept()),
            Another::Shut(why) => return self.shut(why),
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Writes the diary anew with another passphrase.
    fn convert(
        &mut self,
        from: Option<Passphrase>,
        to: Option<Passphrase>,
    ) -> Result<(), TuiError> {
        self.close();
        let path = self.unlock.path;
        let done = safekeeping::convert(path, from.as_ref(), to.as_ref());
        let now = if done.is_ok() { to } else { from.clone() };
        let is_set = now.is_some();
        let diary = Repository::open_with(path, now)?;
        let done = done.map(|mut left| {
            let second = self.options.config.second_place();
            left.extend(
                second
                    .iter()
                    .flat_map(|place| place.convert(&diary, from.as_ref())),
            );
            left
        });
        self.resume(diary)?;
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
