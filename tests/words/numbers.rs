//! Numbers in sentences: whatever was worked out, none is less than nothing, none is no number, and
//! each says of how many it is.

use proptest::prelude::*;
use twinge::diary::relief::MeasureRecord;
use twinge::diary::{DateRange, TemperatureUnit, Unit};
use twinge::guide::BleedingScore;
use twinge::patterns::{Comparison, Measured, Since, Stretch};
use twinge::words::figures;
use twinge::words::{guide, patterns};

/// Any number, near nothing and none among them.
fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        -0.06..0.06,
        -12.0..12.0,
        -1e4..1e4,
        Just(-0.0),
        Just(f64::NAN),
        Just(f64::INFINITY),
        Just(f64::NEG_INFINITY),
    ]
}

fn measured() -> impl Strategy<Value = Measured> {
    prop_oneof![
        Just(Measured::Scale),
        Just(Measured::Days),
        Just(Measured::Amount(Unit::Celsius)),
        Just(Measured::Amount(Unit::Hours)),
        Just(Measured::Amount(Unit::Minutes)),
        Just(Measured::Amount(Unit::Count)),
    ]
}

/// A sentence without "-0", "NaN" or "inf", and with the house's minus.
fn is_well_written(words: &str) -> Result<(), TestCaseError> {
    let minus = words.replace('−', "-");
    let zero = minus.split('-').skip(1).any(|rest| {
        let digits = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.');
        let digits: String = digits.collect();
        !digits.is_empty() && figures::is_zero(&digits)
    });
    prop_assert!(!zero, "{}", words);
    prop_assert!(
        !words.contains("NaN") && !words.contains("inf"),
        "{}",
        words
    );
    let bare = words.match_indices('-').any(|(at, _)| {
        let next = words[at + 1..].chars().next();
        let before = words[..at].chars().next_back();
        next.is_some_and(|c| c.is_ascii_digit()) && before.is_none_or(|c| c == ' ' || c == '(')
    });
    prop_assert!(!bare, "{}", words);
    Ok(())
}

fn comparison(measured: Measured, before: (usize, f64), after: (usize, f64)) -> Comparison {
    let stretch = |(days, mean)| Stretch {
        range: DateRange::ALL,
        days,
        mean: Some(mean),
        spread: Some(1.0),
    };
    let difference = after.1 - before.1;
    Comparison {
        item: "pain".into(),
        phrase: "worst pain".into(),
        measured,
        before: stretch(before),
        after: stretch(after),
        difference: Some(difference),
        relative: (before.1 != 0.0).then(|| difference / before.1),
        meaningful: false,
    }
}

proptest! {
    #[test]
    fn a_number_is_never_less_than_nothing(value in number(), other in number(), decimals in 0_usize..4) {
        for words in [
            figures::fixed(value, decimals),
            figures::signed(value, decimals),
            figures::plain(value),
            figures::points(value),
            figures::percent(value),
            figures::signed_percent(value),
            figures::spread(value, other),
            figures::amount(value, Unit::Celsius, TemperatureUnit::Fahrenheit),
            figures::amount_apart(value, other, Unit::Hours, TemperatureUnit::Celsius),
        ] {
            is_well_written(&words)?;
        }
    }

    #[test]
    fn a_number_is_read_back_as_it_was(value in -1e4..1e4_f64, decimals in 0_usize..4) {
        for words in [figures::fixed(value, decimals), figures::signed(value, decimals)] {
            let read: f64 = words.replace('−', "-").parse().unwrap();
            prop_assert!((read - value).abs() <= 0.5 / 10_f64.powi(decimals as i32) + 1e-9);
        }
    }

    #[test]
    fn comparisons_are_well_written(
        of in measured(),
        before in (7_usize..400, number()),
        after in (7_usize..400, number()),
        fahrenheit: bool,
    ) {
        let unit = if fahrenheit { TemperatureUnit::Fahrenheit } else { TemperatureUnit::Celsius };
        let words = patterns::comparison(&comparison(of, before, after), unit);
        is_well_written(&words)?;
        for (days, _) in [before, after] {
            prop_assert!(words.contains(&days.to_string()), "{}", words);
        }
    }

    #[test]
    fn relief_since_and_scores_are_well_written(
        (before, after, change, score) in (number(), number(), number(), number()),
        rated in 6_usize..99,
    ) {
        let relief = patterns::relief(&MeasureRecord {
            code: "heat".into(),
            label: "heat".into(),
            uses: rated,
            rated,
            before: Some(before),
            after: Some(after),
            change: Some(change),
            helped: 1,
            enough: true,
            cases: Vec::new(),
        });
        is_well_written(&relief)?;
        prop_assert!(relief.contains("the middle change is") && relief.contains(&rated.to_string()));
        is_well_written(&patterns::since(&Since {
            asked: rated,
            hurt: 1,
            worst: Some(before),
            began: Some(after),
            lasted: Some(change),
        }))?;
        let date = chrono::NaiveDate::default();
        let score = BleedingScore { first: date, last: date, score, heavy: false };
        is_well_written(&guide::bleeding_score(&score))?;
    }
}
