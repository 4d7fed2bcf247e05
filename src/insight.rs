//! What rests on more of a diary than one day, worked out from its file: cycles, warnings,
//! readings, patterns. Both faces ask here, so that both say the same.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::{Datelike, Days, NaiveDate};

use crate::cycle::{CycleFacts, Cycles, Settings, Signs};
use crate::diary::relief::MeasureRecord;
use crate::diary::{Catalogue, DateRange, Day, Diary, ItemId, Role};
use crate::guide::{
    DataError, Flag, Matches, ReadingBook, Readings, ReliefBook, RuleBook, Situation,
};
use crate::patterns::{self, Cancelled, Comparison, Options, Page, Progress, Timing};
use crate::repository::{Repository, RepositoryError};

/// Readings and relief look back at least this many days.
const YEAR: u32 = 366;

/// What is known of the cycles, and the signs it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct CycleInsight {
    /// The cycles.
    pub cycles: Cycles,
    /// The signs.
    pub signs: Signs,
}

impl CycleInsight {
    /// The cycles of a diary as they are known on a day; `None` when the person keeps none.
    ///
    /// # Errors
    /// [`RepositoryError`] when the diary cannot be read.
    pub fn of(repository: &Repository, today: NaiveDate) -> Result<Option<Self>, RepositoryError> {
        let settings = Settings::from(repository.profile());
        Self::with(repository, settings, today)
    }

    /// The same, evaluated as the settings say instead of the profile.
    ///
    /// # Errors
    /// [`RepositoryError`] when the diary cannot be read.
    pub fn with(
        repository: &Repository,
        settings: Settings,
        today: NaiveDate,
    ) -> Result<Option<Self>, RepositoryError> {
        let (profile, catalogue) = (repository.profile(), repository.catalogue());
        if !catalogue.kept(catalogue.role(Role::Bleeding), profile) {
            return Ok(None);
        }
        let signs = signs(repository)?;
        let cycles = Cycles::evaluate(&signs, settings, today);
        Ok(Some(Self { cycles, signs }))
    }

    /// Takes in days that changed, as they are known on another. The cycles are evaluated once for
    /// all of them: an import that is undone has thousands.
    pub fn update(&mut self, days: &[(NaiveDate, Day)], catalogue: &Catalogue, today: NaiveDate) {
        for (date, day) in days {
            self.signs.update(*date, Some(day), catalogue);
        }
        if let Some(earliest) = days.iter().map(|(date, _)| *date).min() {
            self.cycles.update(&self.signs, earliest, today);
        }
    }

    /// What the guide has to know of cycles that may not be kept.
    pub fn facts(insight: Option<&Self>) -> CycleFacts {
        insight.map_or_else(CycleFacts::default, |of| {
            CycleFacts::from_cycles(&of.cycles, &of.signs)
        })
    }
}

/// The signs of the whole diary, read a year at a time so that only they stay in memory.
fn signs(repository: &Repository) -> Result<Signs, RepositoryError> {
    let catalogue = repository.catalogue();
    let items = Signs::items(catalogue);
    let mut signs = Signs::default();
    let Some(span) = repository.span()? else {
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
        signs.take(&repository.read_items(&items, range)?, catalogue);
    }
    Ok(signs)
}

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

    /// The guide with what is known of the cycles of a diary on a day.
    ///
    /// # Errors
    /// [`RepositoryError`] when the diary cannot be read.
    pub fn over(
        repository: &Repository,
        rules: RuleBook,
        today: NaiveDate,
    ) -> Result<Self, RepositoryError> {
        let insight = CycleInsight::of(repository, today)?;
        let cycles = CycleInsight::facts(insight.as_ref());
        Ok(Self { rules, cycles })
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
        let mut flags = self.rules.flags_from(&watched.matches, &situation);
        flags.retain(|flag| flag.touches(watched.range));
        flags
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
    let timing = match known.filter(|of| of.cycles.today() == options.as_of) {
        Some(known) => Timing::from_cycles(&known.cycles),
        None => CycleInsight::of(repository, options.as_of)?
            .map_or_else(Timing::default, |of| Timing::from_cycles(&of.cycles)),
    };
    let diary = repository.read(options.range())?;
    let catalogue = repository.catalogue();
    Ok(Page::compute(&diary, catalogue, &timing, options, report))
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

/// The rules the program comes with, and behind them those of a person's own file, if there is one.
///
/// # Errors
/// [`RulesError`] with the line and the reason, when something in the file is not understood.
pub fn rules(path: &Path, catalogue: &Catalogue) -> Result<RuleBook, RulesError> {
    let built_in = RuleBook::built_in();
    match std::fs::read_to_string(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(built_in.clone()),
        Err(source) => Err(RulesError::File {
            path: path.to_owned(),
            source,
        }),
        Ok(text) => built_in
            .with(&text, catalogue)
            .map_err(|source| RulesError::Wrong {
                path: path.to_owned(),
                source,
            }),
    }
}
