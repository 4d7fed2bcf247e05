//! How often something happened, and how well that is known.

use std::fmt;

/// How often something happened.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rate {
    hits: u32,
    of: u32,
}

/// The normal's quantile for an interval of 95 %.
const TWO_SIDED: f64 = 1.96;

impl Rate {
    pub(crate) fn count(&mut self, hit: bool) {
        self.hits += u32::from(hit);
        self.of += 1;
    }

    /// From 0 to 1.
    pub(crate) fn share(self) -> f64 {
        self.share_of(self.of as usize)
    }

    /// The share of so many, all of which it can have happened to.
    pub(crate) fn share_of(self, n: usize) -> f64 {
        f64::from(self.hits) / n.max(1) as f64
    }

    /// The share it was not.
    pub(crate) fn not(self) -> Self {
        Self {
            hits: self.of - self.hits,
            ..self
        }
    }

    /// The 95 % interval of the share (Wilson, JASA 1927).
    pub(crate) fn interval(self) -> (f64, f64) {
        let (n, share) = (f64::from(self.of.max(1)), self.share());
        let square = TWO_SIDED * TWO_SIDED;
        let middle = share + square / (2.0 * n);
        let half = TWO_SIDED * ((share * (1.0 - share) + square / (4.0 * n)) / n).sqrt();
        let all = 1.0 + square / n;
        (
            ((middle - half) / all).max(0.0),
            ((middle + half) / all).min(1.0),
        )
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (low, high) = self.interval();
        match self.of {
            0 => write!(f, "never asked"),
            n => write!(f, "{:.3} [{low:.3}, {high:.3}] n={n}", self.share()),
        }
    }
}
