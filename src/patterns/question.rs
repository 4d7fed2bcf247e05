//! What is asked, and what the diary has to say to it before it is judged beside the others.

use serde::Serialize;

use super::part::Part;
use super::seen::Seen;
use super::verdict::{Estimate, Verdict, verdict};
use crate::diary::ItemId;

/// What is asked of a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Is it different in a phase of the cycle, or a part of one?
    Phase(Part),
    /// Is it different in the days after an event?
    Event {
        /// The event's name in files: an item (`orgasm`), an item and an option
        /// (`lifting:heavy`), a kind of entry (`exertion`) or a tag (`tags:travel`).
        event: String,
        /// The event in a sentence.
        phrase: String,
        /// The first of the events it is asked with as one: those are one row where nothing is found.
        kin: String,
        /// How many days after, 1 to 3.
        lag: u8,
    },
}

impl Question {
    /// Whether another question of its family asks about nearly the same days: the same phase or a part
    /// of it, as many days after an event.
    pub(super) fn asks_nearly(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Phase(one), Self::Phase(other)) => one.phase() == other.phase(),
            (Self::Event { lag: one, .. }, Self::Event { lag: other, .. }) => one == other,
            _ => false,
        }
    }
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lack {
    /// Complete cycles with at least 60 % of the days answered.
    Cycles,
    /// Cycles in which the days of the phase are known and answered.
    Phase,
    /// Days that are known to be without the event: "no" is an answer, too.
    Without,
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

/// A question that was asked but not yet judged beside the others.
pub(super) struct Unjudged {
    pub question: Question,
    pub item: ItemId,
    pub seen: Seen,
    pub missing: Vec<Missing>,
    /// None while there is not enough.
    pub chance: Option<Chance>,
    /// The question of its family that tells of it already.
    pub told_in: Option<Question>,
}

impl Unjudged {
    /// The difference that is seen, and what chance says of it.
    pub(super) fn estimate(&self) -> Option<Estimate> {
        let (seen, chance) = (&self.seen, self.chance?);
        let ((inside, outside), (low, high)) = (seen.sides(), chance.interval);
        Some(Estimate {
            inside,
            outside,
            difference: seen.difference(),
            low,
            high,
            p: chance.p,
            p_adjusted: chance.p_adjusted,
            same_sign: seen.same_sign(),
            of: seen.units.len(),
            cliffs_delta: seen.pairs.delta(),
        })
    }

    /// Whether it would be told, its family being all that is asked.
    pub(super) fn is_told(&self, level: f64) -> bool {
        let told = |estimate| !matches!(verdict(&estimate, level), Verdict::None);
        self.estimate().is_some_and(told)
    }
}

/// What chance says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chance {
    /// The 95 % interval of the difference.
    pub interval: (f64, f64),
    /// The standard deviation of the statistic over all rotations.
    pub spread: f64,
    /// How many of those the statistic is from their mean, either way.
    pub z: f64,
    /// How extreme that is beside the others of its family, given its share of their chance of a false
    /// claim: the logarithm of the share over the normal chance.
    pub rank: f64,
    /// The chance of the question by itself.
    pub p: f64,
    /// The chance within its family.
    pub p_adjusted: f64,
    /// The chance of a false claim that it may have by itself.
    pub level: f64,
}
