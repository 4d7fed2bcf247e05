//! How soon care is due.

use serde::{Deserialize, Serialize};

/// How soon care is due; later ones are more urgent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// No care, but something worth knowing.
    Hint,
    /// At the next visit.
    NextVisit,
    /// Within days.
    WithinDays,
    /// On the same day.
    SameDay,
    /// At once.
    Emergency,
}

impl Tier {
    /// All tiers, least urgent first.
    pub const ALL: [Self; 5] = [
        Self::Hint,
        Self::NextVisit,
        Self::WithinDays,
        Self::SameDay,
        Self::Emergency,
    ];

    /// The tier as files and `--json` name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::NextVisit => "next-visit",
            Self::WithinDays => "within-days",
            Self::SameDay => "same-day",
            Self::Emergency => "emergency",
        }
    }

    /// Whether care is due today.
    pub fn is_urgent(self) -> bool {
        self >= Self::SameDay
    }
}
