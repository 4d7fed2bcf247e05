//! What a person told that steers bleeding and ovulation from outside the cycle.

use super::{Bleeds, Contraception, Ovulates, Profile, Tristate};

/// What steers bleeding and ovulation, so that no cycle can be counted on.
///
/// On testosterone bleeding mostly stops within a year, and cramps, bleeding and ovulation can go on or
/// come back (WPATH, *Standards of Care*, version 8, 2022).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Steering {
    /// The menopause is past.
    Menopause,
    /// Contraception that gives hormones.
    Contraception(Contraception),
    /// Testosterone.
    Testosterone,
}

impl Steering {
    /// Whether somebody ovulates with it.
    pub fn ovulates(self) -> Ovulates {
        match self {
            Self::Menopause => Ovulates::NotExpected,
            Self::Contraception(of) => of.ovulates(),
            Self::Testosterone => Ovulates::Perhaps,
        }
    }

    /// What bleedings are with it.
    pub fn bleeds(self) -> Bleeds {
        match self {
            Self::Menopause | Self::Testosterone => Bleeds::Irregular,
            Self::Contraception(of) => of.bleeds(),
        }
    }
}

impl Profile {
    /// What steers bleeding and ovulation, if something that was told does.
    pub fn steering(&self) -> Option<Steering> {
        if self.menopause == Tristate::Yes {
            return Some(Steering::Menopause);
        }
        if self.contraception.is_hormonal() == Some(true) {
            return Some(Steering::Contraception(self.contraception));
        }
        (self.testosterone == Tristate::Yes).then_some(Steering::Testosterone)
    }

    /// Whether ovulation and fertile days are spoken of: wanted, and to be expected at all.
    pub fn tells_fertility(&self) -> bool {
        let stopped = |of: Steering| of.ovulates() == Ovulates::NotExpected;
        self.fertility && !self.steering().is_some_and(stopped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_told_says_what_bleeding_and_ovulation_are() {
        use Contraception::{
            Combined, CopperCoil, HormonalCoil, ImplantOrInjection, Minipill, None as No, Unknown,
        };
        let told = |contraception, menopause, testosterone| Profile {
            contraception,
            menopause,
            testosterone,
            ..Profile::default()
        };
        let (yes, open) = (Tristate::Yes, Tristate::Unknown);
        for (profile, bleeds, fertility) in [
            (told(Unknown, open, open), None, true),
            (told(No, open, open), None, true),
            (told(CopperCoil, open, open), None, true),
            (told(Combined, open, open), Some(Bleeds::Withdrawal), false),
            (told(Minipill, open, open), Some(Bleeds::Breakthrough), true),
            (
                told(ImplantOrInjection, open, open),
                Some(Bleeds::Breakthrough),
                false,
            ),
            (
                told(HormonalCoil, open, open),
                Some(Bleeds::Irregular),
                true,
            ),
            (told(Unknown, open, yes), Some(Bleeds::Irregular), true),
            (
                told(HormonalCoil, yes, open),
                Some(Bleeds::Irregular),
                false,
            ),
        ] {
            let steering = profile.steering();
            assert_eq!(steering.map(Steering::bleeds), bleeds, "{steering:?}");
            assert_eq!(profile.tells_fertility(), fertility, "{steering:?}");
        }
    }
}
