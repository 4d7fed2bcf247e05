//! Doing what the model asks for: the one place where the terminal's face meets the diary's file.

use std::sync::Arc;

use chrono::{Local, NaiveDate};

use crate::diary::DateRange;
use crate::guide::RuleBook;
use crate::repository::{Repository, RepositoryError, Written};
use crate::safekeeping::{self, TRASH_DAYS};

use super::message::{Changed, Effect, How, Message, Opened};
use super::model::Window;

/// The form puts first what was answered most in this many days: six weeks, so that what is only
/// answered during a period was so in the latest one (usual cycles have up to 38 days, FIGO 2018).
const LATELY: u64 = 42;
/// A search shows at most this many days.
const MOST_HITS: usize = 500;
/// The log of changes shows at most this many.
pub const MOST_OPERATIONS: usize = 500;

/// The diary's file, behind the effects.
#[derive(Debug)]
pub struct Runtime {
    repository: Repository,
}

impl Runtime {
    /// A runtime over an open diary.
    pub fn new(repository: Repository) -> Self {
        Self { repository }
    }

    /// The diary.
    pub fn repository(&self) -> &Repository {
        &self.repository
    }

    /// Does what was asked for and says how it went. Effects of the screen are not its business.
    pub fn run(&mut self, effect: Effect, today: NaiveDate) -> Option<Message> {
        match self.try_run(effect, today) {
            Ok(message) => message,
            Err(error) => Some(Message::Failed(error.into())),
        }
    }

    fn try_run(
        &mut self,
        effect: Effect,
        today: NaiveDate,
    ) -> Result<Option<Message>, RepositoryError> {
        let repository = &mut self.repository;
        Ok(match effect {
            Effect::Perform(act) => match repository.perform(&act)? {
                Some(written) => Some(self.changed(written, How::Done, today)?),
                None => Some(Message::Unchanged("that is what stands there already")),
            },
            Effect::Acknowledge(flag) => {
                let diary = repository.read(DateRange::day(flag.last))?;
                let act = RuleBook::built_in().acknowledge(&flag, &diary);
                return self.try_run(Effect::Perform(act), today);
            }
            Effect::Undo => match repository.undo()? {
                Some(written) => Some(self.changed(written, How::Undone, today)?),
                None => Some(Message::Unchanged("nothing is left to undo")),
            },
            Effect::Redo => match repository.redo()? {
                Some(written) => Some(self.changed(written, How::Redone, today)?),
                None => Some(Message::Unchanged("nothing is left to do again")),
            },
            Effect::Read(range) => Some(Message::Read(range, repository.read(range)?)),
            Effect::ReadYear(range) => {
                let pain = repository
                    .catalogue()
                    .role(crate::diary::Role::Pain)
                    .id
                    .clone();
                Some(Message::ReadYear(
                    range,
                    repository.read_items(&[pain], range)?,
                ))
            }
            Effect::ReadChart(range, items) => {
                let diary = repository.read_items(&items, range)?;
                Some(Message::ReadChart(range, items, diary))
            }
            Effect::ReadOverlay(range, item) => {
                let diary = repository.read_items(std::slice::from_ref(&item), range)?;
                Some(Message::ReadOverlay(range, item, diary))
            }
            Effect::Search(query) => Some(Message::Hits(repository.search(&query, MOST_HITS)?)),
            Effect::Log => Some(Message::Log(repository.history(MOST_OPERATIONS)?)),
            Effect::Bin => {
                let since = Local::now() - TRASH_DAYS;
                Some(Message::Bin(safekeeping::trash(repository, since)?))
            }
            Effect::Think(_)
            | Effect::Find(_)
            | Effect::Lock
            | Effect::Passphrase
            | Effect::Copy(_)
            | Effect::Suspend
            | Effect::Redraw
            | Effect::Quit => None,
        })
    }

    /// What stands in the diary beside its days.
    ///
    /// # Errors
    /// [`RepositoryError`] when the file cannot be read.
    pub fn opened(&self, today: NaiveDate) -> Result<Opened, RepositoryError> {
        let repository = &self.repository;
        // With what is left of the month, which the calendar shows.
        let lately = DateRange {
            first: DateRange::ending(today, LATELY).first,
            last: DateRange::month(today).last,
        };
        Ok(Opened {
            catalogue: Arc::clone(repository.catalogue()),
            overrides: repository.overrides().clone(),
            profile: repository.profile().clone(),
            span: repository.span()?,
            lately: Window::new(lately, repository.read(lately)?),
        })
    }

    /// Everything anew, if another program changed the file.
    pub fn news(&mut self, today: NaiveDate) -> Option<Message> {
        match self.repository.changed_elsewhere() {
            Ok(false) => None,
            Ok(true) => Some(match self.opened(today) {
                Ok(opened) => Message::Opened(Box::new(opened)),
                Err(error) => Message::Failed(error.into()),
            }),
            Err(error) => Some(Message::Failed(error.into())),
        }
    }

    fn changed(
        &self,
        Written {
            operation,
            settings,
        }: Written,
        how: How,
        today: NaiveDate,
    ) -> Result<Message, RepositoryError> {
        let days = operation
            .dates
            .iter()
            .map(|date| Ok((*date, self.repository.day(*date)?)))
            .collect::<Result<_, RepositoryError>>()?;
        let opened = if settings {
            Some(self.opened(today)?)
        } else {
            None
        };
        let span = self.repository.span()?;
        Ok(Message::Changed(Box::new(Changed {
            operation,
            how,
            days,
            opened,
            span,
        })))
    }
}
