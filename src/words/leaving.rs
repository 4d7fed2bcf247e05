//! What stands in files that leave the diary, beside what is recorded.

use std::fmt::Write;

use chrono::NaiveDate;

use super::{dates, day};
use crate::diary::{Catalogue, Day, Profile};
use crate::exchange::Phrases;

packed!("leaving");

/// All of it, for who writes the files.
pub static PHRASES: Phrases = Phrases {
    reminder,
    may_be: |days, made| {
        let [low, high] = dates::ends(days.first, days.last);
        may_be(low, high, dates::day_month_year(made))
    },
    no_longer,
    questions,
    basal,
    last_period,
    days_of_bleeding,
    nothing,
    mean_of: |name| mean_of(name),
    day: day_page,
};

/// A day as the body of a Markdown file, as far as the person keeps what it tells.
fn day_page(date: NaiveDate, day: &Day, catalogue: &Catalogue, profile: &Profile) -> String {
    let mut text = format!("\n# {}\n", dates::weekday_day_month_year(date));
    for section in day::day_text(day, catalogue, profile).sections {
        let time = section.time.map(|time| dates::time(time) + " ");
        let time = time.unwrap_or_default();
        // Writing to a String does not fail.
        let _ = write!(text, "\n## {time}{}\n\n", section.heading);
        for line in section.lines {
            // Words of several lines stay part of their point.
            let value = line.value.replace('\n', "\n  ");
            let _ = writeln!(text, "- {}: {value}", line.label);
        }
    }
    text
}
