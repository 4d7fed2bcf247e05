//! The settings of a diary in words, by their names.

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
    use super::*;
    use crate::diary::profile::SETTINGS;

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
