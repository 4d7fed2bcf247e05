//! Doing what the model asks for: the one place where the terminal's face meets the diary's file.

use std::sync::Arc;

use chrono::{Local, NaiveDate};

use crate::diary::acts::asking::LATELY;
use crate::diary::{Answer, DateRange, Role};
use crate::failure::Failure;
use crate::guide::RuleBook;
use crate::repository::{Draft, Drafts, Loss, Repository, RepositoryError, Written};
use crate::safekeeping::{self, TRASH_DAYS};
use crate::sharing::{self, choice};
use crate::words::notices;
use crate::words::screens::shared;

use super::message::{Ask, Changed, How, Message, Opened};
use super::screens::editor::state::{Unfinished, is_finished};
use super::screens::lost::state::Lost;
use super::scroll::Scroll;
use super::window::Window;

/// A search shows at most this many days.
const MOST_HITS: usize = 500;
/// The log of changes shows at most this many.
pub const MOST_OPERATIONS: usize = 500;

/// The diary's file, behind the effects.
#[derive(Debug)]
pub struct Runtime {
    repository: Repository,
    /// What was written and is to be read back.
    written: Option<(Written, How)>,
    /// Whether something was written since that was asked last.
    changes: bool,
}

impl Runtime {
    /// A runtime over an open diary.
    pub fn new(repository: Repository) -> Self {
        Self {
            repository,
            written: None,
            changes: false,
        }
    }

    /// Whether something was written since this was asked last.
    pub fn take_changes(&mut self) -> bool {
        std::mem::take(&mut self.changes)
    }

    /// The diary.
    pub fn repository(&self) -> &Repository {
        &self.repository
    }

    /// Does what was asked for and says how it went; also what became of the diary where its file was
    /// lost meanwhile.
    pub fn answer(&mut self, ask: Ask, today: NaiveDate) -> Vec<Message> {
        let failed = |error: RepositoryError| Message::Failed(error.into());
        match self.try_answer(ask.clone(), today) {
            Err(RepositoryError::Lost { loss, .. }) => {
                let told = self.hold_on(loss);
                if matches!(&told, Message::Lost(lost) if lost.kept.is_err()) {
                    self.written = None;
                    return vec![told];
                }
                let again = match self.written.take() {
                    Some((written, how)) => self.changed(written, how, today),
                    None => self.try_answer(ask, today),
                };
                vec![again.unwrap_or_else(failed), told]
            }
            answer => vec![answer.unwrap_or_else(failed)],
        }
    }

    /// Holds on to a diary whose file was lost: by what has its name now, if that is at the same
    /// state; or else by a new file beside it, so that not even a sudden end loses anything.
    fn hold_on(&mut self, loss: Loss) -> Message {
        let held = &self.repository;
        if let Some(there) = held.regained() {
            self.repository = there;
            return Message::Regained;
        }
        let path = held.path().to_owned();
        let kept = safekeeping::save_held_beside(held, Local::now().naive_local())
            .and_then(|kept| Ok((held.open_beside(&kept)?, kept)));
        let kept = match kept {
            Ok((repository, kept)) => {
                self.repository = repository;
                Ok(kept)
            }
            Err(error) => Err(Failure::from(error).to_string()),
        };
        Message::Lost(Box::new(Lost {
            copies: safekeeping::backup_folder(&path),
            path,
            loss,
            kept,
            problem: None,
            scroll: Scroll::default(),
        }))
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
            Ask::Drafts => self.unfinished(),
            Ask::KeepDrafts { before, now } => match repository.keep_drafts(&before, &now) {
                Ok(()) => Ok(Message::DraftsKept(now)),
                Err(lost @ RepositoryError::Lost { .. }) => Err(lost),
                Err(error) => {
                    let failure = Failure::from(error).during(notices::draft_unkept());
                    Ok(Message::Failed(failure))
                }
            },
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
            Ask::Look => {
                repository.changed_elsewhere()?;
                Ok(Message::Opened(Box::new(self.opened(today)?)))
            }
            Ask::Search(query) => Ok(Message::Hits(repository.search(&query, MOST_HITS)?)),
            Ask::History => Ok(Message::History(repository.history(MOST_OPERATIONS)?)),
            Ask::Trash => {
                let since = Local::now() - TRASH_DAYS;
                Ok(Message::Trash(safekeeping::trash(repository, since)?))
            }
            Ask::Sharing => Ok(match sharing::me(repository) {
                Ok(me) => Message::Sharing(me),
                Err(error) => Message::Failed(error.into()),
            }),
            Ask::TakeTheirs(conflict, other) => {
                match choice::take(repository, &conflict, other, today)? {
                    Some(act) => self.try_answer(Ask::Perform(act), today),
                    None => Ok(Message::Unchanged(shared::cannot_take())),
                }
            }
            Ask::KeepOurs(conflict) => Ok(match choice::keep(repository, &conflict) {
                Ok(()) => Message::Unchanged(shared::kept()),
                Err(error) => Message::Failed(error.into()),
            }),
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
            encrypted: repository.is_encrypted(),
            lately: Window::new(lately, repository.read(lately)?),
        })
    }

    /// What was being written when a program ended. What belongs to no entry or item that is there
    /// waits for it.
    fn unfinished(&self) -> Result<Message, RepositoryError> {
        let repository = &self.repository;
        let unit = repository.profile().temperature;
        let (mut unfinished, mut finished) = (Vec::new(), Drafts::new());
        for draft in repository.drafts()? {
            let Some(item) = repository.catalogue().item(draft.item.as_str()) else {
                continue;
            };
            let stands = self.stands(&draft)?;
            if is_finished(&draft.text, item, stands.as_ref(), unit) {
                finished.insert(draft);
            } else {
                unfinished.push(Unfinished { draft, stands });
            }
        }
        Ok(Message::Drafts {
            unfinished,
            finished,
        })
    }

    /// The answer that stands where a draft is to be one.
    fn stands(&self, draft: &Draft) -> Result<Option<Answer>, RepositoryError> {
        let day = self.repository.day(draft.entry.date())?;
        let entry = day.entries.iter().find(|entry| entry.id == draft.entry);
        Ok(entry.and_then(|entry| entry.answer(&draft.item).cloned()))
    }

    /// Everything anew, if another program changed the file.
    pub fn news(&mut self, today: NaiveDate) -> Option<Message> {
        match self.repository.changed_elsewhere() {
            Ok(false) => None,
            Ok(true) => Some(match self.opened(today) {
                Ok(opened) => Message::Opened(Box::new(opened)),
                Err(error) => Message::Failed(error.into()),
            }),
            Err(RepositoryError::Lost { loss, .. }) => Some(self.hold_on(loss)),
            Err(error) => Some(Message::Failed(error.into())),
        }
    }

    fn changed(
        &mut self,
        written: Written,
        how: How,
        today: NaiveDate,
    ) -> Result<Message, RepositoryError> {
        self.changes = true;
        // Were the file lost just now, it must not be written again.
        self.written = Some((written.clone(), how));
        let Written {
            operation,
            settings,
            stays,
        } = written;
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
        self.written = None;
        Ok(Message::Changed(Box::new(Changed {
            operation,
            how,
            stays,
            days,
            opened,
            span,
        })))
    }
}
