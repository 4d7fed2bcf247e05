//! What contraception does to ovulation and bleeding, as far as a diary can use it.

use serde::{Deserialize, Serialize};

/// What a person takes or wears against a pregnancy.
///
/// | contraception | ovulation | bleeding |
/// |---|---|---|
/// | none | as ever | periods |
/// | combined pill, patch, ring | stopped | withdrawal bleeds, made by the break |
/// | minipill | may go on | breakthrough bleeds, or none |
/// | implant, injection | stopped | breakthrough bleeds, or none |
/// | hormonal coil | mostly goes on | light, irregular or none: tells little of the cycle |
/// | copper coil | as ever | periods, often heavier |
///
/// Sources: Faculty of Sexual and Reproductive Healthcare (FSRH), guidelines *Combined Hormonal
/// Contraception*, *Progestogen-only Pills*, *Progestogen-only Implant*, *Progestogen-only Injectable* and
/// *Intrauterine Contraception*. Whether a minipill stops ovulation depends on its substance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Contraception {
    /// Nothing that changes the cycle: none, condoms, a diaphragm, sterilisation.
    None,
    /// The combined pill, the patch or the ring.
    Combined,
    /// A pill of progestogen alone.
    Minipill,
    /// An implant, or injections.
    ImplantOrInjection,
    /// A coil that gives off a hormone.
    HormonalCoil,
    /// A copper coil.
    CopperCoil,
    /// Not said.
    #[default]
    Unknown,
}

/// Whether somebody ovulates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ovulates {
    /// As without contraception, or nothing is known that speaks against it.
    Expected,
    /// Perhaps, and the calendar cannot tell.
    Perhaps,
    /// It is not expected.
    NotExpected,
}

/// What a bleeding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bleeds {
    /// A period: the begin of a cycle.
    Periods,
    /// A withdrawal bleed, made by the break in the hormones.
    Withdrawal,
    /// A breakthrough bleed: it comes through although the hormones go on.
    Breakthrough,
    /// Bleeding that tells little of the cycle.
    Irregular,
}

impl Contraception {
    /// Whether it gives hormones; `None` when nothing is told.
    pub fn is_hormonal(self) -> Option<bool> {
        match self {
            Self::Unknown => None,
            Self::None | Self::CopperCoil => Some(false),
            Self::Combined | Self::Minipill | Self::ImplantOrInjection | Self::HormonalCoil => {
                Some(true)
            }
        }
    }

    /// Whether somebody ovulates with it.
    pub fn ovulates(self) -> Ovulates {
        match self {
            Self::None | Self::CopperCoil | Self::Unknown => Ovulates::Expected,
            Self::Minipill | Self::HormonalCoil => Ovulates::Perhaps,
            Self::Combined | Self::ImplantOrInjection => Ovulates::NotExpected,
        }
    }

    /// What bleedings are with it.
    pub fn bleeds(self) -> Bleeds {
        match self {
            Self::None | Self::CopperCoil | Self::Unknown => Bleeds::Periods,
            Self::Combined => Bleeds::Withdrawal,
            Self::Minipill | Self::ImplantOrInjection => Bleeds::Breakthrough,
            Self::HormonalCoil => Bleeds::Irregular,
        }
    }
}
