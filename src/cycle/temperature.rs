//! The temperature shift (Sensiplan; Frank-Herrmann et al., Hum Reprod 2007).

use chrono::NaiveDate;

use super::observation::DaySigns;
use crate::diary::calendar;

/// How far above the cover line the last high reading has to lie, in hundredths of a degree.
const RISE: i32 = 20;
/// How many readings before the first high one make the cover line.
const LOWS: usize = 6;
/// So many readings running at the cover line or below are a fall; fewer are a dip, which the books
/// allow. The project's own figure.
const FALL: usize = 3;
/// Without a second sign, a rise has to last so many days after its evaluation: to that day it has been
/// shorter than the shortest plausible luteal phase.
pub(super) const LASTS: i64 = 3;

/// A reading that tells something, rounded to 0.05 °C.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The day.
    pub date: NaiveDate,
    /// In hundredths of a degree Celsius.
    pub hundredths: i32,
}

/// Which rule a shift was found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Three high readings, the third at least 0.20 °C above the cover line.
    Regular,
    /// Four high readings.
    FirstException,
    /// One of the second and third lies low; the fourth at least 0.20 °C above the cover line.
    SecondException,
}

/// A rise of the temperature that shows ovulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TemperatureShift {
    /// The day of the first high reading.
    pub first_high: NaiveDate,
    /// The day whose reading completes the evaluation.
    pub completed_on: NaiveDate,
    /// The rule it was found by.
    pub rule: Rule,
    /// The highest of the six readings before, in hundredths of a degree Celsius.
    pub cover_line: i32,
    /// The days of those six readings.
    pub lows: [NaiveDate; LOWS],
    /// The first day after the evaluation whose reading is no higher than the cover line.
    pub fell_back: Option<NaiveDate>,
    /// The days of the second and third reading from the first high on.
    pub second_and_third: [NaiveDate; 2],
}

impl TemperatureShift {
    /// The days of the readings of the evaluation, numbered from the first high one: three, or
    /// four when an exception was needed.
    pub fn numbered(&self) -> impl Iterator<Item = NaiveDate> {
        let [second, third] = self.second_and_third;
        let fourth = Some(self.completed_on).filter(|date| *date != third);
        [self.first_high, second, third].into_iter().chain(fourth)
    }
}

/// The readings of some days that tell something, in order.
pub fn readings(days: &[DaySigns]) -> impl Iterator<Item = Reading> {
    days.iter().filter_map(|day| {
        Some(Reading {
            date: day.date,
            hundredths: day.basal()?.rounded(),
        })
    })
}

/// Finds the shift among the readings of a cycle; the first that any of the rules completes and that
/// lasts.
///
/// A rise that falls soon is none, and one that falls later gives way to a later one that lasts. Its
/// high readings are passed over, as the books bracket what a fever disturbs: they make no cover line.
pub(super) fn shift(readings: &[Reading]) -> Option<TemperatureShift> {
    let mut kept = readings.to_vec();
    let (mut from, mut lasted) = (LOWS, None);
    while let Some(found) = rise(&kept, from) {
        let Some(fall) = fall(&kept, &found) else {
            return Some(found);
        };
        if fall > calendar::shift(found.completed_on, LASTS) {
            lasted = Some(found);
        }
        kept.retain(|reading| {
            let risen = found.first_high <= reading.date && reading.date < fall;
            !(risen && reading.hundredths > found.cover_line)
        });
        from = kept.partition_point(|reading| reading.date < fall) + FALL;
    }
    lasted
}

/// The first day of the fall after a rise, if there is one.
fn fall(readings: &[Reading], rise: &TemperatureShift) -> Option<NaiveDate> {
    let after = readings.partition_point(|reading| reading.date <= rise.completed_on);
    let low = |reading: &Reading| reading.hundredths <= rise.cover_line;
    let mut runs = readings.get(after..)?.windows(FALL);
    let run = runs.find(|run| run.iter().all(low))?;
    Some(run.first()?.date)
}

/// The first rise that any of the rules completes, with its first high reading at a place or later.
fn rise(readings: &[Reading], from: usize) -> Option<TemperatureShift> {
    (from..readings.len()).find_map(|first_high| {
        let (lows, highs) = readings.split_at_checked(first_high)?;
        let lows: [Reading; LOWS] = *lows.last_chunk()?;
        let cover_line = lows.iter().map(|low| low.hundredths).max()?;
        let (rule, last) = evaluate(cover_line, highs)?;
        let mut after = highs.iter().skip(last + 1);
        let back = after.find(|reading| reading.hundredths <= cover_line);
        Some(TemperatureShift {
            first_high: highs.first()?.date,
            completed_on: highs.get(last)?.date,
            rule,
            cover_line,
            lows: lows.map(|low| low.date),
            fell_back: back.map(|reading| reading.date),
            second_and_third: [highs.get(1)?.date, highs.get(2)?.date],
        })
    })
}

/// The rule that readings satisfy, and which of them, counted from 0, completes it.
fn evaluate(cover_line: i32, highs: &[Reading]) -> Option<(Rule, usize)> {
    let above = |reading: &Reading| reading.hundredths > cover_line;
    let risen = |reading: &Reading| reading.hundredths - cover_line >= RISE;
    let [a, b, c, rest @ ..] = highs else {
        return None;
    };
    if !above(a) {
        return None;
    }
    let both = above(b) && above(c);
    if both && risen(c) {
        return Some((Rule::Regular, 2));
    }
    let d = rest.first()?;
    if both && above(d) {
        return Some((Rule::FirstException, 3));
    }
    (above(b) != above(c) && risen(d)).then_some((Rule::SecondException, 3))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diary::calendar;

    fn first() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap()
    }

    fn day(n: i64) -> NaiveDate {
        calendar::shift(first(), n)
    }

    fn on_days(values: &[i32]) -> Vec<Reading> {
        let days = (0..).zip(values);
        days.map(|(n, hundredths)| Reading {
            date: day(n),
            hundredths: *hundredths,
        })
        .collect()
    }

    /// Six low readings of 36.50 at most, then these.
    fn after_lows(highs: &[i32]) -> Option<(i64, i64, Rule)> {
        let mut values = vec![3640, 3650, 3645, 3640, 3650, 3645];
        values.extend(highs);
        shift(&on_days(&values)).map(|found| {
            let day_of = |date| calendar::days_between(first(), date) - 6;
            (
                day_of(found.first_high),
                day_of(found.completed_on),
                found.rule,
            )
        })
    }

    #[test]
    fn the_three_rules_and_their_edges() {
        use Rule::{FirstException, Regular, SecondException};
        for (highs, expected) in [
            // Regular: the third reading decides, and 0.20 exactly is enough.
            (&[3655, 3660, 3670][..], Some((0, 2, Regular))),
            (&[3675, 3675, 3670], Some((0, 2, Regular))),
            (&[3675, 3675, 3665], None),
            // Equal to the cover line is not above it.
            (&[3650, 3670, 3670], None),
            (&[3650, 3670, 3670, 3670], Some((1, 3, Regular))),
            // The third reading short of 0.20: the fourth need only be above.
            (&[3655, 3660, 3665, 3655], Some((0, 3, FirstException))),
            (&[3655, 3660, 3665, 3650], None),
            (&[3655, 3660, 3665], None),
            // One of the second and third at or below: the fourth has to reach 0.20.
            (&[3655, 3650, 3670, 3670], Some((0, 3, SecondException))),
            (&[3655, 3670, 3645, 3670], Some((0, 3, SecondException))),
            (&[3655, 3650, 3670, 3665], None),
            (&[3655, 3650, 3670], None),
            // Both below: the exceptions are not combined.
            (&[3655, 3650, 3645, 3670, 3655, 3655], None),
            // The first candidate that succeeds wins, not the first candidate.
            (&[3655, 3640, 3640, 3660, 3665, 3670], None),
            (&[3655, 3640, 3640, 3660, 3665, 3675], Some((3, 5, Regular))),
            // At the very end of the data.
            (&[3655], None),
            (&[3655, 3670], None),
            (&[], None),
        ] {
            assert_eq!(after_lows(highs), expected, "{highs:?}");
        }
    }

    #[test]
    fn six_readings_come_first() {
        assert_eq!(
            shift(&on_days(&[3640, 3640, 3640, 3640, 3640, 3670, 3670, 3670])),
            None
        );
        let found = shift(&on_days(&[
            3640, 3640, 3640, 3640, 3640, 3640, 3670, 3670, 3670,
        ]));
        assert_eq!(found.map(|s| s.first_high), Some(day(6)));
        assert_eq!(shift(&[]), None);
    }

    #[test]
    fn missing_and_excluded_days_are_passed_over() {
        use crate::cycle::observation::Temperature;
        let days: Vec<DaySigns> = [
            Some(3640),
            None,
            Some(3650),
            Some(3640),
            Some(3640),
            None,
            Some(3640),
            Some(3640),
            Some(3690), // excluded
            Some(3655),
            None,
            None,
            Some(3660),
            Some(3670),
        ]
        .into_iter()
        .zip(0..)
        .map(|(value, n)| DaySigns {
            temperature: value.map(Temperature::from_hundredths),
            temperature_excluded: (n == 8).then_some(true),
            ..DaySigns::empty(day(n))
        })
        .collect();
        let readings: Vec<Reading> = readings(&days).collect();
        let found = shift(&readings).unwrap();
        assert_eq!((found.first_high, found.completed_on), (day(9), day(13)));
        assert_eq!(found.cover_line, 3650);
        assert_eq!(
            found.lows.map(|date| calendar::days_between(first(), date)),
            [0, 2, 3, 4, 6, 7]
        );
        assert_eq!(
            found.numbered().collect::<Vec<_>>(),
            [day(9), day(12), day(13)]
        );
    }

    /// The first high day, counted from 1, of readings in runs: so many of so many hundredths.
    fn of_runs(runs: &[(usize, i32)]) -> Option<i64> {
        let readings = runs.iter().flat_map(|(n, t)| vec![*t; *n]);
        let found = shift(&on_days(&readings.collect::<Vec<_>>()))?;
        Some(calendar::days_between(first(), found.first_high) + 1)
    }

    #[test]
    fn a_rise_that_falls_is_passed_over_and_hides_no_later_one() {
        for (runs, expected) in [
            // A fever of three days, of six, and slight ones by the exceptions.
            (&[(12, 3640), (3, 3730), (3, 3640), (9, 3680)][..], Some(19)),
            (&[(10, 3640), (6, 3740), (4, 3640), (7, 3680)], Some(21)),
            (&[(8, 3640), (4, 3645), (5, 3640), (9, 3680)], Some(18)),
            (
                &[
                    (6, 3640),
                    (1, 3680),
                    (1, 3640),
                    (2, 3680),
                    (4, 3640),
                    (9, 3665),
                ],
                Some(15),
            ),
            // Two of them.
            (
                &[
                    (8, 3640),
                    (3, 3730),
                    (3, 3640),
                    (3, 3720),
                    (3, 3640),
                    (9, 3670),
                ],
                Some(21),
            ),
            // None follows: soon after, it was none; later, it may have been the luteal phase.
            (
                &[(6, 3640), (1, 3680), (1, 3640), (2, 3680), (17, 3640)],
                None,
            ),
            (&[(10, 3640), (3, 3680), (9, 3640)], None),
            (&[(10, 3640), (5, 3680), (9, 3640)], None),
            (&[(10, 3640), (6, 3680), (9, 3640)], Some(11)),
            (&[(15, 3640), (10, 3680), (4, 3640)], Some(16)),
            // Neither does one that does not last itself, or is not complete.
            (
                &[(10, 3640), (8, 3740), (4, 3640), (3, 3680), (3, 3640)],
                Some(11),
            ),
            (&[(10, 3640), (8, 3740), (4, 3640), (2, 3680)], Some(11)),
            (&[(10, 3640), (3, 3740), (4, 3640), (2, 3680)], None),
            // A dip is no fall.
            (&[(12, 3640), (3, 3680), (1, 3640), (9, 3680)], Some(13)),
            (&[(12, 3640), (3, 3680), (2, 3640), (9, 3680)], Some(13)),
        ] {
            assert_eq!(of_runs(runs), expected, "{runs:?}");
        }
    }

    /// The rules once more, spelt out reading by reading over every candidate.
    fn plainly(t: &[i32]) -> Option<(usize, usize, u8, i32)> {
        for i in 6..t.len() {
            let mut before = t[i - 6..i].to_vec();
            before.sort_unstable();
            let cover = before[5];
            if t[i] <= cover {
                continue;
            }
            if i + 2 < t.len() && t[i + 1] > cover && t[i + 2] > cover && t[i + 2] >= cover + 20 {
                return Some((i, i + 2, 0, cover));
            }
            if i + 3 >= t.len() {
                continue;
            }
            let low_ones = [t[i + 1], t[i + 2]].iter().filter(|x| **x <= cover).count();
            if low_ones == 0 && t[i + 3] > cover {
                return Some((i, i + 3, 1, cover));
            }
            if low_ones == 1 && t[i + 3] >= cover + 20 {
                return Some((i, i + 3, 2, cover));
            }
        }
        None
    }

    proptest! {
        #[test]
        fn the_first_rise_is_that_of_the_plain_rules(
            // Few distinct values, so that ties and exact twentieths are common.
            steps in prop::collection::vec(0i32..9, 0..40),
        ) {
            let values: Vec<i32> = steps.iter().map(|step| 3640 + 5 * step).collect();
            let found = rise(&on_days(&values), LOWS).map(|s| {
                let place = |date| calendar::days_between(first(), date) as usize;
                (place(s.first_high), place(s.completed_on), s.rule as u8, s.cover_line)
            });
            prop_assert_eq!(found, plainly(&values));
        }

        #[test]
        fn a_found_shift_keeps_its_promises(
            steps in prop::collection::vec(0i32..12, 10..40),
        ) {
            let values: Vec<i32> = steps.iter().map(|step| 3640 + 5 * step).collect();
            if let Some(s) = shift(&on_days(&values)) {
                prop_assert!(s.lows.iter().all(|low| *low < s.first_high));
                let numbered: Vec<_> = s.numbered().collect();
                prop_assert_eq!(numbered.len(), if s.rule == Rule::Regular { 3 } else { 4 });
                prop_assert_eq!(numbered.last(), Some(&s.completed_on));
            }
        }
    }
}
