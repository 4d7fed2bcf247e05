//! The settings of a diary, line by line: what it keeps, and what the person told.

use std::collections::BTreeSet;

use crate::diary::{
    AgeBand, Area, Profile, ProfileField, SecondSign, TemperatureUnit, Tristate, WeekStart,
};
use crate::words::profile as told;
use crate::words::screens::settings as words;

use ProfileField as Field;

/// A line of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // `label` says what each is
pub enum Setting {
    Area(Area),
    Of(ProfileField),
}

impl Setting {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 17] = [
        Self::Area(Area::Pain),
        Self::Area(Area::Cycle),
        Self::Area(Area::Intimacy),
        Self::Area(Area::Relief),
        Self::Area(Area::Load),
        Self::Of(Field::WeekStart),
        Self::Of(Field::Temperature),
        Self::Of(Field::Fertility),
        Self::Of(Field::Implantation),
        Self::Of(Field::SecondSign),
        Self::Of(Field::PreovulatoryRule),
        Self::Of(Field::Uterus),
        Self::Of(Field::Prostate),
        Self::Of(Field::PregnancyPossible),
        Self::Of(Field::Menopause),
        Self::Of(Field::Age),
        Self::Of(Field::PastCancer),
    ];

    /// The heading over it, where a group begins.
    pub fn heading(self) -> Option<&'static str> {
        match self {
            Self::Area(Area::Pain) => Some(words::kept_areas()),
            Self::Of(Field::WeekStart) => Some(words::appearance()),
            Self::Of(Field::Fertility) => Some(words::cycle()),
            Self::Of(Field::Uterus) => Some(words::about_you()),
            _ => None,
        }
    }

    /// Words for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Area(area) => told::area(area),
            Self::Of(field) => told::label(field),
        }
    }

    /// What is chosen, in words.
    pub fn value(self, profile: &Profile) -> &'static str {
        match self {
            Self::Area(area) if profile.keep.contains(&area) => words::kept(),
            Self::Area(_) => words::left_out(),
            Self::Of(field) => told::value(field, profile),
        }
    }

    /// The profile with the next (or previous) choice.
    pub fn step(self, profile: &Profile, forward: bool) -> Profile {
        let mut profile = profile.clone();
        match self {
            Self::Area(area) => turn(&mut profile.keep, area),
            Self::Of(Field::WeekStart) => {
                let all = [WeekStart::Monday, WeekStart::Sunday, WeekStart::Saturday];
                profile.week_start = next(&all, profile.week_start, forward);
            }
            Self::Of(Field::Temperature) => {
                let all = [TemperatureUnit::Celsius, TemperatureUnit::Fahrenheit];
                profile.temperature = next(&all, profile.temperature, forward);
            }
            Self::Of(Field::Fertility) => profile.fertility = !profile.fertility,
            Self::Of(Field::Implantation) => profile.implantation = !profile.implantation,
            Self::Of(Field::SecondSign) => {
                let all = [SecondSign::Mucus, SecondSign::Cervix];
                profile.second_sign = next(&all, profile.second_sign, forward);
            }
            Self::Of(Field::PreovulatoryRule) => {
                profile.preovulatory_rule = !profile.preovulatory_rule
            }
            Self::Of(Field::Uterus) => profile.uterus = step_known(profile.uterus, forward),
            Self::Of(Field::Prostate) => profile.prostate = step_known(profile.prostate, forward),
            Self::Of(Field::PregnancyPossible) => {
                profile.pregnancy_possible = step_known(profile.pregnancy_possible, forward);
            }
            Self::Of(Field::Menopause) => {
                profile.menopause = step_known(profile.menopause, forward)
            }
            Self::Of(Field::PastCancer) => {
                profile.past_cancer = step_known(profile.past_cancer, forward)
            }
            Self::Of(Field::Age) => {
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
