//! What a diary has to say to one question, before chance is asked.

use super::interval::t_quantile;
use super::rotation_table::{RotationTable, Terms};
use super::scores::Pairs;
use super::timing::PartsAsked;
use crate::diary::DateRange;

/// One case behind a finding: a cycle, an event, a use of a measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dot {
    /// The days to look at: the phase in one cycle, or the day of the event.
    pub days: DateRange,
    /// The mean in the phase, the score after the event, or the pain after the measure; 0 to 10.
    pub inside: f64,
    /// What it is compared with: the mean of the cycle's other days, the mean after comparable
    /// days without the event, or the pain before the measure; 0 to 10.
    pub outside: f64,
}

impl Dot {
    /// The difference, in points.
    pub fn difference(&self) -> f64 {
        self.inside - self.outside
    }
}

/// The difference in one cycle, or in one stretch of four weeks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Unit {
    pub difference: f64,
    /// How many cases it is the mean of.
    pub cases: usize,
}

/// What a diary has to say to one question.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    /// Of a phase: the complete cycles with enough days answered.
    pub logged: usize,
    /// The cases that count, earliest first.
    pub dots: Vec<Dot>,
    /// The cycles, or stretches of four weeks, that the cases lie in.
    pub units: Vec<Unit>,
    /// Whether every one of those is a cycle.
    pub cycles: bool,
    /// Of a phase: what of the cycle is asked about.
    pub asked: PartsAsked,
    /// Of an event: the days known to be without it, with the scale answered then and after.
    pub without: usize,
    /// Days to compare with.
    pub comparison: usize,
    /// In how many of the cycles the place of the phase is estimated.
    pub estimated: usize,
    /// The share of a real difference that can be seen, given how sure the days are.
    pub visible: f64,
    /// What a real difference of one point adds to the statistic.
    pub information: f64,
    /// The variance over all rotations that a real difference of one point itself makes.
    pub echo: f64,
    /// The difference without each of the cycles in turn.
    pub left_out: Vec<f64>,
    /// The scores of the cases against those of the days they are compared with.
    pub pairs: Pairs,
    /// The statistic that is turned.
    pub terms: Terms,
}

impl Seen {
    /// The statistic with all its rotations; `None` when no rotation changes anything.
    pub(super) fn rotations(&self) -> Option<RotationTable> {
        RotationTable::new(&self.terms)
    }

    /// The mean difference over all cases, in points.
    pub(super) fn difference(&self) -> f64 {
        let cases: usize = self.units.iter().map(|unit| unit.cases).sum();
        let sum: f64 = self
            .units
            .iter()
            .map(|unit| unit.cases as f64 * unit.difference)
            .sum();
        sum / cases as f64
    }

    /// How many cycles go the same way as the whole.
    pub(super) fn same_sign(&self) -> usize {
        let whole = self.difference();
        let same = |unit: &&Unit| unit.difference * whole > 0.0;
        self.units.iter().filter(same).count()
    }

    /// The standard error of the difference, by leaving out one cycle after another (jackknife).
    /// Where every cycle counts alike it is sd/√k.
    pub(super) fn error(&self) -> f64 {
        let k = self.left_out.len() as f64;
        let mean = self.left_out.iter().sum::<f64>() / k;
        let squares: f64 = self.left_out.iter().map(|d| (d - mean).powi(2)).sum();
        (squares * (k - 1.0) / k).sqrt()
    }

    /// The 95 % interval of the difference: T ± t · sd/√k. Bootstrap intervals cover too little
    /// with so few cycles.
    pub(super) fn interval(&self) -> (f64, f64) {
        let centre = self.difference();
        let half = t_quantile(0.95, self.units.len().saturating_sub(1)) * self.error();
        (centre - half, centre + half)
    }

    /// The means of both sides, over the cases.
    pub(super) fn sides(&self) -> (f64, f64) {
        let mean = |side: fn(&Dot) -> f64| {
            self.dots.iter().map(side).sum::<f64>() / self.dots.len() as f64
        };
        (mean(|dot| dot.inside), mean(|dot| dot.outside))
    }
}
