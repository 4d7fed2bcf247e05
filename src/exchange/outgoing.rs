//! What a writer of a foreign file is handed, and hands back.

use std::io;
use std::path::PathBuf;

use chrono::{DateTime, Datelike, Local, NaiveDate};

use super::json::Settings;
use super::{Leaving, LeftOut, Study};
use crate::cycle::Cycles;
use crate::diary::{Catalogue, DateRange, Day, Diary, Item, Profile, Role};
use crate::insight::CycleInsight;
use crate::repository::{Repository, RepositoryError};

/// Why a diary could not be written to a file.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The diary cannot be read.
    #[error(transparent)]
    Repository(#[from] RepositoryError),
    /// The bytes cannot be written.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// A file stands where one was to be written, and is not of our making.
    #[error("{0}")]
    NotOurs(PathBuf),
}

impl From<::csv::Error> for WriteError {
    fn from(error: ::csv::Error) -> Self {
        // As a whole it would not say any more whether the reader went away or the disk is full.
        Self::Io(match error.into_kind() {
            ::csv::ErrorKind::Io(error) => error,
            other => io::Error::other(format!("{other:?}")),
        })
    }
}

/// What files say beside what is recorded; it is handed down from where the words are.
#[derive(Debug)]
pub struct Phrases {
    /// What an event in a calendar is called, so that it tells nobody anything.
    pub reminder: fn() -> &'static str,
    /// What is said of days on which something may begin, as it is known on another.
    pub may_be: fn(DateRange, NaiveDate) -> String,
    /// What is said of an event that is none any more.
    pub no_longer: fn() -> &'static str,
    /// What is said of a day on which the diary has questions.
    pub questions: fn() -> &'static str,
    /// How a temperature is measured.
    pub basal: fn() -> &'static str,
    /// The first day of the last period.
    pub last_period: fn() -> &'static str,
    /// How long it was.
    pub days_of_bleeding: fn() -> &'static str,
    /// A list without anything in it.
    pub nothing: fn() -> &'static str,
    /// The mean of something by its name.
    pub mean_of: fn(&str) -> String,
    /// A day as the body of a Markdown file.
    pub day: fn(NaiveDate, &Day, &Catalogue, &Profile) -> String,
}

/// A diary as it leaves: a writer of any format sees no more of it.
#[derive(Debug)]
pub struct Outgoing<'r> {
    repository: &'r Repository,
    leaving: Leaving,
    now: DateTime<Local>,
    phrases: &'r Phrases,
    withheld: LeftOut,
}

impl<'r> Outgoing<'r> {
    /// What of a diary leaves it at a moment.
    pub fn new(
        repository: &'r Repository,
        leaving: Leaving,
        now: DateTime<Local>,
        phrases: &'r Phrases,
    ) -> Self {
        Self {
            repository,
            leaving,
            now,
            phrases,
            withheld: LeftOut::new(),
        }
    }

    /// The number that tells the diary from others, where it has one.
    ///
    /// # Errors
    /// When the diary cannot be read.
    pub(super) fn diary(&self) -> Result<Option<u64>, RepositoryError> {
        self.repository.number()
    }

    /// How many answers a study did not get, of those written so far.
    pub fn withheld(&self) -> &LeftOut {
        &self.withheld
    }

    pub(super) fn catalogue(&self) -> &'r Catalogue {
        self.repository.catalogue()
    }

    pub(super) fn profile(&self) -> &'r Profile {
        self.repository.profile()
    }

    pub(super) fn study(&self) -> Option<&Study> {
        self.leaving.study.as_ref()
    }

    pub(super) fn phrases(&self) -> &'r Phrases {
        self.phrases
    }

    pub(super) fn now(&self) -> DateTime<Local> {
        self.now
    }

    pub(super) fn settings(&self) -> Settings {
        let settings = Settings::of(self.repository);
        self.leaving.settings(settings, self.catalogue())
    }

    /// The cycles, where they are kept and leave.
    pub(super) fn cycles(&self) -> Result<Option<Cycles>, RepositoryError> {
        let bleeding = self.catalogue().role(Role::Bleeding);
        if !self.lets(bleeding) {
            return Ok(None);
        }
        let today = self.now.date_naive();
        Ok(CycleInsight::of(self.repository, today)?.map(|insight| insight.cycles))
    }

    /// Whether answers to an item leave.
    pub(super) fn lets(&self, item: &Item) -> bool {
        let own = item.own && self.leaving.study.is_some();
        !own && !self.leaving.withholds(item, self.catalogue())
    }

    /// Whether a day leaves.
    pub(super) fn has(&self, date: NaiveDate) -> bool {
        self.leaving.days.contains(date)
    }

    /// What leaves of some days, for something that is told of them.
    pub(super) fn read(&self, range: DateRange) -> Result<Diary, RepositoryError> {
        let read = self.repository.read(range.overlap(self.leaving.days))?;
        Ok(self.leaving.of(read, self.catalogue(), &mut LeftOut::new()))
    }

    /// Reads year after year, so that a long diary takes no more memory than a short one.
    pub(super) fn each_year(
        &mut self,
        mut write: impl FnMut(&Diary) -> Result<(), WriteError>,
    ) -> Result<(), WriteError> {
        let Some(span) = self.repository.span()? else {
            return Ok(());
        };
        let span = span.overlap(self.leaving.days);
        if span.is_empty() {
            return Ok(());
        }
        for year in span.first.year()..=span.last.year() {
            let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
            if let (Some(first), Some(last)) = (day(1, 1), day(12, 31)) {
                let read = self
                    .repository
                    .read(span.overlap(DateRange { first, last }))?;
                let catalogue = self.catalogue();
                write(&self.leaving.of(read, catalogue, &mut self.withheld))?;
            }
        }
        Ok(())
    }
}
