//! "Which is it?": for one day, what the diary shows for and against each reading.

use super::facts::Facts;
use super::flag::Flag;
use super::matches::Matcher;
use super::reading::{Fit, Line, Reading, ReadingBook, Say};
use super::rule::RuleBook;
use super::situation::Situation;
use super::timeline::Timeline;
use super::told::Said;
use crate::diary::{DateRange, Tristate};

/// A warning is laid before the readings of the day it holds on and of the two days after.
const WARNING_DAYS: u64 = 3;

/// The readings of a day, side by side: no score, no verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct Readings {
    /// The day.
    pub date: chrono::NaiveDate,
    /// Whether urgent warning signs stand before all else.
    pub urgent: bool,
    /// The warnings that hold on the day or just before, most urgent first.
    pub flags: Vec<Flag>,
    /// Whether no pain is recorded on the day.
    pub painless: bool,
    /// The readings, those whose timing fits first.
    pub readings: Vec<DayReading>,
    /// Whether nothing stands out.
    pub nothing: bool,
}

/// One reading of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct DayReading {
    /// The reading.
    pub id: String,
    /// The reading it belongs under, which stands before it.
    pub under: Option<String>,
    /// Words for people.
    pub title: String,
    /// Whether its timing fits.
    pub fits: Fit,
    /// Its timing, in a sentence.
    pub timing: Said,
    /// What speaks for it.
    pub speaks_for: Vec<Said>,
    /// What speaks against it.
    pub speaks_against: Vec<Said>,
    /// What was looked at and speaks neither for nor against it.
    pub neither: Vec<Said>,
    /// What would settle it.
    pub settle: Vec<Said>,
    /// The article to read more in.
    pub learn: String,
    /// Where it is known from: body and year.
    pub source: String,
}

impl ReadingBook {
    /// Lays out the readings of the day a situation asks about.
    ///
    /// The further back the diary reaches, the more of the person's own past is told; a year is
    /// enough.
    pub fn which(&self, rules: &RuleBook, situation: &Situation) -> Readings {
        let matches = Matcher::new(&self.vocabulary, situation.catalogue).look(situation.diary);
        let timeline = Timeline::new(situation, &self.vocabulary, &matches);
        let pain = timeline.truth(self.pain).may.clone();
        let painless = !timeline
            .place(situation.date)
            .is_some_and(|today| pain.contains(today));
        let facts = Facts::new(situation, &timeline, pain);
        let teller = Teller {
            situation,
            timeline: &timeline,
            facts,
        };

        let mut readings: Vec<DayReading> = self
            .readings
            .iter()
            .filter(|reading| teller.concerns(reading))
            .filter_map(|reading| teller.reading(reading))
            .collect();
        let fits: Vec<(String, Fit)> = readings.iter().map(|of| (of.id.clone(), of.fits)).collect();
        let parent = |of: &DayReading| {
            let under = of.under.as_ref()?;
            fits.iter().find(|(id, _)| id == under).map(|(_, fit)| *fit)
        };
        readings.retain(|of| of.under.is_none() || parent(of).is_some_and(|fit| fit != Fit::No));
        readings.sort_by_key(|of| parent(of).unwrap_or(of.fits));

        let recent = DateRange::ending(situation.date, WARNING_DAYS);
        let seen = rules.matches(situation.diary, situation.catalogue);
        let flags = rules.flags_from(&seen, situation, recent);
        let urgent = flags.iter().any(|flag| flag.tier.is_urgent());
        let stands_out = |of: &DayReading| of.fits != Fit::No && !of.speaks_for.is_empty();
        Readings {
            date: situation.date,
            urgent,
            nothing: flags.is_empty() && !readings.iter().any(stands_out),
            painless,
            flags,
            readings,
        }
    }
}

struct Teller<'a> {
    situation: &'a Situation<'a>,
    timeline: &'a Timeline<'a>,
    facts: Facts<'a>,
}

impl Teller<'_> {
    fn concerns(&self, reading: &Reading) -> bool {
        let profile = self.situation.profile;
        profile.keeps(reading.area)
            && (profile.fertility || !reading.fertility)
            && reading.asks.iter().all(|of| of.of(profile) != Tristate::No)
    }

    fn reading(&self, reading: &Reading) -> Option<DayReading> {
        let (fits, timing) = reading
            .timing
            .iter()
            .find_map(|(fit, line)| Some((*fit, self.say(line)?)))?;
        let all = |lines: &[Line]| match fits {
            Fit::No => Vec::new(),
            Fit::Yes | Fit::Perhaps => lines.iter().filter_map(|line| self.say(line)).collect(),
        };
        Some(DayReading {
            id: reading.id.clone(),
            under: reading.under.clone(),
            title: reading.title.clone(),
            fits,
            timing,
            speaks_for: all(&reading.speaks_for),
            speaks_against: all(&reading.speaks_against),
            neither: all(&reading.neither),
            settle: all(&reading.settle),
            learn: reading.learn.clone(),
            source: reading.source.clone(),
        })
    }

    /// What a line says, if it holds and all it tells is known.
    fn say(&self, line: &Line) -> Option<Said> {
        if line.fertility && !self.situation.profile.tells_fertility() {
            return None;
        }
        if let Some(bounds) = line.fact {
            let value = self.facts.get(bounds.fact)?;
            if !(bounds.from..=bounds.to).contains(&value) {
                return None;
            }
        }
        if let Some(when) = line.when {
            let today = self.timeline.place(self.situation.date)?;
            if !self.timeline.truth(when).may.contains(today) {
                return None;
            }
        }
        Some(match &line.say {
            Say::Words(words) => Said::Words(words.clone()),
            Say::Tell(sentence) => Said::Told(self.facts.tell(*sentence)?),
        })
    }
}
