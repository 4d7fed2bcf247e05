//! The gaps between the first days of bleeding: which of them are lengths of cycles, and whether any
//! are that one could foretell from.
//!
//! A gap that is too long, too short, or twice as long as usual stays in the list of cycles, with the
//! reason, and moves no average.

use super::observation::{DaySigns, LeaveOut, Reason};
use super::pregnancy;
use crate::diary::statistics::median;

/// The population's mean cycle length, in days: measured on the Marquette set of cycles, see
/// [`super::lengths`].
pub(super) const USUAL: f64 = 29.0;
/// A longer gap, in days, is a break and no cycle length. The project's own rule.
pub const LONGEST_CYCLE: i64 = 99;
/// A shorter gap, in days, may not have ended with a period: it is kept, and asked about. The project's
/// own rule.
const SHORTEST: i64 = 15;
/// A gap so many times as long as usual holds one or two periods that were not logged. The project's
/// own rule: wide enough for how much cycles vary.
const UNLOGGED: [std::ops::RangeInclusive<f64>; 2] = [1.6..=2.4, 2.6..=3.4];
/// The usual gap is that of the shortest ones that are this share of all, or more: periods are
/// forgotten, but not mostly, and a gap that is short once is not usual.
const USUAL_SHARE: f64 = 1.0 / 3.0;
/// Shorter ones, in days, are too rare to measure others by (FIGO System 1, 2018: 24 to 38 days are
/// usual; three less for a short cycle of one's own).
const LEAST_USUAL: f64 = 21.0;
/// As long as there are fewer gaps, one of about 58 or 87 days is doubted even when there is no other.
const ENOUGH: usize = 3;
/// So many of the latest gaps say whether there is anything to foretell from.
const LATEST: usize = 3;

/// Why a cycle is left out of averages and forecasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Excluded {
    /// The person left it out, or a pregnancy test was positive in it.
    ByPerson(Reason),
    /// More than 99 days passed until the next start.
    Break,
    /// Fewer than 15 days passed until the next start, which may be no period.
    TooShort,
    /// It is two or three times as long as the person's cycles usually are.
    MaybeUnlogged,
}

/// Gaps that are mostly no lengths of cycles, so that nothing can be foretold from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    /// Periods come more than 99 days apart.
    MonthsApart {
        /// The shortest of these gaps, in days.
        least: i64,
        /// The longest.
        most: i64,
    },
    /// Bleeding begins again in fewer than 15 days.
    TooClose {
        /// The shortest of these gaps, in days.
        least: i64,
        /// The longest.
        most: i64,
    },
}

/// What was said about leaving a cycle out, on any of its days; a positive pregnancy test says it, too.
pub(super) fn leave_out(days: &[DaySigns]) -> Option<LeaveOut> {
    let said = days.iter().find_map(|day| day.leave_out);
    let pregnant = || pregnancy::tested(days).map(|_| LeaveOut::Because(Reason::Pregnancy));
    said.or_else(pregnant)
}

/// Why a gap between two starts, in days, does not count as a cycle, if it does not.
///
/// `usual` is the usual gap; `None` where bleeds follow no cycle. The person's word wins, but a break
/// stays one.
pub(super) fn excluded(gap: i64, said: Option<LeaveOut>, usual: Option<f64>) -> Option<Excluded> {
    match said {
        Some(LeaveOut::No) | None if gap > LONGEST_CYCLE => Some(Excluded::Break),
        Some(LeaveOut::No) => None,
        Some(LeaveOut::Because(reason)) => Some(Excluded::ByPerson(reason)),
        None if gap < SHORTEST => usual.map(|_| Excluded::TooShort),
        None => doubled(gap as f64, usual?).then_some(Excluded::MaybeUnlogged),
    }
}

fn doubled(gap: f64, usual: f64) -> bool {
    UNLOGGED.iter().any(|range| range.contains(&(gap / usual)))
}

/// The usual gap, in days: the median of the shortest plausible ones that are alike, or the
/// population's 29 days when there is none. What the person left out and what is no length does not
/// count.
pub(super) fn usual_gap(gaps: impl Iterator<Item = (i64, Option<LeaveOut>)>) -> f64 {
    let counts = |(gap, said): &(i64, Option<LeaveOut>)| {
        (SHORTEST..=LONGEST_CYCLE).contains(gap) && !matches!(said, Some(LeaveOut::Because(_)))
    };
    let mut sorted: Vec<f64> = gaps.filter(counts).map(|(gap, _)| gap as f64).collect();
    sorted.sort_by(f64::total_cmp);
    let enough = sorted.len() >= ENOUGH;
    let share = USUAL_SHARE * sorted.len() as f64;
    let plausible = |gap: f64| gap >= LEAST_USUAL && (enough || !doubled(gap, USUAL));
    let [twice, _] = &UNLOGGED;
    let alike = (0..).zip(&sorted).find_map(|(at, shortest)| {
        let end = sorted.partition_point(|gap| gap / shortest < *twice.start());
        let alike = sorted.get(at..end)?;
        (plausible(*shortest) && alike.len() as f64 >= share).then(|| alike.to_vec())
    });
    alike
        .and_then(|mut gaps| median(&mut gaps))
        .unwrap_or(USUAL)
}

/// Whether the gaps so far, in days with why they do not count, earliest first, are mostly no lengths
/// of cycles: two of the latest three. What the person left out is not looked at.
pub(super) fn spacing(gaps: &[(i64, Option<Excluded>)]) -> Option<Spacing> {
    let told = |(_, why): &&(i64, Option<Excluded>)| !matches!(why, Some(Excluded::ByPerson(_)));
    let range = |of: Excluded| {
        let is = |(_, why): &&(i64, Option<Excluded>)| *why == Some(of);
        let latest = gaps.iter().rev().filter(told).take(LATEST);
        let most = 2 * latest.filter(is).count() > LATEST;
        let all = || gaps.iter().filter(is).map(|(gap, _)| *gap);
        all().min().zip(all().max()).filter(|_| most)
    };
    let months = range(Excluded::Break).map(|(least, most)| Spacing::MonthsApart { least, most });
    let close = || range(Excluded::TooShort).map(|(least, most)| Spacing::TooClose { least, most });
    months.or_else(close)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn gaps_that_are_no_cycle_are_left_out() {
        use LeaveOut::{Because, No};
        let travel = Some(Because(Reason::Travel));
        let by_person = Some(Excluded::ByPerson(Reason::Travel));
        let unlogged = Some(Excluded::MaybeUnlogged);
        for (gap, said, usual, expected) in [
            (28, None, Some(28.0), None),
            (99, None, None, None),
            (100, None, None, Some(Excluded::Break)),
            (100, Some(No), None, Some(Excluded::Break)),
            (100, travel, None, by_person),
            (28, travel, Some(28.0), by_person),
            (47, None, Some(30.0), None),
            (48, None, Some(30.0), unlogged),
            (72, None, Some(30.0), unlogged),
            (75, None, Some(30.0), None),
            (78, None, Some(30.0), unlogged),
            (60, Some(No), Some(30.0), None),
            (60, None, None, None),
            (14, None, Some(28.0), Some(Excluded::TooShort)),
            (14, None, None, None),
            (14, Some(No), Some(28.0), None),
            (15, None, Some(28.0), None),
        ] {
            assert_eq!(excluded(gap, said, usual), expected, "{gap} {said:?}");
        }
    }

    #[test]
    fn the_usual_gap_is_that_of_the_shortest_that_are_alike() {
        for (gaps, expected) in [
            (&[][..], USUAL),
            (&[56], USUAL),
            (&[28], 28.0),
            (&[28, 56], 28.0),
            (&[56, 28], 28.0),
            (&[56, 58], USUAL),
            // Three alike are a history, however long.
            (&[56, 58, 52], 56.0),
            (&[28, 56, 56], 28.0),
            (&[28, 200, 30], 29.0),
            (&[28, 29, 30, 31], 29.5),
            // One that is short once measures no others.
            (&[22, 40, 41, 40, 42, 41, 40], 40.5),
            (&[16, 28], 28.0),
            (&[4, 28], 28.0),
            // Truly uneven.
            (&[25, 30, 35, 40, 45, 50], 30.0),
        ] {
            let usual = usual_gap(gaps.iter().map(|gap| (*gap, None)));
            assert_eq!(usual, expected, "{gaps:?}");
        }
        let left_out = Some(LeaveOut::Because(Reason::Illness));
        assert_eq!(usual_gap([(40, left_out), (28, None)].into_iter()), 28.0);
    }

    /// Why each of some gaps does not count, each seen with all.
    fn judged(gaps: &[i64]) -> Vec<(i64, Option<Excluded>)> {
        let usual = usual_gap(gaps.iter().map(|gap| (*gap, None)));
        let judge = |gap: &i64| (*gap, excluded(*gap, None, Some(usual)));
        gaps.iter().map(judge).collect()
    }

    #[test]
    fn mostly_breaks_or_mostly_too_short_is_nothing_to_foretell_from() {
        let months = |least, most| Some(Spacing::MonthsApart { least, most });
        let close = |least, most| Some(Spacing::TooClose { least, most });
        for (gaps, expected) in [
            (&[][..], None),
            (&[126], None),
            (&[126, 116], months(116, 126)),
            (&[126, 116, 116, 117], months(116, 126)),
            (&[28, 28, 150, 28], None),
            (&[28, 150, 200], months(150, 200)),
            (&[150, 200, 28, 28], None),
            (&[14, 13, 14], close(13, 14)),
            (&[28, 13, 28], None),
            (&[15, 99, 15, 99], None),
        ] {
            assert_eq!(spacing(&judged(gaps)), expected, "{gaps:?}");
        }
        let mut left_out = judged(&[126, 116, 116]);
        for (_, why) in &mut left_out {
            *why = Some(Excluded::ByPerson(Reason::Pregnancy));
        }
        assert_eq!(spacing(&left_out), None);
    }

    proptest! {
        /// A forgotten period is asked about from the first, wherever it lies, and never averaged.
        #[test]
        fn one_forgotten_period_never_counts(own in 22i64..38, n in 1usize..14, at in 0usize..14, times in 2i64..=3) {
            let mut gaps = vec![own; n];
            gaps.insert(at.min(n), times * own);
            for (gap, why) in judged(&gaps).into_iter().filter(|(gap, _)| *gap <= LONGEST_CYCLE) {
                prop_assert_eq!(why.is_some(), gap > own, "{} of {}", gap, own);
            }
        }

        /// Those whose cycles truly vary keep a history: whatever they are, most gaps within
        /// the range of cycles count once there are enough.
        #[test]
        fn uneven_gaps_keep_a_history(gaps in prop::collection::vec(25i64..=50, 6..24)) {
            let kept = judged(&gaps).iter().filter(|(_, why)| why.is_none()).count();
            prop_assert!(3 * kept >= gaps.len(), "{} of {:?}", kept, gaps);
        }
    }
}
