//! What holds of every kind.

use proptest::prelude::*;

use super::*;
use crate::diary::quantity::Unit;

fn options(codes: &[&str]) -> Vec<ChoiceOption> {
    let option = |code: &&str| ChoiceOption {
        code: Code::new(code),
        label: format!("It was {code}"),
        mark: None,
        codes: [].into(),
    };
    codes.iter().map(option).collect()
}

/// At least one of every kind, and of every shape it has.
fn kinds() -> Vec<ItemKind> {
    let few = || options(&["none", "light", "heavy"]);
    let number = |unit, min, max| Number {
        unit,
        min: Quantity::from_milli(min),
        max: Quantity::from_milli(max),
        step: Quantity::from_milli(250),
        start: Quantity::from_milli(min),
    };
    let choice = |ordered| Choice {
        options: few(),
        ordered,
    };
    let many = |options, open| Many {
        options,
        open,
        map: None,
    };
    vec![
        Scale {
            bands: "pain".into(),
        }
        .into(),
        choice(true).into(),
        choice(false).into(),
        many(options(&["hot", "numb", "tight"]), false).into(),
        many(vec![], true).into(),
        Flag {}.into(),
        number(Unit::Celsius, 34_000, 43_000).into(),
        number(Unit::Hours, 0, 24_000).into(),
        number(Unit::Minutes, 0, 1_440_000).into(),
        number(Unit::Count, -3_000, 12_345).into(),
        Time {}.into(),
        Text { lines: false }.into(),
        Text { lines: true }.into(),
    ]
}

fn any_kind() -> impl Strategy<Value = ItemKind> {
    proptest::sample::select(kinds())
}

proptest! {
    #[test]
    fn an_answer_is_understood_as_it_is_typed(kind in any_kind(), n: u64) {
        let answer = kind.example(n).unwrap();
        prop_assert_eq!(kind.check(&answer), Ok(()));
        let word = answer.word();
        prop_assert_eq!(kind.parse(&word, TemperatureUnit::Celsius), Ok(answer.clone()));
        let shown = kind.editable(&answer, TemperatureUnit::Celsius);
        prop_assert!(kind.parse(&shown, TemperatureUnit::Celsius).is_ok());
    }

    #[test]
    fn an_answer_is_read_back_as_it_was_stored(kind in any_kind(), n: u64) {
        let answer = kind.example(n).unwrap();
        prop_assert_eq!(kind.read_json(&answer.to_json()), Ok(answer.clone()));
        let cell = answer.to_cell().unwrap();
        prop_assert_eq!(kind.read_cell(cell), Some(answer));
    }

    #[test]
    fn an_answer_stands_at_its_number(kind in any_kind(), n: u64) {
        let answer = kind.example(n).unwrap();
        if let Some(number) = kind.number(&answer)
            && let Some(at) = kind.at(number)
        {
            prop_assert_eq!(at, answer);
        }
    }

    #[test]
    fn steps_stay_within_what_the_item_can_have(
        kind in any_kind(),
        earlier: Option<u64>,
        steps in proptest::collection::vec(any::<bool>(), 1..30),
    ) {
        let earlier = earlier.and_then(|n| kind.example(n));
        let mut now = None;
        for up in steps {
            let Some(next) = kind.step(now.as_ref(), earlier.as_ref(), up) else {
                break;
            };
            prop_assert_eq!(kind.check(&next), Ok(()));
            now = Some(next);
        }
    }

    #[test]
    fn digits_answer_what_the_item_can_have(kind in any_kind(), digit in 0..10_u8, after_one: bool) {
        if let Press::Answer(answer) = kind.digit(digit, after_one) {
            prop_assert_eq!(kind.check(&answer), Ok(()));
        }
    }

    #[test]
    fn a_step_up_and_down_again_changes_nothing_away_from_the_ends(kind in any_kind(), n: u64) {
        let now = kind.example(n).unwrap();
        let up = kind.step(Some(&now), None, true);
        let back = up.as_ref().and_then(|up| kind.step(Some(up), None, false));
        let is_at_an_end = kind.step(up.as_ref(), None, true) == up;
        if let Some(back) = back.filter(|_| kind.toggle(None).is_none() && !is_at_an_end) {
            prop_assert_eq!(back, now);
        }
    }

    #[test]
    fn no_words_are_too_odd(kind in any_kind(), text: String) {
        if let Ok(answer) = kind.parse(&text, TemperatureUnit::Fahrenheit) {
            prop_assert_eq!(kind.check(&answer), Ok(()));
        }
    }
}

#[test]
fn a_kind_is_named_in_files_as_it_names_itself() {
    for kind in kinds() {
        let json = serde_json::to_value(&kind).unwrap();
        assert_eq!(json["kind"], kind.name());
        assert_eq!(serde_json::from_value::<ItemKind>(json).unwrap(), kind);
    }
    let strange = serde_json::json!({ "kind": "flag", "bands": "of another kind" });
    assert!(serde_json::from_value::<ItemKind>(strange).is_ok());
}

#[test]
fn an_answer_of_another_kind_is_refused_and_told_as_it_is() {
    for kind in kinds() {
        for other in kinds().iter().filter(|other| other.name() != kind.name()) {
            let answer = other.example(1).unwrap();
            assert!(matches!(kind.check(&answer), Err(Unfit::Kind { .. })));
            let words = kind.describe(&answer, TemperatureUnit::Celsius);
            assert_eq!(words, answer.word());
            assert_eq!(kind.number(&answer), None);
        }
    }
}

#[test]
fn what_does_not_fit_is_told_with_what_would() {
    let refused = |name, text| {
        let kinds = kinds();
        let kind = kinds.iter().find(|kind| kind.name() == name).unwrap();
        let why = kind.parse(text, TemperatureUnit::Celsius).unwrap_err();
        why.to_string()
    };
    assert_eq!(
        refused("scale", "11"),
        "is a number from 0 to 10, not \"11\""
    );
    assert_eq!(
        refused("choice", "hevy"),
        "has no option \"hevy\"; did you mean \"heavy\"? It can be: none, light, heavy"
    );
    assert_eq!(
        refused("choice", "?"),
        "has no option \"?\". It can be: none, light, heavy"
    );
    assert_eq!(refused("flag", "perhaps"), "is yes or no, not \"perhaps\"");
    assert_eq!(refused("number", "x"), "is a number °C, not \"x\"");
    assert_eq!(refused("number", "25"), "can be from 34 to 43 °C, not 25");
    assert_eq!(
        refused("time", "noon"),
        "is a time such as 06:40, not \"noon\""
    );
}
