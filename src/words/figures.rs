//! Numbers as people read them. Whatever has decimals or a sign is written here: nothing is ever less
//! than nothing ("-0"), and what is no number is not shown as one.

use crate::diary::{TemperatureUnit, Unit};

/// Before what is less than nothing.
const MINUS: char = '−';

/// In the place of what is no number.
const NO_NUMBER: &str = "?";

/// A number to so many decimals.
pub fn fixed(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return NO_NUMBER.to_owned();
    }
    let size = format!("{:.decimals$}", value.abs());
    match value < 0.0 && !is_zero(&size) {
        true => format!("{MINUS}{size}"),
        false => size,
    }
}

/// Whether no line ends between two words: a number is not parted from what it counts (30 %, 4 h,
/// 20 December), nor a sign from its number (± 3).
pub fn belong_together(word: &str, next: &str) -> bool {
    let word = word.trim_start_matches(['(', '[', '"', '“', '‘']);
    let is_sign = matches!(word, "±" | "<" | ">" | "≤" | "≥" | "=" | "×" | "+" | "−");
    let is_number = word.starts_with(|c: char| c.is_ascii_digit() || c == MINUS)
        && word.ends_with(|c: char| c.is_ascii_digit())
        && !word.contains(char::is_alphabetic);
    // One number is not of the next.
    let counts = !next.starts_with(|c: char| c.is_ascii_digit());
    !next.is_empty() && (is_sign || is_number && counts)
}

/// The same with a plus, too: a change, or a place before or after.
pub fn signed(value: f64, decimals: usize) -> String {
    let text = fixed(value, decimals);
    match value > 0.0 && value.is_finite() && !is_zero(&text) {
        true => format!("+{text}"),
        false => text,
    }
}

/// A number as it is read once it is written to so many decimals, for what is worked out from written
/// ones: who does the sum again gets the same.
pub fn written(value: f64, decimals: usize) -> f64 {
    let shown = format!("{value:.decimals$}").parse();
    shown.unwrap_or(value)
}

/// By how much one written number is more than another.
pub fn apart(value: f64, other: f64, decimals: usize) -> f64 {
    written(value, decimals) - written(other, decimals)
}

/// A number with as many decimals as it needs, at most three.
pub fn plain(value: f64) -> String {
    let decimals = (0..3).find(|decimals| written(value, *decimals) == written(value, 3));
    fixed(value, decimals.unwrap_or(3))
}

/// A score, or a difference of two: to a tenth.
pub fn points(value: f64) -> String {
    fixed(value, 1)
}

/// A share of 1 in hundredths.
pub fn percent(share: f64) -> String {
    fixed(share * 100.0, 0)
}

/// A change as a share of 1, in hundredths.
pub fn signed_percent(share: f64) -> String {
    signed(share * 100.0, 0)
}

/// A mean with its spread, to a tenth.
pub fn spread(mean: f64, spread: f64) -> String {
    format!("{} ± {}", points(mean), points(spread))
}

/// An amount with its unit: a temperature to a hundredth, as it is noted, in the unit the person reads;
/// anything else to a tenth.
pub fn amount(value: f64, unit: Unit, temperature: TemperatureUnit) -> String {
    match unit {
        Unit::Celsius => with_unit(temperature.of(value), temperature),
        unit => points(value) + &unit.behind(),
    }
}

/// By how much two amounts differ, as they are written; 0 and more.
pub fn amount_apart(value: f64, other: f64, unit: Unit, temperature: TemperatureUnit) -> String {
    match unit {
        Unit::Celsius => {
            let apart = apart(temperature.of(value), temperature.of(other), 2);
            with_unit(apart.abs(), temperature)
        }
        unit => points(apart(value, other, 1).abs()) + &unit.behind(),
    }
}

fn with_unit(value: f64, temperature: TemperatureUnit) -> String {
    format!("{} {}", fixed(value, 2), temperature.symbol())
}

/// Whether a written number, a unit behind it or not, is nothing.
pub fn is_zero(text: &str) -> bool {
    !text.contains(|digit: char| ('1'..='9').contains(&digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_one_way() {
        for (told, words) in [
            (plain(6.0), "6"),
            (plain(36.52), "36.52"),
            (plain(-1.5), "−1.5"),
            (plain(2.0 / 3.0), "0.667"),
            (plain(-0.0001), "0"),
            (points(1.25), "1.2"),
            (points(-0.04), "0.0"),
            (points(-0.06), "−0.1"),
            (points(f64::NAN), "?"),
            (signed(1.5, 1), "+1.5"),
            (signed(-1.5, 1), "−1.5"),
            (signed(0.04, 1), "0.0"),
            (signed(-0.0, 0), "0"),
            (signed(3.0, 0), "+3"),
            (percent(0.285), "28"),
            (signed_percent(-0.4), "−40"),
            (signed_percent(-0.001), "0"),
            (spread(2.0, 1.31), "2.0 ± 1.3"),
        ] {
            assert_eq!(told, words);
        }
    }

    #[test]
    fn an_amount_has_its_unit() {
        let (celsius, fahrenheit) = (TemperatureUnit::Celsius, TemperatureUnit::Fahrenheit);
        for (told, words) in [
            (amount(36.5, Unit::Celsius, celsius), "36.50 °C"),
            (amount(36.5, Unit::Celsius, fahrenheit), "97.70 °F"),
            (amount(7.25, Unit::Hours, celsius), "7.2 h"),
            (amount(4.0, Unit::Count, fahrenheit), "4.0"),
            (amount_apart(36.5, 36.4, Unit::Celsius, celsius), "0.10 °C"),
            (
                amount_apart(36.4, 36.5, Unit::Celsius, fahrenheit),
                "0.18 °F",
            ),
            (amount_apart(9.0, 7.5, Unit::Minutes, fahrenheit), "1.5 min"),
            // 1.36 and 0.44 are written 1.4 and 0.4.
            (amount_apart(1.36, 0.44, Unit::Hours, celsius), "1.0 h"),
        ] {
            assert_eq!(told, words);
        }
        assert!(is_zero(&amount_apart(36.504, 36.5, Unit::Celsius, celsius)));
    }
}
