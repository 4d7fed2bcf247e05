//! A stretch of a diary, looked at through a vocabulary: on which days a condition holds.
//!
//! A condition is a few operations on sets of days, for the whole stretch at once.

use chrono::{Datelike, NaiveDate};

use super::condition::{Condition, ConditionId, Often, Stretch, Trait};
use super::days::Days;
use super::matches::Matches;
use super::situation::Situation;
use super::vocabulary::Vocabulary;
use crate::diary::calendar::shift;
use crate::diary::{DateRange, Tristate};

/// No stretch is longer than this many days (a lifetime), even if a diary holds stranger dates.
const LONGEST: i64 = 40_000;

/// The days on which something holds: for sure, and if what the profile leaves open applies.
#[derive(Debug, Clone)]
pub(super) struct Truth {
    pub may: Days,
    /// A part of `may`; all of it when none is given.
    sure: Option<Days>,
}

impl Truth {
    fn certain(days: Days) -> Self {
        Self {
            may: days,
            sure: None,
        }
    }

    /// The days on which it holds for sure.
    pub(super) fn sure(&self) -> &Days {
        self.sure.as_ref().unwrap_or(&self.may)
    }

    fn map(&self, change: impl Fn(&Days) -> Days) -> Self {
        let may = change(&self.may);
        let sure = self.sure.as_ref().map(|sure| change(sure).and(&may));
        Self { may, sure }
    }

    fn combine(self, other: &Self, with: impl Fn(Days, &Days) -> Days) -> Self {
        let sure = match (&self.sure, &other.sure) {
            (None, None) => None,
            _ => Some(with(self.sure().clone(), other.sure())),
        };
        Self {
            may: with(self.may, &other.may),
            sure,
        }
    }
}

/// A stretch of a diary.
pub(super) struct Timeline<'a> {
    pub(super) situation: &'a Situation<'a>,
    pub(super) vocabulary: &'a Vocabulary,
    first: NaiveDate,
    pub(super) len: usize,
    /// For each condition of the vocabulary, the days on which it holds.
    truths: Vec<Truth>,
}

impl<'a> Timeline<'a> {
    /// The stretch a situation's diary covers, and the day asked about, with what was seen in it.
    pub(super) fn new(
        situation: &'a Situation<'a>,
        vocabulary: &'a Vocabulary,
        matches: &Matches,
    ) -> Self {
        let today = situation.date;
        let (first, last) = matches.span().map_or((today, today), |span| {
            (span.first.min(today), span.last.max(today))
        });
        let days = |a: NaiveDate, b: NaiveDate| (b - a).num_days().clamp(0, LONGEST);
        let back = days(first, today);
        let len = usize::try_from(back + days(today, last) + 1).unwrap_or(1);
        let mut timeline = Self {
            situation,
            vocabulary,
            first: shift(today, -back),
            len,
            truths: Vec::with_capacity(vocabulary.conditions.len()),
        };
        let mut seen = vec![Days::none(len); vocabulary.patterns.len()];
        for (date, patterns) in matches.days() {
            if let Some(place) = timeline.place(date) {
                patterns.iter().for_each(|at| seen[*at].insert(place));
            }
        }
        for condition in &vocabulary.conditions {
            let truth = timeline.look(condition, &seen);
            timeline.truths.push(truth);
        }
        timeline
    }

    /// The place of a date, if it is in the stretch.
    pub(super) fn place(&self, date: NaiveDate) -> Option<usize> {
        usize::try_from((date - self.first).num_days())
            .ok()
            .filter(|at| *at < self.len)
    }

    /// The date of a place.
    pub(super) fn date(&self, place: usize) -> NaiveDate {
        let days = i64::try_from(place).unwrap_or(0);
        shift(self.first, days)
    }

    /// The days on which a condition of the vocabulary holds.
    pub(super) fn truth(&self, of: ConditionId) -> &Truth {
        // The places of conditions come from the vocabulary itself; those a condition uses are
        // before it.
        &self.truths[of.0]
    }

    /// Works out on which days a condition holds, from the conditions before it and the days on
    /// which each pattern was seen.
    fn look(&self, condition: &Condition, seen: &[Days]) -> Truth {
        match condition {
            Condition::Pattern(at) => Truth::certain(seen[*at].clone()),
            Condition::All(of) => of
                .iter()
                .map(|each| self.truth(*each))
                .fold(Truth::certain(Days::all(self.len)), |all, each| {
                    all.combine(each, Days::and)
                }),
            Condition::Any(of) => of
                .iter()
                .map(|each| self.truth(*each))
                .fold(Truth::certain(Days::none(self.len)), |any, each| {
                    any.combine(each, Days::or)
                }),
            Condition::Not(of) => {
                let truth = self.truth(*of);
                Truth {
                    may: truth.sure().clone().complement(),
                    sure: Some(truth.may.clone().complement()),
                }
            }
            Condition::Within { days, of } => self.truth(*of).map(|on| on.lasting(*days as usize)),
            Condition::New { days, clear, of } => self.truth(*of).map(|on| {
                let before = on.later(1).lasting(*clear as usize);
                let began = on.clone().without(&before);
                began.lasting(*days as usize).and(on)
            }),
            Condition::Repeated { often, of } => {
                self.truth(*of).map(|on| self.repeated(*often, on))
            }
            Condition::Since { since, until, days } => {
                let (since, until) = (self.truth(*since), self.truth(*until));
                let may = self.since(&since.may, until.sure(), *days);
                let sure = self.since(since.sure(), &until.may, *days).and(&may);
                Truth {
                    may,
                    sure: Some(sure),
                }
            }
            Condition::Told(of) => self.profile_says(*of, Tristate::Yes),
            Condition::Denied(of) => self.profile_says(*of, Tristate::No),
            Condition::May(of) => {
                let known = of.of(self.situation.profile);
                Truth {
                    may: Days::every(self.len, known != Tristate::No),
                    sure: Some(Days::every(self.len, known == Tristate::Yes)),
                }
            }
            Condition::During(stretch) => Truth::certain(self.during(*stretch)),
            Condition::Late { from, to } => Truth::certain(self.late(*from, *to)),
        }
    }

    fn profile_says(&self, of: Trait, what: Tristate) -> Truth {
        let said = of.of(self.situation.profile) == what;
        Truth::certain(Days::every(self.len, said))
    }

    fn repeated(&self, often: Often, on: &Days) -> Days {
        match often {
            Often::Days {
                days,
                window,
                stretches,
            } => on.repeated(days as usize, window as usize, stretches as usize),
            Often::Months { months, window } => {
                on.spread(months as usize, window as usize, |place| {
                    let date = self.date(place);
                    i32::try_from(date.month0())
                        .ok()
                        .map(|month| date.year() * 12 + month)
                })
            }
            Often::Cycles { cycles, window } => {
                on.spread(cycles as usize, window as usize, |place| {
                    let cycle = self.situation.cycles.period_of(self.date(place))?;
                    i32::try_from(cycle).ok()
                })
            }
        }
    }

    fn since(&self, since: &Days, until: &Days, days: u32) -> Days {
        let mut on = Days::none(self.len);
        if since.is_empty() {
            return on;
        }
        let mut began: Option<usize> = None;
        for place in 0..self.len {
            if until.contains(place) {
                began = None;
            }
            if since.contains(place) {
                began = Some(place);
            }
            if began.is_some_and(|began| place - began < days as usize) {
                on.insert(place);
            }
        }
        on
    }

    fn during(&self, stretch: Stretch) -> Days {
        let cycles = self.situation.cycles;
        let periods = || self.days_of(cycles.cycles.iter().map(|cycle| cycle.period));
        match stretch {
            Stretch::Period => periods(),
            Stretch::AboutPeriod => self.days_of(cycles.about_periods()),
            Stretch::OnTimePeriod => self.days_of(cycles.periods_on_time()),
            Stretch::NearPeriod => self.days_of(cycles.near_periods()),
            Stretch::Ovulation => self.days_of(cycles.confirmed_ovulations()),
            Stretch::YearWithout => self.days_of(cycles.years_without()),
            Stretch::BetweenPeriods => self
                .days_of(cycles.iter().map(|cycle| DateRange {
                    first: cycle.fact.start,
                    last: cycle.last(),
                }))
                .without(&periods()),
        }
    }

    fn late(&self, from: u32, to: u32) -> Days {
        self.days_of(self.situation.cycles.iter().filter_map(|cycle| {
            let expected = cycle.fact.expected?;
            Some(DateRange {
                first: shift(expected, from.into()),
                last: shift(expected, to.into()).min(cycle.last()),
            })
        }))
    }

    fn days_of(&self, ranges: impl Iterator<Item = DateRange>) -> Days {
        let mut days = Days::none(self.len);
        for range in ranges {
            let first = range.first.max(self.first);
            let last = range.last.min(self.date(self.len - 1));
            let (Some(first), Some(last)) = (self.place(first), self.place(last)) else {
                continue;
            };
            (first..=last).for_each(|place| days.insert(place));
        }
        days
    }
}
