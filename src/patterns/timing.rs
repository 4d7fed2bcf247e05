//! What the questions need to know of the cycle: where cycles lie, and which days belong to a
//! phase, with what probability.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A phase of the cycle in which an item may differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// The days of the period.
    Menses,
    /// From the end of the period to the fertile days.
    Follicular,
    /// Around ovulation: a day either side when it is confirmed, two when it is estimated.
    Ovulatory,
    /// From ovulation to the week before the next period.
    EarlyLuteal,
    /// The seven days before the next period.
    LateLuteal,
}

impl Phase {
    /// All phases, in the order of the cycle: the family that is tested together.
    pub const ALL: [Self; 5] = [
        Self::Menses,
        Self::Follicular,
        Self::Ovulatory,
        Self::EarlyLuteal,
        Self::LateLuteal,
    ];

    /// Its name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Menses => "menses",
            Self::Follicular => "follicular",
            Self::Ovulatory => "ovulatory",
            Self::EarlyLuteal => "early-luteal",
            Self::LateLuteal => "late-luteal",
        }
    }
}

/// The days of a phase within one cycle.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// The phase.
    pub phase: Phase,
    /// Whether its place is estimated from the calendar, not confirmed by a sign or by bleeding.
    pub estimated: bool,
    /// How probable it is that a day belongs to the phase, 0 to 1, in any order; days that are
    /// not named have probability 0. Days outside the cycle are passed over.
    pub days: Vec<(NaiveDate, f64)>,
}

/// One cycle, from the first day of a period to the day before the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Cycle {
    /// The first day of the period.
    pub first: NaiveDate,
    /// The day before the next period; of a running cycle the last day known.
    pub last: NaiveDate,
    /// Whether the next period has begun. Only complete cycles are compared phase by phase.
    pub complete: bool,
    /// Whether it is left out of statistics: the person said so, or it is a break too long to be a
    /// cycle. Its days are asked about events in stretches of 28 days, as if there were no cycle.
    pub excluded: bool,
    /// How many days the period took, counted from `first`. They are left out of every comparison
    /// but the one about the period itself.
    pub menses: u16,
    /// The phases whose place is known or estimated; one that is not named is not asked about in
    /// this cycle.
    pub windows: Vec<Window>,
}

impl Cycle {
    /// The window of a phase.
    pub fn window(&self, phase: Phase) -> Option<&Window> {
        self.windows.iter().find(|window| window.phase == phase)
    }
}

/// All that is known of a person's cycles; empty when there are none.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Timing {
    /// The cycles, earliest first, none overlapping another. Where they do overlap, the later is
    /// passed over.
    pub cycles: Vec<Cycle>,
}
