//! Mensinator: JSON of its tables, all cells in strings.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::text::{Lines, parsed};
use super::{read_by, rules};
use crate::exchange::facts::{Book, Fact, Left, day};
use crate::exchange::{ReadError, Source, Standing, Taker};

/// The name under which its entries are kept.
pub(in crate::exchange) const FORMAT: &str = "mensinator";

/// Whether a file that begins so is Mensinator's.
pub(in crate::exchange) fn recognises(beginning: &str) -> bool {
    let text = beginning.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('{')
        && text.contains("\"periods\"")
        && text.contains("\"period_id\"")
        && !text.contains("\"period_logs\"")
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
    read_by(rules!("mensinator.toml"), facts, standing, input, taker)
}

#[derive(Deserialize)]
struct File<'t> {
    #[serde(borrow, default)]
    periods: Vec<&'t RawValue>,
    #[serde(default)]
    symptoms: Vec<Symptom>,
    #[serde(borrow, default)]
    symptom_date: Vec<&'t RawValue>,
    #[serde(borrow, default)]
    ovulations: Vec<&'t RawValue>,
}

#[derive(Deserialize)]
struct Symptom {
    id: String,
    symptom_name: String,
}

#[derive(Deserialize)]
struct Dated {
    #[serde(alias = "symptom_date", default)]
    date: String,
    #[serde(default)]
    symptom_id: String,
}

fn facts(text: &str, book: &mut Book<'_>) -> Result<(), ReadError> {
    let file: File<'_> = parsed(FORMAT, text)?;
    let mut lines = Lines::new(text);
    for (key, rows) in [("period", &file.periods), ("ovulation", &file.ovulations)] {
        for raw in rows {
            let row: Dated = parsed(FORMAT, raw.get())?;
            book.take(&Fact::new(lines.of(raw), day(&row.date), key));
        }
    }
    let names = file
        .symptoms
        .iter()
        .map(|symptom| (&*symptom.id, &*symptom.symptom_name));
    let names: HashMap<&str, &str> = names.collect();
    for raw in &file.symptom_date {
        let row: Dated = parsed(FORMAT, raw.get())?;
        let line = lines.of(raw);
        match names.get(&*row.symptom_id) {
            Some(name) => {
                let fact = Fact::new(line, day(&row.date), format!("symptom/{name}"));
                book.take(&fact.saying(*name));
            }
            None => book.leave("symptom_date", Left::Unknown, line),
        }
    }
    Ok(())
}
