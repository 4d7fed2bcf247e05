//! A statistic as a table: for each cycle its term at each rotation.

use std::ops::Range;

/// One null standard deviation in the whole numbers of the tables.
pub(super) const UNIT: f64 = (1 << 20) as f64;

/// A cycle, or stretch of days, that takes part in a statistic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CycleTerms {
    /// Which of the jointly drawn random numbers turns it.
    pub place: u32,
    /// Where its terms begin.
    pub start: u32,
    /// In how many ways it can be turned.
    pub turns: u32,
}

impl CycleTerms {
    /// Where its terms are.
    pub(super) fn terms(self) -> Range<usize> {
        self.start as usize..self.start as usize + self.turns as usize
    }
}

/// A statistic, tabulated: for each cycle its term at each rotation, the diary's own first.
#[derive(Debug, Clone, Default)]
pub(super) struct Terms {
    cycles: Vec<CycleTerms>,
    values: Vec<f64>,
}

impl Terms {
    /// Adds the terms of a cycle, in points, by its place among all cycles.
    pub(super) fn push(&mut self, place: usize, terms: impl Iterator<Item = f64>) {
        let start = self.values.len();
        self.values.extend(terms);
        let turns = self.values.len() - start;
        if turns > 0 {
            self.cycles.push(CycleTerms {
                place: place as u32,
                start: start as u32,
                turns: turns as u32,
            });
        }
    }

    /// The terms of the diary as it is.
    #[cfg(test)]
    pub(super) fn own(&self) -> impl Iterator<Item = f64> {
        self.cycles
            .iter()
            .map(|cycle| self.values[cycle.start as usize])
    }

    fn of(&self, cycle: &CycleTerms) -> &[f64] {
        &self.values[cycle.terms()]
    }
}

/// A statistic in whole numbers: terms are centred on their cycle's mean and scaled so that one
/// null standard deviation of the sum is 2²⁰. So statistics of one family compare as they stand.
#[derive(Debug, Clone)]
pub(super) struct RotationTable {
    /// The cycles, in order of their places.
    pub cycles: Vec<CycleTerms>,
    /// The terms of all of them, one after another.
    pub terms: Vec<i32>,
    /// The statistic of the diary as it is.
    pub observed: i32,
    /// The standard deviation of the sum over all rotations, in points.
    spread: f64,
}

impl RotationTable {
    /// `None` when no rotation changes anything.
    pub(super) fn new(terms: &Terms) -> Option<Self> {
        let of_each = || terms.cycles.iter().map(|cycle| terms.of(cycle));
        let spread = of_each().map(variance).sum::<f64>().sqrt();
        // Scores are whole: what is smaller than this is rounding.
        if spread < 1e-6 {
            return None;
        }
        let mut whole = Vec::with_capacity(terms.values.len());
        let mut observed = 0;
        for terms in of_each() {
            let (mean, own) = (mean(terms), whole.len());
            whole.extend(
                terms
                    .iter()
                    .map(|term| ((term - mean) / spread * UNIT).round() as i32),
            );
            observed += whole[own];
        }
        Some(Self {
            cycles: terms.cycles.clone(),
            terms: whole,
            observed,
            spread,
        })
    }

    /// The standard deviation of the sum of terms over all rotations, in points.
    pub(super) fn spread(&self) -> f64 {
        self.spread
    }

    /// How many of those the diary's own is from their mean, either way.
    pub(super) fn z(&self) -> f64 {
        f64::from(self.observed.abs()) / UNIT
    }

    /// What rounding can take from a sum of terms.
    pub(super) fn slack(&self) -> i32 {
        self.cycles.len() as i32
    }
}

pub(super) fn mean(terms: &[f64]) -> f64 {
    terms.iter().sum::<f64>() / terms.len().max(1) as f64
}

/// The variance of a term over all rotations.
pub(super) fn variance(terms: &[f64]) -> f64 {
    let mean = mean(terms);
    terms.iter().map(|term| (term - mean).powi(2)).sum::<f64>() / terms.len().max(1) as f64
}
