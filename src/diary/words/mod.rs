//! The words people use for dates, times and names, kindly understood.

mod date;
mod range;

use chrono::NaiveTime;

use date::all_digits;
pub use date::{DateWordError, date, date_within};

/// Understands a time of day: `06:40`, `6:40`, `0640`, `6.40`, `6h40`, `7am`, `10:15 pm`.
pub fn time(text: &str) -> Option<NaiveTime> {
    let text = text.trim().to_lowercase();
    let (clock, half) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
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

/// Understands yes and no, as people write them.
pub fn yes_no(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "on" => Some(true),
        "no" | "n" | "false" | "0" | "off" => Some(false),
        _ => None,
    }
}

/// A name as ids are written: lower case, everything but letters and digits turned to hyphens.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// A label as it stands in the middle of a sentence: without its capital, unless the first word
/// has another one (`LH test`).
pub fn within(label: &str) -> String {
    let first = label.split(' ').next().unwrap_or_default();
    if first.chars().skip(1).any(char::is_uppercase) {
        return label.to_owned();
    }
    let mut chars = label.chars();
    chars
        .next()
        .into_iter()
        .flat_map(char::to_lowercase)
        .chain(chars)
        .collect()
}

/// The name most like a word, if any is at all like it.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    names
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&word, name), name))
        .filter(|(likeness, _)| *likeness > 0.6)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_fit_into_sentences() {
        let table = [
            ("Sleep quality", "sleep quality"),
            ("LH test", "LH test"),
            ("Ärger im Büro", "ärger im Büro"),
            ("", ""),
        ];
        for (label, phrase) in table {
            assert_eq!(within(label), phrase);
        }
    }

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

    #[test]
    fn the_nearest_name_is_found() {
        let names = ["bleeding", "pain", "temperature"];
        assert_eq!(nearest("bleding", names), Some("bleeding"));
        assert_eq!(nearest("zzz", names), None);
    }
}
