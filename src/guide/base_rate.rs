//! Whether it hurts more often at some time than at others: how often at that time says nothing by
//! itself, for somebody in pain on most days has pain at every time, too.
//!
//! Stretches of time are compared with others of the same length, only within groups of what is
//! alike (a cycle, say), and the groups are put together: the hypothesis of Mantel & Haenszel (J Natl
//! Cancer Inst 22:719, 1959), tested exactly (Gart, Biometrika 57:471, 1970), for the groups are
//! small.
//!
//! Of diaries in which pain comes when it likes (first-order autoregressive, spread 1.25, a fifth of the
//! days not answered, sex on 23 of 200 days) a page of the period's second day, with an orgasm, and one
//! of ovulation were told a past *for* or *against* a reading so often (n = 1,000 diaries each, 4 / 8 / 13
//! cycles, `tests/guide/chance.rs`; never more than .026 [.018, .038], and one or the other together never
//! more than .040):
//!
//! | pain | φ | period, for | against | ovulation, for | against |
//! |---|---|---|---|---|---|
//! | little | .5 | .011 / .011 / .011 | .004 / .024 / .023 | .005 / .012 / .019 | .003 / .014 / .015 |
//! | little | .7 | .015 / .010 / .014 | .005 / .023 / .026 | .007 / .007 / .013 | .002 / .015 / .012 |
//! | little | .85 | .006 / .011 / .013 | .005 / .010 / .020 | .005 / .006 / .016 | .004 / .006 / .008 |
//! | some | .5 | .005 / .014 / .019 | .005 / .011 / .002 | .002 / .003 / .004 | .004 / .003 / .002 |
//! | some | .7 | .007 / .008 / .010 | .002 / .007 / .006 | .006 / .004 / .008 | .005 / .000 / .005 |
//! | some | .85 | .005 / .006 / .021 | .003 / .005 / .008 | .004 / .003 / .008 | .006 / .004 / .002 |
//! | much | .5 | .004 / .006 / .017 | .002 / .005 / .002 | .001 / .003 / .004 | .002 / .002 / .001 |
//! | much | .7 | .002 / .009 / .009 | .001 / .007 / .006 | .002 / .003 / .006 | .003 / .000 / .005 |
//! | much | .85 | .004 / .004 / .013 | .004 / .005 / .005 | .002 / .004 / .004 | .003 / .005 / .002 |
//!
//! Where sex is three times rarer on days with more pain than usual it is no more: for at most .016,
//! against at most .025. Three points about each period were told *for* it in .840 [.816, .861] with 8
//! cycles and little pain else, .874 [.852, .893] with 13, and .657 [.627, .686] with 13 and some pain
//! else (φ .7).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::diary::DateRange;
use crate::diary::calendar::shift;

/// Chance may tell a time from the others so often, one way: a day is told at most of two times, and
/// with what [`OFTEN`] and [`SELDOM`] ask, a page of nothing tells one in fewer than 1 of 20.
const LEVEL: f64 = 0.025;

/// Pain at this share of the times is often,
const OFTEN: f64 = 0.5;

/// and at this one or less it is seldom.
const SELDOM: f64 = 1.0 / 3.0;

/// A past of fewer times than this tells nothing.
const LEAST: usize = 2;

/// Something that was several times, with or without pain.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Past {
    /// How often it was.
    pub times: usize,
    /// How often with pain.
    pub pains: usize,
}

/// How often it hurt at some time, beside how often at others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BaseRate {
    /// The stretches at that time.
    pub at: Past,
    /// The others, of the same length.
    pub elsewhere: Past,
    /// How many days a stretch has.
    pub days: i64,
    /// The score from which pain counts, 1 to 10.
    pub from: u8,
    /// Which way they differ.
    pub lean: Lean,
}

/// How a time differs from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lean {
    /// It hurts there often, and clearly more often than elsewhere.
    More,
    /// It hurts there seldom, and clearly less often than elsewhere.
    Less,
    /// Neither can be said.
    Neither,
}

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    /// Its days.
    pub range: DateRange,
    /// Whether it lies at the time that is asked about.
    pub at: bool,
}

/// The days of a range in windows of a length that do not overlap: those that begin on one of the
/// `starts`, which are in order, and as many others as fit between.
pub(super) fn windows(range: DateRange, days: i64, starts: &[NaiveDate]) -> Vec<Window> {
    let mut windows = Vec::new();
    let mut starts = starts.iter().copied().peekable();
    let mut first = range.first;
    while shift(first, days - 1) <= range.last {
        while starts.next_if(|start| *start < first).is_some() {}
        let range = DateRange {
            first,
            last: shift(first, days - 1),
        };
        match starts.peek() {
            Some(start) if *start == first => windows.push(Window { range, at: true }),
            Some(start) if *start <= range.last => {
                first = *start;
                continue;
            }
            _ => windows.push(Window { range, at: false }),
        }
        first = shift(first, days);
    }
    windows
}

/// The windows of a group, counted.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    at: Past,
    elsewhere: Past,
}

impl Past {
    pub(super) fn add(&mut self, pain: bool) {
        self.times += 1;
        self.pains += usize::from(pain);
    }

    fn join(self, other: Self) -> Self {
        Self {
            times: self.times + other.times,
            pains: self.pains + other.pains,
        }
    }

    fn share(self) -> f64 {
        self.pains as f64 / self.times as f64
    }
}

impl BaseRate {
    /// Compares windows of a length: each with the group it belongs to, whether it lies at the time
    /// that is asked about, and whether it hurt from a score on. None when there is nothing to compare.
    pub(super) fn of<K: Ord>(
        days: i64,
        from: u8,
        windows: impl Iterator<Item = (K, bool, bool)>,
    ) -> Option<Self> {
        let mut groups: BTreeMap<K, Group> = BTreeMap::new();
        for (key, at, pain) in windows {
            let group = groups.entry(key).or_default();
            match at {
                true => group.at.add(pain),
                false => group.elsewhere.add(pain),
            }
        }
        let of =
            |past: fn(&Group) -> Past| groups.values().map(past).fold(Past::default(), Past::join);
        let (at, elsewhere) = (of(|group| group.at), of(|group| group.elsewhere));
        if at.times < LEAST || elsewhere.times < LEAST {
            return None;
        }
        let chances = chances(groups.values());
        let (more, less) = (
            chances.iter().skip(at.pains).sum::<f64>(),
            chances.iter().take(at.pains + 1).sum::<f64>(),
        );
        let (here, there) = (at.share(), elsewhere.share());
        let lean = match () {
            () if here >= OFTEN && here > there && more <= LEVEL => Lean::More,
            () if here <= SELDOM && here < there && less <= LEVEL => Lean::Less,
            () => Lean::Neither,
        };
        Some(Self {
            at,
            elsewhere,
            days,
            from,
            lean,
        })
    }
}

/// How probable each number of painful windows at the time is, from none on, when within each group
/// they lie where they like.
fn chances<'a>(groups: impl Iterator<Item = &'a Group>) -> Vec<f64> {
    groups.fold(vec![1.0], |sum, Group { at, elsewhere }| {
        let (times, pains) = (at.times + elsewhere.times, at.pains + elsewhere.pains);
        let all = ways(times, at.times);
        let mut next = vec![0.0; sum.len() + at.times];
        for here in 0..=at.times.min(pains) {
            // Those at the time out of the painful ones, the rest of them out of the others.
            let chance = ways(pains, here) * ways(times - pains, at.times - here) / all;
            for (before, share) in sum.iter().enumerate() {
                next[before + here] += share * chance;
            }
        }
        next
    })
}

/// In how many ways some can be taken out of several.
fn ways(of: usize, taken: usize) -> f64 {
    if taken > of {
        return 0.0;
    }
    (0..taken).fold(1.0, |ways, n| ways * (of - n) as f64 / (n + 1) as f64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(n: i64) -> NaiveDate {
        shift(NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(), n)
    }

    /// So many groups, each with as many windows at the time and elsewhere, and those with pain.
    fn rate(groups: usize, at: (usize, usize), elsewhere: (usize, usize)) -> Option<BaseRate> {
        let some = |(pains, times): (usize, usize), at| (0..times).map(move |n| (at, n < pains));
        let all = (0..groups).flat_map(|group| {
            let windows = some(at, true).chain(some(elsewhere, false));
            windows.map(move |(at, pain)| (group, at, pain))
        });
        BaseRate::of(4, 1, all)
    }

    #[test]
    fn often_is_nothing_where_it_is_so_everywhere() {
        for (at, elsewhere, expected) in [
            ((1, 1), (6, 6), Lean::Neither),
            ((1, 1), (5, 6), Lean::Neither),
            ((1, 1), (1, 6), Lean::More),
            ((0, 1), (5, 6), Lean::Less),
            ((0, 1), (0, 6), Lean::Neither),
            ((0, 1), (1, 6), Lean::Neither),
        ] {
            let told = rate(12, at, elsewhere).unwrap();
            assert_eq!(told.lean, expected, "{at:?} {elsewhere:?}");
            assert_eq!((told.at.times, told.elsewhere.times), (12, 72));
        }
        assert!(rate(1, (1, 1), (0, 6)).is_none(), "once is no past");
        assert!(rate(5, (1, 1), (0, 0)).is_none(), "nothing to compare with");
    }

    #[test]
    fn the_chances_are_those_of_the_exact_test() {
        // Fisher's tea: 3 of 4 and 1 of 4 come by chance in (16 + 1) of 70.
        let tea = Group {
            at: Past { times: 4, pains: 3 },
            elsewhere: Past { times: 4, pains: 1 },
        };
        let chances = chances([&tea].into_iter());
        assert!((chances[3] + chances[4] - 17.0 / 70.0).abs() < 1e-12);
        // Twelve groups with one painful window of seven: 1/7 each.
        let one = Group {
            at: Past { times: 1, pains: 1 },
            elsewhere: Past { times: 6, pains: 0 },
        };
        let all = super::chances([one; 12].iter());
        assert!((all[12] - (1.0_f64 / 7.0).powi(12)).abs() < 1e-15);
    }

    proptest! {
        /// Nothing is lost or told twice: windows do not overlap and stay in the range, every start
        /// that is not within another window has one, and the chances sum to 1.
        #[test]
        fn windows_part_a_range(
            len in 1_i64..60,
            days in 1_i64..7,
            starts in prop::collection::btree_set(0_i64..60, 0..6),
        ) {
            let range = DateRange { first: day(0), last: day(len - 1) };
            let starts: Vec<NaiveDate> = starts.into_iter().map(day).collect();
            let windows = windows(range, days, &starts);
            for pair in windows.windows(2) {
                prop_assert!(pair[0].range.last < pair[1].range.first);
            }
            for window in &windows {
                let (first, last) = (window.range.first, window.range.last);
                prop_assert!(first >= range.first && last <= range.last);
                prop_assert_eq!(i64::try_from(window.range.len()).unwrap(), days);
                prop_assert_eq!(window.at, starts.contains(&first));
                let inside = starts.iter().filter(|start| (first..=last).contains(start));
                prop_assert!(window.at || inside.count() == 0);
            }
            for start in starts.iter().filter(|start| shift(**start, days - 1) <= range.last) {
                prop_assert!(windows.iter().any(|of| of.at && of.range.contains(*start)));
            }
        }

        #[test]
        fn chances_sum_to_one(groups in prop::collection::vec((0_usize..4, 0_usize..4, 0_usize..9, 0_usize..9), 1..14)) {
            let past = |times, pains: usize| Past { times, pains: pains.min(times) };
            let groups: Vec<Group> = groups
                .iter()
                .map(|(a, b, c, d)| Group { at: past(*a, *b), elsewhere: past(*c, *d) })
                .collect();
            let sum: f64 = chances(groups.iter()).iter().sum();
            prop_assert!((sum - 1.0).abs() < 1e-9);
        }
    }
}
