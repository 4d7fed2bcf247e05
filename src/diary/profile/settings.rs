//! The settings of a diary, a row a setting: the field of the [`Profile`] it is, the part it stands
//! in, and what it can be. What it is called stands under its name in `assets/words/*/profile.ftl`. The
//! screens, the shell's `profile` and its help, and what the log says of a change are made of these
//! rows.

use serde_json::{Value, json};

use super::Profile;
use crate::diary::area::Area;
use crate::diary::parse;

/// What a setting can be, by the words it is in files and in the shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// Yes or no.
    YesNo,
    /// One of some words, in the order they are gone through.
    OneOf(&'static [&'static str]),
    /// Any of some words.
    AnyOf(&'static [&'static str]),
}

/// A setting of a diary.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Its name in files and in the shell.
    pub name: &'static str,
    /// The part it stands in, as its words are called in `assets/words/*/profile.ftl`.
    pub heading: &'static str,
    /// The area it is about, where it is about one.
    pub area: Option<Area>,
    /// What it can be.
    pub values: Values,
    get: fn(&Profile) -> Value,
    set: fn(&mut Profile, Value) -> serde_json::Result<()>,
}

macro_rules! settings {
    ($($heading:literal ($area:expr) { $($name:literal $field:ident, $values:expr;)* })*) => {
        /// All settings of a diary, in the order of the screen.
        pub const SETTINGS: &[Setting] = &[$($(
            Setting {
                name: $name,
                heading: $heading,
                area: $area,
                values: $values,
                get: |profile| json!(profile.$field),
                set: |profile, value| {
                    profile.$field = serde_json::from_value(value)?;
                    Ok(())
                },
            },
        )*)*];
    };
}

settings! {
    "keep" (None) {
        "keep" areas, Values::AnyOf(&["pain", "cycle", "intimacy", "relief", "load"]);
    }
    "appearance" (None) {
        "week-start" week_start, Values::OneOf(&["monday", "sunday", "saturday"]);
        "day-ends" day_ends, Values::OneOf(&["0", "1", "2", "3", "4", "5", "6"]);
        "temperature" temperature, Values::OneOf(&["celsius", "fahrenheit"]);
    }
    "cycle" (Some(Area::Cycle)) {
        "fertility" fertility, Values::YesNo;
        "implantation" implantation, Values::YesNo;
        "second-sign" second_sign, Values::OneOf(&["mucus", "cervix"]);
        "preovulatory-rule" preovulatory_rule, Values::YesNo;
    }
    "about-you" (None) {
        "uterus" uterus, TOLD;
        "prostate" prostate, TOLD;
        "pregnancy-possible" pregnancy_possible, TOLD;
        "menopause" menopause, TOLD;
        "contraception" contraception, Values::OneOf(&[
            "unknown", "none", "combined", "minipill", "implant-or-injection", "hormonal-coil", "copper-coil",
        ]);
        "testosterone" testosterone, TOLD;
        "age" age, Values::OneOf(&["unknown", "under-20", "20-to-39", "40-to-49", "from-50"]);
        "past-cancer" past_cancer, TOLD;
        "weak-defences" weak_defences, TOLD;
        "fragile-bones" fragile_bones, TOLD;
    }
}

/// What a person told, or did not.
const TOLD: Values = Values::OneOf(&["unknown", "yes", "no"]);

/// The words of what is yes or no, in files and in the shell.
const YES: &str = "yes";
const NO: &str = "no";

/// What was typed is nothing the setting can be: its [`Values`] say what is.
#[derive(Debug, thiserror::Error)]
#[error("it is one of {0:?}")]
pub struct NoValue(pub Values);

impl Setting {
    /// The setting of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.name == name)
    }

    /// Gives it what was typed; several words are parted by commas.
    ///
    /// # Errors
    /// [`NoValue`] when it cannot be that; the profile is then as it was.
    pub fn set(&self, profile: &mut Profile, typed: &str) -> Result<(), NoValue> {
        let value = match self.values {
            Values::YesNo => parse::yes_no(typed).ok_or(NoValue(self.values))?.into(),
            Values::OneOf(_) => json!(typed.to_lowercase()),
            Values::AnyOf(_) => {
                let words = typed.split(',').map(str::trim);
                let words = words.filter(|word| !word.is_empty());
                words.map(|word| json!(word.to_lowercase())).collect()
            }
        };
        (self.set)(profile, value).map_err(|_| NoValue(self.values))
    }

    /// Whether a word is what it is, or among it.
    fn holds(&self, profile: &Profile, word: &str) -> bool {
        match (self.get)(profile) {
            Value::Array(words) => words.iter().any(|one| one == word),
            Value::Bool(yes) => word == yes_or_no(yes),
            value => value == word,
        }
    }
}

fn yes_or_no(yes: bool) -> &'static str {
    if yes { YES } else { NO }
}

/// What is chosen by itself, a line of the screen: a setting, or a word of one that is any of several.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// The setting.
    pub setting: &'static Setting,
    /// The word that is in or left out, of a setting that is any of several.
    pub part: Option<&'static str>,
}

impl Choice {
    /// All of them, in the order of the screen.
    pub fn all() -> impl Iterator<Item = Self> {
        SETTINGS.iter().flat_map(Self::of)
    }

    /// Those that matter to a person: of the cycle only where that is kept.
    pub fn shown(profile: &Profile) -> impl Iterator<Item = Self> {
        let keeps = |area: Option<Area>| profile.keeps(area);
        Self::all().filter(move |choice| keeps(choice.setting.area))
    }

    /// Those of one setting.
    pub fn of(setting: &'static Setting) -> Vec<Self> {
        let choice = |part| Self { setting, part };
        match setting.values {
            Values::AnyOf(words) => words.iter().map(|word| choice(Some(*word))).collect(),
            Values::YesNo | Values::OneOf(_) => vec![choice(None)],
        }
    }

    /// Those of the setting of a name.
    pub fn named(name: &str) -> Vec<Self> {
        Setting::named(name).map(Self::of).unwrap_or_default()
    }

    /// What it can be, in the order it is gone through.
    pub fn words(self) -> &'static [&'static str] {
        match self.setting.values {
            Values::OneOf(words) => words,
            Values::YesNo | Values::AnyOf(_) => &[YES, NO],
        }
    }

    /// Whether it is yes, or in.
    pub fn holds(self, profile: &Profile) -> bool {
        self.word(profile) == YES
    }

    /// What it is.
    pub fn word(self, profile: &Profile) -> &'static str {
        if let Some(part) = self.part {
            return yes_or_no(self.setting.holds(profile, part));
        }
        let mut words = self.words().iter();
        let word = words.find(|word| self.setting.holds(profile, word));
        word.copied().unwrap_or_default()
    }

    /// The profile with the next (or previous) word.
    pub fn step(self, profile: &Profile, forward: bool) -> Profile {
        let (words, word) = (self.words(), self.word(profile));
        let at = words.iter().position(|one| *one == word).unwrap_or(0);
        let step = if forward { 1 } else { words.len() - 1 };
        let word = words[(at + step) % words.len()];
        let value = match self.setting.values {
            Values::YesNo => json!(word == YES),
            Values::OneOf(_) => json!(word),
            Values::AnyOf(words) => {
                let is_in = |one: &&&str| match self.part {
                    Some(part) if part == **one => word == YES,
                    _ => self.setting.holds(profile, one),
                };
                words.iter().filter(is_in).map(|one| json!(one)).collect()
            }
        };
        let mut stepped = profile.clone();
        // Every word of a row can be set, as the tests say; else all stays as it is.
        let _ = (self.setting.set)(&mut stepped, value);
        stepped
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_field_but_the_welcome_is_a_row() {
        let profile = json!(Profile::default());
        let fields = profile.as_object().unwrap().keys().map(String::as_str);
        let rows = SETTINGS.iter().map(|setting| setting.name);
        let rows: BTreeSet<&str> = rows.chain(["welcomed"]).collect();
        assert_eq!(rows, fields.collect());
        assert_eq!(rows.len(), SETTINGS.len() + 1);
    }

    /// What the type of a field can be stands in the error for a word that it cannot be.
    #[test]
    fn every_word_of_a_row_is_one_the_field_can_be_and_none_is_missing() {
        for setting in SETTINGS {
            let (Values::OneOf(words) | Values::AnyOf(words)) = setting.values else {
                continue;
            };
            for word in words {
                let mut profile = Profile::default();
                setting.set(&mut profile, &word.to_uppercase()).unwrap();
                assert!(setting.holds(&profile, word), "{}={word}", setting.name);
            }
            let nonsense = match setting.values {
                Values::AnyOf(_) => json!(["nonsense"]),
                Values::OneOf(_) | Values::YesNo => json!("nonsense"),
            };
            let wrong = (setting.set)(&mut Profile::default(), nonsense);
            let wrong = wrong.unwrap_err().to_string();
            let known: BTreeSet<&str> = wrong.split('`').skip(1).step_by(2).collect();
            let all: BTreeSet<&str> = words.iter().copied().chain(["nonsense"]).collect();
            assert_eq!(known, all, "{}", setting.name);
        }
    }

    #[test]
    fn steps_go_round_both_ways() {
        for choice in Choice::all() {
            let (words, mut profile) = (choice.words(), Profile::default());
            let mut seen = BTreeSet::new();
            for _ in words {
                let stepped = choice.step(&profile, true);
                assert_ne!(choice.word(&stepped), choice.word(&profile));
                assert_eq!(choice.step(&stepped, false), profile);
                seen.insert(choice.word(&stepped));
                profile = stepped;
            }
            assert_eq!(seen.len(), words.len(), "{}", choice.setting.name);
            assert_eq!(profile, Profile::default());
        }
    }

    #[test]
    fn what_a_setting_cannot_be_leaves_it_as_it_was() {
        for setting in SETTINGS {
            let mut profile = Profile::default();
            assert!(setting.set(&mut profile, "nonsense, pain").is_err());
            assert_eq!(profile, Profile::default());
        }
    }
}
