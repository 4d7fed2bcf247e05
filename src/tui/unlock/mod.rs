//! The door of the diary: opened with its passphrase, and given another.

pub mod idle;
pub mod masked;
pub mod prompt;

use std::path::Path;

use crossterm::event as input;
use signal_hook::consts::{SIGTSTP, SIGUSR1};

use crate::repository::{Passphrase, Repository, RepositoryError};

use super::TuiError;
use super::events::{Event, Events};
use super::terminal::Screen;
use crate::tui::appearance::Look;
use crate::tui::unlock::prompt::{Gate, Question, Said};

/// Whatever stands between a person and their diary.
pub struct Door<'a> {
    /// The diary's file.
    pub path: &'a Path,
    /// Where keys come from.
    pub events: &'a Events,
    /// What the screen looks like.
    pub look: &'a Look,
}

impl Door<'_> {
    /// Asks one question until it is answered.
    fn ask(&self, screen: &mut Screen, mut gate: Gate) -> Result<Said, TuiError> {
        loop {
            screen.draw(|frame| gate.draw(frame.buffer_mut(), self.look))?;
            let Some(event) = self.events.wait(None)? else {
                continue;
            };
            match event {
                Event::Terminal(input::Event::Key(key)) => {
                    if let Some(said) = gate.key(key) {
                        return Ok(said);
                    }
                }
                Event::Terminal(input::Event::Paste(words)) => gate.paste(&words),
                Event::Terminal(_) | Event::Signal(SIGUSR1) => {}
                // What was thought before the door was shut is thought anew.
                Event::Thought(_) => {}
                Event::Signal(SIGTSTP) => screen.suspend()?,
                Event::Signal(signal) => return Err(TuiError::Signal(signal)),
                Event::Gone => return Ok(Said::Broken),
            }
        }
    }

    /// Opens the diary with the passphrase the person types; `None` when they leave.
    pub fn unlock(
        &self,
        screen: &mut Screen,
        mut gate: Gate,
    ) -> Result<Option<Repository>, TuiError> {
        loop {
            match self.ask(screen, gate)? {
                Said::Broken => return Ok(None),
                Said::Nothing => gate = Gate::new(Question::Open),
                Said::Words(words) => match Repository::open_with(self.path, Some(words)) {
                    Err(RepositoryError::WrongPassphrase(_)) => {
                        let problem = "That is not the passphrase; try again.";
                        gate = Gate::new(Question::Open).because(problem);
                    }
                    // Another program took the passphrase off in the meantime.
                    Err(RepositoryError::NoPassphrase(_)) => {
                        return Ok(Some(Repository::open(self.path)?));
                    }
                    opened => return Ok(Some(opened?)),
                },
            }
        }
    }

    /// Asks for another passphrase. The outer `None` when the person leaves it as it is; otherwise
    /// the one it has and the one it shall have.
    pub fn another(
        &self,
        screen: &mut Screen,
        repository: &Repository,
    ) -> Result<Option<Change>, TuiError> {
        let mut from = None;
        if repository.is_encrypted() {
            let mut gate = Gate::new(Question::Current);
            from = loop {
                match self.ask(screen, gate)? {
                    Said::Broken => return Ok(None),
                    Said::Words(words) if repository.has_passphrase(&words) => break Some(words),
                    _ => {
                        let problem = "That is not the passphrase; try again.";
                        gate = Gate::new(Question::Current).because(problem);
                    }
                }
            };
        }
        let question = match from {
            Some(_) => Question::Other,
            None => Question::New,
        };
        let mut gate = Gate::new(question);
        loop {
            let new = match self.ask(screen, gate)? {
                Said::Broken => return Ok(None),
                Said::Nothing if from.is_some() => return Ok(Some(Change { from, to: None })),
                Said::Nothing => {
                    gate = Gate::new(question);
                    continue;
                }
                Said::Words(words) => words,
            };
            match self.ask(screen, Gate::new(Question::Again))? {
                Said::Broken => return Ok(None),
                Said::Words(again) if again.is(&new) => {
                    return Ok(Some(Change {
                        from,
                        to: Some(new),
                    }));
                }
                _ => gate = Gate::new(question).because("These two differ; try again."),
            }
        }
    }
}

/// From one passphrase to another; `None` is none.
#[derive(Debug)]
pub struct Change {
    /// What it has.
    pub from: Option<Passphrase>,
    /// What it shall have.
    pub to: Option<Passphrase>,
}
