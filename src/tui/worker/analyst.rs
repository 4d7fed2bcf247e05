//! Analyses of the whole diary, made when somebody asks for them: patterns, and how two stretches of
//! time compare. They can take a while, and can be called off.

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::diary::DateRange;
use crate::insight::{self, CycleInsight};
use crate::patterns::{Options, Progress};
use crate::repository::{Repository, RepositoryError};

use super::job::Analysis;
use super::outcome::Outcome;

/// Analyses a diary.
#[derive(Debug)]
pub struct Analyst {
    repository: Repository,
}

impl Analyst {
    /// Over a connection of its own.
    pub fn new(repository: Repository) -> Self {
        Self { repository }
    }

    /// Makes an analysis and says what came of it; nothing when `report`, which hears from two threads how far
    /// it has come, called it off.
    pub fn analyse(
        &mut self,
        analysis: Analysis,
        report: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
    ) -> Option<Outcome> {
        let found = match analysis {
            Analysis::Patterns(options, known) => {
                let known = known.as_deref();
                self.patterns(options, known, report).transpose()?
            }
            Analysis::Compare(stretches) => self.compare(stretches),
        };
        Some(found.unwrap_or_else(|why| Outcome::Failed(why.into())))
    }

    /// Writes what is in the diary's log into its file.
    pub fn write_back(&self) {
        self.repository.write_back();
    }

    fn patterns(
        &mut self,
        options: Options,
        known: Option<&CycleInsight>,
        report: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
    ) -> Result<Option<Outcome>, RepositoryError> {
        self.repository.changed_elsewhere()?;
        let page = insight::patterns(&self.repository, &options, known, report)?;
        Ok(page
            .ok()
            .map(|page| Outcome::Patterns(options, Arc::new(page))))
    }

    fn compare(&mut self, stretches: [DateRange; 2]) -> Result<Outcome, RepositoryError> {
        self.repository.changed_elsewhere()?;
        let [before, after] = stretches;
        let compared = insight::compare(&self.repository, None, before, after)?;
        Ok(Outcome::Compared(stretches, compared))
    }
}
