//! When ovulation was: a probability for each day, and what it rests on.

use chrono::NaiveDate;

use super::distribution::Distribution;
use super::lengths::{self, Lengths};
use super::luteal::{Luteal, PLAUSIBLE, POSSIBLE};
use super::sign::{Doubt, Sign, Source};
use crate::diary::DateRange;
use crate::diary::calendar::{days_between, shift};

/// No ovulation is expected before this day of the cycle, counted from 0. The project's own bound.
pub(super) const EARLIEST: i64 = 5;
/// In a usual cycle of up to 38 days (FIGO System 1, 2018) ovulation can be on so many days from the
/// first possible one on: from cycle day 6 to day 32, the seventh before the next period.
const OPEN_DAYS: i64 = 27;
/// While nothing confirms it, none of these days is less likely than this. Of 1,501 ovulations of the
/// Marquette set of cycles 3.5 in 100 were on a day that had no probability at all, dated back by
/// luteal phases of 7 to 18 days; about so much a day mends that.
const LEAST: f64 = 0.003;
/// A running cycle's expected ovulation is out of date when less than this is left of it.
const OUT_OF_DATE: f64 = 0.01;

/// The variance of ovulation's cycle day within a person, in days², and of the person's own mean
/// about what the own cycle lengths say. Together they give the mean errors measured on the Marquette
/// set of cycles (148 women): 2.3 d with own
/// cycle lengths only (√8.3 × √(2/π)), and about 1.83 d with a dozen own ovulations.
const DAY_WITHIN: f64 = 5.0;
const DAY_BETWEEN: f64 = 3.3;

/// How far an estimate can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// By an LH test or the temperature, and nothing speaks against it.
    Confirmed,
    /// By mucus, by the calendar, or by a sign that is in doubt.
    Estimated,
    /// The signs of this cycle point to different days.
    Conflicting,
}

/// When ovulation was, or will be.
#[derive(Debug, Clone, PartialEq)]
pub struct Ovulation {
    /// A probability for each day.
    pub days: Distribution,
    /// What it rests on.
    pub source: Source,
    /// How far it can be relied on.
    pub certainty: Certainty,
    /// The day each sign of this cycle points to, strongest first.
    pub signs: Vec<(Source, NaiveDate)>,
    /// What speaks against signs of this cycle.
    pub doubts: Vec<Doubt>,
}

impl Ovulation {
    /// The likeliest day.
    pub fn best(&self) -> NaiveDate {
        self.days.mode()
    }

    /// Whether it is confirmed.
    pub fn is_confirmed(&self) -> bool {
        self.certainty == Certainty::Confirmed
    }

    /// The days of which it may have been any, when what it rests on does not tell them apart.
    pub fn between(&self) -> Option<DateRange> {
        let mut doubts = self.doubts.iter();
        doubts.find_map(|doubt| match doubt {
            Doubt::Unmeasured(days) if self.source == Source::Temperature => Some(*days),
            _ => None,
        })
    }

    /// Rules out none of the days that are still possible in a cycle that runs, unless it is confirmed.
    /// `earliest` is the first day on which the next period can begin.
    pub(super) fn leave_open(&mut self, start: NaiveDate, earliest: NaiveDate) {
        if self.is_confirmed() {
            return;
        }
        let first = shift(start, EARLIEST).max(shift(earliest, -PLAUSIBLE.end()));
        let possible = DateRange {
            first,
            last: shift(first, OPEN_DAYS - 1),
        };
        if let Some(days) = self.days.at_least(LEAST, possible) {
            self.days = days;
        }
    }
}

/// The estimate by the strongest sign that nothing speaks against, or else by the strongest, of a
/// cycle that reaches from `start` to `last`. With `no_rise` the temperature shows that there was none.
pub(super) fn by_signs(
    signs: &[Sign],
    no_rise: bool,
    start: NaiveDate,
    last: NaiveDate,
) -> Option<Ovulation> {
    let sure = signs.iter().find(|sign| sign.doubts.is_empty());
    let leading = sure.or(signs.first())?;
    let days = leading.distribution()?.given(start, last)?;
    let speak: Vec<&Sign> = signs.iter().filter(|sign| !sign.is_taken_back()).collect();
    let mut pairs = (1..).zip(&speak).flat_map(|(next, sign)| {
        let later = speak.iter().skip(next);
        later.map(move |other| (sign, other))
    });
    let certainty = if no_rise || pairs.any(|(sign, other)| sign.conflicts(other)) {
        Certainty::Conflicting
    } else if leading.source == Source::Mucus || sure.is_none() {
        Certainty::Estimated
    } else {
        Certainty::Confirmed
    };
    Some(Ovulation {
        days,
        source: leading.source,
        certainty,
        signs: signs.iter().map(|sign| (sign.source, sign.day())).collect(),
        doubts: signs.iter().flat_map(|sign| sign.doubts.clone()).collect(),
    })
}

/// The estimate by the period that followed: the own luteal length before it.
pub(super) fn by_next_period(
    start: NaiveDate,
    next_start: NaiveDate,
    luteal: &Luteal,
) -> Option<Ovulation> {
    let first = shift(start, EARLIEST);
    if days_between(first, next_start) < *PLAUSIBLE.start() {
        return None;
    }
    let days =
        before(&Distribution::new(next_start, vec![1.0])?, luteal)?.given(first, next_start)?;
    Some(estimated(days, Source::NextPeriod))
}

/// Ovulation from the day of the next period: the luteal phase, counted back.
pub(super) fn before(next: &Distribution, luteal: &Luteal) -> Option<Distribution> {
    next.followed_by(-POSSIBLE.end(), &luteal.days_before())
}

fn estimated(days: Distribution, source: Source) -> Ovulation {
    Ovulation {
        days,
        source,
        certainty: Certainty::Estimated,
        signs: Vec::new(),
        doubts: Vec::new(),
    }
}

/// On which cycle days, counted from 0, the earlier confirmed ovulations were.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct PastOvulations {
    /// How many.
    pub n: usize,
    /// Their mean.
    pub mean: f64,
}

impl PastOvulations {
    pub(super) fn of(days: &[f64]) -> Self {
        Self {
            n: days.len(),
            mean: days.iter().sum::<f64>() / days.len().max(1) as f64,
        }
    }
}

/// The estimate for a running cycle without a sign yet. `next` is when the next period may begin,
/// as far as it is known.
pub(super) fn expected(
    start: NaiveDate,
    next: &Distribution,
    lengths: &Lengths,
    luteal: &Luteal,
    past: &PastOvulations,
) -> Option<Ovulation> {
    let between = if lengths.n == 0 {
        DAY_BETWEEN + lengths::BETWEEN
    } else {
        DAY_BETWEEN
    };
    let by_length = lengths.centre - luteal.mean;
    let trust = match past.n {
        0 => 0.0,
        n => between / (between + DAY_WITHIN / n as f64),
    };
    let day = by_length + trust * (past.mean - by_length);
    let sd = (DAY_WITHIN + between * (1.0 - trust)).sqrt();
    let source = match (past.n, lengths.n) {
        (0, 0) => Source::Population,
        (0, _) => Source::PastLengths,
        _ => Source::PastOvulations,
    };
    // As long as no period comes, ovulation cannot have been longer ago than a luteal phase lasts.
    let mass = luteal.mass();
    let still_open = |ovulation: NaiveDate| -> f64 {
        let least = days_between(ovulation, next.first());
        let skip = usize::try_from(least - PLAUSIBLE.start()).unwrap_or(0);
        mass.iter().skip(skip).sum()
    };
    let prior =
        Distribution::normal(start, day, sd)?.given(shift(start, EARLIEST), NaiveDate::MAX)?;
    let left: f64 = prior.days().map(|(date, p)| p * still_open(date)).sum();
    let days = if left > OUT_OF_DATE {
        prior.weighted(still_open)?
    } else {
        before(next, luteal)?
    };
    Some(estimated(days, source))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap()
    }

    fn day(n: i64) -> NaiveDate {
        shift(first(), n)
    }

    fn signs(lh: Option<i64>, temperature: Option<i64>, mucus: Option<i64>) -> Option<Ovulation> {
        let seen = [
            (Source::LhTest, lh),
            (Source::Temperature, temperature),
            (Source::Mucus, mucus),
        ];
        let signs = seen.into_iter();
        let signs: Vec<Sign> = signs
            .filter_map(|(source, n)| Some(Sign::of(source, day(n?))))
            .collect();
        by_signs(&signs, false, first(), day(27))
    }

    #[test]
    fn the_strongest_sign_names_the_day() {
        use Certainty::{Confirmed, Conflicting, Estimated};
        for (lh, temperature, mucus, best, source, certainty) in [
            (Some(12), None, None, 13, Source::LhTest, Confirmed),
            (None, Some(15), None, 14, Source::Temperature, Confirmed),
            (None, None, Some(13), 13, Source::Mucus, Estimated),
            (Some(12), Some(15), Some(13), 13, Source::LhTest, Confirmed),
            // Three days apart is not yet a conflict, four are.
            (Some(12), Some(17), None, 13, Source::LhTest, Confirmed),
            (Some(12), Some(18), None, 13, Source::LhTest, Conflicting),
            (
                None,
                Some(15),
                Some(10),
                14,
                Source::Temperature,
                Conflicting,
            ),
            (
                Some(12),
                Some(16),
                Some(11),
                13,
                Source::LhTest,
                Conflicting,
            ),
        ] {
            let found = signs(lh, temperature, mucus).unwrap();
            assert_eq!(
                (found.best(), found.source, found.certainty),
                (day(best), source, certainty),
                "{lh:?} {temperature:?} {mucus:?}"
            );
        }
        assert_eq!(signs(None, None, None), None);
    }

    /// A sign seen on a day, with a doubt.
    fn doubted(source: Source, seen: i64, doubt: Doubt) -> Sign {
        let mut sign = Sign::of(source, day(seen));
        sign.doubts.push(doubt);
        sign
    }

    #[test]
    fn a_sign_in_doubt_confirms_nothing_and_leads_none_that_is_not() {
        use Certainty::{Confirmed, Conflicting, Estimated};
        let sure = |source, seen| Sign::of(source, day(seen));
        let back = Doubt::FellBack(day(19));
        let hole = Doubt::Unmeasured(DateRange::new(day(6), day(13)));
        let long = Doubt::LongSurge(DateRange::new(day(12), day(20)));
        let rise = |doubt| doubted(Source::Temperature, 14, doubt);
        for (signs, source, certainty) in [
            (vec![rise(back)], Source::Temperature, Estimated),
            (vec![rise(hole)], Source::Temperature, Estimated),
            (
                vec![doubted(Source::LhTest, 12, long)],
                Source::LhTest,
                Estimated,
            ),
            // What is sure leads, and the stronger of two in doubt.
            (
                vec![sure(Source::LhTest, 12), rise(back)],
                Source::LhTest,
                Confirmed,
            ),
            (
                vec![
                    doubted(Source::LhTest, 12, long),
                    sure(Source::Temperature, 14),
                ],
                Source::Temperature,
                Confirmed,
            ),
            (
                vec![rise(hole), sure(Source::Mucus, 13)],
                Source::Mucus,
                Estimated,
            ),
            (
                vec![doubted(Source::LhTest, 12, long), rise(hole)],
                Source::LhTest,
                Estimated,
            ),
            // What was taken back speaks against none.
            (
                vec![sure(Source::LhTest, 22), rise(back)],
                Source::LhTest,
                Confirmed,
            ),
            (
                vec![sure(Source::LhTest, 22), rise(hole)],
                Source::LhTest,
                Conflicting,
            ),
        ] {
            let found = by_signs(&signs, false, first(), day(40)).unwrap();
            let told = (found.source, found.certainty);
            assert_eq!(told, (source, certainty), "{signs:?}");
            let in_doubt = signs.iter().filter(|sign| !sign.doubts.is_empty());
            assert_eq!(found.doubts.len(), in_doubt.count());
        }
    }

    #[test]
    fn the_next_period_tells_by_the_own_luteal_length_not_by_fourteen_days() {
        let luteal = Luteal::of(&[]);
        let found = by_next_period(first(), day(28), &luteal).unwrap();
        assert_eq!((found.best(), found.source), (day(15), Source::NextPeriod));
        let short = by_next_period(first(), day(28), &Luteal::of(&[10.0; 12])).unwrap();
        assert_eq!(short.best(), day(18));
        // A cycle too short for any plausible luteal phase has none.
        assert_eq!(by_next_period(first(), day(11), &luteal), None);
    }

    fn waiting(past: &PastOvulations, lengths: &[f64], earliest: i64) -> Ovulation {
        let lengths = Lengths::of(lengths);
        let next = Distribution::new(day(1), lengths.next()).unwrap();
        let next = next.given(day(earliest), NaiveDate::MAX).unwrap();
        expected(first(), &next, &lengths, &Luteal::of(&[]), past).unwrap()
    }

    #[test]
    fn without_a_sign_the_own_past_is_expected() {
        let none = PastOvulations::default();
        let known = waiting(&none, &[], 2);
        assert_eq!((known.best(), known.source), (day(16), Source::Population));
        let lengths = waiting(&none, &[35.0; 12], 2);
        assert_eq!(
            (lengths.best(), lengths.source),
            (day(22), Source::PastLengths)
        );
        let past = PastOvulations::of(&[14.0; 12]);
        let own = waiting(&past, &[35.0; 12], 2);
        assert_eq!((own.best(), own.source), (day(15), Source::PastOvulations));
    }

    #[test]
    fn the_later_it_gets_the_later_ovulation_must_have_been() {
        let none = PastOvulations::default();
        let best = |earliest| days_between(first(), waiting(&none, &[28.0; 6], earliest).best());
        let days: Vec<i64> = (2..90).map(best).collect();
        assert!(days.is_sorted(), "{days:?}");
        for (today, ovulation) in (2..90).zip(&days) {
            assert!(today - ovulation <= *PLAUSIBLE.end());
        }
    }

    #[test]
    fn no_day_is_ruled_out_while_the_cycle_runs_and_nothing_confirms_it() {
        use crate::cycle::Window;
        let none = PastOvulations::default();
        let (mut windows, mut moved) = (0, 0);
        for length in 24..=35 {
            for today in 2..=60 {
                let told = waiting(&none, &[f64::from(length); 6], today);
                let mut open = told.clone();
                open.leave_open(first(), day(today));
                let possible = EARLIEST.max(today - PLAUSIBLE.end());
                for n in possible..possible + OPEN_DAYS {
                    let p = open.days.at(day(n));
                    assert!(
                        p >= LEAST / (1.0 + LEAST * OPEN_DAYS as f64),
                        "{today} {n} {p}"
                    );
                }
                assert_eq!(open.best(), told.best());
                let ends = |of: &Ovulation| Window::fertile(&of.days).map(|w| (w.from, w.to));
                windows += 1;
                moved += u32::from(ends(&open) != ends(&told));
            }
        }
        // But for those whose end all but missed the threshold.
        assert!(moved * 40 <= windows, "{moved} of {windows} windows moved");
        let confirmed = signs(Some(12), None, None).unwrap();
        let mut open = confirmed.clone();
        open.leave_open(first(), day(20));
        assert_eq!(open, confirmed);
    }
}
