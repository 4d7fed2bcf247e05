//! Doing what the model asks for: the one place where the terminal's face meets the diary's file.

use std::sync::Arc;

use chrono::{Local, NaiveDate};

use crate::diary::acts::asking::LATELY;
use crate::diary::{DateRange, Role};
use crate::guide::RuleBook;
use crate::repository::{Repository, RepositoryError, Written};
use crate::safekeeping::{self, TRASH_DAYS};
use crate::words::notices;

use super::message::{Ask, Changed, How, Message, Opened};
use super::window::Window;

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

    /// Does what was asked for and says how it went.
    pub fn answer(&mut self, ask: Ask, today: NaiveDate) -> Message {
        self.try_answer(ask, today)
            .unwrap_or_else(|error| Message::Failed(error.into()))
    }

    fn try_answer(&mut self, ask: Ask, today: NaiveDate) -> Result<Message, RepositoryError> {
        let repository = &mut self.repository;
        match ask {
            Ask::Perform(act) => match repository.perform(&act)? {
                Some(written) => self.changed(written, How::Done, today),
                None => Ok(Message::Unchanged(notices::unchanged())),
            },
            Ask::Acknowledge(flag) => {
                let diary = repository.read(DateRange::day(flag.last))?;
                let act = RuleBook::built_in().acknowledge(&flag, &diary);
                self.try_answer(Ask::Perform(act), today)
            }
            Ask::Undo => match repository.undo()? {
                Some(written) => self.changed(written, How::Undone, today),
                None => Ok(Message::Unchanged(notices::nothing_to_undo())),
            },
            Ask::Redo => match repository.redo()? {
                Some(written) => self.changed(written, How::Redone, today),
                None => Ok(Message::Unchanged(notices::nothing_to_redo())),
            },
            Ask::Read(range) => Ok(Message::Read(range, repository.read(range)?)),
            Ask::ReadYear(range) => {
                let pain = repository.catalogue().role(Role::Pain).id.clone();
                let diary = repository.read_items(&[pain], range)?;
                Ok(Message::ReadYear(range, diary))
            }
            Ask::ReadChart(range, items) => {
                let diary = repository.read_items(&items, range)?;
                Ok(Message::ReadChart(range, items, diary))
            }
            Ask::ReadOverlay(range, item) => {
                let diary = repository.read_items(std::slice::from_ref(&item), range)?;
                Ok(Message::ReadOverlay(range, item, diary))
            }
            Ask::Search(query) => Ok(Message::Hits(repository.search(&query, MOST_HITS)?)),
            Ask::History => Ok(Message::History(repository.history(MOST_OPERATIONS)?)),
            Ask::Trash => {
                let since = Local::now() - TRASH_DAYS;
                Ok(Message::Trash(safekeeping::trash(repository, since)?))
            }
        }
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
