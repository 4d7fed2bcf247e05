//! Facts of a day that a reading may ask for or tell: timing, and the person's own past.

use chrono::NaiveDate;
use serde::Deserialize;

use super::days::Days;
use super::situation::Situation;
use super::timeline::Timeline;
use super::told::{OvulationTime, Past, Sentence, Told};
use crate::cycle::{CycleAt, OvulationFact};
use crate::diary::calendar::shift;
use crate::diary::{Answer, DateRange, Entry, Role};

/// Ovulation pain lies from two days before ovulation to one day after it.
const ABOUT_OVULATION: (i64, i64) = (-2, 1);

/// Implantation is 6 to 12 days after ovulation (Wilcox, NEJM 1999).
const IMPLANTATION: (i64, i64) = (6, 12);

/// Period pain lies from two days before the bleeding to its third day.
const ABOUT_PERIOD: (i64, i64) = (-2, 2);

/// An orgasm longer ago than this many days is not spoken of.
const ORGASM: i64 = 3;

/// A past of fewer times than this tells nothing.
const LEAST_PAST: usize = 2;

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
    OvulationShare,
    PeriodShare,
    DaysSinceOrgasm,
    OrgasmShare,
}

impl Past {
    fn add(&mut self, pain: bool) {
        self.times += 1;
        self.pains += usize::from(pain);
    }

    fn share(self) -> Option<f64> {
        (self.times >= LEAST_PAST).then(|| self.pains as f64 / self.times as f64)
    }
}

/// Where the facts of a day come from.
pub(super) struct Facts<'a> {
    situation: &'a Situation<'a>,
    timeline: &'a Timeline<'a>,
    /// The days on which something hurt.
    pain: Days,
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
            cycle: situation.cycles.of(situation.date),
        }
    }

    /// A fact, if it is known: days, or a share from 0 to 1.
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
            Fact::OvulationShare => return self.past_ovulations().share(),
            Fact::PeriodShare => return self.past_periods().share(),
            Fact::OrgasmShare => return self.past_orgasms().share(),
        };
        days.map(|days| days as f64)
    }

    /// A sentence with the facts it tells, if all are known.
    pub(super) fn tell(&self, sentence: Sentence) -> Option<Told> {
        let at = |past, often| Told::PainThen { past, often };
        let after = |past, often| Told::PainAfterOrgasm { past, often };
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
            Sentence::OftenAtOvulation => at(self.past_ovulations(), true),
            Sentence::SeldomAtOvulation => at(self.past_ovulations(), false),
            Sentence::OftenAtPeriod => at(self.past_periods(), true),
            Sentence::SeldomAtPeriod => at(self.past_periods(), false),
            Sentence::OftenAfterOrgasm => after(self.past_orgasms(), true),
            Sentence::SeldomAfterOrgasm => after(self.past_orgasms(), false),
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

    fn past_ovulations(&self) -> Past {
        self.past(ABOUT_OVULATION, |cycle| {
            cycle.fact.ovulation.as_ref()?.most_likely()
        })
    }

    fn past_periods(&self) -> Past {
        self.past(ABOUT_PERIOD, |cycle| Some(cycle.fact.start))
    }

    /// Of the times some days about a day of each earlier cycle, how many had pain. A time counts
    /// when pain was asked for on one of its days, and all of them are over.
    fn past(&self, about: (i64, i64), day: impl Fn(&CycleAt) -> Option<NaiveDate>) -> Past {
        let asked = &self.situation.catalogue.role(Role::Pain).id;
        let mut past = Past::default();
        let earlier = self
            .situation
            .cycles
            .iter()
            .take_while(|cycle| self.cycle.is_none_or(|now| cycle.at < now.at));
        for day in earlier.filter_map(|cycle| day(&cycle)) {
            let range = DateRange {
                first: shift(day, about.0),
                last: shift(day, about.1),
            };
            let mut places = range.days().filter_map(|day| self.timeline.place(day));
            let pain = places.any(|place| self.pain.contains(place));
            let recorded = || {
                self.situation
                    .diary
                    .range(range)
                    .any(|(_, day)| day.answer(asked).is_some())
            };
            if range.last < self.situation.date && (pain || recorded()) {
                past.add(pain);
            }
        }
        past
    }

    fn past_orgasms(&self) -> Past {
        let after = &self.situation.catalogue.role(Role::PainAfter).id;
        let before = DateRange {
            last: shift(self.situation.date, -1),
            ..DateRange::ALL
        };
        let mut past = Past::default();
        for entry in self.orgasms(before) {
            if let Some(Answer::Scale(pain)) = entry.answer(after) {
                past.add(*pain > 0);
            }
        }
        past
    }

    fn orgasms(&self, range: DateRange) -> impl Iterator<Item = &'a Entry> {
        let orgasm = &self.situation.catalogue.role(Role::Orgasm).id;
        self.situation
            .diary
            .range(range)
            .flat_map(|(_, day)| &day.entries)
            .filter(move |entry| entry.answer(orgasm) == Some(&Answer::Flag(true)))
    }
}

fn days(from: NaiveDate, to: NaiveDate) -> i64 {
    (to - from).num_days()
}
