//! A stretch of a diary, looked at through a vocabulary: on which days a condition holds.
//!
//! The diary is read once, noting for each pattern the days on which an entry fits; from there on a
//! condition is a few operations on sets of days, for the whole stretch at once.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use super::condition::{Condition, Mark, Often, Stretch};
use super::days::Days;
use super::situation::{Situation, shifted};
use super::vocabulary::Vocabulary;
use crate::diary::{DateRange, Day, Entry, Item, ItemId, Known};

/// No stretch is longer than this many days (a lifetime), whatever dates a diary holds.
const LONGEST: i64 = 40_000;

/// The days on which something holds: for sure, and if what the profile leaves open applies.
#[derive(Debug, Clone)]
pub(super) struct Truth {
    /// A part of `may`.
    pub sure: Days,
    pub may: Days,
}

impl Truth {
    fn certain(days: Days) -> Self {
        Self {
            may: days.clone(),
            sure: days,
        }
    }

    fn map(&self, change: impl Fn(&Days) -> Days) -> Self {
        let may = change(&self.may);
        Self {
            sure: change(&self.sure).and(&may),
            may,
        }
    }
}

/// A stretch of a diary.
pub(super) struct Timeline<'a> {
    pub(super) situation: &'a Situation<'a>,
    pub(super) vocabulary: &'a Vocabulary,
    first: NaiveDate,
    pub(super) len: usize,
    /// For each pattern of the vocabulary, the days on which an entry fits.
    patterns: Vec<Days>,
    /// For each sign of the vocabulary, the days on which it holds.
    signs: Vec<Truth>,
}

impl<'a> Timeline<'a> {
    /// Reads the diary of a situation once.
    pub fn new(situation: &'a Situation<'a>, vocabulary: &'a Vocabulary) -> Self {
        let today = situation.date;
        let (first, last) = situation.diary.span().map_or((today, today), |span| {
            (span.first.min(today), span.last.max(today))
        });
        let days = |a: NaiveDate, b: NaiveDate| (b - a).num_days().clamp(0, LONGEST);
        let back = days(first, today);
        let first = shifted(today, -back);
        let len = usize::try_from(back + days(today, last) + 1).unwrap_or(1);
        let mut timeline = Self {
            situation,
            vocabulary,
            first,
            len,
            patterns: vec![Days::none(len); vocabulary.patterns.len()],
            signs: Vec::with_capacity(vocabulary.signs.len()),
        };
        timeline.note_patterns();
        for sign in &vocabulary.signs {
            timeline.signs.push(timeline.truth(&sign.when));
        }
        timeline
    }

    /// The place of a date, if it is in the stretch.
    pub fn place(&self, date: NaiveDate) -> Option<usize> {
        usize::try_from((date - self.first).num_days())
            .ok()
            .filter(|at| *at < self.len)
    }

    /// The date of a place.
    pub fn date(&self, place: usize) -> NaiveDate {
        let days = i64::try_from(place).unwrap_or(0);
        shifted(self.first, days)
    }

    /// The days on which a sign holds; none when there is no such sign.
    pub fn sign(&self, at: usize) -> Days {
        self.signs
            .get(at)
            .map_or_else(|| Days::none(self.len), |truth| truth.may.clone())
    }

    /// The days on which a condition, read with this vocabulary, holds.
    pub fn truth(&self, condition: &Condition) -> Truth {
        // The places of patterns and signs come from the vocabulary itself.
        match condition {
            Condition::Pattern(at) => Truth::certain(self.patterns[*at].clone()),
            Condition::Sign(at) => self.signs[*at].clone(),
            Condition::All(of) => {
                let mut all = Truth::certain(Days::all(self.len));
                for each in of {
                    let truth = self.truth(each);
                    all.sure = all.sure.and(&truth.sure);
                    all.may = all.may.and(&truth.may);
                    if all.may.is_empty() {
                        break;
                    }
                }
                all
            }
            Condition::Any(of) => {
                let mut any = Truth::certain(Days::none(self.len));
                for each in of {
                    let truth = self.truth(each);
                    any.sure = any.sure.or(&truth.sure);
                    any.may = any.may.or(&truth.may);
                }
                any
            }
            Condition::Not(of) => {
                let truth = self.truth(of);
                Truth {
                    sure: truth.may.complement(),
                    may: truth.sure.complement(),
                }
            }
            Condition::Within { days, of } => self.truth(of).map(|on| on.lasting(*days as usize)),
            Condition::New { days, clear, of } => self.truth(of).map(|on| {
                let before = on.later(1).lasting(*clear as usize);
                let began = on.clone().without(&before);
                began.lasting(*days as usize).and(on)
            }),
            Condition::Repeated { often, of } => self.truth(of).map(|on| self.repeated(*often, on)),
            Condition::Since { since, until, days } => {
                let (since, until) = (self.truth(since), self.truth(until));
                let may = self.since(&since.may, &until.sure, *days);
                Truth {
                    sure: self.since(&since.sure, &until.may, *days).and(&may),
                    may,
                }
            }
            Condition::Told(of) => {
                let told = of.of(self.situation.profile) == Known::Yes;
                Truth::certain(Days::every(self.len, told))
            }
            Condition::May(of) => {
                let known = of.of(self.situation.profile);
                Truth {
                    sure: Days::every(self.len, known == Known::Yes),
                    may: Days::every(self.len, known != Known::No),
                }
            }
            Condition::During(stretch) => Truth::certain(self.during(*stretch)),
            Condition::Late { from, to } => Truth::certain(self.late(*from, *to)),
        }
    }

    pub(super) fn item(&self, id: &ItemId) -> Option<&'a Item> {
        self.situation.catalogue.item(id.as_str())
    }

    /// Goes through the diary once and notes on which days which patterns fit.
    fn note_patterns(&mut self) {
        let vocabulary = self.vocabulary;
        // A pattern is looked at only where its first wanted mark can be.
        let mut by_item: HashMap<&str, (Option<&Item>, Vec<usize>)> = HashMap::new();
        let mut by_kind: Vec<usize> = Vec::new();
        for (at, pattern) in vocabulary.patterns.iter().enumerate() {
            match pattern.wanted.first() {
                Some(Mark::Answer(id, _)) => by_item
                    .entry(id.as_str())
                    .or_insert_with(|| (self.item(id), Vec::new()))
                    .1
                    .push(at),
                _ => by_kind.push(at),
            }
        }
        let range = DateRange {
            first: self.first,
            last: self.date(self.len - 1),
        };
        let days: Vec<(NaiveDate, &'a Day)> = self.situation.diary.range(range).collect();
        for (date, day) in days {
            let Some(place) = self.place(date) else {
                continue;
            };
            for entry in &day.entries {
                for at in &by_kind {
                    self.note(*at, place, entry);
                }
                for (id, answer) in &entry.answers {
                    let Some((Some(item), patterns)) = by_item.get(id.as_str()) else {
                        continue;
                    };
                    for at in patterns {
                        if self.patterns[*at].contains(place) {
                            continue;
                        }
                        let first = vocabulary.patterns[*at].wanted.first();
                        let passes = matches!(first, Some(Mark::Answer(_, tests))
                            if tests.iter().any(|test| test.passes(answer, item)));
                        if passes {
                            self.note(*at, place, entry);
                        }
                    }
                }
            }
        }
    }

    fn note(&mut self, pattern: usize, place: usize, entry: &Entry) {
        if self.vocabulary.patterns[pattern].fits(entry, |id| self.item(id)) {
            self.patterns[pattern].insert(place);
        }
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
                first: shifted(expected, from.into()),
                last: shifted(expected, to.into()).min(cycle.last()),
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
