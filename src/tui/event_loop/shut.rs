//! Shutting the diary, and opening it again: behind the lock, under its name, with another passphrase.

use std::ops::ControlFlow;
use std::path::Path;

use super::EventLoop;
use crate::failure::Failure;
use crate::repository::{Passphrase, Repository, RepositoryError};
use crate::safekeeping;
use crate::tui::error::TuiError;
use crate::tui::events::Shut;
use crate::tui::message::Message;
use crate::tui::rounds::Rounds;
use crate::tui::screens::lost::state::Lost;
use crate::tui::unlock::Another;
use crate::tui::unlock::prompt::PassphrasePrompt;
use crate::tui::widgets::blank;
use crate::words::notices;

/// Opens a diary that lies there; where none does, none is begun.
fn open_there(path: &Path, key: Option<Passphrase>) -> Result<Repository, RepositoryError> {
    match path.try_exists() {
        Ok(false) => Err(RepositoryError::Missing(path.to_owned())),
        _ => Repository::open_with(path, key),
    }
}

impl EventLoop<'_> {
    /// Shuts the diary until its passphrase is typed. Without one there is nothing to lock it with, and
    /// the screen is blanked. In the shell, what happens to its file is none of ours.
    pub(super) fn shut(&mut self, why: Shut) -> Result<ControlFlow<()>, TuiError> {
        self.rest()?;
        let locks = self.session.can_lock();
        let closes = locks || why == Shut::Suspended;
        if !locks {
            self.session.blank();
        }
        if self.is_shared() {
            // Its folder may be far away: nothing is to be seen while it is waited for.
            let appearance = &self.unlock.appearance;
            self.screen
                .draw(|frame| blank::draw(frame.buffer_mut(), appearance))?;
            self.send_round();
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
    pub(super) fn reopen(&mut self) -> Result<ControlFlow<()>, TuiError> {
        let Some(lost) = self.session.lost().cloned() else {
            return Ok(ControlFlow::Continue(()));
        };
        if !lost.is_settled() {
            return Ok(ControlFlow::Continue(()));
        }
        let kept = lost.kept.as_deref().ok();
        let key = self
            .session
            .repository()
            .and_then(|diary| diary.key().cloned());
        self.close();
        let there = match (lost.path.symlink_metadata(), kept) {
            (Err(_), Some(kept)) => safekeeping::put_back(kept, &lost.path),
            _ => Ok(()),
        };
        match there.and_then(|()| open_there(&lost.path, key.clone())) {
            Ok(repository) => {
                self.resume(repository)?;
                match kept {
                    Some(kept) if !kept.exists() => {}
                    Some(kept) => {
                        let words = notices::opened_there(kept.display());
                        self.session.model.complain(words);
                    }
                    None => self.session.model.complain(notices::opened_over()),
                }
            }
            Err(error)
                if error.is_about_the_passphrase()
                    || matches!(error, RepositoryError::NoPassphrase(_)) =>
            {
                return self.open_again();
            }
            Err(error) => {
                let Some(kept) = kept else {
                    return Err(error.into());
                };
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
        self.events.watch_no_more();
        self.rounds = Rounds::default();
        self.join = None;
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
    pub(super) fn change_passphrase(&mut self) -> Result<ControlFlow<()>, TuiError> {
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
