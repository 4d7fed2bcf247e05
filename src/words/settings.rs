//! The settings of a computer in words.

use crate::config::{Setting, THEMES, Values};

packed!("settings");

/// What a setting is for, in half a sentence.
pub fn help(setting: &Setting) -> &'static str {
    named(setting.name).unwrap_or(setting.name)
}

/// The part a setting stands in.
pub fn heading(setting: &Setting) -> &'static str {
    named(setting.heading).unwrap_or(setting.heading)
}

/// What a setting can be.
pub fn allowed(setting: &Setting) -> String {
    match setting.values {
        Values::YesNo => yes_or_no().into(),
        Values::OneOf(words) => super::common::any_of(words),
        Values::Theme => {
            let names: Vec<&str> = THEMES.iter().map(|(name, _)| *name).collect();
            themes(names.join(", "))
        }
        Values::Folder => whole_folder().into(),
        Values::Number | Values::Words => help(setting).into(),
    }
}

/// What a setting can be, for somebody who gave it something else.
pub fn wanted(setting: &Setting) -> String {
    match setting.values {
        Values::Number => number(help(setting)),
        _ => allowed(setting),
    }
}

/// The same as its file writes it.
pub fn written(setting: &Setting) -> String {
    match setting.values {
        Values::YesNo => unquoted(true_or_false()),
        Values::Number => unquoted(wanted(setting)),
        Values::OneOf(_) | Values::Theme | Values::Folder | Values::Words => {
            quoted(wanted(setting))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::SETTINGS;

    #[test]
    fn every_setting_has_words() {
        for setting in SETTINGS {
            assert!(named(setting.name).is_some(), "{}", setting.name);
            assert!(named(setting.heading).is_some(), "{}", setting.heading);
        }
    }
}
