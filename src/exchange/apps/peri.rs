//! Peri: cycles with their first day and the length of the period.

use serde::Deserialize;

use super::text::{Lines, Parts, parsed};
use super::{read_by, rules};
use crate::exchange::facts::{Book, Fact, Left, day};
use crate::exchange::{ReadError, Source, Standing, Taker};

/// The name under which its entries are kept.
pub(in crate::exchange) const FORMAT: &str = "peri";

const CYCLES: &str = "cycles";

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
#[serde(rename_all = "camelCase")]
struct Cycle {
    start_date: String,
    period_length: usize,
}

fn facts(text: &str, book: &mut Book<'_>) -> Result<(), ReadError> {
    let mut lines = Lines::new(text);
    let parts: Parts<'_> = parsed(FORMAT, text)?;
    for raw in lines.list(CYCLES, parts.get(CYCLES).copied(), book) {
        let Some((line, cycle)) = lines.record::<Cycle>(CYCLES, raw, book) else {
            continue;
        };
        let Some(first) = day(&cycle.start_date) else {
            book.leave(CYCLES, Left::Date, line);
            continue;
        };
        if cycle.period_length > LONGEST {
            book.leave(CYCLES, Left::Span, line);
            continue;
        }
        book.take(&Fact::new(line, Some(first), "period/first"));
        for date in first.iter_days().take(cycle.period_length) {
            book.take(&Fact::new(line, Some(date), "period/day"));
        }
    }
    Ok(())
}
