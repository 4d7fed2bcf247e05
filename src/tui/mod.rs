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

pub mod action;
mod events;
pub mod form;
pub mod glyphs;
pub mod keymap;
pub mod layer;
pub mod look;
pub mod marks;
pub mod message;
pub mod model;
pub mod panes;
pub mod runtime;
pub mod session;
pub mod setting;
mod terminal;
#[cfg(test)]
pub(crate) mod testing;
pub mod theme;
pub mod thinker;
mod update;
pub mod view;
pub mod widgets;

use std::io;
use std::path::PathBuf;

use chrono::{Local, NaiveDate, NaiveDateTime};
use crossterm::event as input;
use ratatui::layout::Position;
use signal_hook::consts::SIGTSTP;

use crate::config::Config;
use crate::repository::{Repository, RepositoryError};

use events::Event;
use keymap::Keymap;
use look::Look;
use message::{Effect, Message};
use session::Session;
use terminal::Screen;
use thinker::Thought;
use view::{Clicked, Layout};

pub use update::update;

/// What the terminal's face needs to know to begin.
#[derive(Debug, Clone)]
pub struct Options {
    /// The diary's file.
    pub diary: PathBuf,
    /// The settings of this computer.
    pub config: Config,
    /// The date to take for today, in place of the clock's.
    pub today: Option<NaiveDate>,
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
    /// The person's own keys or theme.
    #[error("the configuration cannot be used: {0}")]
    Config(String),
    /// A signal ended it; the terminal is as it was.
    #[error("ended by signal {0}")]
    Signal(i32),
}

/// Opens a diary full screen, until the person leaves.
///
/// # Errors
/// [`TuiError`] when the diary cannot be opened, there is no terminal, or a signal ends it.
pub fn run(options: Options) -> Result<(), TuiError> {
    let keys = options.config.keys.clone().try_into();
    let keys = keys.map_err(|why: toml::de::Error| TuiError::Config(why.to_string()))?;
    let keymap = Keymap::new(&keys).map_err(|why| TuiError::Config(why.to_string()))?;
    let look = Look::of(&options.config).map_err(TuiError::Config)?;
    let clock = Clock {
        today: options.today,
    };
    let repository = Repository::open(&options.diary)?;

    let mut screen = Screen::take(options.config.mouse)?;
    let (sender, events) = events::listen()?;
    let mut session = Session::begin(repository, clock.now(), screen.size()?, keymap)?;
    let mut thoughts = None;
    loop {
        let mut layout = Layout::default();
        screen.draw(|frame| layout = view::draw(&session.model, frame.buffer_mut(), &look))?;
        // The first frame does not wait for what takes the whole diary.
        let thinker = match &thoughts {
            Some(thoughts) => thoughts,
            None => {
                let to = events::think(session.thinker()?, sender.clone())?;
                let _ = to.send(Thought::Everything(session.model.today()));
                thoughts.insert(to)
            }
        };
        let Ok(first) = events.recv() else {
            return Ok(());
        };
        // Whatever has piled up is taken in before anything is drawn.
        for event in std::iter::once(first).chain(std::iter::from_fn(|| events.try_recv().ok())) {
            let effects = match event {
                Event::Terminal(event) => take_in(&mut session, event, &layout, clock),
                Event::Thought(message) => session.handle(message),
                Event::Signal(SIGTSTP) => vec![Effect::Suspend],
                Event::Signal(signal) => {
                    session.keep_drafts();
                    return Err(TuiError::Signal(signal));
                }
                Event::Gone => {
                    session.keep_drafts();
                    return Ok(());
                }
            };
            for effect in effects {
                match effect {
                    Effect::Suspend => screen.suspend()?,
                    Effect::Redraw => screen.redraw()?,
                    // A thinker that is gone has said why.
                    Effect::Think(thought) => drop(thinker.send(thought)),
                    Effect::Copy(words) => screen.copy(&words)?,
                    Effect::Quit => return Ok(()),
                    _ => {}
                }
            }
        }
    }
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
