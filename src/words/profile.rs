//! The settings of a diary in words, by their names.

use serde_json::Value;

use crate::diary::Profile;
use crate::diary::profile::{Choice, Setting, Values};

packed!("profile");

/// What a setting is called.
pub fn name(setting: &Setting) -> &'static str {
    named(setting.name).unwrap_or(setting.name)
}

/// The part a setting stands in.
pub fn heading(setting: &Setting) -> &'static str {
    named(setting.heading).unwrap_or(setting.heading)
}

/// A word a setting can be, as people say it.
pub fn value(setting: &Setting, word: &'static str) -> &'static str {
    own(setting, word).or_else(|| named(word)).unwrap_or(word)
}

/// What is chosen, by its name.
pub fn label(choice: Choice) -> &'static str {
    match choice.part {
        Some(part) => own(choice.setting, part).unwrap_or(part),
        None => name(choice.setting),
    }
}

/// What belongs to a part of a setting that is any of several.
pub fn explained(choice: Choice) -> &'static str {
    let part = choice.part.unwrap_or_default();
    named(&format!("{}-{part}.explain", choice.setting.name)).unwrap_or_default()
}

/// What is chosen.
pub fn chosen(choice: Choice, profile: &Profile) -> &'static str {
    value(choice.setting, choice.word(profile))
}

/// A word as this setting alone says it.
fn own(setting: &Setting, word: &str) -> Option<&'static str> {
    named(&format!("{}-{word}", setting.name))
}

/// A setting with what it holds, as files have them: "Fertile days and ovulation: shown". What this
/// program does not know, from an older or a newer one, is said as it stands there.
pub fn told(name: &str, holds: &Value) -> String {
    let holds = typed(holds);
    let mut profile = Profile::default();
    let known = Setting::named(name).filter(|of| of.set(&mut profile, &holds).is_ok());
    let Some(setting) = known else {
        return format!("{name}={holds}");
    };
    let choices = Choice::of(setting).into_iter();
    let said: Vec<&str> = choices
        .filter_map(|choice| match choice.part {
            Some(_) => choice.holds(&profile).then(|| label(choice)),
            None => Some(chosen(choice, &profile)),
        })
        .collect();
    let said = if said.is_empty() {
        nothing().into()
    } else {
        said.join(", ")
    };
    setting_told(self::name(setting), said)
}

/// A value of a setting as it is typed.
pub fn typed(value: &Value) -> String {
    match value {
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.into(),
        Value::Array(values) => values.iter().map(typed).collect::<Vec<_>>().join(","),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What can be typed for a setting.
pub fn allowed(setting: &Setting) -> String {
    match setting.values {
        Values::YesNo => super::settings::yes_or_no().into(),
        Values::OneOf(words) => super::common::any_of(words),
        Values::AnyOf(words) => super::kinds::any_of(words.join(",")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::diary::acts::profile::fields;
    use crate::diary::profile::SETTINGS;

    #[test]
    fn every_field_is_said_as_the_settings_say_it() {
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

    #[test]
    fn every_setting_has_words() {
        for setting in SETTINGS {
            for id in [setting.name, setting.heading] {
                assert!(named(id).is_some(), "{id}");
            }
            for choice in Choice::of(setting) {
                if let Some(part) = choice.part {
                    assert!(own(setting, part).is_some(), "{part}");
                    assert!(!explained(choice).is_empty(), "{part}");
                }
                for word in choice.words() {
                    let known = own(setting, word).or(named(word));
                    assert!(known.is_some(), "{}-{word}", setting.name);
                }
            }
        }
    }
}
