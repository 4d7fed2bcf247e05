//! What is observed on a day: the signs the engine knows, small enough to hold a lifetime of them.

use std::cmp::Ordering;

use chrono::NaiveDate;

/// How much it bled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bleeding {
    /// Answered: none.
    None,
    /// A trace.
    Spotting,
    /// Light.
    Light,
    /// Medium.
    Medium,
    /// Heavy.
    Heavy,
    /// Very heavy: flooding.
    VeryHeavy,
}

/// What the person said of a day as the first of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PeriodMark {
    /// It is the first day.
    FirstDay,
    /// It is not.
    NotAPeriod,
}

/// Whether the person leaves a cycle out of averages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LeaveOut {
    /// It counts, even when it looks doubtful.
    No,
    /// It does not count.
    Because(Reason),
}

/// Why a person leaves a cycle out of averages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// A pregnancy.
    Pregnancy,
    /// Hormonal contraception.
    Contraception,
    /// An illness.
    Illness,
    /// A journey.
    Travel,
    /// It was not logged.
    NotLogged,
    /// Another reason.
    Other,
}

/// What the mucus feels like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Feeling {
    /// Dry.
    Dry,
    /// Nothing is felt.
    Nothing,
    /// Wet.
    Wet,
    /// Slippery.
    Slippery,
}

/// What the mucus looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Texture {
    /// Nothing is seen.
    Nothing,
    /// Thick, creamy.
    Creamy,
    /// Clear and stretchy, as raw egg white.
    EggWhite,
}

/// How a test came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Test {
    /// Nothing was found.
    Negative,
    /// What it looks for was found.
    Positive,
    /// It could not be read.
    Unclear,
}

/// A temperature in thousandths of a degree Celsius.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Temperature(i32);

impl Temperature {
    /// From hundredths of a degree Celsius.
    pub const fn from_hundredths(hundredths: i32) -> Self {
        Self(hundredths.saturating_mul(10))
    }

    /// From thousandths of a degree Celsius.
    pub const fn from_milli(milli: i32) -> Self {
        Self(milli)
    }

    /// Rounded to the nearest 0.05 °C, as the sympto-thermal rules have it, in hundredths.
    pub const fn rounded(self) -> i32 {
        self.0.saturating_add(25).div_euclid(50) * 5
    }

    /// How it compares with what is taken for a waking temperature, 35.0 to 37.5 °C. What lies beyond
    /// is a disturbed reading, such as Sensiplan brackets, or a slip. The project's own bounds.
    const fn against_waking(self) -> Ordering {
        match self.0 {
            ..35_000 => Ordering::Less,
            35_000..=37_500 => Ordering::Equal,
            _ => Ordering::Greater,
        }
    }

    /// In °C, as measured.
    pub fn celsius(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

/// Why a reading of the temperature tells nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SetAside {
    /// The person leaves it out.
    ByPerson,
    /// It was a day of illness.
    Illness,
    /// It was a day of fever.
    Fever,
    /// It was a day of chills.
    Chills,
    /// It is above 37.5 °C.
    TooHigh,
    /// It is below 35.0 °C.
    TooLow,
}

impl SetAside {
    /// All reasons.
    pub const ALL: [Self; 6] = [
        Self::ByPerson,
        Self::Illness,
        Self::Fever,
        Self::Chills,
        Self::TooHigh,
        Self::TooLow,
    ];

    fn holds(self, day: &DaySigns) -> bool {
        let against = || day.temperature.map(Temperature::against_waking);
        match self {
            Self::ByPerson => day.temperature_excluded == Some(true),
            Self::Illness => day.illness,
            Self::Fever => day.fever,
            Self::Chills => day.chills,
            Self::TooHigh => against() == Some(Ordering::Greater),
            Self::TooLow => against() == Some(Ordering::Less),
        }
    }
}

/// The signs of one day. What was not answered is `None`, or `false` for an exclusion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DaySigns {
    /// The day.
    pub date: NaiveDate,
    /// How much it bled.
    pub bleeding: Option<Bleeding>,
    /// The bleeding is not menstrual.
    pub bleeding_excluded: bool,
    /// What the person said of the day as the first of a period.
    pub mark: Option<PeriodMark>,
    /// Whether the person leaves this cycle out.
    pub leave_out: Option<LeaveOut>,
    /// The basal temperature.
    pub temperature: Option<Temperature>,
    /// Whether the person leaves the temperature out; their word wins, either way.
    pub temperature_excluded: Option<bool>,
    /// The person was ill.
    pub illness: bool,
    /// There was a fever.
    pub fever: bool,
    /// There were chills.
    pub chills: bool,
    /// What the mucus feels like.
    pub feeling: Option<Feeling>,
    /// What the mucus looks like.
    pub texture: Option<Texture>,
    /// The mucus tells nothing.
    pub mucus_excluded: bool,
    /// Whether the cervix is closed.
    pub cervix_closed: Option<bool>,
    /// Whether the cervix is hard.
    pub cervix_hard: Option<bool>,
    /// What was felt of the cervix tells nothing.
    pub cervix_excluded: bool,
    /// The LH test.
    pub lh: Option<Test>,
    /// The pregnancy test.
    pub pregnancy: Option<Test>,
    /// A pregnancy ended, by a birth or otherwise.
    pub pregnancy_ended: bool,
    /// It ended by a birth.
    pub birth: bool,
    /// What bleeds is lochia, unless the person says that a period begins: it is within six weeks of a
    /// birth.
    pub lochia: bool,
}

/// Bleeding so many days after a birth, or sooner, is taken for lochia, which usually ends after four to six
/// weeks and may go on for longer (NHS, Your body after the birth).
pub(super) const LOCHIA: i64 = 42;

impl DaySigns {
    /// A day without a sign.
    pub const fn empty(date: NaiveDate) -> Self {
        Self {
            date,
            bleeding: None,
            bleeding_excluded: false,
            mark: None,
            leave_out: None,
            temperature: None,
            temperature_excluded: None,
            illness: false,
            fever: false,
            chills: false,
            feeling: None,
            texture: None,
            mucus_excluded: false,
            cervix_closed: None,
            cervix_hard: None,
            cervix_excluded: false,
            lh: None,
            pregnancy: None,
            pregnancy_ended: false,
            birth: false,
            lochia: false,
        }
    }

    /// How much it bled, when the bleeding is menstrual.
    pub fn menstrual(&self) -> Option<Bleeding> {
        let excluded = self.bleeding_excluded || self.lochia;
        self.bleeding.filter(|_| !excluded)
    }

    /// Whether there is bleeding that can make a period: menstrual, and more than spotting.
    pub fn is_period(&self) -> bool {
        self.menstrual() >= Some(Bleeding::Light)
    }

    /// Why the temperature of the day tells nothing; no reason when it tells something, and when
    /// there is none.
    pub fn set_aside(&self) -> impl Iterator<Item = SetAside> {
        let aside = self.temperature.is_some() && self.basal().is_none();
        let all = SetAside::ALL.into_iter().filter(move |_| aside);
        all.filter(|why| why.holds(self))
    }

    /// The basal temperature, when it tells something. It is asked of every day of a lifetime, and so
    /// not by the list of reasons.
    pub fn basal(&self) -> Option<Temperature> {
        let measured = self.temperature?;
        let ill = self.illness || self.fever || self.chills;
        let disturbed = ill || !measured.against_waking().is_eq();
        (!self.temperature_excluded.unwrap_or(disturbed)).then_some(measured)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_signs_is_small() {
        assert!(size_of::<DaySigns>() <= 32);
    }

    #[test]
    fn a_reading_is_set_aside_for_every_reason_unless_the_person_keeps_it() {
        use SetAside::{ByPerson, Chills, Fever, Illness, TooHigh, TooLow};
        let date = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let usual = DaySigns {
            temperature: Some(Temperature(36_500)),
            ..DaySigns::empty(date)
        };
        let measured = |milli| DaySigns {
            temperature: Some(Temperature(milli)),
            ..usual
        };
        let table: [(DaySigns, &[SetAside]); 12] = [
            (usual, &[]),
            (
                DaySigns {
                    illness: true,
                    ..usual
                },
                &[Illness],
            ),
            (
                DaySigns {
                    fever: true,
                    ..usual
                },
                &[Fever],
            ),
            (
                DaySigns {
                    chills: true,
                    ..usual
                },
                &[Chills],
            ),
            (
                DaySigns {
                    temperature_excluded: Some(true),
                    ..usual
                },
                &[ByPerson],
            ),
            (measured(37_500), &[]),
            (measured(37_501), &[TooHigh]),
            (measured(35_000), &[]),
            (measured(34_999), &[TooLow]),
            // What was measured in °F and came in as it stood.
            (measured(97_700), &[TooHigh]),
            (
                DaySigns {
                    illness: true,
                    fever: true,
                    ..measured(38_600)
                },
                &[Illness, Fever, TooHigh],
            ),
            (
                DaySigns {
                    illness: true,
                    temperature: None,
                    ..usual
                },
                &[],
            ),
        ];
        for (day, reasons) in table {
            let told: Vec<SetAside> = day.set_aside().collect();
            assert_eq!(told, reasons);
            let counts = reasons.is_empty() && day.temperature.is_some();
            assert_eq!(day.basal().is_some(), counts, "{day:?}");
            let kept = DaySigns {
                temperature_excluded: Some(false),
                ..day
            };
            assert_eq!(kept.basal(), day.temperature, "{day:?}");
            assert_eq!(kept.set_aside().next(), None);
        }
    }

    #[test]
    fn temperatures_are_rounded_to_the_nearest_twentieth() {
        for (milli, expected) in [
            (36_520, 3650),
            (36_524, 3650),
            (36_525, 3655),
            (36_530, 3655),
            (36_570, 3655),
            (36_580, 3660),
            (36_500, 3650),
        ] {
            assert_eq!(Temperature(milli).rounded(), expected, "{milli}");
        }
    }
}
