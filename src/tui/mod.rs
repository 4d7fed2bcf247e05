//! The terminal: panes over a model.
//!
//! ```text
//! event ─▶ keymap ─▶ Message ─▶ update(&mut Model) ─▶ Effects ─▶ runtime ─▶ Message ─▶ …
//!                                    │
//!                                    └─▶ view(&Model) ─▶ cells, and what stands where
//! ```
//!
//! The model is plain values; `update` and `view` are pure. Every change is saved when it is made,
//! so there is nothing to save on the way out.

pub mod appearance;
mod arrangement;
mod cache;
mod events;
mod hints;
pub use crate::keymap;
pub mod layer;
mod marked;
pub mod marks;
pub mod message;
pub mod model;
mod navigate;
pub mod runtime;
pub mod screens;
pub mod session;
mod terminal;
#[cfg(test)]
pub(crate) mod testing;
pub mod unlock;
mod update;
pub mod view;
pub mod widgets;
mod window;
pub mod worker;

use std::io;
use std::path::PathBuf;

use chrono::{Local, NaiveDate, NaiveDateTime};
use crossterm::event as input;
use ratatui::layout::Position;
use signal_hook::consts::{SIGTSTP, SIGUSR1};

use crate::config::Config;
use crate::diary::Profile;
use crate::guide::QuestionnaireBook;
use crate::memory;
use crate::repository::{Passphrase, Repository, RepositoryError};
use crate::safekeeping;

use crate::tui::appearance::Look;
use crate::tui::layer::Layer;
use crate::tui::unlock::idle::{Idle, Moment};
use crate::tui::unlock::prompt::{Gate, Question};
use crate::tui::unlock::{Change, Door};
use crate::tui::worker::Thinking;
use crate::tui::worker::thinker::Thought;
use events::{Event, Events};
use keymap::Keymap;
use message::{Effect, Message};
use session::Session;
use terminal::Screen;
use view::{Clicked, Layout};

pub use update::update;

/// What the terminal's face needs to know to begin.
#[derive(Debug, Clone)]
pub struct Options {
    /// The diary's file.
    pub diary: PathBuf,
    /// The settings of this computer.
    pub config: Config,
    /// What of the settings cannot be used, a line each.
    pub faults: Vec<String>,
    /// The folder of the person's own themes, whether it exists or not.
    pub themes: PathBuf,
    /// The date to take for today, in place of the clock's.
    pub today: Option<NaiveDate>,
    /// What opens the diary, where it is known already.
    pub passphrase: Option<Passphrase>,
    /// The person's own rules, whether the file exists or not.
    pub rules: PathBuf,
}

/// Why the terminal's face ended before its time.
#[derive(Debug, thiserror::Error)]
pub enum TuiError {
    /// The diary's file.
    #[error(transparent)]
    Repository(#[from] RepositoryError),
    /// The terminal.
    #[error("the terminal cannot be used: {0}")]
    Terminal(#[from] io::Error),
    /// The table of keys, which is part of the program.
    #[error("the table of keys cannot be used: {0}")]
    Keys(#[from] serde_json::Error),
    /// A signal ended it; the terminal is as it was.
    #[error("ended by signal {0}")]
    Signal(i32),
}

/// Opens a diary full screen, until the person leaves.
///
/// # Errors
/// [`TuiError`] when the diary cannot be opened, there is no terminal, or a signal ends it.
pub fn run(options: Options) -> Result<(), TuiError> {
    let keymap = Keymap::new(&options.config.keys)?;
    let (look, unusable) = Look::or_usual(&options.config, &options.themes);
    let clock = Clock {
        today: options.today,
    };
    // Dropped last: the terminal is given back before the threads are waited for.
    let mut thinking: Option<Thinking> = None;
    // What needs no diary comes before it: what a diary needs is begun on another thread.
    let events = Events::new()?;
    let mut screen = Screen::new(options.config.mouse)?;
    QuestionnaireBook::built_in();
    let opened = match Repository::open_with(&options.diary, options.passphrase.clone()) {
        Err(RepositoryError::Locked(_)) => None,
        opened => Some(opened?),
    };
    screen.take()?;
    let door = Door {
        path: &options.diary,
        events: &events,
        look: &look,
    };
    let repository = match opened {
        Some(repository) => repository,
        None => match door.unlock(&mut screen, Gate::new(Question::Open))? {
            Some(repository) => repository,
            None => return Ok(()),
        },
    };
    let mut session = Session::begin(repository, clock.now(), screen.size()?, keymap)?;
    if let Some(Layer::Welcome(suggested)) = session.model.layers.last_mut() {
        let locale = ["LC_ALL", "LC_TIME", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok());
        **suggested = Profile::of_locale(&locale.unwrap_or_default());
    }
    let faults: Vec<&String> = options.faults.iter().chain(&unusable).collect();
    if let Some(words) = left_out(&faults) {
        session.model.complain(words);
    }
    let mut idle = Idle::new(options.config.lock_minutes, Moment::now());
    let mut thoughts = Vec::new();
    loop {
        let mut layout = Layout::default();
        screen.draw(|frame| layout = view::draw(&session.model, frame.buffer_mut(), &look))?;
        // The first frame does not wait for what takes the whole diary.
        if thinking.is_none()
            && let Some(diary) = session.repository()
        {
            memory::share_heaps();
            let today = session.model.today();
            let began = thinking.insert(worker::think(
                diary.opener(),
                options.rules.clone(),
                events.post(),
            )?);
            began.of(Thought::Everything(today));
            let copies = safekeeping::backups(&options.diary);
            if copies.iter().all(|(date, _)| *date != today) {
                let kept = options.config.kept();
                let tidy = worker::tidy(diary.writer(), today, kept, events.post());
                began.beside(tidy?);
            }
        }
        // Nor does a frame wait while thinking about it begins, …
        if let Some(thinking) = &thinking {
            thoughts.drain(..).for_each(|thought| thinking.of(thought));
        }
        // … or a key for what it can be foreseen to need.
        let mut effects = session.look_ahead();
        // Only a diary that can lock looks at the clock while nothing happens.
        let left = idle.left(Moment::now()).filter(|_| session.can_lock());
        let first = events.wait(left)?.unwrap_or(Event::Signal(SIGUSR1));
        // After the machine slept, what wakes the program is not shown the diary.
        let slept =
            session.can_lock() && idle.left(Moment::now()).is_some_and(|left| left.is_zero());
        let lock = slept.then_some(Event::Signal(SIGUSR1));
        // Whatever has piled up is taken in before anything is drawn.
        let all = lock.into_iter().chain([first]).chain(events.piled_up());
        for event in all {
            effects.extend(match event {
                Event::Terminal(event) => {
                    idle.touch(Moment::now());
                    take_in(&mut session, event, &layout, clock)
                }
                Event::Thought(message) => session.handle(message),
                Event::Signal(SIGUSR1) => vec![Effect::Lock],
                Event::Signal(SIGTSTP) => vec![Effect::Suspend],
                Event::Signal(signal) => {
                    session.keep_drafts();
                    return Err(TuiError::Signal(signal));
                }
                Event::Gone => {
                    session.keep_drafts();
                    return Ok(());
                }
            });
            for effect in effects.drain(..) {
                match effect {
                    Effect::Lock | Effect::Suspend => {
                        let suspend = effect == Effect::Suspend;
                        if session.can_lock() {
                            shut(&mut session, &mut thinking);
                            if suspend {
                                screen.suspend()?;
                            }
                            let Some(repository) = door.unlock(&mut screen, Gate::dull())? else {
                                return Ok(());
                            };
                            session.resume(repository, clock.now())?;
                            idle.touch(Moment::now());
                        } else if suspend {
                            screen.suspend()?;
                        } else {
                            // Without a passphrase there is nothing to lock it with.
                            session.blank();
                        }
                    }
                    Effect::Passphrase => {
                        change_passphrase(&mut session, &mut thinking, &door, &mut screen, clock)?;
                        idle.touch(Moment::now());
                    }
                    Effect::Redraw => screen.redraw()?,
                    Effect::Think(thought) => thoughts.push(thought),
                    Effect::Find(quest) => {
                        if let (Some(thinking), Some(diary)) = (&mut thinking, session.repository())
                        {
                            thinking.look(quest, diary.opener())?;
                        }
                    }
                    Effect::Copy(words) => screen.copy(&words)?,
                    Effect::Quit => return Ok(()),
                    _ => {}
                }
            }
        }
    }
}

/// What of the settings cannot be used, in one line.
fn left_out(faults: &[&String]) -> Option<String> {
    match faults {
        [] => None,
        [only] => Some(format!("left out: {only}")),
        [first, others @ ..] => Some(format!(
            "left out, with {} more that twinge config tells: {first}",
            others.len()
        )),
    }
}

/// Shuts the diary, in all its threads.
fn shut(session: &mut Session, thinking: &mut Option<Thinking>) {
    session.shut();
    *thinking = None;
}

/// Asks for another passphrase, and writes the diary anew with it.
fn change_passphrase(
    session: &mut Session,
    thinking: &mut Option<Thinking>,
    door: &Door<'_>,
    screen: &mut Screen,
    clock: Clock,
) -> Result<(), TuiError> {
    let Some(repository) = session.repository() else {
        return Ok(());
    };
    let Some(Change { from, to }) = door.another(screen, repository)? else {
        session.model.say("the passphrase is as it was");
        return Ok(());
    };
    shut(session, thinking);
    let done = safekeeping::convert(door.path, from.as_ref(), to.as_ref());
    let now = if done.is_ok() { to } else { from };
    let is_set = now.is_some();
    session.resume(Repository::open_with(door.path, now)?, clock.now())?;
    match done {
        Ok(left) if !left.is_empty() => session.model.complain(format!(
            "done, but {} keeps what it had: it cannot be opened so",
            left.iter()
                .map(|copy| copy.display().to_string())
                .collect::<Vec<_>>()
                .join(", ")
        )),
        Ok(_) if is_set => session
            .model
            .say("the diary is encrypted with the new passphrase"),
        Ok(_) => session.model.say("the diary has no passphrase any more"),
        Err(error) => session
            .model
            .complain(format!("nothing was changed: {error}")),
    }
    Ok(())
}

fn take_in(
    session: &mut Session,
    event: input::Event,
    layout: &Layout,
    clock: Clock,
) -> Vec<Effect> {
    match event {
        input::Event::Key(key) => session.key(key, clock.now()),
        input::Event::Paste(text) => session.handle(Message::Paste(text)),
        input::Event::Resize(columns, rows) => session.handle(Message::Resize(columns, rows)),
        input::Event::Mouse(mouse) => {
            let pressed = mouse.kind == input::MouseEventKind::Down(input::MouseButton::Left);
            let at = Position::new(mouse.column, mouse.row);
            match layout.at(at).filter(|_| pressed) {
                Some(Clicked::Day(date)) => session.handle(Message::Click(date)),
                Some(Clicked::Row(row)) => session.handle(Message::ClickRow(row)),
                None => vec![],
            }
        }
        _ => vec![],
    }
}

/// The wall clock, or a day that was asked for.
#[derive(Debug, Clone, Copy)]
struct Clock {
    today: Option<NaiveDate>,
}

impl Clock {
    fn now(self) -> NaiveDateTime {
        let now = Local::now().naive_local();
        self.today.map_or(now, |today| today.and_time(now.time()))
    }
}
