//! Sets of days, one bit a day: what makes a year of conditions cheap enough for every key.

use std::collections::VecDeque;

/// A set of days in a stretch of days, each named by its offset from the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Days {
    len: usize,
    words: Vec<u64>,
}

impl Days {
    /// No day of a stretch of `len` days.
    pub(super) fn none(len: usize) -> Self {
        Self {
            len,
            words: vec![0; len.div_ceil(64)],
        }
    }

    /// Every day of a stretch of `len` days.
    pub(super) fn all(len: usize) -> Self {
        Self::none(len).complement()
    }

    /// Every day, or none.
    pub(super) fn every(len: usize, yes: bool) -> Self {
        if yes { Self::all(len) } else { Self::none(len) }
    }

    /// Whether no day is in it.
    pub(super) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Whether a day is in it.
    pub(super) fn contains(&self, day: usize) -> bool {
        day < self.len && self.words[day / 64] >> (day % 64) & 1 == 1
    }

    /// Puts a day in; one beyond the stretch is passed over.
    pub(super) fn insert(&mut self, day: usize) {
        if day < self.len {
            self.words[day / 64] |= 1 << (day % 64);
        }
    }

    /// The days in it, earliest first.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| {
            std::iter::successors((*word != 0).then_some(*word), |rest| {
                let rest = rest & (rest - 1);
                (rest != 0).then_some(rest)
            })
            .map(move |rest| at * 64 + rest.trailing_zeros() as usize)
        })
    }

    /// The days that are in both.
    pub(super) fn and(mut self, other: &Self) -> Self {
        self.combine(other, |a, b| a & b);
        self
    }

    /// The days that are in either.
    pub(super) fn or(mut self, other: &Self) -> Self {
        self.combine(other, |a, b| a | b);
        self
    }

    /// The days that are in this, but not in the other.
    pub(super) fn without(mut self, other: &Self) -> Self {
        self.combine(other, |a, b| a & !b);
        self
    }

    /// The days that are not in it.
    pub(super) fn complement(mut self) -> Self {
        self.words.iter_mut().for_each(|word| *word = !*word);
        self.trim();
        self
    }

    /// Each day moved `by` days later; what leaves the stretch is lost.
    pub(super) fn later(&self, by: usize) -> Self {
        let mut moved = Self::none(self.len);
        let (whole, bits) = (by / 64, by % 64);
        for at in whole..self.words.len() {
            moved.words[at] = self.words[at - whole] << bits;
            if bits > 0 && at > whole {
                moved.words[at] |= self.words[at - whole - 1] >> (64 - bits);
            }
        }
        moved.trim();
        moved
    }

    /// Each day moved `by` days earlier; what leaves the stretch is lost.
    pub(super) fn earlier(&self, by: usize) -> Self {
        let mut moved = Self::none(self.len);
        let (whole, bits) = (by / 64, by % 64);
        for at in whole..self.words.len() {
            moved.words[at - whole] = self.words[at] >> bits;
            if bits > 0 && at + 1 < self.words.len() {
                moved.words[at - whole] |= self.words[at + 1] << (64 - bits);
            }
        }
        moved
    }

    /// The days that have one of it among the `days` days that end on them.
    pub(super) fn lasting(&self, days: usize) -> Self {
        self.reaching(days, Self::later)
    }

    /// The days that have one of it among the `days` days that begin on them.
    pub(super) fn leading(&self, days: usize) -> Self {
        self.reaching(days, Self::earlier)
    }

    fn reaching(&self, days: usize, moved: fn(&Self, usize) -> Self) -> Self {
        let mut reach = self.clone();
        let mut have = 1;
        while have < days {
            let step = have.min(days - have);
            let further = moved(&reach, step);
            reach = reach.or(&further);
            have += step;
        }
        reach
    }

    /// The days in it which, with those before them, make at least `least` in `window` days, in
    /// each of the last `stretches` such windows.
    pub(super) fn repeated(&self, least: usize, window: usize, stretches: usize) -> Self {
        let mut found = Self::none(self.len);
        if self.is_empty() {
            return found;
        }
        let mut before = vec![0_usize; self.len + 1];
        for day in 0..self.len {
            before[day + 1] = before[day] + usize::from(self.contains(day));
        }
        for day in self.iter() {
            let enough = (0..stretches).all(|back| {
                let end = (day + 1).saturating_sub(back * window);
                before[end] - before[end.saturating_sub(window)] >= least
            });
            if enough {
                found.insert(day);
            }
        }
        found
    }

    /// The days in it which, with those of the `window` days that end on them, fall into at least
    /// `least` different groups. Groups never come back once left, as months and cycles do not; a
    /// day without a group counts for none.
    pub(super) fn spread(
        &self,
        least: usize,
        window: usize,
        group: impl Fn(usize) -> Option<i32>,
    ) -> Self {
        let mut found = Self::none(self.len);
        // Each group seen, with its latest day.
        let mut seen: VecDeque<(i32, usize)> = VecDeque::new();
        for day in self.iter() {
            let Some(group) = group(day) else { continue };
            match seen.back_mut() {
                Some((last, at)) if *last == group => *at = day,
                _ => seen.push_back((group, day)),
            }
            while seen.front().is_some_and(|(_, at)| at + window <= day) {
                seen.pop_front();
            }
            if seen.len() >= least {
                found.insert(day);
            }
        }
        found
    }

    /// Its days in runs that no gap of more than `gap` days parts.
    pub(super) fn runs(&self, gap: usize) -> Vec<Vec<usize>> {
        let mut runs: Vec<Vec<usize>> = Vec::new();
        for day in self.iter() {
            match runs.last_mut() {
                Some(run) if run.last().is_some_and(|last| day - last <= gap) => run.push(day),
                _ => runs.push(vec![day]),
            }
        }
        runs
    }

    fn combine(&mut self, other: &Self, with: impl Fn(u64, u64) -> u64) {
        debug_assert_eq!(self.len, other.len);
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a = with(*a, *b);
        }
    }

    /// Clears the bits behind the last day.
    fn trim(&mut self) {
        if let Some(last) = self.words.last_mut()
            && !self.len.is_multiple_of(64)
        {
            *last &= (1 << (self.len % 64)) - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn days(len: usize, of: &BTreeSet<usize>) -> Days {
        let mut days = Days::none(len);
        of.iter().for_each(|day| days.insert(*day));
        days
    }

    fn naive(len: usize, holds: impl Fn(usize) -> bool) -> Vec<usize> {
        (0..len).filter(|day| holds(*day)).collect()
    }

    proptest! {
        /// Every operation gives what counting day by day gives.
        #[test]
        fn bits_agree_with_counting(
            len in 1_usize..300,
            a in prop::collection::btree_set(0_usize..300, 0..60),
            b in prop::collection::btree_set(0_usize..300, 0..60),
            n in 1_usize..150,
            k in 1_usize..5,
        ) {
            let (x, y) = (days(len, &a), days(len, &b));
            let (a, b) = (|d: usize| d < len && a.contains(&d), |d: usize| d < len && b.contains(&d));
            let list = |days: Days| days.iter().collect::<Vec<_>>();
            let count = |end: usize, n: usize| (0..n).filter(|back| end >= *back && a(end - back)).count();
            prop_assert_eq!(list(x.clone()), naive(len, a));
            prop_assert_eq!(list(x.clone().and(&y)), naive(len, |d| a(d) && b(d)));
            prop_assert_eq!(list(x.clone().or(&y)), naive(len, |d| a(d) || b(d)));
            prop_assert_eq!(list(x.clone().without(&y)), naive(len, |d| a(d) && !b(d)));
            prop_assert_eq!(list(x.clone().complement()), naive(len, |d| !a(d)));
            prop_assert_eq!(list(x.later(n)), naive(len, |d| d >= n && a(d - n)));
            prop_assert_eq!(list(x.earlier(n)), naive(len, |d| a(d + n)));
            prop_assert_eq!(list(x.lasting(n)), naive(len, |d| count(d, n) > 0));
            prop_assert_eq!(list(x.leading(n)), naive(len, |d| (d..d + n).any(a)));
            prop_assert_eq!(
                list(x.repeated(k, n, 2)),
                naive(len, |d| a(d) && count(d, n) >= k && d >= n && count(d - n, n) >= k)
            );
            let month = |d: usize| d / 30;
            prop_assert_eq!(
                list(x.spread(k, n, |d| i32::try_from(month(d)).ok())),
                naive(len, |d| a(d) && {
                    let months: BTreeSet<_> =
                        (0..n).filter(|back| d >= *back && a(d - back)).map(|back| month(d - back)).collect();
                    months.len() >= k
                })
            );
        }
    }

    #[test]
    fn runs_bridge_short_gaps() {
        let of = days(100, &BTreeSet::from([1, 2, 16, 31]));
        assert_eq!(of.runs(14), vec![vec![1, 2, 16], vec![31]]);
        assert!(Days::none(9).runs(14).is_empty());
    }
}
