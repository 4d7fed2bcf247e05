//! The settings of a diary, line by line: what it keeps, and what the person told.

use crate::diary::{AgeBand, Area, Profile, SecondSign, TemperatureUnit, Tristate, WeekStart};

use crate::tui::layer::AREAS;

/// A line of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // `label` says what each is
pub enum Setting {
    Area(Area),
    WeekStart,
    Temperature,
    Fertility,
    Implantation,
    SecondSign,
    PreovulatoryRule,
    Uterus,
    Prostate,
    PregnancyPossible,
    Menopause,
    Age,
    PastCancer,
}

impl Setting {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 17] = [
        Self::Area(Area::Pain),
        Self::Area(Area::Cycle),
        Self::Area(Area::Intimacy),
        Self::Area(Area::Relief),
        Self::Area(Area::Load),
        Self::WeekStart,
        Self::Temperature,
        Self::Fertility,
        Self::Implantation,
        Self::SecondSign,
        Self::PreovulatoryRule,
        Self::Uterus,
        Self::Prostate,
        Self::PregnancyPossible,
        Self::Menopause,
        Self::Age,
        Self::PastCancer,
    ];

    /// The heading over it, where a group begins.
    pub fn heading(self) -> Option<&'static str> {
        match self {
            Self::Area(Area::Pain) => Some("What you keep"),
            Self::WeekStart => Some("How it is shown"),
            Self::Fertility => Some("Cycle"),
            Self::Uterus => Some("About you: only so that what cannot apply is left out"),
            _ => None,
        }
    }

    /// Words for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Area(area) => AREAS
                .iter()
                .find(|(a, ..)| *a == area)
                .map_or("", |(_, label, _)| label),
            Self::WeekStart => "Weeks begin on",
            Self::Temperature => "Temperatures in",
            Self::Fertility => "Fertile days and ovulation",
            Self::Implantation => "Implantation window",
            Self::SecondSign => "Confirm ovulation by",
            Self::PreovulatoryRule => "Days before ovulation",
            Self::Uterus => "You have a uterus",
            Self::Prostate => "You have testicles or a prostate",
            Self::PregnancyPossible => "You could be pregnant",
            Self::Menopause => "You are past the menopause",
            Self::Age => "Your age",
            Self::PastCancer => "You have or had cancer",
        }
    }

    /// What is chosen, in words.
    pub fn value(self, profile: &Profile) -> &'static str {
        match self {
            Self::Area(area) => on(profile.keep.contains(&area), "kept", "left out"),
            Self::WeekStart => match profile.week_start {
                WeekStart::Monday => "Monday",
                WeekStart::Sunday => "Sunday",
                WeekStart::Saturday => "Saturday",
            },
            Self::Temperature => match profile.temperature {
                TemperatureUnit::Celsius => "°C",
                TemperatureUnit::Fahrenheit => "°F",
            },
            Self::Fertility => on(profile.fertility, "shown", "hidden"),
            Self::Implantation => on(profile.implantation, "shown", "hidden"),
            Self::SecondSign => match profile.second_sign {
                SecondSign::Mucus => "temperature and mucus",
                SecondSign::Cervix => "temperature and cervix",
            },
            Self::PreovulatoryRule => on(profile.preovulatory_rule, "evaluated", "left out"),
            Self::Uterus => known(profile.uterus),
            Self::Prostate => known(profile.prostate),
            Self::PregnancyPossible => known(profile.pregnancy_possible),
            Self::Menopause => known(profile.menopause),
            Self::PastCancer => known(profile.past_cancer),
            Self::Age => match profile.age {
                AgeBand::Under20 => "under 20",
                AgeBand::From20To39 => "20 to 39",
                AgeBand::From40To49 => "40 to 49",
                AgeBand::From50 => "50 or over",
                AgeBand::Unknown => "not told",
            },
        }
    }

    /// The profile with the next (or previous) choice.
    pub fn step(self, profile: &Profile, forward: bool) -> Profile {
        let mut profile = profile.clone();
        match self {
            Self::Area(area) => crate::tui::layer::turn(&mut profile.keep, area),
            Self::WeekStart => {
                let all = [WeekStart::Monday, WeekStart::Sunday, WeekStart::Saturday];
                profile.week_start = next(&all, profile.week_start, forward);
            }
            Self::Temperature => {
                let all = [TemperatureUnit::Celsius, TemperatureUnit::Fahrenheit];
                profile.temperature = next(&all, profile.temperature, forward);
            }
            Self::Fertility => profile.fertility = !profile.fertility,
            Self::Implantation => profile.implantation = !profile.implantation,
            Self::SecondSign => {
                let all = [SecondSign::Mucus, SecondSign::Cervix];
                profile.second_sign = next(&all, profile.second_sign, forward);
            }
            Self::PreovulatoryRule => profile.preovulatory_rule = !profile.preovulatory_rule,
            Self::Uterus => profile.uterus = step_known(profile.uterus, forward),
            Self::Prostate => profile.prostate = step_known(profile.prostate, forward),
            Self::PregnancyPossible => {
                profile.pregnancy_possible = step_known(profile.pregnancy_possible, forward);
            }
            Self::Menopause => profile.menopause = step_known(profile.menopause, forward),
            Self::PastCancer => profile.past_cancer = step_known(profile.past_cancer, forward),
            Self::Age => {
                let all = [
                    AgeBand::Unknown,
                    AgeBand::Under20,
                    AgeBand::From20To39,
                    AgeBand::From40To49,
                    AgeBand::From50,
                ];
                profile.age = next(&all, profile.age, forward);
            }
        }
        profile
    }
}

fn on(is: bool, yes: &'static str, no: &'static str) -> &'static str {
    if is { yes } else { no }
}

fn known(known: Tristate) -> &'static str {
    match known {
        Tristate::Yes => "yes",
        Tristate::No => "no",
        Tristate::Unknown => "not told",
    }
}

fn step_known(from: Tristate, forward: bool) -> Tristate {
    next(
        &[Tristate::Unknown, Tristate::Yes, Tristate::No],
        from,
        forward,
    )
}

fn next<T: Copy + PartialEq>(all: &[T], from: T, forward: bool) -> T {
    let at = all.iter().position(|one| *one == from).unwrap_or(0);
    let step = if forward { 1 } else { all.len() - 1 };
    all[(at + step) % all.len()]
}
