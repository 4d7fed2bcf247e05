//! Clue: measurements of days, new (`measurements.json`) and old (`.cluedata`).

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::text::{Lines, parsed};
use super::{read_by, rules};
use crate::exchange::facts::{Book, Fact, day};
use crate::exchange::{ReadError, Source, Standing, Taker};

/// The name under which its entries are kept.
pub(in crate::exchange) const FORMAT: &str = "clue";

/// What a measurement, or a day of them, is called that cannot be read.
const RECORD: &str = "data";

/// Whether a file that begins so is Clue's.
pub(in crate::exchange) fn recognises(beginning: &str) -> bool {
    let text = beginning.trim_start_matches('\u{feff}').trim_start();
    let has = |name: &str| text.contains(&format!("\"{name}\""));
    match text.bytes().next() {
        Some(b'[') => has("type") && has("date") && has("value"),
        Some(b'{') => has("data") && has("day"),
        _ => false,
    }
}

/// Reads a file.
///
/// # Errors
/// [`ReadError::Form`] when it is not JSON of this form; [`ReadError::Io`] when the bytes do not come.
pub(in crate::exchange) fn read(
    standing: &Standing,
    input: &mut dyn Source,
    taker: &mut dyn Taker,
) -> Result<(), ReadError> {
    read_by(rules!("clue.toml"), facts, standing, input, taker)
}

#[derive(Deserialize)]
struct Measurement {
    #[serde(default)]
    r#type: String,
    #[serde(default)]
    date: String,
    #[serde(default)]
    value: Value,
}

#[derive(Deserialize)]
struct Old<'t> {
    #[serde(borrow)]
    data: Vec<&'t RawValue>,
}

fn facts(text: &str, book: &mut Book<'_>) -> Result<(), ReadError> {
    let mut lines = Lines::new(text);
    if text.trim_start().starts_with('[') {
        for raw in parsed::<Vec<&RawValue>>(FORMAT, text)? {
            let Some((line, said)) = lines.record::<Measurement>(RECORD, raw, book) else {
                continue;
            };
            measured(book, line, day(&said.date), &said.r#type, &said.value);
        }
        return Ok(());
    }
    for raw in parsed::<Old<'_>>(FORMAT, text)?.data {
        let said = lines.record::<serde_json::Map<String, Value>>(RECORD, raw, book);
        let Some((line, said)) = said else { continue };
        let date = said.get("day").and_then(Value::as_str).and_then(day);
        for (key, value) in said.iter().filter(|(key, _)| *key != "day") {
            measured(book, line, date, key, value);
        }
    }
    Ok(())
}

/// What a measurement says: an option, several, or numbers by name.
fn measured(book: &mut Book<'_>, line: u64, date: Option<NaiveDate>, of: &str, value: &Value) {
    let fact = |key: String| Fact::new(line, date, key);
    match value {
        Value::Array(options) if options.is_empty() => book.count(of),
        Value::Array(options) => {
            for option in options {
                measured(book, line, date, of, option);
            }
        }
        Value::String(option) => book.take(&fact(format!("{of}/{option}")).saying(option)),
        // The key says it all: `period/light: true`.
        Value::Bool(true) => book.take(&fact(of.to_owned())),
        Value::Bool(false) | Value::Null => book.count(of),
        Value::Number(number) => book.take(&fact(of.to_owned()).saying(number.to_string())),
        Value::Object(fields) => {
            if let Some(option) = fields.get("option") {
                return measured(book, line, date, of, option);
            }
            let number = |name: &str| fields.get(name).and_then(Value::as_f64);
            if let Some(degrees) = number("celsius") {
                book.take(&fact(of.to_owned()).saying(format!("{degrees}C")));
                if fields.get("excluded").and_then(Value::as_bool) == Some(true) {
                    book.take(&fact(format!("{of}/excluded")));
                }
            } else if let Some(minutes) = number("minutes") {
                book.take(&fact(of.to_owned()).saying(format!("{minutes}min")));
            } else {
                book.take(&fact(of.to_owned()).saying(value.to_string()));
            }
        }
    }
}
