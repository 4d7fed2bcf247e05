//! The loop: draw, wait, take in what happened, do what follows from it.

mod asking;
mod joining;
mod shut;

use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{Local, NaiveDate, NaiveDateTime};
use crossterm::event as input;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::config::{Config, Setting};
use crate::failure::Failure;
use crate::memory;
use crate::repository::RepositoryError;
use crate::safekeeping;
use crate::words::{dates, errors, notices};

use super::appearance::Appearance;
use super::appearance::colour::Ground;
use super::error::TuiError;
use super::events::{Event, Events};
use super::message::{Do, Message};
use super::options::{Join, Options};
use super::rounds::Rounds;
use super::session::Session;
use super::svg;
use super::terminal::Screen;
use super::unlock::Unlock;
use super::view::{self, Layout};
use super::worker::{Errand, Evaluation, Job, Workers};

/// What is being written is in the file so long after its first key that is not.
const UNKEPT: Duration = Duration::from_secs(1);

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
    /// When it goes round, where it is shared.
    rounds: Rounds,
    /// The folder that may be joined.
    join: Option<Join>,
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
            rounds: Rounds::default(),
            join: None,
            jobs: Vec::new(),
        }
    }

    /// Goes on until the person leaves, after what was to be done first; with a folder that may be
    /// joined.
    ///
    /// # Errors
    /// [`TuiError`] when the diary or the terminal fails, or a signal ends it.
    pub(super) fn run(mut self, begun: Vec<Do>, join: Option<Join>) -> Result<(), TuiError> {
        self.join = join;
        let ended = self.go_on(begun);
        // Wherever it was heard: while a passphrase is asked for, too.
        if let Err(TuiError::Signal(_)) = ended {
            self.end_in_haste();
        }
        ended
    }

    fn go_on(&mut self, begun: Vec<Do>) -> Result<(), TuiError> {
        if self.carry_out_all(begun)?.is_break() {
            return Ok(());
        }
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
        self.go_round();
        self.carry_out_all(effects)
    }

    /// Sends the diary round, once that is due.
    fn go_round(&mut self) {
        let now = Instant::now();
        if self.session.take_changes() && self.is_shared() {
            self.rounds.changed(now);
        }
        if self.rounds.take_due(now) {
            self.send_round();
        }
    }

    /// Whether there is somebody to send round.
    fn is_shared(&self) -> bool {
        self.workers.as_ref().is_some_and(Workers::goes_round)
    }

    fn send_round(&self) {
        self.send(Errand::Round(self.clock.now().date()));
    }

    fn send(&self, errand: Errand) {
        if let Some(workers) = &self.workers {
            workers.send(errand);
        }
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
        let config = &self.session.model.config;
        if let Some(folder) = config.share_folder.path().filter(|_| !lost) {
            workers.share(diary, folder.to_owned(), self.events.watcher())?;
            workers.send(Errand::Round(self.clock.now().date()));
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

    /// Waits until something happens, what is being written is to be kept, or the diary goes round; gives
    /// everything that has happened by then.
    fn wait(&self) -> Result<impl Iterator<Item = Event> + use<'a>, TuiError> {
        let left = |at: Instant| at.saturating_duration_since(Instant::now());
        let due = [self.keep_at, self.rounds.next()].into_iter().flatten();
        let first = self.events.wait(due.min().map(left))?;
        // What comes behind a lock is left to the prompt: it is asked for one by one.
        Ok(first.into_iter().chain(self.events.piled_up()))
    }

    /// Takes in an event and gives what follows from it; `None` when the terminal is gone.
    fn take_in(&mut self, event: Event) -> Result<Option<Vec<Do>>, TuiError> {
        Ok(Some(match event {
            Event::Terminal(event) => self.typed(event),
            Event::Outcome(outcome) => self.session.found_out(outcome, self.clock.now()),
            Event::Carried => {
                self.rounds.carried(Instant::now());
                vec![]
            }
            Event::Shut(why) => vec![Do::Shut(why)],
            Event::End(signal) => return Err(TuiError::Signal(signal)),
            Event::Gone => {
                self.end_in_haste();
                return Ok(None);
            }
        }))
    }

    /// Before a sudden end: what is being written is kept, and the folder left as a lock leaves it. A
    /// diary that is shut has gone round when it was.
    fn end_in_haste(&mut self) {
        self.session.keep_drafts();
        let round = Errand::Round(self.clock.now().date());
        if let Some(workers) = &mut self.workers {
            workers.send_in_haste(round);
        }
    }

    /// Takes in what the terminal says.
    fn typed(&mut self, event: input::Event) -> Vec<Do> {
        let session = &mut self.session;
        match event {
            input::Event::Key(key) => match self.events.pasted(&key) {
                Some(text) => session.handle(Message::Paste(text)),
                None => session.key(key, self.clock.now()),
            },
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
            Do::Unlock(lock, again) => return self.ask_password(lock, again),
            Do::Join => self.join()?,
            Do::PassOver => self.pass_over(),
            Do::ShareThrough(folder) => self.share_through(&folder),
            Do::Look(config) => self.look(&config)?,
            Do::KeepLook(setting, value) => self.keep_look(setting, &value),
            Do::Redraw => self.screen.redraw()?,
            Do::Picture(name) => self.picture(&name)?,
            Do::Page(name, page) => {
                self.write(&name, &page, |file| notices::page_written(file.display()))
            }
            Do::Errand(errand) => self.send(errand),
            Do::Quit => return self.quit(),
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Leaves. Whoever does so when what was saved could not be kept shall not take it for saved.
    fn quit(&mut self) -> Result<ControlFlow<()>, TuiError> {
        let lost = self.session.lost().filter(|lost| lost.kept.is_err());
        let lost = lost.map(|lost| RepositoryError::Lost {
            path: lost.path.clone(),
            loss: lost.loss,
        });
        self.session.keep_drafts();
        self.send_round();
        lost.map_or(Ok(ControlFlow::Break(())), |lost| Err(lost.into()))
    }

    /// Writes a picture of the screen.
    fn picture(&mut self, name: &str) -> Result<(), TuiError> {
        let (columns, rows) = self.screen.size()?;
        let mut screen = Buffer::empty(Rect::new(0, 0, columns, rows));
        let appearance = &self.unlock.appearance;
        view::draw(&self.session.model, &mut screen, appearance);
        let ground = self.ground.unwrap_or_else(|| appearance.ground());
        let picture = svg::draw(&screen, ground);
        self.write(name, &picture, |file| {
            notices::picture_written(file.display())
        });
        Ok(())
    }

    /// Writes words to a new file beside the diary, which is all that is within reach, and says so.
    fn write(&mut self, name: &str, words: &str, told: fn(&Path) -> String) {
        let path = self.unlock.path.with_file_name(name);
        let model = &mut self.session.model;
        match safekeeping::write_words(&path, words) {
            Ok(()) => model.say(told(&path)),
            Err(why) => model.complain(Failure::from(why).in_one_line()),
        }
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
}
