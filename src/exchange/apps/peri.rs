//! Peri: cycles with their first day and the length of the period.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::text::{Lines, parsed};
use super::{read_by, rules};
use crate::exchange::facts::{Book, Fact, Left, day};
use crate::exchange::{ReadError, Source, Standing, Taker};

/// The name under which its entries are kept.
pub(in crate::exchange) const FORMAT: &str = "peri";

/// Longer is no period, in days.
const LONGEST: usize = 30;

/// Whether a file that begins so is Peri's.
pub(in crate::exchange) fn recognises(beginning: &str) -> bool {
    let text = beginning.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('{') && text.contains("\"cycles\"") && text.contains("\"periodLength\"")
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
    read_by(rules!("peri.toml"), facts, standing, input, taker)
}

#[derive(Deserialize)]
struct File<'t> {
    #[serde(borrow)]
    cycles: Vec<&'t RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Cycle {
    start_date: String,
    period_length: usize,
}

fn facts(text: &str, book: &mut Book<'_>) -> Result<(), ReadError> {
    let mut lines = Lines::new(text);
    for raw in parsed::<File<'_>>(FORMAT, text)?.cycles {
        let (line, cycle): (_, Cycle) = (lines.of(raw), parsed(FORMAT, raw.get())?);
        let Some(first) = day(&cycle.start_date) else {
            book.leave("cycles", Left::Date, line);
            continue;
        };
        if cycle.period_length > LONGEST {
            book.leave("cycles", Left::Span, line);
            continue;
        }
        book.take(&Fact::new(line, Some(first), "period/first"));
        for date in first.iter_days().take(cycle.period_length) {
            book.take(&Fact::new(line, Some(date), "period/day"));
        }
    }
    Ok(())
}
