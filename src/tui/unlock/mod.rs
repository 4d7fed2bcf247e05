//! The passphrase of the diary: asked for to open it, and changed for another.

pub mod idle;
pub mod masked;
pub mod prompt;

use std::path::Path;

use crossterm::event as input;
use zeroize::Zeroizing;

use crate::repository::{Passphrase, Repository, RepositoryError};

use super::error::TuiError;
use super::events::{Event, Events, Shut};
use super::terminal::Screen;
use super::worker::{Again, Lock, Outcome};
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
    pub appearance: Appearance,
}

impl Unlock<'_> {
    /// Asks one question until it is answered.
    fn ask(&self, screen: &mut Screen, prompt: PassphrasePrompt) -> Result<Reply, TuiError> {
        let mut worked_out = Vec::new();
        let is_open = prompt.is_of_an_open_diary();
        let reply = self.wait(screen, prompt, &mut worked_out);
        // What was worked out before the diary was shut is worked out anew.
        for outcome in worked_out.into_iter().filter(|_| is_open) {
            self.events.post().send(Event::Outcome(outcome));
        }
        reply
    }

    fn wait(
        &self,
        screen: &mut Screen,
        mut prompt: PassphrasePrompt,
        worked_out: &mut Vec<Outcome>,
    ) -> Result<Reply, TuiError> {
        loop {
            screen.draw(|frame| prompt.draw(frame.buffer_mut(), &self.appearance))?;
            let Some(event) = self.events.wait(None)? else {
                continue;
            };
            match event {
                Event::Terminal(input::Event::Key(key)) => {
                    if let Some(reply) = prompt.key(key) {
                        return Ok(reply);
                    }
                }
                Event::Terminal(input::Event::Paste(words)) => {
                    prompt.paste(&Zeroizing::new(words));
                }
                Event::Terminal(_) => {}
                Event::Outcome(outcome) => worked_out.push(outcome),
                Event::Carried => {}
                Event::Shut(why) => return Ok(Reply::Shut(why)),
                Event::End(signal) => return Err(TuiError::Signal(signal)),
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
                // What is typed already is forgotten.
                Reply::Shut(why) => {
                    screen.shut(why, self.events)?;
                    prompt = PassphrasePrompt::disguised();
                }
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

    /// Asks for the password of a file; again, when the one before was wrong.
    pub fn file(&self, screen: &mut Screen, lock: Lock, again: Again) -> Result<Reply, TuiError> {
        let (question, wrong) = match lock {
            Lock::Zip => (Question::Zip, words::zip_wrong()),
            Lock::Diary => (Question::OtherDiary, words::wrong()),
        };
        let prompt = PassphrasePrompt::new(question);
        let prompt = match again {
            true => prompt.because(wrong),
            false => prompt,
        };
        self.ask(screen, prompt)
    }

    /// Asks for another passphrase.
    pub fn another(
        &self,
        screen: &mut Screen,
        repository: &Repository,
    ) -> Result<Another, TuiError> {
        let mut from = None;
        if repository.is_encrypted() {
            let mut prompt = PassphrasePrompt::new(Question::Current);
            from = loop {
                match self.ask(screen, prompt)? {
                    Reply::Cancelled => return Ok(Another::Kept),
                    Reply::Shut(why) => return Ok(Another::Shut(why)),
                    Reply::Words(words) if repository.has_passphrase(&words) => break Some(words),
                    Reply::Words(_) | Reply::Nothing => {
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
                Reply::Cancelled => return Ok(Another::Kept),
                Reply::Shut(why) => return Ok(Another::Shut(why)),
                Reply::Nothing if from.is_some() => return Ok(Another::Words { from, to: None }),
                Reply::Nothing => {
                    prompt = PassphrasePrompt::new(question);
                    continue;
                }
                Reply::Words(words) => words,
            };
            match self.ask(screen, PassphrasePrompt::new(Question::Again))? {
                Reply::Cancelled => return Ok(Another::Kept),
                Reply::Shut(why) => return Ok(Another::Shut(why)),
                Reply::Words(again) if again.is(&new) => {
                    let to = Some(new);
                    return Ok(Another::Words { from, to });
                }
                Reply::Words(_) | Reply::Nothing => {
                    prompt = PassphrasePrompt::new(question).because(words::differ());
                }
            }
        }
    }
}

/// What came of asking for another passphrase.
#[derive(Debug)]
pub enum Another {
    /// From one passphrase to another; `None` is none.
    Words {
        /// What it has.
        from: Option<Passphrase>,
        /// What it is to have.
        to: Option<Passphrase>,
    },
    /// The person leaves it as it is.
    Kept,
    /// Nobody is there to ask.
    Shut(Shut),
}
