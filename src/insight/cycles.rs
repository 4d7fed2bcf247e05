//! The cycles of a diary, all of them or those that say something of the latest days.

use chrono::{Datelike, Days, NaiveDate};

use super::YEAR;
use crate::cycle::{CycleFacts, Cycles, Settings, Signs};
use crate::diary::{Catalogue, DateRange, Day, Diary, Role};
use crate::repository::{Repository, RepositoryError};

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
        if !are_kept(repository) {
            return Ok(None);
        }
        let signs = signs(repository)?;
        Ok(Some(Self::evaluate(signs, settings, today)))
    }

    /// The cycles as they are known on a day, from all the days up to it, which were read already.
    pub(super) fn within(repository: &Repository, diary: &Diary, today: NaiveDate) -> Option<Self> {
        are_kept(repository).then(|| {
            let signs = Signs::from_diary(diary, repository.catalogue());
            Self::evaluate(signs, Settings::from(repository.profile()), today)
        })
    }

    fn evaluate(signs: Signs, settings: Settings, today: NaiveDate) -> Self {
        Self {
            cycles: Cycles::evaluate(&signs, settings, today),
            signs,
        }
    }

    /// Takes in days that changed, as they are known on another. The cycles are evaluated once for
    /// all of them: an import that is undone has thousands. Says whether they had to be.
    pub fn update(
        &mut self,
        days: &[(NaiveDate, Day)],
        catalogue: &Catalogue,
        today: NaiveDate,
    ) -> bool {
        let mut earliest = (today != self.cycles.today()).then_some(today);
        for (date, day) in days {
            if self.signs.update(*date, day, catalogue) {
                earliest = Some(earliest.map_or(*date, |earliest| earliest.min(*date)));
            }
        }
        if let Some(earliest) = earliest {
            self.cycles.update(&self.signs, earliest, today);
        }
        earliest.is_some()
    }

    /// What the guide has to know of cycles that may not be kept.
    pub fn facts(insight: Option<&Self>) -> CycleFacts {
        Self::facts_since(insight, NaiveDate::MIN)
    }

    /// The same of the cycle that a day lies in and of those after it.
    fn facts_since(insight: Option<&Self>, day: NaiveDate) -> CycleFacts {
        insight.map_or_else(CycleFacts::default, |of| {
            CycleFacts::since(&of.cycles, &of.signs, day)
        })
    }
}

/// The latest cycles of a diary: all that can be said of some days and those after them, read no
/// further back than that takes.
#[derive(Debug, Clone)]
pub struct RecentCycles {
    since: NaiveDate,
    /// `None` when the person keeps none.
    insight: Option<CycleInsight>,
}

impl RecentCycles {
    /// The cycles since a day as they are known on another.
    ///
    /// # Errors
    /// [`RepositoryError`] when the diary cannot be read.
    pub fn of(
        repository: &Repository,
        since: NaiveDate,
        today: NaiveDate,
    ) -> Result<Self, RepositoryError> {
        let insight = if are_kept(repository) {
            let signs = latest_signs(repository, since)?;
            let settings = Settings::from(repository.profile());
            Some(CycleInsight::evaluate(signs, settings, today))
        } else {
            None
        };
        Ok(Self { since, insight })
    }

    /// Takes in days that changed, as they are known on another, and says whether that could change
    /// the facts.
    pub fn update(
        &mut self,
        days: &[(NaiveDate, Day)],
        catalogue: &Catalogue,
        today: NaiveDate,
    ) -> bool {
        let insight = self.insight.as_mut();
        insight.is_some_and(|insight| insight.update(days, catalogue, today))
    }

    /// What the guide has to know of them.
    pub fn facts(&self) -> CycleFacts {
        CycleInsight::facts_since(self.insight.as_ref(), self.since)
    }
}

/// Whether the person keeps cycles.
fn are_kept(repository: &Repository) -> bool {
    let catalogue = repository.catalogue();
    catalogue.kept(catalogue.role(Role::Bleeding), repository.profile())
}

/// The signs of a diary from today back, a year at a time, until they suffice for a day and those
/// after it.
fn latest_signs(repository: &Repository, since: NaiveDate) -> Result<Signs, RepositoryError> {
    let catalogue = repository.catalogue();
    let items = Signs::items(catalogue);
    let mut signs = Signs::default();
    let Some(span) = repository.span()? else {
        return Ok(signs);
    };
    let mut last = span.last;
    while last >= span.first && !Cycles::suffice(&signs, since) {
        let year = DateRange::ending(last, YEAR.into());
        let mut earlier = Signs::default();
        earlier.take(&repository.read_items(&items, year)?, catalogue);
        signs = earlier.then(signs);
        let Some(before) = year.first.pred_opt() else {
            break;
        };
        last = before;
    }
    Ok(signs)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::{Act, Answer, Edit, Target};

    #[test]
    fn the_latest_cycles_are_those_of_the_whole_diary() {
        let folder = tempfile::tempdir().unwrap();
        let mut repository = Repository::open(&folder.path().join("d.db")).unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 6, 15).unwrap();
        let bleeding = repository.catalogue().role(Role::Bleeding).id.clone();
        let days = (0..8 * 366).filter(|n| n % 28 < 4 || n % 31 == 0);
        let edits = days.map(|n| Edit::Answer {
            target: Target::Day(today - Days::new(n)),
            item: bleeding.clone(),
            answer: Some(Answer::Choice("medium".into())),
        });
        let edits = edits.collect();
        let summary = "bleeding".into();
        repository.perform(&Act { summary, edits }).unwrap();

        let before = today - Days::new(40);
        let until = repository.read(DateRange::new(NaiveDate::MIN, before));
        let within = CycleInsight::within(&repository, &until.unwrap(), before).unwrap();
        let of = CycleInsight::of(&repository, before).unwrap().unwrap();
        assert_eq!(within.cycles, of.cycles);

        let all = CycleInsight::of(&repository, today).unwrap();
        let since = |day| CycleInsight::facts_since(all.as_ref(), day);
        let whole = CycleInsight::facts(all.as_ref());
        let kept = RecentCycles::of(&repository, NaiveDate::MIN, today).unwrap();
        assert_eq!(kept.facts(), whole);
        for back in [0, 20, 400] {
            let day = today - Days::new(back);
            let recent = RecentCycles::of(&repository, day, today).unwrap();
            let facts = recent.facts();
            assert!(whole.cycles.ends_with(&facts.cycles));
            let about = |facts: &CycleFacts| facts.of(day).map(|of| of.fact.clone());
            assert_eq!(about(&facts), about(&whole));
            assert_eq!(facts, since(day));
            let read = recent.insight.unwrap().signs;
            assert!(read.days().len() * 2 < 8 * 366 / 5, "{}", read.days().len());
        }
    }
}
