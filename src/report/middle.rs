//! Some numbers in short.

use serde::Serialize;

use crate::diary::statistics::median;

/// The middle of some numbers, and how far they reach.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Middle {
    /// How many there are.
    pub n: usize,
    /// The median.
    pub median: f64,
    /// The lower end of the middle half: the 25th percentile.
    pub lower: f64,
    /// The upper end of the middle half: the 75th percentile.
    pub upper: f64,
    /// The lowest.
    pub lowest: f64,
    /// The highest.
    pub highest: f64,
}

impl Middle {
    /// Of some numbers; `None` without any. Quartiles interpolate between neighbours (type 7 of
    /// Hyndman & Fan, The American Statistician 1996).
    pub fn of(numbers: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut sorted: Vec<f64> = numbers.into_iter().collect();
        sorted.sort_by(f64::total_cmp);
        let (lowest, highest) = (*sorted.first()?, *sorted.last()?);
        // In quarters of a step between neighbours, so that no float has to be cut to a place.
        let quantile = |quarters: usize| {
            let at = quarters * (sorted.len() - 1);
            let (place, part) = (at / 4, at % 4);
            let (low, high) = (sorted[place], sorted[(place + 1).min(sorted.len() - 1)]);
            low + (high - low) * [0.0, 0.25, 0.5, 0.75][part]
        };
        let (lower, upper) = (quantile(1), quantile(3));
        Some(Self {
            n: sorted.len(),
            median: median(&mut sorted)?,
            lower,
            upper,
            lowest,
            highest,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_half_is_that_of_the_books() {
        assert_eq!(Middle::of([]), None);
        for (numbers, median, lower, upper) in [
            (vec![4.0], 4.0, 4.0, 4.0),
            (vec![3.0, 1.0], 2.0, 1.5, 2.5),
            (vec![1.0, 2.0, 3.0, 4.0], 2.5, 1.75, 3.25),
            (vec![5.0, 1.0, 2.0, 3.0, 4.0], 3.0, 2.0, 4.0),
        ] {
            let of = Middle::of(numbers.clone()).unwrap();
            assert_eq!(
                (of.median, of.lower, of.upper),
                (median, lower, upper),
                "{numbers:?}"
            );
            assert_eq!(of.n, numbers.len());
        }
    }
}
