//! What rests on more of a diary than one day, worked out from its file: cycles, warnings,
//! readings, patterns. Both faces ask here, so that both say the same.

mod cycles;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};

pub use self::cycles::{CycleInsight, RecentCycles};
use crate::cycle::{CycleFacts, Signs};
use crate::diary::relief::MeasureRecord;
use crate::diary::{Catalogue, DateRange, Day, Diary, ItemId};
use crate::guide::{
    DataError, Flag, Matches, ReadingBook, Readings, ReliefBook, RuleBook, Situation,
};
use crate::patterns::{self, Cancelled, Comparison, Options, Page, Progress, Reading, Timing};
use crate::repository::{Repository, RepositoryError};

/// Readings and relief look back at least this many days.
const YEAR: u32 = 366;

/// Some days with all their flags rest on, and what the rules match in it: when a day changes, that
/// day alone is looked at again. To be read anew when the catalogue or the rules change.
#[derive(Debug)]
pub struct Watched {
    range: DateRange,
    diary: Diary,
    matches: Matches,
}

impl Watched {
    /// The days whose flags are watched for.
    pub fn range(&self) -> DateRange {
        self.range
    }
}

/// The guide over a diary: its rules and what is known of the cycles.
#[derive(Debug, Clone)]
pub struct Guide {
    /// The rules, the person's own among them.
    pub rules: RuleBook,
    /// The cycles.
    pub cycles: CycleFacts,
}

impl Guide {
    /// The guide with some rules, before anything is known of the cycles.
    pub fn new(rules: RuleBook) -> Self {
        let cycles = CycleFacts::default();
        Self { rules, cycles }
    }

    /// The guide to some days and those after them, with the cycles there as they are known today.
    ///
    /// # Errors
    /// [`RepositoryError`] when the diary cannot be read.
    pub fn over(
        repository: &Repository,
        rules: RuleBook,
        days: DateRange,
        today: NaiveDate,
    ) -> Result<Self, RepositoryError> {
        let mut guide = Self::new(rules);
        guide.cycles = guide.recent_cycles(repository, days, today)?.facts();
        Ok(guide)
    }

    /// The cycles that what is said of some days rests on.
    ///
    /// # Errors
    /// [`RepositoryError`] when the diary cannot be read.
    pub fn recent_cycles(
        &self,
        repository: &Repository,
        days: DateRange,
        today: NaiveDate,
    ) -> Result<RecentCycles, RepositoryError> {
        RecentCycles::of(repository, self.reach(days).first, today)
    }

    /// The days that have to be read to say something of a range.
    pub fn reach(&self, range: DateRange) -> DateRange {
        let back = Days::new(self.rules.lookback().max(YEAR).into());
        DateRange {
            first: range.first.checked_sub_days(back).unwrap_or(range.first),
            last: range.last,
        }
    }

    /// Reads the days that the flags of a range rest on, and matches the rules with them.
    ///
    /// # Errors
    /// [`RepositoryError`] when the diary cannot be read.
    pub fn watch(
        &self,
        repository: &Repository,
        range: DateRange,
    ) -> Result<Watched, RepositoryError> {
        let diary = repository.read(self.reach(range))?;
        let matches = self.rules.matches(&diary, repository.catalogue());
        Ok(Watched {
            range,
            diary,
            matches,
        })
    }

    /// Takes in a day that changed.
    pub fn update(&self, watched: &mut Watched, date: NaiveDate, day: &Day, catalogue: &Catalogue) {
        if self.reach(watched.range).contains(date) {
            watched.diary.replace(date, day.clone());
            let Watched { diary, matches, .. } = watched;
            self.rules.match_again(matches, diary, catalogue, date);
        }
    }

    /// The flags of the range that is watched, most urgent first, as they stand on its last day.
    pub fn flags(&self, repository: &Repository, watched: &Watched) -> Vec<Flag> {
        let situation = self.situation(repository, &watched.diary, watched.range.last);
        self.rules
            .flags_from(&watched.matches, &situation, watched.range)
    }

    /// The readings of a day.
    ///
    /// # Errors
    /// [`RepositoryError`] when the diary cannot be read.
    pub fn which(
        &self,
        repository: &Repository,
        date: NaiveDate,
    ) -> Result<Readings, RepositoryError> {
        let diary = repository.read(self.reach(DateRange::day(date)))?;
        let situation = self.situation(repository, &diary, date);
        Ok(ReadingBook::built_in().which(&self.rules, &situation))
    }

    /// What helped before on days like one.
    ///
    /// # Errors
    /// [`RepositoryError`] when the diary cannot be read.
    pub fn helped_before(
        &self,
        repository: &Repository,
        date: NaiveDate,
    ) -> Result<Vec<MeasureRecord>, RepositoryError> {
        let book = ReliefBook::built_in();
        let items = book.items(repository.catalogue());
        let diary = repository.read_items(&items, self.reach(DateRange::day(date)))?;
        Ok(book.helped_before(&self.situation(repository, &diary, date)))
    }

    fn situation<'a>(
        &'a self,
        repository: &'a Repository,
        diary: &'a Diary,
        date: NaiveDate,
    ) -> Situation<'a> {
        Situation {
            diary,
            catalogue: repository.catalogue(),
            profile: repository.profile(),
            cycles: &self.cycles,
            date,
        }
    }
}

/// Whether the flags of some days are the same with a day as it was and as it is: then no rule looks at
/// what changed, and the cycles rest on nothing of it.
pub fn are_alike(
    rules: &RuleBook,
    (date, was): &(NaiveDate, Day),
    (_, is): &(NaiveDate, Day),
    days: DateRange,
    catalogue: &Catalogue,
) -> bool {
    // A stretch of diary begins with its first entry, and always reaches the day asked about.
    let stretch = *date == days.last || was.entries.is_empty() == is.entries.is_empty();
    let mut signs = Signs::default();
    signs.update(*date, was, catalogue);
    stretch && !signs.update(*date, is, catalogue) && rules.see_alike(was, is, catalogue)
}

/// Everything patterns are asked about, over the days the options name. Cycles that are `known` on
/// the options' day already are not evaluated again.
///
/// `report` hears how far it has come, from two threads, and can call it off.
///
/// # Errors
/// [`RepositoryError`] when the diary cannot be read; within, [`Cancelled`] when it was called off.
pub fn patterns(
    repository: &Repository,
    options: &Options,
    known: Option<&CycleInsight>,
    report: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
) -> Result<Result<Page, Cancelled>, RepositoryError> {
    let (today, range) = (options.as_of, options.range());
    let diary = repository.read(range)?;
    let known = known.filter(|of| of.cycles.today() == today);
    let timing = || {
        let read = match known {
            Some(_) => None,
            None if range == Options::as_of(today).range() => {
                CycleInsight::within(repository, &diary, today)
            }
            None => CycleInsight::of(repository, today)?,
        };
        let timing = known.or(read.as_ref());
        Ok(timing.map_or_else(Timing::default, |of| Timing::from_cycles(&of.cycles)))
    };
    let catalogue = repository.catalogue();
    let (reading, timing) = std::thread::scope(|scope| {
        let reading = scope.spawn(|| Reading::of(&diary, catalogue, options));
        let timing: Result<Timing, RepositoryError> = timing();
        match reading.join() {
            Ok(reading) => (reading, timing),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    });
    Ok(Page::of(reading, &timing?, report))
}

/// How two stretches of time compare, in some items or in all this person keeps.
///
/// # Errors
/// [`RepositoryError`] when the diary cannot be read.
pub fn compare(
    repository: &Repository,
    items: Option<&[ItemId]>,
    before: DateRange,
    after: DateRange,
) -> Result<Vec<Comparison>, RepositoryError> {
    let mut diary = repository.read(before)?;
    for (date, day) in repository.read(after)?.days() {
        diary.replace(date, day.clone());
    }
    let (catalogue, profile) = (repository.catalogue(), repository.profile());
    let all = catalogue.items().iter();
    let kept = all.filter(|item| catalogue.concerns(item, profile));
    let kept: Vec<ItemId> = kept.map(|item| item.id.clone()).collect();
    let items = items.unwrap_or(&kept);
    Ok(patterns::compare(&diary, catalogue, items, before, after))
}

/// Why a person's own rules cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    /// The file cannot be read.
    #[error("your rules, {}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file says something that is not understood.
    #[error("your rules, {}, {source}", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// The line and the reason.
        source: DataError,
    },
}

/// The rules the program comes with, and behind them those of a person's own file, if there is one,
/// that can be read; and what is wrong with the others.
pub fn rules(path: &Path, catalogue: &Catalogue) -> (RuleBook, Vec<RulesError>) {
    let built_in = RuleBook::built_in();
    let path = path.to_owned();
    match std::fs::read_to_string(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            (built_in.clone(), Vec::new())
        }
        Err(source) => (built_in.clone(), vec![RulesError::File { path, source }]),
        Ok(text) => {
            let (rules, wrong) = built_in.with_readable(&text, catalogue);
            let told = |source| RulesError::Wrong {
                path: path.clone(),
                source,
            };
            (rules, wrong.into_iter().map(told).collect())
        }
    }
}
