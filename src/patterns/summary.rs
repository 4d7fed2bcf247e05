//! Means and spreads.

/// Some scores in short.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// How many there are.
    pub days: usize,
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation; 0 for one alone.
    pub spread: f64,
}

impl Summary {
    /// The summary of scores; `None` without any.
    pub(super) fn of(scores: impl Iterator<Item = f64>) -> Option<Self> {
        let (days, sum, squares) = scores.fold((0, 0.0, 0.0), |(n, sum, squares), x| {
            (n + 1, sum + x, squares + x * x)
        });
        Self::of_sums(std::iter::once((days, 1.0, sum, squares)))
    }

    /// The summary of groups of scores, each group with a weight: how many there are, the weight of
    /// each, their sum and the sum of their squares. Groups of weight 0 do not count.
    pub(super) fn of_sums(groups: impl Iterator<Item = (u32, f64, f64, f64)>) -> Option<Self> {
        let (mut days, mut total, mut mean, mut squares) = (0, 0.0, 0.0, 0.0);
        for (n, weight, sum, square) in groups.filter(|group| group.1 > 0.0) {
            days += n;
            total += weight * f64::from(n);
            mean += weight * sum;
            squares += weight * square;
        }
        if days == 0 {
            return None;
        }
        mean /= total;
        let corrected = f64::from(days) / (f64::from(days) - 1.0).max(1.0);
        // Rounding must not make a variance negative.
        let variance = (squares / total - mean * mean).max(0.0) * corrected;
        Some(Self {
            days: days as usize,
            mean,
            spread: variance.sqrt(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_of_few_and_many() {
        let of = |scores: &[f64]| Summary::of(scores.iter().copied());
        assert_eq!(of(&[]), None);
        assert_eq!(
            of(&[4.0]),
            Some(Summary {
                days: 1,
                mean: 4.0,
                spread: 0.0
            })
        );
        let many = of(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]).unwrap();
        assert!((many.spread - (32.0_f64 / 7.0).sqrt()).abs() < 1e-12);
    }
}
