//! Periodical: one array of its tables.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::text::{Lines, Parts, parsed};
use super::{read_by, rules};
use crate::exchange::facts::{Book, Fact, day};
use crate::exchange::{Mismatch, ReadError, Source, Standing, Taker};

/// The name under which its entries are kept.
pub(in crate::exchange) const FORMAT: &str = "periodical";

/// The version that is read.
const VERSION: u64 = 6;

/// Whether a file that begins so is Periodical's.
pub(in crate::exchange) fn recognises(beginning: &str) -> bool {
    let text = beginning.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('[') && text.contains("\"version\"") && text.contains("\"eventtype\"")
}

/// Reads a file.
///
/// # Errors
/// [`ReadError::Form`] when it is not JSON of this form and version; [`ReadError::Io`] when the bytes do
/// not come.
pub(in crate::exchange) fn read(
    standing: &Standing,
    input: &mut dyn Source,
    taker: &mut dyn Taker,
) -> Result<(), ReadError> {
    read_by(rules!("periodical.toml"), facts, standing, input, taker)
}

#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    eventdate: String,
    #[serde(default)]
    eventtype: String,
    #[serde(default)]
    eventtemp: String,
    #[serde(default)]
    intensity: String,
    #[serde(default)]
    content: String,
    #[serde(default)]
    symptom: String,
}

fn facts(text: &str, book: &mut Book<'_>) -> Result<(), ReadError> {
    let mut lines = Lines::new(text);
    for raw in parsed::<Vec<&RawValue>>(FORMAT, text)? {
        let table = lines.record::<Parts<'_>>("tables", raw, book);
        for (name, raw) in table.into_iter().flat_map(|(_, table)| table) {
            match &*name {
                "version" => version(raw)?,
                "data" | "notes" | "symptoms" => {
                    for raw in lines.list(&name, Some(raw), book) {
                        if let Some((line, row)) = lines.record::<Row>(&name, raw, book) {
                            row.take(&name, line, book);
                        }
                    }
                }
                _ => book.count(&name),
            }
        }
    }
    Ok(())
}

fn version(raw: &RawValue) -> Result<(), ReadError> {
    let said: Value = parsed(FORMAT, raw.get())?;
    match said.as_u64() {
        Some(VERSION) => Ok(()),
        found => Err(ReadError::Form {
            format: FORMAT.into(),
            reason: Mismatch::Version {
                found: found.unwrap_or_default(),
                known: VERSION,
            },
        }),
    }
}

impl Row {
    fn take(self, table: &str, line: u64, book: &mut Book<'_>) {
        // yyyymmdd
        let parts = (
            self.eventdate.get(..4),
            self.eventdate.get(4..6),
            self.eventdate.get(6..8),
        );
        let date: Option<NaiveDate> = match parts {
            (Some(year), Some(month), Some(of)) => day(&format!("{year}-{month}-{of}")),
            _ => None,
        };
        let fact = |key: String| Fact::new(line, date, key);
        match table {
            "notes" if self.content.trim().is_empty() => book.count("notes"),
            "notes" => book.take(&fact("note".into()).saying(self.content)),
            "symptoms" => book.take(&fact(format!("symptom/{}", self.symptom))),
            _ => {
                let is_period = matches!(&*self.eventtype, "1" | "2");
                if self.eventtype == "1" {
                    book.take(&fact("event/first".into()));
                }
                if is_period {
                    book.take(&fact(format!("intensity/{}", self.intensity)));
                }
                // 0 is that it was not taken.
                let degrees = self.eventtemp.trim().parse::<f64>();
                let is_taken = degrees.map_or(!self.eventtemp.is_empty(), |degrees| degrees > 0.0);
                match is_taken {
                    true => book.take(&fact("temperature".into()).saying(self.eventtemp)),
                    // A day that holds notes and symptoms, or a prediction.
                    false if !is_period => book.count("data"),
                    false => {}
                }
            }
        }
    }
}
