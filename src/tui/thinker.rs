//! What is worked out from the whole diary, away from the keys: cycles, and whatever rests on them.
//!
//! It reads through a connection of its own, so that the keyboard never waits for it.

use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate};

use crate::cycle::{Cycles, Settings, Signs};
use crate::diary::{DateRange, Keep};
use crate::repository::{Repository, RepositoryError};

use super::message::Message;

/// What is to be thought about again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thought {
    /// Everything, as it is known on a day.
    Everything(NaiveDate),
    /// Some days that changed, as it is known on a day.
    Days(Vec<NaiveDate>, NaiveDate),
}

/// What is known of the cycles, and the signs it rests on.
#[derive(Debug, Clone)]
pub struct CycleInsight {
    /// The cycles.
    pub cycles: Cycles,
    /// The signs.
    pub signs: Signs,
}

/// Thinks, and remembers what it thought.
#[derive(Debug)]
pub struct Thinker {
    repository: Repository,
    insight: Option<CycleInsight>,
}

impl Thinker {
    /// Over a connection of its own.
    pub fn new(repository: Repository) -> Self {
        Self {
            repository,
            insight: None,
        }
    }

    /// Thinks about what changed and says what came of it.
    pub fn think(&mut self, thought: Thought) -> Message {
        match self.cycles(thought) {
            Ok(()) => Message::Cycles(self.insight.clone().map(Arc::new)),
            Err(error) => Message::Failed(error.to_string()),
        }
    }

    fn cycles(&mut self, thought: Thought) -> Result<(), RepositoryError> {
        self.repository.changed_elsewhere()?;
        let profile = self.repository.profile();
        let section = self
            .repository
            .catalogue()
            .role(crate::diary::Role::Bleeding);
        let concerned = profile.keep.contains(&Keep::Cycle) && profile.may_apply(section.applies);
        if !concerned {
            self.insight = None;
            return Ok(());
        }
        match (thought, &mut self.insight) {
            (Thought::Days(dates, today), Some(insight)) => {
                for date in dates {
                    let day = self.repository.day(date)?;
                    insight
                        .signs
                        .update(date, Some(&day), self.repository.catalogue());
                    insight.cycles.update(&insight.signs, date, today);
                }
            }
            (Thought::Everything(today) | Thought::Days(_, today), _) => {
                let signs = self.signs()?;
                let cycles = Cycles::evaluate(&signs, Settings::from(profile), today);
                self.insight = Some(CycleInsight { cycles, signs });
            }
        }
        Ok(())
    }

    /// The signs of the whole diary, read a year at a time so that only they stay in memory.
    fn signs(&self) -> Result<Signs, RepositoryError> {
        let catalogue = self.repository.catalogue();
        let items = Signs::items(catalogue);
        let mut signs = Signs::default();
        let Some(span) = self.repository.span()? else {
            return Ok(signs);
        };
        for year in span.first.year()..=span.last.year() {
            let (Some(first), Some(next)) = (
                NaiveDate::from_ymd_opt(year, 1, 1),
                NaiveDate::from_ymd_opt(year + 1, 1, 1),
            ) else {
                continue;
            };
            let range = DateRange {
                first,
                last: next - Days::new(1),
            };
            for (date, day) in self.repository.read_items(&items, range)?.days() {
                signs.update(date, Some(day), catalogue);
            }
        }
        Ok(signs)
    }
}
