//! Mensinator: JSON of its tables, all cells in strings.

use std::collections::HashMap;

use serde::Deserialize;

use super::text::{Lines, Parts, parsed};
use super::{read_by, rules};
use crate::exchange::facts::{Book, Fact, Left, day};
use crate::exchange::{ReadError, Source, Standing, Taker};

/// The name under which its entries are kept.
pub(in crate::exchange) const FORMAT: &str = "mensinator";

/// The tables of symptoms and of their days.
const SYMPTOMS: &str = "symptoms";
const DAYS: &str = "symptom_date";

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
    let tables: Parts<'_> = parsed(FORMAT, text)?;
    let mut lines = Lines::new(text);
    for (key, table) in [("period", "periods"), ("ovulation", "ovulations")] {
        for raw in lines.list(table, tables.get(table).copied(), book) {
            if let Some((line, row)) = lines.record::<Dated>(table, raw, book) {
                book.take(&Fact::new(line, day(&row.date), key));
            }
        }
    }
    let symptoms = lines.list(SYMPTOMS, tables.get(SYMPTOMS).copied(), book);
    let names: HashMap<String, String> = { symptoms.into_iter() }
        .filter_map(|raw| lines.record::<Symptom>(SYMPTOMS, raw, book))
        .map(|(_, symptom)| (symptom.id, symptom.symptom_name))
        .collect();
    for raw in lines.list(DAYS, tables.get(DAYS).copied(), book) {
        let Some((line, row)) = lines.record::<Dated>(DAYS, raw, book) else {
            continue;
        };
        match names.get(&row.symptom_id) {
            Some(name) => {
                let fact = Fact::new(line, day(&row.date), format!("symptom/{name}"));
                book.take(&fact.saying(name));
            }
            None => book.leave(DAYS, Left::Unknown, line),
        }
    }
    Ok(())
}
