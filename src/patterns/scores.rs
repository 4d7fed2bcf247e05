//! Small summaries of whole scores.

/// How often each score from 0 to 10 stands in a group of days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts([usize; 11]);

impl Counts {
    /// Adds a score.
    pub(super) fn add(&mut self, score: i8) {
        self.0[score.clamp(0, 10) as usize] += 1;
    }

    /// How many scores there are.
    pub(super) fn days(&self) -> usize {
        self.0.iter().sum()
    }
}

impl FromIterator<i8> for Counts {
    fn from_iter<I: IntoIterator<Item = i8>>(scores: I) -> Self {
        let mut counts = Self::default();
        scores.into_iter().for_each(|score| counts.add(score));
        counts
    }
}

/// How often a score of one group is above or below one of another, over all pairs: Cliff's delta.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Pairs {
    above: usize,
    below: usize,
    all: usize,
}

impl Pairs {
    /// Adds all pairs of two groups.
    pub(super) fn add(&mut self, left: &Counts, right: &Counts) {
        let (mut under, total) = (0, right.days());
        for (n, same) in left.0.iter().zip(&right.0) {
            self.above += n * under;
            self.below += n * (total - under - same);
            self.all += n * total;
            under += same;
        }
    }

    /// From -1 (every score of the left is lower) to 1 (every one is higher); 0 without pairs.
    pub(super) fn delta(self) -> f64 {
        (self.above as f64 - self.below as f64) / self.all.max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn cliffs_delta_is_that_of_all_pairs(
            left in prop::collection::vec(0_i8..=10, 1..20),
            right in prop::collection::vec(0_i8..=10, 1..20),
        ) {
            let mut pairs = Pairs::default();
            pairs.add(&left.iter().copied().collect(), &right.iter().copied().collect());
            let signs: i32 = left
                .iter()
                .flat_map(|l| right.iter().map(move |r| i32::from((l - r).signum())))
                .sum();
            let expected = f64::from(signs) / (left.len() * right.len()) as f64;
            prop_assert!((pairs.delta() - expected).abs() < 1e-12);
        }
    }
}
