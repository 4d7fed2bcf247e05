//! What each sign of a cycle says of the day of ovulation, and what speaks against taking it at its
//! word.
//!
//! What each sign says is of the sympto-thermal method (Sensiplan; Frank-Herrmann et al., Human
//! Reproduction 2007). How far a sign strays from ovulation is rounded from what is published of each
//! to a standard deviation in days: it is the project's own figure, and weighs signs against each
//! other, no more.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::distribution::Distribution;
use super::luteal::PLAUSIBLE;
use super::second_sign::Peak;
use super::surge::{Surge, Untold};
use super::temperature::{LASTS, TemperatureShift};
use crate::diary::DateRange;
use crate::diary::calendar::{days_between, shift};

/// Two signs that point to days further apart than this conflict. The project's own choice: about
/// twice what a sign strays.
const APART: i64 = 3;
/// A surge that lasts unusually long strays this far, as a standard deviation in days. The project's
/// own figure.
const LONG_SURGE: f64 = 2.0;
/// When so many days before the first high reading were not measured, the rise may have been on any
/// of them. The project's own figure.
const HOLE: i64 = 3;

/// What an estimate rests on, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// The first positive LH test of a surge: ovulation is likeliest the day after.
    LhTest,
    /// The temperature shift: ovulation is likeliest the day before the first high one.
    Temperature,
    /// The mucus peak.
    Mucus,
    /// The next period, and the own luteal length before it.
    NextPeriod,
    /// The days of earlier confirmed ovulations.
    PastOvulations,
    /// The lengths of earlier cycles.
    PastLengths,
    /// Nothing of the person's own yet.
    Population,
}

impl Source {
    /// Whether it is a sign seen in the cycle itself.
    pub const fn is_sign(self) -> bool {
        matches!(self, Self::LhTest | Self::Temperature | Self::Mucus)
    }

    /// How many days after the sign ovulation is likeliest, and the standard deviation in days: the
    /// project's own figures, see the head of this file.
    const fn spread(self) -> (i64, f64) {
        match self {
            Self::LhTest => (1, 0.8),
            Self::Temperature => (-1, 1.2),
            _ => (0, 1.5),
        }
    }
}

/// What speaks against taking a sign at its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Soon after the rise the temperature was back at the cover line, or below, on this day.
    FellBack(NaiveDate),
    /// The days before the first high reading were not measured: ovulation may have been on any of
    /// these.
    Unmeasured(DateRange),
    /// LH tests were positive on unusually many days, from the first to the last of these.
    LongSurge(DateRange),
}

/// How the days of a sign differ.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Spread {
    /// About the first of them, with a standard deviation in days.
    About(f64),
    /// Not at all.
    Even,
}

/// What a sign says of the day of ovulation.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sign {
    /// Which sign.
    pub source: Source,
    /// The day it points to, or the days it may mean.
    days: DateRange,
    spread: Spread,
    /// What speaks against it.
    pub doubts: Vec<Doubt>,
}

impl Sign {
    /// A sign that was seen on a day and points to one.
    pub(super) fn of(source: Source, seen: NaiveDate) -> Self {
        let (after, sd) = source.spread();
        Self {
            source,
            days: DateRange::day(shift(seen, after)),
            spread: Spread::About(sd),
            doubts: Vec::new(),
        }
    }

    /// Of an LH surge its first day counts; when it lasts long, it is less sure.
    pub(super) fn lh_test(surge: &Surge) -> Self {
        let mut sign = Self::of(Source::LhTest, surge.days.first);
        if surge.is_long() {
            let last = Self::of(Source::LhTest, surge.days.last);
            sign.days = sign.days.hull(last.days);
            sign.spread = Spread::About(LONG_SURGE);
            sign.doubts.push(Doubt::LongSurge(surge.days));
        }
        sign
    }

    /// A temperature rise has to last until the second sign is complete, or for some days.
    pub(super) fn temperature(rise: &TemperatureShift, second: Option<Peak>) -> Self {
        let mut sign = Self::of(Source::Temperature, rise.first_high);
        let [.., last_low] = rise.lows;
        if days_between(last_low, rise.first_high) > HOLE {
            sign.days.first = last_low;
            sign.spread = Spread::Even;
            sign.doubts.push(Doubt::Unmeasured(sign.days));
        }
        let lasts = second.map_or(shift(rise.completed_on, LASTS), |peak| peak.completed_on);
        let back = rise.fell_back.filter(|date| *date <= lasts);
        sign.doubts.extend(back.map(Doubt::FellBack));
        sign
    }

    /// A probability for each day, before anything else is known.
    pub(super) fn distribution(&self) -> Option<Distribution> {
        match self.spread {
            Spread::About(sd) => Distribution::normal(self.days.first, 0.0, sd),
            Spread::Even => Distribution::even(self.days),
        }
    }

    /// The likeliest day; of days alike the one in the middle.
    pub(super) fn day(&self) -> NaiveDate {
        match self.spread {
            Spread::About(_) => self.days.first,
            Spread::Even => shift(
                self.days.first,
                days_between(self.days.first, self.days.last) / 2,
            ),
        }
    }

    /// Whether it has taken back what it said, and speaks against no other.
    pub(super) fn is_taken_back(&self) -> bool {
        let mut doubts = self.doubts.iter();
        doubts.any(|doubt| matches!(doubt, Doubt::FellBack(_)))
    }

    /// How many days lie between what this one and another say.
    fn distance(&self, other: &Self) -> i64 {
        let before = days_between(self.days.last, other.days.first);
        let after = days_between(other.days.last, self.days.first);
        before.max(after).max(0)
    }

    /// Whether it and another point to different days.
    pub(super) fn conflicts(&self, other: &Self) -> bool {
        self.distance(other) > APART
    }

    /// What it says when ovulation was on one of these days; `None` when it says that it was not.
    fn within(mut self, days: DateRange) -> Option<Self> {
        self.days = self.days.overlap(days);
        for doubt in &mut self.doubts {
            if let Doubt::Unmeasured(between) = doubt {
                *between = self.days;
            }
        }
        (!self.days.is_empty()).then_some(self)
    }
}

/// The days of an ovulation that leave a plausible luteal phase before the next period.
pub(super) fn plausible_days(next_start: NaiveDate) -> DateRange {
    let (least, most) = PLAUSIBLE.into_inner();
    DateRange {
        first: shift(next_start, -most),
        last: shift(next_start, -least),
    }
}

/// The surge that counts: of those that leave a plausible luteal phase the one that the temperature
/// agrees with, else the last.
pub(super) fn counted(
    mut surges: Vec<Sign>,
    rise: Option<&Sign>,
    plausible: Option<DateRange>,
) -> Option<Sign> {
    if let Some(days) = plausible {
        let fits = |surge: &Sign| !surge.days.overlap(days).is_empty();
        if surges.iter().any(fits) {
            surges.retain(fits);
        }
    }
    let rise = rise.filter(|rise| !rise.is_taken_back());
    let agreeing = rise.and_then(|rise| {
        let near = surges.iter().filter(|surge| !surge.conflicts(rise));
        near.min_by_key(|surge| (surge.distance(rise), Reverse(surge.days.first)))
    });
    agreeing.or(surges.last()).cloned()
}

/// A sign that was dropped, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Implausible {
    /// It would make the luteal phase implausibly short or long.
    Luteal {
        /// The sign.
        source: Source,
        /// How long the luteal phase would have been, in days.
        days: i64,
    },
    /// LH tests were positive from the first to the last of some days, which tells nothing.
    Surge(DateRange, Untold),
}

/// Parts the signs whose luteal phase is plausible from those whose is not.
pub(super) fn plausible(signs: Vec<Sign>, next_start: NaiveDate) -> (Vec<Sign>, Vec<Implausible>) {
    let (mut kept, mut dropped) = (Vec::new(), Vec::new());
    for sign in signs {
        let implausible = Implausible::Luteal {
            source: sign.source,
            days: days_between(sign.day(), next_start),
        };
        match sign.within(plausible_days(next_start)) {
            Some(sign) => kept.push(sign),
            None => dropped.push(implausible),
        }
    }
    (kept, dropped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cycle::observation::{DaySigns, Temperature, Test};
    use crate::cycle::{surge, temperature};

    fn day(n: i64) -> NaiveDate {
        shift(NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(), n)
    }

    fn days(first: i64, last: i64) -> DateRange {
        DateRange::new(day(first), day(last))
    }

    /// The rise among readings of some days, in hundredths.
    fn rise(readings: impl IntoIterator<Item = (i64, i32)>) -> TemperatureShift {
        let measured = readings.into_iter().map(|(n, hundredths)| DaySigns {
            temperature: Some(Temperature::from_hundredths(hundredths)),
            ..DaySigns::empty(day(n))
        });
        let measured: Vec<DaySigns> = measured.collect();
        let readings: Vec<_> = temperature::readings(&measured).collect();
        temperature::shift(&readings).unwrap()
    }

    /// The surges of these days with positive tests.
    fn surges(positive: &[i64]) -> Vec<Sign> {
        let tests = positive.iter().map(|n| DaySigns {
            lh: Some(Test::Positive),
            ..DaySigns::empty(day(*n))
        });
        let tests: Vec<DaySigns> = tests.collect();
        let found = surge::surges(&tests);
        found.iter().map(Sign::lh_test).collect()
    }

    #[test]
    fn the_spread_of_each_sign_is_that_of_the_table() {
        // L to L+2, H−3 to H+1, P−2 to P+2 hold nearly all.
        let of = |source, seen| Sign::of(source, day(seen)).distribution().unwrap();
        let lh = of(Source::LhTest, 12);
        assert!((lh.within(day(12), day(14)) - 0.94).abs() < 0.01);
        let temperature = of(Source::Temperature, 15);
        assert!((temperature.within(day(12), day(16)) - 0.96).abs() < 0.01);
        let mucus = of(Source::Mucus, 13);
        assert!((mucus.within(day(11), day(15)) - 0.90).abs() < 0.01);
    }

    #[test]
    fn a_luteal_phase_of_six_or_nineteen_days_is_implausible() {
        for (ovulation, kept) in [(21, true), (22, false), (10, true), (9, false)] {
            let signs = vec![Sign::of(Source::LhTest, day(ovulation - 1))];
            let (plausible, dropped) = plausible(signs, day(28));
            assert_eq!(
                (plausible.len(), dropped.len()),
                (usize::from(kept), usize::from(!kept))
            );
            if let [dropped] = dropped[..] {
                let (source, days) = (Source::LhTest, 28 - ovulation);
                assert_eq!(dropped, Implausible::Luteal { source, days });
            }
        }
    }

    #[test]
    fn days_not_measured_before_the_rise_are_spread_over() {
        for hole in 0..20 {
            let high = 6 + hole;
            let lows = (0..6).map(|n| (n, 3640));
            let highs = (high..high + 3).map(|n| (n, 3680));
            let sign = Sign::temperature(&rise(lows.chain(highs)), None);
            if hole < 3 {
                assert_eq!((sign.day(), &sign.doubts[..]), (day(high - 1), &[][..]));
                continue;
            }
            let between = days(5, high - 1);
            assert_eq!(sign.doubts, [Doubt::Unmeasured(between)]);
            let spread = sign.distribution().unwrap();
            for date in between.days() {
                let even = 1.0 / (hole + 1) as f64;
                assert!((spread.at(date) - even).abs() < 1e-9);
            }
            assert_eq!(sign.day(), spread.mode());
            // The next period takes those days away that leave no plausible luteal phase.
            let next = day(high + 12);
            let (kept, dropped) = plausible(vec![sign], next);
            let left = between.overlap(plausible_days(next));
            assert_eq!(kept[0].doubts, [Doubt::Unmeasured(left)]);
            assert_eq!(kept[0].distribution(), Distribution::even(left));
            assert!(dropped.is_empty());
        }
    }

    #[test]
    fn a_rise_has_to_last_until_the_second_sign_is_complete() {
        // Complete on day 8; back at the cover line on a day.
        for (back, second, doubted) in [
            (9, None, true),
            (11, None, true),
            (12, None, false),
            (12, Some(12), true),
            (13, Some(12), false),
            (9, Some(8), false),
            (9, Some(3), false),
        ] {
            let lows = (0..6).map(|n| (n, 3640));
            let highs = (6..back).map(|n| (n, 3680));
            let rise = rise(lows.chain(highs).chain([(back, 3640)]));
            let second = second.map(|n| Peak {
                date: day(n - 3),
                completed_on: day(n),
            });
            let sign = Sign::temperature(&rise, second);
            let told = doubted.then_some(Doubt::FellBack(day(back)));
            assert_eq!(sign.doubts.first().copied(), told, "{back} {second:?}");
            assert_eq!(sign.day(), day(5));
            assert_eq!(sign.is_taken_back(), doubted);
        }
    }

    #[test]
    fn a_long_surge_counts_from_its_first_day_and_strays_further() {
        let sign = |last| surges(&(12..=last).collect::<Vec<_>>()).remove(0);
        let (usual, long) = (sign(15), sign(16));
        assert_eq!((usual.day(), long.day()), (day(13), day(13)));
        assert_eq!(usual.doubts, []);
        assert_eq!(long.doubts, [Doubt::LongSurge(days(12, 16))]);
        let at_first = |sign: &Sign| sign.distribution().unwrap().at(day(13));
        assert!(at_first(&long) < at_first(&usual));
        // A rise at its end agrees with it.
        assert!(!sign(21).conflicts(&Sign::of(Source::Temperature, day(24))));
    }

    #[test]
    fn of_several_surges_one_counts() {
        let rise = |high: i64| Sign::of(Source::Temperature, day(high));
        let back = Sign {
            doubts: vec![Doubt::FellBack(day(18))],
            ..rise(14)
        };
        for (positive, rise, next, counts) in [
            (&[][..], None, None, None),
            (&[12], None, None, Some(13)),
            (&[12, 32], None, None, Some(33)),
            // The period tells which was plausible, the temperature which it was.
            (&[12, 32], None, Some(43), Some(33)),
            (&[12, 32], None, Some(28), Some(13)),
            (&[12, 32], Some(rise(33)), None, Some(33)),
            (&[12, 32], Some(rise(14)), None, Some(13)),
            (&[12, 32], Some(rise(22)), None, Some(33)),
            (&[12, 32], Some(back), None, Some(33)),
            // The nearest that agrees, the later of two as near.
            (&[12, 17], Some(rise(15)), None, Some(13)),
            (&[12, 18], Some(rise(17)), None, Some(19)),
            // None is plausible: the last one is told of.
            (&[12, 32], None, Some(70), Some(33)),
        ] {
            let plausible = next.map(|next| plausible_days(day(next)));
            let found = counted(surges(positive), rise.as_ref(), plausible);
            let told = found.map(|sign| sign.day());
            assert_eq!(told, counts.map(day), "{positive:?} {rise:?} {next:?}");
        }
    }
}
