//! The words people use for times of day.

use chrono::NaiveTime;

use super::date::all_digits;
use super::typed::{TYPED, Words};

/// Understands a time of day: `06:40`, `6:40`, `0640`, `6.40`, `6h40`, `7am`, `10:15 pm`.
pub fn time(text: &str) -> Option<NaiveTime> {
    let text = text.trim().to_lowercase();
    let without = |ends: &Words| ends.iter().find_map(|end| text.strip_suffix(end.as_str()));
    let words = &TYPED.times;
    let (clock, half) = match (without(&words.before_noon), without(&words.after_noon)) {
        (Some(clock), _) => (clock.trim(), Some(0)),
        (_, Some(clock)) => (clock.trim(), Some(12)),
        _ => (text.as_str(), None),
    };
    let (hour, minute) = match clock.split_once([':', '.', 'h']) {
        Some((hour, "")) => (hour, "0"),
        Some(parts) => parts,
        None if clock.len() == 4 && all_digits(clock) => clock.split_at(2),
        None if half.is_some() => (clock, "0"),
        None => return None,
    };
    if !all_digits(hour) || !all_digits(minute) {
        return None;
    }
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(half) => hour % 12 + half,
        None => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_understood() {
        let hm = |h, m| NaiveTime::from_hms_opt(h, m, 0);
        for (words, expected) in [
            ("06:40", hm(6, 40)),
            ("6.40", hm(6, 40)),
            ("0640", hm(6, 40)),
            ("22h10", hm(22, 10)),
            ("7am", hm(7, 0)),
            ("12 am", hm(0, 0)),
            ("10:15 pm", hm(22, 15)),
            ("25:00", None),
            ("6", None),
            ("13pm", None),
        ] {
            assert_eq!(time(words), expected, "{words}");
        }
    }
}
