//! How items are answered, in words.

use crate::diary::kind::{ChoiceOption, Form, LISTED};
use crate::diary::{Answer, Item, ItemKind, TemperatureUnit, Unit};

use super::common;

packed!("kinds");

/// An answer as people read it: labels, units, no codes.
pub fn answer(answer: &Answer, item: &Item, unit: TemperatureUnit) -> String {
    match answer {
        Answer::Flag(true) => common::yes().into(),
        Answer::Flag(false) => common::no().into(),
        Answer::Many(codes) if codes.is_empty() => none_of_them().into(),
        other => other.describe(item, unit),
    }
}

/// A kind in two or three words, for lists of items.
pub fn label(kind: &ItemKind) -> &'static str {
    named(kind.name()).unwrap_or(kind.name())
}

/// What an answer looks like, in the middle of a sentence: "a number from 0 to 10".
pub fn form(form: Form) -> String {
    match form {
        Form::Score => score_form().into(),
        Form::YesNo => flag().into(),
        Form::Number(unit) => number_form(unit.behind()),
        Form::Time => time_form().into(),
    }
}

/// The answers an item can have, in a few words: "0 to 10", "-3 to 12 min".
pub fn range(kind: &ItemKind) -> String {
    match kind {
        ItemKind::Number(number) => number_range(number.min, number.max, Unit::behind(number.unit)),
        ItemKind::Choice(choice) => codes(&choice.options),
        ItemKind::Many(many) => match many.options.as_slice() {
            [] => own_words().into(),
            [first, ..] if many.options.len() > LISTED => {
                any_of_many(many.options.len(), &first.code)
            }
            few => any_of(codes(few)),
        },
        ItemKind::Time(_) => form(Form::Time),
        ItemKind::Scale(_) | ItemKind::Flag(_) | ItemKind::Text(_) => label(kind).into(),
    }
}

/// The codes of all options, one after the other.
fn codes(options: &[ChoiceOption]) -> String {
    let codes: Vec<&str> = options.iter().map(|option| option.code.as_str()).collect();
    codes.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::Catalogue;

    #[test]
    fn every_kind_has_words() {
        for item in Catalogue::built_in().items() {
            assert!(named(item.kind.name()).is_some(), "{}", item.id);
            assert!(!range(&item.kind).is_empty(), "{}", item.id);
        }
    }

    #[test]
    fn an_answer_is_said_by_its_label_or_as_yes_no_and_none() {
        let catalogue = Catalogue::built_in();
        for (item, word, words) in [
            ("orgasm", "yes", "yes"),
            ("orgasm", "no", "no"),
            ("pain-sites", "none", "none"),
            ("bleeding", "heavy", "heavy"),
            ("temperature", "36.5", "36.50 °C"),
        ] {
            let item = catalogue.item(item).unwrap();
            let unit = TemperatureUnit::Celsius;
            let answered = Answer::parse(item, word, unit).unwrap();
            assert_eq!(answer(&answered, item, unit), words);
        }
    }

    #[test]
    fn forms_are_those_of_reports() {
        for of in [
            Form::Score,
            Form::YesNo,
            Form::Number(Unit::Celsius),
            Form::Time,
        ] {
            assert_eq!(form(of), of.to_string());
        }
    }
}
