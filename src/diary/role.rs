//! What the program takes an item for.

use serde::{Deserialize, Serialize};

/// The meaning an item has for the program, where the field gives it one.
///
/// Code asks the catalogue for the item of a role and never names an item itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The worst pain of the day, 0–10.
    Pain,
    /// Where it hurts.
    PainSites,
    /// What the pain feels like.
    PainQuality,
    /// How much bleeding there is.
    Bleeding,
    /// Bleeding that is no menstruation.
    BleedingExcluded,
    /// Whether a day begins a period, in the person's own words.
    PeriodMark,
    /// Why a cycle is left out of averages.
    CycleExcluded,
    /// The basal body temperature, in °C.
    Temperature,
    /// When the temperature was taken.
    TemperatureTime,
    /// Why a temperature is left out.
    TemperatureExcluded,
    /// The body temperature when one feels ill, in °C.
    Fever,
    /// Whether there were chills.
    Chills,
    /// Being ill, apart from the pain.
    Illness,
    /// What cervical mucus feels like.
    MucusFeeling,
    /// What cervical mucus looks like.
    MucusTexture,
    /// Why a mucus observation is left out.
    MucusExcluded,
    /// How open the cervix is.
    CervixOpening,
    /// How firm the cervix is.
    CervixFirmness,
    /// How high the cervix is.
    CervixPosition,
    /// Why a cervix observation is left out.
    CervixExcluded,
    /// The result of an ovulation (LH) test.
    LhTest,
    /// The result of a pregnancy test.
    PregnancyTest,
    /// How a pregnancy ended.
    PregnancyEnded,
    /// Whether there was an orgasm.
    Orgasm,
    /// Pain during intimacy, 0–10.
    PainDuring,
    /// Pain after intimacy, 0–10.
    PainAfter,
    /// How long after intimacy the pain began.
    PainAfterBegan,
    /// How long the pain after intimacy lasted.
    PainAfterLasted,
    /// What was tried against the pain.
    ReliefMeasure,
    /// Pain before the measure, 0–10.
    ReliefBefore,
    /// Pain after the measure, 0–10.
    ReliefAfter,
    /// Free words about the day or the entry.
    Note,
    /// Words of the person's own.
    Tags,
}

impl Role {
    /// All roles; the catalogue has an item for each.
    pub const ALL: [Self; 33] = [
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
        Self::Fever,
        Self::Chills,
        Self::Illness,
        Self::MucusFeeling,
        Self::MucusTexture,
        Self::MucusExcluded,
        Self::CervixOpening,
        Self::CervixFirmness,
        Self::CervixPosition,
        Self::CervixExcluded,
        Self::LhTest,
        Self::PregnancyTest,
        Self::PregnancyEnded,
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
