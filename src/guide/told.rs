//! What the lines of a reading say: words that stand in the file, or a sentence about facts.

use chrono::NaiveDate;
use serde::Deserialize;

use super::base_rate::{BaseRate, Past};
use crate::cycle::Certainty;

/// What a line of a reading says.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// The words of the file.
    Words(String),
    /// A sentence about facts of the day.
    Told(Told),
}

/// A sentence about facts of the day; its words are `words::guide`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The day lies about ovulation.
    OvulationFits(OvulationTime),
    /// It may.
    OvulationMayFit(OvulationTime),
    /// It does not.
    OvulationFitsNot(OvulationTime),
    /// The day lies about so many days after ovulation, where implantation may be.
    AfterOvulation(i64),
    /// The day of the period, counted from 1, fits.
    PeriodDayFits(i64),
    /// The day of the period, counted from 1, is a late one.
    PeriodDayLate(i64),
    /// The period was expected then, and is late.
    PeriodLate(NaiveDate),
    /// The period is expected within two days.
    PeriodNear(NaiveDate),
    /// The period is expected within a week.
    PeriodWithinWeek(NaiveDate),
    /// So many days are left to the next period.
    PeriodFar(i64),
    /// How often it hurt at this time of the earlier cycles, and elsewhere in them.
    PainThen(BaseRate),
    /// How often it hurt the day after an earlier orgasm, and on other days.
    PainAfterOrgasm(BaseRate),
    /// How often "pain after" was answered for an earlier orgasm, and with pain.
    PainNoted(Past),
}

/// When ovulation was, seen from a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OvulationTime {
    /// The day in its cycle, counted from 1.
    pub cycle_day: i64,
    /// The most likely day of ovulation.
    pub on: NaiveDate,
    /// The first day it may have been, but for 1 in 10.
    pub from: NaiveDate,
    /// The last day, but for 1 in 10.
    pub to: NaiveDate,
    /// How far that is known.
    pub certainty: Certainty,
}

/// The sentences by the names a file has for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Sentence {
    OvulationFits,
    OvulationMayFit,
    OvulationFitsNot,
    AfterOvulation,
    PeriodDayFits,
    PeriodDayLate,
    PeriodLate,
    PeriodNear,
    PeriodWithinWeek,
    PeriodFar,
    PainAtOvulation,
    PainAtPeriod,
    PainAfterOrgasm,
    PainNotedAfterOrgasm,
}
