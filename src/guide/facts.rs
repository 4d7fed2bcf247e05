//! Facts of a day that a reading may ask for or tell: timing, and the person's own past.

use chrono::NaiveDate;
use serde::Deserialize;

use super::base_rate::{BaseRate, Lean, Past, Window, windows};
use super::days::Days;
use super::situation::Situation;
use super::timeline::Timeline;
use super::told::{OvulationTime, Sentence, Told};
use crate::cycle::{CycleAt, OvulationFact};
use crate::diary::calendar::shift;
use crate::diary::{Answer, DateRange, Entry, Role, day_value};

/// Ovulation pain lies from two days before ovulation to one day after it.
const ABOUT_OVULATION: (i64, i64) = (-2, 1);

/// Implantation is 6 to 12 days after ovulation (Wilcox, NEJM 1999).
const IMPLANTATION: (i64, i64) = (6, 12);

/// Period pain lies from two days before the bleeding to its third day.
const ABOUT_PERIOD: (i64, i64) = (-2, 2);

/// An orgasm longer ago than this many days is not spoken of.
const ORGASM: i64 = 3;

/// Pain of an orgasm is compared on the day after it: what there was on its own day may have been
/// before it, and who feels well has more sex.
const AFTER_ORGASM: (i64, i64) = (1, 1);

/// What was noted longer ago than this is not counted.
const YEAR: i64 = 365;

/// Where no cycle parts the past, it is parted into stretches of so many days, counted back from the day.
const FOUR_WEEKS: i64 = 28;

/// The facts that can be asked for, by name: a number each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Fact {
    PeriodDay,
    DaysToPeriod,
    DaysLate,
    AfterOvulation,
    OvulationChance,
    ImplantationChance,
    DaysSinceOrgasm,
    /// 1 when it was often and clearly more often painful at that time than elsewhere, -1 when it was
    /// seldom and clearly less often, 0 when neither can be said.
    PainAtOvulation,
    /// The same.
    PainAtPeriod,
    /// The same.
    PainAfterOrgasm,
}

/// The least score that is pain.
const SOME: u8 = 1;

/// Where the facts of a day come from.
pub(super) struct Facts<'a> {
    situation: &'a Situation<'a>,
    timeline: &'a Timeline<'a>,
    /// The days on which something hurt.
    pain: Days,
    /// Earlier pain counts from the score of the day on: where it always hurts a little, what is told
    /// of much is told of little else.
    from: u8,
    cycle: Option<CycleAt<'a>>,
}

impl<'a> Facts<'a> {
    /// The facts of the day a situation asks about.
    pub(super) fn new(
        situation: &'a Situation<'a>,
        timeline: &'a Timeline<'a>,
        pain: Days,
    ) -> Self {
        Self {
            situation,
            timeline,
            pain,
            from: worst(situation, situation.date).map_or(SOME, |score| SOME.max(score as u8)),
            cycle: situation.cycles.of(situation.date),
        }
    }

    /// A fact, if it is known: days, a chance from 0 to 1, or which way a past leans.
    pub(super) fn get(&self, fact: Fact) -> Option<f64> {
        let date = self.situation.date;
        let after = |days: (i64, i64)| DateRange {
            first: shift(date, -days.1),
            last: shift(date, -days.0),
        };
        let days = match fact {
            Fact::PeriodDay => self.period_day(),
            Fact::DaysToPeriod => self.days_to_period(),
            Fact::DaysLate => {
                let late = days(self.next_period()?, date);
                (late > 0).then_some(late)
            }
            Fact::AfterOvulation => self.after_ovulation(),
            Fact::DaysSinceOrgasm => self.days_since_orgasm(),
            Fact::OvulationChance => return Some(self.ovulation()?.chance(after(ABOUT_OVULATION))),
            Fact::ImplantationChance => return Some(self.ovulation()?.chance(after(IMPLANTATION))),
            Fact::PainAtOvulation => leaning(self.past_ovulations()?),
            Fact::PainAtPeriod => leaning(self.past_periods()?),
            Fact::PainAfterOrgasm => leaning(self.past_orgasms()?),
        };
        days.map(|days| days as f64)
    }

    /// A sentence with the facts it tells, if all are known.
    pub(super) fn tell(&self, sentence: Sentence) -> Option<Told> {
        Some(match sentence {
            Sentence::OvulationFits => Told::OvulationFits(self.ovulation_time()?),
            Sentence::OvulationMayFit => Told::OvulationMayFit(self.ovulation_time()?),
            Sentence::OvulationFitsNot => Told::OvulationFitsNot(self.ovulation_time()?),
            Sentence::AfterOvulation => Told::AfterOvulation(self.after_ovulation()?),
            Sentence::PeriodDayFits => Told::PeriodDayFits(self.period_day()?),
            Sentence::PeriodDayLate => Told::PeriodDayLate(self.period_day()?),
            Sentence::PeriodLate => Told::PeriodLate(self.next_period()?),
            Sentence::PeriodNear => Told::PeriodNear(self.next_period()?),
            Sentence::PeriodWithinWeek => Told::PeriodWithinWeek(self.next_period()?),
            Sentence::PeriodFar => Told::PeriodFar(self.days_to_period()?),
            Sentence::PainAtOvulation => Told::PainThen(self.past_ovulations()?),
            Sentence::PainAtPeriod => Told::PainThen(self.past_periods()?),
            Sentence::PainAfterOrgasm => Told::PainAfterOrgasm(self.past_orgasms()?),
            Sentence::PainNotedAfterOrgasm => Told::PainNoted(self.noted_after_orgasms()?),
        })
    }

    fn ovulation(&self) -> Option<&OvulationFact> {
        self.cycle?.fact.ovulation.as_ref()
    }

    fn ovulation_time(&self) -> Option<OvulationTime> {
        let ovulation = self.ovulation()?;
        Some(OvulationTime {
            cycle_day: days(self.cycle?.fact.start, self.situation.date) + 1,
            on: ovulation.most_likely()?,
            from: ovulation.quantile(0.1)?,
            to: ovulation.quantile(0.9)?,
            certainty: ovulation.certainty,
        })
    }

    fn after_ovulation(&self) -> Option<i64> {
        Some(days(self.ovulation()?.quantile(0.5)?, self.situation.date))
    }

    fn next_period(&self) -> Option<NaiveDate> {
        self.cycle?.next_period()
    }

    fn period_day(&self) -> Option<i64> {
        let (cycle, date) = (self.cycle?.fact, self.situation.date);
        (date <= cycle.period.last).then(|| days(cycle.start, date) + 1)
    }

    fn days_to_period(&self) -> Option<i64> {
        let to = days(self.situation.date, self.next_period()?);
        (to >= 0).then_some(to)
    }

    fn days_since_orgasm(&self) -> Option<i64> {
        let date = self.situation.date;
        let range = DateRange {
            first: shift(date, -ORGASM),
            last: date,
        };
        let since = self.orgasms(range);
        since.map(|entry| days(entry.date(), date)).min()
    }

    fn past_ovulations(&self) -> Option<BaseRate> {
        self.past(ABOUT_OVULATION, |cycle| {
            Some((cycle.fact.ovulation.as_ref()?.most_likely()?, cycle.last()))
        })
    }

    fn past_periods(&self) -> Option<BaseRate> {
        // The days before the next period are told with that one.
        let last = |cycle: &CycleAt| shift(cycle.last(), ABOUT_PERIOD.0);
        self.past(ABOUT_PERIOD, |cycle| Some((cycle.fact.start, last(cycle))))
    }

    /// How often it hurt some days about a day of each earlier cycle, beside the rest of that cycle
    /// to its last day.
    fn past(
        &self,
        about: (i64, i64),
        day: impl Fn(&CycleAt) -> Option<(NaiveDate, NaiveDate)>,
    ) -> Option<BaseRate> {
        let cycles = &self.situation.cycles;
        let earlier = cycles
            .iter()
            .take_while(|cycle| self.cycle.is_none_or(|now| cycle.at < now.at));
        let days = length(about);
        let seen = earlier.filter_map(|cycle| {
            let (day, last) = day(&cycle)?;
            let first = shift(day, about.0);
            let range = DateRange {
                first: first.min(cycle.fact.start),
                last: last.min(shift(self.situation.date, -1)),
            };
            let windows = windows(range, days, &[first]).into_iter();
            let hurts = move |of: Window| Some((cycle.at, of.at, self.hurt(of.range)?));
            Some(windows.filter_map(hurts))
        });
        BaseRate::of(days, self.from, seen.flatten())
    }

    /// How often it hurt the day after earlier orgasms, beside other days of the same four weeks with
    /// as good or bad a day before them.
    fn past_orgasms(&self) -> Option<BaseRate> {
        let last = shift(self.situation.date, -1);
        let starts = self
            .earlier_orgasms()
            .map(|of| shift(of.date(), AFTER_ORGASM.0));
        let mut starts: Vec<NaiveDate> = starts.collect();
        starts.dedup();
        let first = self.timeline.date(0);
        let days = length(AFTER_ORGASM);
        let windows = windows(DateRange { first, last }, days, &starts).into_iter();
        let seen = windows.filter_map(|of| {
            let weeks = (self.situation.date - of.range.first).num_days() / FOUR_WEEKS;
            let eve = self.band(shift(of.range.first, -1));
            Some(((weeks, eve), of.at, self.hurt(of.range)?))
        });
        BaseRate::of(days, self.from, seen)
    }

    /// How often "pain after" was answered for orgasms of the year before, and how often with pain.
    fn noted_after_orgasms(&self) -> Option<Past> {
        let after = &self.situation.catalogue.role(Role::PainAfter).id;
        let mut past = Past::default();
        let since = shift(self.situation.date, -YEAR);
        for entry in self.earlier_orgasms().filter(|of| of.date() >= since) {
            if let Some(Answer::Scale(pain)) = entry.answer(after) {
                past.add(*pain > 0);
            }
        }
        (past.times > 0).then_some(past)
    }

    /// Whether it hurt on a day of a range; none when fewer than half of its days are known.
    fn hurt(&self, range: DateRange) -> Option<bool> {
        let known: Vec<bool> = range.days().filter_map(|date| self.hurts(date)).collect();
        (2 * known.len() >= range.len()).then(|| known.contains(&true))
    }

    /// Whether it hurt on a day as much as on the one asked about; none when that is not known.
    fn hurts(&self, date: NaiveDate) -> Option<bool> {
        let place = self.timeline.place(date);
        // A sign without a score tells of some pain, not of how much.
        if self.from == SOME && place.is_some_and(|place| self.pain.contains(place)) {
            return Some(true);
        }
        Some(worst(self.situation, date)? >= f64::from(self.from))
    }

    /// The band the worst pain of a day falls into.
    fn band(&self, date: NaiveDate) -> Option<usize> {
        let catalogue = self.situation.catalogue;
        let score = worst(self.situation, date)?;
        let band = catalogue.band(catalogue.role(Role::Pain), score as u8);
        band.map(|(at, _)| at)
    }

    fn earlier_orgasms(&self) -> impl Iterator<Item = &'a Entry> {
        self.orgasms(DateRange {
            last: shift(self.situation.date, -1),
            ..DateRange::ALL
        })
    }

    fn orgasms(&self, range: DateRange) -> impl Iterator<Item = &'a Entry> {
        let orgasm = self.situation.catalogue.role(Role::Orgasm);
        self.situation
            .diary
            .range(range)
            .flat_map(|(_, day)| &day.entries)
            .filter(move |entry| orgasm.said_in(entry) == Some(&Answer::Flag(true)))
    }
}

/// The worst pain of a day, if it was asked for: 0 to 10.
fn worst(situation: &Situation, date: NaiveDate) -> Option<f64> {
    let pain = situation.catalogue.role(Role::Pain);
    day_value(situation.diary.day(date)?, pain)
}

fn leaning(of: BaseRate) -> Option<i64> {
    Some(match of.lean {
        Lean::More => 1,
        Lean::Neither => 0,
        Lean::Less => -1,
    })
}

/// How many days lie from one offset to another.
fn length((first, last): (i64, i64)) -> i64 {
    last - first + 1
}

fn days(from: NaiveDate, to: NaiveDate) -> i64 {
    (to - from).num_days()
}
