//! A question with its answer.

use serde::{Deserialize, Serialize};

use super::seen::Dot;
use super::timing::Phase;
use super::verdict::Verdict;
use crate::diary::ItemId;

/// What is asked of a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Is it different in a phase of the cycle?
    Phase(Phase),
    /// Is it different in the days after an event?
    Event {
        /// The event's name in files: an item (`orgasm`), an item and an option
        /// (`lifting:heavy`), a kind of entry (`exertion`) or a tag (`tags:travel`).
        event: String,
        /// The event in a sentence.
        phrase: String,
        /// How many days after, 1 to 3.
        lag: u8,
    },
}

/// What has to be recorded before a question can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    /// Of what there is too little.
    pub what: Lack,
    /// So much there is.
    pub have: usize,
    /// So much it needs.
    pub need: usize,
}

/// Of what there can be too little.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lack {
    /// Complete cycles with at least 60 % of the days answered.
    Cycles,
    /// Cycles in which the days of the phase are known and answered.
    Phase,
    /// Events with an answer on the day and on the day asked about, and days like it without.
    Events,
    /// Cycles, or stretches of four weeks, in which the event happened.
    Spread,
    /// Days to compare with.
    Comparison,
    /// Different answers: all are the same, or nothing changes when the days are turned.
    Variation,
    /// Uses of a measure with the pain before and after.
    Uses,
}

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

/// What an answer rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Basis {
    /// The cycles, or stretches of four weeks, that count.
    pub cycles: usize,
    /// Whether every one of them is a cycle.
    pub are_cycles: bool,
    /// The events that count; the same as `cycles` for a phase.
    pub cases: usize,
    /// Days to compare with.
    pub comparison: usize,
    /// In how many of the cycles the place of the phase is estimated from the calendar.
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
    /// The finding in words.
    pub text: String,
}
