//! What is worked out from the whole diary, away from the keys: cycles, and whatever rests on them.
//!
//! It reads through a connection of its own, so that the keyboard never waits for it.

use std::sync::Arc;

use chrono::{Days, NaiveDate};

use crate::diary::relief::relief;
use crate::diary::{DateRange, Measure};
use crate::guide::{self, BleedingScale, QuestionnaireBook, Ratings, RuleBook};
use crate::insight::{CycleInsight, Guide, Watched};
use crate::report;
use crate::repository::{Repository, RepositoryError};

use super::job::Evaluation;
use super::outcome::{Outcome, Scores};

/// The warnings of this many days are always at hand.
const RECENT: u64 = 92;

/// Evaluates a diary, and keeps what the next evaluation can rest on.
#[derive(Debug)]
pub struct Evaluator {
    repository: Repository,
    insight: Option<Arc<CycleInsight>>,
    guide: Guide,
    /// The days the latest warnings rest on.
    recent: Option<Watched>,
}

impl Evaluator {
    /// Over a connection of its own.
    pub fn new(repository: Repository, rules: RuleBook) -> Self {
        Self {
            repository,
            insight: None,
            guide: Guide::new(rules),
            recent: None,
        }
    }

    /// Evaluates what changed and says what came of it.
    pub fn evaluate(&mut self, evaluation: Evaluation) -> Vec<Outcome> {
        self.try_evaluate(evaluation)
            .unwrap_or_else(|error| vec![Outcome::Failed(error.into())])
    }

    /// Lets go of what it read of the file, until there is something to evaluate again.
    pub fn release_memory(&self) {
        self.repository.release_memory();
    }

    /// Writes what is in the diary's log into its file.
    pub fn write_back(&self) {
        self.repository.write_back();
    }

    fn try_evaluate(&mut self, evaluation: Evaluation) -> Result<Vec<Outcome>, RepositoryError> {
        self.repository.changed_elsewhere()?;
        let repository = &self.repository;
        Ok(match evaluation {
            Evaluation::Everything(today) => {
                self.insight = CycleInsight::of(repository, today)?.map(Arc::new);
                self.recent = None;
                self.now(today)?
            }
            Evaluation::Nothing => vec![],
            Evaluation::Days(dates, today) => {
                self.take(dates, today)?;
                self.now(today)?
            }
            Evaluation::Warnings(range) => {
                let watched = self.guide.watch(repository, range)?;
                let flags = self.guide.flags(repository, &watched);
                vec![Outcome::Earlier(range, flags)]
            }
            Evaluation::Readings(date) => {
                let readings = self.guide.which(repository, date)?;
                vec![Outcome::Readings(Box::new(readings))]
            }
            Evaluation::Report(today) => vec![self.report(today)?],
            Evaluation::Helped(date) => {
                let helped = self.guide.helped_before(repository, date)?;
                vec![Outcome::Helped(date, helped)]
            }
            Evaluation::Relief(today) => {
                let range = self.guide.reach(DateRange::day(today));
                let records = relief(&repository.read(range)?, repository.catalogue(), range);
                vec![Outcome::Relief(records)]
            }
            Evaluation::Scores(today) => {
                let scores = self.scores(today)?;
                vec![Outcome::Scores(Box::new(scores))]
            }
        })
    }

    /// Takes in some days that changed.
    fn take(&mut self, dates: Vec<NaiveDate>, today: NaiveDate) -> Result<(), RepositoryError> {
        let days = dates
            .into_iter()
            .map(|date| Ok((date, self.repository.day(date)?)))
            .collect::<Result<Vec<_>, RepositoryError>>()?;
        let catalogue = self.repository.catalogue();
        if let Some(insight) = &mut self.insight {
            Arc::make_mut(insight).update(&days, catalogue, today);
        }
        if let Some(watched) = &mut self.recent {
            for (date, day) in &days {
                self.guide.update(watched, *date, day, catalogue);
            }
        }
        Ok(())
    }

    /// The page for the doctor, of the days it usually is of.
    fn report(&self, today: NaiveDate) -> Result<Outcome, RepositoryError> {
        let cycles = self.insight.as_deref();
        let recorded = self.repository.span()?;
        let span = report::usual_span(cycles.map(|of| &of.cycles), recorded, today);
        let rules = self.guide.rules.clone();
        let options = report::Options::of(span);
        let page = report::gather(&self.repository, rules, cycles, &options, today)?;
        Ok(Outcome::Report(span, page.map(Box::new)))
    }

    /// The figures worked out from the answers of the year up to a day.
    fn scores(&self, today: NaiveDate) -> Result<Scores, RepositoryError> {
        let book = QuestionnaireBook::built_in();
        let catalogue = self.repository.catalogue();
        let profile = self.repository.profile();
        let range = self.guide.reach(DateRange::day(today));
        let diary = self.repository.read(range)?;
        let cycles = self.guide.cycles.cycles.iter();
        let within = cycles.filter(|cycle| range.contains(cycle.start));
        // With hormones from outside a bleed is no period, and nothing comes before one.
        let periods = within.clone().filter(|_| profile.steering().is_none());
        let starts: Vec<NaiveDate> = periods.map(|cycle| cycle.start).collect();
        let weekly = book.all().iter().find(|of| of.items.len() > 1);
        let scales = catalogue.items().iter().filter(|item| {
            item.kind.measure() == Measure::Score && catalogue.concerns(item, profile)
        });
        let scales: Vec<_> = scales
            .filter_map(|item| {
                let ratings = Ratings::of(&diary, catalogue, item, range)?;
                Some((item.id.clone(), ratings))
            })
            .collect();
        Ok(Scores {
            peg: weekly.map_or(vec![], |of| of.scores(&diary, catalogue, range)),
            bleeding: within
                .filter_map(|cycle| BleedingScale::built_in().score(&diary, cycle.period))
                .collect(),
            premenstrual: guide::premenstrual_changes(&scales, &starts),
        })
    }

    /// The cycles, and the warnings of late.
    fn now(&mut self, today: NaiveDate) -> Result<Vec<Outcome>, RepositoryError> {
        self.guide.cycles = CycleInsight::facts(self.insight.as_deref());
        let range = DateRange {
            first: today.checked_sub_days(Days::new(RECENT)).unwrap_or(today),
            last: today,
        };
        let watched = match self.recent.take().filter(|of| of.range() == range) {
            Some(watched) => watched,
            None => self.guide.watch(&self.repository, range)?,
        };
        let flags = self.guide.flags(&self.repository, &watched);
        self.recent = Some(watched);
        Ok(vec![
            Outcome::Cycles(self.insight.clone()),
            Outcome::Warnings(range, flags),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::{Act, Answer, Edit, Role, Summary, Target};
    use crate::tui::testing::ymd;

    /// The cycles are evaluated once for an evaluation, not once for each of its days.
    #[test]
    fn many_days_at_once_come_to_the_same_as_the_whole_diary_in_about_its_time() {
        let folder = tempfile::tempdir().unwrap();
        let mut diary = Repository::open(&folder.path().join("diary.db")).unwrap();
        let today = ymd(2026, 3, 17);
        let days = DateRange::ending(today, 6000);
        let bleeding = diary.catalogue().role(Role::Bleeding).id.clone();
        let edits = days.days().enumerate().filter(|(n, _)| n % 28 < 4);
        let edits = edits.map(|(_, date)| Edit::Answer {
            target: Target::Day(date),
            item: bleeding.clone(),
            answer: Some(Answer::Choice("medium".into())),
        });
        let act = Act {
            summary: Summary::Text("years".into()),
            edits: edits.collect(),
        };
        diary.perform(&act).unwrap();
        let evaluator = || Evaluator::new(diary.reader().unwrap(), RuleBook::built_in().clone());
        let (mut kept, mut again) = (evaluator(), evaluator());
        kept.evaluate(Evaluation::Everything(today));
        let dates = diary.undo().unwrap().unwrap().operation.dates;
        assert!(dates.len() > 800);

        let mut took = [std::time::Duration::ZERO; 2];
        let mut timed = |at: usize, evaluator: &mut Evaluator, evaluation| {
            let began = std::time::Instant::now();
            let outcomes = format!("{:?}", evaluator.evaluate(evaluation));
            took[at] += began.elapsed();
            outcomes
        };
        let whole = timed(0, &mut again, Evaluation::Everything(today));
        let taken = timed(1, &mut kept, Evaluation::Days(dates, today));
        assert_eq!(taken, whole);
        let dates = diary.redo().unwrap().unwrap().operation.dates;
        let whole = timed(0, &mut again, Evaluation::Everything(today));
        let taken = timed(1, &mut kept, Evaluation::Days(dates, today));
        assert_eq!(taken, whole);
        // Once for each day it would be two hundred times as long.
        assert!(took[1] < took[0] * 30, "{took:?}");
    }
}
