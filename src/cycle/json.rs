//! Cycles and forecast as other programs read them. Dates are ISO 8601, temperatures °C,
//! probabilities 0 to 1, lengths days.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::cycles::Cycles;
use super::delimit::StartReason;
use super::evaluation::Cycle;
use super::forecast::{Expected, NoForecast};
use super::gaps::{Excluded, Spacing};
use super::luteal::as_books_count;
use super::observation::{Reason, SetAside};
use super::ovulation::{Certainty, Ovulation};
use super::second_sign::Peak;
use super::sign::{Doubt, Source};
use super::temperature::{Rule, TemperatureShift};
use super::windows::Window;
use crate::diary::DateRange;
use crate::diary::profile::Steering;

/// Probabilities by day.
type Days = BTreeMap<NaiveDate, f64>;

/// Probabilities are told to a ten-thousandth; days below that are left out.
fn days(days: impl Iterator<Item = (NaiveDate, f64)>) -> Days {
    days.map(|(date, p)| (date, (p * 1e4).round() / 1e4))
        .filter(|(_, p)| *p > 0.0)
        .collect()
}

/// One cycle.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct CycleJson {
    /// The first day.
    pub start: NaiveDate,
    /// `marked` or `bleeding`.
    pub start_reason: &'static str,
    /// `null` while it runs, and for a break.
    pub length: Option<i64>,
    /// How many days the menses last; while they go on, so far.
    pub menses_days: u32,
    /// Whether that is longer than is usual.
    pub prolonged: bool,
    /// The reason, or `null`.
    pub excluded: Option<&'static str>,
    /// Whether it was so short that its end may be no period.
    pub unusually_short: bool,
    /// The days whose temperature tells nothing, with why: `by-person`, `illness`, `fever`, `chills`,
    /// `too-high`, `too-low`.
    pub set_aside: BTreeMap<NaiveDate, Vec<&'static str>>,
    /// The temperature shift.
    pub temperature: Option<TemperatureJson>,
    /// The mucus peak.
    pub mucus: Option<PeakJson>,
    /// The last fertile day of the cervix.
    pub cervix: Option<PeakJson>,
    /// The infertile days before ovulation, by the pre-ovulatory rule.
    pub infertile_before: Option<RangeJson>,
    /// The day in whose evening the infertile days after ovulation begin.
    pub infertile_after_from: Option<NaiveDate>,
    /// When ovulation was, or is expected.
    pub ovulation: Option<OvulationJson>,
    /// The days after an ovulation that a sign showed, to the last before the next period.
    pub luteal_length: Option<i64>,
    /// No temperature rise was seen, although it was measured on most days.
    pub no_rise: bool,
}

/// A temperature shift.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct TemperatureJson {
    /// The first high day.
    pub first_high: NaiveDate,
    /// The day on which the evaluation was complete.
    pub completed_on: NaiveDate,
    /// 0 regular, 1 first exception, 2 second exception.
    pub rule: u8,
    /// The highest of the six readings before the rise, in °C.
    pub cover_line: f64,
}

/// A mucus peak, or the last fertile day of the cervix.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct PeakJson {
    /// The day itself.
    pub peak: NaiveDate,
    /// The day on which the evaluation was complete.
    pub completed_on: NaiveDate,
}

/// Some days, both ends included.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct RangeJson {
    /// The first.
    pub from: NaiveDate,
    /// The last.
    pub to: NaiveDate,
}

/// When ovulation was.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct OvulationJson {
    /// The likeliest day.
    pub best: NaiveDate,
    /// `lh`, `temperature`, `mucus`, `next-period`, `past-ovulations`, `past-lengths` or
    /// `population`.
    pub source: &'static str,
    /// By an LH test or the temperature, and nothing speaks against it.
    pub confirmed: bool,
    /// The signs of the cycle point to different days.
    pub conflicting: bool,
    /// The day each sign of the cycle points to.
    pub signs: BTreeMap<&'static str, NaiveDate>,
    /// What speaks against signs of the cycle; where it is what the estimate rests on, it is not
    /// confirmed.
    pub doubts: Vec<DoubtJson>,
    /// The days it may have been, with their probabilities.
    pub days: Days,
}

/// What speaks against a sign, and the days it is about.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct DoubtJson {
    /// `fell-back`: the temperature was back at the cover line soon after the rise; `unmeasured`: the
    /// days before the rise were not measured, and ovulation may have been on any of these; or
    /// `long-surge`: LH tests were positive unusually long.
    pub doubt: &'static str,
    /// The first of the days.
    pub from: NaiveDate,
    /// The last of them.
    pub to: NaiveDate,
}

/// What is to be expected.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ForecastJson {
    /// The day on which it was asked.
    pub as_of: NaiveDate,
    /// Which day of the running cycle that is, counted from 1; none when the last period that is noted
    /// is longer ago than a cycle lasts.
    pub cycle_day: Option<i64>,
    /// The periods to come, the next first.
    pub next: Vec<ExpectedJson>,
    /// Whether it rests on a confirmed ovulation.
    pub confirmed: bool,
    /// The fertile days of the running cycle.
    pub fertile: Option<WindowJson>,
    /// The days of a possible implantation.
    pub implantation: Option<WindowJson>,
    /// Why there is none: `no-period`, `long-ago`, `months-apart`, `too-close`, `pregnancy`, `menopause`,
    /// `contraception`, `testosterone`, or `not-kept` where the cycle is left out.
    pub none_because: Option<&'static str>,
}

/// A period to come, and the range that holds it four times in five.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ExpectedJson {
    /// The likeliest first day.
    pub best: NaiveDate,
    /// The earliest day of the range.
    pub low: NaiveDate,
    /// The latest day of the range.
    pub high: NaiveDate,
}

/// Days that belong to a window with a probability of at least a tenth.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct WindowJson {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The days with their probabilities.
    pub days: Days,
}

/// The name of what an estimate rests on.
pub fn source(source: Source) -> &'static str {
    match source {
        Source::LhTest => "lh",
        Source::Temperature => "temperature",
        Source::Mucus => "mucus",
        Source::NextPeriod => "next-period",
        Source::PastOvulations => "past-ovulations",
        Source::PastLengths => "past-lengths",
        Source::Population => "population",
    }
}

/// The name of why a temperature is set aside.
pub fn set_aside(why: SetAside) -> &'static str {
    match why {
        SetAside::ByPerson => "by-person",
        SetAside::Illness => "illness",
        SetAside::Fever => "fever",
        SetAside::Chills => "chills",
        SetAside::TooHigh => "too-high",
        SetAside::TooLow => "too-low",
    }
}

/// The name of why a cycle is left out.
pub fn excluded(excluded: Excluded) -> &'static str {
    match excluded {
        Excluded::Break => "break",
        Excluded::TooShort => "too-short",
        Excluded::MaybeUnlogged => "maybe-not-logged",
        Excluded::ByPerson(reason) => match reason {
            Reason::Pregnancy => "pregnancy",
            Reason::Contraception => "contraception",
            Reason::Illness => "illness",
            Reason::Travel => "travel",
            Reason::NotLogged => "not-logged",
            Reason::Other => "other",
        },
    }
}

impl From<&Cycle> for CycleJson {
    fn from(cycle: &Cycle) -> Self {
        let mut aside: BTreeMap<NaiveDate, Vec<&'static str>> = BTreeMap::new();
        for (date, why) in &cycle.set_aside {
            aside.entry(*date).or_default().push(set_aside(*why));
        }
        Self {
            start: cycle.start(),
            start_reason: match cycle.first.reason {
                StartReason::Marked => "marked",
                StartReason::Bleeding { .. } => "bleeding",
            },
            length: cycle.length(),
            menses_days: cycle.menses_days,
            prolonged: cycle.is_prolonged(),
            excluded: cycle.excluded.map(excluded),
            unusually_short: cycle.is_unusually_short(),
            set_aside: aside,
            temperature: cycle.temperature.as_ref().map(TemperatureJson::from),
            mucus: cycle.mucus.as_ref().map(PeakJson::from),
            cervix: cycle.cervix.as_ref().map(PeakJson::from),
            infertile_before: cycle.infertile_before.map(RangeJson::from),
            infertile_after_from: cycle.infertile_after_from,
            ovulation: cycle.ovulation.as_ref().map(OvulationJson::from),
            luteal_length: cycle.luteal_length().map(as_books_count),
            no_rise: cycle.no_rise,
        }
    }
}

impl From<&TemperatureShift> for TemperatureJson {
    fn from(shift: &TemperatureShift) -> Self {
        Self {
            first_high: shift.first_high,
            completed_on: shift.completed_on,
            rule: match shift.rule {
                Rule::Regular => 0,
                Rule::FirstException => 1,
                Rule::SecondException => 2,
            },
            cover_line: f64::from(shift.cover_line) / 100.0,
        }
    }
}

impl From<&Peak> for PeakJson {
    fn from(peak: &Peak) -> Self {
        Self {
            peak: peak.date,
            completed_on: peak.completed_on,
        }
    }
}

impl From<DateRange> for RangeJson {
    fn from(range: DateRange) -> Self {
        Self {
            from: range.first,
            to: range.last,
        }
    }
}

impl From<&Ovulation> for OvulationJson {
    fn from(ovulation: &Ovulation) -> Self {
        let signs = ovulation.signs.iter();
        Self {
            best: ovulation.best(),
            source: source(ovulation.source),
            confirmed: ovulation.is_confirmed(),
            conflicting: ovulation.certainty == Certainty::Conflicting,
            signs: signs.map(|(sign, day)| (source(*sign), *day)).collect(),
            doubts: ovulation.doubts.iter().map(DoubtJson::from).collect(),
            days: days(ovulation.days.days()),
        }
    }
}

impl From<&Doubt> for DoubtJson {
    fn from(doubt: &Doubt) -> Self {
        let (doubt, days) = match *doubt {
            Doubt::FellBack(date) => ("fell-back", DateRange::day(date)),
            Doubt::Unmeasured(days) => ("unmeasured", days),
            Doubt::LongSurge(days) => ("long-surge", days),
        };
        Self {
            doubt,
            from: days.first,
            to: days.last,
        }
    }
}

impl From<&Expected> for ExpectedJson {
    fn from(expected: &Expected) -> Self {
        Self {
            best: expected.best,
            low: expected.low,
            high: expected.high,
        }
    }
}

impl From<&Window> for WindowJson {
    fn from(window: &Window) -> Self {
        Self {
            from: window.from,
            to: window.to,
            days: days(window.days.iter().copied()),
        }
    }
}

/// All cycles, earliest first.
pub fn cycles(cycles: &Cycles) -> Vec<CycleJson> {
    cycles.cycles().iter().map(CycleJson::from).collect()
}

/// The forecast where the cycle is left out: nothing, and why.
pub fn not_kept(as_of: NaiveDate) -> ForecastJson {
    ForecastJson {
        as_of,
        cycle_day: None,
        next: vec![],
        confirmed: false,
        fertile: None,
        implantation: None,
        none_because: Some("not-kept"),
    }
}

/// The forecast; without periods, and with the reason, when there is none.
pub fn forecast(cycles: &Cycles) -> ForecastJson {
    let forecast = cycles.forecast();
    let found = forecast.ok();
    let today = cycles.today();
    ForecastJson {
        as_of: today,
        cycle_day: cycles.at(today).and_then(|cycle| cycle.counted_day(today)),
        next: found
            .iter()
            .flat_map(|f| &f.next)
            .map(ExpectedJson::from)
            .collect(),
        confirmed: found.is_some_and(|f| f.confirmed),
        fertile: found.and_then(|f| f.fertile.as_ref()).map(WindowJson::from),
        implantation: found
            .and_then(|f| f.implantation.as_ref())
            .map(WindowJson::from),
        none_because: forecast.err().map(|why| match why {
            NoForecast::NoPeriod => "no-period",
            NoForecast::LongAgo { .. } => "long-ago",
            NoForecast::Spacing(Spacing::MonthsApart { .. }) => "months-apart",
            NoForecast::Spacing(Spacing::TooClose { .. }) => "too-close",
            NoForecast::Pregnancy { .. } => "pregnancy",
            NoForecast::Steered(Steering::Menopause) => "menopause",
            NoForecast::Steered(Steering::Contraception(_)) => "contraception",
            NoForecast::Steered(Steering::Testosterone) => "testosterone",
        }),
    }
}
