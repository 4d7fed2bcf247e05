//! Whom and what an item concerns: the areas a person keeps, and whose body it applies to.

use serde::{Deserialize, Serialize};

/// The areas a person may choose to keep; what is not kept is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Area {
    /// Pain, its sites and what it feels like.
    Pain,
    /// Bleeding and the other signs of the menstrual cycle.
    Cycle,
    /// Sex and orgasm, and pain with or after them.
    Intimacy,
    /// What was tried against the pain.
    Relief,
    /// Strain, posture, sleep, stress.
    Load,
}

impl Area {
    /// All areas, in the order the welcome asks for them.
    pub const ALL: [Self; 5] = [
        Self::Pain,
        Self::Cycle,
        Self::Intimacy,
        Self::Relief,
        Self::Load,
    ];
}

/// Whose body an item can apply to; an unknown body may have any of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Applies {
    /// Everybody.
    #[default]
    Everyone,
    /// People with a uterus.
    Uterus,
    /// People with testicles or a prostate.
    Prostate,
}
