//! How long a person's cycles are: centre and spread, learnt from few and leaning on the population.
//!
//! Population figures are the project's own, measured on the Marquette set of cycles: 1,490
//! predictions from 148 women, each cycle predicted from that woman's earlier ones and the population
//! from other women. Nothing published gives them in this form. How well they hold on simulated women
//! is printed by `cargo bench --bench forecast`: the share of cycles that the 80 % range holds, on the
//! first day, and while they are still open on day 28, 32 and 35 (1,000 women a world, each known to
//! about .01, on day 35 to .02):
//!
//! | women | first day | day 28 | day 32 | day 35 | own SD of 5 days or more |
//! |---|---|---|---|---|---|
//! | few long cycles | .83 | .90 | .92 | .94 | .95 |
//! | more long cycles | .80 | .88 | .89 | .89 | .89 |
//! | no long cycles | .80 | .90 | .94 | .97 | .89 |
//! | own means of 35 days | .74 | .77 | .80 | .81 | .83 |
//! | within-person SD 5 to 9 | .58 | .71 | .75 | .79 | .63 |
//! | log-normal, never tuned on | .83 | .90 | .94 | .95 | .86 |
//! | mixed and uneven, never tuned on | .74 | .82 | .82 | .84 | .79 |
//!
//! So it is too wide for late cycles of steady women, and too narrow for women who are uneven all the
//! time: one spread cannot do both.

use super::distribution::normal_below;
use super::gaps::{LONGEST_CYCLE, USUAL};

/// The variance of the person's own mean about the population's, in days².
pub(super) const BETWEEN: f64 = 7.12;
/// The variance of a cycle about the person's own mean, as far as the centre is concerned, in days².
const WITHIN: f64 = 8.72;
/// How many of the latest cycles count: with the last 6 to 12 the forecast was nearest (mean error
/// 2.15 days, against 2.21 with all cycles and 2.83 with 28 days for everybody).
const LATEST: usize = 12;

/// The population's variance within a person, in days², and how many cycles it is worth.
const SPREAD: f64 = 5.03;
const SPREAD_WEIGHT: f64 = 4.0;
/// Lengths beyond these, in days, do not widen the spread further. The project's own choice; with 45 the
/// range of those whose cycles truly vary was too narrow.
const CLIP: (f64, f64) = (21.0, 60.0);
/// The 80 % range reaches this many spreads below and above the centre: calibrated on the same
/// predictions, of which late cycles stray further than early ones.
const REACH: (f64, f64) = (1.30, 1.54);
/// The 90 % point of the standard normal distribution.
const Z90: f64 = 1.281_551_6;

// The spread alone covers 70 to 79 % of the cycles after a single known one, and 82 to 88 % after
// six, in simulated women, because it leaves out that the centre itself is uncertain when little is
// known. These two even that out (`cargo bench --bench forecast`).
/// How much of the spread within a person counts.
const WITHIN_SHARE: f64 = 0.85;
/// How much of the uncertainty of the person's own centre counts.
const CENTRE_SHARE: f64 = 1.35;

/// A few cycles are much longer: this share of those above the centre falls off slowly, with a mean
/// of so many days. Calibrated by the same benchmark. It sets what is expected of a cycle that is late already.
const LONG_SHARE: f64 = 0.10;
const LONG_DAYS: f64 = 10.0;

/// What a person's past cycles say of the length of the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lengths {
    /// How many cycles it rests on, at most twelve.
    pub n: usize,
    /// The expected length, in days.
    pub centre: f64,
    /// The variance of a cycle about the person's own mean, in days².
    within: f64,
    /// The variance of what is known of that mean, in days².
    uncertain: f64,
}

impl Lengths {
    /// From the lengths in days that count, earliest first.
    ///
    /// Centre: 29 + b·(middle of the last 12 − 29) with b = 7.12 / (7.12 + 8.72/n). Spread:
    /// s² = (4·5.03 + SS) / (4 + n − 1).
    pub fn of(counted: &[f64]) -> Self {
        let recent = counted
            .get(counted.len().saturating_sub(LATEST)..)
            .unwrap_or(counted);
        let n = recent.len() as f64;
        let own = middle(recent).unwrap_or(USUAL);
        let trust = if recent.is_empty() {
            0.0
        } else {
            BETWEEN / (BETWEEN + WITHIN / n)
        };
        let clipped = recent.iter().map(|days| days.clamp(CLIP.0, CLIP.1));
        let mean = clipped.clone().sum::<f64>() / n.max(1.0);
        let squares: f64 = clipped.map(|days| (days - mean).powi(2)).sum();
        let spread = (SPREAD_WEIGHT * SPREAD + squares) / (SPREAD_WEIGHT + (n - 1.0).max(0.0));
        Self {
            n: recent.len(),
            centre: USUAL + trust * (own - USUAL),
            within: WITHIN_SHARE * spread,
            uncertain: CENTRE_SHARE * BETWEEN * (1.0 - trust),
        }
    }

    /// The probabilities of the lengths 1, 2, … 99 days of the next cycle.
    pub fn next(&self) -> Vec<f64> {
        let sd = (self.within + self.uncertain).sqrt();
        lengths_about(self.centre, sd, LONGEST_CYCLE)
    }

    /// The probabilities of `more` further cycles to last 1, 2, … days together, once the one before
    /// them is known.
    ///
    /// What is not known of the own mean adds up over the cycles, the rest evens out.
    pub fn further(&self, more: u32) -> Vec<f64> {
        let more = f64::from(more);
        let steps = more + 1.0;
        let variance = more * self.within + (steps * steps - 1.0) * self.uncertain;
        let longest = (more * LONGEST_CYCLE as f64) as i64;
        lengths_about(more * self.centre, variance.sqrt(), longest)
    }
}

/// The mean of some lengths without the shortest and the longest quarter, rounded up. Up to six
/// it is their median, which a long cycle does not move; of more it wastes less than the median, and
/// is nearer to the next cycle by 0.02 days in simulated women.
fn middle(lengths: &[f64]) -> Option<f64> {
    let mut sorted = lengths.to_vec();
    sorted.sort_by(f64::total_cmp);
    let cut = sorted
        .len()
        .div_ceil(4)
        .min(sorted.len().saturating_sub(1) / 2);
    let kept = sorted.get(cut..sorted.len() - cut)?;
    (!kept.is_empty()).then(|| kept.iter().sum::<f64>() / kept.len() as f64)
}

/// Probabilities of 1, 2, … days: half below the centre and half above, a tenth beyond the range
/// on either side.
fn lengths_about(centre: f64, sd: f64, longest: i64) -> Vec<f64> {
    let below = |days: f64| {
        let off = days - centre;
        if off < 0.0 {
            return normal_below(off * Z90 / (REACH.0 * sd));
        }
        let usual = 1.0 - normal_below(off * Z90 / (REACH.1 * sd));
        let long = 0.5 * (-off / LONG_DAYS).exp();
        1.0 - (1.0 - LONG_SHARE) * usual - LONG_SHARE * long
    };
    // No cycle is shorter than a day, however widely the lengths are spread.
    let possible = 1.0 - below(0.5);
    (1..=longest)
        .map(|days| (below(days as f64 + 0.5) - below(days as f64 - 0.5)) / possible)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_centre_leans_on_the_population() {
        // b = 0.45, 0.62, 0.71, 0.83 for 1, 2, 3 and 6 cycles.
        for (n, b) in [(1, 0.45), (2, 0.62), (3, 0.71), (6, 0.83)] {
            let lengths = Lengths::of(&vec![39.0; n]);
            assert!((lengths.centre - (29.0 + 10.0 * b)).abs() < 0.06, "{n}");
        }
        assert_eq!(Lengths::of(&[]).centre, 29.0);
    }

    #[test]
    fn the_middle_is_the_median_of_few_and_the_middle_half_of_many() {
        assert_eq!(middle(&[]), None);
        for (lengths, expected) in [
            (&[30.0][..], 30.0),
            (&[28.0, 31.0], 29.5),
            (&[28.0, 60.0, 30.0], 30.0),
            (&[28.0, 60.0, 30.0, 31.0], 30.5),
            (&[20.0, 28.0, 29.0, 31.0, 60.0, 90.0], 30.0),
            (&[20.0, 20.0, 28.0, 29.0, 33.0, 60.0, 90.0], 30.0),
            (
                &[
                    1.0, 1.0, 1.0, 20.0, 21.0, 22.0, 23.0, 24.0, 25.0, 99.0, 99.0, 99.0,
                ],
                22.5,
            ),
        ] {
            assert_eq!(middle(lengths), Some(expected), "{lengths:?}");
        }
    }

    #[test]
    fn only_the_latest_twelve_count_and_one_long_cycle_moves_nothing() {
        let mut lengths = vec![45.0; 20];
        lengths.extend([30.0; 12]);
        assert_eq!(Lengths::of(&lengths), Lengths::of(&[30.0; 12]));
        let steady = Lengths::of(&[28.0; 7]).centre;
        let once_long = Lengths::of(&[28.0, 28.0, 60.0, 28.0, 28.0, 28.0, 28.0]).centre;
        assert_eq!(steady, once_long);
    }

    #[test]
    fn more_cycles_and_steadier_ones_make_it_surer() {
        let sd = |lengths: &[f64]| {
            let known = Lengths::of(lengths);
            (known.within + known.uncertain).sqrt()
        };
        assert!(sd(&[]) > sd(&[29.0]));
        assert!(sd(&[29.0]) > sd(&[29.0; 6]));
        assert!(sd(&[25.0, 33.0, 25.0, 33.0, 25.0, 33.0]) > sd(&[29.0; 6]));
        // s² = (4·5.03 + 8·16) / (4 + 7), of which 0.85; and 1.35·7.12·(1 − b).
        let uneven = Lengths::of(&[25.0, 33.0, 25.0, 33.0, 25.0, 33.0, 25.0, 33.0]);
        assert!((uneven.within - 0.85 * (20.12 + 128.0) / 11.0).abs() < 1e-9);
        let b = 7.12 / (7.12 + 8.72 / 8.0);
        assert!((uneven.uncertain - 1.35 * 7.12 * (1.0 - b)).abs() < 1e-9);
    }

    #[test]
    fn impossible_lengths_take_no_probability() {
        let absurd = Lengths::of(&[1.0, 1.0, 80.17, 1.0]);
        let total: f64 = absurd.next().iter().sum();
        assert!((0.9..=1.0 + 1e-9).contains(&total), "{total}");
    }

    proptest! {
        #[test]
        fn lengths_are_probabilities(lengths in prop::collection::vec(1.0f64..99.0, 0..20), more in 1u32..3) {
            let known = Lengths::of(&lengths);
            for mass in [known.next(), known.further(more)] {
                prop_assert!(mass.iter().all(|p| *p >= 0.0));
                let total: f64 = mass.iter().sum();
                prop_assert!((0.9..=1.0 + 1e-9).contains(&total), "{}", total);
            }
        }
    }
}
