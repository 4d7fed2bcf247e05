//! Bearable: one reading a row, the note of a day on every row of it.

use chrono::NaiveDate;

use super::table::{self, Rows};
use super::text::whole;
use super::{finish, rules};
use crate::exchange::facts::{Book, Fact, Form, Left, day, level};
use crate::exchange::{ReadError, Source, Standing, Taker};

/// The name under which its entries are kept.
pub(in crate::exchange) const FORMAT: &str = "bearable";

/// A mood above it is on a scale of 0 to 10; without one, moods are from 1 to this.
const SHORT_SCALE: f64 = 5.0;

/// Whether a file that begins so is Bearable's.
pub(in crate::exchange) fn recognises(beginning: &str) -> bool {
    table::recognises(rules!("bearable.toml"), beginning)
}

/// Reads a file.
///
/// # Errors
/// [`ReadError::Io`] when the bytes do not come.
pub(in crate::exchange) fn read(
    standing: &Standing,
    input: &mut dyn Source,
    taker: &mut dyn Taker,
) -> Result<(), ReadError> {
    let rules = rules!("bearable.toml");
    let rows = Rows::of(rules, &whole(input)?)?;
    let Some(form) = &rules.form else {
        return Ok(());
    };
    let moods = rows
        .all
        .iter()
        .filter(|(_, cells)| rows.cell(cells, "category") == "Mood");
    let moods = moods.filter_map(|(_, cells)| rows.cell(cells, AMOUNT).parse::<f64>().ok());
    let is_long = moods.fold(0.0, f64::max) > SHORT_SCALE;
    finish(rules, standing, taker, |book| {
        for (line, cells) in &rows.all {
            match cells.len() == rows.columns.len() {
                true => reading(form, &rows, *line, cells, is_long, book),
                false => book.leave("date", Left::Cells, *line),
            }
        }
        Ok(())
    })
}

const AMOUNT: &str = "rating/amount";
/// The word for a level that says that there was none.
const ABSENT: &str = "absent";

fn reading(
    form: &Form,
    rows: &Rows,
    line: u64,
    cells: &[String],
    is_long: bool,
    book: &mut Book<'_>,
) {
    let of = |name: &str| rows.cell(cells, name);
    let date = match rows.cell(cells, &form.date) {
        "" => spelt(of("date")),
        plain => day(plain),
    };
    let time: Vec<&str> = form.key.iter().map(|column| of(column)).collect();
    let (category, amount, detail) = (of("category"), of(AMOUNT), of("detail"));
    let fact =
        |name: &str, value: &str| Fact::new(line, date, format!("{category}/{name}")).saying(value);
    // That there was none has rules of its own: it is no place that hurt, and no tag.
    let none_of = |name: &str| Fact::new(line, date, format!("None/{name}")).saying(ABSENT);
    match category {
        "Symptom" => {
            let (name, word) = bracketed(detail);
            match word.and_then(level).or_else(|| rated(amount)) {
                Some(ABSENT) => book.take(&none_of(name)),
                Some(level) => book.take(&fact(name, level)),
                None if amount.is_empty() => book.take(&fact(name, "present")),
                None => book.leave(category, Left::Value, line),
            }
        }
        "Factor" | "Lifestyle" => {
            for part in detail.split('|').map(bare) {
                let (name, level) = match part.rsplit_once(" - ") {
                    Some((name, word)) => (name, level(word)),
                    None => (part, None),
                };
                book.take(&match level.unwrap_or("present") {
                    ABSENT => none_of(name),
                    level => fact(name, level),
                });
            }
        }
        "Mood" => book.take(&fact(detail, &scaled(amount, is_long))),
        quality if quality.ends_with("quality") => book.take(&fact(detail, &scaled(amount, false))),
        "Sleep" => book.take(&fact(detail, &minutes(amount))),
        "Medication" => {
            let (name, dose) = detail.rsplit_once(" - ").unwrap_or((detail, ""));
            book.take(&Fact {
                id: Some(format!("{}:{name}", time.concat())),
                amount: dose.to_owned(),
                ..fact(bare(name), "")
            });
        }
        _ => book.take(&fact(bare(detail), amount)),
    }
    for (column, cell) in rows.columns.iter().zip(cells) {
        let is_read = *column == form.date || form.key.contains(column);
        if !is_read && !form.skip.contains(column) && !cell.is_empty() {
            book.leave(column, Left::Unknown, line);
        }
    }
    let note = of("notes");
    if !note.is_empty() {
        book.take(&Fact::new(line, date, "note").saying(note));
    }
}

/// `22nd Jan 2022`, as older exports have it.
fn spelt(text: &str) -> Option<NaiveDate> {
    let (number, rest) = text.split_once(' ')?;
    let number = number.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    NaiveDate::parse_from_str(&format!("{number} {rest}"), "%d %b %Y").ok()
}

/// A name without the picture before it.
fn bare(name: &str) -> &str {
    name.trim_start_matches(|c: char| !c.is_alphanumeric())
        .trim_end()
}

/// `Back (lower) pain (Severe)`: the name and the word behind it.
fn bracketed(detail: &str) -> (&str, Option<&str>) {
    let parts = detail
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once(" ("));
    match parts {
        Some((name, word)) => (bare(name), Some(word)),
        None => (bare(detail), None),
    }
}

/// How bad a symptom is, of 4.
fn rated(amount: &str) -> Option<&'static str> {
    match amount {
        "0" => Some(ABSENT),
        "1" => Some("mild"),
        "2" => Some("moderate"),
        "3" => Some("severe"),
        "4" => Some("unbearable"),
        _ => None,
    }
}

/// A rating of 1 to 5, or of 0 to 10, on the latter.
fn scaled(amount: &str, is_long: bool) -> String {
    match amount.parse::<f64>() {
        Ok(rating) if !is_long => (2.0 * rating).to_string(),
        _ => amount.to_owned(),
    }
}

/// `07:35` in minutes.
fn minutes(clock: &str) -> String {
    let parts = clock.split_once(':');
    let numbers = parts.and_then(|(h, m)| Some((h.parse::<u32>().ok()?, m.parse::<u32>().ok()?)));
    match numbers {
        Some((hours, minutes)) => format!("{}min", 60 * hours.min(48) + minutes),
        None => clock.to_owned(),
    }
}
