//! The settings of a diary, line by line: what it keeps, and what the person told.

use std::collections::BTreeSet;

use crate::diary::{AgeBand, Area, Profile, SecondSign, TemperatureUnit, Tristate, WeekStart};
use crate::words::screens::settings as words;

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
            Self::Area(Area::Pain) => Some(words::kept_areas()),
            Self::WeekStart => Some(words::appearance()),
            Self::Fertility => Some(words::cycle()),
            Self::Uterus => Some(words::about_you()),
            _ => None,
        }
    }

    /// Words for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Area(area) => area_label(area),
            Self::WeekStart => words::week_start(),
            Self::Temperature => words::temperature(),
            Self::Fertility => words::fertility(),
            Self::Implantation => words::implantation(),
            Self::SecondSign => words::second_sign(),
            Self::PreovulatoryRule => words::preovulatory_rule(),
            Self::Uterus => words::uterus(),
            Self::Prostate => words::prostate(),
            Self::PregnancyPossible => words::pregnancy_possible(),
            Self::Menopause => words::menopause(),
            Self::Age => words::age(),
            Self::PastCancer => words::past_cancer(),
        }
    }

    /// What is chosen, in words.
    pub fn value(self, profile: &Profile) -> &'static str {
        match self {
            Self::Area(area) => on(
                profile.keep.contains(&area),
                words::kept(),
                words::left_out(),
            ),
            Self::WeekStart => match profile.week_start {
                WeekStart::Monday => words::week_monday(),
                WeekStart::Sunday => words::week_sunday(),
                WeekStart::Saturday => words::week_saturday(),
            },
            Self::Temperature => match profile.temperature {
                TemperatureUnit::Celsius => words::celsius(),
                TemperatureUnit::Fahrenheit => words::fahrenheit(),
            },
            Self::Fertility => on(profile.fertility, words::shown(), words::hidden()),
            Self::Implantation => on(profile.implantation, words::shown(), words::hidden()),
            Self::SecondSign => match profile.second_sign {
                SecondSign::Mucus => words::mucus(),
                SecondSign::Cervix => words::cervix(),
            },
            Self::PreovulatoryRule => on(
                profile.preovulatory_rule,
                words::evaluated(),
                words::left_out(),
            ),
            Self::Uterus => known(profile.uterus),
            Self::Prostate => known(profile.prostate),
            Self::PregnancyPossible => known(profile.pregnancy_possible),
            Self::Menopause => known(profile.menopause),
            Self::PastCancer => known(profile.past_cancer),
            Self::Age => match profile.age {
                AgeBand::Under20 => words::age_under_20(),
                AgeBand::From20To39 => words::age_20_to_39(),
                AgeBand::From40To49 => words::age_40_to_49(),
                AgeBand::From50 => words::age_50_or_over(),
                AgeBand::Unknown => words::not_told(),
            },
        }
    }

    /// The profile with the next (or previous) choice.
    pub fn step(self, profile: &Profile, forward: bool) -> Profile {
        let mut profile = profile.clone();
        match self {
            Self::Area(area) => turn(&mut profile.keep, area),
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

/// The areas a diary can keep, in the order of the screens.
pub const AREAS: [Area; 5] = [
    Area::Pain,
    Area::Cycle,
    Area::Intimacy,
    Area::Relief,
    Area::Load,
];

/// What an area is called.
pub fn area_label(area: Area) -> &'static str {
    match area {
        Area::Pain => words::area_pain(),
        Area::Cycle => words::area_cycle(),
        Area::Intimacy => words::area_intimacy(),
        Area::Relief => words::area_relief(),
        Area::Load => words::area_load(),
    }
}

/// What belongs to an area.
pub fn area_explained(area: Area) -> &'static str {
    match area {
        Area::Pain => words::area_pain_explain(),
        Area::Cycle => words::area_cycle_explain(),
        Area::Intimacy => words::area_intimacy_explain(),
        Area::Relief => words::area_relief_explain(),
        Area::Load => words::area_load_explain(),
    }
}

fn on(is: bool, yes: &'static str, no: &'static str) -> &'static str {
    if is { yes } else { no }
}

fn known(known: Tristate) -> &'static str {
    match known {
        Tristate::Yes => words::yes(),
        Tristate::No => words::no(),
        Tristate::Unknown => words::not_told(),
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

/// Turns an area on or off.
pub fn turn(keep: &mut BTreeSet<Area>, area: Area) {
    if !keep.remove(&area) {
        keep.insert(area);
    }
}
