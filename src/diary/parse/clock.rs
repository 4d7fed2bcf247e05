//! The words people use for times of day.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::date::{DateWordError, all_digits, date};
use super::typed::{TYPED, Words, is_any};

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

/// Understands when something was: a time, of a day that is known; a date; a date and a time; `now`.
/// Where only a time can be meant, the hour is enough: `14`, `yesterday 22`. To the minute.
///
/// # Errors
/// As [`date`]; [`DateWordError::NotADate`] for words that are no time either.
pub fn moment(
    text: &str,
    day: NaiveDate,
    now: NaiveDateTime,
) -> Result<(NaiveDate, Option<NaiveTime>), DateWordError> {
    let text = text.trim();
    if is_any(&TYPED.times.now, &text.to_lowercase()) {
        return Ok((now.date(), Some(now.time())));
    }
    if let Some(time) = time_or_hour(text) {
        return Ok((day, Some(time)));
    }
    // A date first: its year is no time.
    date(text, now.date())
        .map(|date| (date, None))
        .or_else(|why| {
            let (before, behind) = text.rsplit_once(' ').ok_or(why.clone())?;
            let time = time_or_hour(behind).ok_or(why)?;
            Ok((date(before, now.date())?, Some(time)))
        })
}

fn time_or_hour(text: &str) -> Option<NaiveTime> {
    let is_hour = text.len() <= 2 && all_digits(text);
    time(text).or_else(|| match is_hour {
        true => NaiveTime::from_hms_opt(text.parse().ok()?, 0, 0),
        false => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_understood() {
        let on = |day| NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        let at = |h, m| NaiveTime::from_hms_opt(h, m, 0);
        let now = on(17).and_time(at(6, 40).unwrap());
        for (words, expected) in [
            ("now", Some((on(17), at(6, 40)))),
            ("14", Some((on(16), at(14, 0)))),
            (" 7 ", Some((on(16), at(7, 0)))),
            ("14:05", Some((on(16), at(14, 5)))),
            ("7pm", Some((on(16), at(19, 0)))),
            ("10:15 pm", Some((on(16), at(22, 15)))),
            ("yesterday", Some((on(16), None))),
            ("12 mar 2026", Some((on(12), None))),
            ("12 mar 6:40", Some((on(12), at(6, 40)))),
            ("12 mar 2210", Some((on(12), at(22, 10)))),
            ("2026-03-12 22:10", Some((on(12), at(22, 10)))),
            ("yesterday 22", Some((on(16), at(22, 0)))),
            ("24", None),
            ("+7", None),
            ("noon-ish", None),
            ("", None),
        ] {
            let given = moment(words, on(16), now).ok();
            let given = given.filter(|(day, _)| *day <= on(17));
            assert_eq!(given, expected, "{words}");
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
}
