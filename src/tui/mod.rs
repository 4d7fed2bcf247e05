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
pub mod setting;
mod terminal;
#[cfg(test)]
pub(crate) mod testing;
pub mod theme;
mod update;
pub mod view;
pub mod widgets;

use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;

use chrono::{Local, NaiveDate, NaiveDateTime};
use crossterm::event as input;
use ratatui::layout::Position;

use crate::config::Config;
use crate::repository::{Repository, RepositoryError};

use events::Event;
use keymap::Keymap;
use layer::Layer;
use look::Look;
use message::{Effect, Message};
use model::Model;
use runtime::Runtime;
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
    // A diary that is not begun is made only when the welcome is answered.
    let repository = Repository::open(&options.diary)?;

    let mut screen = Screen::take(options.config.mouse)?;
    let events = events::listen()?;
    let now = clock.now();
    let mut runtime = Runtime::new(repository);
    let opened = runtime.opened(now.date())?;
    let mut model = Model::new(
        now,
        screen.size()?,
        opened.catalogue.clone(),
        opened.profile.clone(),
        keymap,
    );
    let mut app = App {
        clock,
        look,
        runtime: &mut runtime,
        layout: Layout::default(),
    };
    let mut going = app.handle(&mut model, &mut screen, Message::Opened(Box::new(opened)))?;
    while going {
        app.draw(&model, &mut screen)?;
        let Ok(first) = events.recv() else { break };
        // Whatever has piled up is taken in before anything is drawn.
        for event in std::iter::once(first).chain(std::iter::from_fn(|| events.try_recv().ok())) {
            going = going && app.event(&mut model, &mut screen, event)?;
        }
    }
    Ok(())
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

struct App<'a> {
    clock: Clock,
    look: Look,
    runtime: &'a mut Runtime,
    layout: Layout,
}

impl App<'_> {
    fn draw(&mut self, model: &Model, screen: &mut Screen) -> Result<(), TuiError> {
        screen.draw(|frame| self.layout = view::draw(model, frame.buffer_mut(), &self.look))?;
        Ok(())
    }

    /// Takes in an event; false when it was the last.
    fn event(
        &mut self,
        model: &mut Model,
        screen: &mut Screen,
        event: Event,
    ) -> Result<bool, TuiError> {
        let message = match event {
            Event::Terminal(input::Event::Key(key)) => {
                if let Some(news) = self.runtime.news(model.today()) {
                    self.handle(model, screen, news)?;
                }
                Message::Key(key, self.clock.now())
            }
            Event::Terminal(input::Event::Paste(text)) => Message::Paste(text),
            Event::Terminal(input::Event::Resize(columns, rows)) => Message::Resize(columns, rows),
            Event::Terminal(input::Event::Mouse(mouse)) => {
                let pressed = mouse.kind == input::MouseEventKind::Down(input::MouseButton::Left);
                let at = Position::new(mouse.column, mouse.row);
                match self.layout.at(at).filter(|_| pressed) {
                    Some(Clicked::Day(date)) => Message::Click(date),
                    Some(Clicked::Row(row)) => Message::ClickRow(row),
                    None => return Ok(true),
                }
            }
            Event::Terminal(_) => return Ok(true),
            Event::Signal(signal_hook::consts::SIGTSTP) => {
                screen.suspend()?;
                return Ok(true);
            }
            Event::Signal(signal) => {
                self.keep_drafts(model, screen)?;
                return Err(TuiError::Signal(signal));
            }
            Event::Gone => {
                self.keep_drafts(model, screen)?;
                return Ok(false);
            }
        };
        self.handle(model, screen, message)
    }

    /// What is half typed is kept, as far as it can be understood.
    fn keep_drafts(&mut self, model: &mut Model, screen: &mut Screen) -> Result<(), TuiError> {
        if matches!(model.layers.last(), Some(Layer::Editor(_))) {
            let key = input::KeyEvent::from(input::KeyCode::Esc);
            self.handle(model, screen, Message::Key(key, self.clock.now()))?;
        }
        Ok(())
    }

    /// Takes in a message and does all that follows from it; false when it was the last.
    fn handle(
        &mut self,
        model: &mut Model,
        screen: &mut Screen,
        message: Message,
    ) -> Result<bool, TuiError> {
        let mut effects = VecDeque::from(update(model, message));
        while let Some(effect) = effects.pop_front() {
            match effect {
                Effect::Quit => return Ok(false),
                Effect::Suspend => screen.suspend()?,
                Effect::Redraw => screen.redraw()?,
                Effect::Copy(words) => screen.copy(&words)?,
                effect => {
                    if let Some(message) = self.runtime.run(effect, model.today()) {
                        effects.extend(update(model, message));
                    }
                }
            }
        }
        Ok(true)
    }
}
