//! What the program takes an item for.

use serde::{Deserialize, Serialize};

/// The meaning an item has for the program, where the field gives it one.
///
/// Code asks the catalogue for the item of a role and never names an item itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // each role is named as the item it stands for
pub enum Role {
    Pain,
    PainSites,
    PainQuality,
    Bleeding,
    BleedingExcluded,
    PeriodMark,
    CycleExcluded,
    Temperature,
    TemperatureTime,
    TemperatureExcluded,
    MucusFeeling,
    MucusTexture,
    MucusExcluded,
    CervixOpening,
    CervixFirmness,
    CervixPosition,
    CervixExcluded,
    LhTest,
    PregnancyTest,
    Orgasm,
    PainDuring,
    PainAfter,
    PainAfterBegan,
    PainAfterLasted,
    ReliefMeasure,
    ReliefBefore,
    ReliefAfter,
    Note,
    Tags,
}

impl Role {
    /// All roles; the catalogue has an item for each.
    pub const ALL: [Self; 29] = [
        Self::Pain,
        Self::PainSites,
        Self::PainQuality,
        Self::Bleeding,
        Self::BleedingExcluded,
        Self::PeriodMark,
        Self::CycleExcluded,
        Self::Temperature,
        Self::TemperatureTime,
        Self::TemperatureExcluded,
        Self::MucusFeeling,
        Self::MucusTexture,
        Self::MucusExcluded,
        Self::CervixOpening,
        Self::CervixFirmness,
        Self::CervixPosition,
        Self::CervixExcluded,
        Self::LhTest,
        Self::PregnancyTest,
        Self::Orgasm,
        Self::PainDuring,
        Self::PainAfter,
        Self::PainAfterBegan,
        Self::PainAfterLasted,
        Self::ReliefMeasure,
        Self::ReliefBefore,
        Self::ReliefAfter,
        Self::Note,
        Self::Tags,
    ];
}
