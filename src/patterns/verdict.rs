//! What may be said of a question.

use serde::{Deserialize, Serialize};

/// A question is answered from this many complete cycles, or stretches of four weeks, on.
pub const LEAST_CYCLES: usize = 3;

/// With fewer than this many, what is found is told as "so far".
pub const CERTAIN_CYCLES: usize = 6;

/// Events, or uses of a measure, from which on they are spoken of.
pub const LEAST_EVENTS: usize = 6;

/// Days without the event, or outside the phase, from which on there is something to compare with.
pub const LEAST_COMPARISON: usize = 20;

/// The least difference that is told, in points of 0 to 10.
pub const LEAST_DIFFERENCE: f64 = 1.0;

/// The adjusted chance below which something is a pattern.
pub const PATTERN_LEVEL: f64 = 0.05;

/// The same for the phases of all scales but the main one, together.
pub(super) const OTHERS_LEVEL: f64 = 0.02;

/// The share of false ones among the events that are told (q).
pub const EVENT_LEVEL: f64 = 0.025;

/// The size of a difference and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The mean in the phase or after the event, 0 to 10.
    pub inside: f64,
    /// The mean of what it is compared with, 0 to 10.
    pub outside: f64,
    /// `inside` less `outside`, in points.
    pub difference: f64,
    /// The lower end of its 95 % interval.
    pub low: f64,
    /// The upper end of its 95 % interval.
    pub high: f64,
    /// How often chance alone does as well: rotation test, 9,999 rotations.
    pub p: f64,
    /// The same, given how many questions were asked.
    pub p_adjusted: f64,
    /// In how many cycles, or stretches of four weeks, the difference goes the same way.
    pub same_sign: usize,
    /// Of how many.
    pub of: usize,
    /// How often a score is higher than one it is compared with, less how often it is lower: -1
    /// to 1 (Cliff's delta).
    pub cliffs_delta: f64,
}

/// What may be said of a question, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Too little is recorded to ask.
    NotEnough,
    /// Asked, and nothing found.
    None,
    /// Found, in too few cycles to be called a pattern.
    SoFar,
    /// Beyond chance, large enough, and the same way in three cycles of four.
    Pattern,
    /// A pattern whose interval leaves zero out, too.
    Steady,
}

/// How many of some cycles have to go the same way: three of four.
pub(super) fn needed_same(cycles: usize) -> usize {
    (3 * cycles).div_ceil(4)
}

/// What may be said, given an estimate and the adjusted chance below which it is told at all.
pub(super) fn verdict(estimate: &Estimate, level: f64) -> Verdict {
    let told = estimate.p_adjusted < level
        && estimate.difference.abs() >= LEAST_DIFFERENCE
        && estimate.same_sign >= needed_same(estimate.of);
    if !told {
        Verdict::None
    } else if estimate.of < CERTAIN_CYCLES {
        Verdict::SoFar
    } else if estimate.low > 0.0 || estimate.high < 0.0 {
        Verdict::Steady
    } else {
        Verdict::Pattern
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_said_follows_the_table() {
        let found = Estimate {
            inside: 4.1,
            outside: 2.2,
            difference: 1.9,
            low: 0.4,
            high: 3.4,
            p: 0.001,
            p_adjusted: 0.004,
            same_sign: 5,
            of: 6,
            cliffs_delta: 0.6,
        };
        let lower = Estimate {
            difference: -1.9,
            low: -3.4,
            high: -0.4,
            ..found
        };
        let table = [
            (found, Verdict::Steady),
            (lower, Verdict::Steady),
            (Estimate { low: -0.1, ..found }, Verdict::Pattern),
            (Estimate { of: 5, ..found }, Verdict::SoFar),
            (
                Estimate {
                    same_sign: 3,
                    of: 3,
                    ..found
                },
                Verdict::SoFar,
            ),
            (
                Estimate {
                    p_adjusted: EVENT_LEVEL,
                    ..found
                },
                Verdict::None,
            ),
            (
                Estimate {
                    difference: 0.9,
                    ..found
                },
                Verdict::None,
            ),
            (
                Estimate {
                    same_sign: 4,
                    ..found
                },
                Verdict::None,
            ),
            (
                Estimate {
                    same_sign: 5,
                    of: 7,
                    ..found
                },
                Verdict::None,
            ),
        ];
        for (estimate, said) in table {
            assert_eq!(verdict(&estimate, EVENT_LEVEL), said, "{estimate:?}");
        }
        let weak = Estimate {
            p_adjusted: 0.06,
            ..found
        };
        assert_eq!(verdict(&weak, PATTERN_LEVEL), Verdict::None);
    }
}
