//! What would have been missed: how sure a "no pattern found" is.

use super::interval::{normal_below, normal_quantile};
use super::verdict::{LEAST_DIFFERENCE, needed_same};

/// The real difference it is told for, in points: the change in pain that matters to people
/// (Farrar et al., Pain 2001).
pub const REAL: f64 = 2.0;

/// What the chance of missing a real difference hangs on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Design {
    /// The standard deviation of the statistic over all rotations.
    pub spread: f64,
    /// What a real difference of one point adds to the statistic.
    pub information: f64,
    /// The variance over all rotations that a real difference of one point itself makes.
    pub echo: f64,
    /// The standard error of the difference that is told, in points.
    pub error: f64,
    /// The share of a real difference that can be seen in it.
    pub visible: f64,
    /// The cycles, or stretches of four weeks, in which it is seen.
    pub units: usize,
    /// The chance of a false claim that one question of its family may have.
    pub level: f64,
}

impl Design {
    /// The probability that a real difference of [`REAL`] points would not have been told.
    ///
    /// A difference is told when it is beyond chance, and large enough, and enough cycles go the
    /// same way. Statistic and difference are taken as normal; the hardest of the three decides.
    pub(super) fn missed(&self) -> f64 {
        // A real difference is turned along with all the rest, and makes chance look wider.
        let spread = (self.spread.powi(2) + REAL.powi(2) * self.echo).sqrt();
        let beyond =
            normal_below(REAL * self.information / spread - normal_quantile(1.0 - self.level));
        let told = REAL * self.visible;
        let large = normal_below(ratio(told - LEAST_DIFFERENCE, self.error));
        let each = normal_below(ratio(told, self.error * (self.units as f64).sqrt()));
        let same = at_least(needed_same(self.units), self.units, each);
        1.0 - beyond.min(large).min(same)
    }
}

/// A number of standard errors; without any error, a sure one.
fn ratio(difference: f64, error: f64) -> f64 {
    difference / error.max(1e-9)
}

/// The probability of at least `least` successes in `n` trials of probability `p`.
fn at_least(least: usize, n: usize, p: f64) -> f64 {
    let log = |x: usize| libm::lgamma(x as f64 + 1.0);
    let p = p.clamp(1e-12, 1.0 - 1e-12);
    let chance = |k: usize| {
        let ways = log(n) - log(k) - log(n - k);
        (ways + k as f64 * p.ln() + (n - k) as f64 * (1.0 - p).ln()).exp()
    };
    (least..=n).map(chance).sum::<f64>().min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coins_fall_as_they_do() {
        assert!((at_least(3, 4, 0.5) - 5.0 / 16.0).abs() < 1e-12);
        assert!((at_least(0, 4, 0.3) - 1.0).abs() < 1e-12);
        assert!((at_least(6, 6, 0.9) - 0.9_f64.powi(6)).abs() < 1e-9);
        assert!(at_least(1, 1, 1.0) <= 1.0 && at_least(1, 1, 0.0) >= 0.0);
    }

    #[test]
    fn more_is_missed_with_less_to_see() {
        let design = Design {
            spread: 3.0,
            information: 6.0,
            echo: 0.0,
            error: 0.4,
            visible: 0.8,
            units: 6,
            level: 0.01,
        };
        let missed = design.missed();
        // z = 2 · 6 / 3 against a line of 2.576.
        assert!(
            (missed - normal_below(2.576 - 4.0)).abs() < 1e-3,
            "{missed}"
        );
        for harder in [
            Design {
                spread: 4.0,
                ..design
            },
            Design {
                echo: 1.0,
                ..design
            },
            Design {
                error: 2.0,
                ..design
            },
            Design {
                visible: 0.4,
                ..design
            },
            Design {
                level: 0.001,
                ..design
            },
        ] {
            assert!(harder.missed() > missed, "{harder:?}");
        }
    }
}
