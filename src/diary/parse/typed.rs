//! The words a language has for what people type.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::language::{data, spoken};

/// Words that mean the same.
pub(super) type Words = Vec<String>;

/// The words of a language, lower case; see `assets/words/en/typed.toml` for what each is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Typed {
    pub yes: Words,
    pub no: Words,
    pub none: Words,
    pub dates: DateWords,
    pub times: TimeWords,
    pub units: UnitWords,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DateWords {
    pub today: Words,
    pub yesterday: Words,
    pub tomorrow: Words,
    pub last: Words,
    pub ago: Words,
    pub day: Words,
    pub week: Words,
    pub month: Words,
    pub to: Words,
    pub ordinal: Words,
    pub months: [String; 12],
    pub weekdays: [String; 7],
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TimeWords {
    pub now: Words,
    pub before_noon: Words,
    pub after_noon: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitWords {
    pub celsius: Words,
    pub fahrenheit: Words,
    pub hours: Words,
    pub minutes: Words,
}

/// The words of the language the program speaks; read when something is first typed.
pub(super) static TYPED: LazyLock<Typed> = LazyLock::new(|| {
    let typed = toml::from_str(spoken(data!("typed")));
    typed.expect("the table of typed words is read by the tests of this module")
});

/// Whether a word is one of several that mean the same.
pub(super) fn is_any(words: &Words, word: &str) -> bool {
    words.iter().any(|known| known == word)
}

/// The place of the only name that a word is, or begins with at least three letters.
pub(super) fn begun(names: &[String], word: &str) -> Option<usize> {
    let begins = |name: &String| word.chars().count() >= 3 && name.starts_with(word);
    names.iter().position(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_lower_case_and_three_letters_tell_the_months_and_weekdays_apart() {
        for typed in data!("typed") {
            are_told_apart(&toml::from_str(typed).unwrap());
        }
    }

    fn are_told_apart(typed: &Typed) {
        let single = [&typed.yes, &typed.no, &typed.none, &typed.dates.today];
        for word in single.into_iter().flatten() {
            assert_eq!(*word, word.to_lowercase());
        }
        for names in [&typed.dates.months[..], &typed.dates.weekdays[..]] {
            for (at, name) in names.iter().enumerate() {
                let short: String = name.chars().take(3).collect();
                assert_eq!(begun(names, &short), Some(at), "{name}");
            }
        }
    }
}
