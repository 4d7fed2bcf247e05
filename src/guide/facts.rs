//! Facts of a day that a reading may ask for or tell: timing, and the person's own past.

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::IntoDeserializer;

use super::days::Days;
use super::situation::Situation;
use super::timeline::Timeline;
use crate::cycle::{Certainty, CycleAt};
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

/// The facts by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Fact {
    CycleDay,
    PeriodDay,
    DaysToPeriod,
    DaysLate,
    NextPeriod,
    AfterOvulation,
    OvulationChance,
    ImplantationChance,
    OvulationDay,
    OvulationFrom,
    OvulationTo,
    Certainty,
    OvulationCycles,
    OvulationPains,
    OvulationShare,
    PeriodCycles,
    PeriodPains,
    PeriodShare,
    DaysSinceOrgasm,
    Orgasms,
    OrgasmPains,
    OrgasmShare,
}

impl Fact {
    /// The fact of a name.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name: serde::de::value::StrDeserializer<serde::de::value::Error> =
            name.into_deserializer();
        Self::deserialize(name).ok()
    }
}

/// What a fact is on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value {
    Count(i64),
    /// 0–1.
    Share(f64),
    Day(NaiveDate),
    Known(Certainty),
}

impl Value {
    /// The value as a number, where it is one.
    pub(super) fn number(self) -> Option<f64> {
        match self {
            Self::Count(n) => Some(n as f64),
            Self::Share(share) => Some(share),
            Self::Day(_) | Self::Known(_) => None,
        }
    }
}

/// Something that was several times, with or without pain.
#[derive(Debug, Clone, Copy, Default)]
struct Past {
    times: usize,
    pains: usize,
}

impl Past {
    fn add(&mut self, pain: bool) {
        self.times += 1;
        self.pains += usize::from(pain);
    }

    fn times(self) -> Option<Value> {
        i64::try_from(self.times).ok().map(Value::Count)
    }

    fn pains(self) -> Option<Value> {
        i64::try_from(self.pains).ok().map(Value::Count)
    }

    fn share(self) -> Option<Value> {
        (self.times >= LEAST_PAST).then(|| Value::Share(self.pains as f64 / self.times as f64))
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

    /// A fact, if it is known.
    pub(super) fn get(&self, fact: Fact) -> Option<Value> {
        let date = self.situation.date;
        let ovulation = || self.cycle.and_then(|cycle| cycle.fact.ovulation.as_ref());
        let after = |days: (i64, i64)| DateRange {
            first: shift(date, -days.1),
            last: shift(date, -days.0),
        };
        match fact {
            Fact::CycleDay => Some(Value::Count(days(self.cycle?.fact.start, date) + 1)),
            Fact::PeriodDay => {
                let cycle = self.cycle?.fact;
                (date <= cycle.period.last).then(|| Value::Count(days(cycle.start, date) + 1))
            }
            Fact::DaysToPeriod => {
                let to = days(date, self.cycle?.next_period()?);
                (to >= 0).then_some(Value::Count(to))
            }
            Fact::DaysLate => {
                let late = days(self.cycle?.next_period()?, date);
                (late > 0).then_some(Value::Count(late))
            }
            Fact::NextPeriod => self.cycle?.next_period().map(Value::Day),
            Fact::AfterOvulation => Some(Value::Count(days(ovulation()?.quantile(0.5)?, date))),
            Fact::OvulationChance => {
                Some(Value::Share(ovulation()?.chance(after(ABOUT_OVULATION))))
            }
            Fact::ImplantationChance => {
                Some(Value::Share(ovulation()?.chance(after(IMPLANTATION))))
            }
            Fact::OvulationDay => ovulation()?.most_likely().map(Value::Day),
            Fact::OvulationFrom => ovulation()?.quantile(0.1).map(Value::Day),
            Fact::OvulationTo => ovulation()?.quantile(0.9).map(Value::Day),
            Fact::Certainty => Some(Value::Known(ovulation()?.certainty)),
            Fact::OvulationCycles => self.past_ovulations().times(),
            Fact::OvulationPains => self.past_ovulations().pains(),
            Fact::OvulationShare => self.past_ovulations().share(),
            Fact::PeriodCycles => self.past_periods().times(),
            Fact::PeriodPains => self.past_periods().pains(),
            Fact::PeriodShare => self.past_periods().share(),
            Fact::DaysSinceOrgasm => self
                .orgasms(DateRange {
                    first: shift(date, -ORGASM),
                    last: date,
                })
                .map(|entry| days(entry.date(), date))
                .min()
                .map(Value::Count),
            Fact::Orgasms => self.past_orgasms().times(),
            Fact::OrgasmPains => self.past_orgasms().pains(),
            Fact::OrgasmShare => self.past_orgasms().share(),
        }
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
