//! Numbers with the units people write behind them.

use super::typed::{TYPED, is_any};

/// A unit as it is written behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitWord {
    /// Degrees Celsius.
    Celsius,
    /// Degrees Fahrenheit.
    Fahrenheit,
    /// Hours.
    Hours,
    /// Minutes.
    Minutes,
}

/// Understands a number and the unit behind it, if there is one: `36,52`, `97.7 °F`, `90min`.
/// `None` for what is no number, and for a unit that is not known.
pub fn amount(text: &str) -> Option<(f64, Option<UnitWord>)> {
    let text = text.trim().replace(',', ".");
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+')))
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let number = number.parse().ok()?;
    let unit = unit.trim().to_lowercase();
    let unit = match unit.trim_start_matches('°') {
        "" => None,
        word => Some(unit_word(word)?),
    };
    Some((number, unit))
}

fn unit_word(word: &str) -> Option<UnitWord> {
    let known = &TYPED.units;
    [
        (&known.celsius, UnitWord::Celsius),
        (&known.fahrenheit, UnitWord::Fahrenheit),
        (&known.hours, UnitWord::Hours),
        (&known.minutes, UnitWord::Minutes),
    ]
    .into_iter()
    .find_map(|(words, unit)| is_any(words, word).then_some(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_units_are_understood() {
        for (text, meant) in [
            ("36,52", Some((36.52, None))),
            ("97.7 °F", Some((97.7, Some(UnitWord::Fahrenheit)))),
            ("-3", Some((-3.0, None))),
            ("90 Min", Some((90.0, Some(UnitWord::Minutes)))),
            ("1.5h", Some((1.5, Some(UnitWord::Hours)))),
            ("3 apples", None),
            ("apples", None),
            ("1.2.3", None),
            ("", None),
        ] {
            assert_eq!(amount(text), meant, "{text}");
        }
    }
}
