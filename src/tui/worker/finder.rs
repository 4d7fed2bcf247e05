//! What is looked for in the whole diary when somebody asks for it: patterns, and how two stretches
//! of time compare. It can take a while, and can be called off.

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::diary::DateRange;
use crate::insight::{self, CycleInsight};
use crate::patterns::{Comparison, Options, Page, Progress};
use crate::repository::{Repository, RepositoryError};

use crate::tui::message::Message;

/// What is to be looked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Quest {
    /// What the pain goes with, by the cycles that are known already.
    Patterns(Options, Option<Arc<CycleInsight>>),
    /// How an earlier and a later stretch compare.
    Compare([DateRange; 2]),
}

/// What was found.
#[derive(Debug)]
pub enum Found {
    /// Nothing yet: so far the looking has come.
    Progress(Progress),
    /// What the pain goes with.
    Page(Options, Arc<Page>),
    /// How two stretches compare.
    Compared([DateRange; 2], Vec<Comparison>),
}

/// Looks for things in a diary.
#[derive(Debug)]
pub struct Finder {
    repository: Repository,
}

impl Finder {
    /// Over a connection of its own.
    pub fn new(repository: Repository) -> Self {
        Self { repository }
    }

    /// Looks, and says what was found; nothing when `report`, which hears from two threads how far
    /// it has come, called it off.
    pub fn find(
        &mut self,
        quest: Quest,
        report: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
    ) -> Option<Message> {
        let found = match quest {
            Quest::Patterns(options, known) => {
                let known = known.as_deref();
                self.patterns(options, known, report).transpose()?
            }
            Quest::Compare(stretches) => self.compare(stretches),
        };
        Some(found.map_or_else(|why| Message::Failed(why.into()), Message::Found))
    }

    fn patterns(
        &mut self,
        options: Options,
        known: Option<&CycleInsight>,
        report: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
    ) -> Result<Option<Found>, RepositoryError> {
        self.repository.changed_elsewhere()?;
        let page = insight::patterns(&self.repository, &options, known, report)?;
        Ok(page.ok().map(|page| Found::Page(options, Arc::new(page))))
    }

    fn compare(&mut self, stretches: [DateRange; 2]) -> Result<Found, RepositoryError> {
        self.repository.changed_elsewhere()?;
        let [before, after] = stretches;
        let compared = insight::compare(&self.repository, None, before, after)?;
        Ok(Found::Compared(stretches, compared))
    }
}
