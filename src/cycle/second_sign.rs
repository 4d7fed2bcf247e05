//! The second sign of the double check: the mucus peak, or the last fertile day of the cervix
//! (Sensiplan; Frank-Herrmann et al., Hum Reprod 2007).

use chrono::NaiveDate;

use super::observation::{DaySigns, Feeling, Texture};

/// How many recorded days of lower fertility have to follow.
const DAYS_AFTER: usize = 3;
/// Below this the best mucus so far is no sign of ovulation.
const LEAST_PEAK: u8 = 2;
/// Mucus of a higher quality ends the infertile days before ovulation.
pub(super) const BEST_INFERTILE: u8 = 1;

/// The last day of the highest fertility, by mucus or by cervix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peak {
    /// The day itself.
    pub date: NaiveDate,
    /// The third recorded day after it.
    pub completed_on: NaiveDate,
}

/// The quality of mucus, 0 (dry: t) to 4 (S+): the better of what it feels and looks like.
pub const fn quality(feeling: Feeling, texture: Texture) -> u8 {
    let feeling = match feeling {
        Feeling::Dry => 0,
        Feeling::Nothing => 1,
        Feeling::Wet => 2,
        Feeling::Slippery => 4,
    };
    let texture = match texture {
        Texture::Nothing => 0,
        Texture::Creamy => 3,
        Texture::EggWhite => 4,
    };
    if feeling > texture { feeling } else { texture }
}

/// The quality of a day's mucus; unknown when what it feels or looks like is, or when it is
/// excluded.
pub fn mucus(day: &DaySigns) -> Option<u8> {
    if day.mucus_excluded {
        return None;
    }
    Some(quality(day.feeling?, day.texture?))
}

/// Whether the cervix of a day is fertile, that is not both closed and hard. One of the two is
/// enough to know that it is; to know that it is not needs both.
pub fn cervix(day: &DaySigns) -> Option<bool> {
    if day.cervix_excluded {
        return None;
    }
    match (day.cervix_closed, day.cervix_hard) {
        (Some(true), Some(true)) => Some(false),
        (Some(false), _) | (_, Some(false)) => Some(true),
        _ => None,
    }
}

/// Finds the mucus peak of a cycle: a day as good as the best so far, with three recorded lower
/// days after it, and no day as good again until the temperature evaluation, if there is one, is
/// complete.
pub(super) fn mucus_peak(days: &[DaySigns], temperature: Option<NaiveDate>) -> Option<Peak> {
    let recorded = days.iter().filter_map(|day| Some((day.date, mucus(day)?)));
    let recorded: Vec<(NaiveDate, u8)> = recorded.collect();
    let mut best = 0;
    recorded
        .iter()
        .enumerate()
        .find_map(|(at, (date, quality))| {
            best = best.max(*quality);
            (best >= LEAST_PEAK && *quality == best)
                .then(|| complete(*date, recorded.get(at + 1..)?, temperature, |q| *q < best))
                .flatten()
        })
}

/// Finds the last fertile day of the cervix in a cycle: three recorded infertile days follow it,
/// and no fertile one until the temperature evaluation, if there is one, is complete.
pub(super) fn cervix_peak(days: &[DaySigns], temperature: Option<NaiveDate>) -> Option<Peak> {
    let recorded = days.iter().filter_map(|day| Some((day.date, cervix(day)?)));
    let recorded: Vec<(NaiveDate, bool)> = recorded.collect();
    recorded
        .iter()
        .enumerate()
        .find_map(|(at, (date, fertile))| {
            fertile
                .then(|| {
                    complete(*date, recorded.get(at + 1..)?, temperature, |fertile| {
                        !fertile
                    })
                })
                .flatten()
        })
}

/// The peak, if the recorded days after it are low as far as they have to be.
fn complete<T>(
    date: NaiveDate,
    after: &[(NaiveDate, T)],
    temperature: Option<NaiveDate>,
    low: impl Fn(&T) -> bool,
) -> Option<Peak> {
    let (next, later) = after.split_at_checked(DAYS_AFTER)?;
    let until = later
        .iter()
        .take_while(|(day, _)| temperature.is_some_and(|end| *day <= end));
    next.iter()
        .chain(until)
        .all(|(_, sign)| low(sign))
        .then_some(Peak {
            date,
            completed_on: next.last()?.0,
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diary::calendar::{days_between, shift};

    fn first() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap()
    }

    /// Mucus of a quality; `.` is not recorded, `x` is the best but excluded, `?` half recorded.
    fn mucus_days(letters: &str) -> Vec<DaySigns> {
        let days = (0..).zip(letters.chars());
        days.map(|(n, letter)| {
            let (feeling, texture) = match letter {
                '0' => (Some(Feeling::Dry), Some(Texture::Nothing)),
                '1' => (Some(Feeling::Nothing), Some(Texture::Nothing)),
                '2' => (Some(Feeling::Wet), Some(Texture::Nothing)),
                '3' => (Some(Feeling::Wet), Some(Texture::Creamy)),
                '4' | 'x' => (Some(Feeling::Slippery), Some(Texture::EggWhite)),
                '?' => (Some(Feeling::Slippery), None),
                _ => (None, None),
            };
            DaySigns {
                feeling,
                texture,
                mucus_excluded: letter == 'x',
                ..DaySigns::empty(shift(first(), n))
            }
        })
        .collect()
    }

    /// `c`losed and hard, `o`pen, `s`oft and closed, `k`: closed, firmness not known, `x` excluded.
    fn cervix_days(letters: &str) -> Vec<DaySigns> {
        let days = (0..).zip(letters.chars());
        days.map(|(n, letter)| {
            let (closed, hard) = match letter {
                'c' => (Some(true), Some(true)),
                'o' | 'x' => (Some(false), None),
                's' => (Some(true), Some(false)),
                'k' => (Some(true), None),
                _ => (None, None),
            };
            DaySigns {
                cervix_closed: closed,
                cervix_hard: hard,
                cervix_excluded: letter == 'x',
                ..DaySigns::empty(shift(first(), n))
            }
        })
        .collect()
    }

    fn places(peak: Option<Peak>) -> Option<(i64, i64)> {
        let place = |date| days_between(first(), date);
        peak.map(|peak| (place(peak.date), place(peak.completed_on)))
    }

    #[test]
    fn the_better_of_feeling_and_texture_counts() {
        use Feeling::{Dry, Slippery, Wet};
        use Texture::{Creamy, EggWhite, Nothing};
        for (feeling, texture, expected) in [
            (Dry, Nothing, 0),
            (Feeling::Nothing, Nothing, 1),
            (Wet, Nothing, 2),
            (Wet, Creamy, 3),
            (Slippery, Creamy, 4),
            (Dry, EggWhite, 4),
        ] {
            assert_eq!(quality(feeling, texture), expected);
        }
    }

    #[test]
    fn mucus_peaks_and_their_edges() {
        for (letters, temperature, expected) in [
            ("0123441110", None, Some((5, 8))),
            // The last of the best days, not the first.
            ("01424111", None, Some((4, 7))),
            // Below quality 2 there is no peak.
            ("0011000", None, None),
            ("0011112000", None, Some((6, 9))),
            // Two lower days are not enough, at the end of the data either.
            ("0124110", None, Some((3, 6))),
            ("012411", None, None),
            ("0144114111", None, Some((6, 9))),
            // Days not recorded, excluded or half recorded are passed over.
            ("0124.1..1x?1", None, Some((3, 11))),
            // The best again before the temperature evaluation ends, on its last day, and after.
            ("012411141110", Some(6), Some((3, 6))),
            ("012411141110", Some(7), Some((7, 10))),
            ("012411141110", Some(30), Some((7, 10))),
            ("012411131110", Some(30), Some((3, 6))),
            // A peak after the end of the temperature evaluation counts too.
            ("0011112400111", Some(4), Some((7, 10))),
            ("", None, None),
        ] {
            let end = temperature.map(|n| shift(first(), n));
            let peak = mucus_peak(&mucus_days(letters), end);
            assert_eq!(places(peak), expected, "{letters} {temperature:?}");
        }
    }

    #[test]
    fn cervix_peaks_and_their_edges() {
        for (letters, temperature, expected) in [
            ("ccosccc", None, Some((3, 6))),
            ("ccoscc", None, None),
            ("cccc", None, None),
            ("cco.c.kcxc", None, Some((2, 9))),
            ("coccco", Some(4), Some((1, 4))),
            ("coccco", Some(5), None),
            ("cocccoccc", Some(5), Some((5, 8))),
        ] {
            let end = temperature.map(|n| shift(first(), n));
            let peak = cervix_peak(&cervix_days(letters), end);
            assert_eq!(places(peak), expected, "{letters} {temperature:?}");
        }
    }

    proptest! {
        /// Every day is asked by itself whether it is a peak, by the words of the rule.
        #[test]
        fn the_mucus_peak_is_that_of_the_plain_rule(
            letters in "[.0-4x]{0,40}",
            end in prop::option::of(0usize..45),
        ) {
            let chars: Vec<char> = letters.chars().collect();
            let value = |n: usize| chars[n].to_digit(10);
            let is_peak = |n: usize| {
                let q = value(n)?;
                let best = (0..=n).filter_map(value).max()?;
                let after: Vec<usize> = (n + 1..chars.len()).filter(|m| value(*m).is_some()).collect();
                let quiet = (n + 1..chars.len().min(end.map_or(0, |end| end + 1)))
                    .all(|m| value(m).is_none_or(|v| v < best));
                let three = after.len() >= 3 && after[..3].iter().all(|m| value(*m) < Some(best));
                (q == best && best >= 2 && three && quiet).then(|| (n as i64, after[2] as i64))
            };
            let plain = (0..chars.len()).find_map(is_peak);
            let end = end.map(|n| shift(first(), n as i64));
            prop_assert_eq!(places(mucus_peak(&mucus_days(&letters), end)), plain);
        }

        /// A fertile cervix is as good as the best mucus, an infertile one as none at all.
        #[test]
        fn the_cervix_is_judged_as_mucus_of_two_qualities(
            letters in "[.cosx]{0,40}",
            end in prop::option::of(0i64..45),
        ) {
            let as_mucus: String = letters
                .chars()
                .map(|c| match c { 'c' => '0', 'o' | 's' => '4', _ => '.' })
                .collect();
            let end = end.map(|n| shift(first(), n));
            prop_assert_eq!(
                cervix_peak(&cervix_days(&letters), end),
                mucus_peak(&mucus_days(&as_mucus), end)
            );
        }
    }
}
