//! The passphrase of the diary: asked for to open it, and changed for another.

pub mod idle;
pub mod masked;
pub mod prompt;

use std::path::Path;

use crossterm::event as input;
use signal_hook::consts::{SIGTSTP, SIGUSR1};

use crate::repository::{Passphrase, Repository, RepositoryError};

use super::error::TuiError;
use super::events::{Event, Events};
use super::terminal::Screen;
use crate::tui::appearance::Appearance;
use crate::words::unlock as words;
use prompt::{PassphrasePrompt, Question, Reply};

/// What stands between a person and their diary.
pub struct Unlock<'a> {
    /// The diary's file.
    pub path: &'a Path,
    /// Where keys come from.
    pub events: &'a Events,
    /// What the screen looks like.
    pub appearance: &'a Appearance,
}

impl Unlock<'_> {
    /// Asks one question until it is answered.
    fn ask(&self, screen: &mut Screen, mut prompt: PassphrasePrompt) -> Result<Reply, TuiError> {
        loop {
            screen.draw(|frame| prompt.draw(frame.buffer_mut(), self.appearance))?;
            let Some(event) = self.events.wait(None)? else {
                continue;
            };
            match event {
                Event::Terminal(input::Event::Key(key)) => {
                    if let Some(reply) = prompt.key(key) {
                        return Ok(reply);
                    }
                }
                Event::Terminal(input::Event::Paste(words)) => prompt.paste(&words),
                Event::Terminal(_) | Event::Signal(SIGUSR1) => {}
                // What was worked out before the diary was shut is worked out anew.
                Event::Outcome(_) => {}
                Event::Signal(SIGTSTP) => screen.suspend()?,
                Event::Signal(signal) => return Err(TuiError::Signal(signal)),
                Event::Gone => return Ok(Reply::Cancelled),
            }
        }
    }

    /// Opens the diary with the passphrase the person types; `None` when they leave.
    pub fn open(
        &self,
        screen: &mut Screen,
        mut prompt: PassphrasePrompt,
    ) -> Result<Option<Repository>, TuiError> {
        loop {
            match self.ask(screen, prompt)? {
                Reply::Cancelled => return Ok(None),
                Reply::Nothing => prompt = PassphrasePrompt::new(Question::Open),
                // Words for a diary that was removed meanwhile begin none.
                Reply::Words(_) if !self.path.exists() => {
                    return Err(RepositoryError::Missing(self.path.to_owned()).into());
                }
                Reply::Words(words) => match Repository::open_with(self.path, Some(words)) {
                    Err(RepositoryError::WrongPassphrase(_)) => {
                        let problem = words::wrong();
                        prompt = PassphrasePrompt::new(Question::Open).because(problem);
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
    /// the one it has and the one it is to have.
    pub fn another(
        &self,
        screen: &mut Screen,
        repository: &Repository,
    ) -> Result<Option<Change>, TuiError> {
        let mut from = None;
        if repository.is_encrypted() {
            let mut prompt = PassphrasePrompt::new(Question::Current);
            from = loop {
                match self.ask(screen, prompt)? {
                    Reply::Cancelled => return Ok(None),
                    Reply::Words(words) if repository.has_passphrase(&words) => break Some(words),
                    _ => {
                        let problem = words::wrong();
                        prompt = PassphrasePrompt::new(Question::Current).because(problem);
                    }
                }
            };
        }
        let question = match from {
            Some(_) => Question::Other,
            None => Question::New,
        };
        let mut prompt = PassphrasePrompt::new(question);
        loop {
            let new = match self.ask(screen, prompt)? {
                Reply::Cancelled => return Ok(None),
                Reply::Nothing if from.is_some() => return Ok(Some(Change { from, to: None })),
                Reply::Nothing => {
                    prompt = PassphrasePrompt::new(question);
                    continue;
                }
                Reply::Words(words) => words,
            };
            match self.ask(screen, PassphrasePrompt::new(Question::Again))? {
                Reply::Cancelled => return Ok(None),
                Reply::Words(again) if again.is(&new) => {
                    return Ok(Some(Change {
                        from,
                        to: Some(new),
                    }));
                }
                _ => prompt = PassphrasePrompt::new(question).because(words::differ()),
            }
        }
    }
}

/// From one passphrase to another; `None` is none.
#[derive(Debug)]
pub struct Change {
    /// What it has.
    pub from: Option<Passphrase>,
    /// What it is to have.
    pub to: Option<Passphrase>,
}
