//! Menstrudel: periods, logs of days and their symptoms.

use std::collections::HashMap;

use chrono::{DateTime, Duration, NaiveDate, Timelike};
use serde::Deserialize;

use super::text::{Lines, Parts, parsed};
use super::{read_by, rules};
use crate::exchange::facts::{Book, Fact, Left, day};
use crate::exchange::{ReadError, Source, Standing, Taker};

/// The name under which its entries are kept.
pub(in crate::exchange) const FORMAT: &str = "menstrudel";

const PERIODS: &str = "periods";
const LOGS: &str = "period_logs";
const SYMPTOMS: &str = "log_symptoms";

/// Longer is no period.
const LONGEST: i64 = 30;

/// Whether a file that begins so is Menstrudel's.
pub(in crate::exchange) fn recognises(beginning: &str) -> bool {
    let text = beginning.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('{')
        && text.contains("\"periods\"")
        && (text.contains("\"period_logs\"") || text.contains("\"total_days\""))
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
    read_by(rules!("menstrudel.toml"), facts, standing, input, taker)
}

#[derive(Deserialize)]
struct Period {
    start_date: i64,
    end_date: Option<i64>,
}

#[derive(Deserialize)]
struct Log {
    id: i64,
    #[serde(default)]
    date: String,
    flow: Option<i64>,
    #[serde(rename = "painLevel")]
    pain_level: Option<i64>,
}

#[derive(Deserialize)]
struct Symptom {
    log_id_fk: i64,
    symptom: String,
}

fn facts(text: &str, book: &mut Book<'_>) -> Result<(), ReadError> {
    let tables: Parts<'_> = parsed(FORMAT, text)?;
    let mut lines = Lines::new(text);
    let mut days: HashMap<i64, Option<NaiveDate>> = HashMap::new();
    let mut flows = HashMap::new();
    let mut logs = Vec::new();
    for raw in lines.list(LOGS, tables.get(LOGS).copied(), book) {
        let Some((line, log)) = lines.record::<Log>(LOGS, raw, book) else {
            continue;
        };
        let date = day(&log.date);
        days.insert(log.id, date);
        flows.extend(date.zip(log.flow));
        logs.push((line, date, log));
    }
    for raw in lines.list(PERIODS, tables.get(PERIODS).copied(), book) {
        let Some((line, period)) = lines.record::<Period>(PERIODS, raw, book) else {
            continue;
        };
        let first = local_day(period.start_date);
        let last = period.end_date.map_or(first, local_day);
        let (Some(first), Some(last)) = (first, last) else {
            book.leave(PERIODS, Left::Date, line);
            continue;
        };
        if !(0..LONGEST).contains(&(last - first).num_days()) {
            book.leave(PERIODS, Left::Span, line);
            continue;
        }
        book.take(&Fact::new(line, Some(first), "period/first"));
        // A day with a flow of its own says more.
        for date in first.iter_days().take_while(|date| *date <= last) {
            if !flows.contains_key(&date) {
                book.take(&Fact::new(line, Some(date), "period/day"));
            }
        }
    }
    for (line, date, log) in logs {
        let levels = [("flow", log.flow), ("pain", log.pain_level)];
        for (key, level) in levels
            .into_iter()
            .filter_map(|(key, level)| Some((key, level?)))
        {
            book.take(&Fact::new(line, date, format!("{key}/{level}")));
        }
    }
    for raw in lines.list(SYMPTOMS, tables.get(SYMPTOMS).copied(), book) {
        let Some((line, symptom)) = lines.record::<Symptom>(SYMPTOMS, raw, book) else {
            continue;
        };
        let date = days.get(&symptom.log_id_fk).copied().flatten();
        let fact = Fact::new(line, date, format!("symptom/{}", symptom.symptom));
        book.take(&fact.saying(symptom.symptom));
    }
    Ok(())
}

/// The day of a local midnight, in milliseconds since 1970 in world time: the day that begins within
/// half a day of it.
fn local_day(milliseconds: i64) -> Option<NaiveDate> {
    let at = DateTime::from_timestamp_millis(milliseconds)?.naive_utc();
    let nearest = match at.hour() {
        0..12 => at,
        _ => at.checked_add_signed(Duration::days(1))?,
    };
    Some(nearest.date())
}
