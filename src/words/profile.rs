//! What a profile says, in the words of the settings screen.

use serde_json::Value;

use super::screens::settings as words;
use crate::diary::{
    AgeBand, Area, Profile, ProfileField, SecondSign, TemperatureUnit, Tristate, WeekStart,
};

/// The field of the areas, as files name it.
const KEEP: &str = "keep";

/// What an area is called.
pub fn area(area: Area) -> &'static str {
    match area {
        Area::Pain => words::area_pain(),
        Area::Cycle => words::area_cycle(),
        Area::Intimacy => words::area_intimacy(),
        Area::Relief => words::area_relief(),
        Area::Load => words::area_load(),
    }
}

/// What a field is called.
pub fn label(field: ProfileField) -> &'static str {
    match field {
        ProfileField::WeekStart => words::week_start(),
        ProfileField::Temperature => words::temperature(),
        ProfileField::Fertility => words::fertility(),
        ProfileField::Implantation => words::implantation(),
        ProfileField::SecondSign => words::second_sign(),
        ProfileField::PreovulatoryRule => words::preovulatory_rule(),
        ProfileField::Uterus => words::uterus(),
        ProfileField::Prostate => words::prostate(),
        ProfileField::PregnancyPossible => words::pregnancy_possible(),
        ProfileField::Menopause => words::menopause(),
        ProfileField::Age => words::age(),
        ProfileField::PastCancer => words::past_cancer(),
    }
}

/// What a profile holds in a field.
pub fn value(field: ProfileField, profile: &Profile) -> &'static str {
    let shown = |is| if is { words::shown() } else { words::hidden() };
    match field {
        ProfileField::WeekStart => match profile.week_start {
            WeekStart::Monday => words::week_monday(),
            WeekStart::Sunday => words::week_sunday(),
            WeekStart::Saturday => words::week_saturday(),
        },
        ProfileField::Temperature => match profile.temperature {
            TemperatureUnit::Celsius => words::celsius(),
            TemperatureUnit::Fahrenheit => words::fahrenheit(),
        },
        ProfileField::Fertility => shown(profile.fertility),
        ProfileField::Implantation => shown(profile.implantation),
        ProfileField::SecondSign => match profile.second_sign {
            SecondSign::Mucus => words::mucus(),
            SecondSign::Cervix => words::cervix(),
        },
        ProfileField::PreovulatoryRule if profile.preovulatory_rule => words::evaluated(),
        ProfileField::PreovulatoryRule => words::left_out(),
        ProfileField::Uterus => known(profile.uterus),
        ProfileField::Prostate => known(profile.prostate),
        ProfileField::PregnancyPossible => known(profile.pregnancy_possible),
        ProfileField::Menopause => known(profile.menopause),
        ProfileField::PastCancer => known(profile.past_cancer),
        ProfileField::Age => match profile.age {
            AgeBand::Under20 => words::age_under_20(),
            AgeBand::From20To39 => words::age_20_to_39(),
            AgeBand::From40To49 => words::age_40_to_49(),
            AgeBand::From50 => words::age_50_or_over(),
            AgeBand::Unknown => words::not_told(),
        },
    }
}

fn known(known: Tristate) -> &'static str {
    match known {
        Tristate::Yes => words::yes(),
        Tristate::No => words::no(),
        Tristate::Unknown => words::not_told(),
    }
}

/// A field with what it holds, as the file names them: "Fertile days and ovulation: shown". What
/// this program does not know, from an older or a newer one, is said as it stands there.
pub fn told(name: &str, holds: &Value) -> String {
    let only = [(name.to_owned(), holds.clone())];
    let profile = serde_json::from_value(Value::Object(only.into_iter().collect()));
    let said = profile.ok().and_then(|profile: Profile| match name {
        KEEP if profile.keep.is_empty() => Some((words::kept_areas(), words::nothing().into())),
        KEEP => {
            let kept: Vec<&str> = profile.keep.iter().map(|kept| area(*kept)).collect();
            Some((words::kept_areas(), kept.join(", ")))
        }
        name => {
            let field = ProfileField::named(name)?;
            Some((label(field), value(field, &profile).to_owned()))
        }
    });
    match said {
        Some((label, value)) => words::setting_told(label, value),
        None => format!("{name}={}", typed(holds)),
    }
}

/// A value of the profile as it is typed.
pub fn typed(value: &Value) -> String {
    match value {
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.into(),
        Value::Array(values) => values.iter().map(typed).collect::<Vec<_>>().join(","),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::diary::acts::profile::fields;

    /// Every field of a profile is said as the settings say it.
    #[test]
    fn every_field_has_words() {
        for (name, holds) in fields(&Profile::default()) {
            assert!(!told(&name, &holds).contains('='), "{name}");
        }
    }

    #[test]
    fn what_is_not_known_is_said_as_it_stands_in_the_file() {
        for (name, holds, words) in [
            ("uterus", json!("no"), "You have a uterus: no"),
            ("keep", json!([]), "What you keep: nothing"),
            ("uterus", json!("perhaps"), "uterus=perhaps"),
            ("moon", json!(true), "moon=yes"),
            ("keep", json!(["pain", "moon"]), "keep=pain,moon"),
        ] {
            assert_eq!(told(name, &holds), words);
        }
    }
}
