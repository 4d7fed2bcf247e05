//! When ovulation was: a probability for each day, and what it rests on.
//!
//! What each sign says is of the sympto-thermal method (Sensiplan; Frank-Herrmann et al., Human
//! Reproduction 2007). How far a sign strays from ovulation is rounded from what is published of each
//! to a standard deviation in days: it is the project's own figure, and weighs signs against each
//! other, no more.

use chrono::NaiveDate;

use super::distribution::Distribution;
use super::lengths::{self, Lengths};
use super::luteal::{Luteal, PLAUSIBLE, POSSIBLE};
use crate::diary::calendar::{days_between, shift};

/// Two signs that point to days further apart than this conflict. The project's own choice: about
/// twice what a sign strays.
const APART: i64 = 3;
/// No ovulation is expected before this day of the cycle, counted from 0. The project's own bound.
const EARLIEST: i64 = 5;
/// A running cycle's expected ovulation is out of date when less than this is left of it.
const OUT_OF_DATE: f64 = 0.01;

/// The variance of ovulation's cycle day within a person, in days², and of the person's own mean
/// about what the own cycle lengths say. Together they give the mean errors measured on the Marquette
/// set of cycles (148 women): 2.3 d with own
/// cycle lengths only (√8.3 × √(2/π)), and about 1.83 d with a dozen own ovulations.
const DAY_WITHIN: f64 = 5.0;
const DAY_BETWEEN: f64 = 3.3;

/// What an estimate rests on, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// The first positive LH test: ovulation is likeliest the day after.
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

/// How far an estimate can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// By an LH test or the temperature, and nothing speaks against it.
    Confirmed,
    /// By mucus or by the calendar.
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
}

/// A sign that was dropped, because it would make the luteal phase implausibly short or long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Implausible {
    /// The sign.
    pub source: Source,
    /// How long the luteal phase would have been, in days.
    pub luteal_days: i64,
}

/// The ovulation day each sign points to, for the signs and the days on which they were seen.
pub(super) fn pointed_to(seen: &[(Source, Option<NaiveDate>)]) -> Vec<(Source, NaiveDate)> {
    seen.iter()
        .filter_map(|(source, day)| Some((*source, shift((*day)?, source.spread().0))))
        .collect()
}

/// Parts the signs whose luteal phase is plausible from those whose is not.
pub(super) fn plausible(
    signs: Vec<(Source, NaiveDate)>,
    next_start: NaiveDate,
) -> (Vec<(Source, NaiveDate)>, Vec<Implausible>) {
    let luteal = |day: NaiveDate| days_between(day, next_start);
    let (kept, dropped): (Vec<_>, Vec<_>) = signs
        .into_iter()
        .partition(|(_, day)| PLAUSIBLE.contains(&luteal(*day)));
    let dropped = dropped.into_iter().map(|(source, day)| Implausible {
        source,
        luteal_days: luteal(day),
    });
    (kept, dropped.collect())
}

/// The estimate by the strongest sign of a cycle that reaches from `start` to `last`. With `no_rise`
/// the temperature shows that there was none.
pub(super) fn by_signs(
    signs: &[(Source, NaiveDate)],
    no_rise: bool,
    start: NaiveDate,
    last: NaiveDate,
) -> Option<Ovulation> {
    let (source, day) = *signs.first()?;
    let (_, sd) = source.spread();
    let days = Distribution::normal(day, 0.0, sd)?.given(start, last)?;
    let apart = signs
        .iter()
        .any(|(_, a)| signs.iter().any(|(_, b)| days_between(*a, *b) > APART));
    let certainty = if apart || no_rise {
        Certainty::Conflicting
    } else if source == Source::Mucus {
        Certainty::Estimated
    } else {
        Certainty::Confirmed
    };
    Some(Ovulation {
        days,
        source,
        certainty,
        signs: signs.to_vec(),
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
            (Source::LhTest, lh.map(day)),
            (Source::Temperature, temperature.map(day)),
            (Source::Mucus, mucus.map(day)),
        ];
        by_signs(&pointed_to(&seen), false, first(), day(27))
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

    #[test]
    fn the_spread_of_each_sign_is_that_of_the_table() {
        // L to L+2, H−3 to H+1, P−2 to P+2 hold nearly all.
        let lh = signs(Some(12), None, None).unwrap().days;
        assert!((lh.within(day(12), day(14)) - 0.94).abs() < 0.01);
        let temperature = signs(None, Some(15), None).unwrap().days;
        assert!((temperature.within(day(12), day(16)) - 0.96).abs() < 0.01);
        let mucus = signs(None, None, Some(13)).unwrap().days;
        assert!((mucus.within(day(11), day(15)) - 0.90).abs() < 0.01);
    }

    #[test]
    fn a_luteal_phase_of_six_or_nineteen_days_is_implausible() {
        for (ovulation, kept) in [(21, true), (22, false), (10, true), (9, false)] {
            let signs = vec![(Source::LhTest, day(ovulation))];
            let (plausible, dropped) = plausible(signs, day(28));
            assert_eq!(
                (plausible.len(), dropped.len()),
                (usize::from(kept), usize::from(!kept))
            );
            if let [dropped] = dropped[..] {
                assert_eq!(dropped.luteal_days, 28 - ovulation);
            }
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
            (day(21), Source::PastLengths)
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
}
