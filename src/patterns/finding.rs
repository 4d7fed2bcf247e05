//! A question with its answer.

use super::question::{Missing, Question};
use super::seen::Dot;
use super::verdict::{Estimate, Verdict};
use crate::diary::ItemId;
use crate::diary::profile::Bleeds;

/// What an answer rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Basis {
    /// The cycles, or stretches of four weeks, that count.
    pub cycles: usize,
    /// Whether every one of them is a cycle.
    pub are_cycles: bool,
    /// What the bleeds are that begin a cycle.
    pub bleeds: Bleeds,
    /// The events that count; the same as `cycles` for a phase.
    pub cases: usize,
    /// Days to compare with.
    pub comparison: usize,
    /// In how many of the cycles the place of the phase is estimated.
    pub estimated: usize,
    /// The share of a real difference that can be seen, given how sure the days are: 0 to 1.
    pub visible: f64,
}

/// A question with its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What was asked.
    pub question: Question,
    /// Of which scale.
    pub item: ItemId,
    /// What may be said.
    pub verdict: Verdict,
    /// The question whose finding tells of it already: it is then not told by itself.
    pub told_in: Option<Question>,
    /// What the answer rests on.
    pub basis: Basis,
    /// The difference; none while there is not enough to ask.
    pub estimate: Option<Estimate>,
    /// What has to be recorded first; empty once the question can be asked.
    pub missing: Vec<Missing>,
    /// How probably a real difference of 2 points would have been missed, 0 to 1.
    pub missed: Option<f64>,
    /// Every cycle or event behind it, earliest first.
    pub dots: Vec<Dot>,
}
