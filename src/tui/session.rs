//! A model and the diary behind it, without a terminal: messages in, what the screen has to do out.

use std::collections::VecDeque;

use chrono::NaiveDateTime;
use crossterm::event::{KeyCode, KeyEvent};

use crate::guide::RuleBook;
use crate::repository::{Repository, RepositoryError};

use super::finder::Finder;
use super::keymap::Keymap;
use super::layer::{Layer, Typing};
use super::message::{Effect, Message};
use super::model::Model;
use super::runtime::Runtime;
use super::thinker::Thinker;
use super::update;

/// A person's sitting with their diary.
#[derive(Debug)]
pub struct Session {
    /// What the screen shows.
    pub model: Model,
    /// `None` while the diary is shut.
    runtime: Option<Runtime>,
}

impl Session {
    /// Sits down with an open diary, at a moment, before a screen of a size (columns, rows).
    ///
    /// # Errors
    /// [`RepositoryError`] when the diary cannot be read.
    pub fn begin(
        repository: Repository,
        now: NaiveDateTime,
        size: (u16, u16),
        keymap: Keymap,
    ) -> Result<Self, RepositoryError> {
        let runtime = Runtime::new(repository);
        let opened = runtime.opened(now.date())?;
        let model = Model::new(
            now,
            size,
            opened.catalogue.clone(),
            opened.profile.clone(),
            keymap,
        );
        let mut session = Self {
            model,
            runtime: Some(runtime),
        };
        session.handle(Message::Opened(Box::new(opened)));
        Ok(session)
    }

    /// Takes in a message and all that follows from it; gives what only a screen can do.
    pub fn handle(&mut self, message: Message) -> Vec<Effect> {
        let mut effects = VecDeque::from(update(&mut self.model, message));
        let mut for_screen = Vec::new();
        while let Some(effect) = effects.pop_front() {
            match effect {
                Effect::Quit
                | Effect::Suspend
                | Effect::Redraw
                | Effect::Lock
                | Effect::Passphrase
                | Effect::Copy(_)
                | Effect::Think(_)
                | Effect::Find(_) => {
                    for_screen.push(effect);
                }
                effect => {
                    let today = self.model.today();
                    let done = self
                        .runtime
                        .as_mut()
                        .and_then(|diary| diary.run(effect, today));
                    if let Some(message) = done {
                        effects.extend(update(&mut self.model, message));
                    }
                }
            }
        }
        for_screen
    }

    /// A thinker over the same diary with some rules, for another thread.
    ///
    /// # Errors
    /// [`RepositoryError`] when the diary cannot be opened a second time.
    pub fn thinker(&self, rules: RuleBook) -> Result<Thinker, RepositoryError> {
        let diary = self.repository().ok_or(RepositoryError::Shut)?;
        Ok(Thinker::new(diary.reader()?, rules))
    }

    /// A finder over the same diary, for another thread.
    ///
    /// # Errors
    /// [`RepositoryError`] when the diary cannot be opened a second time.
    pub fn finder(&self) -> Result<Finder, RepositoryError> {
        let diary = self.repository().ok_or(RepositoryError::Shut)?;
        Ok(Finder::new(diary.reader()?))
    }

    /// The diary; `None` while it is shut.
    pub fn repository(&self) -> Option<&Repository> {
        self.runtime.as_ref().map(Runtime::repository)
    }

    /// Blanks the screen.
    pub fn blank(&mut self) {
        if !matches!(self.model.layers.last(), Some(Layer::Blank)) {
            self.model.layers.push(Layer::Blank);
        }
    }

    /// Whether the diary lies open and has a passphrase.
    pub fn can_lock(&self) -> bool {
        self.repository().is_some_and(Repository::is_encrypted)
    }

    /// Shuts the diary, and forgets its passphrase and what was read of it. What is half typed is
    /// kept in the diary as far as it can be understood, and stays where it is typed.
    pub fn shut(&mut self) {
        if let Some(Layer::Editor(editor)) = self.model.layers.last()
            && matches!(editor.typing, Typing::Answer(..))
            && !editor.content().trim().is_empty()
        {
            let editor = editor.clone();
            self.keep_drafts();
            self.model.layers.push(Layer::Editor(editor));
        }
        self.runtime = None;
        self.model.forget();
    }

    /// Goes on with the diary at the same place.
    ///
    /// # Errors
    /// [`RepositoryError`] when the diary cannot be read.
    pub fn resume(
        &mut self,
        repository: Repository,
        now: NaiveDateTime,
    ) -> Result<(), RepositoryError> {
        let runtime = Runtime::new(repository);
        let opened = runtime.opened(now.date())?;
        self.runtime = Some(runtime);
        self.handle(Message::Opened(Box::new(opened)));
        Ok(())
    }

    /// Takes in a key, after whatever another program did to the diary.
    pub fn key(&mut self, key: KeyEvent, now: NaiveDateTime) -> Vec<Effect> {
        let news = self
            .runtime
            .as_mut()
            .and_then(|diary| diary.news(now.date()));
        let mut effects = news.map(|news| self.handle(news)).unwrap_or_default();
        effects.extend(self.handle(Message::Key(key, now)));
        effects
    }

    /// Before a sudden end: what is half typed is kept, as far as it can be understood.
    pub fn keep_drafts(&mut self) {
        if matches!(self.model.layers.last(), Some(Layer::Editor(_))) {
            let now = self.model.now;
            self.handle(Message::Key(KeyEvent::from(KeyCode::Esc), now));
        }
    }
}
